import type { Broadcast, BroadcastRef, Policy, Tally } from './broadcast.ts';
import type { KindOfNews } from '../people/news.ts';

/** What a feature says of something it wants many people to get. */
export type Wanted = {
  tenant: string;
  /** The feature's own id of the announcement: asked for again, the same one is found, and nothing about it changes. */
  id: string;
  /** Who draws it: a key of `Feature.messages`. */
  kind: string;
  about: string;
  audience: Broadcast['audience'];
  policy: Policy;
  news?: KindOfNews;
  /** Whether it keeps to quiet hours and counts towards the most that one person gets. */
  mayWait: boolean;
  /** Who sends it, by object id; undefined for what the product sends by itself. */
  author?: string;
};

export type Started =
  | 'started'
  /** It will start at the time asked for. */
  | 'scheduled'
  /** Somebody pressed before: it is on its way, paused or over, or waits for that same time. Nothing changed. */
  | 'already'
  | 'not approved'
  | 'cancelled'
  | 'unknown';

export type Acted =
  | 'done'
  /** It is like that already. */
  | 'already'
  /** Its state does not allow it, such as pausing what is over. */
  | 'not now'
  | 'unknown';

export type Progress = {
  broadcast: Broadcast;
  /** Exact, and for rules only: whoever shows it passes it through `outcomesShown`. A few seconds behind while it is being sent. */
  tally: Tally;
};

/**
 * Sends one thing to many, as features use it. Every act is safe to repeat: a second press, a second instance or a replayed
 * activity finds the same announcement. Who may do what is for the feature to decide; this only knows states.
 */
export type Delivering = {
  /** At most how many it would reach: somebody who is in two of the parts counts twice here, and gets it once. */
  reach(tenant: string, audience: Broadcast['audience']): Promise<number>;
  /** Keeps a draft. The same id again finds the announcement as it is by now. */
  announce(wanted: Wanted): Promise<Broadcast>;
  /** A draft may be sent from now on. Whether a second person has to agree is for the feature to ask first. */
  approve(of: BroadcastRef): Promise<Acted>;
  /**
   * Sends an approved one: now, or at a time to come. A time that has passed is a `Refusal`. Asked again before it started, with
   * another time or none, the last word holds. Whoever could not be reached by `deadline` is given up: a week after the start
   * unless told.
   */
  start(of: BroadcastRef, when?: { at?: Date; deadline?: Date }): Promise<Started>;
  /** Nobody gets it from 2 s later on, until it is resumed. */
  pause(of: BroadcastRef): Promise<Acted>;
  resume(of: BroadcastRef): Promise<Acted>;
  /** Stops it for good: whoever has it keeps it, whoever has not does not get it any more. A draft or a scheduled one never starts. */
  cancel(of: BroadcastRef): Promise<Acted>;
  /**
   * Shows everybody who has it this version, which the feature keeps and draws; whoever has not got it yet gets only this one.
   * A version that is not above the last one is `already`. While it is paused the correction waits too.
   */
  correct(of: BroadcastRef, version: number): Promise<Acted>;
  /** Takes it back from everybody who has it, as far as Teams lets us, and sends it to nobody else. Also ends a pause. */
  recall(of: BroadcastRef): Promise<Acted>;
  /** Sends it once more to those of whom nobody knows whether they have it. Some of them will have it twice. */
  resendUnsure(of: BroadcastRef): Promise<Acted>;
  find(of: BroadcastRef): Promise<Broadcast | undefined>;
  progress(of: BroadcastRef): Promise<Progress | undefined>;
  /** A tenant's announcements, the newest first; with `author`, only what they sent. */
  newest(tenant: string, options?: { author?: string; most?: number }): Promise<Broadcast[]>;
};
