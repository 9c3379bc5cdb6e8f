import assert from 'node:assert/strict';
import { growthPerTurn } from './answering.ts';
import { median } from './comparison.ts';
import { meets } from './rows.ts';

describe('the figures of the bench', () => {
  it('miss a goal on its wrong side only', () => {
    assert.deepEqual(
      [0.84, 0.85, 2].map(value => meets(value, { atLeast: 0.85 })),
      [false, true, true],
    );
    assert.deepEqual(
      [1.31, 1.3, 0].map(value => meets(value, { atMost: 1.3 })),
      [false, true, true],
    );
    assert.equal(meets(Number.NaN, { atLeast: 0.85 }), false);
    assert.equal(meets(Number.NaN, { atMost: 3 }), false);
  });

  it('take the middle of several rounds', () => {
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
  });

  it('see a leak of a hundred bytes a turn, even when the engine throws away megabytes in between', () => {
    const turns = Array.from({ length: 11 }, (_, i) => 5000 + i * 1500);
    const leaking = turns.map((at, i) => ({ turns: at, bytes: 40_000_000 + at * 100 - (i > 5 ? 7_000_000 : 0) }));
    assert.equal(Math.round(growthPerTurn(leaking)), 100);
    const flat = turns.map((at, i) => ({ turns: at, bytes: 40_000_000 + (i % 2) * 20_000 }));
    assert.ok(Math.abs(growthPerTurn(flat)) < 20);
  });
});
