import assert from 'node:assert/strict';
import { betterReading, openStorageClock, readingOf } from '../../../bot/delivery/pace/storage-clock.ts';
import type { Storage } from '../../../bot/storage/storage.ts';
import { azuriteHere } from '../../support/azurite.ts';

const hour = 3_600_000;

describe('what is known of the storage’s clock', () => {
  it('is the middle of the time a write took, give or take half of it', () => {
    assert.deepEqual(readingOf(new Date(1_000_000), 400, 420), { offsetMs: 999_590, errorMs: 10, at: 420 });
  });

  it('is what was read most exactly', () => {
    const exact = { offsetMs: 100, errorMs: 2, at: 0 };
    const rough = { offsetMs: 130, errorMs: 40, at: 1000 };
    assert.equal(betterReading(undefined, rough), rough);
    assert.equal(betterReading(exact, rough), exact);
    assert.equal(betterReading(rough, { ...exact, at: 2000 }).errorMs, 2);
  });

  it('is read anew once two clocks may have drifted apart', () => {
    const old = { offsetMs: 100, errorMs: 2, at: 0 };
    const fresh = { offsetMs: 101, errorMs: 5, at: 10 * 60_000 };
    assert.equal(betterReading(old, fresh), fresh);
  });

  it('is the later word when both cannot be true: somebody set the storage’s clock', () => {
    const exact = { offsetMs: 0, errorMs: 2, at: 0 };
    const set = { offsetMs: hour, errorMs: 40, at: 1000 };
    assert.equal(betterReading(exact, set), set);
  });
});

describe('the storage’s clock', function () {
  this.timeout(20_000);
  const azurite = azuriteHere();
  let made = 0;
  const table = (storage: Storage) => storage.table(`clock${made}`);
  beforeEach(() => {
    made += 1;
  });

  it('tells the same time to two instances, whose steady clocks began at different times', async () => {
    const one = openStorageClock(table(azurite.storage()));
    const other = openStorageClock(table(azurite.storage()), () => performance.now() - 5 * hour);
    await Promise.all([one.now(), other.now()]);
    const [first, second] = [await one.now(), await other.now()];
    assert.ok(Math.abs(first.getTime() - second.getTime()) <= 100, `${first.toISOString()} and ${second.toISOString()}`);
    assert.ok(Math.abs(first.getTime() - Date.now()) <= 100);
  });

  it('goes on as it was when the machine’s clock is set an hour on, or back', async () => {
    const clock = openStorageClock(table(azurite.storage()));
    await clock.now();
    const RealDate = globalThis.Date;
    for (const shift of [hour, -hour]) {
      const before = await clock.now();
      try {
        class ShiftedDate extends RealDate {
          constructor(...given: [] | [number | string | Date]) {
            if (given.length === 0) super(RealDate.now() + shift);
            else super(...given);
          }
          static override now = () => RealDate.now() + shift;
        }
        globalThis.Date = ShiftedDate as DateConstructor;
        assert.ok(Math.abs(Date.now() - before.getTime()) > hour / 2, 'the clock of the machine was shifted');
        const after = await clock.now();
        assert.ok(after.getTime() - before.getTime() >= 0 && after.getTime() - before.getTime() < 2000);
      } finally {
        globalThis.Date = RealDate;
      }
    }
  });

  it('asks the storage again only now and then, and goes on while it does not answer', async () => {
    const real = table(azurite.storage());
    let asked = 0;
    let isAway = false;
    const watched = {
      ...real,
      put: async (...given: Parameters<typeof real.put>) => {
        asked += 1;
        if (isAway) throw new Error('away');
        return real.put(...given);
      },
    };
    let passed = 0;
    const clock = openStorageClock(watched, () => performance.now() + passed);
    for (let n = 0; n < 50; n += 1) await clock.now();
    assert.ok(asked >= 1 && asked <= 4, `asked ${asked} times`);
    const before = asked;
    passed = 31_000;
    isAway = true;
    const then = await clock.now();
    assert.ok(Math.abs(then.getTime() - Date.now() - passed) < 100);
    for (let n = 0; n < 50; n += 1) await clock.now();
    assert.equal(asked, before + 1);
  });

  it('says so when it was never told the time', async () => {
    const real = table(azurite.storage());
    const clock = openStorageClock({ ...real, put: async () => Promise.reject(new Error('away')) });
    await assert.rejects(clock.now(), /away/);
  });
});
