import { z } from 'zod';

/** How many messages that can wait one person gets, over all networks. What is above it goes into their digest. */
export type MostMessages = { day: number; week: number };
export type MostMessagesName = keyof MostMessages;

/** What each may be, and what it is until somebody sets it. */
export const mostMessagesBounds: Record<MostMessagesName, { from: number; to: number; unset: number }> = {
  day: { from: 1, to: 20, unset: 3 },
  week: { from: 1, to: 100, unset: 6 },
};
export const mostMessagesNames = Object.keys(mostMessagesBounds) as MostMessagesName[];
const { day, week } = mostMessagesBounds;

export const unsetMostMessages: MostMessages = { day: day.unset, week: week.unset };

export const mostMessagesSchema: z.ZodType<MostMessages> = z.strictObject({
  day: z.int().min(day.from).max(day.to),
  week: z.int().min(week.from).max(week.to),
});

export type MostMessagesProblem = { name: MostMessagesName; why: 'bounds' | 'lessThanDay' };

/** What somebody typed, as numbers that can be kept, or all that is wrong with it. */
export function readMostMessages(
  typed: Partial<Record<MostMessagesName, string>>,
): { value: MostMessages } | { problems: MostMessagesProblem[] } {
  const read = { day: wholeNumber(typed.day), week: wholeNumber(typed.week) };
  const isWithin = (name: MostMessagesName) => read[name] >= mostMessagesBounds[name].from && read[name] <= mostMessagesBounds[name].to;
  const problems: MostMessagesProblem[] = mostMessagesNames.filter(name => !isWithin(name)).map(name => ({ name, why: 'bounds' }));
  // A week with less than one of its days would make the number of the day untrue.
  if (problems.length === 0 && read.week < read.day) problems.push({ name: 'week', why: 'lessThanDay' });
  return problems.length > 0 ? { problems } : { value: read };
}

function wholeNumber(typed = ''): number {
  const text = typed.trim();
  return /^\d{1,4}$/.test(text) ? Number(text) : NaN;
}
