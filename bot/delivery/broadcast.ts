import type { KindOfNews } from '../people/news.ts';

/** What counts more where nobody can know whether a send arrived: that nobody is missed, or that nobody is told twice. */
export type Policy = 'reach everyone' | 'never twice';

/**
 * Whom it is for. `kind` is a key of `Feature.audiences`, or `place` for one channel or group chat of the address book, whose
 * conversation is the id. Several parts make one audience, in which everybody counts once.
 */
export type AudiencePart = { kind: string; id: string };

/** The parts of an announcement's life. A correction or recall of one that is done brings it back to sending. */
export type BroadcastState = 'draft' | 'approved' | 'expanding' | 'sending' | 'paused' | 'done' | 'cancelled';

const next: Record<BroadcastState, readonly BroadcastState[]> = {
  draft: ['approved', 'cancelled'],
  approved: ['expanding', 'cancelled'],
  expanding: ['sending', 'paused', 'cancelled'],
  sending: ['paused', 'done', 'cancelled'],
  paused: ['sending', 'expanding', 'cancelled'],
  done: ['sending'],
  // What was sent before it was stopped can still be corrected or taken back.
  cancelled: ['sending'],
};

export const mayBecome = (from: BroadcastState, to: BroadcastState): boolean => next[from].includes(to);

/** One thing sent to many. What it says is kept by the feature that draws it (`Feature.messages`). */
export type Broadcast = {
  tenant: string;
  id: string;
  /** Who draws it: a key of `Feature.messages`. */
  kind: string;
  /** What is announced, by the id that feature gave it. */
  about: string;
  audience: readonly AudiencePart[];
  policy: Policy;
  /** Which of the person's choices decides whether it comes now, in the digest or not at all; undefined comes in any case. */
  news?: KindOfNews;
  /** Whether it keeps to quiet hours and counts towards the most that one person gets. Cancellations and corrections do neither. */
  mayWait: boolean;
  state: BroadcastState;
  /** 1, and one more with every correction; each recipient's row says which they have. */
  version: number;
  /** What was sent is to be taken back. */
  isRecalled: boolean;
  /**
   * Stopped for good: nobody who has not got it gets it any more, while corrections still reach who has. It goes on `sending` for
   * the moment that it takes to see what became of sends under way, and is `cancelled` then.
   */
  isStopped: boolean;
  /** Over how many slices the audience is spread: 16 times a power of two, fixed before the first recipient is written; 0 until then. */
  slices: number;
  /** Everybody it is for has a row. */
  isPlanned: boolean;
  /** One more whenever there is work anew: queue messages that carry an older one are stale. */
  pass: number;
  /** Whoever became unsure before this is sent it once more. By the storage's clock. */
  resendAt?: Date;
  /** Until when a send that was put off is tried again. */
  deadline: Date;
  /** So many slices did not move although they were asked for again and again: for administrators to see. */
  stuck?: number;
  /** Who got it is no longer known, only how many: it can no longer be changed. */
  isForgotten?: true;
  /** Who sends it, by object id; undefined for what the product sends by itself, or once they erased themselves. */
  author?: string;
  createdAt: Date;
  /** When it is to start, while that is to come. */
  startsAt?: Date;
  startedAt?: Date;
  endedAt?: Date;
};

/** How an announcement is found. */
export type BroadcastRef = Pick<Broadcast, 'tenant' | 'id'>;

/** How the recipients of an announcement stand. Exact: for rules, never for showing (`outcomesShown`). */
export type Tally = Record<
  | 'planned'
  | 'sent'
  | 'waiting'
  | 'inDigest'
  | 'undeliverable'
  | 'failed'
  | 'unsure'
  | 'skipped'
  | 'corrected'
  | 'notCorrected'
  | 'recalled'
  | 'replaced'
  | 'notRecalled',
  number
> & {
  /** Why some could not be reached, by reason. */
  reasons: Partial<Record<string, number>>;
};
