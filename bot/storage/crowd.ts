import { LRUCache } from 'lru-cache';
import type { ListOptions, StoredRow, Table } from './table.ts';
import type { PartitionKey, RowKey } from './keys.ts';

export type Crowd<Value> = ReturnType<typeof openCrowd<Value>>;

export type CrowdOptions<Value> = {
  /** What is remembered of a row. */
  valueOf: (row: StoredRow) => Value;
  /** How old what is told may be. */
  freshForMs: number;
  /** Which rows of a partition are meant; all, unless told. */
  range?: Pick<ListOptions, 'from' | 'before'>;
  /** How many rows are remembered in all. */
  mostRows?: number;
  clock?: { now: () => number };
};

/** As good a guess as any, until a partition was seen once. */
const guessedSize = 500;
/** About as many rows come with a list in the time of one that is read by itself. */
const rowsForOne = 50;

type Whole<Value> = { rows: ReadonlyMap<RowKey, Value>; /** Written since: to be read again. */ unknown: Set<RowKey> };

/**
 * Rows for many who are asked about one after another. Few are read each by itself; once that would cost more than reading the
 * whole partition, it is read and remembered for a short while.
 */
export function openCrowd<Value>(table: Pick<Table, 'find' | 'all'>, options: CrowdOptions<Value>) {
  const { valueOf, freshForMs, range = {}, mostRows = 50_000, clock = performance } = options;
  const wholes = new LRUCache<PartitionKey, Whole<Value>>({
    maxSize: mostRows,
    sizeCalculation: whole => whole.rows.size + 1,
    ttl: freshForMs,
    ttlResolution: 0,
    perf: clock,
  });
  const sizes = new LRUCache<PartitionKey, number>({ max: 10_000 });
  // How many were read by themselves lately; the time of the first counts.
  const singles = new LRUCache<PartitionKey, number>({ max: 10_000, ttl: freshForMs, noUpdateTTL: true, ttlResolution: 0, perf: clock });
  const readings = new Map<PartitionKey, { whole: Promise<Whole<Value>>; changed: Set<RowKey> }>();

  /** What these rows hold, each as it was at most `freshForMs` ago; a row that is not there is not in the answer. */
  async function of(partition: PartitionKey, asked: readonly RowKey[]): Promise<Map<RowKey, Value>> {
    let whole = wholes.get(partition);
    if (isWorthReadingWhole(partition, unknownIn(whole, asked).length)) whole = await readWhole(partition);
    const missing = unknownIn(whole, asked);
    singles.set(partition, (singles.get(partition) ?? 0) + missing.length);
    const found = await Promise.all(missing.map(async key => [key, await table.find(partition, key)] as const));
    const answer = new Map(asked.flatMap(key => (whole?.rows.has(key) ? [[key, whole.rows.get(key) as Value] as const] : [])));
    for (const [key, row] of found) {
      if (row) answer.set(key, valueOf(row));
      else answer.delete(key);
    }
    return answer;
  }

  function isWorthReadingWhole(partition: PartitionKey, missing: number): boolean {
    const size = sizes.get(partition) ?? guessedSize;
    return missing > 0 && size <= mostRows && (singles.get(partition) ?? 0) + missing > size / rowsForOne;
  }

  /** These rows were written: what was read before says nothing about them any more. */
  function changed(partition: PartitionKey, written: readonly RowKey[]): void {
    const known = [wholes.peek(partition)?.unknown, readings.get(partition)?.changed];
    for (const key of written) for (const unknown of known) unknown?.add(key);
  }

  async function readWhole(partition: PartitionKey): Promise<Whole<Value>> {
    const reading = readings.get(partition) ?? { whole: read(partition), changed: new Set<RowKey>() };
    readings.set(partition, reading);
    try {
      return await reading.whole;
    } finally {
      if (readings.get(partition) === reading) readings.delete(partition);
    }
  }

  async function read(partition: PartitionKey): Promise<Whole<Value>> {
    const start = clock.now();
    const rows = new Map<RowKey, Value>();
    for await (const row of table.all(partition, range)) rows.set(row.row, valueOf(row));
    const whole = { rows, unknown: readings.get(partition)?.changed ?? new Set<RowKey>() };
    sizes.set(partition, rows.size);
    singles.delete(partition);
    wholes.set(partition, whole, { start });
    return whole;
  }

  return { of, changed };
}

const unknownIn = (whole: Whole<unknown> | undefined, asked: readonly RowKey[]): readonly RowKey[] =>
  whole ? asked.filter(key => whole.unknown.has(key)) : asked;
