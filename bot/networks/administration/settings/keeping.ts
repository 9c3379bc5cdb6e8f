import { bounds, retentionNames, type Retention, type RetentionName, type RetentionProblem } from '../../../people/retention.ts';

export type Lengths = Partial<Record<RetentionName, string>>;

/** One box of the form: what it may be, what stands, what is in it, and what is wrong with that. */
export type KeepingLine = { name: RetentionName; from: number; to: number; stands: number; filled: string; why?: RetentionProblem['why'] };

/** The boxes as they stand, or with what somebody typed and what became of it. */
export function keepingLines(stands: Retention, typed?: Lengths, problems: readonly RetentionProblem[] = []): KeepingLine[] {
  return retentionNames.map(name => {
    const { from, to } = bounds[name];
    const why = problems.find(problem => problem.name === name)?.why;
    const filled = typed ? (typed[name] ?? '') : String(stands[name]);
    return { name, from, to, stands: stands[name], filled, ...(why ? { why } : {}) };
  });
}
