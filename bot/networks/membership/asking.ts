import type { Membership } from './membership.ts';

/** From one monthly question to the next: after the one, up to and with the other. */
export type Month = { since: Date; until: Date };

const yearMs = 365 * 86_400_000;

/**
 * Whether somebody is asked this month if they are still in: once a year, counted from when they last said so. Whoever does not
 * answer is asked again a year later, not every month.
 */
export function isAskedIn({ standing, confirmedAt }: Pick<Membership, 'standing' | 'confirmedAt'>, { since, until }: Month): boolean {
  const years = Math.floor((until.getTime() - confirmedAt.getTime()) / yearMs);
  return standing === 'in' && years >= 1 && confirmedAt.getTime() + years * yearMs > since.getTime();
}
