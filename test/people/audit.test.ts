import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import { backwardCheck, chainKey, continued, emptyChain, shortened, system, type ChainEnd, type Deed } from '../../bot/people/audit.ts';
import { shardOf } from '../../bot/people/shard.ts';
import { partition, row, sortableDown } from '../../bot/storage/keys.ts';
import type { Table } from '../../bot/storage/table.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import { openAudit } from '../../bot/people/audit.store.ts';
import { aPerson, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const days = (count: number) => new Date(june.getTime() + count * 86_400_000);
const deed = (at: Date, act = 'network joined'): Deed => ({ at, actor: 'somebody', act, object: 'sussex-ren' });

const key = Buffer.alloc(32, 1);

describe('A chain of audit entries', () => {
  const chain = continued(
    key,
    emptyChain,
    Array.from({ length: 12 }, (_, at) => deed(days(at))),
  );
  const backwards = (entries: typeof chain, begins = emptyChain) => {
    const check = backwardCheck(key);
    for (const entry of entries.toReversed()) check.take(entry);
    return check.end(begins);
  };

  it('is whole, and so is an empty one', () => {
    assert.deepEqual(backwards(chain), { whole: true, entries: 12 });
    assert.deepEqual(backwards([]), { whole: true, entries: 0 });
  });

  it('shows that an entry was changed, taken out, put twice or moved', () => {
    fc.assert(
      fc.property(fc.nat({ max: 11 }), fc.constantFrom('changed', 'out', 'twice', 'moved'), (at, how) => {
        const wrong = [...chain];
        const entry = chain[at]!;
        if (how === 'changed') wrong[at] = { ...entry, act: 'nothing' };
        if (how === 'out') wrong.splice(at, 1);
        if (how === 'twice') wrong.splice(at, 0, entry);
        if (how === 'moved') wrong.splice(at, 1, ...wrong.splice((at + 1) % 12, 1, entry));
        // Nothing comes after the last one, so that it once was there cannot be seen from the others.
        const isLastTakenOut = how === 'out' && at === 11;
        assert.equal(backwards(wrong).whole, isLastTakenOut);
      }),
    );
  });

  it('cannot be made by anybody without its key, nor be taken from another chain', () => {
    const deeds = [deed(june), deed(days(1))];
    for (const other of [Buffer.alloc(32, 2), chainKey(key, 'a tenant', '3'), chainKey(key, 'a tenant', '4')]) {
      assert.equal(backwards(continued(other, emptyChain, deeds)).whole, false);
    }
    assert.equal(backwards(continued(key, emptyChain, deeds)).whole, true);
  });

  it('whose beginning was dropped is whole from there only if it says so itself', () => {
    const begins = { sequence: 5, hash: chain[4]!.hash };
    const rest = chain.slice(5);
    assert.equal(backwards(rest, begins).whole, false, 'nothing in it says that five were dropped');
    const end = { sequence: 12, hash: chain[11]!.hash };
    const said = [...rest, ...continued(key, end, [{ at: days(20), actor: system, act: shortened, object: '5' }])];
    assert.deepEqual(backwards(said, begins), { whole: true, entries: 8 });
    assert.equal(backwards(said.slice(1), begins).whole, false, 'one more was taken');
    assert.equal(backwards(said, { ...begins, hash: chain[3]!.hash }).whole, false, 'it begins elsewhere');
    assert.equal(backwards(said).whole, false, 'it says nothing of a beginning');
  });
});

describe('The audit log in storage', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  const write = (person: ReturnType<typeof aPerson>, now: Date, act = 'network joined') => ({ person, act, object: 'sussex-ren', now });
  const auditOver = (table: Table) => openAudit({ audit: table, pseudonyms: storage().table('pseudonyms') }, key);

  it('loses nothing when many join at once in several instances', async () => {
    const { tenant } = aPerson();
    const instances = [peopleOver(storage()), peopleOver(storage())];
    const rush = Array.from({ length: 200 }, () => aPerson(tenant));
    for (let at = 0; at < rush.length; at += 50) {
      const some = rush.slice(at, at + 50);
      await Promise.all(some.map((person, which) => instances[which % 2]!.audit.write(write(person, june))));
    }
    assert.deepEqual(await peopleOver(storage()).audit.verify(tenant), { whole: true, entries: 200 });
  });

  it('writes what arrives during a write together, one entry after the other', async () => {
    const person = aPerson();
    const table = storage().table('audit');
    let writes = 0;
    const counting: Table = {
      ...table,
      insert: (...given) => ((writes += 1), table.insert(...given)),
      together: (...given) => ((writes += 1), table.together(...given)),
    };
    const audit = auditOver(counting);
    await audit.write(write(person, june, 'first'));
    await Promise.all(Array.from({ length: 60 }, (_, at) => audit.write(write(person, june, `act ${at}`))));
    assert.ok(writes <= 10, `${writes} writes for 61 entries`);
    assert.deepEqual(await audit.verify(person.tenant), { whole: true, entries: 61 });
  });

  it('tells whoever waits when the storage is away, and goes on whole when it is back', async () => {
    const person = aPerson();
    const table = storage().table('audit');
    let isAway = false;
    const failing: Table = {
      ...table,
      insert: async (...given) => {
        if (isAway) throw new StorageUnavailable(new Error('503'));
        return table.insert(...given);
      },
    };
    const audit = auditOver(failing);
    await audit.write(write(person, june));
    isAway = true;
    await assert.rejects(audit.write(write(person, june)), StorageUnavailable);
    isAway = false;
    await audit.write(write(person, june));
    assert.deepEqual(await audit.verify(person.tenant), { whole: true, entries: 2 });
  });

  it('goes on from where another instance left off, whatever this one remembered', async () => {
    const person = aPerson();
    const [here, there] = [peopleOver(storage()).audit, peopleOver(storage()).audit];
    for (const audit of [here, there, there, here, there]) await audit.write(write(person, june));
    assert.deepEqual(await here.verify(person.tenant), { whole: true, entries: 5 });
  });

  it('drops the oldest year and still verifies, again and again, until nothing of it is left', async () => {
    const person = aPerson();
    const { audit } = peopleOver(storage());
    for (let at = 0; at < 6; at += 1) await audit.write(write(person, days(at), `act ${at}`));
    assert.equal(await audit.dropOlder(person.tenant, days(2), days(400)), 2);
    assert.deepEqual(await audit.verify(person.tenant), { whole: true, entries: 5 }, 'four are left, and one says so');
    assert.equal(await audit.dropOlder(person.tenant, days(2), days(400)), 0, 'a second run finds nothing');
    assert.equal(await peopleOver(storage()).audit.dropOlder(person.tenant, days(4), days(401)), 2);
    assert.equal(await audit.dropOlder(person.tenant, days(500), days(501)), 4);
    assert.deepEqual(await audit.verify(person.tenant), { whole: true, entries: 1 });
    await audit.write(write(person, days(502)));
    assert.deepEqual(await peopleOver(storage()).audit.verify(person.tenant), { whole: true, entries: 2 });
  });

  it('drops more than fits into one change, in two instances at once, while somebody writes', async () => {
    const person = aPerson();
    const { audit } = peopleOver(storage());
    await Promise.all(Array.from({ length: 230 }, (_, at) => audit.write(write(person, days(0), `act ${at}`))));
    const [one, other] = await Promise.all([
      audit.dropOlder(person.tenant, days(1), days(2)),
      peopleOver(storage()).audit.dropOlder(person.tenant, days(1), days(2)),
      ...Array.from({ length: 5 }, () => audit.write(write(person, days(2)))),
    ]);
    assert.equal(Number(one) + Number(other), 230);
    const { whole } = await audit.verify(person.tenant);
    assert.equal(whole, true);
    assert.equal((await audit.held.export(person)).filter(thing => thing.table === 'audit').length, 5);
  });

  it('shows that somebody took out the oldest by hand, and that the anchor was moved', async () => {
    const person = aPerson();
    const { audit } = peopleOver(storage());
    for (let at = 0; at < 4; at += 1) await audit.write(write(person, days(at)));
    const place = partition(person.tenant, 'audit', shardOf(person.id));
    const table = storage().table('audit');
    await table.remove(place, row(sortableDown(1)));
    assert.equal((await audit.verify(person.tenant)).whole, false);
    const second = (await audit.read(person.tenant, shardOf(person.id)))[0]!;
    await table.insert(place, row('anchor'), { sequence: 1, hash: second.previous });
    assert.equal((await audit.verify(person.tenant)).whole, false, 'no entry says that one was dropped');
  });

  it('shows that somebody who can write to the storage made it anew, with hashes that follow from each other', async () => {
    const person = aPerson();
    const { audit } = peopleOver(storage());
    for (const act of ['role accepted', 'role taken away', 'role accepted']) await audit.write(write(person, june, act));
    const place = partition(person.tenant, 'audit', shardOf(person.id));
    const forged = [
      (entry: unknown[]) => createHash('sha256').update(JSON.stringify(entry)).digest('hex'),
      (entry: unknown[]) => createHmac('sha256', Buffer.alloc(32)).update(JSON.stringify(entry)).digest('hex'),
    ];
    for (const hashed of forged) {
      let end: ChainEnd = emptyChain;
      for (const entry of await audit.read(person.tenant, shardOf(person.id))) {
        const { sequence, at, actor, object } = entry;
        const made = { sequence, at, actor, act: 'role declined', object, previous: end.hash };
        end = { sequence, hash: hashed([sequence, at.toISOString(), actor, made.act, object, made.previous]) };
        await storage()
          .table('audit')
          .put(place, row(sortableDown(sequence)), { ...made, hash: end.hash });
      }
      assert.equal((await peopleOver(storage()).audit.verify(person.tenant)).whole, false);
    }
  });

  it('stays whole when somebody is erased, and their key with them', async () => {
    const [leaving, staying] = [aPerson(), aPerson()];
    const { audit } = peopleOver(storage());
    for (const person of [leaving, { ...staying, tenant: leaving.tenant }]) await audit.write(write(person, june));
    await audit.held.erase(leaving, june);
    assert.deepEqual(await peopleOver(storage()).audit.verify(leaving.tenant), { whole: true, entries: 2 });
  });

  it('gives the newest of all chains, and when somebody last did something', async () => {
    const people = Array.from({ length: 6 }, (_, at) => ({ person: aPerson('a-tenant-of-six'), at }));
    const { audit } = peopleOver(storage());
    for (const { person, at } of people) await audit.write(write(person, days(at), `act ${at}`));
    assert.deepEqual(
      (await audit.latest('a-tenant-of-six', 3)).map(entry => entry.act),
      ['act 5', 'act 4', 'act 3'],
    );
    assert.deepEqual(await audit.lastActOf(people[2]!.person), days(2));
    assert.equal(await audit.lastActOf(aPerson('a-tenant-of-six')), undefined);
  });
});

describe('A press that was remembered', () => {
  const { storage } = storageHere();

  it('is forgotten after its time, and a newer one stays', async () => {
    const person = aPerson();
    const { acts } = peopleOver(storage());
    const press = (version: string, now: Date) => ({ person, verb: 'networks/join', object: 'sussex-ren', version, now });
    await acts.once(press('old', days(0)), async () => 1);
    await acts.once(press('new', days(29)), async () => 1);
    assert.equal(await acts.forget(person.tenant, days(10)), 1);
    assert.equal(await acts.once(press('new', days(31)), async () => 2), 'before');
    assert.deepEqual(
      (await acts.held.export(person)).map(thing => thing.fields['at']),
      [days(29).toISOString()],
    );
  });
});
