import { changeInPercent, movements, peopleFigure, suppress, total, type MonthCounted, type PeopleCounted } from '../../people/suppress.ts';
import type { Counts } from '../membership/counts.ts';
import type { FigureShown, Growth, Joint, OpeningShown } from './figures.contract.ts';

export type { Growth, Joint };

/** What a network says it began with, before the app counted. */
export type Opening = { members: number; /** ISO day. */ on: string };

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/;
export const readMonth = (text: unknown): string | undefined => (typeof text === 'string' && isMonth.test(text) ? text : undefined);

export function monthAfter(month: string, by = 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + by;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Every month from the first to the last, both included. */
export function monthsThrough(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

/**
 * Month by month until `last`, from the first in which somebody joined. How many are in at a month's end is the sum of who came
 * and went until then, so that a count made late, or while people join, still gives the figures of that day.
 */
export function monthsCounted({ months }: Pick<Counts, 'months'>, last: string): MonthCounted[] {
  const moved = new Map(months.map(one => [one.month, one]));
  const first = months.map(one => one.month).sort()[0];
  if (first === undefined) return [];
  let members = 0;
  return monthsThrough(first, last).map(month => {
    const { joined, left } = moved.get(month) ?? { joined: 0, left: 0 };
    members = Math.max(0, members + joined - left);
    return { month, members, joined, left };
  });
}

const membersAt = (months: readonly MonthCounted[], month: string): number => months.findLast(one => one.month <= month)?.members ?? 0;

/** How a network grew, as those who may see growth see it. `last` is the last month that was counted for the whole force. */
export function growthOf(asked: {
  network: string;
  months: readonly MonthCounted[];
  last: string | undefined;
  nextOn: Date;
  since?: string;
  opening?: Opening;
}): Growth {
  const { network, last, since, nextOn } = asked;
  const opening = asked.opening && { on: asked.opening.on, members: suppress(asked.opening.members) };
  const frame = { network, nextOn: nextOn.toISOString(), ...(opening ? { opening } : {}) };
  if (last === undefined) return { ...frame, months: [], movements: [] };
  const months = asked.months.filter(one => one.month <= last);
  const members = suppress(membersAt(months, last));
  const from = startOf(months, last, since, opening);
  const percent = from && changeInPercent(from.from, members);
  return {
    ...frame,
    month: last,
    members,
    ...(from ? { change: { ...from, ...(percent === undefined ? {} : { percent }) } } : {}),
    months: months.map(one => ({ month: one.month, members: suppress(one.members) })),
    movements: movements(months),
  };
}

/** What a change is measured from: the month somebody chose, or what was declared, or a year ago. */
function startOf(
  months: readonly MonthCounted[],
  last: string,
  since: string | undefined,
  opening: OpeningShown | undefined,
): { since: string; from: FigureShown } | undefined {
  if (since === undefined && opening) return { since: opening.on, from: opening.members };
  const first = months[0]?.month;
  if (first === undefined) return undefined;
  const yearAgo = monthAfter(last, -12);
  const chosen = since ?? (yearAgo > first ? yearAgo : first);
  return chosen < last ? { since: chosen, from: suppress(membersAt(months, chosen)) } : undefined;
}

/** People counted once, and the networks over which they were counted. */
export type PeopleOver = PeopleCounted & { networks: readonly string[] };

/** All networks of a force together: what is shown of each, and their total; `people` only for those who may see it. */
export function jointOf(counted: {
  last: string | undefined;
  nextOn: Date;
  sizes: readonly { id: string; members: number }[];
  people?: PeopleOver;
}): Joint {
  const { last, people } = counted;
  const nextOn = counted.nextOn.toISOString();
  if (last === undefined) return { nextOn, networks: [] };
  const networks = counted.sizes.map(({ id, members }) => ({ id, members: suppress(members) }));
  const shown = networks.filter(one => one.members.kind === 'about');
  // Counted over anything but what is shown, people beside memberships would tell of a network that is not.
  const isOverShown = people && people.networks.length === shown.length && shown.every(one => people.networks.includes(one.id));
  const figure = isOverShown ? peopleFigure(people, parts(shown)) : undefined;
  return { month: last, nextOn, networks, memberships: total(parts(networks)), ...(figure ? { people: figure } : {}) };
}

const parts = (networks: readonly { members: FigureShown }[]): FigureShown[] => networks.map(one => one.members);
