import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countedWith, stillCounted, type Counted } from '../../../bot/delivery/wishes/cap.ts';
import { decide, mostWelcoming } from '../../../bot/delivery/wishes/wish.ts';
import { pacesOfNews, type PaceOfNews } from '../../../bot/people/news.ts';
import { isQuiet, nextAllowed, quietPresets, weekdays, type Quiet } from '../../../bot/people/quiet.ts';
import { aBroadcast } from './wishes.samples.ts';

const tuesday = (time: string) => new Date(`2026-06-02T${time}:00Z`);
const wants = (events: PaceOfNews) => ({ news: { events, vacancies: 'now', surveys: 'now', news: 'now' }, isNamed: false }) as const;
const pending = { state: 'pending' } as const;
const nights: Quiet = { ...quietPresets.nights, wholeDays: [] };
const goes = { kind: 'go', counts: true };
const cap = { day: 3, week: 6 };

describe('What somebody wants of a message', () => {
  const decided = (events: readonly PaceOfNews[], quiet?: Quiet, told: Parameters<typeof aBroadcast>[0] = {}, now = tuesday('17:00')) =>
    decide(pending, aBroadcast(told), { wishes: events.map(wants), quiet }, now);

  it('is what they chose for that kind of news', () => {
    assert.deepEqual(decided(['now']), goes);
    assert.deepEqual(decided(['digest']), { kind: 'digest' });
    assert.deepEqual(decided(['off']), { kind: 'skip', reason: 'off' });
    assert.deepEqual(decided(['off'], undefined, { news: 'vacancies' }), goes);
    assert.deepEqual(decided(['off'], undefined, { news: undefined }), goes, 'what is no kind of news comes in any case');
  });

  it('is the most welcoming of their choices where they are in several parts of the audience', () => {
    assert.deepEqual(decided(['off', 'digest', 'now']), goes);
    assert.deepEqual(decided(['off', 'digest']), { kind: 'digest' });
    assert.equal(mostWelcoming([wants('off'), { isNamed: false }], 'events'), 'now', 'an audience without choices brings it');
  });

  it('is nothing once they are in no part of the audience', () => {
    assert.deepEqual(decided([]), { kind: 'skip', reason: 'left' });
    assert.deepEqual(decided([], undefined, { news: undefined, mayWait: false }), { kind: 'skip', reason: 'left' });
  });

  it('waits for the end of their quiet hours', () => {
    assert.deepEqual(decided(['now'], nights, {}, tuesday('10:00')), { kind: 'wait', until: tuesday('15:00') });
    assert.deepEqual(decided(['now'], nights, {}, tuesday('15:00')), goes);
  });

  it('does not wait where it may not: a cancellation comes at once, and does not count', () => {
    assert.deepEqual(decided(['now'], nights, { mayWait: false }, tuesday('10:00')), { kind: 'go', counts: false });
  });

  it('goes into the digest when they are quiet for longer than it is tried for', () => {
    const leave = { wholeDays: [], until: new Date('2026-06-20T08:00:00Z') };
    assert.deepEqual(decided(['now'], leave), { kind: 'digest' });
  });

  it('brings a digest after their quiet hours, or the next one if that is too late', () => {
    const told = { kind: 'digest', news: undefined, deadline: new Date('2026-06-03T07:00:00Z') };
    assert.deepEqual(decided(['now'], undefined, told), { kind: 'go', counts: false }, 'a digest is not among the messages it is for');
    assert.deepEqual(decided(['now'], nights, told, tuesday('10:00')), { kind: 'wait', until: tuesday('15:00') });
    const leave = { wholeDays: [], until: new Date('2026-06-20T08:00:00Z') };
    assert.deepEqual(decided(['now'], leave, told), { kind: 'skip', reason: 'nextDigest' });
  });

  it('never keeps a correction or recall from whoever has the message', () => {
    for (const wishes of [[], [wants('off')], [wants('digest')]]) {
      const outcome = decide({ state: 'sent' }, aBroadcast(), { wishes, quiet: nights }, tuesday('10:00'));
      assert.deepEqual(outcome, { kind: 'go', counts: false });
    }
  });
});

describe('The most that one person gets', () => {
  const had = (...times: string[]): Counted[] => times.map(time => ({ mark: `at ${time}`, at: new Date(time) }));
  const one = (before: readonly Counted[], now: string, mark = 'new') => countedWith(before, mark, new Date(now), cap);

  it('is three a day and six a week', () => {
    const three = had('2026-06-02T08:00:00Z', '2026-06-02T09:00:00Z', '2026-06-02T10:00:00Z');
    assert.equal(one(three.slice(1), '2026-06-02T17:00:00Z').length, 3);
    assert.equal(one(three, '2026-06-02T17:00:00Z'), 'full');
    assert.notEqual(one(three, '2026-06-03T08:00:00Z'), 'full');
    const six = [...three, ...had('2026-06-03T08:00:00Z', '2026-06-04T08:00:00Z', '2026-06-05T08:00:00Z')];
    assert.equal(one(six, '2026-06-06T08:00:00Z'), 'full');
    assert.equal(one(six, '2026-06-07T22:59:59Z'), 'full', 'Sunday, a second before midnight here');
    assert.equal(one(six, '2026-06-07T23:00:00Z').length, 1, 'a week begins on Monday, at midnight here');
  });

  it('is reckoned in the days of the United Kingdom, on both sides of a clock change', () => {
    const evening = had('2026-06-02T22:30:00Z', '2026-06-02T22:40:00Z', '2026-06-02T22:50:00Z');
    assert.equal(one(evening, '2026-06-02T22:59:00Z'), 'full');
    assert.notEqual(one(evening, '2026-06-02T23:00:00Z'), 'full', 'midnight in summer');
    const winter = had('2026-10-25T23:10:00Z', '2026-10-25T00:30:00Z', '2026-10-25T12:00:00Z');
    assert.equal(one(winter, '2026-10-25T23:30:00Z'), 'full', 'the long day is one day');
  });

  it('counts the same message once, and on the day on which it goes', () => {
    const three = [...had('2026-06-02T08:00:00Z', '2026-06-02T09:00:00Z'), { mark: 'new', at: new Date('2026-06-02T10:00:00Z') }];
    assert.equal(one(three, '2026-06-02T17:00:00Z'), three);
    assert.deepEqual(
      (one(three, '2026-06-03T07:00:00Z') as Counted[]).map(({ at }) => at.toISOString().slice(8, 10)),
      ['02', '02', '03'],
    );
  });

  it('remembers nothing from before this week', () => {
    assert.deepEqual(stillCounted(had('2026-05-31T22:59:00Z', '2026-05-31T23:00:00Z'), new Date('2026-06-04T12:00:00Z')).length, 1);
  });
});

describe('Whatever is sent to somebody, and whenever', () => {
  const time = fc.integer({ min: 0, max: 47 }).map(half => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
  const days = fc.uniqueArray(fc.constantFrom(...weekdays), { maxLength: 3 });
  const begin = new Date('2026-10-19T00:00:00Z').getTime();
  const hourMs = 3_600_000;
  const someQuiet: fc.Arbitrary<Quiet> = fc.record({
    span: fc.record({ from: time, to: time, days: fc.constant(weekdays) }),
    wholeDays: days,
  });
  // Two weeks with a change of the clocks in the middle.
  const messages = fc.array(
    fc.record({
      hour: fc.integer({ min: 0, max: 14 * 24 }),
      pace: fc.constantFrom(...pacesOfNews),
      mayWait: fc.boolean(),
      away: fc.constantFrom(false, false, false, true),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const caps = fc.record({ day: fc.integer({ min: 1, max: 4 }), week: fc.integer({ min: 1, max: 8 }) });

  const dayHere = (at: Date) => at.toLocaleDateString('en-GB', { timeZone: 'Europe/London' });
  const mondayHere = (at: Date) => {
    const weekday =
      weekdays[(new Date(`${at.toLocaleDateString('sv-SE', { timeZone: 'Europe/London' })}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 1;
    return dayHere(new Date(at.getTime() - (weekday - 1) * 24 * hourMs));
  };

  it('never comes in quiet hours, never beyond the most they get, and is never lost', () => {
    fc.assert(
      fc.property(fc.option(someQuiet, { nil: undefined }), messages, caps, (quiet, wanted, most) => {
        let counted: readonly Counted[] = [];
        const arrived: Date[] = [];
        const ends: string[] = [];
        const coming = wanted.map((message, at) => ({ ...message, mark: String(at), at: new Date(begin + message.hour * hourMs) }));
        while (coming.length > 0) {
          coming.sort((one, other) => one.at.getTime() - other.at.getTime());
          const message = coming.shift();
          if (!message) break;
          const { at: now, mayWait, pace, mark } = message;
          const broadcast = aBroadcast({ mayWait, deadline: new Date(begin + (message.hour + 7 * 24) * hourMs) });
          const outcome = decide(pending, broadcast, { wishes: message.away ? [] : [wants(pace)], quiet }, now);
          if (outcome.kind === 'wait') {
            assert.ok(outcome.until > now && outcome.until.getTime() === nextAllowed(quiet, now).getTime());
            coming.push({ ...message, at: outcome.until });
            continue;
          }
          const after = outcome.kind === 'go' && outcome.counts ? countedWith(counted, mark, now, most) : 'full';
          if (outcome.kind === 'go' && outcome.counts && after !== 'full') {
            counted = after;
            arrived.push(now);
            assert.equal(isQuiet(quiet, now), false);
          }
          ends.push(outcome.kind === 'go' && outcome.counts && after === 'full' ? 'digest' : outcome.kind);
          assert.equal(outcome.kind === 'skip', message.away || pace === 'off');
          if (!mayWait && !message.away && pace === 'now') assert.equal(outcome.kind, 'go');
        }
        assert.equal(ends.length, wanted.length, 'each has one end: sent, in the digest, or not wanted');
        for (const days of Map.groupBy(arrived, dayHere).values()) assert.ok(days.length <= most.day);
        for (const week of Map.groupBy(arrived, mondayHere).values()) assert.ok(week.length <= most.week);
      }),
      { numRuns: 300 },
    );
  });
});
