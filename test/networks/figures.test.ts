import assert from 'node:assert/strict';
import type { Press as Button } from '../../bot/cards/card.ts';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import type { Feature } from '../../bot/feature.ts';
import { openDirectory } from '../../bot/networks/directory/directory.ts';
import { openNetworks } from '../../bot/networks/directory/networks.store.ts';
import { unsaid, type Network } from '../../bot/networks/directory/network.ts';
import { figuresPart, nextCount } from '../../bot/networks/figures/figures.part.ts';
import { monthAfter, monthsCounted, monthsThrough } from '../../bot/networks/figures/figures.ts';
import { openFigures } from '../../bot/networks/figures/figures.store.ts';
import type { Growth, Joint } from '../../bot/networks/figures/figures.contract.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { forceNamed } from '../../bot/people/forces.ts';
import type { Person } from '../../bot/people/person.ts';
import type { RoleName } from '../../bot/people/roles.ts';
import { Refusal } from '../../bot/refusal.ts';
import type { Turn } from '../../bot/teams/turn.ts';
import type { Caller } from '../../bot/web/caller.ts';
import { aPerson, aTenant, aTurn, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const kind = 'networks/freeze-figures';
const day = (text: string) => new Date(`${text}T12:00:00Z`);
const firstCount = new Date('2026-07-01T01:00:00Z');

const aNetwork = (id: string, name: string): Network => ({
  ...unsaid,
  id,
  words: { en: { name, short: name, purpose: 'Support.', whoFor: 'Anyone' } },
  joining: 'stated',
  isSample: false,
});
const networks = [aNetwork('carers', 'Carers Network'), aNetwork('rural', 'Rural Network'), aNetwork('faith', 'Faith Network')];

describe('Months', () => {
  it('follow one another over the end of a year', () => {
    assert.equal(monthAfter('2026-12'), '2027-01');
    assert.equal(monthAfter('2026-01', -1), '2025-12');
    assert.deepEqual(monthsThrough('2026-11', '2027-02'), ['2026-11', '2026-12', '2027-01', '2027-02']);
    assert.deepEqual(monthsThrough('2027-01', '2026-12'), []);
  });

  it('are counted without those in which nothing moved being left out, and without the one that is not over', () => {
    const moved = [
      { month: '2026-03', joined: 12, left: 0 },
      { month: '2026-05', joined: 3, left: 5 },
      { month: '2026-06', joined: 9, left: 0 },
    ];
    assert.deepEqual(monthsCounted({ months: moved }, '2026-05'), [
      { month: '2026-03', members: 12, joined: 12, left: 0 },
      { month: '2026-04', members: 12, joined: 0, left: 0 },
      { month: '2026-05', members: 10, joined: 3, left: 5 },
    ]);
  });

  it('are counted on the first of the next, at two in the morning here, in winter and in summer', () => {
    assert.equal(nextCount(day('2026-11-21')).toISOString(), '2026-12-01T02:00:00.000Z');
    assert.equal(nextCount(day('2026-06-02')).toISOString(), '2026-07-01T01:00:00.000Z');
    assert.equal(nextCount(firstCount).toISOString(), '2026-08-01T01:00:00.000Z');
  });
});

describe('Figures', () => {
  const { storage } = storageHere();
  const open = (tenant: string) => {
    const people = peopleOver(storage());
    const memberships = openMemberships(storage().table('memberships'));
    const directoryOf = openDirectory(() => networks, openNetworks(storage().table('networks')));
    const part = figuresPart({ table: storage().table('figures'), memberships, people, directoryOf });
    const freeze = (now: Date) => part.due?.[kind]?.({ tenant, kind, name: 'standing', dueAt: now, now, payload: '' });
    const size = (network: string, language: 'en' | 'cy' = 'en') => part.figureFor(tenant, network, language, day('2026-07-05'));
    return { people, memberships, part, freeze, size };
  };
  type Opened = ReturnType<typeof open>;
  const join = async ({ memberships }: Opened, who: readonly Person[], network: string, on = day('2026-06-02')) => {
    await Promise.all(who.map(person => memberships.join(person, network, { ...newMembership(on), name: 'Casey Example' })));
  };
  const crowd = (tenant: string, size: number) => Array.from({ length: size }, () => aPerson(tenant));
  async function withRole(opened: Opened, tenant: string, name: RoleName, network = ''): Promise<Person> {
    const person = aPerson(tenant);
    await opened.people.roles.grant(person, { name, network }, day('2026-01-02'));
    return person;
  }

  it('say when the first one comes, as long as there is none', async () => {
    const opened = open(aTenant());
    assert.equal(await opened.size('carers'), 'The first figure comes on 1 August.');
    assert.equal(await opened.size('carers', 'cy'), 'Daw’r ffigur cyntaf ar 1 Awst.');
  });

  it('are never live: who joins after the count is in the next one', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    await join(opened, crowd(tenant, 11), 'carers');
    await opened.freeze(firstCount);
    assert.equal(await opened.size('carers'), 'About 10 members');
    await join(opened, crowd(tenant, 30), 'carers', day('2026-07-02'));
    assert.equal(await opened.size('carers'), 'About 10 members');
    assert.equal(await open(tenant).size('carers', 'cy'), 'Tua 10 o aelodau');
    await opened.freeze(new Date('2026-08-01T01:00:00Z'));
    assert.equal(await open(tenant).size('carers'), 'About 40 members');
  });

  it('are the same for a network with nine, with one, and one that nobody ever joined', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    await join(opened, crowd(tenant, 9), 'carers');
    await join(opened, crowd(tenant, 1), 'rural');
    await opened.freeze(firstCount);
    const sizes = await Promise.all(networks.map(({ id }) => opened.size(id)));
    assert.deepEqual(sizes, ['Fewer than 10 members', 'Fewer than 10 members', 'Fewer than 10 members']);
    assert.equal(await opened.size('faith', 'cy'), 'Llai na 10 aelod');
  });

  it('counted once stay: a second run, another instance and a later change alter nothing', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    const people = crowd(tenant, 12);
    await join(opened, people, 'carers');
    await Promise.all([opened.freeze(firstCount), open(tenant).freeze(firstCount)]);
    const stored = () => openFigures(storage().table('figures')).monthsOf(tenant, 'carers', '2026-06');
    const before = await stored();
    for (const person of people) await opened.memberships.leave(person, 'carers', day('2026-06-30'));
    await opened.freeze(firstCount);
    assert.deepEqual(await stored(), before);
    assert.deepEqual(before, [{ month: '2026-06', members: 12, joined: 12, left: 0 }]);
  });

  it('of a month that was missed are made up for, as they were at its end', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    await join(opened, crowd(tenant, 20), 'carers', day('2026-06-02'));
    await join(opened, crowd(tenant, 10), 'carers', day('2026-07-02'));
    // The app was down in July, and comes back in the middle of August, while people join.
    await join(opened, crowd(tenant, 40), 'carers', day('2026-08-02'));
    await opened.freeze(day('2026-08-15'));
    assert.equal(await opened.size('carers'), 'About 30 members');
    const months = await openFigures(storage().table('figures')).monthsOf(tenant, 'carers', '2026-07');
    assert.deepEqual(
      months.map(one => one.members),
      [20, 30],
    );
  });

  it('name nobody, in storage either', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    const people = crowd(tenant, 12);
    await join(opened, people, 'carers');
    await opened.freeze(firstCount);
    const rows: string[] = [];
    for (const place of ['network!carers', 'whole']) {
      for await (const found of storage()
        .table('figures')
        .all(`${tenant}!${place}` as never))
        rows.push(JSON.stringify(found));
    }
    assert.equal(rows.length, 2);
    assert.ok(!people.some(({ id }) => rows.some(one => one.includes(id))));
  });

  it('count each person once over several networks, and only over those that are shown', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    const [both, carers, rural, few] = [crowd(tenant, 12), crowd(tenant, 20), crowd(tenant, 15), crowd(tenant, 5)];
    await join(opened, [...both, ...carers], 'carers');
    await join(opened, [...both, ...rural], 'rural');
    await join(opened, few, 'faith');
    await opened.freeze(firstCount);
    const joint = await asked<Joint>(opened, 'get', '/figures', await withRole(opened, tenant, 'administrator'));
    assert.deepEqual(joint.memberships, { kind: 'about', value: 55 }, '30 and 25, as they are shown');
    assert.deepEqual(joint.people, { kind: 'about', value: 45 }, '47, without the five that are hidden');
    const colleague = await asked<Joint>(opened, 'get', '/figures', aPerson(tenant));
    assert.deepEqual(colleague.networks, joint.networks);
    assert.equal(colleague.people, undefined);
  });

  it('do not count people where it would say who is in two networks', async () => {
    const tenant = aTenant();
    const opened = open(tenant);
    const [carers, rural] = [crowd(tenant, 20), crowd(tenant, 15)];
    await join(opened, carers, 'carers');
    await join(opened, rural, 'rural');
    await opened.freeze(firstCount);
    const joint = await asked<Joint>(opened, 'get', '/figures', await withRole(opened, tenant, 'administrator'));
    assert.equal(joint.people, undefined, 'nobody is in both, and that is not said');
  });

  describe('of growth', () => {
    it('are for those who may see them: to others the command does not exist, and the network is unknown', async () => {
      const tenant = aTenant();
      const opened = open(tenant);
      await join(opened, crowd(tenant, 40), 'carers');
      await opened.freeze(firstCount);
      const chair = await withRole(opened, tenant, 'chair', 'carers');
      const liaison = await withRole(opened, tenant, 'liaison', 'carers');
      const administrator = await withRole(opened, tenant, 'administrator');
      const others = [aPerson(tenant), await withRole(opened, tenant, 'chair', 'rural'), await withRole(opened, tenant, 'launcher')];
      for (const person of [chair, liaison, administrator]) {
        assert.match(await typed(opened.part, person, 'carers'), /About 40 members/);
        assert.equal((await asked<Growth>(opened, 'get', '/networks/:id/growth', person, { id: 'carers' })).network, 'carers');
      }
      for (const person of others) {
        assert.equal(await typed(opened.part, person, 'carers'), '');
        await assert.rejects(pressed(opened.part, aTurn(person), 'carers'), Refusal);
        await assert.rejects(asked(opened, 'get', '/networks/:id/growth', person, { id: 'carers' }), Refusal);
      }
      assert.equal(await typed(opened.part, aPerson(tenant), ''), '');
      assert.match(await typed(opened.part, chair, ''), /Carers Network/);
      assert.match(await typed(opened.part, administrator, ''), /Membership in Sussex Police/);
    });

    it('are never shown in a channel', async () => {
      const tenant = aTenant();
      const opened = open(tenant);
      const chair = await withRole(opened, tenant, 'chair', 'carers');
      await assert.rejects(pressed(opened.part, aTurn(chair, { scope: 'channel' }), 'carers'), Refusal);
      assert.ok(opened.part.commands?.every(command => command.isPrivate));
    });

    it('say the change since a chosen month in per cent of what is shown', async () => {
      const tenant = aTenant();
      const opened = open(tenant);
      await join(opened, crowd(tenant, 42), 'carers', day('2026-03-02'));
      await join(opened, crowd(tenant, 8), 'carers', day('2026-05-02'));
      await opened.freeze(firstCount);
      const chair = await withRole(opened, tenant, 'chair', 'carers');
      const growth = (since?: string) =>
        asked<Growth>(opened, 'get', '/networks/:id/growth', chair, { id: 'carers', ...(since ? { since } : {}) });
      assert.deepEqual((await growth('2026-04')).change, { since: '2026-04', from: { kind: 'about', value: 40 }, percent: 25 });
      assert.deepEqual((await growth('2026-02')).change, { since: '2026-02', from: { kind: 'few' } }, 'no per cent from nobody');
      assert.equal((await growth('2026-06')).change, undefined, 'the month itself is no start');
      assert.equal((await growth('nonsense')).change?.since, '2026-03');
      const card = await typed(opened.part, chair, 'carers');
      assert.match(card, /About 50 members, up 25% since March 2026/);
      assert.match(await pressed(opened.part, aTurn(chair), 'carers', '2026-05'), /About 50 members, no change since May 2026/);
    });

    it('begin with what a network declared of the time before the app', async () => {
      const tenant = aTenant();
      const opened = open(tenant);
      await join(opened, crowd(tenant, 50), 'carers', day('2026-06-02'));
      await opened.freeze(firstCount);
      const directoryOf = openDirectory(() => networks, openNetworks(storage().table('networks')));
      const { memberships, people } = opened;
      const opening = async () => ({ members: 41, on: '2026-01-15' });
      const part = figuresPart({ table: storage().table('figures'), memberships, people, directoryOf, opening });
      const chair = await withRole(opened, tenant, 'chair', 'carers');
      const card = await typed(part, chair, 'carers');
      assert.match(card, /About 50 members, up 25% since 15 January 2026/);
      assert.match(card, /Declared before the app \(15 January 2026\)/);
      assert.match(card, /about 40/, 'a declared number is rounded too');
    });
  });

  const textOf = (shown: unknown): string => JSON.stringify(shown);
  async function typed(part: Partial<Feature>, person: Person, argument: string): Promise<string> {
    const reply = await part.commands?.[0]?.run(aTurn(person), argument);
    return reply?.kind === 'show' ? textOf(reply.shown) : '';
  }
  async function pressed(part: Partial<Feature>, turn: Turn, about: string, since?: string): Promise<string> {
    const inputs = since ? { since } : {};
    const reply = await part.verbs?.[0]?.run(turn, { verb: 'networks/growth', about, version: '1', carried: {}, inputs } as never);
    assert.equal(reply?.kind, 'replace');
    if (reply?.kind !== 'replace') return '';
    const buttons = [...buttonsOf(reply.shown.card)] as Button[];
    assert.ok(buttons.every(one => one.verb === 'networks/growth'));
    return textOf(reply.shown);
  }
  async function asked<T>({ part }: Opened, method: string, path: string, person: Person, params: Record<string, string> = {}): Promise<T> {
    const route = part.routes?.find(one => one.method === method && one.path === path);
    const caller: Caller = {
      person,
      name: 'Casey Example',
      force: forceNamed('Sussex Police'),
      appRoles: [],
      guest: false,
      language: 'en',
      now: day('2026-07-05'),
    };
    return (await route?.run(caller, { params, body: undefined })) as T;
  }
});
