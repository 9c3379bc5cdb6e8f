import MiniSearch from 'minisearch';
import type { Article, Words } from '../library/article.ts';
import { namesOf } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The articles that have one term, by their place in the library. */
export type Postings = {
  at: Int32Array;
  /** MiniSearch's own weighing (BM25 over the fields). */
  scores: Float64Array;
  /** How surely the term's place shows that the article is about it, from 0 to 1. */
  depths: Float64Array;
};

const boost = { title: 5, short: 5, ask: 3, lead: 2, audience: 2, facts: 1.5, force: 0.5 };
const depth: Record<string, number> = { title: 1, short: 1, ask: 0.95, audience: 0.8, lead: 0.8, facts: 0.6, force: 0.5 };
const mostTermsKept = 8_000;

/**
 * MiniSearch indexes the articles and weighs every term. What it says of one term of the articles is kept, so that a question only
 * adds up what its terms have; questions themselves are never kept.
 */
export function postingsOf(articles: readonly Article[], termsIn: Vocabulary['termsIn']): (term: string) => Postings {
  const index = new MiniSearch<Record<string, string | number>>({
    fields: Object.keys(boost),
    // The texts come as terms already.
    tokenize: text => text.split(' '),
    processTerm: term => term,
    searchOptions: { boost, prefix: false, fuzzy: false },
  });
  articles.forEach(({ forces, en, cy }, at) => {
    const both = (pick: (words: Words) => readonly string[]): string =>
      [en, cy].flatMap(words => (words ? pick(words).flatMap(termsIn) : [])).join(' ');
    index.add({
      id: at,
      title: both(words => [words.title]),
      short: both(namesOf),
      ask: both(words => words.ask),
      lead: both(words => [words.lead]),
      audience: both(words => [words.audience]),
      facts: both(words => words.sections.flatMap(({ heading, facts }) => [heading, ...facts])),
      force: forces.flatMap(termsIn).join(' '),
    });
  });

  const kept = new Map<string, Postings>();
  return term => {
    const before = kept.get(term);
    if (before) return before;
    const results = index.search(term, { tokenize: whole => [whole] });
    const postings: Postings = {
      at: Int32Array.from(results, result => result.id as number),
      scores: Float64Array.from(results, result => result.score),
      depths: Float64Array.from(results, result => Math.max(...(result.match[term] ?? []).map(field => depth[field] ?? 0))),
    };
    if (kept.size >= mostTermsKept) kept.clear();
    kept.set(term, postings);
    return postings;
  };
}
