import { mayBecome, type Broadcast, type BroadcastState } from './broadcast.ts';

// What each act makes of an announcement, and when it makes nothing of it. Two who act at once each read, decide and write by the
// ETag of what they read: so each decision is taken on what truly stands.

export type Change = Partial<Broadcast>;
export type Decision = Change | 'already' | 'not now';

const weekMs = 7 * 24 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** Until when sends are tried again, unless told: a week from the start. */
export const usualDeadline = (start: Date): Date => new Date(start.getTime() + weekMs);

export function approved({ state }: Broadcast): Decision {
  if (state === 'draft') return { state: 'approved' };
  return state === 'cancelled' ? 'not now' : 'already';
}

/** Now, or at a time to come. */
export function started(broadcast: Broadcast, now: Date, { at, deadline }: { at?: Date; deadline?: Date }): Decision {
  const { state, startsAt } = broadcast;
  if (state === 'draft' || state === 'cancelled') return 'not now';
  if (state !== 'approved' || (at && startsAt?.getTime() === at.getTime())) return 'already';
  const end = deadline ?? usualDeadline(at ?? now);
  return at ? { startsAt: at, deadline: end } : { ...expanding(now), deadline: end };
}

/** The time it was to start at has come. */
export function cameDue({ state, startsAt }: Broadcast, now: Date): Change | undefined {
  return state === 'approved' && startsAt && startsAt <= now ? expanding(now) : undefined;
}

const expanding = (now: Date): Change => ({ state: 'expanding', startsAt: undefined, startedAt: now });

/** Everybody it is for has a row. While it is paused, they wait for its end. */
export function planned(broadcast: Broadcast): Change | undefined {
  if (broadcast.isPlanned) return undefined;
  if (broadcast.state === 'paused') return { isPlanned: true };
  return broadcast.state === 'expanding' ? { isPlanned: true, ...again(broadcast) } : undefined;
}

export function paused({ state, isStopped }: Broadcast): Decision {
  if (state === 'paused') return 'already';
  return mayBecome(state, 'paused') && !isStopped ? { state: 'paused' } : 'not now';
}

export function resumed(broadcast: Broadcast): Decision {
  const { state, isPlanned } = broadcast;
  if (state === 'expanding' || state === 'sending') return 'already';
  if (state !== 'paused') return 'not now';
  // Another pass either way: the run that plans is asked for anew, and is named for it.
  return isPlanned ? again(broadcast) : { state: 'expanding', pass: broadcast.pass + 1 };
}

export function cancelled(broadcast: Broadcast, now: Date): Decision {
  const { state, isPlanned, isStopped } = broadcast;
  if (isStopped) return 'already';
  if (state === 'done') return 'not now';
  // What was under way is looked at once more, so that it is known of everybody whether they have it.
  if (isPlanned) return { isStopped: true, ...again(broadcast) };
  return { state: 'cancelled', isStopped: true, startsAt: undefined, endedAt: now };
}

export function corrected(broadcast: Broadcast, version: number): Decision {
  if (version <= broadcast.version) return 'already';
  if (!canChange(broadcast)) return 'not now';
  if (!broadcast.isPlanned || broadcast.state === 'paused') return { version };
  return { version, ...again(broadcast) };
}

export function recalled(broadcast: Broadcast, now: Date): Decision {
  if (broadcast.isRecalled) return 'already';
  if (!wasStarted(broadcast) || !canChange(broadcast)) return 'not now';
  if (!broadcast.isPlanned) return { state: 'cancelled', isRecalled: true, isStopped: true, endedAt: now };
  return { isRecalled: true, ...again(broadcast) };
}

/** `at` by the storage's clock, by which it is noted since when somebody is unsure. */
export function resent(broadcast: Broadcast, at: Date): Decision {
  const { state, isPlanned, isStopped, deadline } = broadcast;
  if (!isPlanned || isStopped || !canChange(broadcast)) return 'not now';
  const change = { resendAt: at, deadline: new Date(Math.max(deadline.getTime(), at.getTime() + dayMs)) };
  return state === 'paused' ? change : { ...change, ...again(broadcast) };
}

/** Nothing is left to do in any slice, in this pass. */
export function ended(broadcast: Broadcast, pass: number, now: Date): Change | undefined {
  const { state, isStopped } = broadcast;
  if (state !== 'sending' || broadcast.pass !== pass) return undefined;
  return { state: isStopped ? 'cancelled' : 'done', endedAt: now, stuck: undefined };
}

export const isOver = ({ state }: Pick<Broadcast, 'state'>): boolean => state === 'done' || state === 'cancelled';

const ready: readonly BroadcastState[] = ['draft', 'approved'];
const wasStarted = ({ state, startedAt }: Broadcast): boolean => !ready.includes(state) && startedAt !== undefined;

/** Not what was taken back, what is forgotten, or what was stopped before anybody had it. */
const canChange = ({ state, isRecalled, isForgotten, isPlanned }: Broadcast): boolean =>
  !isRecalled && !isForgotten && (state !== 'cancelled' || isPlanned);

/** There is work in every slice that is not done with this. */
const again = ({ pass }: Broadcast): Change => ({ state: 'sending', pass: pass + 1, endedAt: undefined });
