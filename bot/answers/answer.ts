import { belonging, type Article, type Library } from './library/article.ts';
import { aspectOf, asksForMany, asksForNetwork, pointsBack, type Aspect } from './finding/aspect.ts';
import type { Ranked, Search } from './finding/search.ts';
import { wordsOf } from './finding/terms.ts';
import type { Asked } from './finding/vocabulary.ts';

/** What the bot can truly say to a question. */
export type Answer = Found | Unsure | NothingFound;

export type Found = {
  kind: 'found';
  article: Article;
  aspect: Aspect;
  asked: readonly Asked[];
  /** Where the article is another force's: those of further forces that fit nearly as well. */
  also: readonly Article[];
};

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

/** An answer is given where it is more likely right than wrong; see test/answers for how they were measured. */
export const confidence = { found: 0.5, unsure: 0.3, near: 0.2 } as const;

/** Two that fit so nearly the same are both offered. */
const asGood = 0.96;
/** How well one must fit to be named beside the answer. */
const nearlyAsGood = 0.8;
const mostAlso = 2;

const mostTopics = 3;
/** Nobody needs more to ask a question; what follows is not read. */
export const mostCharactersRead = 600;

export function answerTo({ text, own, spokenOf }: Question, search: Search, library: Library): Answer {
  const words = wordsOf(text.slice(0, mostCharactersRead));
  const aspect = aspectOf(words);
  const pointing = pointsBack(words);
  const { ranked, forces, asked } = search.find(words, own, { spokenOf: pointing ? spokenOf?.id : undefined });

  if (asked.every(({ role }) => role !== 'subject')) {
    const [first] = ranked;
    if (first?.isNamed && belonging(first.article, { forces: forces.length > 0 ? forces : own }) !== 'other') {
      return { kind: 'found', article: first.article, aspect, asked, also: [] };
    }
    const namesKind = asked.some(({ role }) => role === 'generic');
    if (namesKind && asksForMany(words)) {
      const meant = forces.length > 0 ? forces : own;
      const overview = library.articles.find(
        article => search.overviews.has(article.id) && belonging(article, { forces: meant }) === 'own',
      );
      if (overview) return { kind: 'found', article: overview, aspect: 'general', asked, also: [] };
      const topics = networksOf(library, meant);
      return topics.length > 0
        ? { kind: 'unsure', why: 'many', aspect: 'general', topics }
        : { kind: 'nothing', why: 'notHeld', forces, topics };
    }
    if (spokenOf && forces.length === 0 && (aspect !== 'general' || pointing))
      return { kind: 'found', article: spokenOf, aspect, asked, also: [] };
    if (aspect !== 'general' || pointing || namesKind || forces.length > 0) {
      return { kind: 'unsure', why: 'noSubject', aspect, topics: networksOf(library, forces.length > 0 ? forces : own) };
    }
    return { kind: 'nothing', why: 'noWords', forces, topics: networksOf(library, own) };
  }

  // Where a force is named, only what is its own, or every force's, can be the answer; and a network is no force's but its own.
  const mayBeAnyForces = !asksForNetwork(words);
  const meant =
    forces.length === 0
      ? ranked
      : ranked.filter(({ article, isNamed }) => {
          const belongs = belonging(article, { forces });
          return belongs === 'own' || (belongs === 'any' && (mayBeAnyForces || isNamed));
        });
  const [best, second] = meant;
  if (best && best.confidence >= confidence.found && !areTied(best, second)) {
    return { kind: 'found', article: best.article, aspect, asked, also: forces.length > 0 ? [] : alsoOf(best, meant, own) };
  }
  const several = topicsOf(
    best && areTied(best, second) ? meant.filter(one => one.score >= asGood * best.score) : meant,
    confidence.unsure,
  );
  if (several.length > 0) return { kind: 'unsure', why: 'several', aspect, topics: several };
  return { kind: 'nothing', why: 'notHeld', forces, topics: topicsOf(ranked, confidence.near) };
}

const areTied = (best: Ranked, second: Ranked | undefined): boolean =>
  second !== undefined &&
  second.score >= asGood * best.score &&
  second.confidence >= nearlyAsGood * best.confidence &&
  (second.isNamed || !best.isNamed);

function alsoOf(best: Ranked, ranked: readonly Ranked[], own: readonly string[]): Article[] {
  if (belonging(best.article, { forces: own }) !== 'other') return [];
  const least = Math.max(confidence.found, nearlyAsGood * best.confidence);
  return ranked
    .filter(one => one.confidence >= least && one.article.forces.length > 0)
    .map(({ article }) => article)
    .filter(({ forces }) => !forces.some(force => best.article.forces.includes(force)))
    .slice(0, mostAlso);
}

const topicsOf = (ranked: readonly Ranked[], least: number): Article[] =>
  ranked
    .filter(one => one.confidence >= least)
    .slice(0, mostTopics)
    .map(({ article }) => article);

const networksOf = (library: Library, forces: readonly string[]): Article[] =>
  library.articles.filter(article => article.network && belonging(article, { forces }) === 'own').slice(0, mostTopics);
