import type { Article, Words } from '../library/article.ts';
import type { ForceNames } from './force-names.ts';
import { namesOf } from './names.ts';
import { wordsOf } from './terms.ts';
import type { Asked, Vocabulary } from './vocabulary.ts';

/** Names, other ways to ask and facts, each by itself: a question that is nearly one of them is answered by its article. */
export type Phrases = {
  /** Which article each phrase belongs to, by its place in the library. */
  articles: Int32Array;
  /** What each phrase is to its article. */
  kinds: Uint8Array;
  /** How much there is to share with each phrase. */
  weights: Float64Array;
  /** The phrases that have a term. */
  having: (term: string) => Int32Array;
};

export const phraseKinds = { name: 0, ask: 1, fact: 2 } as const;
type PhraseKind = keyof typeof phraseKinds;

const none = new Int32Array(0);

export function phrasesOf(
  articles: readonly Article[],
  vocabulary: Vocabulary,
  names: ForceNames,
  weightOf: (asked: Asked) => number,
): Phrases {
  const rows = articles.flatMap(({ en, cy }, article) =>
    [en, cy].flatMap(words => (words ? phrasesIn(words).map(phrase => ({ article, ...phrase })) : [])),
  );
  const asked = rows.map(({ text }) => vocabulary.asked(names.in(wordsOf(text)).rest));
  const having = new Map<string, number[]>();
  asked.forEach((words, phrase) => {
    for (const term of new Set(words.flatMap(({ alternatives }) => alternatives.map(one => one.term)))) {
      const phrases = having.get(term);
      if (phrases) phrases.push(phrase);
      else having.set(term, [phrase]);
    }
  });
  const kept = new Map([...having].map(([term, phrases]) => [term, Int32Array.from(phrases)]));
  return {
    articles: Int32Array.from(rows, row => row.article),
    kinds: Uint8Array.from(rows, ({ kind }) => phraseKinds[kind]),
    weights: Float64Array.from(asked, words => words.reduce((sum, one) => sum + weightOf(one), 0)),
    having: term => kept.get(term) ?? none,
  };
}

function phrasesIn(words: Words): { kind: PhraseKind; text: string }[] {
  const of = (kind: PhraseKind, texts: readonly string[]) => texts.map(text => ({ kind, text }));
  return [
    ...of('name', namesOf(words)),
    ...of('ask', words.ask),
    ...of('fact', [words.lead, ...words.sections.flatMap(({ facts }) => facts)]),
  ];
}
