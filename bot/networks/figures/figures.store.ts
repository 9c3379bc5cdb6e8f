import { LRUCache } from 'lru-cache';
import type { DataMapLine } from '../../feature.ts';
import { general, mapOf } from '../../people/data-map.ts';
import type { MonthCounted } from '../../people/suppress.ts';
import { partition, row } from '../../storage/keys.ts';
import type { Table } from '../../storage/table.ts';
import type { PeopleOver } from './figures.ts';

const name = 'figures';
const freshForMs = 5 * 60_000;

/** A month that was counted for a whole force. People are counted only while they can be: not for a month that was missed. */
export type FrozenMonth = { month: string; people?: PeopleOver };

export type FiguresStore = ReturnType<typeof openFigures>;

/**
 * The figures as they were counted, one row for each network and month, never changed. True numbers, which name nobody: they are
 * rounded and hidden on the way out. A month counts once its row for the whole force stands, which is written last.
 */
export function openFigures(table: Table) {
  const place = (tenant: string, network: string) => partition(tenant, 'network', network);
  const whole = (tenant: string) => partition(tenant, 'whole');
  const frozen = new LRUCache<string, FrozenMonth>({ max: 1_000, ttl: freshForMs });
  const series = new LRUCache<string, MonthCounted[]>({ max: 5_000 });

  /** The last month that was counted. */
  async function lastOf(tenant: string): Promise<FrozenMonth | undefined> {
    const known = frozen.get(tenant);
    if (known) return known;
    const last = (await wholeMonths(tenant)).at(-1);
    if (last) frozen.set(tenant, last);
    return last;
  }

  async function wholeMonths(tenant: string): Promise<FrozenMonth[]> {
    const months: FrozenMonth[] = [];
    for await (const { row: month, fields } of table.all(whole(tenant))) {
      const { people, memberships, largest, networks } = fields;
      const isCounted = typeof people === 'number' && typeof memberships === 'number' && typeof largest === 'number';
      const over = String(networks ?? '').split('\n');
      months.push({ month, ...(isCounted ? { people: { people, memberships, largest, networks: over } } : {}) });
    }
    return months;
  }

  /** A network's months as they stood when `last` was counted. Rows never change, so they are remembered. */
  async function monthsOf(tenant: string, network: string, last: string): Promise<MonthCounted[]> {
    const mark = [tenant, network, last].join('|');
    const known = series.get(mark);
    if (known) return known;
    const months = (await allMonths(tenant, network)).filter(one => one.month <= last);
    series.set(mark, months);
    return months;
  }

  async function allMonths(tenant: string, network: string): Promise<MonthCounted[]> {
    const months: MonthCounted[] = [];
    for await (const { row: month, fields } of table.all(place(tenant, network))) {
      months.push({ month, members: Number(fields['members']), joined: Number(fields['joined']), left: Number(fields['left']) });
    }
    return months;
  }

  /** Writes the months that are not there yet; one that is stays as it was. */
  async function freeze(tenant: string, network: string, months: readonly MonthCounted[]): Promise<void> {
    const there = new Set((await allMonths(tenant, network)).map(one => one.month));
    for (const { month, ...counted } of months) if (!there.has(month)) await table.insert(place(tenant, network), row(month), counted);
  }

  async function freezeWhole(tenant: string, { month, people }: FrozenMonth): Promise<void> {
    await table.insert(whole(tenant), row(month), { ...people, networks: people?.networks.join('\n') });
    frozen.delete(tenant);
  }

  /**
   * Takes away the figures of a network that was deleted. Where the people of a force were counted over it too, that count goes:
   * beside the networks that are left it would tell of the one that is not.
   */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    for await (const found of table.all(whole(tenant))) {
      const over = String(found.fields['networks'] ?? '').split('\n');
      if (over.includes(network)) await table.put(found.partition, found.row, {});
    }
    for await (const found of table.all(place(tenant, network))) await table.remove(found.partition, found.row);
    frozen.delete(tenant);
    for (const mark of [...series.keys()]) if (mark.startsWith(`${tenant}|${network}|`)) series.delete(mark);
  }

  return { lastOf, wholeMonths, monthsOf, freeze, freezeWhole, forgetNetwork, map };
}

const map: DataMapLine[] = mapOf(
  name,
  {
    en: 'As long as the network, or the force uses the app',
    cy: 'Cyhyd â’r rhwydwaith, neu cyhyd ag y mae’r heddlu’n defnyddio’r ap',
  },
  {
    members: general('How many were in a network at the end of a month', 'Faint oedd mewn rhwydwaith ar ddiwedd mis'),
    joined: general('How many joined in a month', 'Faint a ymunodd mewn mis'),
    left: general('How many left in a month', 'Faint a adawodd mewn mis'),
    people: general('How many people were in any network', 'Faint o bobl oedd mewn unrhyw rwydwaith'),
    memberships: general('How many memberships there were in all', 'Faint o aelodaethau oedd i gyd'),
    networks: general('Which networks these were', 'Pa rwydweithiau oedd y rhain'),
    largest: general('How many were in the largest network', 'Faint oedd yn y rhwydwaith mwyaf'),
  },
);
