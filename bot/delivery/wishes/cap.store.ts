import { createHmac } from 'node:crypto';
import type { Held, HeldThing } from '../../feature.ts';
import { mapOf, personal } from '../../people/data-map.ts';
import { shardOf, shards } from '../../people/shard.ts';
import { openCrowd } from '../../storage/crowd.ts';
import { partition, row, type RowKey } from '../../storage/keys.ts';
import type { Change, Fields, StoredRow, Table } from '../../storage/table.ts';
import { countedWith, stillCounted, type Cap, type Counted } from './cap.ts';

const name = 'messagecounts';
const freshForMs = 60_000;
// Somebody else can be in the way only with a message to the same people at the same moment.
const tries = 12;
/** How many changes go in one transaction. */
const mostTogether = 100;

export type CapStore = ReturnType<typeof openCap>;

/** Messages to people of one tenant, by the id of the announcement. */
export type Counting = { tenant: string; broadcast: string; people: readonly string[] };

type Row = { counted: readonly Counted[]; etag: string };

/**
 * How many messages each person had lately, over all networks: one row for each, which holds times and marks and says nothing about
 * where they came from. A message is counted before it is sent, by the row's etag, so that of two at once only one is the third.
 */
export function openCap(table: Table, key: Buffer) {
  const crowd = openCrowd(table, { valueOf: rowOf, freshForMs, mostRows: 30_000 });
  const place = (tenant: string, shard: string) => partition(tenant, name, shard);
  // Under keys of its own: no row of a delivery can be put beside it.
  const sign = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  const rowFor = (tenant: string, person: string): RowKey => row(sign(tenant, person).toString('hex'));
  const markOf = (tenant: string, broadcast: string, person: string) => sign(tenant, broadcast, person).toString('base64url').slice(0, 10);

  /** Counts a message for each of them. Answers for whom: the others had as many as one person gets. */
  async function take({ tenant, broadcast, people }: Counting, now: Date, cap: Cap): Promise<Set<string>> {
    const room = new Set<string>();
    await eachPart({ tenant, people }, rows => async before => {
      const changes: Change[] = [];
      for (const [key, person] of rows) {
        const stands = before.get(key);
        const counted = countedWith(stands?.counted ?? [], markOf(tenant, broadcast, person), now, cap);
        if (counted === 'full') room.delete(person);
        else room.add(person);
        if (counted !== 'full' && counted !== stands?.counted) changes.push(changeTo(key, counted, stands));
      }
      return changes;
    });
    return room;
  }

  /** Nothing came of a message to them: it does not count. */
  async function giveBack({ tenant, broadcast, people }: Counting): Promise<void> {
    await eachPart(
      { tenant, people },
      rows => async before =>
        [...rows].flatMap(([key, person]): Change[] => {
          const stands = before.get(key);
          const mark = markOf(tenant, broadcast, person);
          if (!stands?.counted.some(one => one.mark === mark)) return [];
          return [
            changeTo(
              key,
              stands.counted.filter(one => one.mark !== mark),
              stands,
            ),
          ];
        }),
    );
  }

  /** Changes the rows of some people with what stands then, and again if another wrote one of them meanwhile. */
  async function eachPart(
    { tenant, people }: Pick<Counting, 'tenant' | 'people'>,
    plan: (rows: ReadonlyMap<RowKey, string>) => (before: ReadonlyMap<RowKey, Row>) => Promise<Change[]>,
  ): Promise<void> {
    for (const [shard, all] of Map.groupBy(new Set(people), person => shardOf(person))) {
      for (let from = 0; from < all.length; from += mostTogether) {
        const part = all.slice(from, from + mostTogether);
        const rows = new Map(part.map(person => [rowFor(tenant, person), person]));
        await settle(place(tenant, shard), [...rows.keys()], plan(rows));
      }
    }
  }

  async function settle(
    at: ReturnType<typeof place>,
    keys: readonly RowKey[],
    plan: (before: ReadonlyMap<RowKey, Row>) => Promise<Change[]>,
  ) {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const changes = await plan(await crowd.of(at, keys));
      if (changes.length === 0) return;
      const { done } = await table.together(at, changes);
      // After a conflict it is not known which of the others are stale too.
      crowd.changed(at, done ? changes.map(change => change.row) : keys);
      if (done) return;
    }
    throw new Error('too many messages to the same people at once');
  }

  /** Forgets what is from before this week. Answers how many rows went. */
  async function forgetOlder(tenant: string, now: Date): Promise<number> {
    let gone = 0;
    for (const shard of shards) {
      for await (const found of table.all(place(tenant, shard))) {
        if (stillCounted(countedIn(found.fields), now).length > 0) continue;
        if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
        crowd.changed(found.partition, [found.row]);
      }
    }
    return gone;
  }

  const held: Held = {
    map,
    export: async ({ tenant, id }) => {
      const found = await table.find(place(tenant, shardOf(id)), rowFor(tenant, id));
      return found ? [exported(found)] : [];
    },
    erase: async ({ tenant, id }) => {
      const [at, own] = [place(tenant, shardOf(id)), rowFor(tenant, id)];
      await table.remove(at, own);
      crowd.changed(at, [own]);
    },
  };

  return { take, giveBack, forgetOlder, held };
}

function changeTo(key: RowKey, counted: readonly Counted[], stands: Row | undefined): Change {
  if (counted.length === 0 && stands) return { do: 'remove', row: key, etag: stands.etag };
  const fields = fieldsOf(counted);
  return stands ? { do: 'replace', row: key, fields, etag: stands.etag } : { do: 'insert', row: key, fields };
}

const rowOf = ({ fields, etag }: StoredRow): Row => ({ counted: countedIn(fields), etag });

const fieldsOf = (counted: readonly Counted[]): Fields => ({
  at: counted.map(({ at }) => at.toISOString()).join(' '),
  marks: counted.map(({ mark }) => mark).join(' '),
});

function countedIn({ at, marks }: Fields): Counted[] {
  const times = String(at ?? '')
    .split(' ')
    .filter(Boolean);
  const said = String(marks ?? '').split(' ');
  return times.map((time, index) => ({ at: new Date(time), mark: said[index] ?? '' }));
}

const exported = ({ fields: { at, marks } }: StoredRow): HeldThing => ({
  table: name,
  what: { en: 'When we last wrote to you', cy: 'Pryd y gwnaethom ysgrifennu atoch ddiwethaf' },
  fields: { at: String(at), marks: String(marks) },
});

const map = mapOf(
  name,
  { en: 'Until the end of the week', cy: 'Tan ddiwedd yr wythnos' },
  {
    at: personal('So that you do not get too many messages', 'Rhag i chi gael gormod o negeseuon'),
    marks: personal('So that a message counts once', 'Er mwyn i neges gyfrif unwaith'),
  },
);
