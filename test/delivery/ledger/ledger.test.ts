import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { tallyOf } from '../../../bot/delivery/ledger/counts.ts';
import { claimed, type Delivery } from '../../../bot/delivery/ledger/delivery.ts';
import { deliveryOf, fieldsOf } from '../../../bot/delivery/ledger/ledger.rows.ts';
import { openLedger, type Ledger, type Planned } from '../../../bot/delivery/ledger/ledger.store.ts';
import { slicesOf } from '../../../bot/delivery/ledger/slices.ts';
import type { Slice } from '../../../bot/delivery/ledger/slices.store.ts';
import { partition, type RowKey } from '../../../bot/storage/keys.ts';
import type { Fields, Table } from '../../../bot/storage/table.ts';
import { StorageUnavailable } from '../../../bot/storage/table.ts';
import { azuriteHere } from '../../support/azurite.ts';
import { rowsIn } from '../../support/stored-rows.ts';

const now = new Date('2027-06-01T12:00:00Z');
const key = Buffer.alloc(32, 7);

describe('the ledger', function () {
  this.timeout(20_000);
  const azurite = azuriteHere();
  let tables: { deliveries: Table; progress: Table };
  let ledger: Ledger;
  before('open it', () => {
    const storage = azurite.storage();
    tables = { deliveries: storage.table('deliveries'), progress: storage.table('progress') };
    ledger = openLedger(tables, key);
  });

  const announcement = (slices = 16) => ({ tenant: randomUUID(), id: 'party', slices, version: 1 });
  const people = (count: number): Planned[] => Array.from({ length: count }, () => ({ to: { kind: 'person', id: randomUUID() }, via: 0 }));
  const allOf = async (of: ReturnType<typeof announcement>): Promise<Slice[]> =>
    Promise.all(slicesOf(of).map(slice => ledger.read(of, slice)));
  const rowsOf = (slices: Slice[]) => slices.flatMap(({ deliveries }) => [...deliveries.values()]);
  /** The slice of somebody, with the key of their row. */
  async function sliceWith(
    of: ReturnType<typeof announcement>,
    { to }: Planned,
  ): Promise<{ slice: Slice; key: string; delivery: Delivery }> {
    for (const slice of await allOf(of))
      for (const [found, delivery] of slice.deliveries)
        if (JSON.stringify(delivery.to) === JSON.stringify(to)) return { slice, key: found, delivery };
    throw new Error('they are in no slice');
  }
  const done = (written: Slice | 'conflict'): Slice => {
    assert.ok(written !== 'conflict');
    return written;
  };

  describe('planned', () => {
    it('has one waiting row for everybody, however often somebody is named', async () => {
      const of = announcement();
      const planned = [...people(50), { to: { kind: 'place' as const, conversation: '19:room@thread.tacv2' }, via: 1 }];
      assert.equal(await ledger.plan(of, [...planned, ...planned.slice(0, 10)]), 51);
      const rows = rowsOf(await allOf(of));
      assert.deepEqual(new Set(rows.map(({ to }) => JSON.stringify(to))), new Set(planned.map(({ to }) => JSON.stringify(to))));
      assert.ok(rows.every(({ state, attempts, version }) => state === 'pending' && attempts === 0 && version === 0));
      assert.equal(rows.find(({ to }) => to.kind === 'place')?.via, 1);
      assert.equal((await ledger.tally(of)).planned, 51);
    });

    it('again adds who is missing and leaves the others as they stand', async () => {
      const of = announcement();
      const [one, ...others] = people(20);
      assert.ok(one);
      await ledger.plan(of, [one]);
      const { slice, key: of1, delivery } = await sliceWith(of, one);
      done(await ledger.write(slice, [[of1, { ...delivery, state: 'sent', version: 1, activity: 'a' }]]));
      assert.equal(await ledger.plan(of, [{ ...one, via: 3 }, ...others]), 19);
      assert.equal(await ledger.plan(of, [one, ...others]), 0);
      const { delivery: still } = await sliceWith(of, one);
      assert.deepEqual([still.state, still.via], ['sent', 0]);
      assert.equal((await ledger.tally(of)).planned, 20);
    });

    it('by two instances at once has everybody once', async () => {
      const of = announcement();
      const planned = people(120);
      const other = openLedger(tables, key);
      const added = await Promise.all([ledger.plan(of, planned), other.plan(of, planned.toReversed()), ledger.plan(of, planned.slice(40))]);
      assert.equal(added[0] + added[1] + added[2], 120);
      assert.equal(rowsOf(await allOf(of)).length, 120);
      assert.equal((await ledger.tally(of)).planned, 120);
    });

    it('holds more in one slice than goes into one write', async () => {
      const of = announcement();
      const planned = people(1700);
      assert.equal(await ledger.plan(of, planned), 1700);
      const slices = await allOf(of);
      assert.equal(rowsOf(slices).length, 1700);
      assert.ok(slices.some(({ deliveries }) => deliveries.size > 99));
      for (const { counts, deliveries } of slices) assert.deepEqual(counts, { pending: deliveries.size });
    });

    it('goes on when the storage was away for a moment, before and after it wrote', async () => {
      const of = announcement();
      let trouble = 0;
      const shaky: Table = {
        ...tables.deliveries,
        together: async (...asked) => {
          trouble += 1;
          if (trouble % 3 === 1) throw new StorageUnavailable('before');
          const answer = await tables.deliveries.together(...asked);
          if (trouble % 3 === 2) throw new StorageUnavailable('after');
          return answer;
        },
      };
      await openLedger({ ...tables, deliveries: shaky }, key).plan(of, people(2));
      assert.equal(rowsOf(await allOf(of)).length, 2);
      assert.equal((await ledger.tally(of)).planned, 2);
    });
  });

  describe('a slice', () => {
    it('is written by whoever read it last, and by nobody else', async () => {
      const of = announcement();
      const [one] = people(1);
      assert.ok(one);
      await ledger.plan(of, [one]);
      const mine = await sliceWith(of, one);
      const theirs = await sliceWith(of, one);
      const lease = { by: 'me', until: now };
      const written = done(await ledger.write(mine.slice, [[mine.key, claimed(mine.delivery, lease)]]));
      assert.equal(await ledger.write(theirs.slice, [[theirs.key, claimed(theirs.delivery, { ...lease, by: 'they' })]]), 'conflict');
      assert.equal(await ledger.write(mine.slice, [[mine.key, mine.delivery]]), 'conflict', 'it is not as it was read any more');
      const again = done(await ledger.write(written, [[mine.key, { ...mine.delivery, state: 'failed', reason: 'x' }]]));
      assert.deepEqual(await ledger.read(of, mine.slice.number), { ...again, etag: (await ledger.read(of, mine.slice.number)).etag });
      assert.deepEqual(again.counts, { 'failed/x': 1 });
    });

    it('is claimed by one of eight at the same moment', async () => {
      const of = announcement();
      const [one] = people(1);
      assert.ok(one);
      await ledger.plan(of, [one]);
      const { slice, key: of1, delivery } = await sliceWith(of, one);
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, by) => ledger.write(slice, [[of1, claimed(delivery, { by: String(by), until: now })]])),
      );
      assert.equal(claims.filter(claim => claim !== 'conflict').length, 1);
    });

    it('leaves a row that nobody here wrote as it is, and says so', async () => {
      const of = announcement();
      const [one, other] = people(2);
      assert.ok(one && other);
      await ledger.plan(of, [one, other]);
      const { slice, key: of1 } = await sliceWith(of, one);
      const at = partition(of.tenant, 'deliveries', of.id, String(slice.number));
      await tables.deliveries.put(at, of1 as RowKey, { person: 'x', state: 'dancing' });
      const read = await ledger.read(of, slice.number);
      assert.equal(read.unreadable, 1);
      assert.ok(!read.deliveries.has(of1));
    });
  });

  describe('a row', () => {
    const date = fc.date({ min: now, max: new Date('2030-01-01'), noInvalidDate: true });
    const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
    const delivery = fc
      .record({
        to: fc.oneof(
          fc.record({ kind: fc.constant('person'), id: fc.uuid() }, { noNullPrototype: true }),
          fc.record({ kind: fc.constant('place'), conversation: fc.uuid() }, { noNullPrototype: true }),
        ),
        via: fc.nat(),
        state: fc.constantFrom('pending', 'sent', 'digest', 'undeliverable', 'failed', 'unsure', 'skipped'),
        attempts: fc.nat(),
        version: fc.nat(),
        notBefore: optional(date),
        activity: optional(fc.string()),
        missed: optional(fc.nat()),
        recalled: optional(fc.constantFrom('yes', 'replaced', 'no')),
        reason: optional(fc.string()),
        wasUnsure: optional(fc.constant(true)),
        unsureAt: optional(date),
        lease: optional(fc.record({ by: fc.string({ minLength: 1 }), until: date }, { noNullPrototype: true })),
      })
      .map(all => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Delivery);

    it('comes back as it went in', () => {
      fc.assert(fc.property(delivery, one => assert.deepEqual(deliveryOf(fieldsOf(one)), one)));
    });

    it('that says too little or nonsense is no row of ours', () => {
      const good: Fields = { person: 'p', via: 0, state: 'pending', attempts: 0, version: 0 };
      assert.ok(deliveryOf(good));
      for (const wrong of [{ person: undefined }, { state: 'x' }, { via: '0' }, { attempts: -1 }, { version: 0.5 }, { state: 'claimed' }])
        assert.equal(deliveryOf({ ...good, ...wrong }), undefined, JSON.stringify(wrong));
    });
  });

  describe('how far it is', () => {
    it('is what was noted last, whoever comes late with less', async () => {
      const of = announcement();
      const [one] = people(1);
      assert.ok(one);
      await ledger.plan(of, [one]);
      const { slice, key: of1, delivery } = await sliceWith(of, one);
      assert.deepEqual(await ledger.progress(of), [{ slice: slice.number, counts: { pending: 1 }, moves: 1, donePass: 0 }]);
      const later = done(await ledger.write(slice, [[of1, { ...delivery, state: 'sent', version: 1 }]]));
      await ledger.note(later, { donePass: 1 });
      await ledger.note(slice, { donePass: 0, waitsUntil: now });
      assert.deepEqual(await ledger.progress(of), [{ slice: slice.number, counts: { 'sent/1': 1 }, moves: 2, donePass: 1 }]);
      await ledger.note(later, { donePass: 2 });
      await ledger.note(later, { donePass: 1 });
      assert.equal((await ledger.progress(of))[0]?.donePass, 2);
      assert.equal((await ledger.tally(of)).sent, 1);
    });

    it('says until when nothing can be done', async () => {
      const of = announcement();
      const planned = people(1);
      await ledger.plan(of, planned);
      const { slice } = await sliceWith(of, planned[0] as Planned);
      await ledger.note(slice, { donePass: 0, waitsUntil: now });
      assert.deepEqual((await ledger.progress(of))[0]?.waitsUntil, now);
    });

    it('is the same counted anew, after many writes by several', async () => {
      const of = announcement();
      const planned = people(32);
      await ledger.plan(of, planned);
      const states = ['sent', 'failed', 'unsure', 'skipped'] as const;
      const writer = async (state: (typeof states)[number]) => {
        for (const number of slicesOf(of))
          for (;;) {
            const slice = await ledger.read(of, number);
            const next = [...slice.deliveries].find(([, one]) => one.state === 'pending');
            if (!next) break;
            const written = await ledger.write(slice, [[next[0], { ...next[1], state, reason: 'x', version: 1 }]]);
            if (written !== 'conflict') await ledger.note(written, { donePass: 0 });
          }
      };
      await Promise.all(states.map(writer));
      const slices = await allOf(of);
      const rows = rowsOf(slices);
      const tally = await ledger.tally(of);
      assert.deepEqual(tally, tallyOf(slices.map(({ counts }) => counts), of)); // prettier-ignore
      for (const state of states) assert.equal(tally[state], rows.filter(row => row.state === state).length, state);
      assert.equal(tally.planned, 32);
    });
  });

  describe('one person', () => {
    it('is found by one look, and in no other announcement by the same name', async () => {
      const of = announcement();
      const other = { ...of, id: 'another' };
      const [one, stranger] = people(2);
      assert.ok(one?.to.kind === 'person' && stranger?.to.kind === 'person');
      await ledger.plan(of, [one]);
      await ledger.plan(other, [one]);
      assert.equal((await ledger.ofPerson(of, { tenant: of.tenant, id: one.to.id }))?.state, 'pending');
      assert.equal(await ledger.ofPerson(of, { tenant: of.tenant, id: stranger.to.id }), undefined);
      assert.equal(await ledger.ofPerson({ ...of, slices: 0 }, { tenant: of.tenant, id: one.to.id }), undefined);
      assert.notEqual((await sliceWith(of, one)).key, (await sliceWith(other, one)).key);
    });

    it('has all that is kept about them, and nothing once they erased themselves but that there was one', async () => {
      const of = announcement();
      const other = { ...of, id: 'another' };
      const planned = people(5);
      const [one] = planned;
      assert.ok(one?.to.kind === 'person');
      await ledger.plan(of, planned);
      await ledger.plan(other, planned);
      const { slice, key: of1, delivery } = await sliceWith(of, one);
      const stands: Delivery = { ...delivery, state: 'sent', version: 1, activity: 'a-17' };
      await ledger.note(done(await ledger.write(slice, [[of1, stands]])), { donePass: 1 });
      const person = { tenant: of.tenant, id: one.to.id };
      const held = ledger.held(() => [of, other, { ...of, id: 'never planned' }, { ...of, id: 'draft', slices: 0 }]);
      const things = await held.export(person);
      assert.deepEqual(
        things.map(({ fields }) => [fields['announcement'], fields['state'], fields['person'], fields['activity']]),
        [
          ['party', 'sent', person.id, 'a-17'],
          ['another', 'pending', person.id, undefined],
        ],
      );
      await held.erase(person, now);
      assert.deepEqual(await held.export(person), []);
      const stored = await rowsIn(azurite.running().connectionString, of.tenant);
      assert.deepEqual(stored.filter(({ text }) => text.includes(person.id) || text.includes('a-17')), []); // prettier-ignore
      for (const each of [of, other]) assert.equal(rowsOf(await allOf(each)).length, 4);
      const { counts } = await ledger.read(of, slice.number);
      assert.equal(counts['sent/erased'], 1);
      assert.equal(tallyOf([counts], of).sent, 1);
      await held.erase(person, now);
      assert.deepEqual((await ledger.read(of, slice.number)).counts, counts, 'a second time there is nothing else');
    });

    it('who erases themselves while a slice is written is gone all the same, and nobody else is', async () => {
      const of = announcement();
      const [one] = people(1);
      assert.ok(one?.to.kind === 'person');
      await ledger.plan(of, [one]);
      const { slice, key: of1, delivery } = await sliceWith(of, one);
      await ledger.held(() => [of]).erase({ tenant: of.tenant, id: one.to.id }, now);
      assert.equal(await ledger.write(slice, [[of1, { ...delivery, state: 'sent', version: 1 }]]), 'conflict');
      assert.equal(rowsOf(await allOf(of)).length, 0);
    });
  });

  describe('kept long enough', () => {
    it('is dropped: first who, and how many some day later', async () => {
      const of = announcement();
      const other = { ...of, id: 'another' };
      const planned = people(250);
      await ledger.plan(of, planned);
      await ledger.plan(other, planned.slice(0, 3));
      await ledger.dropRows(of);
      assert.deepEqual(rowsOf(await allOf(of)), []);
      assert.equal((await ledger.tally(of)).planned, 250);
      await ledger.dropProgress(of);
      await ledger.dropRows(of);
      const left = await rowsIn(azurite.running().connectionString, of.tenant);
      assert.ok(left.every(({ text }) => text.includes('another')));
      assert.equal(rowsOf(await allOf(other)).length, 3);
    });
  });
});
