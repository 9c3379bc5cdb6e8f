import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { People } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { codeIn, codeInHalves, endOfTerm, isOpen, lapsesAt, oneMoreTry } from '../../bot/people/roles-offered.ts';
import { grantedByToken, rolesInToken } from '../../bot/people/roles-from-token.ts';
import { openRoles } from '../../bot/people/roles.store.ts';
import {
  forceRoles,
  guardedActs,
  may,
  mayOffer,
  roleNames,
  rolesFor,
  type Guarded,
  type Role,
  type RoleName,
} from '../../bot/people/roles.ts';
import type { Table } from '../../bot/storage/table.ts';
import { aPerson, aTenant, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const later = (ms: number) => new Date(june.getTime() + ms);
const dayMs = 86_400_000;
const ren = 'sussex-ren';
const roleIn = (name: RoleName, network = ren): Role => ({ name, network: forceRoles.includes(name) ? '' : network });

describe('The table of rights', () => {
  for (const act of guardedActs) {
    for (const name of roleNames) {
      const isOpenTo = rolesFor(act).includes(name);
      const ofForce = forceRoles.includes(name);
      it(`${isOpenTo ? 'lets' : 'does not let'} the role “${name}” ${act}`, () => {
        const roles = [roleIn(name)];
        assert.equal(may(roles, act, ren), isOpenTo, 'in the own network');
        assert.equal(may(roles, act, 'another'), isOpenTo && ofForce, 'in another network');
        assert.equal(may(roles, act), isOpenTo && ofForce, 'for the whole force');
        // A row that cannot be: a role of the force tied to a network, a network's role without one.
        assert.equal(may([{ name, network: ofForce ? ren : '' }], act, ren), false);
        assert.equal(may([{ name, network: ofForce ? ren : '' }], act), false);
      });
    }
  }

  it('refuses everybody what it does not name', () => {
    const everything = roleNames.map(name => roleIn(name));
    for (const act of ['fly', '', 'constructor', '__proto__']) {
      assert.equal(may(everything, act as Guarded, ren), false, act);
      assert.equal(may(everything, act as Guarded), false, act);
    }
    for (const act of guardedActs) assert.equal(may([], act, ren), false, act);
  });

  it('lets administrators offer every role, and a chair the secretary, committee and adviser of the own network', () => {
    for (const name of roleNames) {
      assert.equal(mayOffer([roleIn('administrator')], roleIn(name)), true, name);
      assert.equal(mayOffer([roleIn('chair')], roleIn(name)), ['secretary', 'committee', 'adviser'].includes(name), name);
      assert.equal(mayOffer([roleIn('chair')], roleIn(name, 'another')), false, name);
      for (const other of ['secretary', 'committee', 'liaison', 'adviser', 'launcher'] as const)
        assert.equal(mayOffer([roleIn(other)], roleIn(name)), false, `${other} offers ${name}`);
    }
  });
});

describe('The terms of a role', () => {
  it('an offer stands for 14 days', () => {
    const offer = { offeredAt: june };
    assert.equal(isOpen(offer, later(14 * dayMs - 1)), true);
    assert.equal(isOpen(offer, later(14 * dayMs)), false);
    assert.deepEqual(lapsesAt(offer), later(14 * dayMs));
  });

  it('a term ends with its last day as people here live it, in winter and in summer', () => {
    assert.equal(endOfTerm('2026-12-01', june)?.toISOString(), '2026-12-02T00:00:00.000Z');
    assert.equal(endOfTerm('2026-07-01', june)?.toISOString(), '2026-07-01T23:00:00.000Z');
    assert.equal(endOfTerm('2026-06-02', june)?.toISOString(), '2026-06-02T23:00:00.000Z', 'today still counts');
    for (const day of ['2026-06-01', '2026-02-30', '2126-01-01', '', 'soon', '2026-6-2', '2026-12-01T00:00'])
      assert.equal(endOfTerm(day, june), undefined, day);
  });

  it('a code is read whatever its letter case, spaces and hyphens', () => {
    assert.equal(codeInHalves('BCDFG23456'), 'BCDFG-23456');
    for (const typed of ['bcdfg-23456', 'BCDFG 23456', ' bcdfg23456 ', 'BCDFG–23456']) assert.equal(codeIn(typed), 'BCDFG23456', typed);
    for (const typed of ['', 'BCDFG2345', 'BCDFG234567', 'ACDFG23456', 'the new role', 'BCDFG23456!'])
      assert.equal(codeIn(typed), undefined, typed);
  });

  it('five tries at a code are enough for an hour', () => {
    let tries = oneMoreTry(undefined, june);
    for (let at = 0; at < 4; at += 1) tries = oneMoreTry(tries, later(at));
    assert.equal(tries?.count, 5);
    assert.equal(oneMoreTry(tries, later(3_599_999)), undefined);
    assert.deepEqual(oneMoreTry(tries, later(3_600_000)), { count: 1, since: later(3_600_000) });
  });

  it('app roles of Entra grant for 30 days after the last token that had them, each by itself', () => {
    assert.deepEqual(rolesInToken(['SurveyLauncher', 'Administrator', 'Chair', 'constructor']), ['administrator', 'launcher']);
    const seen = { administrator: june, launcher: later(dayMs) };
    assert.deepEqual(
      grantedByToken(seen, later(30 * dayMs - 1)).map(role => role.name),
      ['administrator', 'launcher'],
    );
    assert.deepEqual(
      grantedByToken(seen, later(30 * dayMs)).map(role => role.name),
      ['launcher'],
    );
    assert.deepEqual(grantedByToken(seen, later(31 * dayMs)), []);
  });
});

describe('Roles as they are kept', () => {
  const { storage } = storageHere();
  let now = june;
  beforeEach(() => (now = june));
  const open = (): People => peopleOver(storage(), () => now);
  const stands = async () => true;
  const chair = roleIn('chair');

  async function offered(to: Person, by: Person, role: Role = chair, kind: 'given' | 'handedOver' = 'given', until?: Date) {
    return open().roles.offer(to, { role, by: by.id, kind, until });
  }
  const chairsOf = async (tenant: string) =>
    (await open().roles.heldIn(tenant, ren)).filter(one => one.role.name === 'chair').map(one => one.person.id);

  it('start when the person accepts, and not before', async () => {
    const person = aPerson();
    const { id } = await offered(person, aPerson(person.tenant));
    assert.deepEqual(await open().roles.of(person), []);
    assert.notEqual(await open().roles.accept(person, id, stands), 'gone');
    assert.deepEqual(await open().roles.of(person), [chair]);
    assert.equal(await open().roles.accept(person, id, stands), 'gone', 'an offer is used up');
  });

  it('are not taken up by anybody else, after 14 days, or where whoever offered them may no longer', async () => {
    const person = aPerson();
    const { id } = await offered(person, aPerson(person.tenant));
    assert.equal(await open().roles.accept(aPerson(person.tenant), id, stands), 'gone');
    assert.equal(await open().roles.accept({ ...person, tenant: aTenant() }, id, stands), 'gone');
    assert.equal(await open().roles.accept(person, id, async () => false), 'gone');
    now = later(14 * dayMs);
    assert.equal(await open().roles.accept(person, id, stands), 'gone');
    assert.deepEqual(await open().roles.of(person), []);
  });

  it('cannot be offered to oneself', async () => {
    const person = aPerson();
    const { id } = await offered(person, person);
    assert.equal(await open().roles.accept(person, id, stands), 'gone');
    const { code } = await open().roles.invite(person.tenant, { role: chair, by: person.id, kind: 'given' });
    assert.equal(await open().roles.redeem(person, code), 'own');
  });

  it('stop by themselves at the end of their term, and can be renewed before it', async () => {
    const person = aPerson();
    const by = aPerson(person.tenant);
    await open().roles.accept(person, (await offered(person, by, chair, 'given', later(dayMs))).id, stands);
    await open().roles.accept(person, (await offered(person, by, chair, 'given', later(2 * dayMs))).id, stands);
    const here = open();
    now = later(2 * dayMs - 1);
    assert.deepEqual(await here.roles.of(person), [chair]);
    now = later(2 * dayMs);
    assert.deepEqual(await here.roles.of(person), [], 'also where it was read before');
    assert.deepEqual(await here.roles.heldIn(person.tenant, ren), []);
    assert.equal(await open().roles.tidy(person.tenant), 1);
    assert.equal(await open().roles.tidy(person.tenant), 0);
  });

  it('taken away stop working within 30 seconds where they were read before', async () => {
    const person = aPerson();
    await open().roles.grant(person, roleIn('secretary'), june);
    const elsewhere = open();
    assert.equal((await elsewhere.roles.of(person)).length, 1);
    assert.equal(await open().roles.end(person, roleIn('secretary'), false), 'ended');
    now = later(30_000);
    assert.deepEqual(await elsewhere.roles.of(person), []);
  });

  it('handed over go to the successor as they leave the one before, with the same end', async () => {
    const tenant = aTenant();
    const [before, after] = [aPerson(tenant), aPerson(tenant)];
    await open().roles.grant(before, chair, june, later(100 * dayMs));
    const { id } = await offered(after, before, chair, 'handedOver');
    assert.deepEqual(await chairsOf(tenant), [before.id]);
    await open().roles.accept(after, id, stands);
    const [holder] = await open().roles.heldIn(tenant, ren);
    assert.equal(holder?.person.id, after.id);
    assert.deepEqual(holder?.until, later(100 * dayMs));
    assert.deepEqual(await open().roles.of(before), []);
  });

  it('that were handed over are gone once the one before has lost them', async () => {
    const tenant = aTenant();
    const [before, other, after] = [aPerson(tenant), aPerson(tenant), aPerson(tenant)];
    for (const one of [before, other]) await open().roles.grant(one, chair, june);
    const { id } = await offered(after, before, chair, 'handedOver');
    await open().roles.end(before, chair, false);
    assert.equal(await open().roles.accept(after, id, stands), 'gone');
    await open().roles.grant(before, chair, june);
    assert.equal(await open().roles.accept(after, id, stands), 'gone', 'nor does the old offer come back with the role');
  });

  it('of the last chair and the last administrator end only with the extra step', async () => {
    for (const role of [chair, roleIn('administrator')]) {
      const person = aPerson();
      await open().roles.grant(person, role, june);
      assert.equal(await open().roles.end(person, role, false), 'last');
      assert.deepEqual(await open().roles.of(person), [role]);
      assert.equal(await open().roles.end(person, role, true), 'ended');
      assert.equal(await open().roles.end(person, role, true), 'notHeld');
    }
  });

  it('whose term is over do not count as another chair', async () => {
    const tenant = aTenant();
    const [one, ended] = [aPerson(tenant), aPerson(tenant)];
    await open().roles.grant(one, chair, june);
    await open().roles.grant(ended, chair, june, june);
    assert.equal(await open().roles.end(one, chair, false), 'last');
  });

  it('an invitation code is used by whoever brings it first, and only a hash of it is kept', async () => {
    const tenant = aTenant();
    const [by, first, second] = [aPerson(tenant), aPerson(tenant), aPerson(tenant)];
    const { code } = await open().roles.invite(tenant, { role: chair, by: by.id, kind: 'given' });
    assert.ok(!JSON.stringify(await open().roles.openOffers(tenant)).includes(code));
    const found = await open().roles.redeem(first, code);
    assert.ok(typeof found === 'object' && found.to === first.id);
    assert.equal(await open().roles.redeem(second, code), 'unknown');
    assert.equal(typeof (await open().roles.redeem(first, code)), 'object', 'the same person finds it again');
    assert.equal(await open().roles.redeem({ ...first, tenant: aTenant() }, code), 'unknown');
    const other = await open().roles.invite(tenant, { role: chair, by: by.id, kind: 'given' });
    now = later(14 * dayMs);
    assert.equal(await open().roles.redeem(second, other.code), 'unknown');
  });

  it('many tries at codes at once are counted one by one', async () => {
    const person = aPerson();
    const answers = await Promise.all(Array.from({ length: 9 }, () => open().roles.mayTryCode(person)));
    assert.ok(answers.filter(Boolean).length <= 5);
    now = later(3_600_000);
    assert.equal(await open().roles.mayTryCode(person), true);
  });

  it('of Entra are there as soon as the tab was opened, and a token without them takes nothing away', async () => {
    const person = aPerson();
    const { roles } = open();
    assert.deepEqual(await roles.of(person), []);
    await roles.noteToken(person, ['Administrator']);
    assert.deepEqual(await roles.of(person), [roleIn('administrator')]);
    now = later(29 * dayMs);
    await roles.noteToken(person, []);
    await open().roles.noteToken(person, ['SurveyLauncher']);
    assert.deepEqual(await open().roles.of(person), [roleIn('administrator'), roleIn('launcher')]);
    now = later(30 * dayMs);
    assert.deepEqual(await roles.of(person), [roleIn('launcher')]);
    now = later(59 * dayMs);
    assert.equal(await open().roles.tidy(person.tenant), 1);
  });

  it('of an administrator by setting last as long as the setting, and store nothing', async () => {
    const person = aPerson();
    const key = Buffer.alloc(32, 7);
    const open = (administrators: Person[]) => openRoles(storage().table('roles'), { key, now: () => now, administrators });
    assert.deepEqual(await open([person]).of(person), [roleIn('administrator')]);
    assert.deepEqual(await open([person]).of({ ...person, tenant: aTenant() }), []);
    assert.deepEqual(await open([]).of(person), []);
    assert.deepEqual(await open([]).held.export(person), []);
  });

  it('that somebody asked for are one open request for each right', async () => {
    const person = aPerson();
    assert.equal(await open().roles.asked.ask(person, 'launch a survey', ''), 'asked');
    assert.equal(await open().roles.asked.ask(person, 'launch a survey', ren), 'already');
    assert.equal(await open().roles.asked.ask(person, 'create a network', ''), 'asked');
    assert.equal((await open().roles.asked.open(person.tenant)).length, 2);
    assert.equal(await open().roles.asked.settle(person, 'launch a survey'), 'settled');
    assert.equal(await open().roles.asked.settle(person, 'launch a survey'), 'absent');
    now = later(30 * dayMs);
    assert.deepEqual(await open().roles.asked.open(person.tenant), []);
    assert.equal(await open().roles.asked.ask(person, 'create a network', ''), 'asked', 'an old request does not stand in the way');
  });

  it('of a network that is no more go with it, offers too, and no other network’s', async () => {
    const person = aPerson();
    await open().roles.grant(person, chair, june);
    await open().roles.grant(person, roleIn('chair', 'another'), june);
    await offered(aPerson(person.tenant), person, roleIn('secretary'));
    await offered(aPerson(person.tenant), person, roleIn('launcher'));
    await open().roles.forgetNetwork(person.tenant, ren);
    assert.deepEqual(await open().roles.of(person), [roleIn('chair', 'another')]);
    assert.deepEqual(
      (await open().roles.openOffers(person.tenant)).map(one => one.role.name),
      ['launcher'],
    );
  });

  it('are exported whole and erased whole, and nobody else’s with them', async () => {
    const tenant = aTenant();
    const [person, other] = [aPerson(tenant), aPerson(tenant)];
    const { roles } = open();
    for (const one of [person, other]) {
      await roles.grant(one, chair, june);
      await roles.noteToken(one, ['SurveyLauncher']);
      await roles.asked.ask(one, 'create a network', '');
      await roles.mayTryCode(one);
      await offered(one, aPerson(tenant), roleIn('secretary'));
    }
    await offered(aPerson(tenant), person, roleIn('adviser'));
    assert.equal((await roles.held.export(person)).length, 6);
    await open().roles.held.erase(person, june);
    assert.deepEqual(await open().roles.held.export(person), []);
    assert.deepEqual(await open().roles.of(person), []);
    assert.equal((await open().roles.held.export(other)).length, 5);
  });
});

describe('Roles, when several people act at once', function () {
  this.timeout(60_000);
  const { storage } = storageHere();
  const open = () => peopleOver(storage(), () => june);
  const chair = roleIn('chair');
  const stands = async () => true;
  const runs = { numRuns: 12, interruptAfterTimeLimit: 40_000 };
  const chairsIn = async (tenant: string) => (await open().roles.heldIn(tenant, ren)).length;

  it('a network keeps a chair whatever is taken away, given up and handed over in the same moment', async () => {
    const acts = fc.array(
      fc.record({ does: fc.constantFrom('end' as const, 'accept' as const, 'acceptTwice' as const), which: fc.nat({ max: 2 }) }),
      { minLength: 2, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), acts, async (count, all) => {
        const tenant = aTenant();
        const chairs = Array.from({ length: count }, () => aPerson(tenant));
        for (const one of chairs) await open().roles.grant(one, chair, june);
        const prepared = await Promise.all(
          all.map(async ({ does, which }) => {
            const one = chairs[which % count]!;
            if (does === 'end') return () => [open().roles.end(one, chair, false)];
            const successor = aPerson(tenant);
            const { id } = await open().roles.offer(successor, { role: chair, by: one.id, kind: 'handedOver' });
            const accept = () => open().roles.accept(successor, id, stands);
            return () => (does === 'accept' ? [accept()] : [accept(), accept()]);
          }),
        );
        await Promise.all(prepared.flatMap(start => start() as Promise<unknown>[]));
        assert.ok((await chairsIn(tenant)) >= 1, 'no chair is left');
        assert.ok((await chairsIn(tenant)) <= count, 'a handing over made two of one');
      }),
      runs,
    );
  });

  it('of the two last chairs only one goes, when two administrators take one each', async () => {
    for (let round = 0; round < 10; round += 1) {
      const tenant = aTenant();
      const chairs = [aPerson(tenant), aPerson(tenant)];
      for (const one of chairs) await open().roles.grant(one, chair, june);
      const outcomes = await Promise.all(chairs.map(one => open().roles.end(one, chair, false)));
      assert.deepEqual(outcomes.toSorted(), ['ended', 'last']);
      assert.equal(await chairsIn(tenant), 1);
    }
  });

  it('would lose both without the other row in the same change: the test above can fail', async () => {
    const naive = (table: Table): Table => ({
      ...table,
      together: (at, changes) =>
        table.together(
          at,
          changes.filter(change => change.do !== 'replace'),
        ),
    });
    const key = Buffer.alloc(32, 7);
    let lost = 0;
    for (let round = 0; round < 10 && lost === 0; round += 1) {
      const tenant = aTenant();
      const chairs = [aPerson(tenant), aPerson(tenant)];
      for (const one of chairs) await open().roles.grant(one, chair, june);
      const broken = () => openRoles(naive(storage().table('roles')), { key, now: () => june, administrators: [] });
      await Promise.all(chairs.map(one => broken().end(one, chair, false)));
      if ((await chairsIn(tenant)) === 0) lost += 1;
    }
    assert.ok(lost > 0);
  });

  it('a code used by many at once makes one holder', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 6 }), async count => {
        const tenant = aTenant();
        const { code } = await open().roles.invite(tenant, { role: roleIn('secretary'), by: aPerson(tenant).id, kind: 'given' });
        const outcomes = await Promise.all(
          Array.from({ length: count }, async () => {
            const person = aPerson(tenant);
            const found = await open().roles.redeem(person, code);
            if (typeof found === 'string') return found;
            const twice = await Promise.all([1, 2].map(() => open().roles.accept(person, found.id, stands)));
            assert.equal(twice.filter(one => one !== 'gone').length, 1, 'accepted twice');
            return 'accepted';
          }),
        );
        assert.equal(outcomes.filter(one => one === 'accepted').length, 1);
        assert.equal((await open().roles.heldIn(tenant, ren)).length, 1);
      }),
      runs,
    );
  });
});
