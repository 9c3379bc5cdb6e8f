import { traits } from '../../log.ts';
import { StorageUnavailable } from '../../storage/table.ts';
import type { Delivery } from '../ledger/delivery.ts';
import type { Slice } from '../ledger/slices.store.ts';
import type { Tools } from './tools.ts';

/** What an outcome makes of a row as it is by now; undefined where it has nothing to say any more. */
export type Outcome = (current: Delivery) => Delivery | undefined;

/** How soon outcomes are written while others of the same batch are under way: what is not written yet is lost in a crash. */
const writeAfterMs = 400;
const firstPauseMs = 200;
const longestPauseMs = 3_000;
/** Far beyond a lease: others have put the row down as unsure by then, and are glad to know better. */
const patienceMs = 120_000;
const patienceAtTheEndMs = 5_000;

/**
 * Writes outcomes, to rows as they stand by then. A storage that does not answer is asked again for as long as that may help.
 * `isAsRead`: nobody is known to have written to the slice since.
 */
export async function settle(tools: Tools, slice: Slice, outcomes: ReadonlyMap<string, Outcome>, isAsRead = true): Promise<Slice> {
  const { ledger, log, random, isStopping } = tools;
  const startedAt = performance.now();
  let [stands, isRead] = [slice, isAsRead];
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (!isRead) stands = await ledger.read(slice.of, slice.number);
      isRead = true;
      const rows = changed(stands, outcomes);
      if (rows.length === 0) return stands;
      const written = await ledger.write(stands, rows);
      if (written !== 'conflict') return written;
      isRead = false;
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      const passedMs = performance.now() - startedAt;
      if (passedMs > (isStopping() ? patienceAtTheEndMs : patienceMs)) throw error;
      if (attempt === 0) log('delivery.outcomes-wait', traits(error));
      // Whether it was written is not known; the row tells.
      isRead = false;
      await new Promise(resolve => setTimeout(resolve, Math.min(longestPauseMs, firstPauseMs * 2 ** attempt) * (0.5 + random() / 2)));
    }
  }
}

function changed({ deliveries }: Slice, outcomes: ReadonlyMap<string, Outcome>): [string, Delivery][] {
  return [...outcomes].flatMap(([key, outcome]): [string, Delivery][] => {
    const current = deliveries.get(key);
    const next = current && outcome(current);
    return next ? [[key, next]] : [];
  });
}

/** Writes outcomes as they come: soon, and several together. None of these may fail. */
export async function settleAsTheyEnd(tools: Tools, slice: Slice, ending: readonly Promise<readonly [string, Outcome]>[]): Promise<Slice> {
  let stands = slice;
  let ended = new Map<string, Outcome>();
  const all = Promise.all(
    ending.map(async one => {
      const [key, outcome] = await one;
      ended.set(key, outcome);
    }),
  );
  for (let isOver = false; !isOver;) {
    isOver = await either(all, writeAfterMs);
    const known = ended;
    ended = new Map();
    stands = await settle(tools, stands, known);
  }
  return stands;
}

/** Whether it came about within this time. */
async function either(what: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>(resolve => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([what.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
