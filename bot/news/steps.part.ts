import type { Language } from '../language/language.ts';
import { Refusal } from '../refusal.ts';
import { lapsesAt } from '../people/approvals.ts';
import { progressCard } from '../delivery/progress/progress.card.ts';
import { replace, type Reply } from '../teams/reply.ts';
import type { Turn } from '../teams/turn.ts';
import { adviceOn } from './checks.ts';
import type { Drafting } from './drafting.ts';
import { newsCard, summaryOf } from './news.card.ts';
import type { NewsNeeds } from './news.needs.ts';
import { nextVersion, saidIn, writtenIn, type News, type Words } from './news.ts';
import { previewCard, waitsCard, type Previewed } from './preview.card.ts';
import { audienceOf, type Publishing } from './publishing.ts';
import type { Rights } from './rights.ts';
import { problemsWith, typedFrom, type WordsProblem, type WordsTyped } from './typed.ts';
import {
  checkCard,
  whomCard,
  wordsCard,
  wordsTyped,
  type Choice,
  type Drawn,
  type Form,
  type Said,
  type WhomProblem,
  type WhomTyped,
} from './writing.card.ts';
import { writingText } from './writing.text.ts';

export type Steps = ReturnType<typeof openSteps>;
export type StepsNeeds = { rights: Rights; drafting: Drafting; publishing: Publishing; progress: NewsNeeds['progress'] };

export const drawnFor = (turn: Turn): Drawn => ({ language: turn.language, force: turn.force.name, version: turn.id });

/** Unknown and forbidden look the same. */
export const unknown = (): Refusal => new Refusal({ en: writingText.en.unknown, cy: writingText.cy.unknown });

/** The steps from the first word to the press that sends: each draws its card for how the piece stands now. */
export function openSteps({ rights, drafting, publishing, progress }: StepsNeeds) {
  /** Whose news it is, as a reader of this language knows it. */
  async function whoseIs(turn: Turn, network: string, language: Language = turn.language): Promise<string> {
    if (network === '') return turn.force.name;
    return (await rights.network(turn.person.tenant, turn.force, network))?.name[language] ?? '';
  }

  async function formOf(turn: Turn, { id, network, saves, version }: Pick<News, 'id' | 'network' | 'saves' | 'version'>): Promise<Form> {
    return { id, network, saves, whose: await whoseIs(turn, network), isCorrection: version > 0 };
  }

  /** The form of the words; of a new piece where there is none yet. */
  async function words(
    turn: Turn,
    news: News | { network: string },
    filled: { typed?: WordsTyped; problems?: readonly WordsProblem[]; said?: Said; showing?: string } = {},
  ): Promise<Reply> {
    const isBegun = 'id' in news;
    const form = await formOf(turn, isBegun ? news : { id: '', network: news.network, saves: 0, version: 0 });
    const typed = filled.typed ?? (isBegun ? wordsTyped(await drafting.wordsOf(news)) : {});
    const drawn = { ...drawnFor(turn), ...(filled.showing ? { version: filled.showing } : {}) };
    return replace(wordsCard(drawn, form, { ...filled, typed }, writtenIn(turn.force.welsh)));
  }

  async function whom(
    turn: Turn,
    news: News,
    filled: { typed?: WhomTyped; problems?: readonly WhomProblem[]; said?: Said } = {},
  ): Promise<Reply> {
    const text = writingText[turn.language];
    const channels = await rights.channelsOf(turn.person);
    const isForNetwork = news.network !== '';
    const mayAll = await rights.maySendTo(turn.person, news.network, { kind: 'everyone' });
    const choices: Choice[] = [
      ...(isForNetwork ? [{ title: text.members(await whoseIs(turn, news.network)), value: 'network' }] : []),
      ...channels.map(({ conversation, name }) => ({ title: placeInWords(turn.language, name), value: `place ${conversation}` })),
      ...(mayAll ? [{ title: text.everyone, value: 'everyone' }] : []),
    ];
    const typed = filled.typed ?? { whom: valueOf(news), ...typedFrom(news.at) };
    const card = whomCard(drawnFor(turn), await formOf(turn, news), { choices, hasChannels: channels.length > 0 }, { ...filled, typed });
    return replace(card);
  }

  async function check(turn: Turn, news: News, said?: Said): Promise<Reply> {
    const advice = adviceOn(await drafting.wordsOf(news), turn.force.welsh !== 'off');
    return replace(checkCard(drawnFor(turn), await formOf(turn, news), advice, said));
  }

  async function preview(turn: Turn, news: News, said?: Said): Promise<Reply> {
    const [of, form] = await Promise.all([previewOf(turn, news), formOf(turn, news)]);
    if (news.version === 0 && (await publishing.needsSecond(news, turn.now))) {
      const approvers = (await rights.approversFor(turn.person)).map(({ name }) => name);
      return replace(previewCard(drawnFor(turn), form, of, 'ask', { approvers, said }));
    }
    return replace(previewCard(drawnFor(turn), form, of, news.whom?.kind === 'place' ? 'post' : 'send', { said }));
  }

  /** Exactly what people get: the same function draws it that draws what is sent. */
  async function previewOf(turn: Turn, news: News): Promise<Previewed> {
    const { language } = turn;
    const [said, network, reach] = await Promise.all([
      drafting.wordsOf(news),
      rights.network(turn.person.tenant, turn.force, news.network),
      publishing.howMany(news, turn.now),
    ]);
    const [via = { kind: 'everyone', id: 'all' }] = audienceOf(news);
    const isNamed = via.kind !== 'network' || network?.isSensitive === false;
    const drawnIn = async (one: Language, named = isNamed) => {
      const whose = await whoseIs(turn, news.network, one);
      return { language: one, id: news.id, version: nextVersion(news), words: said, whose, isNamed: named, via };
    };
    const all = saidIn(said, language);
    // A channel has one card for all its readers.
    const languages = via.kind === 'place' ? [writtenIn(turn.force.welsh)[0] ?? 'en'] : all;
    const cards = await Promise.all(languages.map(async one => ({ language: one, shown: newsCard(await drawnIn(one)) })));
    return {
      cards,
      ...(isNamed ? {} : { namedSummary: summaryOf(await drawnIn(languages[0] ?? language, true)) }),
      forWhom: news.version > 0 ? writingText[language].everybodyWithIt : await whomInWords(turn, news),
      ...(reach ? { howMany: reach.figure, countedOn: reach.on } : {}),
      ...(news.at && news.version === 0 ? { at: news.at } : {}),
    };
  }

  async function whomInWords(turn: Turn, { network, whom: to }: News): Promise<string> {
    const text = writingText[turn.language];
    if (to?.kind === 'place') return placeInWords(turn.language, to.name);
    return to?.kind === 'network' ? text.members(await whoseIs(turn, network)) : text.everyoneShort;
  }

  async function waits(turn: Turn, news: News, said?: Said): Promise<Reply> {
    const askedAt = news.askedAt ?? turn.now;
    const approvers = (await rights.approversFor(turn.person)).map(({ name }) => name);
    const of = { forWhom: await whomInWords(turn, news), askedAt, lapsesAt: lapsesAt({ askedAt }), approvers, said };
    return replace(waitsCard(drawnFor(turn), await formOf(turn, news), of));
  }

  /** How it goes, once it was sent; the card is remembered, to bring it up to date by itself. */
  async function sent(turn: Turn, id: string, card: string | undefined, said?: Said): Promise<Reply> {
    const looking = { ...turn, version: turn.id };
    const shown = await progress.shownTo(looking, id);
    if (!shown) throw unknown();
    await progress.seenOn(looking, id, card);
    return replace(progressCard({ language: turn.language, version: turn.id }, shown, said));
  }

  /** Where a piece stands: the first step that is not done yet. */
  async function open(turn: Turn, news: News, card: string | undefined, said?: Said): Promise<Reply> {
    const first = said ?? (news.note && writingText[turn.language].done[news.note]);
    if (!news.isWriting) return sent(turn, news.id, card, first);
    if (news.state === 'waiting') return waits(turn, news, first);
    const written: Words = await drafting.wordsOf(news);
    const problems = problemsWith(written, writtenIn(turn.force.welsh));
    if (problems.length > 0) return words(turn, news, { problems, said: first });
    if (news.version === 0 && !news.whom) return whom(turn, news, { said: first });
    return news.confirmed ? preview(turn, news, first) : check(turn, news, first);
  }

  return { whoseIs, formOf, words, whom, check, preview, previewOf, waits, sent, open };
}

const valueOf = ({ whom, network }: News): string =>
  whom?.kind === 'place' ? `place ${whom.conversation}` : (whom?.kind ?? (network === '' ? 'everyone' : 'network'));

export function placeInWords(language: Language, name: string): string {
  const text = writingText[language];
  return name ? text.channel(name) : text.firstChannel;
}
