import assert from 'node:assert/strict';
import type { SliceProgress } from '../../bot/delivery/ledger/progress.store.ts';
import { atWork, isDone, isToBeShown, lookAgainMs, seenNow, standsStill, type Seen } from '../../bot/delivery/watch.ts';

const now = new Date('2027-06-01T12:00:00Z');
const minute = 60_000;
const slice = (number: number, more: Partial<SliceProgress> = {}): SliceProgress => ({
  ...{ slice: number, counts: {}, moves: 1, donePass: 0 },
  ...more,
});

describe('looking after an announcement', () => {
  it('is over when every slice has nothing left to do in this pass', () => {
    assert.equal(isDone([slice(0, { donePass: 2 }), slice(1, { donePass: 1 })], 2), false);
    assert.equal(isDone([slice(0, { donePass: 2 }), slice(1, { donePass: 3 })], 2), true);
    assert.equal(isDone([], 1), true, 'where nobody is to get it');
  });

  it('counts as work what is not done and does not wait for its time', () => {
    const waits = (minutes: number) => ({ waitsUntil: new Date(now.getTime() + minutes * minute) });
    const progress = [slice(0), slice(1, { donePass: 1 }), slice(2, waits(30)), slice(3, waits(-1)), slice(4, waits(-5))];
    assert.deepEqual(atWork(progress, 1, now), [0, 4]);
  });

  it('sees that something moves, and since when nothing does', () => {
    const first = seenNow(undefined, 1, [slice(0), slice(1)], 1000);
    assert.deepEqual([first.since, first.moves], [1000, 2]);
    assert.equal(seenNow(first, 1, [slice(0), slice(1)], 9000), first);
    const moved = seenNow({ ...first, asked: 2 }, 1, [slice(0), slice(1, { moves: 2 })], 9000);
    assert.deepEqual([moved.since, moved.asked, moved.firstAt], [9000, 0, 1000]);
    assert.deepEqual(seenNow(moved, 2, [slice(0)], 12_000).firstAt, 12_000);
  });

  const still = (minutes: number, more: Partial<Seen> = {}): Seen => ({
    ...{ pass: 1, firstAt: -minutes * minute, moves: 1, since: -minutes * minute, asked: 0, askedAt: -minutes * minute },
    ...more,
  });

  it('gives a lost worker time to come back, and then asks again ever more rarely', () => {
    assert.equal(standsStill(still(1), 0, -Infinity), false);
    assert.equal(standsStill(still(2), 0, -Infinity), true);
    assert.equal(standsStill(still(10, { asked: 1, askedAt: -2 * minute }), 0, -Infinity), false);
    assert.equal(standsStill(still(10, { asked: 1, askedAt: -3 * minute }), 0, -Infinity), true);
    assert.equal(standsStill(still(999, { asked: 20, askedAt: -31 * minute }), 0, -Infinity), true);
  });

  it('knows that it may only be waiting in line while others get on, but not for ever', () => {
    assert.equal(standsStill(still(10), 0, -1000), false);
    assert.equal(standsStill(still(16), 0, -1000), true);
  });

  it('is for administrators to see once asking did not help', () => {
    assert.equal(isToBeShown(still(9, { asked: 2 })), false);
    assert.equal(isToBeShown(still(9, { asked: 3 })), true);
  });

  it('looks soon at first, then rarely, and rests while all that is left waits for its time', () => {
    assert.equal(lookAgainMs(still(1), 0, [slice(0)], now), 10_000);
    assert.equal(lookAgainMs(still(5), 0, [slice(0)], now), 30_000);
    const waits = (minutes: number) => slice(minutes, { waitsUntil: new Date(now.getTime() + minutes * minute) });
    assert.equal(lookAgainMs(still(5), 0, [waits(9), waits(4)], now), 4 * minute);
    assert.equal(lookAgainMs(still(5), 0, [waits(600)], now), 15 * minute);
    assert.equal(lookAgainMs(still(5), 0, [waits(600), slice(0)], now), 30_000);
  });
});
