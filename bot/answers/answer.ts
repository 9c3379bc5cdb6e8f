import { belonging, type Article, type Library } from './article.ts';
import { aspectOf, asksForMany, pointsBack, type Aspect } from './aspect.ts';
import type { Ranked, Search } from './search.ts';
import { wordsOf } from './terms.ts';
import type { Asked } from './vocabulary.ts';

/** What the bot can truly say to a question. */
export type Answer = Found | Unsure | NothingFound;

export type Found = { kind: 'found'; article: Article; aspect: Aspect; asked: readonly Asked[] };

export type Unsure = {
  kind: 'unsure';
  /** Nothing says which network is meant; all of a force were asked for; or several fit about as well. */
  why: 'noSubject' | 'many' | 'several';
  /** What to show of the one that is chosen. */
  aspect: Aspect;
  topics: readonly Article[];
};

export type NothingFound = {
  kind: 'nothing';
  /** Nothing held about it, or no word in it that could be looked up. */
  why: 'notHeld' | 'noWords';
  /** The forces the question named. */
  forces: readonly string[];
  topics: readonly Article[];
};

export type Question = {
  text: string;
  /** Full names of the asker's force. */
  own: readonly string[];
  /** The article this person was shown last here, a short while ago. */
  spokenOf?: Article;
};

/** Below `unsure` an answer would more often be wrong than right; see test/answers for how they were measured. */
export const confidence = { found: 0.5, unsure: 0.38, near: 0.15 } as const;

const mostTopics = 3;
/** Nobody needs more to ask a question; what follows is not read. */
export const mostCharactersRead = 600;

export function answerTo({ text, own, spokenOf }: Question, search: Search, library: Library): Answer {
  const words = wordsOf(text.slice(0, mostCharactersRead));
  const aspect = aspectOf(words);
  const pointing = pointsBack(words);
  const { ranked, forces, subject, asked } = search.find(words, own, { spokenOf: pointing ? spokenOf?.id : undefined });

  if (subject.length === 0) {
    const namesKind = asked.some(({ role }) => role === 'generic');
    if (namesKind && asksForMany(words)) {
      const meant = forces.length > 0 ? forces : own;
      const overview = library.articles.find(
        article => search.overviews.has(article.id) && belonging(article, { forces: meant }) === 'own',
      );
      if (overview) return { kind: 'found', article: overview, aspect: 'general', asked };
      const topics = networksOf(library, meant);
      return topics.length > 0
        ? { kind: 'unsure', why: 'many', aspect: 'general', topics }
        : { kind: 'nothing', why: 'notHeld', forces, topics };
    }
    if (spokenOf && forces.length === 0 && (aspect !== 'general' || pointing)) return { kind: 'found', article: spokenOf, aspect, asked };
    if (aspect !== 'general' || pointing || namesKind || forces.length > 0) {
      return { kind: 'unsure', why: 'noSubject', aspect, topics: networksOf(library, forces.length > 0 ? forces : own) };
    }
    return { kind: 'nothing', why: 'noWords', forces, topics: networksOf(library, own) };
  }

  const meant = forces.length > 0 ? ranked.filter(({ article }) => isMeant(article, own, forces)) : ranked;
  const [best] = meant;
  if (best && best.confidence >= confidence.found) return { kind: 'found', article: best.article, aspect, asked };
  const several = topicsOf(meant, confidence.unsure);
  if (several.length > 0) return { kind: 'unsure', why: 'several', aspect, topics: several };
  return { kind: 'nothing', why: 'notHeld', forces, topics: topicsOf(ranked, confidence.near) };
}

/** Where forces are named, only an article of theirs or of every force can be the answer. */
const isMeant = (article: Article, own: readonly string[], named: readonly string[]): boolean =>
  belonging(article, { forces: named.length > 0 ? named : own }) !== 'other';

const topicsOf = (ranked: readonly Ranked[], least: number): Article[] =>
  ranked
    .filter(one => one.confidence >= least)
    .slice(0, mostTopics)
    .map(({ article }) => article);

const networksOf = (library: Library, forces: readonly string[]): Article[] =>
  library.articles.filter(article => article.network && belonging(article, { forces }) === 'own').slice(0, mostTopics);
