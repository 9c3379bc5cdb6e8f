import type { DueHandler } from '../feature.ts';
import { Refusal } from '../refusal.ts';
import type { Queue } from '../storage/queue.ts';
import * as acts from './acts.ts';
import { reachOf, type Audiences } from './audiences.ts';
import type { Broadcast, BroadcastRef } from './broadcast.ts';
import type { BroadcastsStore, Kept } from './broadcasts.store.ts';
import { deliveryText } from './delivery.text.ts';
import type { Due } from './due.runner.ts';
import type { Acted, Delivering, Started, Wanted } from './engine.ts';
import { expandingOf } from './expanding.ts';
import { forgettingOf, type Lengths } from './keeping.ts';
import type { Ledger } from './ledger/ledger.store.ts';
import { openWatching, type WatchingNeeds } from './watching.ts';

export type DeliveringNeeds = Omit<WatchingNeeds, 'broadcasts' | 'ledger'> & {
  broadcasts: BroadcastsStore;
  ledger: Ledger;
  audiences: Audiences;
  due: Pick<Due, 'at' | 'ensure' | 'cancel'>;
  queue: Queue;
};

export type Engine = Delivering & {
  /** The due work of the engine, by kind. */
  due: Record<'delivery/expand' | 'delivery/watch' | 'delivery/sweep', DueHandler>;
  /** For whoever works on slices: one is done in this pass. */
  noticed(of: BroadcastRef): void;
  /** Forgets what is older than it is to be kept. */
  forgetOld(tenant: string, lengths: Lengths, now: Date): Promise<void>;
  /** Begins nothing long any more, also in due work that is being run: to be called before the end of that is waited for. */
  stop(): Promise<void>;
};

const dayMs = 24 * 60 * 60_000;

/** The engine of everything that is sent to many. It only writes down what is wanted; due work and queue messages carry it out. */
export function openDelivering(needs: DeliveringNeeds): Engine {
  const { broadcasts, ledger, audiences, messages, due, clock, now } = needs;
  let isStopping = false;
  const expand = expandingOf({ broadcasts, ledger, audiences, messages, isStopping: () => isStopping });
  const watching = openWatching(needs);
  const forgetOld = forgettingOf({ broadcasts, ledger, cancel: of => cancel(of) });

  /** Reads, decides and writes; then sets going what follows, also for somebody who pressed before and fell silent right after. */
  async function act(of: BroadcastRef, decide: (kept: Kept) => acts.Decision): Promise<Acted> {
    const done = await broadcasts.change(of, (kept): Partial<Kept> | 'already' | 'not now' => {
      const decided = decide(kept);
      if (typeof decided !== 'object') return decided;
      return decided.pass === undefined ? decided : { ...decided, isTold: false };
    });
    if (!done) return 'unknown';
    if (done.answer !== 'not now') await goOn(done.kept);
    return done.answer === 'changed' ? 'done' : done.answer;
  }

  /** Asks for the due work that an announcement needs as it stands. Harmless when it was asked for already. */
  async function goOn(kept: Kept): Promise<void> {
    if (kept.state === 'approved' && kept.startsAt) await due.at({ ...timedRunOf(kept), when: kept.startsAt });
    if (kept.state === 'expanding') await due.ensure({ ...runOf('delivery/expand', kept), when: atOnce() });
    const isUntold = acts.isOver(kept) && kept.startedAt !== undefined && !kept.isTold;
    if (kept.state === 'sending' || isUntold) await due.ensure({ ...runOf('delivery/watch', kept), when: atOnce() });
  }

  // A day ago: due at once by the clock of any instance, be it some hours wrong.
  const atOnce = (): Date => new Date(now().getTime() - dayMs);

  async function announce(wanted: Wanted): Promise<Broadcast> {
    const { tenant, id, kind, about, audience, policy, news, mayWait, author } = wanted;
    if (!messages(kind)) throw new Error(`nobody draws a message of the kind "${kind}"`);
    const createdAt = now();
    return broadcasts.add({
      ...{ tenant, id, kind, about, audience, policy, news, mayWait, author, createdAt },
      ...{ state: 'draft', version: 1, isRecalled: false, isStopped: false, isPlanned: false, slices: 0, pass: 0 },
      deadline: acts.usualDeadline(createdAt),
    });
  }

  async function start(of: BroadcastRef, when: { at?: Date; deadline?: Date } = {}): Promise<Started> {
    if (when.at && when.at <= now()) throw refused('timePassed');
    if (when.deadline && when.deadline <= (when.at ?? now())) throw refused('endsBeforeStart');
    const before = await broadcasts.find(of);
    if (!before) return 'unknown';
    const done = await act(of, kept => acts.started(kept, now(), when));
    if (done === 'done' && when.at) return 'scheduled';
    if (done === 'done') {
      await due.cancel(timedRunOf(of));
      return 'started';
    }
    if (done === 'not now') return before.state === 'cancelled' ? 'cancelled' : 'not approved';
    return done;
  }

  async function cancel(of: BroadcastRef): Promise<Acted> {
    const done = await act(of, kept => acts.cancelled(kept, now()));
    if (done === 'done') await due.cancel(timedRunOf(of));
    return done;
  }

  return {
    reach: (tenant, audience) => reachOf(audiences, tenant, audience),
    announce,
    approve: of => act(of, acts.approved),
    start,
    pause: of => act(of, acts.paused),
    resume: of => act(of, acts.resumed),
    cancel,
    correct: (of, version) => act(of, kept => acts.corrected(kept, version)),
    recall: of => act(of, kept => acts.recalled(kept, now())),
    resendUnsure: async of => {
      const at = await clock.now();
      return act(of, kept => acts.resent(kept, at));
    },
    find: broadcasts.find,
    progress: async of => {
      const broadcast = await broadcasts.find(of);
      return broadcast && { broadcast, tally: await ledger.tally(broadcast) };
    },
    newest: broadcasts.newest,

    due: {
      'delivery/expand': async run => {
        const kept = await expand({ tenant: run.tenant, id: run.payload }, run.now);
        if (kept === 'interrupted') return { again: new Date(run.dueAt.getTime() + 1) };
        if (kept) await goOn(kept);
        return {};
      },
      'delivery/watch': async run => {
        const { id, pass } = watchedIn(run.payload);
        const inMs = await watching.look({ tenant: run.tenant, id }, pass);
        if (inMs === undefined) return {};
        return { again: new Date(Math.max(now().getTime() + inMs, run.dueAt.getTime() + 1)) };
      },
      // Finds what nobody asked for because somebody fell silent between writing down what is wanted and asking for the work.
      'delivery/sweep': async run => {
        for await (const kept of broadcasts.all(run.tenant)) await goOn(kept);
        return { again: nextSweep(run.now > run.dueAt ? run.now : run.dueAt) };
      },
    },
    noticed: watching.noticed,
    forgetOld,
    async stop() {
      isStopping = true;
      await watching.stop();
    },
  };
}

/** Every hour. */
export const nextSweep = (after: Date): Date => new Date(after.getTime() + dayMs / 24);

/** Each pass has runs of its own, so that the clock of one instance that was wrong is in no later one's way. */
function runOf(kind: 'delivery/expand' | 'delivery/watch', { tenant, id, pass }: Pick<Kept, 'tenant' | 'id' | 'pass'>) {
  const payload = kind === 'delivery/expand' ? id : JSON.stringify({ id, pass });
  return { tenant, kind, name: `${id}.${pass}`, payload };
}

/** The start at a time that was asked for. Where it is not called off, it finds that there is nothing to do. */
const timedRunOf = ({ tenant, id }: BroadcastRef) => ({ tenant, kind: 'delivery/expand', name: `${id}.at`, payload: id });

const watchedIn = (payload: string): { id: string; pass: number } => JSON.parse(payload) as { id: string; pass: number };

const refused = (words: 'timePassed' | 'endsBeforeStart') => new Refusal({ en: deliveryText.en[words], cy: deliveryText.cy[words] });
