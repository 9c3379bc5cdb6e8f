import type { Language } from '../../language/language.ts';
import type { Force } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Delivery } from '../ledger/delivery.ts';

/** Whether something may be sent to one recipient at this moment. */
export type Allowed =
  | {
      kind: 'go';
      language: Language;
      force: Force;
      /** Whether it may name the network it comes from, also on a lock screen. */
      isNamed: boolean;
    }
  /** Quiet hours: at their end. */
  | { kind: 'wait'; until: Date }
  /** They chose so, or had as many messages as one person gets. */
  | { kind: 'digest' }
  /** They are no longer in any part of the audience, want none of this, or are quiet for so long that the next digest brings it. */
  | { kind: 'skip'; reason: 'left' | 'off' | 'nextDigest' };

/** A recipient with the key of their row. */
export type Asked = { key: string; delivery: Delivery };

export type Wishes = {
  /**
   * What recipients of one slice want at this moment, by the keys of their rows. Whoever is told to go has it counted towards their
   * day and week already; asking again on the same day counts it once. For whom a correction or recall is due it is always go.
   */
  allowed: (broadcast: Broadcast, batch: readonly Asked[], now: Date) => Promise<Map<string, Allowed>>;
  /**
   * Nothing will come of these sends (refused, unreachable, stopped): what was counted is given back. What is only put off is asked
   * for again, and what is unsure may have arrived: neither belongs here.
   */
  giveBack: (broadcast: Broadcast, batch: readonly Delivery[]) => Promise<void>;
};
