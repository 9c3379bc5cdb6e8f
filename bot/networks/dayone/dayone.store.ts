import type { DataMapLine } from '../../feature.ts';
import { general, mapOf } from '../../people/data-map.ts';
import type { Figure } from '../../people/suppress.ts';
import { partition, row, rowAfter } from '../../storage/keys.ts';
import type { Table } from '../../storage/table.ts';

const name = 'dayone';

/** What a network says it began with, before the app counted. */
export type Opening = { members: number; /** ISO day. */ on: string };

/** How many members could be reached in Teams, as it may be shown, and when that was counted. */
export type Reach = { figure: Figure; on: Date };

export type DayOneStore = ReturnType<typeof openDayOne>;

/** What is held of a network's first day: its opening figure, and how many could be reached, once for each month. */
export function openDayOne(table: Table) {
  const openings = (tenant: string) => partition(tenant, 'openings');
  const reaches = (tenant: string) => partition(tenant, 'reach');

  async function openingOf(tenant: string, network: string): Promise<Opening | undefined> {
    const found = await table.find(openings(tenant), row(network));
    return found && { members: Number(found.fields['members']), on: String(found.fields['on']) };
  }

  const declare = (tenant: string, network: string, opening: Opening): Promise<void> => table.put(openings(tenant), row(network), opening);

  async function reachIn(tenant: string, network: string, month: string): Promise<Reach | undefined> {
    const found = await table.find(reaches(tenant), row(network, month));
    if (!found) return undefined;
    const { about, countedAt } = found.fields;
    return { figure: typeof about === 'number' ? { kind: 'about', value: about } : { kind: 'few' }, on: countedAt as Date };
  }

  /** Keeps the first count of a month; a later one does not change it. Only what may be shown is kept. Answers what stands. */
  async function keepReach(tenant: string, network: string, month: string, { figure, on }: Reach): Promise<Reach> {
    const about = figure.kind === 'about' ? figure.value : undefined;
    const outcome = await table.insert(reaches(tenant), row(network, month), { about, countedAt: on });
    const stands = outcome === 'exists' ? await reachIn(tenant, network, month) : undefined;
    return stands ?? { figure, on };
  }

  /** Takes away what is held about a network that was deleted. */
  async function forget(tenant: string, network: string): Promise<void> {
    await table.remove(openings(tenant), row(network));
    for await (const found of table.all(reaches(tenant), { from: row(network), before: rowAfter(network) })) {
      await table.remove(found.partition, found.row);
    }
  }

  return { openingOf, declare, reachIn, keepReach, forget, map };
}

const map: DataMapLine[] = mapOf(
  name,
  { en: 'As long as the network', cy: 'Cyhyd â’r rhwydwaith' },
  {
    members: general('How many members a network says it began with', 'Gyda faint o aelodau y dywed rhwydwaith iddo ddechrau'),
    on: general('The day that number is of', 'Y diwrnod y mae’r rhif hwnnw ohono'),
    about: general('About how many members could be reached in Teams', 'Tua faint o aelodau y gellid eu cyrraedd yn Teams'),
    countedAt: general('When they were counted', 'Pryd y cawsant eu cyfrif'),
  },
);
