import { DateTime } from 'luxon';

/** One run that waits for its time. */
export type Waiting = {
  tenant: string;
  kind: string;
  name: string;
  dueAt: Date;
  /** Grows whenever the run is asked for anew or cancelled: what carries an older one is stale. */
  version: number;
  payload: string;
  /** The alarm that may start it; once begun, the one message that may go on (`heldAlarm`). Undefined until one was put on the queue. */
  alarm?: string;
  /** When that message appears. */
  ringsAt: Date;
  /** How often it was begun. */
  tries: number;
  /** Set while it is being run. */
  heldAt?: Date;
  /** Set once it failed too often. */
  failedAt?: Date;
};

/** What the queue message says. */
export type Alarm = { tenant: string; kind: string; name: string; at: number; version: number; alarm: string };

export const mostTries = 5;
const longestAlarmMs = days(6);
/** How late an alarm may be before it counts as lost; handling one takes seconds. */
const graceMs = minutes(10);
const failedRestMs = days(1);

/** How long the alarm sleeps: until the run is due, but not longer than a queue message may wait. Then it rings early and is set again. */
export function alarmDelayMs(dueAt: Date, now: Date): number {
  return Math.min(Math.max(0, dueAt.getTime() - now.getTime()), longestAlarmMs);
}

/** What a message that arrived means for the row as it stands now. */
export function onAlarm(waiting: Waiting | undefined, alarm: Alarm, message: string, now: Date): 'stale' | 'early' | 'run' {
  if (!waiting || waiting.version !== alarm.version) return 'stale';
  // Another alarm counts, or a twin of this message: a queue may take in twice what was put once. The first alarm may arrive
  // before the row names it, and the message that began the run comes back to it when its lease has ended.
  const counts = [undefined, alarm.alarm, heldAlarm(alarm, message)];
  if (!counts.includes(waiting.alarm)) return 'stale';
  return waiting.dueAt > now ? 'early' : 'run';
}

/** What the row says from the moment a message begins the run. */
export function heldAlarm(alarm: Alarm, message: string): string {
  return `${alarm.alarm}/${message}`;
}

/**
 * What the sweep does about a row. `watch` is one that somebody holds, or held when they died: whether its row still changes
 * tells, because the clocks of two instances need not agree.
 */
export function onSweep(waiting: Waiting, now: Date): 'leave' | 'ring' | 'watch' | 'fail' {
  if (waiting.failedAt) return now.getTime() - waiting.failedAt.getTime() > failedRestMs ? 'ring' : 'leave';
  if (waiting.heldAt) return 'watch';
  if (waiting.alarm === undefined) return 'ring';
  if (waiting.ringsAt.getTime() + graceMs > now.getTime()) return 'leave';
  return waiting.tries >= mostTries ? 'fail' : 'ring';
}

/** Rows due later than this need no look: the sweep of that time sees them. */
export function sweepUntil(now: Date): Date {
  return new Date(now.getTime() + longestAlarmMs + minutes(90));
}

/** The pause before another try, longer each time, with jitter so that what failed together does not come back together. */
export function retryPauseMs(tries: number, random: () => number): number {
  const full = minutes(0.5) * 4 ** Math.max(0, tries - 1);
  return Math.min(full, minutes(30)) * (0.5 + random() / 2);
}

/** A wall-clock time in the United Kingdom. */
export type AtTime = { hour: number; minute: number };

const zone = 'Europe/London';

/** The next time after `after` that clocks here show this time: once each day, also on the days they change. */
export function nextDaily(after: Date, at: AtTime): Date {
  const day = DateTime.fromJSDate(after, { zone });
  return firstAfter(after, offset => onDay(day.plus({ days: offset }), at));
}

/** As `nextDaily`, on one day of each month; a month that is too short has it on its last day. */
export function nextMonthly(after: Date, at: AtTime & { day: number }): Date {
  if (!(at.day >= 1 && at.day <= 31)) throw new Error('there is no such day of the month');
  const month = DateTime.fromJSDate(after, { zone }).startOf('month');
  return firstAfter(after, offset => {
    const then = month.plus({ months: offset });
    return onDay(then.set({ day: Math.min(at.day, then.daysInMonth ?? 28) }), at);
  });
}

function firstAfter(after: Date, candidate: (offset: number) => Date): Date {
  for (let offset = 0; ; offset += 1) {
    const time = candidate(offset);
    if (time > after) return time;
  }
}

function onDay(day: DateTime, { hour, minute }: AtTime): Date {
  const { year, month, day: date } = day;
  const time = DateTime.fromObject({ year, month, day: date, hour, minute }, { zone });
  if (!time.isValid) throw new Error('there is no such time of day');
  // In autumn the hour after one comes twice, and which of the two luxon gives depends on today's date: the first is meant.
  // In spring it does not come at all, and luxon gives the time as if the clocks had not changed yet: 01:30 is then 02:30.
  const [first = time] = time.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
  return first.toJSDate();
}

function minutes(count: number): number {
  return count * 60_000;
}

function days(count: number): number {
  return count * 24 * 60 * 60_000;
}
