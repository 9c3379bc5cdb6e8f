import type { Language } from '../../language/language.ts';

/** What a network says about itself, in one language. */
export type NetworkWords = {
  /** The whole name, with its abbreviation where it has one: "Race Equality Network (REN)". */
  name: string;
  /** How a sentence or a button names it: "Race Equality Network". */
  short: string;
  purpose: string;
  whoFor: string;
  /** When and where it usually meets. */
  meetings?: string;
  /** How to reach it, as the network itself gives it. Never invented. */
  contact?: string;
};

export type Network = {
  /** The id of its article, where it has one. */
  id: string;
  words: { en: NetworkWords; cy?: NetworkWords };
  /** Whether its source states who may join. Where it does not, nobody is told that they can or cannot. */
  joining: 'stated' | 'notStated';
  /** `welcomed`: the committee greets a new member first; joining hidden never needs it. */
  entry: 'open' | 'welcomed';
  /** Neutral notifications and officers-only visibility to start with. True unless an administrator said otherwise. */
  isSensitive: boolean;
  status: 'open' | 'paused' | 'closed';
  /** Invented, for trying the product out. */
  isSample: boolean;
  /** The document these words come from, as a reader knows it, with its date. */
  source?: string;
  /** When the force last wrote these words itself. */
  saidOn?: Date;
  champions: readonly Champion[];
  topics: readonly string[];
  /** A team in Teams; it shows its members to one another, and the card says so. https, checked when it was entered. */
  teamsLink?: string;
  charter?: { terms: string; /** ISO day. */ reviewOn?: string };
  /** For committee and administrators only. */
  budget?: string;
  dutyTime?: string;
  /** Roles nobody holds and the network would like to fill, in its own words. */
  openRoles: readonly string[];
};

/** A champion or single point of contact, by station or area. */
export type Champion = { name: string; area: string };

/** What a network has that nobody has said anything about yet. */
export const unsaid = {
  entry: 'open',
  isSensitive: true,
  status: 'open',
  champions: [],
  topics: [],
  openRoles: [],
} as const satisfies Partial<Network>;

/** The network's words for a reader, and which language they are in: there may be no Welsh yet. */
export function wordsFor(network: Pick<Network, 'words'>, language: Language): NetworkWords & { language: Language } {
  const { en, cy } = network.words;
  if (language !== 'cy' || !cy) return { ...en, language: 'en' };
  // A room or an address is better in English than not at all.
  return { ...en, ...cy, language: 'cy' };
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
