import type { Language } from '../../language/language.ts';
import type { Force } from '../../teams/turn.ts';

export const kinds = ['network', 'role', 'programme', 'policy', 'term', 'how-to'] as const;
export type Kind = (typeof kinds)[number];

/** One thing a member of staff may ask about, as the published documents tell it. */
export type Article = {
  id: string;
  /** Full names; a joint entry names each of its forces, and none means any force. */
  forces: readonly string[];
  /** The force whose document tells of something that is not its own. */
  reportedBy?: string;
  kind: Kind;
  /** True for what somebody can be a member of; an overview or a list of partners is none. */
  network: boolean;
  /** Whether the document says who may join. Where it does not, nobody is told that they can or cannot. */
  joining: 'stated' | 'notStated';
  source: readonly Citation[];
  /** True where no address, mailbox or number is published, so that the force has to give one. */
  localContact: boolean;
  asOfDate?: string;
  en: Words;
  cy?: Words & { check: 'awaiting' | 'done' };
};

/** What stands in one language. */
export type Words = {
  title: string;
  short: string;
  audience: string;
  asOf: string;
  next: string;
  /** Other ways in which people ask for it. */
  ask: readonly string[];
  /** The first paragraph: what it is. */
  lead: string;
  sections: readonly Section[];
};

export type Section = { heading: string; facts: readonly string[] };

export type Citation = { document: string; pages: readonly (number | string)[] };

export type SourceDocument = { title: string; publisher: string; date: string };

export type Library = {
  articles: readonly Article[];
  byId: ReadonlyMap<string, Article>;
  sources: ReadonlyMap<string, SourceDocument>;
  synonyms: Synonyms;
};

/** Curated by hand: see synonyms.yaml. */
export type Synonyms = {
  /** Words and phrases that mean the same. */
  alike: readonly (readonly string[])[];
  /** Welsh words and the English ones under which most articles are held. */
  welsh: Readonly<Record<string, string>>;
  /** What people call a force, beside the first words of its full name. */
  forces: Readonly<Record<string, readonly string[]>>;
};

export type Belonging = 'own' | 'any' | 'other';

export function belonging(article: Article, force: Pick<Force, 'forces'>): Belonging {
  if (article.forces.length === 0) return 'any';
  return article.forces.some(name => force.forces.includes(name)) ? 'own' : 'other';
}

/** The networks somebody of this force can find in the directory. */
export function networkArticles(library: Library, force: Pick<Force, 'forces'>): Article[] {
  return library.articles.filter(article => article.network && belonging(article, force) !== 'other');
}

/** How the article reads to somebody of this language. */
export type Reading = { words: Words; held: 'asked' | 'awaitingCheck' | 'englishOnly' };

export function readingIn(article: Article, language: Language): Reading {
  if (language === 'en') return { words: article.en, held: 'asked' };
  if (!article.cy) return { words: article.en, held: 'englishOnly' };
  return { words: article.cy, held: article.cy.check === 'awaiting' ? 'awaitingCheck' : 'asked' };
}

/** Whether the facts are more than a year old; `date` is a year, a month or a day, and counts from its end. */
export function isOlderThanAYear(date: string, now: Date): boolean {
  const [year = 0, month = 12, day] = date.split('-').map(Number);
  const dayAfter = day === undefined ? Date.UTC(year + 1, month, 1) : Date.UTC(year + 1, month - 1, day + 1);
  return now.getTime() >= dayAfter;
}
