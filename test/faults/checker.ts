import type { DeliveryState } from '../../bot/delivery/ledger/delivery.ts';
import type { Policy } from '../../bot/delivery/broadcast.ts';
import type { Observed } from './observer.ts';

/** What the ledger says of one recipient in the end. */
export type Settled = { conversation: string; state: DeliveryState; reason?: string };

/** A stretch of the observer's clock. */
export type Stretch = { from: number; to: number };

export type Case = {
  mark: string;
  policy: Policy;
  /** Everybody it was for. */
  recipients: readonly string[];
  settled: readonly Settled[];
  observed: readonly Observed[];
  /** Requests a second, in all. */
  pace: number;
  /** When a process that was sending was lost, or stood still past its lease; and how many sends it may have had in flight then. */
  crashes: readonly number[];
  inFlight: number;
  /** Nothing may arrive in these: from 2 s after a pause to its end, from 2 s after a cancel for ever. */
  silences?: readonly Stretch[];
  /** It was stopped: whoever still waited has nothing and is not lost. */
  isStopped?: boolean;
};

export type Verdict = Record<'lost' | 'duplicated' | 'mayBeDuplicated' | 'late' | 'overPace' | 'wronglyRetried', number> & {
  isGood: boolean;
};

/** After these a sender may try again; after no answer at all it may once. */
const mayBeRetried = new Set([0, 201, 200, 412, 429, 502, 503, 504]);

/** States that say of somebody who has not got it that they have not, or that nobody knows. */
const accounted: readonly DeliveryState[] = ['undeliverable', 'failed', 'unsure', 'skipped', 'digest'];

/** An outcome that came this long before its process was lost has been written down. */
const writtenAfterMs = 5_000;

/** Decides from what the service saw and what the ledger says; nothing of the sender's own account counts. */
export function judge(asked: Case): Verdict {
  const sends = asked.observed.filter(({ what, mark }) => what === 'send' && mark === asked.mark);
  const of = Map.groupBy(sends, ({ conversation }) => conversation);
  const settled = new Map(asked.settled.map(one => [one.conversation, one]));
  const got = (recipient: string) => (of.get(recipient) ?? []).filter(({ isDelivered }) => isDelivered).length;

  const lost = asked.recipients.filter(recipient => {
    const state = settled.get(recipient)?.state;
    if (state === 'sent') return got(recipient) === 0;
    if (state === 'pending' && asked.isStopped) return false;
    return state === undefined || !accounted.includes(state);
  }).length;
  // Whoever it was not for, and got it, got it once too often.
  const meant = new Set(asked.recipients);
  const duplicated = [...of.keys()].reduce((sum, one) => sum + Math.max(0, got(one) - (meant.has(one) ? 1 : 0)), 0);
  const late = sends.filter(({ at }) => (asked.silences ?? []).some(({ from, to }) => from < at && at < to)).length;
  const overPace = secondsAbove(asked.observed, asked.pace);
  const wronglyRetried = [...of.values()].reduce((sum, tries) => sum + retriesOf(tries, asked), 0);
  const mayBeDuplicated = asked.policy === 'never twice' ? 0 : mayBeSentAgain(sends, asked);
  const isGood = lost === 0 && duplicated <= mayBeDuplicated && late === 0 && overPace === 0 && wronglyRetried === 0;
  return { lost, duplicated, mayBeDuplicated, late, overPace, wronglyRetried, isGood };
}

/**
 * Of how many messages that arrived nobody on the other side can know it: they were told that it failed, heard nothing, or were lost
 * before they could write it down.
 */
function mayBeSentAgain(sends: readonly Observed[], { crashes, inFlight }: Case): number {
  const arrived = sends.filter(({ isDelivered }) => isDelivered);
  const ambiguous = arrived.filter(({ status }) => status !== 201).length;
  const inHand = crashes.map(crash => Math.min(inFlight, arrived.filter(send => isInHand(send, crash)).length));
  return ambiguous + inHand.reduce((sum, count) => sum + count, 0);
}

const isInHand = ({ at, endedAt }: Observed, crash: number): boolean => at <= crash && (endedAt ?? Infinity) >= crash - writtenAfterMs;

/** How many sends to one recipient came after an answer that forbids another, and that whoever heard it lived to write down. */
function retriesOf(tries: readonly Observed[], { policy, crashes }: Case): number {
  const isUnheard = (send: Observed) => policy === 'reach everyone' && crashes.some(crash => isInHand(send, crash));
  const final = tries.findIndex(send => !mayBeRetried.has(send.status) && !isUnheard(send));
  return final < 0 ? 0 : tries.length - 1 - final;
}

/**
 * In how many of all windows of one second, each begun by a request, there were surely more requests than allowed: also if the first
 * of them came as early as it may have come before the observer looked, and if a machine that kept the observer from running kept
 * those who send from it just as long, so that what was begun in time came late.
 */
export function secondsAbove(observed: readonly Observed[], pace: number): number {
  return rushesIn(observed, pace).length;
}

/** Each of those: how long one request too many took to come, and how long the machine may have kept them. */
export function rushesIn(observed: readonly Observed[], pace: number): { ms: number; stalledMs: number }[] {
  const times = observed.toSorted((one, other) => one.at - other.at);
  return times.flatMap(({ since }, first) => {
    const last = times[first + pace];
    return last && last.at - since + last.stalledMs < 1000 ? [{ ms: last.at - since, stalledMs: last.stalledMs }] : [];
  });
}

/** The most requests that were seen in one second, with no allowance for anything. */
export function mostInASecond(observed: readonly Observed[]): number {
  const times = observed.map(({ at }) => at).sort((one, other) => one - other);
  let [most, first] = [0, 0];
  for (const [last, at] of times.entries()) {
    while ((times[first] ?? at) <= at - 1000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
