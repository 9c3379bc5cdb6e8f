import { DateTime } from 'luxon';

/** How long things are kept that have no end of their own. */
export const keepPressesDays = 30;
export const keepAuditMonths = 12;
/** After so long without an act, somebody who can no longer be reached is taken to have left. */
export const leaverAfterMonths = 13;

export type Limits = { pressesBefore: Date; auditBefore: Date; goneBefore: Date };

/** What goes today. */
export function limitsAt(now: Date): Limits {
  const today = DateTime.fromJSDate(now, { zone: 'utc' });
  return {
    pressesBefore: today.minus({ days: keepPressesDays }).toJSDate(),
    auditBefore: today.minus({ months: keepAuditMonths }).toJSDate(),
    goneBefore: today.minus({ months: leaverAfterMonths }).toJSDate(),
  };
}

/** Somebody has left when their chat with us is gone for long and nothing they did here is younger than that. */
export const hasLeft = (goneBefore: Date, acts: readonly (Date | undefined)[]): boolean =>
  acts.every(at => at === undefined || at < goneBefore);
