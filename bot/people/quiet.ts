import { DateTime } from 'luxon';
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
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day');
  const tomorrow = today.plus({ days: 1 });
  if (wholeDays.includes(weekdayOf(today))) return tomorrow.toJSDate();
  if (!span) return undefined;
  for (const day of [today.minus({ days: 1 }), today]) {
    if (!span.days.includes(weekdayOf(day))) continue;
    const endsOn = span.to > span.from ? day : day.plus({ days: 1 });
    const end = momentOn(endsOn, span.to, 'last');
    if (momentOn(day, span.from, 'first') <= at && at < end) return end;
  }
  return undefined;
}

const weekdayOf = (day: DateTime): Weekday => day.weekday as Weekday;

/**
 * When clocks here show this time on this day. In autumn an hour comes twice: quiet begins with the first and ends with the last, so
 * that nobody is woken in between. In spring an hour is left out: what falls into it happens as the clocks jump.
 */
function momentOn(day: DateTime, time: string, which: 'first' | 'last'): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const { year, month, day: date } = day;
  const shown = DateTime.fromObject({ year, month, day: date, hour, minute }, { zone: timeZone });
  if (shown.hour !== hour) return shown.startOf('hour').toJSDate();
  const all = shown.getPossibleOffsets().map(one => one.toMillis());
  return new Date(which === 'first' ? Math.min(...all) : Math.max(...all));
}
