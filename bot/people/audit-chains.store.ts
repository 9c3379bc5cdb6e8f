import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { partition, row, sortableDown, type PartitionKey } from '../storage/keys.ts';
import type { Change, StoredRow, Table } from '../storage/table.ts';
import { backwardCheck, chainKey, continued, emptyChain, shortened, system, type ChainEnd, type Deed, type Entered } from './audit.ts';

const name = 'audit';
/** How many entries go in one transaction: the storage takes a hundred changes at once, and dropping adds two. */
const mostTogether = 98;
// Each loss of the race for a number means that another instance wrote, so a few tries are plenty but for a rush of instances.
const tries = 60;
/** An end is trusted for this long; entries are kept far longer, so what was written after it is still there to collide with. */
const trustEndMs = 10 * 60_000;

type Chain = { place: PartitionKey; key: Buffer };

export type AuditChains = ReturnType<typeof openChains>;

/**
 * The chains of the audit log, sixteen a tenant, so that a rush of joiners does not queue for one row. Rows are only ever inserted,
 * the newest first, because Azure lists by ascending key. A number can be taken once, so two instances never fork a chain: one of
 * them finds its number taken, looks where the chain ends now, and goes on from there.
 */
export function openChains(table: Table, key: Buffer) {
  const chain = (tenant: string, shard: string): Chain => ({
    place: partition(tenant, name, shard),
    key: chainKey(key, tenant, shard),
  });
  const entryRow = (sequence: number) => row(sortableDown(sequence));
  // Digits come before letters, so this stands behind the oldest entry; it is the end of the chain when nothing else is left.
  const anchorRow = row('anchor');

  // Where each chain ended when this instance last wrote to it: then the next entry costs one write and no read.
  const ends = new LRUCache<PartitionKey, ChainEnd>({ max: 20_000, ttl: trustEndMs });
  const waiting = new Map<PartitionKey, { deed: Deed; done: () => void; failed: (error: unknown) => void }[]>();

  /** Enters a deed. Those that arrive while a write is under way go together with the next one. */
  function append(tenant: string, shard: string, deed: Deed): Promise<void> {
    const to = chain(tenant, shard);
    const { place } = to;
    return new Promise((done, failed) => {
      const queue = waiting.get(place);
      if (queue) return void queue.push({ deed, done, failed });
      waiting.set(place, [{ deed, done, failed }]);
      void drain(to);
    });
  }

  async function drain(to: Chain): Promise<void> {
    const { place } = to;
    const queue = waiting.get(place) ?? [];
    while (queue.length > 0) {
      const batch = queue.splice(0, mostTogether);
      try {
        await enter(
          to,
          batch.map(({ deed }) => deed),
        );
        for (const { done } of batch) done();
      } catch (error) {
        // Whoever waits hears of it; what comes next starts from the storage again.
        ends.delete(place);
        for (const { failed } of batch) failed(error);
      }
    }
    waiting.delete(place);
  }

  /** Writes entries at the end of a chain, with what has to happen in the same moment. */
  async function enter({ place, key: its }: Chain, deeds: readonly Deed[], also: readonly Change[] = []): Promise<'entered' | 'changed'> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const entries = continued(its, ends.get(place) ?? (await endOf(place)), deeds);
      const outcome = await insert(place, entries, also);
      if (outcome === 'entered') {
        const { sequence, hash } = entries.at(-1) as Entered;
        ends.set(place, { sequence, hash });
        return 'entered';
      }
      ends.delete(place);
      if (outcome === 'changed') return 'changed';
      await pause(Math.random() * 10 * Math.min(attempt, 10));
    }
    throw new Error('the audit log is too busy');
  }

  async function insert(place: PartitionKey, entries: Entered[], also: readonly Change[]): Promise<'entered' | 'taken' | 'changed'> {
    const [only] = entries;
    if (entries.length === 1 && only && also.length === 0) {
      return (await table.insert(place, entryRow(only.sequence), { ...only })) === 'inserted' ? 'entered' : 'taken';
    }
    const inserts = entries.map((entry): Change => ({ do: 'insert', row: entryRow(entry.sequence), fields: { ...entry } }));
    const outcome = await table.together(place, [...inserts, ...also]);
    if (outcome.done) return 'entered';
    return outcome.conflict < inserts.length ? 'taken' : 'changed';
  }

  async function endOf(place: PartitionKey): Promise<ChainEnd> {
    const newest = (await table.list(place, { limit: 1 })).rows[0];
    return newest ? endIn(newest) : emptyChain;
  }

  const isEntry = (found: StoredRow): boolean => found.row !== anchorRow;

  /** The entries of one chain, the newest first. */
  async function* newestFirst(tenant: string, shard: string): AsyncGenerator<Entered> {
    for await (const found of table.all(chain(tenant, shard).place)) if (isEntry(found)) yield entryOf(found);
  }

  /** The newest few of one chain. */
  async function newest(tenant: string, shard: string, count: number): Promise<Entered[]> {
    return (await table.list(chain(tenant, shard).place, { limit: count })).rows.filter(isEntry).map(entryOf);
  }

  async function verify(tenant: string, shard: string): Promise<{ whole: boolean; entries: number }> {
    const { place, key: its } = chain(tenant, shard);
    const check = backwardCheck(its);
    let begins = emptyChain;
    for await (const found of table.all(place)) {
      if (isEntry(found)) check.take(entryOf(found));
      else begins = endIn(found);
    }
    return check.end(begins);
  }

  /**
   * Drops the oldest entries up to the first that is not older than `before`. In the same change the anchor takes the number and
   * the hash of the last one dropped, so what is left verifies from there, and an entry says that it was done. Answers how many went.
   */
  async function dropOlder(tenant: string, shard: string, { before, now }: { before: Date; now: Date }): Promise<number> {
    const from = chain(tenant, shard);
    const { place } = from;
    let dropped = 0;
    for (;;) {
      const anchor = await table.find(place, anchorRow);
      const begins = anchor ? endIn(anchor) : emptyChain;
      const range = { from: entryRow(begins.sequence + mostTogether), before: anchorRow, limit: mostTogether };
      const oldest = (await table.list(place, range)).rows.reverse();
      const firstToStay = oldest.findIndex(found => entryOf(found).at >= before);
      const gone = firstToStay < 0 ? oldest : oldest.slice(0, firstToStay);
      const last = gone.at(-1);
      if (!last) return dropped;
      const fields = { sequence: endIn(last).sequence, hash: endIn(last).hash };
      const moved: Change = anchor
        ? { do: 'replace', row: anchorRow, fields, etag: anchor.etag }
        : { do: 'insert', row: anchorRow, fields };
      const note: Deed = { at: now, actor: system, act: shortened, object: String(fields.sequence) };
      const also = [moved, ...gone.map((found): Change => ({ do: 'remove', row: found.row, etag: found.etag }))];
      // What was listed may be newer than what is remembered, and the end must be newer than what is dropped.
      ends.delete(place);
      // Changed: another instance does the same at this moment; its work is looked at again.
      if ((await enter(from, [note], also)) === 'entered') dropped += gone.length;
    }
  }

  return { append, newestFirst, newest, verify, dropOlder };
}

const endIn = ({ fields }: StoredRow): ChainEnd => ({ sequence: Number(fields['sequence']), hash: String(fields['hash']) });

function entryOf({ fields }: StoredRow): Entered {
  return {
    sequence: Number(fields['sequence']),
    at: fields['at'] as Date,
    actor: String(fields['actor']),
    act: String(fields['act']),
    object: String(fields['object']),
    previous: String(fields['previous']),
    hash: String(fields['hash']),
  };
}
