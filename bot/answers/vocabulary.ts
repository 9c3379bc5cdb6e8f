import type { Synonyms } from './article.ts';
import { roleOf, type Role } from './aspect.ts';
import { speller } from './spelling.ts';
import { isStopWord, stemOf, unmutated, wordsOf } from './terms.ts';

/** One word of a question. */
export type Asked = {
  word: string;
  /** Whether it names the subject, says what is asked about it ("join"), or only what kind of thing it is ("network"). */
  role: Role;
  /** The terms of the articles it may stand for; the first is the word itself where it is known. */
  alternatives: readonly { term: string; weight: number }[];
};

/** The words the articles use, and the way from what people type to them. */
export type Vocabulary = {
  /** What is indexed for a text: its terms, and one more for every group of synonyms it speaks of. */
  termsIn: (text: string) => string[];
  /** The words of a question that say something, in order. */
  asked: (words: readonly string[]) => Asked[];
};

const weights = { synonym: 0.8, mutated: 0.95, beginning: 0.6, misspelt: [1, 0.85, 0.65] } as const;
const mostUnknown = 12;
const mostBeginnings = 4;

export function vocabularyOf(texts: { english: Iterable<string>; welsh: Iterable<string> }, synonyms: Synonyms): Vocabulary {
  const groups = [...synonyms.alike, ...Object.entries(synonyms.welsh).map(pair => pair)];
  const known = new Set<string>();
  const welshWords = new Set<string>();
  for (const text of texts.english) for (const word of wordsOf(text)) known.add(word);
  for (const text of [...texts.welsh, ...Object.keys(synonyms.welsh)]) for (const word of wordsOf(text)) welshWords.add(word);
  for (const word of groups.flat().flatMap(wordsOf)) known.add(word);

  const radicals = radicalsOf(welshWords, known);
  for (const word of welshWords) known.add(word);
  const termOf = (word: string): string => stemOf(radicals.get(word) ?? word);
  const stems = new Set([...known].map(termOf));
  const phrases = phrasesOf(groups, termOf);
  const meaningful = [...known].filter(word => !isStopWord(word));
  const nearest = speller(meaningful);
  const inOrder = meaningful.filter(word => word.length > 4).sort();

  /** The synonym groups a row of terms speaks of, at the words that say something, or at the first where none of them does. */
  function groupsAt(terms: readonly string[]): (string[] | undefined)[] {
    const found: (string[] | undefined)[] = [];
    terms.forEach((first, at) => {
      for (const { terms: phrase, group } of phrases.get(first) ?? []) {
        if (!phrase.every((term, further) => terms[at + further] === term)) continue;
        const telling = phrase.map((_, further) => at + further).filter(place => !isStopWord(terms[place] ?? ''));
        for (const place of telling.length > 0 ? telling : [at]) found[place] = [...(found[place] ?? []), group];
      }
    });
    return found;
  }

  /** "neuro diversity" is "neurodiversity" where the articles know only that. */
  function joinedUp(words: readonly string[]): string[] {
    const joined: string[] = [];
    for (let at = 0; at < words.length; at++) {
      const [word = '', next = ''] = [words[at], words[at + 1]];
      const apart = !known.has(word) || !known.has(next);
      if (apart && next !== '' && word.length > 1 && known.has(word + next)) joined.push(word + words[++at]);
      else joined.push(word);
    }
    return joined;
  }

  /** The terms a word that no article uses may stand for. */
  function guesses(word: string): { term: string; weight: number }[] {
    const radical = unmutated(word).filter(one => welshWords.has(one));
    if (radical.length > 0) return radical.map(one => ({ term: termOf(one), weight: weights.mutated }));
    const begun = word.length >= 4 ? beginningWith(word, inOrder) : [];
    const near = nearest(word).map(({ word: one, distance }) => ({ term: termOf(one), weight: weights.misspelt[distance] ?? 0 }));
    return [...near, ...begun.map(one => ({ term: termOf(one), weight: weights.beginning }))];
  }

  return {
    termsIn(text) {
      const terms = wordsOf(text).map(termOf);
      const spokenOf = new Set(groupsAt(terms).flatMap(group => group ?? []));
      return [...terms.filter(term => !isStopWord(term)), ...spokenOf];
    },
    asked(typed) {
      const words = joinedUp(typed);
      const terms = words.map(termOf);
      const spokenOf = groupsAt(terms);
      let unknown = 0;
      return words.flatMap((word, at) => {
        const term = terms[at] ?? word;
        const synonymous = (spokenOf[at] ?? []).map(group => ({ term: group, weight: weights.synonym }));
        if (isStopWord(word) && synonymous.length === 0) return [];
        if (stems.has(term)) return [{ word, role: roleOf(term), alternatives: [{ term, weight: 1 }, ...synonymous] }];
        const guessed = unknown++ < mostUnknown ? guesses(word) : [];
        const alike = guessed.flatMap(({ term: guess, weight }) => soleGroups(guess, weight));
        return [{ word, role: roleOf(guessed[0]?.term ?? term), alternatives: [...guessed, ...alike, ...synonymous] }];
      });
    },
  };

  /** A misspelt or mutated word has synonyms too. */
  function soleGroups(term: string, weight: number): { term: string; weight: number }[] {
    const groups = phrases.get(term)?.filter(phrase => phrase.terms.length === 1) ?? [];
    return groups.map(({ group }) => ({ term: group, weight: weight * weights.synonym }));
  }
}

/** Welsh words whose unchanged form the articles use too: `rwydwaith` is `rhwydwaith`. English words are left alone. */
function radicalsOf(welshWords: ReadonlySet<string>, englishWords: ReadonlySet<string>): Map<string, string> {
  const radicals = new Map<string, string>();
  for (const word of welshWords) {
    if (word.length < 4 || englishWords.has(word)) continue;
    const radical = unmutated(word).find(one => welshWords.has(one));
    if (radical) radicals.set(word, radical);
  }
  return radicals;
}

type Phrase = { terms: string[]; group: string };

/** Synonyms by their first term. A group's own term cannot be typed: no word has a `~`. */
function phrasesOf(groups: readonly (readonly string[])[], termOf: (word: string) => string): Map<string, Phrase[]> {
  const phrases = new Map<string, Phrase[]>();
  groups.forEach((members, number) => {
    for (const member of members) {
      const terms = wordsOf(member).map(termOf);
      const [first] = terms;
      if (first !== undefined) phrases.set(first, [...(phrases.get(first) ?? []), { terms, group: `~${number}` }]);
    }
  });
  return phrases;
}

/** Words that begin with what was typed, the shortest first; `inOrder` is sorted. */
function beginningWith(start: string, inOrder: readonly string[]): string[] {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; inOrder[at]?.startsWith(start); at++) found.push(inOrder[at] ?? '');
  return found.sort((one, other) => one.length - other.length).slice(0, mostBeginnings);
}
