import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tally } from '../../../bot/delivery/broadcast.ts';
import { outcomesShown, type Outcomes } from '../../../bot/delivery/progress/outcomes.ts';
import { suppress } from '../../../bot/people/suppress.ts';

// The attack: whoever sees how an announcement stands takes every way in which it may stand that would have shown the same, and asks
// which values a hidden number has among them. Fewer than ten values for a number below ten, and something was given away.

type Ways = { waiting: number; sent: number; inDigest: number; unreachable: number; unsure: number; skipped: number };
type Way = keyof Ways;
const ways: readonly Way[] = ['waiting', 'sent', 'inDigest', 'unreachable', 'unsure', 'skipped'];
type Show = (of: Ways) => unknown;

const sum = (of: Ways, some: readonly Way[] = ways): number => some.reduce((all, way) => all + of[way], 0);

function tallyOf(of: Ways): Tally {
  return {
    planned: sum(of),
    sent: of.sent,
    waiting: of.waiting,
    inDigest: of.inDigest,
    undeliverable: of.unreachable,
    failed: 0,
    unsure: of.unsure,
    skipped: of.skipped,
    corrected: 0,
    notCorrected: 0,
    recalled: 0,
    replaced: 0,
    notRecalled: 0,
    reasons: of.unreachable > 0 ? { uninstalled: of.unreachable } : {},
  };
}

const broadcastOf = (of: Ways) => ({
  audience: [{ kind: 'network', id: 'one' }],
  state: of.waiting > 0 ? ('sending' as const) : ('done' as const),
  isRecalled: false,
});
const ours: Show = of => outcomesShown(broadcastOf(of), tallyOf(of));

/** Numbers that must stay hidden while they are small: each by itself, and those that a reader would add up. */
const hidden: Record<string, readonly Way[]> = {
  waiting: ['waiting'],
  'in digests': ['inDigest'],
  unreachable: ['unreachable'],
  unsure: ['unsure'],
  'not wanted': ['skipped'],
  'without it': ['inDigest', 'unreachable', 'unsure', 'skipped'],
  'has it': ['sent'],
};

/**
 * The values a hidden number can have among all that shows the same: for each, some way is searched for, moving the other numbers
 * as far as the same showing allows. What is found exists, so no value is counted that an attacker could rule out.
 */
function valuesLeft(truth: Ways, of: readonly Way[], show: Show, isOver: boolean): Set<number> {
  const seen = JSON.stringify(show(truth));
  const found = new Set<number>();
  const others = ways.filter(way => !of.includes(way) && !(isOver && way === 'waiting'));
  // What somebody who watched knows: whether it is over is said, so nobody waits then, and somebody does before.
  for (let value = 0; value <= 14; value += 1) {
    for (const split of splits(value, of, truth)) {
      if (!isOver && split.waiting === 0) continue;
      if (fits(split, others, show, seen)) {
        found.add(value);
        break;
      }
    }
  }
  return found;
}

/** The value given to one of its parts, or spread as it is in truth; and the same with nobody in the other small parts. */
function splits(value: number, of: readonly Way[], truth: Ways): Ways[] {
  return of.flatMap(to => {
    const split = { ...truth, ...Object.fromEntries(of.map(way => [way, way === to ? value : 0])) };
    const smallOnes = ways.filter(way => !of.includes(way) && way !== 'waiting' && split[way] < 10);
    return [split, { ...split, ...Object.fromEntries(smallOnes.map(way => [way, 0])) }];
  });
}

function fits(start: Ways, others: readonly Way[], show: Show, seen: string): boolean {
  // One other number takes up the difference; a second one may move a little, as far as its rounding lets it.
  if (JSON.stringify(show(start)) === seen) return true;
  for (const way of others) {
    for (let by = -14; by <= 14; by += 1) {
      const moved = { ...start, [way]: start[way] + by };
      if (moved[way] < 0) continue;
      if (JSON.stringify(show(moved)) === seen) return true;
      for (const second of others) {
        if (second === way) continue;
        for (const little of [-9, -4, -2, -1, 1, 2, 4, 9]) {
          const both = { ...moved, [second]: moved[second] + little };
          if (both[second] >= 0 && JSON.stringify(show(both)) === seen) return true;
        }
      }
    }
  }
  return false;
}

const small = fc.integer({ min: 0, max: 12 });
const mixed = fc.oneof(small, fc.integer({ min: 0, max: 60 }));
const someWays: fc.Arbitrary<Ways> = fc
  .record({
    waiting: fc.oneof(fc.constant(0), small, fc.integer({ min: 0, max: 90 })),
    sent: fc.oneof(small, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 400 })),
    inDigest: mixed,
    unreachable: mixed,
    unsure: fc.oneof(fc.constant(0), mixed),
    skipped: fc.oneof(fc.constant(0), mixed),
  })
  .filter(of => sum(of) >= 1);

describe('What an organiser is shown of how it went', function () {
  this.timeout(60_000);

  it('leaves every number below ten ten values or more, whoever subtracts what', () => {
    let looked = 0;
    fc.assert(
      fc.property(someWays, truth => {
        const shown = ours(truth) as Outcomes;
        const isOver = truth.waiting === 0;
        for (const [what, of] of Object.entries(hidden)) {
          const was = sum(truth, of);
          // That nobody waits any more is what "over" means, and it is said.
          if (was >= 10 || (what === 'waiting' && isOver)) continue;
          const left = valuesLeft(truth, of, ours, isOver);
          const least = what === 'waiting' || (!isOver && sum(truth) < 20) ? 9 : 10;
          assert.ok(left.size >= least, `${what} was ${was}, left are ${[...left].join()} of ${JSON.stringify({ truth, shown })}`);
          looked += 1;
        }
      }),
      { numRuns: 25 },
    );
    assert.ok(looked > 30, `${looked} hidden numbers`);
  });

  it('says of fewer than ten only whether it is under way, the same for none as for nine', () => {
    const nobody: Ways = { waiting: 0, sent: 0, inDigest: 0, unreachable: 0, unsure: 0, skipped: 0 };
    for (let count = 0; count < 10; count += 1) {
      for (const way of ['sent', 'inDigest', 'unreachable', 'unsure', 'skipped'] as const)
        assert.deepEqual(ours({ ...nobody, [way]: count }), { kind: 'few', isOver: true });
    }
    assert.deepEqual(ours({ ...nobody, waiting: 9 }), { kind: 'few', isOver: false });
  });
});

describe('The same attack on a plainer rule', () => {
  it('finds the smallest part where each number is only rounded by itself', () => {
    const plain: Show = of => [suppress(sum(of)), ...ways.map(way => suppress(of[way]))];
    const truth: Ways = { waiting: 0, sent: 30, inDigest: 0, unreachable: 15, unsure: 0, skipped: 0 };
    assert.ok(valuesLeft(truth, ['unsure'], plain, true).size < 10);
    assert.ok(valuesLeft(truth, ['unsure'], ours, true).size >= 10);
  });
});
