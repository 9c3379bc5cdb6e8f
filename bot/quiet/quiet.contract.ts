/** Quiet hours as a form has them: times like 22:00, dates like 2026-06-30, days from 1 (Monday) to 7; what is not wanted is empty. */
export type QuietTimes = { from: string; to: string; days: number[]; wholeDays: number[]; untilDate: string; untilTime: string };

/** GET /api/quiet-hours */
export type QuietShown = {
  isSet: boolean;
  /** What stands, a sentence each, in the reader's language. */
  words: string[];
  /** What the form begins with. */
  times: QuietTimes;
  presets: { preset: string; label: string }[];
  weekdays: { day: number; label: string }[];
  /** What quiet hours do and do not do. */
  what: string;
};

/** POST /api/quiet-hours: own times, a shift pattern, or their end. */
export type QuietAsked = QuietTimes | { preset: string } | { end: true };

/** `wrong`: nothing was changed, and a sentence for each thing that is wrong. */
export type QuietAnswered = { kind: 'saved'; quiet: QuietShown } | { kind: 'wrong'; problems: string[] };
