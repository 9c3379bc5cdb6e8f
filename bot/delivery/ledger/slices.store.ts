import { partition, row, type PartitionKey, type RowKey } from '../../storage/keys.ts';
import type { Change, StoredRow, Table } from '../../storage/table.ts';
import type { Broadcast } from '../broadcast.ts';
import { recounted, standingOf, standingOfErased, type Counts } from './counts.ts';
import type { Delivery } from './delivery.ts';
import { countsIn, deliveryOf, fieldsOf, isCount } from './ledger.rows.ts';

/** Which announcement, and how it was cut into slices. */
export type Sliced = Pick<Broadcast, 'tenant' | 'id' | 'slices'>;

/** A slice as it was read. What is written goes by it: if somebody else wrote meanwhile, nothing is written. */
export type Slice = {
  of: Sliced;
  number: number;
  /** By the keys of their rows. */
  deliveries: ReadonlyMap<string, Delivery>;
  counts: Counts;
  /** How often the slice was written; 0 while it is not there. */
  moves: number;
  /** Rows that could not be read; they are left as they are. */
  unreadable: number;
  /** Of the row of counts, where it was read. */
  etag?: string;
};

export type SlicesStore = ReturnType<typeof openSlices>;

/**
 * The rows of a slice stand beside one row of counts, and every write of the slice goes together with that row, by its ETag: so
 * whoever writes has seen all of the slice, and nothing is ever counted anew.
 */
export function openSlices(table: Table) {
  const place = ({ tenant, id }: Sliced, slice: number) => partition(tenant, 'deliveries', id, String(slice));
  // Named for the slice: a storage that looks rows up by their key finds one, not one of every slice.
  const countRow = (slice: number) => row('counts', String(slice));

  const fresh = (of: Sliced, number: number): Slice => ({ of, number, deliveries: new Map(), counts: {}, moves: 0, unreadable: 0 });

  async function read(of: Sliced, number: number): Promise<Slice> {
    const deliveries = new Map<string, Delivery>();
    let [unreadable, counted]: [number, StoredRow | undefined] = [0, undefined];
    for await (const found of table.all(place(of, number))) {
      if (found.row === countRow(number)) counted = found;
      else {
        const delivery = deliveryOf(found.fields);
        if (delivery) deliveries.set(found.row, delivery);
        else unreadable += 1;
      }
    }
    if (!counted) return fresh(of, number);
    return { of, number, deliveries, unreadable, counts: countsIn(counted.fields), moves: movesIn(counted), etag: counted.etag };
  }

  /** Writes rows of a slice and its counts in one go, if nobody wrote to it since it was read: at most 99. */
  async function write(slice: Slice, rows: readonly (readonly [string, Delivery])[]): Promise<Slice | 'conflict'> {
    const before = rows.flatMap(([key]) => slice.deliveries.get(key) ?? []);
    const counts = recounted(slice.counts, before.map(standingOf), rows.map(([, delivery]) => standingOf(delivery))); // prettier-ignore
    // Not by ETags of their own: no row of a slice changes without its row of counts.
    const puts = rows.map(([key, delivery]): Change => ({ do: 'put', row: key as RowKey, fields: fieldsOf(delivery) }));
    if ((await writeCounted(slice, counts, puts)) === 'conflict') return 'conflict';
    return { ...slice, deliveries: new Map([...slice.deliveries, ...rows]), counts, moves: slice.moves + 1, etag: undefined };
  }

  async function writeCounted(slice: Slice, counts: Counts, changes: readonly Change[]): Promise<'done' | 'conflict'> {
    const [at, counted] = [place(slice.of, slice.number), countRow(slice.number)];
    const fields = { counts: JSON.stringify(counts), moves: slice.moves + 1 };
    const etag = slice.etag ?? (await etagOf(slice, at, counted));
    if (etag === undefined && slice.moves > 0) return 'conflict';
    const counting: Change = etag === undefined ? { do: 'insert', row: counted, fields } : { do: 'replace', row: counted, fields, etag };
    return (await table.together(at, [counting, ...changes])).done ? 'done' : 'conflict';
  }

  /** Of the row of counts, if it is as it was last written from here. */
  async function etagOf({ moves }: Slice, at: PartitionKey, counted: RowKey): Promise<string | undefined> {
    if (moves === 0) return undefined;
    const found = await table.find(at, counted);
    return found && movesIn(found) === moves ? found.etag : undefined;
  }

  const find = (of: Sliced, number: number, key: RowKey): Promise<StoredRow | undefined> => table.find(place(of, number), key);

  /** Takes one row away and keeps, in the counts, what became of them. */
  async function erase(of: Sliced, number: number, key: RowKey): Promise<void> {
    for (;;) {
      const found = await find(of, number, key);
      if (!found) return;
      const counted = await table.find(place(of, number), countRow(number));
      const delivery = deliveryOf(found.fields);
      if (!counted || !delivery) return void (await table.remove(found.partition, found.row));
      const slice = { ...fresh(of, number), counts: countsIn(counted.fields), moves: movesIn(counted), etag: counted.etag };
      const counts = recounted(slice.counts, [standingOf(delivery)], [standingOfErased(delivery)]);
      if ((await writeCounted(slice, counts, [{ do: 'remove', row: found.row, etag: found.etag }])) === 'done') return;
    }
  }

  /** Forgets who is in a slice; nothing of it is left. */
  async function drop(of: Sliced, number: number): Promise<void> {
    for (;;) {
      const { rows } = await table.list(place(of, number), { limit: mostTogether });
      if (rows.length === 0) return;
      // Whoever drops the same slice at this moment comes to the same end.
      await table.together(place(of, number), rows.map(found => ({ do: 'remove', row: found.row }))); // prettier-ignore
    }
  }

  return { fresh, read, write, find, erase, drop };
}

const mostTogether = 100;

function movesIn({ fields: { moves } }: StoredRow): number {
  if (!isCount(moves)) throw new Error('this row of counts does not say how often it was written');
  return moves;
}
