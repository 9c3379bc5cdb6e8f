import { DateTime } from 'luxon';
import { timeZone } from '../language/wording.ts';
import { quietPresets, timeTyped, weekdays, type Quiet, type QuietSpan, type Weekday } from '../people/quiet.ts';

/** Quiet hours as a form has them. Days are a list with commas, Monday is 1; what is not wanted is left empty. */
export type Typed = { from: string; to: string; days: string; wholeDays: string; untilDate: string; untilTime: string };

export type Problem =
  'nothing' | 'oneTime' | 'notATime' | 'sameTimes' | 'noDay' | 'everyDay' | 'notADay' | 'untilHalf' | 'notADate' | 'past' | 'tooFar';

export type Preset = keyof typeof quietPresets;
export const presets = Object.keys(quietPresets) as Preset[];

/** A shift pattern in place of the hours of before. A leave that somebody has set goes on: it is not part of the pattern. */
export const withPreset = (before: Quiet | undefined, preset: Preset): Quiet => ({
  ...quietPresets[preset],
  ...(before?.until ? { until: before.until } : {}),
});

/** The most one leave may last: what is longer was hardly meant, and would never be noticed. */
const longestUntil = { months: 12 };

/** What somebody typed, as quiet hours, or all that is wrong with it. */
export function readQuiet(typed: Typed, now: Date): { quiet: Quiet } | { problems: Problem[] } {
  const [span, wholeDays, until] = [readSpan(typed), readWholeDays(typed.wholeDays), readUntil(typed, now)];
  const problems = [span, wholeDays, until].flatMap(read => (typeof read === 'string' ? read : []));
  if (problems.length > 0) return { problems };
  if (!span && !until && wholeDays.length === 0) return { problems: ['nothing'] };
  const quiet = { ...(span ? { span } : {}), wholeDays, ...(until ? { until } : {}) } as Quiet;
  return { quiet };
}

/** How quiet hours stand in the form; with none, what many begin with. */
export function typedFrom(quiet: Quiet | undefined): Typed {
  const until = quiet?.until && DateTime.fromJSDate(quiet.until, { zone: timeZone });
  return {
    from: quiet?.span?.from ?? (quiet ? '' : '22:00'),
    to: quiet?.span?.to ?? (quiet ? '' : '07:00'),
    days: (quiet?.span?.days ?? weekdays).join(','),
    wholeDays: (quiet?.wholeDays ?? []).join(','),
    untilDate: until?.toFormat('yyyy-MM-dd') ?? '',
    untilTime: until?.toFormat('HH:mm') ?? '',
  };
}

function readSpan({ from, to, days }: Typed): QuietSpan | undefined | Problem {
  if (!from.trim() && !to.trim()) return undefined;
  if (!from.trim() || !to.trim()) return 'oneTime';
  const times = { from: timeTyped(from), to: timeTyped(to) };
  if (!times.from || !times.to) return 'notATime';
  if (times.from === times.to) return 'sameTimes';
  const chosen = daysTyped(days);
  if (!chosen) return 'notADay';
  return chosen.length > 0 ? { from: times.from, to: times.to, days: chosen } : 'noDay';
}

function readWholeDays(typed: string): Weekday[] | Problem {
  const chosen = daysTyped(typed);
  if (!chosen) return 'notADay';
  return chosen.length < weekdays.length ? chosen : 'everyDay';
}

function readUntil({ untilDate, untilTime }: Typed, now: Date): Date | undefined | Problem {
  if (!untilDate.trim() && !untilTime.trim()) return undefined;
  if (!untilDate.trim() || !untilTime.trim()) return 'untilHalf';
  const time = timeTyped(untilTime);
  if (!time) return 'notATime';
  const until = DateTime.fromFormat(`${untilDate.trim()} ${time}`, 'yyyy-MM-dd HH:mm', { zone: timeZone });
  if (!until.isValid) return 'notADate';
  if (until.toJSDate() <= now) return 'past';
  return until > DateTime.fromJSDate(now, { zone: timeZone }).plus(longestUntil) ? 'tooFar' : until.toJSDate();
}

function daysTyped(typed: string): Weekday[] | undefined {
  const wanted = typed.split(',').flatMap(day => day.trim() || []);
  const chosen = weekdays.filter(day => wanted.includes(String(day)));
  return new Set(wanted).size === chosen.length ? chosen : undefined;
}
