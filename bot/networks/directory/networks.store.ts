import { LRUCache } from 'lru-cache';
import type { Held } from '../../feature.ts';
import type { Person } from '../../people/person.ts';
import { partition, row } from '../../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../../storage/table.ts';
import { championsAs, withoutChampion } from './champions.ts';
import { detailNames, detailsOf } from './details.ts';
import { ownNetwork, type NetworkRow } from './edits.ts';
import type { Network } from './network.ts';
import { networksMap, tableName } from './networks.map.ts';

const freshForMs = 30_000;
// Others may save the same network at the same moment.
const tries = 8;

export type NetworksStore = ReturnType<typeof openNetworks>;

/** What a tenant's administrators say of its networks: whole networks of its own, and changes to those its force's articles describe. */
export function openNetworks(table: Table) {
  const known = new LRUCache<string, NetworkRow[]>({ max: 1_000, ttl: freshForMs });
  // A look that began before a write must not be remembered after it.
  let writes = 0;
  const place = (tenant: string) => partition(tenant, tableName);

  /** Every row, remembered for 30 s; what this instance wrote is seen at once. The list is the same object as long as nothing was read anew. */
  async function rows(tenant: string): Promise<NetworkRow[]> {
    const cached = known.get(tenant);
    if (cached) return cached;
    const before = writes;
    const found: NetworkRow[] = [];
    for await (const stored of table.all(place(tenant))) found.push(rowFrom(stored));
    if (before === writes) known.set(tenant, found);
    return found;
  }

  /** The networks that are this tenant's own. */
  async function all(tenant: string): Promise<Network[]> {
    return (await rows(tenant)).filter(one => one.kind === 'own').map(ownNetwork);
  }

  /** One row as it stands now, with what `save` needs to act only on that. */
  async function read(tenant: string, id: string): Promise<{ row: NetworkRow; stored: StoredRow } | undefined> {
    const stored = await table.find(place(tenant), row(id));
    return stored && { row: rowFrom(stored), stored };
  }

  /** Writes a row unless it changed since `before` was read; without `before`, only where there is none. */
  async function save(tenant: string, saved: NetworkRow, before?: StoredRow): Promise<'saved' | 'changed'> {
    const fields = fieldsOf(saved);
    const isWritten = before
      ? (await table.replace(before, fields)) === 'replaced'
      : (await table.insert(place(tenant), row(saved.id), fields)) === 'inserted';
    writes += 1;
    known.delete(tenant);
    return isWritten ? 'saved' : 'changed';
  }

  /** Adds a network of the tenant's own as it stands; one that is there already stays. */
  const add = (tenant: string, network: Network): Promise<'saved' | 'changed'> =>
    save(tenant, { id: network.id, kind: 'own', details: detailsOf(network), isSample: network.isSample, version: 1 });

  /** The networks that name somebody as a champion. */
  async function namedIn({ tenant, id }: Person): Promise<NetworkRow[]> {
    const found: NetworkRow[] = [];
    for await (const stored of table.all(place(tenant))) {
      const row = rowFrom(stored);
      if (championsAs(row, id).length > 0) found.push(row);
    }
    return found;
  }

  async function takeOut({ tenant, id: person }: Person, network: string): Promise<void> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const found = await read(tenant, network);
      if (!found || championsAs(found.row, person).length === 0) return;
      if ((await save(tenant, withoutChampion(found.row, person), found.stored)) === 'saved') return;
    }
    throw new Error('too many changes to one network at once');
  }

  const held: Held = {
    map: networksMap,
    export: async person =>
      (await namedIn(person)).flatMap(row =>
        championsAs(row, person.id).map(({ name, area }) => ({
          table: tableName,
          what: { en: 'Your name as a champion of a network', cy: 'Eich enw fel hyrwyddwr rhwydwaith' },
          fields: { network: row.id, name, area },
        })),
      ),
    erase: async person => {
      for (const { id } of await namedIn(person)) await takeOut(person, id);
    },
  };

  return { rows, all, read, save, add, held };
}

function fieldsOf({ kind, details, championIds, isSample, version, changedAt, saidAt, lookedAt, closedAt }: NetworkRow): Fields {
  const said = kind === 'gone' ? {} : { ...details, ...(championIds ? { championIds } : {}) };
  return { kind, isSample, version, changedAt, saidAt, lookedAt, closedAt, ...said };
}

function rowFrom({ row: id, fields }: StoredRow): NetworkRow {
  const { kind, version, isSample, championIds } = fields;
  const date = (name: 'changedAt' | 'saidAt' | 'lookedAt' | 'closedAt') => {
    const value = fields[name];
    return value instanceof Date ? { [name]: value } : {};
  };
  const said = detailNames.flatMap(name => (typeof fields[name] === 'string' ? [[name, fields[name]] as const] : []));
  return {
    id,
    kind: kind === 'own' || kind === 'edits' ? kind : 'gone',
    details: Object.fromEntries(said),
    ...(typeof championIds === 'string' ? { championIds } : {}),
    isSample: isSample === true,
    version: Number(version ?? 1),
    ...date('changedAt'),
    ...date('saidAt'),
    ...date('lookedAt'),
    ...date('closedAt'),
  };
}
