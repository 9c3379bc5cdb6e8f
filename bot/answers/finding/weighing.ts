import { belonging, type Article } from '../library/article.ts';

// What was found in an article, made one score for the order and one chance of being right. The numbers were fitted to questions
// whose own words the articles were not told, on one half of the articles, and held on the other half (test/answers/measure.ts).

/** How an article meets a question, each from 0 to 1. */
export type Evidence = {
  /** Its words weighed by MiniSearch, beside the most that any article could have. */
  weighed: number;
  /** How much of the question it speaks of anywhere. */
  coverage: number;
  /** How much of the question one single fact of it speaks of. */
  fact: number;
  /** How like the question its nearest name, fact or way to ask is. */
  likeness: number;
};

/** Whose the article is: where the question names forces, seen from those, else from the asker's own. */
export type Whose = 'ownOrAny' | 'other' | 'named' | 'anyBesideNamed' | 'notNamed';

export function whoseIs(article: Article, own: readonly string[], named: readonly string[]): Whose {
  if (named.length === 0) return belonging(article, { forces: own }) === 'other' ? 'other' : 'ownOrAny';
  const belongs = belonging(article, { forces: named });
  return belongs === 'own' ? 'named' : belongs === 'any' ? 'anyBesideNamed' : 'notNamed';
}

const relevance: Evidence = { weighed: 0.26, coverage: 0.19, fact: 0.37, likeness: 0.18 };
/** Another force's article has to fit clearly better than one's own; where a force is named, no other's comes before it. */
const forWhose: Record<Whose, number> = { ownOrAny: 0, other: -0.15, named: 0, anyBesideNamed: -0.25, notNamed: -1 };

/** What else speaks for an article. */
export type Hint = keyof typeof hints;
const hints = {
  /** "It" and "they" likely mean the one just spoken of. */
  spokenOf: 0.2,
  /** The question says "network" and the article is one; or "stand for", and it is a term. */
  network: 0.075,
  term: 0.05,
  /** The question is its name and nothing more. */
  outright: 0.05,
};

export function fitOf({ weighed, coverage, fact, likeness }: Evidence, whose: Whose, hinted: Readonly<Record<Hint, boolean>>): number {
  let fit = relevance.weighed * weighed + relevance.coverage * coverage + relevance.fact * fact + relevance.likeness * likeness;
  if (hinted.spokenOf) fit += hints.spokenOf;
  if (hinted.network) fit += hints.network;
  if (hinted.term) fit += hints.term;
  if (hinted.outright) fit += hints.outright;
  return fit + forWhose[whose];
}

const certainty = { shares: 2.1, subjects: 1.6, least: -4.8 };
const certaintyForWhose: Record<Whose, number> = { ownOrAny: 0, other: -0.75, named: 1, anyBesideNamed: 1, notNamed: -0.75 };

/**
 * The chance that the article is what was meant. A share of a long question says more than the same share of a short one, and one
 * word that another force's article happens to have says little.
 */
export function chanceOf({ coverage, fact, likeness }: Evidence, whose: Whose, subjects: number): number {
  const evidence =
    certainty.shares * (coverage + fact + likeness) +
    certainty.subjects * Math.log1p(subjects) +
    certaintyForWhose[whose] +
    certainty.least;
  return 1 / (1 + Math.exp(-evidence));
}
