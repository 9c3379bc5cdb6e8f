import type { Both } from '../../language/language.ts';
import { plainName } from '../../people/names.ts';
import type { AudiencePart } from '../broadcast.ts';
import type { RegisterPage, RegisteredWhole, RegisteredWords } from './register.contract.ts';

export type { RegisterPage, RegisteredWhole, RegisteredWords };

/** What an announcement said, in one language. */
export type Said = { title: string; text: string; link?: string };

/** One thing that was done with an announcement, and what it said from then on. */
export type Entry = {
  /** The announcement. */
  broadcast: string;
  /** Which feature it comes from, such as `news`. */
  kind: string;
  act: 'sent' | 'corrected' | 'withdrawn' | 'stopped';
  version: number;
  at: Date;
  audience: readonly AudiencePart[];
  words: Partial<Both<Said>>;
  /** The words about impartiality that the author confirmed. */
  confirmed?: Both<string>;
  /** By object id; gone once they erased themselves. */
  author?: string;
  approver?: string;
};

/** An announcement with everything that was done with it, the first first. */
export type Registered = { broadcast: string; entries: readonly Entry[] };

/** The announcements of these entries, the newest first. */
export function announcementsOf(entries: readonly Entry[]): Registered[] {
  const grouped = Map.groupBy(entries, entry => entry.broadcast);
  return [...grouped]
    .map(([broadcast, of]) => ({ broadcast, entries: of.toSorted((one, other) => one.at.getTime() - other.at.getTime()) }))
    .sort((one, other) => begunAt(other) - begunAt(one));
}

const begunAt = ({ entries }: Registered): number => entries[0]?.at.getTime() ?? 0;

/** Whether every typed word is somewhere in what it ever said, whatever its accents and capitals. */
export function saysAll({ entries }: Registered, typed: string): boolean {
  const all = plain(entries.flatMap(({ words }) => [words.en, words.cy].flatMap(said => (said ? [said.title, said.text] : []))).join(' '));
  return plain(typed)
    .split(' ')
    .every(word => all.includes(word));
}

// Long texts are compared piece by piece: a name's plain form is cut off after a hundred letters or so.
const plain = (text: string): string => text.split(/\s+/).map(plainName).join(' ').trim();
