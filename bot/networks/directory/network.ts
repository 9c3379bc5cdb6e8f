import type { Language } from '../../language/language.ts';

/** What a network says about itself, in one language. */
export type NetworkWords = {
  /** The whole name, with its abbreviation where it has one: "Race Equality Network (REN)". */
  name: string;
  /** How a sentence or a button names it: "Race Equality Network". */
  short: string;
  purpose: string;
  whoFor: string;
};

export type Network = {
  /** The id of its article, where it has one. */
  id: string;
  words: { en: NetworkWords; cy?: NetworkWords };
  /** Whether its source states who may join. Where it does not, nobody is told that they can or cannot. */
  joining: 'stated' | 'notStated';
  /** Invented, for trying the product out. */
  isSample: boolean;
  /** The document these words come from, as a reader knows it, with its date. */
  source?: string;
};

/** The network's words for a reader, and which language they are in: there may be no Welsh yet. */
export function wordsFor(network: Network, language: Language): NetworkWords & { language: Language } {
  const welsh = language === 'cy' ? network.words.cy : undefined;
  return welsh ? { ...welsh, language: 'cy' } : { ...network.words.en, language: 'en' };
}

/** One part of a list that is shown a page at a time. A page outside the list is the nearest one. */
export function pageOf<T>(things: readonly T[], asked: number, size: number): { things: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(things.length / size));
  const page = Math.min(Math.max(1, Number.isFinite(asked) ? Math.trunc(asked) : 1), pages);
  return { things: things.slice((page - 1) * size, page * size), page, pages };
}

export const byName =
  (language: Language) =>
  (one: Network, other: Network): number =>
    wordsFor(one, language).name.localeCompare(wordsFor(other, language).name, language);
