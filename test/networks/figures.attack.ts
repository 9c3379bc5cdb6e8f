import type { FigureShown } from '../../bot/networks/figures/figures.contract.ts';

// What somebody can conclude who writes down every figure they are ever shown. Not guesses: of each count, every value that it may
// have had, given all that was shown and how the rule decides. What has one value left was found out.

/** What was shown of one network over its life. `before` is nobody. */
export type Watched = {
  sizes: readonly FigureShown[];
  /** For each quarter of three months: its months, its sum, or nothing. */
  quarters: readonly QuarterSeen[];
};
export type Pair = { joined: FigureShown; left: FigureShown };
export type QuarterSeen = { kind: 'months'; months: readonly Pair[] } | { kind: 'whole'; whole: Pair } | { kind: 'nothing' };

/** What is known of how the rule decides: how many came and went beyond what sizes say, where a quarter is shown or is not. */
export type KnownRule = {
  /** Least and most of that churn for what was seen, where all four sizes are shown. */
  churn: (seen: QuarterSeen['kind']) => { least: number; most: number };
  /** Least churn of a month that is shown by itself. */
  monthChurn: number;
};

/** Every value that is left for each count. */
export type Concluded = {
  sizes: Set<number>[];
  quarters: { joined: Set<number>; left: Set<number> }[];
  months: { joined: Set<number>; left: Set<number> }[];
};

/** Enough to say "any number": far above what a hidden count may be. */
const anyNumber = 40;

export function valuesOf(figure: FigureShown): number[] {
  if (figure.kind === 'few') return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  return [-2, -1, 0, 1, 2].map(off => figure.value + off).filter(value => value >= 10 && Math.round(value / 5) * 5 === figure.value);
}

type Way = { sizes: [number, number, number, number]; churn: { from: number; to: number }; monthly?: { from: number; to: number }[] };

/** All that fits together for one network: sizes at the ends of months, and what came and went between them. */
export function conclude({ sizes, quarters }: Watched, rule: KnownRule): Concluded {
  const possible = [[0], ...sizes.map(valuesOf)];
  const ways = quarters.map((seen, at) => waysThrough(possible.slice(at * 3, at * 3 + 4), seen, rule));
  // Quarters share the size between them: keep what can be reached from the beginning, and what can be gone on from to the end.
  let reachable = new Set(possible[0]);
  ways.forEach((of, at) => {
    ways[at] = of.filter(way => reachable.has(way.sizes[0]));
    reachable = new Set(ways[at].map(way => way.sizes[3]));
  });
  let goesOn: Set<number> | undefined;
  for (let at = ways.length - 1; at >= 0; at -= 1) {
    const after = goesOn;
    if (after) ways[at] = (ways[at] ?? []).filter(way => after.has(way.sizes[3]));
    goesOn = new Set((ways[at] ?? []).map(way => way.sizes[0]));
  }
  return summedUp(ways, sizes.length);
}

function waysThrough(possible: readonly number[][], seen: QuarterSeen, rule: KnownRule): Way[] {
  const [a = [], b = [], c = [], d = []] = possible;
  const ways: Way[] = [];
  for (const before of a)
    for (const first of b)
      for (const second of c)
        for (const third of d) {
          const way = wayOf([before, first, second, third], seen, rule);
          if (way) ways.push(way);
        }
  return ways;
}

/** Joined is what the sizes rose by, left what they fell by, and to both the churn is added: nothing else is free. */
function wayOf(sizes: Way['sizes'], seen: QuarterSeen, rule: KnownRule): Way | undefined {
  const steps = stepsOf(sizes);
  const up = sum(steps.map(step => step.up));
  const down = sum(steps.map(step => step.down));
  if (seen.kind === 'months') {
    const monthly = steps.map((step, at) => {
      const { joined, left } = seen.months[at] as Pair;
      return meet(meet({ from: rule.monthChurn, to: anyNumber * 10 }, less(rangeOf(joined), step.up)), less(rangeOf(left), step.down));
    });
    if (monthly.some(isEmpty)) return undefined;
    return { sizes, monthly, churn: { from: sum(monthly.map(one => one.from)), to: sum(monthly.map(one => one.to)) } };
  }
  const allShown = sizes.every(size => size >= 10);
  const { least, most } = allShown ? rule.churn(seen.kind) : { least: 0, most: anyNumber };
  let churn = { from: least, to: most };
  if (seen.kind === 'whole') churn = meet(meet(churn, less(rangeOf(seen.whole.joined), up)), less(rangeOf(seen.whole.left), down));
  return isEmpty(churn) ? undefined : { sizes, churn };
}

function summedUp(ways: readonly Way[][], months: number): Concluded {
  const empty = () => ({ joined: new Set<number>(), left: new Set<number>() });
  const concluded: Concluded = {
    sizes: Array.from({ length: months }, () => new Set<number>()),
    quarters: ways.map(empty),
    months: Array.from({ length: months }, empty),
  };
  ways.forEach((of, quarter) => {
    for (const { sizes, churn, monthly } of of) {
      const steps = stepsOf(sizes);
      fill(concluded.quarters[quarter]?.joined, churn, sum(steps.map(step => step.up)));
      fill(concluded.quarters[quarter]?.left, churn, sum(steps.map(step => step.down)));
      steps.forEach((step, at) => {
        const month = quarter * 3 + at;
        concluded.sizes[month]?.add(sizes[at + 1] ?? 0);
        // The churn of a quarter may all have been in one of its months, or none of it.
        const ofMonth = monthly?.[at] ?? { from: 0, to: churn.to };
        fill(concluded.months[month]?.joined, ofMonth, step.up);
        fill(concluded.months[month]?.left, ofMonth, step.down);
      });
    }
  });
  return concluded;
}

/** What is left for people counted once over several networks at one moment, with their sizes as far as they are known. */
export type PeopleConcluded = { inSeveral: Set<number>; elsewhere: Set<number>[]; people: Set<number> };

export function concludePeople(seen: {
  sizes: readonly ReadonlySet<number>[];
  people: FigureShown | undefined;
  /** Whether a number of people would be shown like this. */
  isShown: (people: number, sizes: readonly number[]) => boolean;
  /** What is known from the month before. */
  within?: { from: number; to: number };
}): PeopleConcluded {
  const { sizes, people, isShown, within } = seen;
  const left: PeopleConcluded = { inSeveral: new Set(), elsewhere: sizes.map(() => new Set<number>()), people: new Set() };
  const fits = people && new Set(valuesOf(people));
  for (const chosen of product(sizes)) {
    const all = sum(chosen);
    for (let count = Math.max(...chosen); count <= all; count += 1) {
      if (isShown(count, chosen) !== (fits !== undefined) || (fits && !fits.has(count))) continue;
      if (within && (count < within.from || count > within.to)) continue;
      left.people.add(count);
      left.inSeveral.add(all - count);
      chosen.forEach((size, at) => left.elsewhere[at]?.add(count - size));
    }
  }
  return left;
}

/** How many may be in both of two networks, of two or three, given their sizes and the people in all. */
export function inBoth(sizes: readonly number[], people: number, one: number, other: number): { from: number; to: number } {
  const [a = 0, b = 0] = [sizes[one], sizes[other]];
  const third = sum(sizes) - a - b;
  const inSeveral = sum(sizes) - people;
  return { from: Math.max(0, inSeveral - third), to: Math.min(a, b, inSeveral) };
}

function* product(sets: readonly ReadonlySet<number>[]): Generator<number[]> {
  const [first, ...rest] = sets;
  if (!first) {
    yield [];
    return;
  }
  for (const value of first) for (const others of product(rest)) yield [value, ...others];
}

type Range = { from: number; to: number };
const stepsOf = (sizes: Way['sizes']) =>
  [1, 2, 3].map(at => {
    const net = (sizes[at] ?? 0) - (sizes[at - 1] ?? 0);
    return { up: Math.max(0, net), down: Math.max(0, -net) };
  });
const rangeOf = (figure: FigureShown): Range => ({ from: Math.min(...valuesOf(figure)), to: Math.max(...valuesOf(figure)) });
const meet = (one: Range, other: Range): Range => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) });
const less = (range: Range, by: number): Range => ({ from: Math.max(0, range.from - by), to: range.to - by });
const isEmpty = (range: Range): boolean => range.from > range.to;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The same range comes from thousands of ways: it is entered once. */
const entered = new WeakMap<Set<number>, Set<number>>();
function fill(set: Set<number> | undefined, { from, to }: Range, plus: number): void {
  if (!set) return;
  const ranges = entered.get(set) ?? new Set<number>();
  entered.set(set, ranges);
  const mark = (from + plus) * 10_000 + to + plus;
  if (ranges.has(mark)) return;
  ranges.add(mark);
  for (let value = from; value <= to; value += 1) set.add(value + plus);
}
