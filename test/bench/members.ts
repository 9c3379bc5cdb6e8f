import { randomUUID } from 'node:crypto';
import { newMembership, visibilities, type Viewer } from '../../bot/networks/membership/membership.ts';
import { openMemberships, type MembershipsStore } from '../../bot/networks/membership/memberships.store.ts';
import type { Person } from '../../bot/people/person.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { partition, row } from '../../bot/storage/keys.ts';
import type { Table } from '../../bot/storage/table.ts';
import { median } from './comparison.ts';
import { counting } from './counting.ts';
import type { Machine } from './machine.ts';
import { keepingBack } from './row-writer.ts';
import type { Figure } from './rows.ts';

const tenant = randomUUID();
const now = new Date('2026-06-02T17:00:00Z');
const pageSize = 50;
type Size = 'great' | 'small';

/** What is looked at in a round. Each of them is a full page in either network. */
const pages: readonly { viewer: Viewer; after?: string; search?: string }[] = [
  { viewer: 'officer' },
  { viewer: 'officer', after: row('m') },
  { viewer: 'officer', search: 's' },
  { viewer: 'member' },
  { viewer: 'colleague' },
];

/**
 * A page of names in a great network against one in a small one. Azurite walks through the whole table at each query, so both
 * networks stand in one table, and only what the product asks for can differ.
 */
export async function pageOfMembers({ azurite, quick }: Machine): Promise<Figure> {
  const sizes: Record<Size, number> = quick ? { great: 8000, small: 400 } : { great: 20_000, small: 1000 };
  const storage = openStorage({ kind: 'connection', connectionString: azurite.connectionString });
  try {
    const table = storage.table('benchmembers');
    const rows = await writeNetworks(table, sizes);
    const { counted, asked } = counting(table);
    const memberships = openMemberships(counted);
    const time = async (work: () => Promise<unknown>): Promise<number> => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };

    const requests = { great: 0, small: 0 };
    const times: Record<Size | 'nothing', number>[] = [];
    // The first two rounds warm everything up.
    for (let round = -2; round < (quick ? 8 : 30); round += 1) {
      const took = { great: 0, small: 0, nothing: await time(() => table.list(partition(tenant, 'nobody'), { limit: pageSize + 1 })) };
      for (const size of round % 2 === 0 ? (['small', 'great'] as const) : (['great', 'small'] as const)) {
        const before = asked();
        took[size] = await time(() => lookAround(memberships, size));
        requests[size] = asked() - before;
      }
      if (round >= 0) times.push(took);
    }
    const middle = (of: Size | 'nothing') => median(times.map(took => took[of]));
    const ms = (value: number) => `${value.toFixed(0)} ms`;
    return {
      value: median(times.map(({ great, small }) => great / small)),
      detail:
        `${ms(middle('great') / pages.length)} against ${ms(middle('small') / pages.length)} a page, for ${requests.great} and ` +
        `${requests.small} requests in ${pages.length} pages; a query that finds nothing takes Azurite ${ms(middle('nothing'))} ` +
        `among these ${rows} rows`,
    };
  } finally {
    await storage.close();
  }
}

async function lookAround(memberships: MembershipsStore, size: Size): Promise<void> {
  for (const { viewer, ...asked } of pages) {
    const { members } = await memberships.visiblePage(tenant, size, viewer, { size: pageSize, ...asked });
    if (members.length !== pageSize) throw new Error(`a page of the ${size} network has ${members.length} members`);
  }
}

// Numbers of names that share no divisor with each other or with the number of visibilities, so that every mix comes up.
const firstNames =
  'Aled Beth Carys Dawn Emyr Ffion Gwen Huw Idris Jo Kit Mair Nia Owain Priya Rhys Sara Siân Steffan Sunita Toni Wyn Zoe'.split(' ');
const lastNames = 'Adeyemi Bevan Carter Davies Evans Fox Griffiths Hughes Khan Lloyd Morgan Nair Okonkwo Pryce Singh Thomas Walsh'.split(
  ' ',
);

/** Two networks in one table, by the product's own joining; answers how many rows that makes. */
async function writeNetworks(table: Table, sizes: Record<Size, number>): Promise<number> {
  const { table: kept, writeAll } = keepingBack(table);
  const memberships = openMemberships(kept);
  for (const size of ['great', 'small'] as const) {
    for (let at = 0; at < sizes[size]; at += 1) {
      const visibility = visibilities[at % visibilities.length] ?? 'hidden';
      const name = `${firstNames[at % firstNames.length]} ${lastNames[at % lastNames.length]}`;
      const joined = { ...newMembership(now), visibility, ...(visibility === 'hidden' ? {} : { name }) };
      await memberships.join(somebody(), size, joined);
    }
  }
  return writeAll();
}

const somebody = (): Person => ({ tenant, id: randomUUID() });
