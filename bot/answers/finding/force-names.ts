import type { Article, Synonyms } from '../library/article.ts';
import { wordsOf } from './terms.ts';

export type ForceNames = {
  /** The forces a row of words names, by their full names, and the words that are left. */
  in: (words: readonly string[]) => { forces: string[]; rest: string[] };
};

/** "Essex Police", "Essex" and what people say for a force ("the Met") all name it. */
export function forceNames(articles: readonly Article[], synonyms: Synonyms): ForceNames {
  const byFirst = new Map<string, { words: string[]; force: string }[]>();
  const forces = new Set([...articles.flatMap(article => article.forces), ...Object.keys(synonyms.forces)]);
  for (const force of forces) {
    const bare = force.replace(/ (Police Service|Police|Constabulary|Service)$/, '');
    for (const name of new Set([force, bare, ...(synonyms.forces[force] ?? [])])) {
      const words = wordsOf(name);
      const [first] = words;
      if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { words, force }]);
    }
  }
  // The longest name first, so that "South Wales Police" leaves no "police" behind.
  for (const names of byFirst.values()) names.sort((one, other) => other.words.length - one.words.length);

  return {
    in(words) {
      const found: string[] = [];
      const rest: string[] = [];
      for (let at = 0; at < words.length;) {
        const word = words[at] ?? '';
        const names = (byFirst.get(word) ?? []).filter(name => name.words.every((one, further) => words[at + further] === one));
        const [longest] = names;
        if (!longest) {
          rest.push(word);
          at++;
          continue;
        }
        for (const { words: same, force } of names) if (same.length === longest.words.length && !found.includes(force)) found.push(force);
        at += longest.words.length;
      }
      return { forces: found, rest };
    },
  };
}
