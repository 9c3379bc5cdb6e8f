import type { Command, Feature } from '../../feature.ts';
import { languages, type Language } from '../../language/language.ts';

/** A command somebody may have meant by what they typed. */
export type Meant = {
  feature: string;
  command: Command;
  /** The rest of the line, as typed. */
  argument: string;
  /** Set when only a phrase of this language fits, so the answer is in it. */
  spoken?: Language;
};

type Known = { feature: string; command: Command; languages: Set<Language>; takesRest: boolean };

/** Finds the commands in a line, the longest phrase first, then in the order of the features. */
export function commandIndex(features: readonly Feature[]): (text: string) => Meant[] {
  const known = new Map<string, Known[]>();
  let longest = 0;
  for (const feature of features) {
    for (const command of feature.commands ?? []) {
      for (const language of languages) {
        for (const phrase of command.phrases[language]) {
          const takesRest = phrase.trimEnd().endsWith('…');
          const words = wordsOf(phrase);
          longest = Math.max(longest, words.length);
          enter(known, words.join(' '), { feature: feature.name, command, languages: new Set([language]), takesRest });
        }
      }
    }
  }
  return text => {
    const typed = text.split(' ');
    const words = wordsOf(text);
    const meant: Meant[] = [];
    for (let length = Math.min(words.length, longest); length > 0; length -= 1) {
      for (const { feature, command, languages, takesRest } of known.get(words.slice(0, length).join(' ')) ?? []) {
        if (!takesRest && length < words.length) continue;
        const [only, other] = languages;
        meant.push({
          feature,
          command,
          argument: typed.slice(length).join(' ').replace(closing, ''),
          spoken: other === undefined ? only : undefined,
        });
      }
    }
    return meant;
  };
}

function enter(known: Map<string, Known[]>, phrase: string, entry: Known): void {
  const there = known.get(phrase) ?? [];
  const same = there.find(one => one.command === entry.command && one.takesRest === entry.takesRest);
  if (same) for (const language of entry.languages) same.languages.add(language);
  else known.set(phrase, [...there, entry]);
}

const closing = /[\s?!.,;:…]+$/u;

/** In lower case, without what stands at the end of a sentence, with one kind of apostrophe. */
const wordsOf = (text: string): string[] =>
  text
    .replace(closing, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .split(' ')
    .filter(Boolean);
