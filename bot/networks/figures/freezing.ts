import { fewest } from '../../people/suppress.ts';
import { monthOf } from '../membership/counts.ts';
import type { MembershipsStore } from '../membership/memberships.store.ts';
import { monthAfter, monthsCounted, monthsThrough, type PeopleOver } from './figures.ts';
import type { FiguresStore } from './figures.store.ts';

export type FreezingNeeds = { memberships: Pick<MembershipsStore, 'everJoined' | 'counts' | 'pages'>; figures: FiguresStore };

/** Counts a force's months up to the one that ended last, of every network that ever had a member. Harmless twice. */
export function openFreezing({ memberships, figures }: FreezingNeeds) {
  return async function freeze(tenant: string, now: Date): Promise<void> {
    const last = monthAfter(monthOf(now), -1);
    const frozen = new Set((await figures.wholeMonths(tenant)).map(one => one.month));
    if (frozen.has(last)) return;
    const shown: string[] = [];
    let first = last;
    for (const network of await memberships.everJoined(tenant)) {
      const months = monthsCounted(await memberships.counts(tenant, network), last);
      await figures.freeze(tenant, network, months);
      if ((months.at(-1)?.members ?? 0) >= fewest) shown.push(network);
      if (months[0] && months[0].month < first) first = months[0].month;
    }
    const people = await countPeople(tenant, shown);
    const missed = monthsThrough(first, monthAfter(last, -1)).filter(month => !frozen.has(month));
    for (const month of missed) await figures.freezeWhole(tenant, { month });
    await figures.freezeWhole(tenant, { month: last, ...(people ? { people } : {}) });
  };

  /**
   * Each person once, over the networks whose own figure is shown. It is the one count that cannot be kept, for no row anywhere
   * lists the networks of a person: once a month everybody's id is looked at, and none is kept.
   */
  async function countPeople(tenant: string, networks: readonly string[]): Promise<PeopleOver | undefined> {
    if (networks.length === 0) return undefined;
    const people = new Set<string>();
    let all = 0;
    let largest = 0;
    for (const network of networks) {
      let size = 0;
      for await (const page of memberships.pages(tenant, network)) {
        for (const { id } of page) people.add(id);
        size += page.length;
      }
      all += size;
      largest = Math.max(largest, size);
    }
    return { people: people.size, memberships: all, largest, networks };
  }
}
