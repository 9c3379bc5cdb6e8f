import type { Log } from '../log.ts';
import { StorageUnavailable } from '../storage/table.ts';
import { mostTries, onSweep, sweepUntil, type Waiting } from './due.ts';
import type { DueStore, Stored } from './due.store.ts';

type SweepNeeds = {
  store: DueStore;
  tenants: () => Promise<string[]>;
  ring: (stored: Stored, changed?: Partial<Waiting>) => Promise<void>;
  now: () => Date;
  log: Log;
  random: () => number;
  leaseSeconds: number;
};

const hourMs = 60 * 60_000;
const soonMs = 60_000;

/** Looks through what is due in the coming days, at the start and every hour, for runs whose alarm was never set or is lost. */
export function openSweep({ store, tenants, ring, now, log, random, leaseSeconds }: SweepNeeds) {
  /** Rows seen held: as they were, and when by this process's own steady clock. */
  let watched = new Map<string, { etag: string; since: number }>();
  let timer: NodeJS.Timeout | undefined;
  let timerEnds = Infinity;
  let sweeping: Promise<void> | undefined;
  let running = false;

  async function sweepTenant(tenant: string, watching: typeof watched): Promise<number> {
    const at = now();
    let rung = 0;
    for await (const stored of store.waitingIn(tenant, sweepUntil(at))) {
      const { waiting } = stored;
      const todo = onSweep(waiting, at);
      const isDead = todo === 'watch' && hasDied(tenant, stored, watching);
      if (todo === 'fail' || (isDead && waiting.tries >= mostTries)) {
        log('due.gave-up', { kind: waiting.kind, tries: waiting.tries });
        await store.change(stored, { heldAt: undefined, failedAt: at });
      } else if (todo === 'ring' || isDead) {
        await ring(stored, waiting.failedAt ? { failedAt: undefined, tries: 0 } : isDead ? { heldAt: undefined } : {});
        rung += 1;
      }
    }
    await store.forget(tenant, at);
    return rung;
  }

  /** A living holder writes to its row three times a lease; two looks a lease apart that see the same row saw a dead one. */
  function hasDied(tenant: string, { read }: Stored, watching: typeof watched): boolean {
    const key = `${tenant}\n${read.row}`;
    const before = watched.get(key);
    const seen = before?.etag === read.etag ? before : { etag: read.etag, since: performance.now() };
    if (performance.now() - seen.since >= leaseSeconds * 1000) return true;
    watching.set(key, seen);
    return false;
  }

  async function sweepAll(): Promise<void> {
    const watching: typeof watched = new Map();
    let rung = 0;
    let isAway = false;
    // Nothing is lost when a look fails: the rows stay, and the sweep comes again.
    const failed = (error: unknown) => {
      log('due.sweep-failed', { error: error instanceof Error ? error.name : 'unknown' });
      isAway ||= error instanceof StorageUnavailable;
    };
    for (const tenant of await tenants().catch(error => (failed(error), []))) {
      rung += await sweepTenant(tenant, watching).catch(error => (failed(error), 0));
      if (isAway) break;
    }
    watched = watching;
    if (rung > 0) log('due.swept', { rung });
    if (isAway) soon();
    if (watching.size > 0) wakeIn(leaseSeconds * 2000);
  }

  /** One sweep at a time; whoever asks during one waits for it. */
  function sweepNow(): Promise<void> {
    return (sweeping ??= sweepAll().finally(() => {
      sweeping = undefined;
    }));
  }

  function wakeIn(ms: number): void {
    if (!running || performance.now() + ms >= timerEnds) return;
    clearTimeout(timer);
    timerEnds = performance.now() + ms;
    timer = setTimeout(() => {
      timerEnds = Infinity;
      void sweepNow();
      wakeIn(hourMs * (0.95 + 0.1 * random()));
    }, ms);
  }

  function soon(): void {
    wakeIn(soonMs * (0.5 + random() / 2));
  }

  return {
    now: sweepNow,
    soon,
    start() {
      running = true;
      wakeIn(0);
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      timerEnds = Infinity;
      await sweeping;
    },
  };
}
