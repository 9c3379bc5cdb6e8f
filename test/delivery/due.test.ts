import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  alarmDelayMs,
  heldAlarm,
  nextDaily,
  nextMonthly,
  onAlarm,
  onSweep,
  retryPauseMs,
  sweepUntil,
  type Alarm,
  type Waiting,
} from '../../bot/delivery/due.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const at = (text: string) => new Date(text);
const london = (time: Date) => DateTime.fromJSDate(time, { zone: 'Europe/London' });

describe('the next time something recurs', function () {
  this.timeout(10_000);
  it('is today when the time is still to come, else tomorrow, and never the very moment it is asked', () => {
    const three = { hour: 3, minute: 0 };
    assert.deepEqual(nextDaily(at('2027-01-10T02:59:59.999Z'), three), at('2027-01-10T03:00Z'));
    assert.deepEqual(nextDaily(at('2027-01-10T03:00Z'), three), at('2027-01-11T03:00Z'));
    assert.deepEqual(nextDaily(at('2027-01-10T23:30Z'), three), at('2027-01-11T03:00Z'));
  });

  it('is at the time clocks here show, in winter and in summer', () => {
    const nine = { hour: 9, minute: 30 };
    assert.deepEqual(nextDaily(at('2027-02-01T12:00Z'), nine), at('2027-02-02T09:30Z'));
    assert.deepEqual(nextDaily(at('2027-07-01T12:00Z'), nine), at('2027-07-02T08:30Z'));
    // Late on a summer evening in universal time it is already tomorrow here.
    assert.deepEqual(nextDaily(at('2027-07-01T23:30Z'), { hour: 0, minute: 15 }), at('2027-07-02T23:15Z'));
  });

  it('comes once on the day the clocks go forward, even at an hour that is left out', () => {
    // 28 March 2027: 01:00 becomes 02:00.
    const early = { hour: 1, minute: 30 };
    assert.deepEqual(nextDaily(at('2027-03-27T12:00Z'), early), at('2027-03-28T01:30Z'));
    assert.deepEqual(nextDaily(at('2027-03-28T01:30Z'), early), at('2027-03-29T00:30Z'));
    assert.deepEqual(nextDaily(at('2027-03-27T12:00Z'), { hour: 3, minute: 0 }), at('2027-03-28T02:00Z'));
    assert.deepEqual(nextDaily(at('2027-03-27T12:00Z'), { hour: 0, minute: 30 }), at('2027-03-28T00:30Z'));
  });

  it('comes once on the day the clocks go back, even at an hour that comes twice', () => {
    // 31 October 2027: 02:00 becomes 01:00.
    const early = { hour: 1, minute: 30 };
    assert.deepEqual(nextDaily(at('2027-10-30T12:00Z'), early), at('2027-10-31T00:30Z'));
    assert.deepEqual(nextDaily(at('2027-10-31T00:30Z'), early), at('2027-11-01T01:30Z'));
    // Asked between the two, or just before the second.
    assert.deepEqual(nextDaily(at('2027-10-31T00:50Z'), early), at('2027-11-01T01:30Z'));
    assert.deepEqual(nextDaily(at('2027-10-31T01:29Z'), early), at('2027-11-01T01:30Z'));
    assert.deepEqual(nextDaily(at('2027-10-30T12:00Z'), { hour: 3, minute: 0 }), at('2027-10-31T03:00Z'));
  });

  it('comes on 29 February in a leap year and skips nothing around it', () => {
    const noon = { hour: 12, minute: 0 };
    assert.deepEqual(nextDaily(at('2028-02-28T12:00Z'), noon), at('2028-02-29T12:00Z'));
    assert.deepEqual(nextDaily(at('2028-02-29T12:00Z'), noon), at('2028-03-01T12:00Z'));
    assert.deepEqual(nextDaily(at('2027-02-28T12:00Z'), noon), at('2027-03-01T12:00Z'));
  });

  it('is on its day of each month, or the last one where the month is too short', () => {
    const last = { day: 31, hour: 6, minute: 0 };
    const times = ['2028-01-31T06:00Z', '2028-02-29T06:00Z', '2028-03-31T05:00Z', '2028-04-30T05:00Z', '2028-05-31T05:00Z'];
    let time = at('2028-01-01T00:00Z');
    for (const expected of times) {
      time = nextMonthly(time, last);
      assert.deepEqual(time, at(expected));
    }
    assert.deepEqual(nextMonthly(at('2027-02-01T00:00Z'), { day: 29, hour: 6, minute: 0 }), at('2027-02-28T06:00Z'));
    assert.deepEqual(nextMonthly(at('2027-12-15T06:00Z'), { day: 15, hour: 6, minute: 0 }), at('2028-01-15T06:00Z'));
  });

  it('happens once each day of the year, at that time, whatever the time is', function () {
    this.timeout(30_000);
    const times = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    fc.assert(
      fc.property(times, fc.constantFrom(2027, 2028), (time, year) => {
        let current = london(nextDaily(at(`${year - 1}-12-31T00:00Z`), time));
        const days = new Set<string>();
        while (current.year <= year) {
          if (current.year === year) days.add(current.toISODate() ?? '');
          const isShown = current.hour === time.hour && current.minute === time.minute;
          assert.ok(isShown || (current.month === 3 && current.hour === time.hour + 1 && time.hour === 1), current.toISO() ?? '');
          const next = london(nextDaily(current.toJSDate(), time));
          assert.ok(next > current);
          assert.equal(next.startOf('day').diff(current.startOf('day'), 'days').days, 1);
          current = next;
        }
        assert.equal(days.size, year === 2028 ? 366 : 365);
      }),
      { numRuns: 12 },
    );
  });

  it('does not depend on where in the day, or from which instance, it is asked', () => {
    const moment = fc.date({ min: at('2027-01-01'), max: at('2029-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const next = nextDaily(early, { hour: 1, minute: 30 });
        if (next > late) assert.deepEqual(nextDaily(late, { hour: 1, minute: 30 }), next);
        else assert.ok(nextDaily(late, { hour: 1, minute: 30 }) > next);
      }),
    );
  });

  it('refuses a time that no clock shows', () => {
    assert.throws(() => nextDaily(at('2027-01-01T00:00Z'), { hour: 24, minute: 1 }), /no such time/);
    assert.throws(() => nextMonthly(at('2027-01-01T00:00Z'), { day: 0, hour: 3, minute: 0 }), /no such day/);
  });
});

describe('the alarm of a due run', () => {
  const now = at('2027-06-01T12:00Z');
  const waiting = (changes: Partial<Waiting> = {}): Waiting => ({
    tenant: 't',
    kind: 'events/remind',
    name: 'one',
    dueAt: now,
    version: 3,
    payload: '',
    alarm: 'bell',
    ringsAt: now,
    tries: 0,
    ...changes,
  });
  const alarm = (changes: Partial<Alarm> = {}): Alarm => ({
    tenant: 't',
    kind: 'events/remind',
    name: 'one',
    at: now.getTime(),
    version: 3,
    alarm: 'bell',
    ...changes,
  });

  it('sleeps until the run is due, never longer than six days, and not at all when it is late', () => {
    assert.equal(alarmDelayMs(new Date(now.getTime() + hour), now), hour);
    assert.equal(alarmDelayMs(new Date(now.getTime() + 400 * day), now), 6 * day);
    assert.equal(alarmDelayMs(new Date(now.getTime() - 400 * day), now), 0);
  });

  it('starts the run it was set for', () => {
    assert.equal(onAlarm(waiting(), alarm(), 'm1', now), 'run');
    assert.equal(onAlarm(waiting({ alarm: undefined }), alarm(), 'm1', now), 'run');
  });

  it('is stale once the run is gone, was asked for anew, or has another alarm', () => {
    assert.equal(onAlarm(undefined, alarm(), 'm1', now), 'stale');
    assert.equal(onAlarm(waiting({ version: 4 }), alarm(), 'm1', now), 'stale');
    assert.equal(onAlarm(waiting({ version: 4, alarm: undefined }), alarm(), 'm1', now), 'stale');
    assert.equal(onAlarm(waiting({ alarm: 'other' }), alarm(), 'm1', now), 'stale');
  });

  it('once it has begun a run, may come back to it, and no twin of it may', () => {
    const begun = waiting({ alarm: heldAlarm(alarm(), 'm1'), heldAt: now, tries: 1 });
    assert.equal(onAlarm(begun, alarm(), 'm1', now), 'run');
    assert.equal(onAlarm(begun, alarm(), 'm2', now), 'stale');
  });

  it('is early when its six days were not enough, or the clock went back', () => {
    assert.equal(onAlarm(waiting({ dueAt: new Date(now.getTime() + 1) }), alarm(), 'm1', now), 'early');
  });

  it('is set by the sweep where there is none, or it should have rung a while ago', () => {
    assert.equal(onSweep(waiting({ alarm: undefined }), now), 'ring');
    assert.equal(onSweep(waiting({ ringsAt: new Date(now.getTime() - 9 * minute) }), now), 'leave');
    assert.equal(onSweep(waiting({ ringsAt: new Date(now.getTime() - 11 * minute) }), now), 'ring');
    assert.equal(onSweep(waiting({ ringsAt: new Date(now.getTime() + day) }), now), 'leave');
  });

  it('is left to whoever holds the run, unless they died', () => {
    assert.equal(onSweep(waiting({ heldAt: now, ringsAt: new Date(now.getTime() - day) }), now), 'watch');
  });

  it('is not set again for a run that failed, until a day later', () => {
    assert.equal(onSweep(waiting({ tries: 5, ringsAt: new Date(now.getTime() - hour) }), now), 'fail');
    assert.equal(onSweep(waiting({ failedAt: new Date(now.getTime() - 23 * hour) }), now), 'leave');
    assert.equal(onSweep(waiting({ failedAt: new Date(now.getTime() - 25 * hour) }), now), 'ring');
  });

  it('is looked for as far ahead as alarms may sleep', () => {
    assert.ok(sweepUntil(now).getTime() - now.getTime() > 6 * day + hour);
  });

  it('comes later after each failure, half an hour at most, and not for all at the same moment', () => {
    const pauses = [1, 2, 3, 4, 9].map(tries => retryPauseMs(tries, () => 1) / 1000);
    assert.deepEqual(pauses, [30, 120, 480, 1800, 1800]);
    assert.equal(
      retryPauseMs(1, () => 0),
      15_000,
    );
  });
});
