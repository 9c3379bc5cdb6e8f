import assert from 'node:assert/strict';
import fc from 'fast-check';
import { factorAt, isUsable, requestsAt, slotsFrom, slowed, toOnePlace, type Limit, type Pacing } from '../../../bot/delivery/pace/pace.ts';

const forty = requestsAt(40);
const now = Date.parse('2026-06-02T17:00:00Z');

type Asking = { at?: number; limit?: Limit; earliest?: number };
function slotsOf(pacing: Pacing | undefined, wanted: number, { at = now, limit = forty, earliest }: Asking = {}) {
  const given = slotsFrom(pacing, limit, { wanted, now: at, earliest: earliest ?? at });
  assert.ok('slots' in given, 'slots were expected');
  return given;
}

describe('the pace of a tenant', () => {
  it('hands out send times from now on when nobody has sent lately', () => {
    const { slots } = slotsOf(undefined, 3);
    assert.deepEqual(
      slots.map(slot => slot - now),
      [0, 26, 52],
    );
  });

  it('goes on where the last one ended, whoever asked for it', () => {
    const { slots, pacing } = slotsOf(undefined, 4);
    const next = slotsOf(pacing, 2, { at: now + 5 });
    assert.equal((next.slots[0] ?? 0) - (slots.at(-1) ?? 0), 26);
  });

  it('gives none that would be over before the asker knows of it', () => {
    assert.equal(slotsOf(undefined, 1, { earliest: now + 80 }).slots[0], now + 80);
  });

  it('gives half a second’s worth at the most, and always one', () => {
    assert.equal(slotsOf(undefined, 100).slots.length, 20);
    assert.equal(slotsOf(undefined, 100, { limit: requestsAt(1) }).slots.length, 1);
    assert.equal(slotsOf(undefined, 100, { limit: toOnePlace }).slots.length, 1);
  });

  it('asks to wait while the coming second is taken, so that a slower pace is soon felt', () => {
    const pacing = { tat: now + 1500, factor: 1, factorAt: now };
    assert.deepEqual(slotsFrom(pacing, forty, { wanted: 5, now, earliest: now }), { waitMs: 500 });
  });

  it('does not wait for what was handed out before the storage’s clock was set back an hour', () => {
    assert.equal(slotsOf({ tat: now + 3_600_000, factor: 1, factorAt: now + 3_600_000 }, 1).slots[0], now);
  });

  it('lets a slot be used for a moment and then no more', () => {
    assert.deepEqual(
      [-1, 0, 20, 21].map(late => isUsable(now, now + late, forty)),
      [false, true, true, false],
    );
  });

  it('is half of it after Teams asked for less, not again within a second, and never nothing', () => {
    const { pacing } = slotsOf(undefined, 1);
    const once = slowed(pacing, now);
    assert.ok(once);
    assert.equal(once.factor, 0.5);
    assert.equal(slowed(once, now + 999), undefined);
    assert.equal(slowed(once, now + 1000)?.factor, 0.275);
    const [one = 0, two = 0] = slotsOf({ ...once, tat: now }, 2).slots;
    assert.ok(two - one >= 51 && two - one <= 52);
    let slow: Pacing | undefined = once;
    for (let second = 1; second < 60; second += 1) slow = slowed(slow, now + second * 1000);
    assert.equal(slow?.factor, 1 / 16);
  });

  it('grows back to the whole in ten seconds', () => {
    const half = { tat: now, factor: 0.5, factorAt: now };
    assert.deepEqual(
      [0, 2000, 10_000, 60_000].map(later => factorAt(half, now + later)),
      [0.5, 0.6, 1, 1],
    );
  });

  it('halves what has grown back since, not what it was', () => {
    assert.equal(slowed({ tat: now, factor: 0.5, factorAt: now - 4000 }, now)?.factor, 0.35);
  });

  // What instances do in any order: ask for slots, use some of them late or not at all, know the storage's time a little wrongly.
  const act = fc.record({
    passesMs: fc.nat({ max: 600 }),
    instance: fc.nat({ max: 4 }),
    wanted: fc.integer({ min: 1, max: 30 }),
    isSlowedDown: fc.boolean(),
    late: fc.array(fc.nat({ max: 20 }), { minLength: 30, maxLength: 30 }),
    forfeited: fc.nat({ max: 30 }),
  });
  const history = fc.record({
    perSecond: fc.integer({ min: 1, max: 50 }),
    wrongBy: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 5, maxLength: 5 }),
    acts: fc.array(act, { minLength: 10, maxLength: 80 }),
  });

  it('never lets more out in any second than was set, whatever several instances do', () => {
    let fullest = 0;
    fc.assert(
      fc.property(history, ({ perSecond, wrongBy, acts }) => {
        const limit: Limit = requestsAt(perSecond);
        const sends: number[] = [];
        let pacing: Pacing | undefined;
        let time = now;
        for (const { passesMs, instance, wanted, isSlowedDown, late, forfeited } of acts) {
          time += passesMs;
          const wrong = wrongBy[instance] ?? 0;
          if (isSlowedDown && passesMs % 5 === 0) pacing = slowed(pacing, time + wrong) ?? pacing;
          const given = slotsFrom(pacing, limit, { wanted, now: time + wrong, earliest: time + wrong });
          if ('waitMs' in given) continue;
          pacing = given.pacing;
          for (const [at, slot] of given.slots.entries()) if (at !== forfeited) sends.push(slot - wrong + (late[at] ?? 0));
        }
        sends.sort((one, other) => one - other);
        for (const [at, first] of sends.entries()) {
          const tooMany = sends[at + perSecond];
          assert.ok(tooMany === undefined || tooMany - first >= 999.999, `${perSecond + 1} within ${tooMany && tooMany - first} ms`);
          fullest = Math.max(fullest, (sends.findLastIndex(one => one < first + 1000) - at + 1) / perSecond);
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(fullest > 0.9, 'a pace that nobody ever comes near proves nothing');
  });
});
