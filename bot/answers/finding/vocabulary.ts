import type { Synonyms } from '../library/article.ts';
import { roleOf, type Role } from './aspect.ts';
import { speller } from './spelling.ts';
import { isStopWord, isWelshStopWord, stemOf, unmutated, wordsOf } from './terms.ts';

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

const weights = { synonym: 0.8, translated: 0.95, mutated: 0.95, beginning: 0.6, misspelt: [1, 0.8, 0.6] } as const;
const mostUnknown = 12;
const mostBeginnings = 4;

/** `names` are those no word of which says anything by itself ("Have Your Say"): each is looked up as a whole. */
export function vocabularyOf(
  texts: { english: Iterable<string>; welsh: Iterable<string>; names: Iterable<string> },
  synonyms: Synonyms,
): Vocabulary {
  const welshWords = Object.entries(synonyms.welsh);
  const groups = [...synonyms.alike, ...welshWords, ...[...new Set(texts.names)].map(name => [name])];
  const translations = new Set(welshWords.map((_, nth) => `~${synonyms.alike.length + nth}`));
  const english = new Set([...texts.english, ...synonyms.alike.flat(), ...Object.values(synonyms.welsh)].flatMap(wordsOf));
  const welsh = new Set([...texts.welsh, ...Object.keys(synonyms.welsh)].flatMap(wordsOf).filter(word => !english.has(word)));
  const known = new Set([...english, ...welsh]);

  const radicals = radicalsOf(welsh);
  const termOf = (word: string): string => stemOf(radicals.get(word) ?? word);
  const stems = new Set([...known].map(termOf));
  const phrases = phrasesOf(groups, termOf);
  const tell = (words: Iterable<string>): string[] => [...words].filter(word => !isStopWord(word));
  const nearest = { en: speller(tell(english)), cy: speller(tell(welsh)) };
  const inOrder = tell(known)
    .filter(word => word.length > 4)
    .sort();

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

  /** Words that begin with a known one: `equality` for "equal". */
  const longer = new Map(
    inOrder.map(word => {
      const begun = beginningWith(word, inOrder).map(termOf);
      return [word, begun.filter(term => term !== termOf(word)).map(term => ({ term, weight: weights.beginning }))];
    }),
  );

  /** The terms a word that no article uses may stand for, the likeliest first. */
  function guesses(word: string, inWelsh: boolean): Asked['alternatives'] {
    const radical = unmutated(word).filter(one => welsh.has(one));
    if (radical.length > 0) return radical.map(one => ({ term: termOf(one), weight: weights.mutated }));
    // An English word is no misspelt Welsh one: "Polish" is not "polisi".
    const near = [...(inWelsh ? nearest.cy(word) : []), ...nearest.en(word)].sort((one, other) => one.distance - other.distance);
    const begun = word.length >= 4 ? beginningWith(word, inOrder) : [];
    return [
      ...near.map(({ word: one, distance }) => ({ term: termOf(one), weight: weights.misspelt[distance] ?? 0 })),
      ...begun.map(one => ({ term: termOf(one), weight: weights.beginning })),
    ];
  }

  return {
    termsIn(text) {
      const terms = wordsOf(text).map(termOf);
      const spokenOf = new Set(groupsAt(terms).flatMap(group => group ?? []));
      return [...terms.filter(term => !isStopWord(term)), ...spokenOf];
    },
    asked(typed) {
      const words = joinedUp(typed);
      const inWelsh = words.some(word => isWelshStopWord(word) || welsh.has(word));
      let unknown = 0;
      const read = words.map(word => {
        const term = termOf(word);
        const isKnown = isStopWord(word) || stems.has(term);
        return {
          word,
          terms: isKnown ? [{ term, weight: 1 }, ...(longer.get(word) ?? [])] : unknown++ < mostUnknown ? guesses(word, inWelsh) : [],
        };
      });
      // Phrases are looked for in what the words most likely are.
      const groups = groupsAt(read.map(({ word, terms: [likeliest] }) => likeliest?.term ?? word));
      return read.flatMap(({ word, terms }, at) => {
        const [likeliest] = terms;
        const likely = likeliest?.weight ?? 1;
        const synonymous = (groups[at] ?? []).map(group => ({
          term: group,
          weight: likely * (inWelsh && translations.has(group) ? weights.translated : weights.synonym),
        }));
        if (isStopWord(word)) return synonymous.length > 0 ? [{ word, role: 'subject', alternatives: synonymous }] : [];
        return [{ word, role: roleOf(likeliest?.term ?? word), alternatives: [...terms, ...synonymous] }];
      });
    },
  };
}

/** Whether one of a word's alternatives is a whole phrase that it is part of. */
export const isOfPhrase = ({ alternatives }: Asked): boolean => alternatives.some(({ term }) => term.startsWith('~'));

/** Welsh words whose unchanged form the articles use too: `rwydwaith` is `rhwydwaith`. English words are left alone. */
function radicalsOf(welsh: ReadonlySet<string>): Map<string, string> {
  const radicals = new Map<string, string>();
  for (const word of welsh) {
    const radical = word.length < 4 ? undefined : unmutated(word).find(one => welsh.has(one));
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
