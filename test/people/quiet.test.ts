import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isQuiet, nextAllowed, quietPresets, stillWanted, timeTyped, weekdays, type Quiet } from '../../bot/people/quiet.ts';
import { aPerson, aTenant, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const night: Quiet = { span: { from: '22:00', to: '07:00', days: weekdays }, wholeDays: [] };
const allowed = (quiet: Quiet | undefined, at: string) => nextAllowed(quiet, new Date(at)).toISOString();

/** In June clocks here are an hour ahead of UTC; 2 June 2026 is a Tuesday. */
describe('Quiet hours', () => {
  it('let everything through for somebody who has none', () => {
    const now = new Date('2026-06-02T02:00:00Z');
    assert.equal(nextAllowed(undefined, now), now);
    assert.equal(isQuiet(undefined, now), false);
  });

  it('hold back until the morning, on both sides of midnight, by the clocks of this country', () => {
    for (const [at, then] of [
      ['2026-06-02T20:59:00Z', '2026-06-02T20:59:00.000Z'],
      ['2026-06-02T21:00:00Z', '2026-06-03T06:00:00.000Z'],
      ['2026-06-03T00:30:00Z', '2026-06-03T06:00:00.000Z'],
      ['2026-06-03T05:59:59Z', '2026-06-03T06:00:00.000Z'],
      ['2026-06-03T06:00:00Z', '2026-06-03T06:00:00.000Z'],
      ['2026-01-10T22:30:00Z', '2026-01-11T07:00:00.000Z'],
    ] as const)
      assert.equal(allowed(night, at), then, at);
  });

  it('that stay within a day, for somebody on nights', () => {
    assert.equal(allowed(quietPresets.nights, '2026-06-02T07:30:00Z'), '2026-06-02T15:00:00.000Z');
    assert.equal(allowed(quietPresets.nights, '2026-06-02T22:30:00Z'), '2026-06-02T22:30:00.000Z');
    assert.equal(allowed(quietPresets.nights, '2026-06-02T15:00:00Z'), '2026-06-02T15:00:00.000Z');
  });

  it('of an office last from Friday evening to Monday morning', () => {
    assert.equal(allowed(quietPresets.office, '2026-06-05T17:30:00Z'), '2026-06-08T07:00:00.000Z');
    assert.equal(allowed(quietPresets.office, '2026-06-07T12:00:00Z'), '2026-06-08T07:00:00.000Z');
    assert.equal(allowed(quietPresets.office, '2026-06-08T08:00:00Z'), '2026-06-08T08:00:00.000Z');
  });

  it('on chosen weekdays count from the evening they begin', () => {
    const fridays: Quiet = { span: { from: '22:00', to: '07:00', days: [5] }, wholeDays: [] };
    assert.equal(allowed(fridays, '2026-06-05T01:00:00Z'), '2026-06-05T01:00:00.000Z', 'Friday, after midnight');
    assert.equal(allowed(fridays, '2026-06-06T01:00:00Z'), '2026-06-06T06:00:00.000Z', 'Saturday, after midnight');
    assert.equal(allowed(fridays, '2026-06-06T22:00:00Z'), '2026-06-06T22:00:00.000Z', 'Saturday night');
  });

  it('hold everything back until leave is over, and then the hours of the day still count', () => {
    const leave: Quiet = { ...night, until: new Date('2026-06-10T02:00:00Z') };
    assert.equal(allowed(leave, '2026-06-02T11:00:00Z'), '2026-06-10T06:00:00.000Z');
    assert.equal(allowed({ wholeDays: [], until: new Date('2026-06-10T02:00:00Z') }, '2026-06-02T11:00:00Z'), '2026-06-10T02:00:00.000Z');
    assert.equal(allowed(leave, '2026-06-10T11:00:00Z'), '2026-06-10T11:00:00.000Z');
  });

  it('that are over leave nothing of a leave behind', () => {
    const until = new Date('2026-06-10T02:00:00Z');
    assert.deepEqual(stillWanted({ ...night, until }, new Date('2026-06-11T00:00:00Z')), night);
    assert.equal(stillWanted({ wholeDays: [], until }, until), undefined);
    assert.deepEqual(stillWanted({ wholeDays: [], until }, new Date('2026-06-09T00:00:00Z')), { wholeDays: [], until });
  });

  describe('when the clocks change', () => {
    const short = (from: string, to: string): Quiet => ({ span: { from, to, days: weekdays }, wholeDays: [] });

    it('in spring end at seven on the new clock', () => {
      assert.equal(allowed(night, '2026-03-28T23:00:00Z'), '2026-03-29T06:00:00.000Z');
      assert.equal(allowed(night, '2026-03-27T23:00:00Z'), '2026-03-28T07:00:00.000Z');
    });

    it('in spring end as the clocks jump, when their end is in the hour that is left out', () => {
      assert.equal(allowed(short('22:00', '01:30'), '2026-03-29T00:10:00Z'), '2026-03-29T01:00:00.000Z');
      assert.equal(allowed(short('01:30', '05:00'), '2026-03-29T00:59:00Z'), '2026-03-29T00:59:00.000Z');
      assert.equal(allowed(short('01:30', '05:00'), '2026-03-29T01:00:00Z'), '2026-03-29T04:00:00.000Z');
    });

    it('in autumn end at seven on the new clock', () => {
      assert.equal(allowed(night, '2026-10-24T22:00:00Z'), '2026-10-25T07:00:00.000Z');
      assert.equal(allowed(night, '2026-10-25T06:30:00Z'), '2026-10-25T07:00:00.000Z');
    });

    it('in autumn nobody is woken in the hour that comes twice', () => {
      assert.equal(allowed(short('22:00', '01:30'), '2026-10-25T00:45:00Z'), '2026-10-25T01:30:00.000Z', 'past 01:30 for the first time');
      assert.equal(allowed(short('01:30', '05:00'), '2026-10-25T01:10:00Z'), '2026-10-25T05:00:00.000Z', 'before 01:30 for the second');
    });

    it('a whole day of 23 or of 25 hours is quiet from midnight to midnight', () => {
      const sundays: Quiet = { wholeDays: [7] };
      assert.equal(allowed(sundays, '2026-03-29T00:00:00Z'), '2026-03-29T23:00:00.000Z');
      assert.equal(allowed(sundays, '2026-10-24T23:00:00Z'), '2026-10-26T00:00:00.000Z');
    });
  });

  it('never wake anybody, and never hold back for longer than they must', () => {
    const time = fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 })).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
    const days = fc.subarray([...weekdays]);
    const quiet = fc
      .record({ from: time, to: time, days, wholeDays: days, hours: fc.option(fc.integer({ min: -50, max: 200 })) })
      .filter(({ from, to, wholeDays }) => from !== to && wholeDays.length < 7);
    // A fortnight around each change of the clocks.
    const at = fc
      .tuple(fc.constantFrom(Date.UTC(2026, 2, 22), Date.UTC(2026, 9, 18)), fc.nat({ max: 14 * 24 * 60 }))
      .map(([from, minutes]) => from + minutes * 60_000);
    fc.assert(
      fc.property(quiet, at, ({ from, to, days, wholeDays, hours }, now) => {
        const asked: Quiet = {
          ...(days.length > 0 ? { span: { from, to, days } } : {}),
          wholeDays,
          ...(hours === null ? {} : { until: new Date(now + hours * 3_600_000) }),
        };
        const then = nextAllowed(asked, new Date(now));
        assert.ok(then.getTime() >= now);
        assert.equal(isQuiet(asked, then), false);
        if (then.getTime() > now) assert.equal(isQuiet(asked, new Date(then.getTime() - 1)), true);
        assert.equal(nextAllowed(asked, then), then, 'what came through comes through');
      }),
      { numRuns: 600 },
    );
  });

  it('take a time as people type it', () => {
    for (const [typed, time] of [
      ['22:00', '22:00'],
      [' 7:05 ', '07:05'],
      ['22.30', '22:30'],
      ['0600', '06:00'],
      ['22', '22:00'],
    ] as const)
      assert.equal(timeTyped(typed), time);
    for (const typed of ['', '24:00', '7:5', '22:60', 'ten', '10pm', '1234567']) assert.equal(timeTyped(typed), undefined, typed);
  });
});

describe('Quiet hours, as they are kept', () => {
  const { storage } = storageHere();
  const june = new Date('2026-06-02T17:00:00Z');
  const later = (days: number) => new Date(june.getTime() + days * 86_400_000);
  const full: Quiet = { span: { from: '22:00', to: '07:00', days: [1, 5] }, wholeDays: [6, 7], until: later(3) };

  it('are there for another instance as they were chosen, and gone when they end', async () => {
    const person = aPerson();
    await peopleOver(storage()).preferences.chooseQuiet(person, full, june);
    const elsewhere = peopleOver(storage()).preferences;
    assert.deepEqual(await elsewhere.quietOf(person), full);
    await elsewhere.chooseQuiet(person, undefined, june);
    assert.equal(elsewhere.quietOf(person), undefined);
    assert.deepEqual(await peopleOver(storage()).preferences.held.export(person), [], 'nothing chosen leaves no row');
  });

  it('are in memory after the first look, so a delivery to many need not wait for each', async () => {
    const person = aPerson();
    await peopleOver(storage()).preferences.chooseQuiet(person, night, june);
    const { preferences } = peopleOver(storage());
    assert.ok(preferences.quietOf(person) instanceof Promise);
    await preferences.quietOf(person);
    assert.deepEqual(preferences.quietOf(person), night);
    const nobody = aPerson();
    await preferences.quietOf(nobody);
    assert.equal(preferences.quietOf(nobody), undefined);
  });

  it('and the language do not undo each other, even when both are chosen at once in two instances', async () => {
    const person = aPerson();
    await Promise.all([
      peopleOver(storage()).preferences.chooseQuiet(person, night, june),
      peopleOver(storage()).preferences.chooseLanguage(person, 'cy', june),
    ]);
    const { preferences } = peopleOver(storage());
    assert.deepEqual([await preferences.languageOf(person), await preferences.quietOf(person)], ['cy', night]);
    await preferences.chooseQuiet(person, undefined, june);
    assert.equal(await preferences.languageOf(person), 'cy');
    await preferences.chooseQuiet(person, full, june);
    await preferences.chooseLanguage(person, 'en', june);
    assert.deepEqual(await peopleOver(storage()).preferences.quietOf(person), full);
  });

  it('choose no language for anybody', async () => {
    const person = aPerson();
    const { preferences } = peopleOver(storage());
    await preferences.chooseQuiet(person, night, june);
    assert.equal(await preferences.languageOf(person), undefined);
    assert.equal(await peopleOver(storage()).preferences.languageOf(person), undefined);
  });

  it('are exported as they are stored, and erased', async () => {
    const person = aPerson();
    const { preferences } = peopleOver(storage());
    await preferences.chooseQuiet(person, full, june);
    const [thing] = await preferences.held.export(person);
    assert.deepEqual(thing?.fields, {
      quietFrom: '22:00',
      quietTo: '07:00',
      quietDays: '1,5',
      quietWholeDays: '6,7',
      quietUntil: later(3).toISOString(),
      quietChosenAt: june.toISOString(),
      lastUsed: june.toISOString(),
    });
    await preferences.held.erase(person, june);
    assert.equal(await peopleOver(storage()).preferences.quietOf(person), undefined);
  });

  it('nobody used for long are forgotten, and those in use stay', async () => {
    const tenant = aTenant();
    const [stays, goes] = [aPerson(tenant), aPerson(tenant)];
    const { preferences } = peopleOver(storage());
    await preferences.chooseQuiet(stays, night, june);
    await preferences.chooseQuiet(goes, night, june);
    await preferences.used(stays, later(500));
    assert.equal(await preferences.forgetUnused(tenant, later(1)), 1);
    assert.deepEqual(await preferences.quietOf(stays), night);
    assert.equal(await preferences.quietOf(goes), undefined);
  });

  it('a leave that is over is gone with the next use, and everything if it was all', async () => {
    const [hours, onlyLeave] = [aPerson(), aPerson()];
    const { preferences } = peopleOver(storage());
    await preferences.chooseQuiet(hours, full, june);
    await preferences.chooseQuiet(onlyLeave, { wholeDays: [], until: later(3) }, june);
    for (const person of [hours, onlyLeave]) await preferences.used(person, later(4));
    const elsewhere = peopleOver(storage()).preferences;
    assert.equal((await elsewhere.quietOf(hours))?.until, undefined);
    assert.deepEqual(await elsewhere.held.export(onlyLeave), []);
  });
});

const two = (value: number) => String(value).padStart(2, '0');
