import { DateTime } from 'luxon';
import { timeZone } from '../language/wording.ts';
import type { Role } from './roles.ts';

/** A role that somebody may take up. It starts when they accept it, and not before. */
export type RoleOffer = {
  /** Tells nothing about whom it is for. */
  id: string;
  role: Role;
  /** When the role would stop by itself. */
  until?: Date;
  /** Who offers it: an object id. `handedOver`: they hold the role now, and give it up as it is accepted. */
  by: string;
  kind: 'given' | 'handedOver';
  /** For whom: an object id; nobody yet while an invitation code has not been used. */
  to?: string;
  byCode: boolean;
  offeredAt: Date;
};

const dayMs = 86_400_000;
const openForDays = 14;
const longestTermYears = 10;

export const lapsesAt = (offer: Pick<RoleOffer, 'offeredAt'>): Date => new Date(offer.offeredAt.getTime() + openForDays * dayMs);

export const isOpen = (offer: Pick<RoleOffer, 'offeredAt'>, now: Date): boolean => now < lapsesAt(offer);

/** The end of a day as people here live it, for `2026-12-01`; undefined for anything that is no day from today on. */
export function endOfTerm(day: string, now: Date): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const start = DateTime.fromISO(day, { zone: timeZone });
  if (!start.isValid || start > DateTime.fromJSDate(now).plus({ years: longestTermYears })) return undefined;
  const end = start.plus({ days: 1 }).startOf('day').toJSDate();
  return now < end ? end : undefined;
}

/** The last day of a term that ends at this moment. */
export const lastDayOf = (until: Date): Date => new Date(until.getTime() - 1);

/** A moment's day here, `2026-12-01`. */
export const dayOf = (moment: Date): string => DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd');

// Without letters and digits that are mistaken for one another when read out.
export const codeLetters = '23456789BCDFGHJKMNPQRSTVWXYZ';
export const codeLength = 10;

/** The code as it is kept, from what somebody typed: letter case, spaces and hyphens do not matter. */
export function codeIn(typed: string): string | undefined {
  const plain = typed.replace(/[\s–-]/g, '').toUpperCase();
  return plain.length === codeLength && [...plain].every(letter => codeLetters.includes(letter)) ? plain : undefined;
}

/** As it is shown, in two halves. */
export const codeInHalves = (code: string): string => `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;

/** Tries at invitation codes in the current hour. */
export type Tries = { count: number; since: Date };

const triesAnHour = 5;
const hourMs = 3_600_000;

/** The tries after one more, or undefined when there have been enough for this hour. */
export function oneMoreTry(tries: Tries | undefined, now: Date): Tries | undefined {
  if (!tries || now.getTime() - tries.since.getTime() >= hourMs) return { count: 1, since: now };
  return tries.count < triesAnHour ? { ...tries, count: tries.count + 1 } : undefined;
}

export const triesAreOver = (tries: Tries, now: Date): boolean => now.getTime() - tries.since.getTime() >= hourMs;
