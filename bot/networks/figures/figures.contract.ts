/** A number of people as anybody may see it: fewer than 10 (none included), or the nearest 5. */
export type FigureShown = { kind: 'few' } | { kind: 'about'; value: number };

/** Months are written `2026-11`. */
export type MonthShown = { month: string; members: FigureShown };

/** Who joined and left in a month (`2026-11`) or a quarter (`2026-Q4`); without `shown` it is too small to show. */
export type MovementShown = { period: string; shown?: { joined: FigureShown; left: FigureShown } };

/** How a network began, in its own words: a number and the ISO day it is of. */
export type OpeningShown = { on: string; members: FigureShown };

/** GET /api/networks/:id/growth?since=2026-01, for those who may see growth. */
export type Growth = {
  network: string;
  /** The last month that was counted; figures are those of its end. Absent before the first count. */
  month?: string;
  /** ISO time of the next count. */
  nextOn: string;
  members?: FigureShown;
  /** From the end of the chosen month, or from what was declared before the app. No per cent where either end is below 20. */
  change?: { since: string; from: FigureShown; percent?: number };
  opening?: OpeningShown;
  months: MonthShown[];
  movements: MovementShown[];
};

/** GET /api/figures, for everybody of the force; `people` only for those who see the whole force's growth. */
export type Joint = {
  month?: string;
  nextOn: string;
  networks: { id: string; members: FigureShown }[];
  /** Over the networks whose own figure is shown. */
  memberships?: FigureShown;
  /** Each person once, over the same networks. Absent where it would say who is in several. */
  people?: FigureShown;
};
