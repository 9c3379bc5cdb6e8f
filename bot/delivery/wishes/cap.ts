import { shownAt } from '../../people/quiet.ts';

/** How many messages that can wait one person gets, over all networks. What is above it goes into their digest. */
export type Cap = { day: number; week: number };

/** One message that somebody got: when, and a mark by which the same message is known again and nothing else. */
export type Counted = { mark: string; at: Date };

const dayMs = 86_400_000;

/** Days and weeks as the wall here has them: a week begins on Monday. */
const dayOf = (at: Date): number => Math.floor(shownAt(at.getTime()) / dayMs);
// The first of January 1970 was a Thursday.
const weekOf = (at: Date): number => Math.floor((dayOf(at) + 3) / 7);

/**
 * One message more for somebody, or `full`. The same message asked for again on the same day counts once; one that was put off to
 * another day counts on the day on which it goes. What is from another week falls away.
 */
export function countedWith(before: readonly Counted[], mark: string, now: Date, cap: Cap): readonly Counted[] | 'full' {
  const same = before.find(one => one.mark === mark);
  if (same && dayOf(same.at) === dayOf(now)) return before;
  const others = stillCounted(before, now).filter(one => one.mark !== mark);
  const today = others.filter(one => dayOf(one.at) === dayOf(now));
  if (today.length >= cap.day || others.length >= cap.week) return 'full';
  return [...others, { mark, at: now }];
}

/** What counts towards this week. */
export const stillCounted = (counted: readonly Counted[], now: Date): readonly Counted[] =>
  counted.filter(one => weekOf(one.at) === weekOf(now));
