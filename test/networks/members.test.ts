import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openGreeting } from '../../bot/networks/membership/greeting.ts';
import {
  hasLapsed,
  isConfirmationDue,
  maySee,
  newMembership,
  visibilities,
  type Viewer,
  type Visibility,
} from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import type { Person } from '../../bot/people/person.ts';
import { aPerson, aTenant } from '../support/people.ts';
import { storageHere, untilItIsThere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const days = (count: number) => new Date(june.getTime() + count * 86_400_000);
const viewers: readonly Viewer[] = ['officer', 'member', 'colleague'];

describe('Who may see that somebody is in a network', () => {
  it('is what they chose, and nobody in any role sees who is hidden', () => {
    const seen = Object.fromEntries(visibilities.map(one => [one, viewers.filter(viewer => maySee(viewer, one))]));
    assert.deepEqual(seen, {
      everyone: ['officer', 'member', 'colleague'],
      members: ['officer', 'member'],
      officers: ['officer'],
      hidden: [],
    });
  });
});

describe('A membership', () => {
  it('is asked about again after a year, and not before', () => {
    const membership = { standing: 'in', confirmedAt: june } as const;
    assert.equal(isConfirmationDue(membership, days(364)), false);
    assert.equal(isConfirmationDue(membership, days(365)), true);
    assert.equal(isConfirmationDue({ ...membership, standing: 'asked' }, days(800)), false, 'whoever waits is not in yet');
  });

  it('never lapses by silence alone', () => {
    assert.equal(hasLapsed({ lastAct: june }, days(5_000)), false);
  });

  it('lapses when every send for 90 days ended terminally and the person did nothing', () => {
    const unreachable = { since: days(10), until: days(100) };
    assert.equal(hasLapsed({ unreachable, lastAct: june }, days(100)), true);
    assert.equal(hasLapsed({ unreachable: { since: days(10), until: days(99) }, lastAct: june }, days(100)), false);
  });

  it('stays for somebody who did anything at all in that time', () => {
    assert.equal(hasLapsed({ unreachable: { since: days(10), until: days(100) }, lastAct: days(11) }, days(100)), false);
  });
});

describe('The list of members', function () {
  this.timeout(20_000);
  const { storage } = storageHere();
  const open = () => openMemberships(storage().table('memberships'));
  const joinAs = (person: Person, name: string, visibility: Visibility, standing: 'in' | 'asked' = 'in') =>
    open().join(person, 'a', { ...newMembership(june), visibility, standing, ...(visibility === 'hidden' ? {} : { name }) });
  const namesFor = async (tenant: string, viewer: Viewer, search?: string) => {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await open().visiblePage(tenant, 'a', viewer, { size: 3, ...(after ? { after } : {}), ...(search ? { search } : {}) });
      assert.ok(page.members.length <= 3);
      names.push(...page.members.map(({ name }) => name));
      after = page.next;
    } while (after);
    return names;
  };

  it('shows each viewer exactly those who chose so, by name, page by page', async () => {
    const tenant = aTenant();
    const people = visibilities.flatMap(visibility =>
      ['Zoe', 'Ádám', 'Mel', 'bo'].map(first => ({ person: aPerson(tenant), name: `${first} ${visibility}`, visibility })),
    );
    await Promise.all(people.map(({ person, name, visibility }) => joinAs(person, name, visibility)));
    for (const viewer of viewers) {
      const wanted = people.filter(({ visibility }) => maySee(viewer, visibility)).map(({ name }) => name);
      const shown = await namesFor(tenant, viewer);
      assert.deepEqual([...shown].sort(), [...wanted].sort(), viewer);
      assert.ok(shown.findIndex(name => name.startsWith('Ádám')) < shown.findIndex(name => name.startsWith('bo')), 'in the order of names');
    }
  });

  it('finds somebody by any of their names, whatever the letter case and accents, and nobody else', async () => {
    const tenant = aTenant();
    await joinAs(aPerson(tenant), 'Siân Llewellyn-Jones', 'officers');
    await joinAs(aPerson(tenant), 'Llew Example', 'hidden');
    await joinAs(aPerson(tenant), 'Sam Other', 'officers');
    for (const typed of ['sian', 'SIÂN', 'llew', 'Llewellyn-J'])
      assert.deepEqual(await namesFor(tenant, 'officer', typed), ['Siân Llewellyn-Jones'], typed);
    assert.deepEqual(await namesFor(tenant, 'member', 'sian'), []);
    assert.deepEqual(await namesFor(tenant, 'officer', 'nobody'), []);
    assert.deepEqual(await namesFor(tenant, 'officer', "'; drop or PartitionKey ne '"), []);
  });

  it('forgets a name at once when somebody hides, leaves, or turns to others', async () => {
    const tenant = aTenant();
    const person = aPerson(tenant);
    await joinAs(person, 'Casey Example', 'everyone');
    assert.deepEqual(await namesFor(tenant, 'colleague'), ['Casey Example']);
    await open().change(person, 'a', { visibility: 'members' }, june);
    assert.deepEqual(await namesFor(tenant, 'colleague'), []);
    assert.deepEqual(await namesFor(tenant, 'member'), ['Casey Example']);
    await open().change(person, 'a', { visibility: 'hidden', name: undefined }, june);
    for (const viewer of viewers) assert.deepEqual(await namesFor(tenant, viewer), []);
    await open().change(person, 'a', { visibility: 'members', name: 'Casey Renamed' }, june);
    assert.deepEqual(await namesFor(tenant, 'officer'), ['Casey Renamed']);
    await open().leave(person, 'a', june);
    assert.deepEqual(await namesFor(tenant, 'officer'), []);
  });

  it('does not show somebody who waits for a welcome, and shows the committee who waits', async () => {
    const tenant = aTenant();
    const person = aPerson(tenant);
    await joinAs(person, 'Casey Example', 'everyone', 'asked');
    assert.deepEqual(await namesFor(tenant, 'officer'), []);
    assert.deepEqual(
      (await open().waiting(tenant, 'a')).map(({ name, askedAt }) => ({ name, askedAt })),
      [{ name: 'Casey Example', askedAt: june }],
    );
    const greeting = openGreeting(open());
    const asked = { by: aPerson(tenant), id: person.id, network: 'a', now: june };
    assert.equal(await greeting.welcome(asked), 'welcomed');
    assert.equal(await greeting.welcome(asked), 'gone');
    assert.deepEqual(await open().waiting(tenant, 'a'), []);
    assert.deepEqual(await namesFor(tenant, 'colleague'), ['Casey Example']);
  });

  it('agrees with the memberships after any history of joining, choosing and leaving', async () => {
    const step = fc.record({
      who: fc.nat({ max: 3 }),
      act: fc.oneof(fc.constant('leave' as const), fc.constantFrom(...visibilities)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
        const tenant = aTenant();
        const people = Array.from({ length: 4 }, () => aPerson(tenant));
        const now = new Map<number, Visibility>();
        for (const { who, act } of steps) {
          const person = people[who]!;
          if (act === 'leave') {
            await open().leave(person, 'a', june);
            now.delete(who);
          } else if (now.has(who)) {
            await open().change(person, 'a', { visibility: act, name: act === 'hidden' ? undefined : `Person ${who}` }, june);
            now.set(who, act);
          } else {
            await joinAs(person, `Person ${who}`, act);
            now.set(who, act);
          }
        }
        for (const viewer of viewers) {
          const wanted = [...now].filter(([, visibility]) => maySee(viewer, visibility)).map(([who]) => `Person ${who}`);
          assert.deepEqual([...(await namesFor(tenant, viewer))].sort(), wanted.sort());
        }
        assert.equal((await open().counts(tenant, 'a')).members, now.size);
      }),
      { numRuns: 15 },
    );
  });

  it('loses nobody and counts everybody in a rush of joiners through two instances, leavers among them', async () => {
    const tenant = aTenant();
    const people = Array.from({ length: 320 }, () => aPerson(tenant));
    const instances = [open(), open()];
    // Forty at a time, for as long as it takes: about what a bot has in flight after an announcement.
    const waiting = people.entries();
    const joiner = async () => {
      for (const [at, person] of waiting)
        await untilItIsThere(() => instances[at % 2]!.join(person, 'a', { ...newMembership(june), name: `Person ${at}` }));
    };
    await Promise.all(Array.from({ length: 40 }, joiner));
    await Promise.all(people.slice(0, 20).flatMap(person => [1, 2].map(() => untilItIsThere(() => open().leave(person, 'a', june)))));
    const { members, months } = await open().counts(tenant, 'a');
    assert.deepEqual({ members, months }, { members: 300, months: [{ month: '2026-06', joined: 320, left: 20 }] });
    let found = 0;
    for await (const page of open().pages(tenant, 'a')) found += page.length;
    assert.equal(found, 300);
  });
});
