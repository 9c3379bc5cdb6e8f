import assert from 'node:assert/strict';
import { lapsesAt, mayDecide, standingOf, type Approval } from '../../bot/people/approvals.ts';
import { aPerson, aTenant, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const after = (hours: number) => new Date(june.getTime() + hours * 3_600_000);
const what = { act: 'delete a network', object: 'ren' };

describe('Approval by a second person', () => {
  const asker = { ...aPerson(), name: 'Casey Example' };
  const second = aPerson(asker.tenant);
  const asked: Approval = { ...what, state: 'asked', askedAt: june, asker };

  it('is never given by whoever asked', () => {
    assert.equal(mayDecide(asked, asker, after(1)), 'own');
    assert.equal(mayDecide(asked, second, after(1)), 'may');
    assert.equal(mayDecide({ ...asked, asker: undefined }, second, after(1)), 'own');
  });

  it('takes somebody of the same object id in another tenant for somebody else', () => {
    assert.equal(mayDecide(asked, { ...asker, tenant: aTenant() }, june), 'may');
  });

  it('lapses after a day, to the moment', () => {
    assert.deepEqual(lapsesAt(asked), after(24));
    assert.equal(mayDecide(asked, second, new Date(after(24).getTime() - 1)), 'may');
    assert.equal(mayDecide(asked, second, after(24)), 'lapsed');
    assert.equal(standingOf(asked, after(24)), 'lapsed');
  });

  it('is decided once, and a decision does not lapse', () => {
    for (const state of ['approved', 'refused'] as const) {
      assert.equal(mayDecide({ ...asked, state }, second, after(1)), 'decided');
      assert.equal(standingOf({ ...asked, state }, after(99)), state);
    }
  });
});

describe('A request that waits for a second person', () => {
  const { storage } = storageHere();
  const open = () => peopleOver(storage());
  const anAsker = () => ({ ...aPerson(), name: 'Casey Example' });

  it('waits once, however often it is asked for, and is in the audit log once', async () => {
    const asker = anAsker();
    const other = { ...aPerson(asker.tenant), name: 'Sam Hollis' };
    const { approvals, audit } = open();
    assert.equal(await approvals.ask({ asker, ...what, now: june }), 'asked');
    assert.equal(await approvals.ask({ asker, ...what, now: after(1) }), 'waiting');
    assert.equal(await approvals.ask({ asker: other, ...what, now: after(2) }), 'waiting');
    assert.deepEqual(
      (await approvals.waiting(asker.tenant, after(3))).map(one => one.asker),
      [asker],
    );
    assert.deepEqual(await audit.verify(asker.tenant), { whole: true, entries: 1 });
  });

  it('asked for by several at the same moment waits once, for one of them', async () => {
    const tenant = aTenant();
    const askers = Array.from({ length: 5 }, () => ({ ...aPerson(tenant), name: 'Casey Example' }));
    const outcomes = await Promise.all(askers.map(asker => open().approvals.ask({ asker, ...what, now: june })));
    assert.equal(outcomes.filter(one => one === 'asked').length, 1);
  });

  it('is decided by one of several who press at the same moment', async () => {
    const asker = anAsker();
    await open().approvals.ask({ asker, ...what, now: june });
    const decide = (decision: 'approved' | 'refused') =>
      open().approvals.decide({ person: aPerson(asker.tenant), ...what, askedAt: june, decision, now: after(1) });
    const outcomes = await Promise.all((['approved', 'refused', 'approved', 'refused'] as const).map(decide));
    assert.equal(outcomes.filter(one => one === 'decided').length, 3, outcomes.join());
    const stands = await open().approvals.find(asker.tenant, what.act, what.object);
    assert.ok(outcomes.includes(stands?.state as 'approved'));
  });

  it('cannot be approved by its asker, or from another tenant', async () => {
    const asker = anAsker();
    const { approvals } = open();
    await approvals.ask({ asker, ...what, now: june });
    const decide = (person: typeof asker) => approvals.decide({ person, ...what, askedAt: june, decision: 'approved', now: after(1) });
    assert.equal(await decide(asker), 'own');
    assert.equal(await decide(anAsker()), 'unknown');
    assert.equal((await approvals.waiting(asker.tenant, after(1))).length, 1);
  });

  it('asked for anew is not decided by a card of the first time', async () => {
    const asker = anAsker();
    const person = aPerson(asker.tenant);
    const { approvals } = open();
    await approvals.ask({ asker, ...what, now: june });
    assert.equal(await approvals.ask({ asker, ...what, now: after(25) }), 'asked');
    const decide = (askedAt: Date) => approvals.decide({ person, ...what, askedAt, decision: 'approved', now: after(26) });
    assert.equal(await decide(june), 'unknown');
    assert.equal(await decide(after(25)), 'approved');
    assert.equal(await decide(after(25)), 'decided');
  });

  it('forgets who asked with the decision, and what has lapsed with the night', async () => {
    const asker = anAsker();
    const { approvals } = open();
    await approvals.ask({ asker, ...what, now: june });
    await approvals.ask({ asker, act: what.act, object: 'other', now: june });
    await approvals.decide({ person: aPerson(asker.tenant), ...what, askedAt: june, decision: 'refused', now: after(1) });
    assert.equal((await approvals.find(asker.tenant, what.act, what.object))?.asker, undefined);
    assert.equal(await approvals.forgetLapsed(asker.tenant, after(23)), 0);
    assert.equal(await approvals.forgetLapsed(asker.tenant, after(24)), 1);
    assert.equal(await approvals.find(asker.tenant, what.act, 'other'), undefined);
  });

  it('is in the export of whoever asked, and goes with them', async () => {
    const asker = anAsker();
    const { approvals } = open();
    await approvals.ask({ asker, ...what, now: june });
    assert.deepEqual(
      (await approvals.held.export(asker)).map(thing => thing.fields['object']),
      ['ren'],
    );
    assert.deepEqual(await approvals.held.export(aPerson(asker.tenant)), []);
    await approvals.held.erase(asker, june);
    assert.deepEqual(await approvals.held.export(asker), []);
    assert.deepEqual(await approvals.waiting(asker.tenant, june), []);
  });
});
