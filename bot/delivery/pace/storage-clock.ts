import { randomInt, randomUUID } from 'node:crypto';
import { partition, row } from '../../storage/keys.ts';
import type { Table } from '../../storage/table.ts';

/**
 * The time by the clock that every instance shares, the storage's. It is kept as a distance to this process's steady clock,
 * which nobody can set: a machine whose time of day jumps, or was never right, is in nobody's way.
 */
export type StorageClock = {
  /** Asks the storage the first time, and now and then anew without keeping anybody waiting. */
  now(): Promise<Date>;
};

/** The storage's clock was `offsetMs` ahead of our steady one, give or take `errorMs`, at `at` of the latter. */
export type Reading = { offsetMs: number; errorMs: number; at: number };

const freshForMs = 30_000;
/** Two decent clocks drift apart by less than this: 50 ms in a thousand seconds, each its own way. */
const driftPerMs = 0.0001;
/** A reading this good needs no second one. */
const goodErrorMs = 10;
const mostReadings = 4;
/** Enough rows that two instances rarely write to the same at once, few enough that nobody minds them. */
const rows = 64;

/** What a row tells that was written between two looks at our own clock. The longer it took, the less it tells. */
export function readingOf(writtenAt: Date, startedAt: number, endedAt: number): Reading {
  return { offsetMs: writtenAt.getTime() - (startedAt + endedAt) / 2, errorMs: (endedAt - startedAt) / 2, at: endedAt };
}

/** Which of two readings to go by. An old one loses worth by the drift of the clocks since. */
export function betterReading(known: Reading | undefined, read: Reading): Reading {
  if (!known) return read;
  const knownError = known.errorMs + (read.at - known.at) * driftPerMs;
  // Farther apart than both errors allow: somebody set a clock right, and what is new holds.
  if (Math.abs(known.offsetMs - read.offsetMs) > knownError + read.errorMs) return read;
  return knownError < read.errorMs ? known : read;
}

export function openStorageClock(table: Table, steady: () => number = () => performance.now()): StorageClock {
  // It stands above all tenants, as their register does.
  const place = partition('-', 'clock');
  const where = row(String(randomInt(rows)));
  let known: Reading | undefined;
  let askedAt = -Infinity;
  let measuring: Promise<void> | undefined;

  async function measureOnce(): Promise<void> {
    const by = randomUUID();
    const startedAt = steady();
    await table.put(place, where, { by });
    const endedAt = steady();
    const found = await table.find(place, where);
    // Another instance has written since: its moment is not ours.
    if (found?.fields['by'] === by) known = betterReading(known, readingOf(found.writtenAt, startedAt, endedAt));
  }

  async function measure(): Promise<void> {
    const before = known;
    askedAt = steady();
    for (let attempt = 0; attempt < mostReadings || !known; attempt += 1) {
      await measureOnce();
      if (known && known !== before && known.errorMs <= goodErrorMs) return;
    }
  }

  const measureAlone = (): Promise<void> =>
    (measuring ??= measure().finally(() => {
      measuring = undefined;
    }));

  return {
    async now() {
      if (!known) await measureAlone();
      // What is known goes on being good enough while the storage does not answer.
      else if (steady() - askedAt > freshForMs) void measureAlone().catch(() => undefined);
      return new Date(steady() + (known?.offsetMs ?? NaN));
    },
  };
}
