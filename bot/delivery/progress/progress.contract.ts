/** A number of people as an organiser may see it. */
export type AmountShown = { kind: 'few' | 'many' | 'allButFew' } | { kind: 'about'; value: number };

/** How it went, as far as it may be told: what is absent would say too much. */
export type OutcomesShown =
  | { kind: 'place'; isOver: boolean; arrived: 'yes' | 'no' | 'unsure' | 'notYet'; reason?: string }
  | { kind: 'few'; isOver: boolean }
  | {
      kind: 'about';
      isOver: boolean;
      planned: number;
      waiting: AmountShown;
      without?: AmountShown;
      parts?: Record<'inDigest' | 'unreachable' | 'unsure' | 'unwanted', AmountShown>;
      mainReason?: string;
      replaced?: AmountShown;
      notRecalled?: AmountShown;
    };

/** GET /api/announcements/:id, for whoever may look after it. */
export type ProgressOf = {
  id: string;
  /** What it is and whose, and its title as its author typed it. */
  kind: string;
  whose: string;
  title: string;
  standing: 'waits' | 'sending' | 'sent' | 'paused' | 'stopped' | 'recalling' | 'recalled';
  /** ISO time; only while it is to come. */
  startsAt?: string;
  outcomes: OutcomesShown;
  may: readonly ('pause' | 'resume' | 'cancel' | 'recall' | 'resend')[];
};

/** POST /api/announcements/:id with `{ act }`. */
export type ActAnswered = { kind: 'done' | 'already' | 'notNow'; words: string; progress: ProgressOf };
