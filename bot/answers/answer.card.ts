import type { Element, Press, Shown } from '../cards/card.ts';
import { actions, bullets, facts, footer, heading, kicker, more, press, shown, strong, words } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import { dateInWords, listInWords } from '../language/wording.ts';
import type { Found, NothingFound, Unsure } from './answer.ts';
import { answersText } from './answers.text.ts';
import { belonging, isOlderThanAYear, readingIn, type Article, type Library } from './library/article.ts';
import type { Aspect } from './finding/aspect.ts';
import type { Laid } from './finding/passages.ts';
import { sourceInWords } from './library/source.text.ts';

/** Who a card is drawn for. */
export type Reader = {
  language: Language;
  force: { name: string; forces: readonly string[] };
  /** Only somebody's own chat gets the whole of it. */
  scope: 'personal' | 'group' | 'channel';
  now: Date;
};

export type Lay = (article: Article, words: Article['en'], aspect: Aspect, asked: Found['asked']) => Laid;

/** An article as the answer to what was asked of it. In a channel it is short and the same for everybody. */
export function answerCard(
  { article, aspect, asked, also }: Found,
  reader: Reader,
  library: Library,
  lay: Lay,
  nextSteps: readonly Press[],
): Shown {
  const text = answersText[reader.language];
  const { words: said } = readingIn(article, reader.language);
  const laid = lay(article, said, aspect, asked);
  const first = aspect === 'source' ? [text.comesFrom(sourceInWords(article, library, reader.language)), ...laid.first] : laid.first;
  const isShort = reader.scope !== 'personal';
  const audience = facts([[text.audience, article.kind === 'term' ? undefined : said.audience]]);
  const saysWho = aspect === 'joining' && !laid.isChosen;
  // Somebody who can join from here has their way on; anybody else is told where to turn.
  const wayOn = [article.localContact && words(text.noContact), facts([[text.next, said.next]])];
  const isWayOnSeen = aspect === 'contact' || nextSteps.length === 0;
  const hidden = [...(isWayOnSeen ? [] : wayOn), saysWho ? undefined : audience, ...restOf(laid)];
  const rest = more(
    'more',
    text.showMore,
    hidden.filter(element => !!element),
  );
  return shown(reader.language, summaryOf(said.title, first[0] ?? ''), [
    ...topOf(article, reader),
    laid.lacks && words(lackOf(laid.lacks, reader.language)),
    first.length > 1 ? bullets(first) : words(first[0] ?? ''),
    saysWho && audience,
    ...(isWayOnSeen ? wayOn : []),
    isShort
      ? words(text.moreInPrivate, { isSubtle: true, size: 'Small' })
      : actions(...nextSteps, rest.button, ...also.map(topic => topicButtonFor(topic, aspect, reader))),
    !isShort && rest.part,
    smallPrint(article, reader, library),
  ]);
}

/** For a chat or channel where it stands under somebody's own name and cannot be changed later: public, dated, with a way to the latest. */
export function insertedCard(article: Article, reader: Reader, library: Library): Shown {
  const text = answersText[reader.language];
  const { words: said } = readingIn(article, reader.language);
  return shown(reader.language, summaryOf(said.title, said.lead), [
    ...topOf(article, reader),
    words(said.lead),
    words(text.heldOn(dateInWords(reader.now, reader.language)), { isSubtle: true, size: 'Small' }),
    actions(topicButton(text.seeLatest(said.short), article, 'general')),
    smallPrint(article, reader, library),
  ]);
}

/** Asks which one is meant, and never guesses. */
export function unsureCard({ why, aspect, topics }: Unsure, reader: Reader): Shown {
  const text = answersText[reader.language];
  const title = {
    noSubject: text.whichNetwork,
    many: text.networksOf(reader.force.name),
    several: topics.length > 1 ? text.whichOfThese : text.isItThis,
  }[why];
  const said = {
    noSubject: topics.length > 0 ? text.sayItsName : text.noneHere,
    many: text.seeAll,
    several: topics.length > 1 ? text.notCertain : text.notCertainOfOne,
  }[why];
  return shown(reader.language, title, [
    kicker(text.kicker),
    heading(title),
    words(said),
    actions(...topics.map(topic => topicButtonFor(topic, aspect, reader))),
  ]);
}

/** An honest no, with what is nearest and what to try. */
export function nothingCard({ why, forces, topics }: NothingFound, reader: Reader, wasLong: boolean): Shown {
  const text = answersText[reader.language];
  const named = forces.length > 0 ? text.notHeldFor(listInWords(forces, reader.language)) : text.notHeld;
  const title = why === 'noWords' ? text.noWords : named;
  const near = why === 'noWords' ? text.startHere : text.nearest;
  return shown(reader.language, title, [
    kicker(text.kicker),
    heading(title),
    words(why === 'noWords' ? text.noWordsHelp : text.mayExist),
    wasLong && words(text.tooLong),
    topics.length > 0 && words(near),
    actions(...topics.map(topic => topicButtonFor(topic, 'general', reader))),
    why === 'notHeld' && words(text.tryThis, { isSubtle: true }),
  ]);
}

/** What and whose, the title, and what a reader has to know before the rest. */
function topOf(article: Article, reader: Reader): (Element | false)[] {
  const text = answersText[reader.language];
  const { words: said, held } = readingIn(article, reader.language);
  const elsewhere = belonging(article, reader.force) === 'other';
  return [
    kicker(text.kinds[article.kind], listInWords(article.forces, reader.language)),
    heading(said.title),
    elsewhere && strong(labelOf(article, reader)),
    article.reportedBy !== undefined && words(text.reportedBy(article.reportedBy)),
    held === 'englishOnly' && words(text.heldInEnglish, { isSubtle: true }),
    held === 'awaitingCheck' && words(text.awaitingCheck, { isSubtle: true, size: 'Small' }),
  ];
}

function labelOf(article: Article, { language, force }: Reader): string {
  const label = answersText[language].otherForce;
  const theirs = listInWords(article.forces, language);
  if (article.kind === 'network') return article.network ? label.network(theirs, force.name) : label.list(theirs, force.name);
  if (article.kind === 'how-to' || article.kind === 'term') return label.practice(theirs, force.name);
  return label[article.kind](theirs, force.name);
}

/** Where it comes from and, where the facts are older than a year or nobody knows how old, that too. */
function smallPrint(article: Article, reader: Reader, library: Library): Element {
  const source = answersText[reader.language].source(sourceInWords(article, library, reader.language));
  return footer([age(article, reader), source].filter(Boolean).join(' '));
}

function age(article: Article, { language, now }: Reader): string {
  const text = answersText[language];
  const { words: said } = readingIn(article, language);
  if (article.asOfDate !== undefined && !isOlderThanAYear(article.asOfDate, now)) return '';
  return isUndated(article) ? text.undated : text.asOf(said.asOf);
}

const isUndated = ({ asOfDate, en }: Article): boolean => asOfDate === undefined && /^undated\b/i.test(en.asOf);

function lackOf(lacks: NonNullable<Laid['lacks']>, language: Language): string {
  const text = answersText[language];
  return { joining: text.joiningNotStated, figures: text.noFigure, times: text.noTime }[lacks];
}

function restOf({ lead, sections }: Laid): Element[] {
  return [...(lead === undefined ? [] : [words(lead)]), ...sections.flatMap(section => [strong(section.heading), bullets(section.facts)])];
}

function topicButtonFor(topic: Article, aspect: Aspect, { language, force }: Reader): Press {
  const text = answersText[language];
  const { short } = readingIn(topic, language).words;
  const title = belonging(topic, force) === 'other' ? text.showOf(short, listInWords(topic.forces, language)) : text.show(short);
  return topicButton(title, topic, aspect);
}

const topicButton = (title: string, { id }: Article, aspect: Aspect): Press =>
  press(title, 'answers/topic', { about: id, carried: { aspect } });

/** For a lock screen: the title and the answer's first sentence. */
function summaryOf(title: string, first: string): string {
  const [sentence = ''] = first.split(/(?<=[.!?]) /);
  return `${title}. ${sentence}`;
}
