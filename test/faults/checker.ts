import type { DeliveryState } from '../../bot/delivery/ledger/delivery.ts';
import type { Policy } from '../../bot/delivery/broadcast.ts';
import type { Observed } from './observer.ts';

/** What the ledger says of one recipient in the end. */
export type Settled = { conversation: string; state: DeliveryState; reason?: string };

export type Case = {
  mark: string;
  policy: Policy;
  /** Everybody it was for. */
  recipients: readonly string[];
  settled: readonly Settled[];
  observed: readonly Observed[];
  /** Requests a second, in all. */
  pace: number;
  /** How often a process that was sending was lost, and how many sends it may have had in flight each time. */
  crashes: number;
  inFlight: number;
  /** No send may arrive after this moment of the observer's clock: a cancel, a pause, the deadline. */
  notAfter?: number;
};

export type Verdict = Record<'lost' | 'duplicated' | 'mayBeDuplicated' | 'late' | 'overPace' | 'wronglyRetried', number> & {
  isGood: boolean;
};

/** After these a sender may try again; after no answer at all it may once. */
const mayBeRetried = new Set([0, 201, 200, 412, 429, 502, 503, 504]);

/** States that say of somebody who has not got it that they have not, or that nobody knows. */
const accounted: readonly DeliveryState[] = ['undeliverable', 'failed', 'unsure', 'skipped', 'digest'];

/** Decides from what the service saw and what the ledger says; nothing of the sender's own account counts. */
export function judge(asked: Case): Verdict {
  const sends = asked.observed.filter(({ what, mark }) => what === 'send' && mark === asked.mark);
  const of = Map.groupBy(sends, ({ conversation }) => conversation);
  const settled = new Map(asked.settled.map(one => [one.conversation, one]));
  const got = (recipient: string) => (of.get(recipient) ?? []).filter(({ isDelivered }) => isDelivered).length;

  const lost = asked.recipients.filter(recipient => {
    const state = settled.get(recipient)?.state;
    if (state === 'sent') return got(recipient) === 0;
    return state === undefined || !accounted.includes(state);
  }).length;
  const duplicated = asked.recipients.reduce((sum, recipient) => sum + Math.max(0, got(recipient) - 1), 0);
  // Somebody has it although the sender was told that it failed, or heard nothing: it may have been sent to them once more.
  const ambiguous = sends.filter(({ isDelivered, status }) => isDelivered && status !== 201).length;
  const mayBeDuplicated = asked.policy === 'never twice' ? 0 : ambiguous + asked.crashes * asked.inFlight;
  const { notAfter } = asked;
  const late = notAfter === undefined ? 0 : sends.filter(({ at }) => at > notAfter).length;
  const overPace = secondsAbove(asked.observed, asked.pace);
  const wronglyRetried = [...of.values()].reduce((sum, tries) => sum + retriesOf(tries), 0);
  const isGood = lost === 0 && duplicated <= mayBeDuplicated && late === 0 && overPace === 0 && wronglyRetried === 0;
  return { lost, duplicated, mayBeDuplicated, late, overPace, wronglyRetried, isGood };
}

/** How many sends to one recipient came after an answer that forbids another. */
function retriesOf(tries: readonly Observed[]): number {
  const final = tries.findIndex(({ status }) => !mayBeRetried.has(status));
  return final < 0 ? 0 : tries.length - 1 - final;
}

/** In how many of all windows of one second, each begun by a request, there were more requests than allowed. */
export function secondsAbove(observed: readonly Observed[], pace: number): number {
  const times = observed.map(({ at }) => at).sort((one, other) => one - other);
  return times.filter((at, first) => (times[first + pace] ?? Infinity) < at + 1000).length;
}
