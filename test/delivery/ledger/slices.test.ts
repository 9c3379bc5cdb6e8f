import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { recounted, standingOf, standingOfErased, tallyOf, type Counts } from '../../../bot/delivery/ledger/counts.ts';
import type { Delivery } from '../../../bot/delivery/ledger/delivery.ts';
import { sliceOf, slicesFor, slicesOf } from '../../../bot/delivery/ledger/slices.ts';
import { shardOf, shards } from '../../../bot/people/shard.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const person = (id: string) => ({ kind: 'person' as const, id });

describe('the slices of an announcement', () => {
  it('are sixteen for a few, and twice as many whenever there would be more than a hundred people in each', () => {
    assert.deepEqual([0, 1, 1600, 1601, 10_000, 100_000].map(slicesFor), [16, 16, 16, 32, 128, 1024]);
    assert.equal(slicesFor(Infinity), 16 * 1024);
    assert.deepEqual(slicesOf({ slices: 3 }), [0, 1, 2]);
  });

  it('hold people of one shard each, and share them about equally', () => {
    const slices = slicesFor(10_000);
    const found = new Map<number, string[]>();
    for (let count = 0; count < 10_000; count += 1) {
      const id = randomUUID();
      const slice = sliceOf(person(id), hash(`x${id}`), slices);
      found.set(slice, [...(found.get(slice) ?? []), id]);
    }
    assert.equal(found.size, slices);
    for (const [slice, ids] of found) {
      assert.ok(slice >= 0 && slice < slices);
      assert.deepEqual(new Set(ids.map(shardOf)), new Set([shards[Math.floor(slice / 8)]]));
      assert.ok(ids.length > 30 && ids.length < 150, String(ids.length));
    }
  });

  it('are where somebody is found again', () => {
    const to = person('p');
    assert.equal(sliceOf(to, hash('a'), 64), sliceOf(to, hash('a'), 64));
    assert.throws(() => sliceOf(to, hash('a'), 0), /cannot have 0 slices/);
    assert.throws(() => sliceOf(to, hash('a'), 24), /cannot have 24 slices/);
  });
});

describe('counting recipients', () => {
  const one: Delivery = { to: person('p'), via: 0, state: 'pending', attempts: 0, version: 0 };
  const states: Delivery[] = [
    one,
    { ...one, state: 'claimed' },
    { ...one, state: 'digest' },
    { ...one, state: 'skipped', reason: 'left' },
    { ...one, state: 'undeliverable', reason: 'blocked' },
    { ...one, state: 'failed', reason: 'MessageSizeTooBig' },
    { ...one, state: 'unsure', reason: 'silence' },
    { ...one, state: 'sent', version: 1 },
    { ...one, state: 'sent', version: 1, missed: 2 },
    { ...one, state: 'sent', version: 2 },
    { ...one, state: 'sent', version: 1, recalled: 'yes' },
    { ...one, state: 'sent', version: 1, recalled: 'replaced' },
    { ...one, state: 'sent', version: 1, recalled: 'no' },
  ];
  const counted = (standings: string[]): Counts => recounted({}, [], standings);

  it('gives the organiser’s figures', () => {
    const slices = [counted(states.slice(0, 7).map(standingOf)), counted(states.slice(7).map(standingOf))];
    assert.deepEqual(tallyOf(slices, { version: 2 }), {
      planned: 13,
      sent: 6,
      waiting: 2,
      inDigest: 1,
      skipped: 1,
      undeliverable: 1,
      failed: 1,
      unsure: 1,
      corrected: 1,
      notCorrected: 1,
      recalled: 1,
      replaced: 1,
      notRecalled: 1,
      reasons: { blocked: 1, MessageSizeTooBig: 1 },
    });
    assert.equal(tallyOf(slices, { version: 1 }).corrected, 0, 'the first version corrects nothing');
    assert.equal(tallyOf(slices, { version: 3 }).corrected, 0, 'an earlier correction is behind by now');
  });

  it('takes away what it added, and nothing is left over', () => {
    const standings = states.map(standingOf);
    assert.deepEqual(recounted(counted(standings), standings, []), {});
  });

  it('keeps of somebody who erased themselves that there was one and what became of it', () => {
    const before = tallyOf([counted(states.map(standingOf))], { version: 1 });
    const afterwards = tallyOf([counted(states.map(standingOfErased))], { version: 1 });
    assert.deepEqual(afterwards, { ...before, waiting: 0, inDigest: 0, skipped: before.skipped + before.waiting + before.inDigest });
  });
});
