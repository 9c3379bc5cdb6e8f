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

export const deliveryStates: readonly DeliveryState[] = [
  'pending',
  'claimed',
  'sent',
  'digest',
  'undeliverable',
  'failed',
  'unsure',
  'skipped',
];

export type Recipient = { kind: 'person'; id: string } | { kind: 'place'; conversation: string };

/** Whose turn it is to send, and until when. `by` is another one for every claim. */
export type Lease = { by: string; until: Date };

/** Whether it was taken back: `replaced` by a line that says so, where Teams would not delete it; `no` where neither went. */
export const recalls = ['yes', 'replaced', 'no'] as const;
export type Recalled = (typeof recalls)[number];

export type Delivery = {
  to: Recipient;
  /** Which part of the audience it reaches them through: the first that they were found in. */
  via: number;
  state: DeliveryState;
  /** How many sends were begun; from then on that it is sent, how often the change that is due was tried. */
  attempts: number;
  /** Not to be sent before: put off by Teams, by quiet hours or by the most a person gets. */
  notBefore?: Date;
  lease?: Lease;
  /** Which message it is in their chat, once it was sent: what a correction or recall needs. */
  activity?: string;
  /** Which version they have; 0 before they have any. */
  version: number;
  /** The latest version that Teams would not show them. */
  missed?: number;
  recalled?: Recalled;
  /** Why it is as it is, a code that has words. */
  reason?: string;
  /** It was sent again already after nobody could say whether it had arrived. */
  wasUnsure?: true;
  /** Since when it may have arrived: a wish to send again counts for those who were unsure before it. */
  unsureAt?: Date;
};

/** What is to be done about one recipient now. */
export type Todo = 'send' | 'correct' | 'recall' | 'recover' | 'nothing' | { waitUntil: Date };

export const mostAttempts = 8;
const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;

export function todo(delivery: Delivery, broadcast: Pick<Broadcast, 'version' | 'isRecalled' | 'isStopped' | 'resendAt'>, now: Date): Todo {
  const { lease, notBefore } = delivery;
  const isOver = broadcast.isStopped || broadcast.isRecalled;
  switch (delivery.state) {
    case 'claimed':
      return lease && lease.until > now ? { waitUntil: lease.until } : 'recover';
    case 'pending':
      if (isOver) return 'nothing';
      return notBefore && notBefore > now ? { waitUntil: notBefore } : 'send';
    case 'unsure':
      return isWantedAgain(delivery, broadcast) && !isOver ? 'send' : 'nothing';
    case 'sent':
      if (!isBehind(delivery, broadcast)) return 'nothing';
      if (notBefore && notBefore > now) return { waitUntil: notBefore };
      return broadcast.isRecalled ? 'recall' : 'correct';
    default:
      return 'nothing';
  }
}

const isWantedAgain = ({ unsureAt }: Delivery, { resendAt }: Pick<Broadcast, 'resendAt'>): boolean =>
  unsureAt !== undefined && resendAt !== undefined && unsureAt < resendAt;

function isBehind({ version, missed = 0, recalled, activity }: Delivery, broadcast: Pick<Broadcast, 'version' | 'isRecalled'>): boolean {
  // Without a message of its own it came in a digest, which stays as it was read.
  if (recalled || activity === undefined) return false;
  return broadcast.isRecalled || Math.max(version, missed) < broadcast.version;
}

/** A claim that comes to nothing before anything was sent is undone by putting back the row as it was. */
export const claimed = (delivery: Delivery, lease: Lease): Delivery => ({
  ...delivery,
  state: 'claimed',
  attempts: delivery.attempts + 1,
  notBefore: undefined,
  lease,
});

export type Sending = { policy: Policy; version: number; deadline: Date; now: Date; random: () => number };

/** How a recipient stands after a send ended, or after whoever was sending was lost (`unsure`, after silence). */
export function afterSend(delivery: Delivery, sent: Sent, sending: Sending): Delivery {
  const { lease: _, ...rest } = delivery;
  switch (sent.kind) {
    case 'sent':
      return {
        ...rest,
        state: 'sent',
        activity: sent.activity,
        version: sending.version,
        attempts: 0,
        notBefore: undefined,
        reason: undefined,
        unsureAt: undefined,
      };
    case 'later':
      return putOff(rest, sent.afterSeconds * 1000, sending);
    case 'refused':
      return { ...rest, state: 'failed', reason: sent.code };
    case 'unreachable':
      return { ...rest, state: 'undeliverable', reason: sent.reason };
    case 'unsure':
      return afterUnsure({ ...rest, unsureAt: sending.now }, sent.after, sending);
  }
}

/** "Never twice" stays unsure. "Reach everyone" tries again after busy (502, 503, 504), and once after silence. */
function afterUnsure(delivery: Delivery, after: 'busy' | 'error' | 'silence', sending: Sending): Delivery {
  if (sending.policy === 'reach everyone') {
    if (after === 'busy') return putOff(delivery, 0, sending);
    if (after === 'silence' && !delivery.wasUnsure) return putOff({ ...delivery, wasUnsure: true }, 0, sending);
  }
  return { ...delivery, state: 'unsure', reason: after };
}

/** Tried too often, it has failed; unless an earlier try may have arrived: then nobody knows. */
function putOff(delivery: Delivery, askedMs: number, { now, deadline, random }: Sending): Delivery {
  const notBefore = new Date(now.getTime() + Math.max(askedMs, backOff(delivery.attempts, random)));
  if (delivery.attempts < mostAttempts && notBefore <= deadline) return { ...delivery, state: 'pending', notBefore };
  const state = delivery.unsureAt ? 'unsure' : 'failed';
  return { ...delivery, state, reason: 'putOffTooOften', ...(delivery.unsureAt ? { unsureAt: now } : {}) };
}

/**
 * What a sender may still say of its claim, to a row that is as it is by now: whoever comes late may find it recovered by
 * another, sent by another, or being sent. Undefined: nothing that would not be wrong.
 */
export function afterLate(current: Delivery, claim: Delivery, sent: Sent, sending: Sending): Delivery | undefined {
  if (current.state === 'claimed') return current.lease?.by === claim.lease?.by ? afterSend(current, sent, sending) : undefined;
  // Recovered meanwhile, and not begun again since. That somebody has it is news; that nobody knows is none.
  if (current.attempts !== claim.attempts || sent.kind === 'unsure') return undefined;
  if (current.state === 'unsure') return afterSend({ ...current, unsureAt: claim.unsureAt }, sent, sending);
  return current.state === 'pending' && sent.kind !== 'later' ? afterSend(current, sent, sending) : undefined;
}

/**
 * After a correction or recall was tried. Both may be repeated without harm, so what is unsure is simply tried again.
 * `replaced` says that a recall could only put a line in the place of the message.
 */
export function afterChange(
  delivery: Delivery,
  sent: Sent,
  change: 'correct' | 'recall' | 'replace',
  { version, now, random }: Sending,
): Delivery {
  const { notBefore: _, ...rest } = delivery;
  const attempts = delivery.attempts + 1;
  if (sent.kind === 'sent') {
    if (change === 'correct') return { ...rest, attempts: 0, version, reason: undefined };
    return { ...rest, attempts: 0, recalled: change === 'recall' ? 'yes' : 'replaced', reason: undefined };
  }
  if (sent.kind === 'refused' || sent.kind === 'unreachable' || attempts >= mostAttempts) {
    const reason = reasonOf(sent);
    return { ...rest, attempts: 0, reason, ...(change === 'correct' ? { missed: version } : { recalled: 'no' }) };
  }
  const pauseMs = Math.max(sent.kind === 'later' ? sent.afterSeconds * 1000 : 0, backOff(attempts, random));
  return { ...rest, attempts, notBefore: new Date(now.getTime() + pauseMs) };
}

function reasonOf(sent: Exclude<Sent, { kind: 'sent' }>): string {
  switch (sent.kind) {
    case 'refused':
      return sent.code;
    case 'unreachable':
      return sent.reason;
    case 'later':
    case 'unsure':
      return 'putOffTooOften';
  }
}

/** Full jitter: what failed together does not come back together. */
const backOff = (attempts: number, random: () => number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts - 1)) * random();
