import type { Message } from '../feature.ts';
import { traits, type Log } from '../log.ts';
import type { Queue } from '../storage/queue.ts';
import { ended, isOver } from './acts.ts';
import type { BroadcastRef } from './broadcast.ts';
import type { BroadcastsStore, Kept } from './broadcasts.store.ts';
import { putErrands } from './errands.ts';
import type { Ledger } from './ledger/ledger.store.ts';
import type { SliceProgress } from './ledger/progress.store.ts';
import type { StorageClock } from './pace/storage-clock.ts';
import { atWork, isDone, isToBeShown, lookAgainMs, seenNow, standsStill, type Seen } from './watch.ts';

export type WatchingNeeds = {
  broadcasts: Pick<BroadcastsStore, 'find' | 'change'>;
  ledger: Pick<Ledger, 'progress' | 'tally'>;
  messages: (kind: string) => Message | undefined;
  queue: Queue;
  clock: StorageClock;
  now: () => Date;
  log: Log;
  steady?: () => number;
};

export type Watching = {
  /** Looks after an announcement that is being sent. Answers in how long to look again; undefined when it needs no more looking after. */
  look(of: BroadcastRef, pass?: number): Promise<number | undefined>;
  /** A slice is done here: whoever did the last one sees that everything is. */
  noticed(of: BroadcastRef): void;
  stop(): Promise<void>;
};

const trailMs = 3000;
/** Longer than it takes to tell a feature that something ended. */
const tellingMs = 30_000;

/** Puts the messages of each pass on the queue, again where they were lost, and sees when everything is done. */
export function openWatching(needs: WatchingNeeds): Watching {
  const { broadcasts, ledger, messages, queue, clock, now, log, steady = () => performance.now() } = needs;
  const memory = new Map<string, Seen & { left: number; noticed: number }>();
  const timers = new Map<string, NodeJS.Timeout>();
  const looking = new Set<Promise<unknown>>();
  const inLook = new Set<string>();
  let lastMove = -Infinity;
  let isStopping = false;

  async function look(of: BroadcastRef, pass?: number): Promise<number | undefined> {
    const kept = await broadcasts.find(of);
    // A later pass has somebody of its own who looks after it.
    if (!kept || (pass !== undefined && kept.pass !== pass)) return undefined;
    if (isOver(kept)) return seeToTold(kept);
    if (kept.state !== 'sending') return undefined;
    const progress = await ledger.progress(kept);
    if (kept.putPass < kept.pass && !(await putAll(kept, progress))) return 0;
    if (isDone(progress, kept.pass)) return end(kept);
    return goesOn(kept, progress);
  }

  async function putAll(kept: Kept, progress: readonly SliceProgress[]): Promise<boolean> {
    const slices = progress.filter(({ donePass }) => donePass < kept.pass).map(({ slice }) => slice);
    if (!(await putErrands(queue, kept, slices, () => isStopping))) return false;
    await broadcasts.change(kept, later => (later.pass === kept.pass ? { putPass: kept.pass } : 'later'));
    return true;
  }

  async function end(kept: Kept): Promise<number | undefined> {
    const done = await broadcasts.change(kept, later => ended(later, kept.pass, now()) ?? 'as it is');
    memory.delete(keyOf(kept));
    if (!done || !isOver(done.kept)) return undefined;
    if (done.answer !== 'changed') return seeToTold(done.kept);
    log('delivery.ended', { kind: kept.kind, state: done.kept.state });
    return tell(done.kept);
  }

  /** Whoever saw the end tells it. Where they were lost over it, somebody else does, after a while. */
  async function seeToTold(kept: Kept): Promise<number | undefined> {
    memory.delete(keyOf(kept));
    if (kept.isTold || !kept.startedAt || !kept.endedAt) return undefined;
    // To either side: the end may have been noted by a clock that was wrong.
    return Math.abs(now().getTime() - kept.endedAt.getTime()) < tellingMs ? tellingMs : tell(kept);
  }

  async function tell(kept: Kept): Promise<undefined> {
    await messages(kept.kind)?.ended?.(kept, await ledger.tally(kept));
    await broadcasts.change(kept, later => (later.pass === kept.pass ? { isTold: true } : 'later'));
  }

  async function goesOn(kept: Kept, progress: readonly SliceProgress[]): Promise<number> {
    const [at, storageNow] = [steady(), await clock.now()];
    const before = memory.get(keyOf(kept));
    let seen = seenNow(before, kept.pass, progress, at);
    if (before && seen.since === at) lastMove = at;
    const slices = atWork(progress, kept.pass, storageNow);
    if (slices.length > 0 && standsStill(seen, at, lastMove)) {
      await putErrands(queue, kept, slices, () => isStopping);
      seen = { ...seen, asked: seen.asked + 1, askedAt: at };
      log('delivery.stood-still', { kind: kept.kind, slices: slices.length, asked: seen.asked });
    }
    await show(kept, isToBeShown(seen) ? slices.length : undefined);
    memory.set(keyOf(kept), { ...seen, left: progress.filter(({ donePass }) => donePass < kept.pass).length, noticed: 0 });
    return lookAgainMs(seen, at, progress, storageNow);
  }

  async function show(kept: Kept, stuck: number | undefined): Promise<void> {
    if (kept.stuck === stuck) return;
    await broadcasts.change(kept, later => (later.pass === kept.pass && later.state === 'sending' ? { stuck } : 'later'));
  }

  function noticed(of: BroadcastRef): void {
    if (isStopping) return;
    const key = keyOf(of);
    const known = memory.get(key);
    if (known) known.noticed += 1;
    // Others are at it as well: a look now and then shows how much is left, and more often as it comes to an end.
    const isTime = !inLook.has(key) && (!known || known.noticed >= known.left / 4);
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => lookAside(of), isTime ? 0 : trailMs),
    );
  }

  function lookAside(of: BroadcastRef): void {
    const key = keyOf(of);
    timers.delete(key);
    inLook.add(key);
    // What fails here is seen to by the run that looks after the announcement.
    const work = look(of)
      .catch((error: unknown) => log('delivery.look-failed', traits(error)))
      .finally(() => {
        looking.delete(work);
        inLook.delete(key);
      });
    looking.add(work);
  }

  return {
    look,
    noticed,
    async stop() {
      isStopping = true;
      timers.forEach(clearTimeout);
      timers.clear();
      await Promise.all(looking);
    },
  };
}

const keyOf = ({ tenant, id }: BroadcastRef): string => `${tenant}\n${id}`;
