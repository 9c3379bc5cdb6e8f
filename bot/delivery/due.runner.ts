import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DueHandler } from '../feature.ts';
import type { Log } from '../log.ts';
import type { Taken } from '../storage/queue.ts';
import { readQueue } from '../storage/reader.ts';
import type { Storage } from '../storage/storage.ts';
import { StorageUnavailable } from '../storage/table.ts';
import { alarmDelayMs, heldAlarm, mostTries, onAlarm, retryPauseMs, type Alarm, type Waiting } from './due.ts';
import { dueStore, type Named, type Stored } from './due.store.ts';
import { openSweep } from './due.sweep.ts';

export type Due = {
  /**
   * Asks for a run at a time; a later word about the same run replaces the earlier one. `kept`: it waits like that already.
   * `past`: that time, or a later one, has been run, and no time is run twice.
   */
  at(run: Named & { when: Date; payload?: string }): Promise<'set' | 'kept' | 'past'>;
  /** As `at`, but leaves a run that waits already as it is: for standing work that every start asks for. */
  ensure(run: Named & { when: Date; payload?: string }): Promise<'set' | 'kept' | 'past'>;
  cancel(run: Named): Promise<'cancelled' | 'absent'>;
  /** What waits in a tenant, the earliest first, for an operator to see. */
  list(tenant: string): Promise<DueLine[]>;
  /** Finds what has no alarm or is overdue. Happens by itself at the start and every hour. */
  sweep(): Promise<void>;
  start(): void;
  /** Begins nothing more, and resolves when what is being run has ended. */
  stop(): Promise<void>;
};

export type DueLine = {
  kind: string;
  name: string;
  dueAt: Date;
  state: 'waiting' | 'without alarm' | 'running' | 'failed';
  tries: number;
};

export type DueNeeds = {
  storage: Storage;
  handlers: (kind: string) => DueHandler | undefined;
  /** Everybody whose work the sweep looks at. */
  tenants: () => Promise<string[]>;
  now: () => Date;
  log: Log;
  random?: () => number;
  /** After this long without a sign of life, a run is begun again by another instance. */
  leaseSeconds?: number;
};

const atOnce = 8;

/** Work that comes due at a time: a row is the truth, a queue message its alarm clock. */
export function openDue({ storage, handlers, tenants, now, log, random = Math.random, leaseSeconds = 60 }: DueNeeds): Due {
  const store = dueStore(storage.table('due'));
  const queue = storage.queue('due');
  const sweep = openSweep({ store, tenants, ring, now, log, random, leaseSeconds });
  const reader = readQueue({ name: 'due', queue, handle: onMessage, atOnce, leaseSeconds, log, random });

  let isStopping = false;
  const pauses = new Set<() => void>();

  /** Ends early when we are stopping. */
  function pauseFor(ms: number): Promise<void> {
    return new Promise(resolve => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.add(end);
    });
  }

  /**
   * Sets the alarm of a run. The row says first that it has none, then the message is put, then the row names it: a crash
   * between two steps leaves a row without an alarm, which the next sweep sees, and never one that trusts a message nobody put.
   */
  async function ring(stored: Stored, changed: Partial<Waiting> = {}): Promise<void> {
    let { waiting, read } = stored;
    if (waiting.alarm !== undefined || Object.keys(changed).length > 0) {
      if ((await store.change(stored, { ...changed, alarm: undefined })) === 'changed') return;
      const again = await store.find(placeOf(waiting));
      if (again?.waiting.version !== waiting.version || again.waiting.alarm !== undefined) return;
      ({ waiting, read } = again);
    }
    const { tenant, kind, name, dueAt, version } = waiting;
    const delayMs = alarmDelayMs(dueAt, now());
    const alarm: Alarm = { tenant, kind, name, at: dueAt.getTime(), version, alarm: randomUUID() };
    await queue.put(alarm, delayMs / 1000);
    if (delayMs === 0) reader.look();
    // Where the row has changed by now, the alarm has been heard already, or another one counts.
    await store.change({ waiting, read }, { alarm: alarm.alarm, ringsAt: new Date(now().getTime() + delayMs) });
  }

  /** As `ring`, for a row just written. The row is the truth: when the queue fails us, the sweep sets the alarm soon. */
  async function ringNew(waiting: Waiting): Promise<void> {
    try {
      const stored = await store.find(placeOf(waiting));
      if (stored?.waiting.version === waiting.version && stored.waiting.alarm === undefined) await ring(stored);
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      log('due.alarm-not-set', { kind: waiting.kind });
      sweep.soon();
    }
  }

  async function ask(run: Named & { when: Date; payload?: string }, first: boolean): Promise<'set' | 'kept' | 'past'> {
    const { tenant, kind, name, when, payload = '' } = run;
    if (!handlers(kind)) throw new Error(`nobody handles due work of the kind "${kind}"`);
    const asked = await store.ask({ tenant, kind, name, dueAt: when, payload }, first, now());
    if (typeof asked === 'string') return asked;
    await ringNew(asked);
    return 'set';
  }

  async function onMessage(taken: Taken): Promise<void> {
    const read = alarmSchema.safeParse(taken.body);
    if (!read.success) {
      log('due.malformed');
      return taken.setAside();
    }
    const alarm = read.data;
    const stored = await store.find(alarm);
    const meaning = onAlarm(stored?.waiting, alarm, taken.id, now());
    if (!stored || meaning === 'stale') return taken.done();
    if (meaning === 'early') {
      await ring(stored);
      return taken.done();
    }
    if (stored.waiting.heldAt && !(await hasFallenSilent(stored, taken))) return;
    if (stored.waiting.tries >= mostTries) return giveUp(stored, taken);
    // From here on no other message counts, and this one is kept from others for as long as the run takes.
    const claimed = { alarm: heldAlarm(alarm, taken.id), heldAt: now(), tries: stored.waiting.tries + 1, failedAt: undefined };
    // Changed by a sweep or a new request at this very moment: the message comes back and is read against the new row.
    if ((await store.change(stored, claimed)) === 'changed') return void (await taken.extend(1));
    await run({ ...stored.waiting, ...claimed }, taken);
  }

  /**
   * The message that began a run has come back: whoever has the run died, or only lost the message and is still at it. The row
   * tells, since it is written to three times a lease; by whose clock does not matter.
   */
  async function hasFallenSilent({ waiting, read }: Stored, taken: Taken): Promise<boolean> {
    let { etag } = read;
    while (!isStopping) {
      await taken.extend(leaseSeconds * 2);
      await pauseFor(leaseSeconds * 1000);
      const later = await store.find(placeOf(waiting));
      if (later?.waiting.version !== waiting.version || later.waiting.alarm !== waiting.alarm) {
        await taken.done();
        return false;
      }
      if (!later.waiting.heldAt) break;
      if (later.read.etag === etag) return true;
      etag = later.read.etag;
    }
    // Failed and waiting for another try, or we are leaving: the message comes back.
    await taken.extend(1);
    return false;
  }

  async function run(waiting: Waiting, taken: Taken): Promise<void> {
    const { tenant, kind, name, dueAt, payload } = waiting;
    const heart = beat(waiting, taken);
    let again: Date | undefined;
    try {
      const handler = handlers(kind);
      if (!handler) throw new UnknownKind();
      ({ again } = await handler({ tenant, kind, name, dueAt, now: now(), payload }));
      if (again && !(again > dueAt)) throw new Error('the next run must be later than this one');
    } catch (error) {
      // The end of the line for whatever a handler throws, as for a turn: it is tried again, and then shown to an operator.
      await heart.stop();
      return onFailure(waiting, taken, error);
    }
    await heart.stop();
    const next = await store.finish(waiting, again, now());
    log('due.ran', { kind, tries: waiting.tries });
    if (next !== 'over') await ringNew(next);
    await taken.done();
  }

  async function onFailure(waiting: Waiting, taken: Taken, error: unknown): Promise<void> {
    log('due.failed', { kind: waiting.kind, tries: waiting.tries, error: error instanceof Error ? error.name : 'unknown' });
    const stored = await store.find(placeOf(waiting));
    // Cancelled or asked for anew while it ran, or taken over by another instance.
    if (stored?.waiting.version !== waiting.version || stored.waiting.alarm !== waiting.alarm) return taken.done();
    if (waiting.tries >= mostTries) return giveUp(stored, taken);
    const pauseMs = retryPauseMs(waiting.tries, random);
    await store.change(stored, { heldAt: undefined, ringsAt: new Date(now().getTime() + pauseMs) });
    await taken.extend(pauseMs / 1000);
  }

  async function giveUp(stored: Stored, taken: Taken): Promise<void> {
    log('due.gave-up', { kind: stored.waiting.kind, tries: stored.waiting.tries });
    await store.change(stored, { heldAt: undefined, failedAt: now() });
    await taken.setAside();
  }

  /** Keeps the message, and shows in the row that somebody is at it, as long as the handler takes. */
  function beat(waiting: Waiting, taken: Taken): { stop(): Promise<void> } {
    let beating = Promise.resolve();
    const once = async () => {
      try {
        // Where the message is lost, somebody else may have it by now. The row tells them that the run goes on.
        await taken.extend(leaseSeconds);
        const stored = await store.find(placeOf(waiting));
        if (stored?.waiting.version === waiting.version && stored.waiting.alarm === waiting.alarm)
          await store.change(stored, { heldAt: now() });
      } catch (error) {
        // The next beat may get through; when none does, the lease ends and another instance takes over.
        log('due.beat-missed', { kind: waiting.kind, error: error instanceof Error ? error.name : 'unknown' });
      }
    };
    const timer = setInterval(
      () => {
        beating = beating.then(once);
      },
      (leaseSeconds * 1000) / 3,
    );
    return {
      stop: async () => {
        clearInterval(timer);
        await beating;
      },
    };
  }

  return {
    at: wanted => ask(wanted, false),
    ensure: wanted => ask(wanted, true),
    cancel: unwanted => store.cancel(unwanted, now()),
    async list(tenant) {
      const lines: DueLine[] = [];
      for await (const { waiting } of store.waitingIn(tenant)) {
        const { kind, name, dueAt, tries } = waiting;
        lines.push({ kind, name, dueAt, state: stateOf(waiting), tries });
      }
      return lines;
    },
    sweep: sweep.now,
    start() {
      isStopping = false;
      reader.start();
      sweep.start();
    },
    async stop() {
      isStopping = true;
      pauses.forEach(end => end());
      await Promise.all([sweep.stop(), reader.stop()]);
    },
  };
}

/** Work of a kind that this version of the app no longer knows, or does not know yet. */
class UnknownKind extends Error {
  override name = 'UnknownKind';
}

const alarmSchema = z.strictObject({
  tenant: z.string().min(1),
  kind: z.string().min(1),
  name: z.string(),
  at: z.number().int().nonnegative(),
  version: z.number().int().positive(),
  alarm: z.string().min(1),
});

function placeOf({ tenant, kind, name, dueAt }: Waiting): Named & { at: number } {
  return { tenant, kind, name, at: dueAt.getTime() };
}

function stateOf(waiting: Waiting): DueLine['state'] {
  if (waiting.failedAt) return 'failed';
  if (waiting.heldAt) return 'running';
  return waiting.alarm === undefined ? 'without alarm' : 'waiting';
}
