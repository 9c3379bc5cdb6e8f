import assert from 'node:assert/strict';
import { unsaid, type Network } from '../../bot/networks/directory/network.ts';
import { pageOf, wordsFor } from '../../bot/networks/directory/network.ts';
import { namingOf } from '../../bot/networks/directory/naming.ts';
import { openJoining } from '../../bot/networks/membership/joining.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { openNetworks } from '../../bot/networks/directory/networks.store.ts';
import { aPerson, aTenant, peopleOver } from '../support/people.ts';
import { storageHere, untilItIsThere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const aMembership = { ...newMembership(june), name: 'Casey Example' };
const choice = { visibility: 'officers', belonging: 'member', name: 'Casey Example' } as const;

const aNetwork = (id: string, name: string, cy?: string): Network => ({
  ...unsaid,
  id,
  words: {
    en: { name, short: name.replace(/ \(.*\)/, ''), purpose: 'Support.', whoFor: 'Anyone' },
    ...(cy ? { cy: { name: cy, short: cy, purpose: 'Cymorth.', whoFor: 'Pawb' } } : {}),
  },
  joining: 'stated',
  isSample: false,
});

describe('Which network somebody means', () => {
  const naming = namingOf([
    aNetwork('ren', 'Race Equality Network (REN)', 'Rhwydwaith Cydraddoldeb Hil'),
    aNetwork('men', "Men's Forum"),
    aNetwork('women', "Women's Leadership & Development Forum"),
    aNetwork('meno', 'Menopause and Andropause Support Group'),
    aNetwork('lgbtq', 'LGBTQ+ network'),
  ]);
  const oneOf = (typed: string) => {
    const meant = naming(typed);
    return meant.kind === 'one' ? meant.network.id : meant.kind;
  };

  for (const [typed, id] of [
    ['race equality network', 'ren'],
    ['REN', 'ren'],
    ['the Race Equality Network please', 'ren'],
    ['race equalty netwrk', 'ren'],
    ['race', 'ren'],
    ['rhwydwaith cydraddoldeb hil', 'ren'],
    ['mens forum', 'men'],
    ['men’s forum', 'men'],
    ['menopause group', 'meno'],
    ['menapause', 'meno'],
    ['lgbtq+', 'lgbtq'],
  ] as const) {
    it(`is found from “${typed}”`, () => assert.equal(oneOf(typed), id));
  }

  it('is asked back when two fit', () => {
    const meant = naming('forum');
    assert.equal(meant.kind, 'several');
    assert.deepEqual(meant.kind === 'several' && meant.networks.map(network => network.id).sort(), ['men', 'women']);
  });

  for (const typed of ['alone', 'i cannot cope', 'police', 'network', '', '🙂', 'x'.repeat(10_000)]) {
    it(`is none for “${typed.slice(0, 20)}”`, () => assert.equal(naming(typed).kind, 'none'));
  }
});

describe('A list shown a page at a time', () => {
  it('comes to the nearest page when asked for one it does not have', () => {
    const things = [1, 2, 3, 4, 5, 6, 7];
    assert.deepEqual(pageOf(things, 2, 5), { things: [6, 7], page: 2, pages: 2 });
    for (const asked of [3, 99, Infinity]) assert.equal(pageOf(things, asked, 5).page, asked === Infinity ? 1 : 2);
    for (const asked of [0, -1, Number.NaN]) assert.equal(pageOf(things, asked, 5).page, 1);
    assert.deepEqual(pageOf([], 1, 5), { things: [], page: 1, pages: 1 });
  });

  it('reads in Welsh where the network has Welsh, and otherwise says that it is English', () => {
    assert.equal(wordsFor(aNetwork('ren', 'REN', 'RhCH'), 'cy').language, 'cy');
    assert.equal(wordsFor(aNetwork('ren', 'REN'), 'cy').language, 'en');
  });
});

describe('Membership', () => {
  const { storage } = storageHere();
  const open = () => {
    const people = peopleOver(storage());
    const memberships = openMemberships(storage().table('memberships'));
    return { people, memberships, joining: openJoining(memberships, people) };
  };
  const press = (person: { tenant: string; id: string }, version = 'card-1') => ({
    person,
    network: aNetwork('sussex-ren', 'Race Equality Network'),
    version,
    now: june,
  });

  it('begins with a press, is the same for a second one, and is written down with the wording agreed to', async () => {
    const person = aPerson();
    const { joining, memberships } = open();
    assert.equal(await joining.join(press(person), choice), 'joined');
    assert.equal(await joining.join(press(person, 'card-2'), choice), 'already');
    assert.deepEqual(await memberships.of(person, 'sussex-ren'), aMembership);
  });

  it('is one when the same press arrives eight times at once, and leaves no line in the audit log', async () => {
    const person = aPerson();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => open().joining.join(press(person), choice)));
    assert.equal(outcomes.filter(outcome => outcome === 'joined').length, 1);
    assert.deepEqual(await open().people.audit.verify(person.tenant), { whole: true, entries: 0 });
  }).timeout(10_000);

  it('ends with a press, and an old press of the join card does not bring it back', async () => {
    const person = aPerson();
    const { joining, memberships } = open();
    await joining.join(press(person), choice);
    assert.equal(await joining.leave(press(person)), 'left');
    assert.equal(await joining.leave(press(person, 'card-2')), 'notIn');
    assert.equal(await joining.join(press(person), choice), 'before');
    assert.equal(await memberships.of(person, 'sussex-ren'), undefined);
    assert.equal(await joining.join(press(person, 'card-3'), choice), 'joined');
  });

  it('of one person is found in all their networks, and in no other tenant', async () => {
    const person = aPerson();
    const { memberships } = open();
    for (const network of ['a', 'b', 'c']) await memberships.join(person, network, aMembership);
    await memberships.join(aPerson(person.tenant), 'd', aMembership);
    assert.deepEqual([...(await memberships.mine(person)).keys()], ['a', 'b', 'c']);
    assert.equal((await memberships.mine({ ...person, tenant: aTenant() })).size, 0);
  });

  it('is walked page by page for sending, everybody once', async () => {
    const tenant = aTenant();
    const { memberships } = open();
    const people = Array.from({ length: 40 }, () => aPerson(tenant));
    await Promise.all(people.map(person => untilItIsThere(() => memberships.join(person, 'a', aMembership))));
    const found: string[] = [];
    for await (const page of memberships.pages(tenant, 'a')) found.push(...page.map(person => person.id));
    assert.deepEqual(found.sort(), people.map(person => person.id).sort());
  });

  it('is exported whole and erased whole, with nobody else touched', async () => {
    const tenant = aTenant();
    const [person, other] = [aPerson(tenant), aPerson(tenant)];
    const { memberships } = open();
    for (const one of [person, other]) await memberships.join(one, 'a', aMembership);
    assert.deepEqual(
      (await memberships.held.export(person)).map(thing => thing.fields['network']),
      ['a'],
    );
    await memberships.held.erase(person, june);
    assert.deepEqual(await memberships.held.export(person), []);
    assert.equal((await memberships.held.export(other)).length, 1);
  });
});

describe('A network of a tenant’s own', () => {
  const { storage } = storageHere();

  it('comes back as it was added, in both languages, and only in its tenant', async () => {
    const tenant = aTenant();
    const network = aNetwork('own', 'Own Network', 'Rhwydwaith ein Hunain');
    await openNetworks(storage().table('networks')).add(tenant, network);
    assert.deepEqual(await openNetworks(storage().table('networks')).all(tenant), [network]);
    assert.deepEqual(await openNetworks(storage().table('networks')).all(aTenant()), []);
  });
});
