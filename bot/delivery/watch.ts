import type { SliceProgress } from './ledger/progress.store.ts';

/** What one instance saw of an announcement, by its own steady clock. */
export type Seen = {
  pass: number;
  /** When it first looked at this pass. */
  firstAt: number;
  /** How often all slices together had been written to, and since when it has been that. */
  moves: number;
  since: number;
  /** How often work that stood still was asked for again since then, and when the last time. */
  asked: number;
  askedAt: number;
};

const second = 1000;
const minute = 60 * second;
/** Longer than a worker that died keeps its message. */
const firstPatienceMs = 1.5 * minute;
const longestPatienceMs = 30 * minute;
/** While others get on, the queue may simply be long. */
const patienceInLineMs = 15 * minute;
const showsAfterAsked = 3;

export function seenNow(before: Seen | undefined, pass: number, progress: readonly SliceProgress[], at: number): Seen {
  const moves = progress.reduce((sum, slice) => sum + slice.moves, 0);
  if (before?.pass !== pass) return { pass, firstAt: at, moves, since: at, asked: 0, askedAt: at };
  return before.moves === moves ? before : { ...before, moves, since: at, asked: 0, askedAt: at };
}

export const isDone = (progress: readonly SliceProgress[], pass: number): boolean => progress.every(slice => slice.donePass >= pass);

/** Slices that have work to do now. */
export function atWork(progress: readonly SliceProgress[], pass: number, now: Date): number[] {
  return progress
    .filter(({ donePass, waitsUntil }) => donePass < pass && (!waitsUntil || waitsUntil.getTime() + firstPatienceMs <= now.getTime()))
    .map(({ slice }) => slice);
}

/** Whether messages must be lost, or were set aside, since nothing moves. `lastMove` is when anything moved in any announcement. */
export function standsStill(seen: Seen, at: number, lastMove: number): boolean {
  if (at - seen.askedAt < Math.min(longestPatienceMs, firstPatienceMs * 2 ** seen.asked)) return false;
  return at - lastMove >= firstPatienceMs || at - seen.askedAt >= patienceInLineMs;
}

export const isToBeShown = ({ asked }: Seen): boolean => asked >= showsAfterAsked;

/** When to look again: soon at first, then rarely; and while all that is left waits, not before the first of it may go on. */
export function lookAgainMs(seen: Seen, at: number, progress: readonly SliceProgress[], now: Date): number {
  const usual = at - seen.firstAt < 2 * minute ? 10 * second : 30 * second;
  const left = progress.filter(({ donePass }) => donePass < seen.pass);
  const waits = left.map(({ waitsUntil }) => (waitsUntil?.getTime() ?? 0) - now.getTime());
  return Math.max(usual, Math.min(...waits, 15 * minute));
}
