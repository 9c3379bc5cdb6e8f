import type { Both, Language, WelshRule } from '../language/language.ts';
import { isSamePerson, type Person } from '../people/person.ts';

/** What is said in one language; empty where nothing is said in it. */
export type Said = { title: string; text: string };

/** What a piece of news says. */
export type Words = Both<Said> & { /** https, as it is shown; empty for none. */ link: string };

/** Whom it is for. */
export type Whom =
  | { kind: 'network' }
  /** A channel of the author's, with the name it had when it was chosen. */
  | { kind: 'place'; conversation: string; name: string }
  | { kind: 'everyone' };

/** Why something the author waited for did not happen; said when they look next. */
export type Note = 'refused' | 'lapsed';

export type News = {
  tenant: string;
  id: string;
  /** Whose news it is; empty: the force's own. */
  network: string;
  /** `waiting`: for a second person. `sent`: also while it is on its way, or waits for its time. */
  state: 'draft' | 'waiting' | 'sent';
  /** The version people get; 0 before it is sent. The one that is being written is always the next. */
  version: number;
  /** Whether the next version is being written: always in a draft, and in what was sent while it is being corrected. */
  isWriting: boolean;
  /** One more with every save, so that an older card changes nothing. */
  saves: number;
  whom?: Whom;
  /** When it is to go out; now, if none. */
  at?: Date;
  /** The words about impartiality the author confirmed for the version that is being written. */
  confirmed?: { words: string; at: Date };
  /** When a second person was asked. */
  askedAt?: Date;
  /** The second person, by object id. */
  approver?: string;
  note?: Note;
  /** Who began it, by object id; gone once they erased themselves. */
  author?: string;
  createdAt: Date;
  changedAt: Date;
};

export const nothingSaid: Words = { en: { title: '', text: '' }, cy: { title: '', text: '' }, link: '' };

export const isSaid = ({ title, text }: Said): boolean => title !== '' && text !== '';

/** Which languages it is said in, a reader's own first. */
export const saidIn = (words: Words, language: Language): Language[] =>
  (language === 'cy' ? (['cy', 'en'] as const) : (['en', 'cy'] as const)).filter(one => isSaid(words[one]));

/** The languages that are written in a force: no Welsh where it is not spoken, and Welsh first where it is required. */
export const writtenIn = (rule: WelshRule): Language[] => (rule === 'off' ? ['en'] : rule === 'required' ? ['cy', 'en'] : ['en', 'cy']);

export const isAuthor = (news: News, person: Person): boolean =>
  news.author !== undefined && isSamePerson({ tenant: news.tenant, id: news.author }, person);

/** The version that is being written. */
export const nextVersion = ({ version }: Pick<News, 'version'>): number => version + 1;

/**
 * The same news with a change to what people would get. Whatever was confirmed, or asked of a second person, was so of something
 * else, and counts no more.
 */
export const changed = (news: News, by: Partial<Pick<News, 'whom' | 'at'>>, now: Date): News => ({
  ...news,
  ...by,
  state: news.state === 'waiting' ? 'draft' : news.state,
  confirmed: undefined,
  askedAt: undefined,
  note: undefined,
  saves: news.saves + 1,
  changedAt: now,
});

/** Whether a second person must agree: for everyone who has the app, and above a number of people the force may have set. */
export function needsApproval(news: Pick<News, 'whom' | 'version'>, about: number, above: number): boolean {
  // A correction goes to those who have it already.
  if (news.version > 0) return false;
  return news.whom?.kind === 'everyone' || (news.whom?.kind === 'network' && above > 0 && about > above);
}
