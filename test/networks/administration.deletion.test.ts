import assert from 'node:assert/strict';
import { administrationText } from '../../bot/networks/administration/administration.text.ts';
import { deletionRun, openDeleting } from '../../bot/networks/administration/requests/deleting.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import type { StoredRow } from '../../bot/storage/table.ts';
import { aPerson } from '../support/people.ts';
import { dayMs, described, hourMs, openOffice, type Office, type Someone } from '../support/office.ts';
import { rowsIn } from '../support/stored-rows.ts';
import { storageHere } from '../support/storage.ts';

const { en } = administrationText;
const includes = (text: string, ...words: string[]) => {
  for (const one of words) assert.ok(text.includes(one), `“${one}” in:\n${text}`);
};

describe('Deleting a closed network', function () {
  this.timeout(60_000);
  const { storage, connectionString } = storageHere();
  let office: Office;
  let helen: Someone;
  let dawn: Someone;

  beforeEach(async () => {
    office = openOffice(storage());
    helen = await office.someone('Helen Whitcombe', 'administrator');
    dawn = await office.someone('Dawn Okonkwo', 'administrator');
  });

  const memberships = () => openMemberships(storage().table('memberships'));
  const opens = async (who: Someone, id = described.id) => {
    await who.say('manage networks');
    return who.press('networks/manage-one', { network: id });
  };
  const closes = async () => {
    await opens(helen);
    await helen.press('networks/close');
    await helen.press('networks/close-now');
  };
  const asks = async (who: Someone) => {
    await opens(who);
    await who.press('networks/delete');
    return who.press('networks/delete-ask');
  };
  const looks = async (who: Someone) => {
    await who.say('manage networks');
    await who.press('networks/waiting');
    return who.press('networks/deletion');
  };
  /** As an instance sees it that remembers nothing from before. */
  const isKnown = async () => (await office.elsewhere(dawn).say('manage networks')).text.includes(described.short);

  it('is not offered before it has been closed for 28 days', async () => {
    await closes();
    await office.pass(27 * dayMs);
    assert.ok(!(await opens(helen)).text.includes(en.delete));
    await office.pass(dayMs);
    includes((await opens(helen)).text, en.delete);
  });

  it('says before the press what goes and who sees the name', async () => {
    await closes();
    await office.pass(28 * dayMs);
    await opens(helen);
    includes((await helen.press('networks/delete')).text, ...en.deleteMeans, en.deleteSecond);
    assert.ok(await isKnown());
  });

  it('takes a second administrator: whoever asked cannot agree, by no button', async () => {
    await closes();
    await office.pass(28 * dayMs);
    includes((await asks(helen)).text, en.done.askedToDelete);
    includes((await looks(helen)).text, en.done.own);
    await looks(dawn);
    includes(dawn.seen.text, 'Helen Whitcombe', ...en.deleteMeans);
    const yes = dawn.button('networks/delete-yes');
    includes((await helen.pressKept(yes)).text, en.done.own);
    assert.ok(await isKnown());
    const sam = await office.someone('Sam Hollis', 'chair');
    assert.equal((await sam.pressKept(yes)).text, en.unknown);
    includes((await dawn.pressKept(yes)).text, en.done.deleted);
    assert.ok(!(await isKnown()));
    assert.ok(!(await dawn.say(`about ${described.short}`)).text.includes(en.statuses.closed));
  });

  it('can be refused by the second administrator, and asked for again', async () => {
    await closes();
    await office.pass(28 * dayMs);
    await asks(helen);
    await looks(dawn);
    includes((await dawn.press('networks/delete-no')).text, en.done.refusedToDelete);
    assert.ok(await isKnown());
    includes((await asks(helen)).text, en.done.askedToDelete);
  });

  it('lapses after a day, and an old card then decides nothing', async () => {
    await closes();
    await office.pass(28 * dayMs);
    await asks(helen);
    await looks(dawn);
    const yes = dawn.button('networks/delete-yes');
    await office.pass(24 * hourMs);
    includes((await dawn.pressKept(yes)).text, en.done.lapsed);
    assert.ok(!(await dawn.say('manage networks')).text.includes('Look at'));
    await asks(helen);
    includes((await dawn.pressKept(yes)).text, en.done.decided);
    assert.ok(await isKnown());
  });

  it('does not happen where the network was opened again meanwhile', async () => {
    await closes();
    await office.pass(28 * dayMs);
    await asks(helen);
    await looks(dawn);
    const yes = dawn.button('networks/delete-yes');
    await opens(helen);
    await helen.press('networks/reopen');
    includes((await dawn.pressKept(yes)).text, en.done.notClosed);
    assert.ok(await isKnown());
  });

  it('is asked for once however many ask, and decided once', async () => {
    await closes();
    await office.pass(28 * dayMs);
    await asks(helen);
    includes((await asks(dawn)).text, en.done.waitsAlready);
    const rose = office.elsewhere(await office.someone('Rose Lee', 'administrator'));
    await looks(dawn);
    await looks(rose);
    const both = await Promise.all([dawn.press('networks/delete-yes'), rose.press('networks/delete-yes')]);
    for (const { kind } of both) assert.equal(kind, 'replace');
    assert.ok(!(await isKnown()));
  });

  it('removes every membership, hidden and waiting ones too, and nobody else’s', async () => {
    const store = memberships();
    const now = office.now();
    const people = Array.from({ length: 30 }, () => aPerson(office.tenant));
    for (const [at, person] of people.entries()) {
      const kept = { ...newMembership(now), name: at % 3 === 1 ? undefined : `Member ${at}` };
      const visibility = at % 3 === 1 ? ('hidden' as const) : ('members' as const);
      await store.join(person, described.id, { ...kept, visibility, standing: at % 3 === 2 ? 'asked' : 'in' });
      await store.join(person, 'sussex-other', { ...newMembership(now), name: `Member ${at}` });
    }
    await closes();
    await office.pass(28 * dayMs);
    await asks(helen);
    await looks(dawn);
    await dawn.press('networks/delete-yes');
    await office.pass(hourMs);
    for (const person of people) {
      assert.equal(await store.of(person, described.id), undefined);
      assert.ok(await store.of(person, 'sussex-other'));
    }
    assert.deepEqual(await store.waiting(office.tenant, described.id), []);
    assert.equal(await office.people.approvals.find(office.tenant, 'delete a network', described.id), undefined);
    assert.ok((await office.people.audit.verify(office.tenant)).whole);
  });

  it('leaves nothing about it in the storage but the audit log and that its id is taken', async () => {
    const priya = await office.someone('Priya Nair');
    await priya.say('propose a network');
    await priya.press('networks/propose-send', { name: 'Walkers', purpose: 'We walk.', whoFor: 'Anyone who walks' });
    await helen.say('manage networks');
    await helen.press('networks/waiting');
    await helen.press('networks/proposal');
    await helen.press('networks/approve');
    const [walkers, others] = [helen.button('networks/edit').data.sn.about, described.id];
    await helen.press('networks/edit', { section: 'places' });
    await helen.press('networks/save', { champions: 'Casey Champion, East division', enMeetings: 'Tuesdays' });
    const store = memberships();
    for (const network of [walkers, others]) {
      const joining = Array.from({ length: 13 }, (_, at) => {
        const standing = at === 0 ? ('asked' as const) : ('in' as const);
        return store.join(aPerson(office.tenant), network, { ...newMembership(office.now()), standing, name: `Member ${at}` });
      });
      await Promise.all(joining);
      const [chair, another] = [aPerson(office.tenant), aPerson(office.tenant)];
      await office.people.roles.grant(chair, { name: 'chair', network }, office.now());
      await office.people.roles.offer(another, { role: { name: 'secretary', network }, by: chair.id, kind: 'given' });
      await office.people.roles.asked.ask(another, 'launch a survey', network);
      const run = office.calls({ person: chair, name: 'Chris Chair' });
      await run('post', `/networks/${network}/opening`, { members: '41', on: '2026-01-15' });
      await run('get', `/networks/${network}/reach`);
    }
    office.runs.push({ kind: 'networks/freeze-figures', name: 'standing', when: new Date(office.now().getTime() + 31 * dayMs) });
    await opens(helen, walkers);
    await helen.press('networks/close');
    await helen.press('networks/close-now');
    await office.pass(32 * dayMs);
    const about = async (network: string) => (await rowsIn(connectionString(), office.tenant)).filter(({ text }) => text.includes(network));
    const before = await about(walkers);
    const tables = ['audit', 'dayone', 'figures', 'memberships', 'networks', 'proposals', 'roles'];
    assert.deepEqual([...new Set(before.map(({ table }) => table))].sort(), tables, 'the test has put something everywhere');
    assert.ok(before.some(({ table, properties }) => table === 'figures' && properties['people']));
    const counted = new Set((await about(others)).map(({ text }) => text));

    await opens(helen, walkers);
    await helen.press('networks/delete');
    await helen.press('networks/delete-ask');
    await looks(dawn);
    await dawn.press('networks/delete-yes');
    await office.pass(hourMs);
    const left = (await about(walkers)).filter(({ table }) => table !== 'audit');
    assert.deepEqual(
      left.map(({ table, properties }) => `${table} ${properties['kind']}`),
      ['networks gone'],
    );
    for (const words of ['Walkers', 'We walk', 'Casey Champion', 'Tuesdays']) assert.deepEqual(await about(words), [], words);
    const still = new Set((await about(others)).map(({ text }) => text));
    assert.deepEqual(
      [...counted].filter(text => !still.has(text) && !text.includes(walkers)),
      [],
      'another network keeps everything',
    );
    const joint = await office.calls(helen)<{ people?: unknown }>('get', '/figures');
    assert.equal(joint.people, undefined, 'people counted over it too would tell how many were in it');
  });

  it('is asked for and refused in the same words whether anybody is in it or not', async () => {
    const seen: string[] = [];
    for (const isEmpty of [true, false]) {
      office = openOffice(storage());
      helen = await office.someone('Helen Whitcombe', 'administrator');
      dawn = await office.someone('Dawn Okonkwo', 'administrator');
      if (!isEmpty) await memberships().join(aPerson(office.tenant), described.id, { ...newMembership(office.now()), name: 'A' });
      await closes();
      await office.pass(28 * dayMs);
      const texts = [(await opens(helen)).text, (await asks(helen)).text, (await looks(dawn)).text];
      texts.push((await dawn.press('networks/delete-yes')).text);
      seen.push(texts.join('\n'));
    }
    assert.equal(seen[0], seen[1]);
  });

  it('goes on where it was cut off', async () => {
    await closes();
    await office.pass(28 * dayMs);
    await asks(helen);
    await looks(dawn);
    const yes = dawn.button('networks/delete-yes');
    // The decision is written, and then the process dies before anything follows from it.
    const { askedAt } = (await office.people.approvals.find(office.tenant, 'delete a network', described.id))!;
    const decision = { act: 'delete a network', object: described.id, askedAt, decision: 'approved' as const, now: office.now() };
    await office.people.approvals.decide({ person: dawn.person, ...decision });
    assert.ok(await isKnown());
    includes((await dawn.pressKept(yes)).text, en.done.deleted);
    assert.ok(!(await isKnown()));
    await office.pass(hourMs);
    assert.equal(await office.people.approvals.find(office.tenant, 'delete a network', described.id), undefined);
  });

  it('touches no membership of a network that is not deleted', async () => {
    const person = aPerson(office.tenant);
    await memberships().join(person, described.id, { ...newMembership(office.now()), name: 'A' });
    office.runs.push({ kind: 'networks/delete', name: described.id, when: office.now() });
    await office.pass(hourMs);
    assert.ok(await memberships().of(person, described.id));
  });
});

describe('The run that removes the memberships of a deleted network', () => {
  it('takes a large network some hundreds at a time, and everybody in the end', async () => {
    const members = new Set(Array.from({ length: 1_201 }, (_, at) => `member ${at}`));
    const forgotten: string[] = [];
    const nobody = async () => assert.fail('not asked for here');
    const { run } = openDeleting({
      editing: { standing: nobody, remove: nobody },
      store: { read: async () => ({ row: { id: 'x', kind: 'gone', details: {}, isSample: false, version: 2 }, stored: {} as StoredRow }) },
      approvals: { ask: nobody, decide: nobody, find: nobody, forget: async (_tenant, act, object) => void forgotten.push(act, object) },
      memberships: {
        async *pages(tenant) {
          for (const id of [...members]) yield [{ tenant, id }];
        },
        waiting: async () => [],
        leave: async ({ id }) => (members.delete(id) ? 'left' : 'notIn'),
      },
      later: nobody,
      forget: async (_tenant, network) => void forgotten.push(network),
    });
    const left: number[] = [];
    let now = new Date('2026-06-02T17:00:00Z');
    for (;;) {
      const before = members.size;
      const { again } = await run({ tenant: 't', kind: deletionRun, name: 'x', dueAt: now, now, payload: '' });
      left.push(before - members.size);
      if (!again) break;
      assert.ok(again > now, 'the next run is later than this one');
      now = again;
    }
    assert.deepEqual(left, [500, 500, 201]);
    assert.deepEqual(forgotten, ['x', 'delete a network', 'x']);
  });
});
