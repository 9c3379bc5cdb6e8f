import { createHmac } from 'node:crypto';

/** One line of the audit log. It names people by a keyed pseudonym and holds no content. */
export type AuditEntry = {
  sequence: number;
  at: Date;
  /** Pseudonym of the person who acted; `system` where nobody did. */
  actor: string;
  /** What was done, such as `role accepted`. */
  act: string;
  /** What it was done to: a network's id, a broadcast's id. Never a person. */
  object: string;
  /** Hash of the entry before; empty for the first. */
  previous: string;
};

/** An entry as it is kept. */
export type Entered = AuditEntry & { hash: string };

/** What somebody did, before it has a place in a chain. */
export type Deed = Pick<AuditEntry, 'at' | 'actor' | 'act' | 'object'>;

/** Where a chain ends, or where what is left of it begins: the number and the hash of one entry. */
export type ChainEnd = { sequence: number; hash: string };

export const emptyChain: ChainEnd = { sequence: 0, hash: '' };

/** Who enters what no person did. */
export const system = 'system';

/** The chain says itself up to where it was shortened. */
export const shortened = 'old entries dropped';

/** The key of one chain: an entry of one never fits into another, whatever its number. */
export const chainKey = (key: Buffer, tenant: string, shard: string): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([tenant, shard]))
    .digest();

/** Keyed, so that whoever can write to the storage cannot make a chain that verifies. */
export function hashOf(key: Buffer, entry: AuditEntry): string {
  const { sequence, at, actor, act, object, previous } = entry;
  return createHmac('sha256', key)
    .update(JSON.stringify([sequence, at.toISOString(), actor, act, object, previous]))
    .digest('hex');
}

/** The deeds as the next entries of a chain that ends here. */
export function continued(key: Buffer, end: ChainEnd, deeds: readonly Deed[]): Entered[] {
  const entries: Entered[] = [];
  let { sequence, hash: previous } = end;
  for (const { at, actor, act, object } of deeds) {
    sequence += 1;
    const entry: AuditEntry = { sequence, at, actor, act, object, previous };
    previous = hashOf(key, entry);
    entries.push({ ...entry, hash: previous });
  }
  return entries;
}

/**
 * Whether every entry follows from the one before it. From the newest backwards, one entry at a time, as the storage lists them: a
 * long chain is never held.
 * What was dropped from its beginning must be the end it is told, and an entry of the chain itself must say so.
 */
export function backwardCheck(key: Buffer) {
  let newer: AuditEntry | undefined;
  let count = 0;
  let isWhole = true;
  const droppedTo = new Set<string>();
  return {
    take(entry: Entered): void {
      const isNext = !newer || (newer.sequence === entry.sequence + 1 && newer.previous === entry.hash);
      isWhole &&= isNext && hashOf(key, entry) === entry.hash;
      if (entry.actor === system && entry.act === shortened) droppedTo.add(entry.object);
      newer = entry;
      count += 1;
    },
    end(begins: ChainEnd): { whole: boolean; entries: number } {
      const follows = newer ? newer.sequence === begins.sequence + 1 && newer.previous === begins.hash : begins.sequence === 0;
      const isSaid = begins.sequence === 0 || droppedTo.has(String(begins.sequence));
      return { whole: isWhole && follows && isSaid, entries: count };
    },
  };
}
