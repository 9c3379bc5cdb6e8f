import assert from 'node:assert/strict';
import { entityOf, rowOf } from '../../bot/storage/fields.ts';
import { partition, row } from '../../bot/storage/keys.ts';

const place = [partition('t'), row('r')] as const;

describe('a row on its way to Azure', () => {
  it('names the type of a whole number that Azure would otherwise take for 32 bits', () => {
    const { milliseconds, small, least, beyond, fraction } = entityOf(...place, {
      milliseconds: 1_823_456_789_012,
      small: 2_147_483_647,
      least: -2_147_483_648,
      beyond: 2_147_483_648,
      fraction: 3_000_000_000.5,
    });
    assert.deepEqual(milliseconds, { type: 'Double', value: 1_823_456_789_012 });
    assert.deepEqual(beyond, { type: 'Double', value: 2_147_483_648 });
    assert.deepEqual([small, least, fraction], [2_147_483_647, -2_147_483_648, 3_000_000_000.5]);
  });

  it('carries the mark of its write, which comes back to nobody', () => {
    const entity = entityOf(...place, { n: 1 }, 'mark');
    assert.ok(Object.values(entity).includes('mark'));
    assert.deepEqual(rowOf({ ...entity, etag: 'e', timestamp: '2026-06-02T17:00:00.1234567Z', 'odata.metadata': 'x' }), {
      partition: place[0],
      row: place[1],
      etag: 'e',
      writtenAt: new Date('2026-06-02T17:00:00.123Z'),
      fields: { n: 1 },
    });
  });
});
