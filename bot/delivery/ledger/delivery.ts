import type { Sent } from '../../teams/courier.ts';
import type { Broadcast, Policy } from '../broadcast.ts';

/**
 * What became of one recipient.
 *
 * `pending` waits to be sent · `claimed` is being sent by whoever holds the lease · `sent` arrived · `digest` goes with the
 * person's next digest · `undeliverable` cannot be reached, for a reason in words · `failed` was refused, or put off too often ·
 * `unsure` may have arrived, and is not sent again by itself · `skipped` does not get it: they left, or want none of this.
 */
export type DeliveryState = 'pending' | 'claimed' | 'sent' | 'digest' | 'undeliverable' | 'failed' | 'unsure' | 'skipped';

export type Recipient = { kind: 'person'; id: string } | { kind: 'place'; conversation: string };

export type Delivery = {
  to: Recipient;
  /** Which part of the audience it reaches them through: the first that they were found in. */
  via: number;
  state: DeliveryState;
  /** How many sends were begun. */
  attempts: number;
  /** Not to be sent before: put off by Teams, by quiet hours or by the most a person gets. */
  notBefore?: Date;
  lease?: { by: string; until: Date };
  /** Where the message is, once it was sent: what a correction or recall needs. */
  activity?: string;
  conversation?: string;
  serviceUrl?: string;
  /** Which version they have; 0 before they have any. */
  version: number;
  /** Whether it was taken back: `no` where Teams would not. */
  recalled?: 'yes' | 'no';
  /** Why it is as it is, a code that has words. */
  reason?: string;
  /** It has been unsure once already. */
  wasUnsure?: true;
  /** Since when it is unsure: a wish to send again counts for those who were unsure before it. */
  unsureAt?: Date;
};

/** What is to be done about one recipient now. */
export type Todo = 'send' | 'correct' | 'recall' | 'recover' | 'nothing' | { waitUntil: Date };

const mostAttempts = 8;
const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;

export function todo(delivery: Delivery, broadcast: Pick<Broadcast, 'version' | 'isRecalled' | 'isStopped' | 'resendAt'>, now: Date): Todo {
  const { state, lease, notBefore, version } = delivery;
  if (state === 'claimed') return lease && lease.until > now ? { waitUntil: lease.until } : 'recover';
  if (state === 'pending') {
    if (broadcast.isStopped || broadcast.isRecalled) return 'nothing';
    return notBefore && notBefore > now ? { waitUntil: notBefore } : 'send';
  }
  if (state === 'unsure' && broadcast.resendAt && delivery.unsureAt && delivery.unsureAt < broadcast.resendAt) {
    return broadcast.isStopped || broadcast.isRecalled ? 'nothing' : 'send';
  }
  if (state !== 'sent' || delivery.recalled) return 'nothing';
  if (broadcast.isRecalled || version < broadcast.version) {
    if (notBefore && notBefore > now) return { waitUntil: notBefore };
    return broadcast.isRecalled ? 'recall' : 'correct';
  }
  return 'nothing';
}

export const claimed = (delivery: Delivery, lease: { by: string; until: Date }): Delivery => ({
  ...delivery,
  state: 'claimed',
  attempts: delivery.attempts + 1,
  notBefore: undefined,
  unsureAt: undefined,
  lease,
});

/** A claim that came to nothing before anything was sent. */
export const unclaimed = (delivery: Delivery): Delivery => ({
  ...delivery,
  state: 'pending',
  attempts: Math.max(0, delivery.attempts - 1),
  lease: undefined,
});

export type Sending = { policy: Policy; version: number; deadline: Date; now: Date; random: () => number };

/** How a recipient stands after a send ended, or after whoever was sending was lost (`unsure`, after silence). */
export function afterSend(delivery: Delivery, sent: Sent, sending: Sending): Delivery {
  const { lease: _, ...rest } = delivery;
  switch (sent.kind) {
    case 'sent':
      return { ...rest, state: 'sent', activity: sent.activity, version: sending.version, reason: undefined };
    case 'later':
      return putOff(rest, sent.afterSeconds * 1000, sending);
    case 'refused':
      return { ...rest, state: 'failed', reason: sent.code };
    case 'unreachable':
      return { ...rest, state: 'undeliverable', reason: sent.reason };
    case 'unsure':
      if (sending.policy === 'never twice' || sent.after === 'error') return staysUnsure(rest, sent.after, sending);
      if (sent.after === 'busy') return putOff(rest, 0, sending);
      return rest.wasUnsure ? staysUnsure(rest, sent.after, sending) : putOff({ ...rest, wasUnsure: true }, 0, sending);
  }
}

/** After a correction or recall was tried. Both may be repeated without harm, so what is unsure is simply tried again. */
export function afterChange(delivery: Delivery, sent: Sent, change: 'correct' | 'recall', sending: Sending): Delivery {
  const ended = (recalled: 'yes' | 'no'): Delivery => ({
    ...delivery,
    version: sending.version,
    ...(change === 'recall' ? { recalled } : {}),
  });
  if (sent.kind === 'sent') return { ...ended('yes'), attempts: 0, notBefore: undefined };
  const isOver = sent.kind === 'refused' || sent.kind === 'unreachable' || delivery.attempts + 1 >= mostAttempts;
  if (isOver) return { ...ended('no'), notBefore: undefined, reason: sent.kind === 'refused' ? sent.code : sent.kind };
  const pauseMs = Math.max(sent.kind === 'later' ? sent.afterSeconds * 1000 : 0, backOff(delivery.attempts + 1, sending.random));
  return { ...delivery, attempts: delivery.attempts + 1, notBefore: new Date(sending.now.getTime() + pauseMs) };
}

const staysUnsure = (delivery: Delivery, reason: string, { now }: Sending): Delivery => ({
  ...delivery,
  state: 'unsure',
  reason,
  unsureAt: now,
});

function putOff(delivery: Delivery, askedMs: number, { now, deadline, random }: Sending): Delivery {
  const notBefore = new Date(now.getTime() + Math.max(askedMs, backOff(delivery.attempts, random)));
  if (delivery.attempts >= mostAttempts || notBefore > deadline) return { ...delivery, state: 'failed', reason: 'putOffTooOften' };
  return { ...delivery, state: 'pending', notBefore };
}

/** Full jitter: what failed together does not come back together. */
const backOff = (attempts: number, random: () => number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts - 1)) * random();
