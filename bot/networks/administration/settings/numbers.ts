/** One box of a form of numbers: what it may be, what stands, what is in it, and what is wrong with that. */
export type NumberLine = { name: string; label: string; from: number; to: number; stands: number; filled: string; problem?: string };

export type Typed<Name extends string = string> = Partial<Record<Name, string>>;

/** A wrong number is out of its bounds, or wrong for a reason of its own. */
export type Problem<Name extends string, Why extends string> = { name: Name; why: Why | 'bounds' };

/** What stands beside each number, and what is said of a wrong one. */
export type LineWords<Name extends string, Why extends string> = {
  labels: Record<Name, string>;
  problems: Record<Why, string>;
  bounds: (from: number, to: number) => string;
};

/** The boxes as they stand, or with what somebody typed and what became of it. */
export function numberLines<Name extends string, Why extends string>(
  { labels, problems: said, bounds: outOf }: LineWords<Name, Why>,
  bounds: Record<Name, { from: number; to: number }>,
  stands: Record<Name, number>,
  typed?: Typed<Name>,
  problems: readonly Problem<Name, Why>[] = [],
): NumberLine[] {
  return (Object.keys(bounds) as Name[]).map(name => {
    const { from, to } = bounds[name];
    const why = problems.find(problem => problem.name === name)?.why;
    const filled = typed ? (typed[name] ?? '') : String(stands[name]);
    const problem = why === 'bounds' ? outOf(from, to) : why && said[why];
    return { name, label: labels[name], from, to, stands: stands[name], filled, ...(problem ? { problem } : {}) };
  });
}
