import type { Article } from '../library/article.ts';
import type { ForceNames } from './force-names.ts';
import { namesOf } from './names.ts';
import { wordsOf } from './terms.ts';
import type { Asked, Vocabulary } from './vocabulary.ts';

/** Names and other ways to ask, each by itself: a question that is nearly one of them is answered by its article. */
export type Phrases = {
  /** Which article each phrase belongs to, by its place in the library. */
  articles: Int32Array;
  /** 1 where the phrase is a name of the article, 0 where it is only a way to ask for it. */
  areNames: Uint8Array;
  /** How much there is to share with each phrase. */
  weights: Float64Array;
  /** The phrases that have a term. */
  having: (term: string) => Int32Array;
};

const none = new Int32Array(0);

export function phrasesOf(
  articles: readonly Article[],
  vocabulary: Vocabulary,
  names: ForceNames,
  weightOf: (asked: Asked) => number,
): Phrases {
  const rows = articles.flatMap(({ en, cy }, article) =>
    [en, cy].flatMap(words =>
      words
        ? [...namesOf(words).map(text => ({ article, text, isName: true })), ...words.ask.map(text => ({ article, text, isName: false }))]
        : [],
    ),
  );
  const asked = rows.map(({ text }) => vocabulary.asked(names.in(wordsOf(text)).rest));
  const having = new Map<string, number[]>();
  asked.forEach((words, phrase) => {
    for (const term of new Set(words.flatMap(({ alternatives }) => alternatives.map(one => one.term)))) {
      having.set(term, [...(having.get(term) ?? []), phrase]);
    }
  });
  const kept = new Map([...having].map(([term, phrases]) => [term, Int32Array.from(phrases)]));
  return {
    articles: Int32Array.from(rows, row => row.article),
    areNames: Uint8Array.from(rows, row => (row.isName ? 1 : 0)),
    weights: Float64Array.from(asked, words => words.reduce((sum, one) => sum + weightOf(one), 0)),
    having: term => kept.get(term) ?? none,
  };
}
