import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeInPercent,
  fewest,
  movements,
  peopleFigure,
  suppress,
  total,
  type Figure,
  type MonthCounted,
} from '../../bot/people/suppress.ts';

const few: Figure = { kind: 'few' };
const about = (value: number): Figure => ({ kind: 'about', value });
const counts = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100_000 }));

/** A year of one network, month by month, from nobody. */
const aYear = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 8, max: 40 })), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 15,
  })
  .map(moved => {
    let members = 0;
    return moved.map(([joined, share], at): MonthCounted => {
      const left = Math.min(members, Math.round(share * (joined + 8)));
      members += joined - left;
      const month = `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
      return { month, members, joined, left };
    });
  });

describe('A number of people', () => {
  it('from 0 to 9 is the same for everybody who looks: fewer than 10', () => {
    for (let count = 0; count < fewest; count += 1) assert.deepEqual(suppress(count), few);
  });

  it('from 10 is the nearest 5, never further off than 2', () => {
    fc.assert(
      fc.property(counts, count => {
        const figure = suppress(count);
        if (count < 10) return assert.deepEqual(figure, few);
        assert.ok(figure.kind === 'about' && figure.value % 5 === 0 && Math.abs(figure.value - count) <= 2, String(count));
      }),
    );
  });

  it('that is not a number is not shown', () => assert.deepEqual(suppress(Number.NaN), few));
});

describe('A change in per cent', () => {
  it('is given only where both ends are 20 or more as they are shown', () => {
    fc.assert(
      fc.property(counts, counts, (from, to) => {
        const [start, end] = [suppress(from), suppress(to)];
        const isShown = start.kind === 'about' && end.kind === 'about' && start.value >= 20 && end.value >= 20;
        assert.equal(changeInPercent(start, end) !== undefined, isShown);
      }),
    );
    assert.equal(changeInPercent(about(15), about(40)), undefined);
    assert.equal(changeInPercent(about(40), about(15)), undefined);
    assert.equal(changeInPercent(few, about(40)), undefined);
  });

  it('says nothing that the two rounded figures do not', () => {
    assert.equal(changeInPercent(suppress(38), suppress(47)), changeInPercent(suppress(42), suppress(43)));
    assert.equal(changeInPercent(about(40), about(50)), 25);
    assert.equal(changeInPercent(about(40), about(30)), -25);
  });
});

describe('Who joined and left', () => {
  const month = (number: number, members: number, joined: number, left: number): MonthCounted => ({
    month: `2026-${String(number).padStart(2, '0')}`,
    members,
    joined,
    left,
  });
  /** A settled network of 100 before the quarter that is looked at. */
  const settled = [month(1, 100, 100, 0), month(2, 100, 0, 0), month(3, 100, 0, 0)];
  const ofSecond = (...months: MonthCounted[]) =>
    movements([...settled, ...months]).filter(({ period }) => period > '2026-Q1' || /-0[4-6]/.test(period));

  it('is shown month by month where ten or more came and went in each', () => {
    assert.deepEqual(ofSecond(month(4, 102, 14, 12), month(5, 102, 11, 11), month(6, 100, 10, 12)), [
      { period: '2026-04', shown: { joined: about(15), left: about(10) } },
      { period: '2026-05', shown: { joined: about(10), left: about(10) } },
      { period: '2026-06', shown: { joined: about(10), left: about(10) } },
    ]);
  });

  it('is otherwise shown for the quarter', () => {
    assert.deepEqual(ofSecond(month(4, 110, 14, 4), month(5, 112, 6, 4), month(6, 113, 5, 4)), [
      { period: '2026-Q2', shown: { joined: about(25), left: about(10) } },
    ]);
  });

  it('is not shown where one of them would be found from the other and the sizes', () => {
    assert.deepEqual(ofSecond(month(4, 110, 12, 2), month(5, 120, 10, 0), month(6, 122, 2, 0)), [{ period: '2026-Q2' }]);
    assert.deepEqual(ofSecond(month(4, 100, 0, 0), month(5, 100, 0, 0), month(6, 100, 0, 0)), [{ period: '2026-Q2' }]);
  });

  it('is not shown where it would tell how many were in while that is fewer than 10', () => {
    assert.deepEqual(ofSecond(month(4, 9, 20, 111), month(5, 30, 40, 19), month(6, 40, 30, 20)), [{ period: '2026-Q2' }]);
  });

  it('is never shown for a quarter that is not over', () => {
    assert.deepEqual(ofSecond(month(4, 100, 50, 50), month(5, 100, 50, 50)), []);
  });

  it('is shown for a period in months or as a quarter, never both, and each period once', () => {
    fc.assert(
      fc.property(aYear, months => {
        const periods = movements(months).map(({ period }) => period);
        assert.equal(new Set(periods).size, periods.length);
        const quarters = periods.filter(period => period.includes('Q'));
        const inMonths = new Set(
          periods.filter(period => !period.includes('Q')).map(one => `${one.slice(0, 4)}-Q${Math.ceil(Number(one.slice(5)) / 3)}`),
        );
        assert.ok(!quarters.some(quarter => inMonths.has(quarter)));
      }),
    );
  });

  it('stays as it was first shown when later months are added', () => {
    fc.assert(
      fc.property(aYear, months => {
        const whole = movements(months);
        for (let to = 1; to < months.length; to += 1) {
          const sooner = movements(months.slice(0, to));
          assert.deepEqual(whole.slice(0, sooner.length), sooner);
        }
      }),
    );
  });

  it('never shows a number below 10, whatever happened', () => {
    fc.assert(
      fc.property(aYear, months => {
        for (const { shown } of movements(months)) {
          if (shown) assert.ok(shown.joined.kind === 'about' && shown.left.kind === 'about');
        }
      }),
    );
  });
});

describe('A total', () => {
  it('is the sum of what is shown, so that nothing can be taken off it', () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 8 }), fc.integer({ min: 0, max: 9 }), (sizes, small) => {
        const figures = sizes.map(suppress);
        // A small network more or less, or of another small size, changes nothing.
        assert.deepEqual(total([...figures, suppress(small)]), total(figures));
        const shown = figures.flatMap(figure => (figure.kind === 'about' ? [figure.value] : []));
        assert.deepEqual(total(figures), shown.length > 0 ? about(shown.reduce((sum, one) => sum + one, 0)) : few);
      }),
    );
  });

  it('of people is not shown where it would say who is in two networks', () => {
    const parts = [about(40), about(30)];
    assert.deepEqual(peopleFigure({ people: 55, memberships: 70, largest: 40 }, parts), about(55));
    assert.equal(peopleFigure({ people: 61, memberships: 70, largest: 40 }, parts), undefined, 'nine people are in both');
    assert.equal(peopleFigure({ people: 49, memberships: 70, largest: 40 }, parts), undefined, 'all but nine of the one are in the other');
    assert.deepEqual(
      peopleFigure({ people: 41, memberships: 41, largest: 41 }, [about(40), few]),
      about(40),
      'one network is its own total',
    );
    assert.deepEqual(peopleFigure({ people: 0, memberships: 0, largest: 0 }, [few]), few);
  });
});
