import { verb, type Feature, type Route } from '../feature.ts';
import { privately } from '../teams/privately.ts';
import { replace, type Reply } from '../teams/reply.ts';
import type { Press, Turn } from '../teams/turn.ts';
import { asMessage, nothingTyped } from './composing.part.ts';
import type { Drafting } from './drafting.ts';
import { mineCard, mostListed, type Listed } from './mine.card.ts';
import type { MyNews } from './news.contract.ts';
import type { NewsNeeds } from './news.needs.ts';
import type { NewsStore } from './news.store.ts';
import { saidIn, type News } from './news.ts';
import type { Rights } from './rights.ts';
import { drawnFor, unknown, type Steps } from './steps.part.ts';
import { writingText } from './writing.text.ts';

export type MineNeeds = Pick<NewsNeeds, 'delivering'> & { store: NewsStore; rights: Rights; drafting: Drafting; steps: Steps };

/** What somebody has written: going on with it, correcting it, writing another like it. */
export function minePart({ delivering, store, rights, drafting, steps }: MineNeeds): Partial<Feature> {
  type Who = Pick<Turn, 'person' | 'force' | 'language'>;

  async function listed(who: Who, most: number): Promise<Listed[]> {
    const mine = await store.of(who.person, most);
    return Promise.all(
      mine.map(async news => ({
        id: news.id,
        title: await titleOf(who, news),
        whose: await whoseOf(who, news),
        ...(await standingOf(news)),
      })),
    );
  }

  async function titleOf({ language }: Who, news: News): Promise<string> {
    const words = await drafting.wordsOf(news);
    const [said] = saidIn(words, language);
    return said ? words[said].title : words.en.title || words.cy.title;
  }

  async function whoseOf({ person, force, language }: Who, { network }: News): Promise<string> {
    return network === '' ? force.name : ((await rights.network(person.tenant, force, network))?.name[language] ?? '');
  }

  async function standingOf(news: News): Promise<Pick<Listed, 'stands' | 'at'>> {
    if (news.state === 'waiting') return { stands: 'waiting', at: news.askedAt ?? news.changedAt };
    if (news.state === 'draft') return { stands: 'draft', at: news.changedAt };
    if (news.isWriting) return { stands: 'correcting', at: news.changedAt };
    const startsAt = news.at && (await delivering.find(news))?.startsAt;
    return startsAt ? { stands: 'scheduled', at: startsAt } : { stands: 'sent', at: news.changedAt };
  }

  async function mine(turn: Turn): Promise<Reply> {
    const { networks, force } = await rights.writesFor(turn.person, turn.force);
    return replace(mineCard(drawnFor(turn), await listed(turn, mostListed), networks.length > 0 || force));
  }

  async function open(turn: Turn, press: Press): Promise<Reply> {
    const kept = await drafting.find(turn, press.about);
    if (!kept) throw unknown();
    return steps.open(turn, kept.news, press.card);
  }

  async function correct(turn: Turn, press: Press): Promise<Reply> {
    const { done } = writingText[turn.language];
    if ((await delivering.find({ tenant: turn.person.tenant, id: press.about }))?.isRecalled)
      return steps.sent(turn, press.about, press.card, done.recalled);
    const news = await drafting.correct(turn, press.about);
    if (!news) throw unknown();
    return steps.words(turn, news);
  }

  async function duplicate(turn: Turn, press: Press): Promise<Reply> {
    const news = await drafting.duplicate(turn, press.about, press.version);
    if (!news) throw unknown();
    return steps.words(turn, news);
  }

  const routes: Route[] = [
    {
      method: 'get',
      path: '/news',
      run: async (caller): Promise<MyNews> => {
        const news = await listed(caller, mostInTab);
        return { news: news.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })) };
      },
    },
  ];

  return {
    commands: [
      {
        id: 'news/mine',
        phrases: { en: ['my news', 'my drafts'], cy: ['fy newyddion', 'fy nrafftiau'] },
        isPrivate: true,
        run: async turn => asMessage(await mine(turn)),
      },
    ],
    verbs: [
      verb({ verb: 'news/mine', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(mine) }),
      verb({ verb: 'news/open', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(open) }),
      verb({ verb: 'news/correct', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(correct) }),
      verb({ verb: 'news/duplicate', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(duplicate) }),
    ],
    routes,
  };
}

const mostInTab = 50;
