import assert from 'node:assert/strict';
import { forceNamed, knownForces } from '../../bot/people/forces.ts';
import { may, roleNames } from '../../bot/people/roles.ts';
import { shardOf } from '../../bot/people/shard.ts';
import { aPerson, aTenant, aTurn, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const later = (date: Date, ms: number) => new Date(date.getTime() + ms);

describe('A force', () => {
  it('is found by its name, whatever the letter case', () => {
    assert.deepEqual(forceNamed('essex police').forces, ['Essex Police']);
    assert.equal(forceNamed('essex police').name, 'Essex Police');
  });

  it('may be several under a joint name', () => {
    assert.deepEqual(forceNamed('Norfolk and Suffolk Constabularies').forces, ['Norfolk Constabulary', 'Suffolk Constabulary']);
  });

  it('that we hold nothing about still stands for itself', () => {
    assert.deepEqual(forceNamed('Shetland Harbour Police'), {
      name: 'Shetland Harbour Police',
      forces: ['Shetland Harbour Police'],
      welsh: 'offered',
      isKnown: false,
    });
  });

  it('in Wales speaks Welsh first, unless it is set otherwise', () => {
    assert.equal(forceNamed('Dyfed-Powys Police').welsh, 'required');
    assert.equal(forceNamed('Dyfed-Powys Police', 'offered').welsh, 'offered');
    assert.equal(forceNamed('Sussex Police').welsh, 'offered');
  });

  it('is listed once', () => {
    assert.equal(new Set(knownForces.map(name => name.toLowerCase())).size, knownForces.length);
  });
});

describe('Roles', () => {
  it('refuse everybody who has none', () => {
    assert.equal(may([], 'see due work'), false);
  });

  it('let only an administrator see due work', () => {
    for (const name of roleNames) assert.equal(may([{ name, network: '' }], 'see due work'), name === 'administrator', name);
  });

  it('of one network do not count for another, or for the force', () => {
    const chair = [{ name: 'administrator' as const, network: 'sussex-ren' }];
    assert.equal(may(chair, 'see due work'), false);
    assert.equal(may(chair, 'see due work', 'another'), false);
  });
});

describe('What is kept about people', () => {
  const { storage } = storageHere();

  it('a language choice is there for another instance, and gone when forgotten', async () => {
    const person = aPerson();
    await peopleOver(storage()).preferences.chooseLanguage(person, 'cy', june);
    const elsewhere = peopleOver(storage());
    assert.equal((await elsewhere.preferences.of(person))?.language, 'cy');
    await elsewhere.preferences.held.erase(person, june);
    assert.equal(await elsewhere.preferences.of(person), undefined);
    assert.deepEqual(await elsewhere.preferences.held.export(person), []);
  });

  it('a language choice nobody used for long is forgotten, and one in use stays', async () => {
    const tenant = aTenant();
    const [stays, goes] = [aPerson(tenant), aPerson(tenant)];
    const { preferences } = peopleOver(storage());
    await preferences.chooseLanguage(stays, 'cy', june);
    await preferences.chooseLanguage(goes, 'cy', june);
    await preferences.used(stays, later(june, 500 * 86_400_000));
    assert.equal(await preferences.forgetUnused(tenant, later(june, 86_400_000)), 1);
    assert.equal((await preferences.of(stays))?.language, 'cy');
    assert.equal(await preferences.of(goes), undefined);
  });

  it('the tenant of one force never shows what another holds', async () => {
    const person = aPerson();
    const { preferences } = peopleOver(storage());
    await preferences.chooseLanguage(person, 'cy', june);
    assert.equal(await preferences.of({ ...person, tenant: aTenant() }), undefined);
  });

  it('a tenant is met once, however many instances meet it', async () => {
    const tenant = aTenant();
    const met = await Promise.all(Array.from({ length: 8 }, () => peopleOver(storage()).tenants.meet(tenant, june)));
    assert.equal(met.filter(({ first }) => first).length, 1);
    assert.ok((await peopleOver(storage()).tenants.all()).includes(tenant));
  });

  it('an address is remembered, marked when it is gone, and revived by the next act', async () => {
    const person = aPerson();
    const { address } = aTurn(person);
    const { addresses } = peopleOver(storage());
    await addresses.note(address);
    assert.deepEqual(await addresses.ofPerson(person), address);
    await addresses.markGone(address, 'blocked', june);
    assert.equal(await addresses.ofPerson(person), undefined);
    await addresses.note(address);
    assert.deepEqual(await addresses.ofPerson(person), address);
  });

  it('an address that moved to another service is the new one', async () => {
    const person = aPerson();
    const { address } = aTurn(person);
    const { addresses } = peopleOver(storage());
    await addresses.note(address);
    await addresses.note({ ...address, serviceUrl: 'https://smba.trafficmanager.net/emea/' });
    assert.equal((await peopleOver(storage()).addresses.ofPerson(person))?.serviceUrl, 'https://smba.trafficmanager.net/emea/');
  });

  it('a press brings a noted address up to date, and makes none after an erasure', async () => {
    const addresses = peopleOver(storage()).addresses;
    const { address, person } = aTurn(aPerson());
    await addresses.renew(address);
    assert.equal(await addresses.ofPerson(person), undefined);
    await addresses.note(address);
    await addresses.markGone(address, 'blocked', new Date('2026-06-02T17:00:00Z'));
    await addresses.renew(address);
    assert.equal((await addresses.ofPerson(person))?.conversation, address.conversation);
  });

  it('an address is learned again within ten minutes after another instance erased it, or found it gone', async () => {
    const { person, address } = aTurn(aPerson());
    let now = june;
    const here = peopleOver(storage(), () => now).addresses;
    const elsewhere = peopleOver(storage(), () => now).addresses;
    for (const forgets of [() => elsewhere.held.erase(person, now), () => elsewhere.markGone(address, 'blocked', now)]) {
      await here.note(address);
      assert.deepEqual(await elsewhere.ofPerson(person), address);
      await forgets();
      await here.note(address);
      assert.equal(await here.ofPerson(person), undefined, 'an unchanged address costs no look');
      now = later(now, 10 * 60_000);
      await here.note(address);
      assert.deepEqual(await elsewhere.ofPerson(person), address);
    }
  });

  it('somebody is welcomed once per install: not twice for one event, nor again within a minute', async () => {
    const turn = aTurn(aPerson());
    const { addresses } = peopleOver(storage());
    assert.equal(await addresses.mayWelcome(turn), true);
    assert.equal(await addresses.mayWelcome(turn), false);
    assert.equal(await addresses.mayWelcome({ ...turn, id: 'the second event of the install', now: later(june, 2_000) }), false);
    assert.equal(await addresses.mayWelcome({ ...turn, id: 'installed again', now: later(june, 61_000) }), true);
  });

  it('two instances that learn of one install at once welcome once', async () => {
    const turn = aTurn(aPerson());
    const answers = await Promise.all(Array.from({ length: 6 }, () => peopleOver(storage()).addresses.mayWelcome(turn)));
    assert.equal(answers.filter(Boolean).length, 1);
  });

  it('a role granted is there elsewhere, and one taken away is not', async () => {
    const person = aPerson();
    const { roles } = peopleOver(storage());
    await roles.grant(person, { name: 'chair', network: 'sussex-ren' }, june);
    await roles.grant(person, { name: 'administrator', network: '' }, june);
    assert.deepEqual(new Set((await peopleOver(storage()).roles.of(person)).map(role => role.name)), new Set(['chair', 'administrator']));
    await roles.take(person, { name: 'chair', network: 'sussex-ren' });
    assert.deepEqual(await peopleOver(storage()).roles.of(person), [{ name: 'administrator', network: '' }]);
  });

  it('a press carried out before has no second effect, in any instance', async () => {
    const press = { person: aPerson(), verb: 'networks/join', object: 'sussex-ren', version: 'card-1', now: june };
    let effects = 0;
    const act = async () => (effects += 1);
    assert.deepEqual(await peopleOver(storage()).acts.once(press, act), { done: 1 });
    assert.equal(await peopleOver(storage()).acts.once(press, act), 'before');
    assert.deepEqual(await peopleOver(storage()).acts.once({ ...press, version: 'card-2' }, act), { done: 2 });
    assert.deepEqual(await peopleOver(storage()).acts.once({ ...press, person: aPerson(press.person.tenant) }, act), { done: 3 });
  });

  it('a press that failed half-way may be tried again', async () => {
    const press = { person: aPerson(), verb: 'networks/join', object: 'sussex-ren', version: 'card-1', now: june };
    const { acts } = peopleOver(storage());
    await assert.rejects(acts.once(press, () => Promise.reject(new Error('the storage went away'))));
    assert.deepEqual(await acts.once(press, async () => 'joined'), { done: 'joined' });
  });
});

describe('The audit log', () => {
  const { storage } = storageHere();
  const entry = (person: { tenant: string; id: string }) => ({ person, act: 'network joined', object: 'sussex-ren', now: june });

  it('keeps every entry of a rush of writers in a whole chain', async () => {
    const person = aPerson();
    await Promise.all(Array.from({ length: 12 }, () => peopleOver(storage()).audit.write(entry(person))));
    const { audit } = peopleOver(storage());
    assert.deepEqual(await audit.verify(person.tenant), { whole: true, entries: 12 });
  }).timeout(20_000);

  it('names nobody: neither their id nor anything that could be computed from it', async () => {
    const person = aPerson();
    const { audit } = peopleOver(storage());
    await audit.write(entry(person));
    const text = JSON.stringify(await audit.read(person.tenant, shardOf(person.id)));
    assert.ok(!text.includes(person.id));
  });

  it('still verifies when somebody is erased, and nobody can tell any more which entries were theirs', async () => {
    const person = aPerson();
    const { audit } = peopleOver(storage());
    await audit.write(entry(person));
    const mine = async () => (await audit.held.export(person)).filter(thing => thing.table === 'audit');
    assert.equal((await mine()).length, 1);
    await audit.held.erase(person, june);
    assert.deepEqual(await audit.held.export(person), []);
    assert.deepEqual(await audit.verify(person.tenant), { whole: true, entries: 1 });
    await audit.write(entry(person));
    assert.equal((await mine()).length, 1, 'a later act has a pseudonym of its own');
  });
});
