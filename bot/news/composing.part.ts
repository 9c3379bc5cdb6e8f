import { z } from 'zod';
import { verb, type Feature } from '../feature.ts';
import { Refusal } from '../refusal.ts';
import { privately } from '../teams/privately.ts';
import { replace, show, type Reply } from '../teams/reply.ts';
import type { Press, Turn } from '../teams/turn.ts';
import type { Drafting } from './drafting.ts';
import type { NewsNeeds } from './news.needs.ts';
import { writtenIn, type News, type Whom } from './news.ts';
import { doneCard } from './preview.card.ts';
import type { Published, Publishing } from './publishing.ts';
import type { Rights } from './rights.ts';
import { drawnFor, unknown, type Steps } from './steps.part.ts';
import { readWhen, readWords, typedFrom } from './typed.ts';
import { whichCard, type WhomProblem } from './writing.card.ts';
import { writingText } from './writing.text.ts';

export const nothingTyped = z.strictObject({});
// Longer than any box allows: what is too long comes back with its words, and only what no box could send is refused outright.
const typed = z.string().max(8_000).default('');
const wordsInputs = z.strictObject({ enTitle: typed, enText: typed, cyTitle: typed, cyText: typed, link: typed });
const short = z.string().max(400).default('');
const whomInputs = z.strictObject({ whom: short, when: z.enum(['now', 'later']).default('now'), date: short, time: short });
const networkChosen = z.strictObject({ network: short });
const wholeForce = 'force';

export type ComposingNeeds = Pick<NewsNeeds, 'askForRight'> & {
  rights: Rights;
  drafting: Drafting;
  publishing: Publishing;
  steps: Steps;
};

/** Writing news, in the author's own chat: words, for whom and when, checks, preview, and the press that sends it. */
export function composingPart({ rights, drafting, publishing, steps, askForRight }: ComposingNeeds): Partial<Feature> {
  const savesIn = (press: Pick<Press, 'carried'>): number => Number(press.carried['saves']);

  /** Where somebody begins: the form, or first the choice of whose news it is. */
  async function begin(turn: Turn): Promise<Reply> {
    const text = writingText[turn.language];
    const { networks, force } = await rights.writesFor(turn.person, turn.force);
    const choices = [
      ...networks.map(({ id, name }) => ({ title: name[turn.language], value: id })),
      ...(force ? [{ title: text.forForce(turn.force.name), value: wholeForce }] : []),
    ];
    const [only, second] = choices;
    if (!only) return replace(askForRight(turn, text.noRight));
    if (second) return replace(whichCard(drawnFor(turn), choices));
    return steps.words(turn, { network: networkOf(only.value) });
  }

  async function theirs(turn: Turn, id: string): Promise<News> {
    const kept = await drafting.find(turn, id);
    if (!kept) throw unknown();
    return kept.news;
  }

  async function refuseClosed(turn: Turn, network: string): Promise<void> {
    const found = await rights.network(turn.person.tenant, turn.force, network);
    if (network !== '' && (!found || found.isClosed)) throw closed();
  }

  async function words(turn: Turn, press: Press<z.infer<typeof networkChosen>>): Promise<Reply> {
    if (press.about) {
      const news = await theirs(turn, press.about);
      return news.isWriting && news.state !== 'waiting' ? steps.words(turn, news) : steps.open(turn, news, press.card);
    }
    const network = networkOf(press.carried['network'] ?? press.inputs.network);
    if (!(await rights.mayWrite(turn.person, network))) throw unknown();
    await refuseClosed(turn, network);
    return steps.words(turn, { network });
  }

  async function saveWords(turn: Turn, press: Press<z.infer<typeof wordsInputs>>): Promise<Reply> {
    const filled = { typed: press.inputs, showing: press.version };
    const read = readWords(press.inputs, writtenIn(turn.force.welsh));
    const network = press.carried['network'] ?? '';
    if (press.about) {
      const before = await theirs(turn, press.about);
      if (!before.isWriting || before.state === 'waiting') return steps.open(turn, before, press.card);
      if (read.problems.length > 0) return steps.words(turn, { ...before, saves: savesIn(press) }, { ...filled, problems: read.problems });
      const saved = await drafting.change(turn, { id: press.about, saves: savesIn(press), words: read.words });
      if (!saved) throw unknown();
      if (saved.kind === 'changed')
        return steps.words(turn, saved.news, { typed: press.inputs, said: writingText[turn.language].done.changed });
      return next(turn, saved.news);
    }
    if (!(await rights.mayWrite(turn.person, network))) throw unknown();
    if (read.problems.length > 0) return steps.words(turn, { network }, { ...filled, problems: read.problems });
    const begun = await drafting.begin(turn, { network, words: read.words, intent: press.version });
    if (!begun) throw unknown();
    return next(turn, begun.news);
  }

  /** After the words: a correction goes to whoever has it. */
  const next = (turn: Turn, news: News): Promise<Reply> => (news.version > 0 ? steps.check(turn, news) : steps.whom(turn, news));

  async function whom(turn: Turn, press: Press): Promise<Reply> {
    const news = await theirs(turn, press.about);
    return news.state === 'draft' ? steps.whom(turn, news) : steps.open(turn, news, press.card);
  }

  async function saveWhom(turn: Turn, press: Press<z.infer<typeof whomInputs>>): Promise<Reply> {
    const before = await theirs(turn, press.about);
    if (before.state !== 'draft') return steps.open(turn, before, press.card);
    const problems: WhomProblem[] = [];
    const to = await whomFrom(turn, press.inputs.whom);
    if (!to) problems.push('noWhom');
    else if (!(await rights.maySendTo(turn.person, before.network, to))) problems.push('notYours');
    const when = readWhen(press.inputs, turn.now);
    if ('why' in when) problems.push(when.why);
    if (!to || problems.length > 0 || 'why' in when)
      return steps.whom(turn, { ...before, saves: savesIn(press) }, { typed: press.inputs, problems });
    const saved = await drafting.change(turn, { id: press.about, saves: savesIn(press), by: { whom: to, at: when.at } });
    if (!saved) throw unknown();
    if (saved.kind === 'changed')
      return steps.whom(turn, saved.news, { typed: press.inputs, said: writingText[turn.language].done.changed });
    return steps.check(turn, saved.news);
  }

  async function whomFrom(turn: Turn, value: string): Promise<Whom | undefined> {
    if (value === 'network' || value === 'everyone') return { kind: value };
    const [kind, conversation] = value.split(' ');
    const room = kind === 'place' && (await rights.channelsOf(turn.person)).find(one => one.conversation === conversation);
    return room ? { kind: 'place', ...room } : undefined;
  }

  async function confirm(turn: Turn, press: Press): Promise<Reply> {
    const news = await theirs(turn, press.about);
    if (!news.isWriting || news.state === 'waiting') return steps.open(turn, news, press.card);
    const confirmed = await drafting.confirm(turn, { id: press.about, saves: savesIn(press) });
    if (!confirmed) throw unknown();
    const { changedElsewhere } = writingText[turn.language].done;
    return steps.open(turn, confirmed.news, press.card, confirmed.kind === 'changed' ? changedElsewhere : undefined);
  }

  /** What follows a press that was to send: how it goes, or what stood in the way. */
  async function after(turn: Turn, press: Press, published: Published | undefined): Promise<Reply> {
    if (!published) throw unknown();
    const { news, kind } = published;
    const { done } = writingText[turn.language];
    switch (kind) {
      case 'sent':
        return steps.sent(turn, news.id, press.card, news.whom?.kind === 'place' ? done.posted : done.sent);
      case 'scheduled':
        return steps.sent(turn, news.id, press.card, done.scheduled(news.at ?? turn.now));
      case 'corrected':
      case 'already':
        return steps.sent(turn, news.id, press.card, done[kind]);
      case 'asked':
      case 'askedAlready':
        return steps.waits(turn, news, done[kind]);
      case 'changed':
        return steps.open(turn, news, press.card, done.changedElsewhere);
      case 'notConfirmed':
        return steps.check(turn, news, done.notConfirmed);
      case 'needsApproval':
        return steps.preview(turn, news);
      case 'closed':
        throw closed();
      case 'noWhom':
      case 'notYours':
      case 'past':
      case 'far':
        return steps.whom(turn, news, { typed: { whom: '', ...typedFrom(news.at) }, problems: [kind] });
    }
  }

  return {
    commands: [
      {
        id: 'news/write',
        phrases: { en: ['write news', 'write some news'], cy: ['ysgrifennu newyddion', 'ysgrifennu newydd'] },
        isPrivate: true,
        run: async turn => asMessage(await begin(turn)),
      },
    ],
    verbs: [
      verb({ verb: 'news/write', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(begin) }),
      verb({ verb: 'news/words', inputs: networkChosen, learns: { who: 'nobody' }, run: privately(words) }),
      verb({ verb: 'news/words-save', inputs: wordsInputs, learns: { who: 'nobody' }, run: privately(saveWords) }),
      verb({ verb: 'news/whom', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(whom) }),
      verb({ verb: 'news/whom-save', inputs: whomInputs, learns: { who: 'nobody' }, run: privately(saveWhom) }),
      verb({ verb: 'news/confirm', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(confirm) }),
      verb({
        verb: 'news/send',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press: Press) => {
          return after(turn, press, await publishing.send(turn, { id: press.about, saves: savesIn(press) }));
        }),
      }),
      verb({
        verb: 'news/ask',
        inputs: nothingTyped,
        learns: { who: 'administrators', said: 'news-to-agree-to' },
        run: privately(async (turn, press: Press) => {
          return after(turn, press, await publishing.ask(turn, { id: press.about, saves: savesIn(press) }));
        }),
      }),
      verb({
        verb: 'news/unask',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press: Press) => {
          const news = await publishing.unask(turn, press.about);
          if (!news) throw unknown();
          return steps.open(turn, news, press.card, writingText[turn.language].done.withdrawnRequest);
        }),
      }),
      verb({
        verb: 'news/drop',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press: Press) => {
          const outcome = await drafting.drop(turn, press.about);
          if (!outcome) throw unknown();
          const { done } = writingText[turn.language];
          if (outcome === 'notCorrected') return steps.sent(turn, press.about, press.card, done.notCorrected);
          return replace(doneCard(drawnFor(turn), done.dropped));
        }),
      }),
    ],
  };
}

const networkOf = (value: string): string => (value === wholeForce ? '' : value);
export const asMessage = (reply: Reply): Reply => (reply.kind === 'replace' ? show(reply.shown) : reply);
const closed = () => new Refusal({ en: writingText.en.closed, cy: writingText.cy.closed });
