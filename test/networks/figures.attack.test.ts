import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FigureShown, Growth, Joint } from '../../bot/networks/figures/figures.contract.ts';
import { growthOf, jointOf } from '../../bot/networks/figures/figures.ts';
import { changeInPercent, suppress, type MonthCounted } from '../../bot/people/suppress.ts';
import {
  conclude,
  concludePeople,
  inBoth,
  valuesOf,
  type Concluded,
  type KnownRule,
  type QuarterSeen,
  type Watched,
} from './figures.attack.ts';

// Somebody who may see everything that anybody may see (an administrator) looks at every figure, every month, for years, and works out
// what each hidden number may have been. Of everything below ten, ten possible values must be left: it could still be any of them.

const months = 9;
const nextOn = new Date('2030-01-01T02:00:00Z');

/** The truth: who is in which network at the end of each month, and what came and went. */
type Truth = {
  networks: MonthCounted[][];
  people: { people: number; memberships: number; largest: number; networks: string[] }[];
  inBoth: number[][];
};

const some = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) }, { weight: 2, arbitrary: fc.integer({ min: 4, max: 13 }) });
const aMonth = fc.tuple(some, some);
const busy = fc.integer({ min: 9, max: 14 });
const moves = (month: fc.Arbitrary<[number, number]>) => fc.array(month, { minLength: months - 1, maxLength: months - 1 });
const aNetwork = fc.tuple(
  fc.oneof(fc.integer({ min: 5, max: 14 }), fc.integer({ min: 36, max: 44 }), fc.integer({ min: 0, max: 60 })),
  fc.oneof({ weight: 4, arbitrary: moves(aMonth) }, { weight: 1, arbitrary: moves(fc.tuple(busy, busy)) }),
);
const aHistory = fc.tuple(
  fc.array(aNetwork, { minLength: 1, maxLength: 3 }),
  fc.integer({ min: 1, max: 2 ** 30 }),
  fc.integer({ min: 20, max: 130 }),
);

/** Plays a history with people, so that those in several networks are counted as they are. */
function played([networks, seed, force]: typeof aHistory extends fc.Arbitrary<infer T> ? T : never): Truth {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  const members = networks.map(() => new Set<number>());
  const truth: Truth = { networks: networks.map(() => []), people: [], inBoth: [] };
  for (let at = 0; at < months; at += 1) {
    networks.forEach(([first, moves], which) => {
      const inIt = members[which] as Set<number>;
      const [wanted, leaving] = at === 0 ? [first, 0] : (moves[at - 1] as [number, number]);
      const goes = Math.min(leaving, inIt.size);
      for (let left = 0; left < goes; left += 1) inIt.delete([...inIt][random(inIt.size)] as number);
      let joined = 0;
      for (let tried = 0; joined < wanted && tried < 500; tried += 1) {
        const person = random(force);
        if (!inIt.has(person)) joined += inIt.add(person) ? 1 : 0;
      }
      truth.networks[which]?.push({ month: monthAt(at), members: inIt.size, joined, left: goes });
    });
    const shown = members.map((set, which) => ({ set, id: String(which) })).filter(({ set }) => set.size >= 10);
    const everybody = new Set(shown.flatMap(({ set }) => [...set]));
    const sizes = shown.map(({ set }) => set.size);
    truth.people.push({
      people: everybody.size,
      memberships: sum(sizes),
      largest: Math.max(0, ...sizes),
      networks: shown.map(({ id }) => id),
    });
    truth.inBoth.push(members.flatMap((one, a) => members.slice(a + 1).map(other => [...one].filter(person => other.has(person)).length)));
  }
  return truth;
}

/** Everything an administrator is shown at the end of each month, through the product's own functions. */
type Seen = { growth: Growth[][]; joint: Joint[] };
function lookedAt({ networks, people }: Truth): Seen {
  const growth = networks.map((of, which) =>
    of.map((_, at) => growthOf({ network: String(which), months: of, last: monthAt(at), nextOn, since: monthAt(Math.max(0, at - 2)) })),
  );
  const joint = networks[0]?.map((_, at) =>
    jointOf({
      last: monthAt(at),
      nextOn,
      sizes: networks.map((of, which) => ({ id: String(which), members: of[at]?.members ?? 0 })),
      people: people[at],
    }),
  );
  return { growth, joint: joint ?? [] };
}

/** The same as a table: sizes month by month, and each quarter as it was first shown; what is shown later must not differ. */
function writtenDown(growth: readonly Growth[]): Watched {
  const last = growth.at(-1) as Growth;
  for (const [at, sooner] of growth.entries()) {
    assert.deepEqual(last.months.slice(0, at + 1), sooner.months, 'a figure that was shown does not change');
    assert.deepEqual(last.movements.slice(0, sooner.movements.length), sooner.movements);
    const { change, members } = sooner;
    // Per cents come from the rounded figures alone, so whoever has those learns nothing from them.
    if (change) assert.equal(change.percent, changeInPercent(change.from, members as FigureShown));
  }
  const quarters: QuarterSeen[] = [];
  for (let at = 0; at < growth.length; at += 3) {
    const whole = last.movements.find(({ period }) => period === quarterAt(at));
    const single = [0, 1, 2].map(by => last.movements.find(({ period }) => period === monthAt(at + by))?.shown);
    if (single.every(one => one !== undefined)) quarters.push({ kind: 'months', months: single });
    else quarters.push(whole?.shown ? { kind: 'whole', whole: whole.shown } : { kind: 'nothing' });
  }
  return { sizes: last.months.map(({ members }) => members), quarters };
}

/** What anybody may know of our rule, from this repository. */
const ourRule: KnownRule = {
  churn: seen => (seen === 'nothing' ? { least: 0, most: 9 } : { least: 10, most: 1_000 }),
  monthChurn: 10,
};
const isOurs = (people: number, sizes: readonly number[]) =>
  sizes.length < 2 || (sum(sizes) - people >= 10 && people - Math.max(...sizes) >= 10);

/** The hidden numbers below ten, each with how many values are left for it. */
function hidden(truth: MonthCounted[], { quarters }: Watched, concluded: Concluded): { what: string; was: number; left: Set<number> }[] {
  const found: { what: string; was: number; left: Set<number> }[] = [];
  truth.forEach(({ members, joined, left }, at) => {
    found.push({ what: `size of month ${at}`, was: members, left: concluded.sizes[at] as Set<number> });
    const isShown = quarters[Math.floor(at / 3)]?.kind === 'months';
    if (!isShown) {
      const of = concluded.months[at] as { joined: Set<number>; left: Set<number> };
      found.push(
        { what: `joined in month ${at}`, was: joined, left: of.joined },
        { what: `left in month ${at}`, was: left, left: of.left },
      );
    }
  });
  concluded.quarters.forEach((of, at) => {
    const inIt = truth.slice(at * 3, at * 3 + 3);
    found.push({ what: `joined in quarter ${at}`, was: sum(inIt.map(one => one.joined)), left: of.joined });
    found.push({ what: `left in quarter ${at}`, was: sum(inIt.map(one => one.left)), left: of.left });
  });
  return found.filter(({ was }) => was < 10);
}

describe('Everything anybody is shown in figures, over time', function () {
  this.timeout(60_000);

  it('leaves every hidden number below ten, and every month’s joining and leaving, ten values or more', () => {
    let looked = 0;
    const kinds = { months: 0, whole: 0, nothing: 0 };
    fc.assert(
      fc.property(aHistory, history => {
        const truth = played(history);
        const { growth } = lookedAt(truth);
        growth.forEach((of, which) => {
          const watched = writtenDown(of);
          for (const { kind } of watched.quarters) kinds[kind] += 1;
          for (const { what, was, left } of hidden(truth.networks[which] ?? [], watched, conclude(watched, ourRule))) {
            assert.ok(left.has(was), `the attack itself is sound: ${what} was ${was}, left are ${[...left].join()}`);
            assert.ok(left.size >= 10, `${what} was ${was}, and only ${[...left].join()} are left`);
            looked += 1;
          }
        });
      }),
      { numRuns: 150 },
    );
    assert.ok(looked > 1_000, `${looked} hidden numbers`);
    assert.ok(Math.min(...Object.values(kinds)) > 0, `every way of showing a quarter was tried: ${JSON.stringify(kinds)}`);
  });

  it('leaves it open who is in two networks', () => {
    const seenKinds = { shown: 0, not: 0 };
    fc.assert(
      fc.property(aHistory, history => {
        const truth = played(history);
        const { growth, joint } = lookedAt(truth);
        const concluded = growth.map(of => conclude(writtenDown(of), ourRule));
        let within: { from: number; to: number } | undefined;
        joint.forEach((of, at) => {
          const shown = of.networks.flatMap(({ members }, which) => (members.kind === 'about' ? [which] : []));
          assert.deepEqual(of.memberships, totalShown(of.networks.map(({ members }) => members)), 'the total says nothing of its own');
          if (shown.length < 2) return (within = undefined);
          const sizes = shown.map(which => concluded[which]?.sizes[at] as Set<number>);
          const left = concludePeople({ sizes, people: of.people, isShown: isOurs, within });
          const was = truth.people[at] as Truth['people'][number];
          const trueSizes = shown.map(which => truth.networks[which]?.[at]?.members ?? 0);
          seenKinds[of.people ? 'shown' : 'not'] += 1;
          assert.ok(left.people.has(was.people), 'the attack itself is sound');
          if (was.memberships - was.people < 10) assert.ok(left.inSeveral.size >= 10, `in several: ${[...left.inSeveral].join()}`);
          trueSizes.forEach((size, which) => {
            const elsewhere = left.elsewhere[which] as Set<number>;
            if (was.people - size < 10) assert.ok(elsewhere.size >= 10, `elsewhere than in ${which}: ${[...elsewhere].join()}`);
          });
          // Even to somebody who knew the sizes and the people to the last one, who is in both of two networks would stay open.
          if (of.people) {
            for (const [a, b] of pairs(shown.length)) {
              const both = inBoth(trueSizes, was.people, a, b);
              assert.ok(shown.length === 2 ? both.from >= 10 : both.to - both.from >= 10, JSON.stringify({ both, trueSizes, was }));
            }
          }
          // From one month to the next, people can change by no more than came and went.
          const next = { from: Math.min(...left.people), to: Math.max(...left.people) };
          for (const which of shown) {
            const moved = concluded[which]?.months[at + 1];
            if (!moved) return (within = undefined);
            next.from -= Math.max(...moved.left);
            next.to += Math.max(...moved.joined);
          }
          const stays = joint[at + 1]?.networks.every(({ members }, which) => (members.kind === 'about') === shown.includes(which));
          within = stays ? next : undefined;
          return undefined;
        });
      }),
      { numRuns: 100 },
    );
    assert.ok(seenKinds.shown > 20 && seenKinds.not > 20, JSON.stringify(seenKinds));
  });

  it('does not tell 0 from 9: with any other small sizes the same is shown', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), sizes => {
        const other = sizes.map((members, at): MonthCounted => {
          const before = sizes[at - 1] ?? 0;
          return { month: monthAt(at), members, joined: Math.max(0, members - before), left: Math.max(0, before - members) };
        });
        const nobody = sizes.map((_, at): MonthCounted => ({ month: monthAt(at), members: 0, joined: 0, left: 0 }));
        const shown = (of: MonthCounted[]) => growthOf({ network: 'one', months: of, last: monthAt(5), nextOn, since: monthAt(1) });
        assert.deepEqual(shown(other), shown(nobody));
        const joint = (members: number) =>
          jointOf({
            last: monthAt(5),
            nextOn,
            sizes: [
              { id: 'a', members: 40 },
              { id: 'b', members },
            ],
          });
        assert.deepEqual(joint(sizes[5] ?? 0), joint(0));
      }),
    );
  });
});

describe('The same attack on a plainer rule', function () {
  this.timeout(60_000);

  // Every number is rounded by itself, and that is all: joined and left by quarter, the total over all, people as they are.
  const plainRule: KnownRule = { churn: () => ({ least: 0, most: 1_000 }), monthChurn: 0 };
  let histories: Truth[] = [];
  before('play the same histories each time', () => {
    histories = fc.sample(aHistory, { seed: 7, numRuns: 400 }).map(played);
  });

  it('finds in random histories numbers below ten that have three values left, or fewer', () => {
    let found = 0;
    for (const truth of histories.slice(0, 100)) {
      for (const of of truth.networks) {
        const watched = plainlyShown(of);
        for (const { what, was, left } of hidden(of, watched, conclude(watched, plainRule))) {
          assert.ok(left.has(was), `the attack itself is sound: ${what} was ${was}, left are ${[...left].join()}`);
          if (left.size <= 3) found += 1;
        }
      }
    }
    assert.ok(found > 0);
  });

  it('finds to the last one how many were in, how many joined and that nobody left, by comparing sizes', () => {
    // Shown: fewer than 10, then about 20, with fewer than 10 joining. So it was nine, nine joined, and nobody left.
    const truth = [9, 9, 9, 18, 18, 18].map((members, at): MonthCounted => {
      return { month: monthAt(at), members, joined: at === 0 || at === 3 ? 9 : 0, left: 0 };
    });
    const { sizes, quarters } = conclude(plainlyShown(truth), plainRule);
    assert.deepEqual([sizes[2], quarters[1]], [new Set([9]), { joined: new Set([9]), left: new Set([0]) }]);
    const growth = truth.map((_, at) => growthOf({ network: 'one', months: truth, last: monthAt(at), nextOn }));
    const ours = conclude(writtenDown(growth), ourRule);
    assert.deepEqual(ours.sizes[2], new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });

  it('finds how many left from how many joined', () => {
    // About 25 joined; about 40 became about 50. That leaves nine or more who left, and it said fewer than 10.
    const truth = [38, 38, 38, 52, 52, 52].map((members, at): MonthCounted => {
      return { month: monthAt(at), members, joined: at === 0 ? 38 : at === 3 ? 23 : 0, left: at === 3 ? 9 : 0 };
    });
    assert.deepEqual(conclude(plainlyShown(truth), plainRule).quarters[1]?.left, new Set([9]));
  });

  it('finds the size of a small network from the total', () => {
    let found = 0;
    for (const { networks } of histories) {
      for (let at = 0; at < months; at += 1) {
        const sizes = networks.map(of => of[at]?.members ?? 0);
        const small = sizes.filter(size => size < 10);
        if (small.length !== 1 || sizes.length < 2) continue;
        const rest = sizes.filter(size => size >= 10).map(size => valuesOf(suppress(size)));
        const [least, most] = [sum(rest.map(of => Math.min(...of))), sum(rest.map(of => Math.max(...of)))];
        const all = valuesOf(suppress(sum(sizes)));
        const left = Array.from({ length: 10 }, (_, value) => value).filter(value =>
          all.some(sumOf => sumOf - value >= least && sumOf - value <= most),
        );
        assert.ok(left.includes(small[0] ?? -1));
        if (left.length === 1) found += 1;
      }
    }
    assert.ok(found > 0);
  });

  it('finds that nobody, or nearly everybody, of one network is in another', () => {
    let found = 0;
    for (const { networks, people } of histories) {
      for (let at = 0; at < months; at += 1) {
        const sizes = networks.map(of => of[at]?.members ?? 0).filter(size => size >= 10);
        if (sizes.length < 2) continue;
        const sets = sizes.map(size => new Set(valuesOf(suppress(size))));
        const left = concludePeople({ sizes: sets, people: suppress(people[at]?.people ?? 0), isShown: () => true });
        if (left.inSeveral.size < 3 || left.elsewhere.some(of => of.size < 3)) found += 1;
      }
    }
    assert.ok(found > 0);
  });
});

function plainlyShown(of: readonly MonthCounted[]): Watched {
  const quarters: QuarterSeen[] = [];
  for (let at = 0; at < of.length; at += 3) {
    const inIt = of.slice(at, at + 3);
    const pair = (some: readonly MonthCounted[]) => ({
      joined: suppress(sum(some.map(one => one.joined))),
      left: suppress(sum(some.map(one => one.left))),
    });
    const isLarge = inIt.every(one => one.joined >= 10 && one.left >= 10);
    quarters.push(isLarge ? { kind: 'months', months: inIt.map(one => pair([one])) } : { kind: 'whole', whole: pair(inIt) });
  }
  return { sizes: of.map(({ members }) => suppress(members)), quarters };
}

const monthAt = (at: number): string => `2026-${String(at + 1).padStart(2, '0')}`;
const quarterAt = (at: number): string => `2026-Q${at / 3 + 1}`;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const pairs = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, a) => Array.from({ length: count - a - 1 }, (_, b) => [a, a + b + 1] as [number, number])).flat();
function totalShown(figures: readonly FigureShown[]): FigureShown {
  const shown = figures.flatMap(figure => (figure.kind === 'about' ? [figure.value] : []));
  return shown.length > 0 ? { kind: 'about', value: sum(shown) } : { kind: 'few' };
}
