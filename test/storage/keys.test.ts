import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partition, partsOf, row, rowAfter, sortable, sortableDown } from '../../bot/storage/keys.ts';

// Parts as they come: ids, emoji, control characters, our own separators; never half a surrogate, which is refused.
const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.string({ unit: fc.constantFrom('a', 'b', '!', '$', '~', '|', ' ', '-', 'ŵ', '%'), maxLength: 6 }),
  fc.uuid(),
);
const parts = fc.array(part, { minLength: 1, maxLength: 4 }).filter(list => list.length > 1 || list[0] !== '');
const named = parts.filter(list => list[0] !== '');
const runs = { numRuns: 500 };

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const isWithin = (key: string, of: string[]) => key >= row(...of) && key < rowAfter(...of);
const startsWith = (list: string[], beginning: string[]) => beginning.every((value, i) => list[i] === value);

describe('storage keys', function () {
  this.timeout(10_000);

  it('give back the parts they were made of, so no two lists of parts share a key', () => {
    fc.assert(
      fc.property(parts, list => assert.deepEqual(partsOf(row(...list)), list)),
      runs,
    );
  });

  it('hold only characters that Azure takes', () => {
    fc.assert(
      fc.property(parts, list => assert.match(row(...list), /^[A-Za-z0-9_.:;@=,!~-]+$/)),
      runs,
    );
  });

  it('stand within the scan of their first parts, and no other key does', () => {
    fc.assert(
      fc.property(parts, parts, (list, beginning) => assert.equal(isWithin(row(...list), beginning), startsWith(list, beginning))),
      runs,
    );
    fc.assert(
      fc.property(named, parts, (beginning, more) => assert.ok(isWithin(row(...beginning, ...more), beginning))),
      runs,
    );
  });

  it('keep "net" apart from "network"', () => {
    assert.ok(isWithin(row('net'), ['net']));
    assert.ok(isWithin(row('net', 'x'), ['net']));
    assert.ok(!isWithin(row('network'), ['net']));
    assert.ok(!isWithin(row('net-1'), ['net']));
    assert.ok(!isWithin(row('net 1', 'x'), ['net']));
  });

  it('never let a scan of one tenant reach another one', () => {
    fc.assert(
      fc.property(named, named, (one, other) => {
        fc.pre(one[0] !== other[0]);
        assert.notEqual(partition(one[0] ?? '', ...one.slice(1)), partition(other[0] ?? '', ...other.slice(1)));
        assert.ok(!isWithin(partition(other[0] ?? '', ...other.slice(1)), [one[0] ?? '']));
      }),
      runs,
    );
  });

  it('sort as the numbers in them do, upwards or downwards', () => {
    const whole = fc.maxSafeNat();
    fc.assert(
      fc.property(whole, whole, (one, other) => {
        assert.equal(compare(row('n', sortable(one), 'x'), row('n', sortable(other), 'x')), Math.sign(one - other));
        assert.equal(compare(sortableDown(one), sortableDown(other)), Math.sign(other - one));
        assert.equal(sortable(one).length, 16);
      }),
      runs,
    );
  });

  it('refuse a number that would not sort', () => {
    for (const wrong of [-1, 1.5, NaN, Infinity, 2 ** 53]) {
      assert.throws(() => sortable(wrong), /whole number/);
      assert.throws(() => sortableDown(wrong), /whole number/);
    }
  });

  it('refuse nothing at all, too much, half a character, and a partition without a tenant', () => {
    assert.throws(() => row(), /1 to 512/);
    assert.throws(() => row(''), /1 to 512/);
    assert.throws(() => row('x'.repeat(513)), /1 to 512/);
    assert.throws(() => row('ŵ'.repeat(86)), /1 to 512/);
    assert.equal(row('x'.repeat(512)).length, 512);
    assert.throws(() => row('\ud83d'), /half a character/);
    assert.throws(() => partition('', 'networks'), /needs a tenant/);
  });

  it('leave the ids of Teams readable', () => {
    const id = '19:abc_DEF-1@thread.tacv2;messageid=1700000000000';
    assert.equal(row('conversation', id), `conversation!${id}`);
  });
});
