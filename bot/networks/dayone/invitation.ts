import type { Language } from '../../language/language.ts';
import type { Network } from '../directory/network.ts';

/** Where the link and the QR code of a network lead. */
export const linkTo = (publicOrigin: string, network: Pick<Network, 'id'>): string =>
  `${publicOrigin}/go/network/${encodeURIComponent(network.id)}`;

/** What an opening figure may be: a whole number of members, and a day that is not to come. */
export type OpeningRead = { opening: { members: number; on: string } } | { why: 'number' | 'day' };

export const mostMembers = 200_000;

export function readOpening(typed: { members?: string; on?: string }, today: string): OpeningRead {
  const members = (typed.members ?? '').replace(/[\s,.]/g, '');
  if (!/^\d{1,6}$/.test(members) || Number(members) > mostMembers) return { why: 'number' };
  const on = typed.on ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(on) ? new Date(`${on}T12:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(on) || on > today || on < '1900-01-01') return { why: 'day' };
  return { opening: { members: Number(members), on } };
}

/** The languages an invitation is written in: the reader's own first, Welsh only where the force speaks it. */
export const invitedIn = (reader: Language, speaksWelsh: boolean): Language[] =>
  speaksWelsh ? (reader === 'cy' ? ['cy', 'en'] : ['en', 'cy']) : ['en'];
