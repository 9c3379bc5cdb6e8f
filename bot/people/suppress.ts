/**
 * A number of people as anybody may see it. The one rule for every card, page, chart, download and report:
 * 0 to 9, none included, is "fewer than 10"; from 10 it is the nearest 5.
 *
 * Two figures that are each safe may give a third away by subtraction. What guards against that is below, beside each figure;
 * what it comes to is proved by exact search over everything one person can see (test/networks/figures.attack.test.ts).
 */
export type Figure = { kind: 'few' } | { kind: 'about'; value: number };

export const fewest = 10;
const step = 5;
/** Below this on either side a change in per cent would say more than the figures do. */
const leastForPercent = 20;

export function suppress(count: number): Figure {
  return count >= fewest ? { kind: 'about', value: Math.round(count / step) * step } : { kind: 'few' };
}

/** Change in whole per cent between two figures as they are shown; undefined where either end is too small. */
export function changeInPercent(from: Figure, to: Figure): number | undefined {
  if (from.kind === 'few' || to.kind === 'few' || Math.min(from.value, to.value) < leastForPercent) return undefined;
  return Math.round(((to.value - from.value) / from.value) * 100);
}

/** How many joined and left in one calendar month (`2026-11`). */
export type Movement = { month: string; joined: number; left: number };

/** A month with how many were in at its end. */
export type MonthCounted = Movement & { members: number };

/** What is shown of movements: a month (`2026-11`), a whole quarter (`2026-Q4`), or that a quarter is too small to show. */
export type Movements = { period: string; shown?: { joined: Figure; left: Figure } }[];

/**
 * Joined and left, by quarter unless every month of that quarter has ten or more of both. A quarter is shown either whole or in
 * its months, never both, so that no month can be found by subtraction; a quarter that is not over is not shown.
 *
 * Because "members before + joined - left = members after", a quarter with one small part would give that part away. So:
 * - nothing is shown of a quarter that touches a "fewer than 10", for else the size could be found from what came and went;
 * - "joined" is shown only together with "left", for else the one could be found from the other and the two sizes;
 * - both are shown only if ten or more came and went beyond what the sizes say already (the smaller of joined and left, month
 *   by month). Those ten may have come and gone in any of the three months, so no month can be found either.
 * The months must follow one another; before the first of them nobody was in.
 */
export function movements(months: readonly MonthCounted[]): Movements {
  const quarters = Map.groupBy(months, one => quarterOf(one.month));
  return [...quarters]
    .filter(([, of]) => of.length === 3)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([quarter, of]): Movements => {
      const inOrder = of.toSorted((one, other) => one.month.localeCompare(other.month));
      const before = months[months.findIndex(one => one.month === inOrder[0]?.month) - 1]?.members ?? 0;
      const touchesFew = [before, ...inOrder.map(one => one.members)].some(members => members < fewest);
      const churn = inOrder.map(one => Math.min(one.joined, one.left));
      if (touchesFew || sum(churn) < fewest) return [{ period: quarter }];
      if (churn.every(one => one >= fewest)) return inOrder.map(one => shownAs(one.month, [one]));
      return [shownAs(quarter, inOrder)];
    });
}

function shownAs(period: string, of: readonly Movement[]) {
  return { period, shown: { joined: suppress(sum(of.map(one => one.joined))), left: suppress(sum(of.map(one => one.left))) } };
}

/**
 * The sum over several networks, of those only whose own figure is shown, as it is shown: what "fewer than 10" hides is in no
 * total, and the total says nothing that its parts do not. "Few" where nothing is shown.
 */
export function total(parts: readonly Figure[]): Figure {
  const shown = parts.flatMap(part => (part.kind === 'about' ? [part.value] : []));
  return shown.length === 0 ? { kind: 'few' } : { kind: 'about', value: sum(shown) };
}

/** People counted once over several networks, and what must not be found from that; all of the same networks at one moment. */
export type PeopleCounted = {
  /** Everybody who is in at least one. */
  people: number;
  /** The sum of what is in each. */
  memberships: number;
  /** How many are in the largest. */
  largest: number;
};

/**
 * People, beside the memberships of the same networks. The difference tells how many are in several; people beside one network
 * tells how many are in the others only. Where any of these is below ten, one could conclude from a network somebody is in to
 * another of theirs: then the number of people is not shown at all, and the answer is undefined. The networks that are not
 * shown themselves are not among those counted. In a single network people and memberships are the same.
 */
export function peopleFigure(counted: PeopleCounted, parts: readonly Figure[]): Figure | undefined {
  if (parts.filter(part => part.kind === 'about').length < 2) return total(parts);
  const inSeveral = counted.memberships - counted.people;
  const elsewhere = counted.people - counted.largest;
  return Math.min(inSeveral, elsewhere) < fewest ? undefined : suppress(counted.people);
}

function quarterOf(month: string): string {
  const [year, number = '1'] = month.split('-');
  return `${year}-Q${Math.ceil(Number(number) / 3)}`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
