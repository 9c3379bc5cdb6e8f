import { IANAZone } from 'luxon';
import { timeZone } from '../language/wording.ts';

/** Monday is 1 and Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** From one time of the wall clock to another, such as 22:00 to 07:00, begun on each of these days; it may cross midnight. */
export type QuietSpan = { from: string; to: string; days: readonly Weekday[] };

/** When somebody wants nothing that can wait: each part by itself is enough to be quiet. */
export type Quiet = {
  span?: QuietSpan;
  /** Days that are quiet from midnight to midnight, such as a weekend. */
  wholeDays: readonly Weekday[];
  /** Nothing before this moment: rest days, leave, the end of a run of nights. */
  until?: Date;
};

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Usual shift patterns, as a beginning; everything can be set otherwise. */
export const quietPresets = {
  nights: { span: { from: '08:00', to: '16:00', days: weekdays }, wholeDays: [] },
  earlies: { span: { from: '20:00', to: '06:00', days: weekdays }, wholeDays: [] },
  office: { span: { from: '18:00', to: '08:00', days: weekdays }, wholeDays: [6, 7] },
} as const satisfies Record<string, Quiet>;

/** A week has at most this many stretches of quiet; one more look would go round in a circle. */
const mostStretches = 3 * weekdays.length;

export const isQuiet = (quiet: Quiet | undefined, at: Date): boolean => quiet !== undefined && endOfStretch(quiet, at) !== undefined;

/** When something that can wait may come: this very moment if it is not quiet now, else the first moment that is not. */
export function nextAllowed(quiet: Quiet | undefined, at: Date): Date {
  let allowed = at;
  if (!quiet) return allowed;
  for (let count = 0; count < mostStretches; count += 1) {
    const end = endOfStretch(quiet, allowed);
    if (!end) return allowed;
    allowed = end;
  }
  // Only a week without any gap comes here. Late is better than never.
  return allowed;
}

/** What is left of it once "until" is over; undefined when that was all. A leave that is over is nobody's business any more. */
export function stillWanted(quiet: Quiet, now: Date): Quiet | undefined {
  const { until, ...rest } = quiet;
  if (until && until > now) return quiet;
  return rest.span || rest.wholeDays.length > 0 ? rest : undefined;
}

/** 22:00 for 22:00, 22.00, 2200 or 22; undefined for what is no time of day. */
export function timeTyped(typed: string): string | undefined {
  const found = /^\s*(\d{1,2})(?:[:.]?([0-5]\d))?\s*$/.exec(typed);
  if (!found || Number(found[1]) > 23) return undefined;
  return `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}`;
}

/** The end of a stretch of quiet that holds this moment; undefined if none does. */
function endOfStretch({ span, wholeDays, until }: Quiet, at: Date): Date | undefined {
  if (until && at < until) return until;
  const shown = shownAt(at.getTime());
  const today = shown - (shown % dayMs);
  if (wholeDays.includes(weekdayOf(today))) return new Date(momentOf(today + dayMs, 'last'));
  if (!span) return undefined;
  for (const day of [today - dayMs, today]) {
    if (!span.days.includes(weekdayOf(day))) continue;
    const endsOn = span.to > span.from ? day : day + dayMs;
    const end = momentOf(endsOn + msOf(span.to), 'last');
    if (momentOf(day + msOf(span.from), 'first') <= at.getTime() && at.getTime() < end) return new Date(end);
  }
  return undefined;
}

// Every delivery asks this for each of its people, so it reckons in milliseconds: "shown" is what clocks here show, written as if it
// were UTC. Luxon only says how far the two are apart.
const zone = IANAZone.create(timeZone);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What clocks here show, in milliseconds as if it were UTC. */
export const shownAt = (at: number): number => at + zone.offset(at) * minuteMs;

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * hourMs + minutes * minuteMs;
};

// The first of January 1970 was a Thursday.
const weekdayOf = (shownMidnight: number): Weekday => (((shownMidnight / dayMs + 3) % 7) + 1) as Weekday;

/**
 * When clocks here show this. In autumn an hour comes twice: quiet begins with the first and ends with the last, so that nobody is
 * woken in between. In spring an hour is left out: what falls into it happens as the clocks jump.
 */
function momentOf(shown: number, which: 'first' | 'last'): number {
  const [before, after] = [zone.offset(shown - dayMs), zone.offset(shown + dayMs)];
  const moments = [shown - before * minuteMs, shown - after * minuteMs];
  if (before === after) return moments[0] as number;
  const real = moments.filter(at => shownAt(at) === shown);
  // The clocks here jump on a whole hour.
  if (real.length === 0) return Math.max(...moments) - (shown % hourMs);
  return which === 'first' ? Math.min(...real) : Math.max(...real);
}
