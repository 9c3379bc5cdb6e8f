import { DateTime } from 'luxon';
import type { Retention } from '../../people/retention.ts';

export type Limits = { pressesBefore: Date; auditBefore: Date; goneBefore: Date };

/** What goes today. */
export function limitsAt(now: Date, { pressesDays, auditMonths, leaverMonths }: Retention): Limits {
  const today = DateTime.fromJSDate(now, { zone: 'utc' });
  return {
    pressesBefore: today.minus({ days: pressesDays }).toJSDate(),
    auditBefore: today.minus({ months: auditMonths }).toJSDate(),
    goneBefore: today.minus({ months: leaverMonths }).toJSDate(),
  };
}

/** Somebody has left when their chat with us is gone for long and nothing they did here is younger than that. */
export const hasLeft = (goneBefore: Date, acts: readonly (Date | undefined)[]): boolean =>
  acts.every(at => at === undefined || at < goneBefore);
