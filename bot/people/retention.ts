import { z } from 'zod';

/** How long a force keeps what has no end of its own. */
export type Retention = {
  auditMonths: number;
  pressesDays: number;
  /** After so long without an act, somebody who can no longer be reached is taken to have left. */
  leaverMonths: number;
  /** Who was sent what. */
  deliveryDays: number;
  /** What was sent to many, and who approved it. */
  registerMonths: number;
};
export type RetentionName = keyof Retention;

/** What each may be, and what it is until somebody sets it. */
export const bounds: Record<RetentionName, { from: number; to: number; unset: number }> = {
  auditMonths: { from: 6, to: 84, unset: 12 },
  pressesDays: { from: 14, to: 90, unset: 30 },
  leaverMonths: { from: 6, to: 36, unset: 13 },
  deliveryDays: { from: 7, to: 90, unset: 30 },
  registerMonths: { from: 12, to: 84, unset: 24 },
};
export const retentionNames = Object.keys(bounds) as RetentionName[];

const each = (valueOf: (name: RetentionName) => number): Retention =>
  Object.fromEntries(retentionNames.map(name => [name, valueOf(name)])) as Retention;

export const unsetRetention: Retention = each(name => bounds[name].unset);

const within = (name: RetentionName) => z.int().min(bounds[name].from).max(bounds[name].to).default(bounds[name].unset);

/** A length that a newer version adds is not in what was stored before; the others stay as they were set all the same. */
export const retentionSchema: z.ZodType<Retention> = z.object({
  auditMonths: within('auditMonths'),
  pressesDays: within('pressesDays'),
  leaverMonths: within('leaverMonths'),
  deliveryDays: within('deliveryDays'),
  registerMonths: within('registerMonths'),
});

export type RetentionProblem = { name: RetentionName; why: 'bounds' | 'longerThanAudit' };

/** What somebody typed, as lengths that can be kept, or all that is wrong with it. */
export function readRetention(typed: Partial<Record<RetentionName, string>>): { value: Retention } | { problems: RetentionProblem[] } {
  const read = each(name => {
    const text = (typed[name] ?? '').trim();
    return /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  });
  const isWithin = (name: RetentionName) => read[name] >= bounds[name].from && read[name] <= bounds[name].to;
  const problems: RetentionProblem[] = retentionNames.filter(name => !isWithin(name)).map(name => ({ name, why: 'bounds' }));
  // Whether somebody did anything lately is seen in the audit log: beyond its length a colleague would be taken for a leaver.
  if (problems.length === 0 && read.leaverMonths > read.auditMonths + 1) problems.push({ name: 'leaverMonths', why: 'longerThanAudit' });
  return problems.length > 0 ? { problems } : { value: read };
}
