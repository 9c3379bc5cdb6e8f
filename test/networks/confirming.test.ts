import assert from 'node:assert/strict';
import { newMembership, type Membership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import type { Directory, NetworkListed, Standing } from '../../bot/networks/networks.contract.ts';
import type { Person } from '../../bot/people/person.ts';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import { dayMs, described, openOffice, type Office, type Someone } from '../support/office.ts';
import { aPerson, aTenant } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const days = (count: number) => new Date(june.getTime() + count * dayMs);

describe('Somebody who joined a year ago', function () {
  this.timeout(20_000);
  const { storage } = storageHere();
  const kept = (person: Person) => openMemberships(storage().table('memberships')).of(person, described.id);
  const joins = async (someone: Someone) => {
    await someone.say(`join ${described.short}`);
    await someone.press('networks/join', { visibility: 'members', belonging: 'member' });
  };
  const listed = async (office: Office, someone: Someone, language: 'en' | 'cy' = 'en'): Promise<NetworkListed | undefined> =>
    (await office.calls(someone, language)<Directory>('get', '/networks')).networks.find(({ id }) => id === described.id);
  const titles = ({ seen }: Someone) => (seen.card ? [...buttonsOf(seen.card)].map(({ title }) => title) : []);

  it('is not asked a day early, and then on their networks and on the network’s card, with leaving beside the answer', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await joins(alys);
    await office.pass(364 * dayMs);
    await alys.say('my networks');
    assert.doesNotMatch((await alys.press('networks/mine')).text, /Still in/);
    await office.pass(dayMs);
    await alys.say('my networks');
    assert.doesNotMatch(alys.seen.text, /Still in|Race Equality/, 'what stays in the chat says nothing of it');
    assert.match((await alys.press('networks/mine')).text, /You joined over a year ago\. Still in\? If you do nothing, you stay in\./);
    assert.deepEqual(titles(alys).slice(0, 2), [`I am still in: ${described.short}`, `Leave: ${described.short}`]);
    assert.match(
      (await alys.say(`tell me about ${described.short}`)).text,
      /You are in this network\. You joined over a year ago\. Still in\?/,
    );
    assert.deepEqual(titles(alys).slice(0, 2), [`I am still in: ${described.short}`, `Leave: ${described.short}`]);
    const inChannel = await alys.say(`tell me about ${described.short}`, { scope: 'channel' });
    assert.doesNotMatch(inChannel.text, /still in/i);
    assert.match((await alys.say('my networks', { language: 'cy' })).text, /Fy rhwydweithiau/);
  });

  it('answers with one press that names no network, and is asked again after another year', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await joins(alys);
    await office.pass(370 * dayMs);
    await alys.say(`tell me about ${described.short}`);
    const done = await alys.press('networks/confirm');
    assert.deepEqual([done.kind, /^Done\. You stay in/.test(done.text), done.text.includes('Race')], ['replace', true, false]);
    const { confirmedAt, joinedAt, visibility } = (await kept(alys.person)) as Membership;
    assert.deepEqual([confirmedAt, joinedAt, visibility], [office.now(), june, 'members'], 'nothing else changed');
    await office.pass(364 * dayMs);
    await alys.say('my networks');
    assert.doesNotMatch((await alys.press('networks/mine')).text, /Still in/);
    await office.pass(2 * dayMs);
    await alys.say('my networks');
    assert.match((await alys.press('networks/mine')).text, /You said over a year ago that you are still in\. Still in\?/);
    await alys.press('networks/leave');
    assert.equal(await kept(alys.person), undefined);
  });

  it('who says nothing, however long, stays in', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await joins(alys);
    await office.pass(4 * 365 * dayMs);
    assert.equal((await kept(alys.person))?.standing, 'in');
  });

  it('presses an old card after leaving, and is told calmly', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await joins(alys);
    await office.pass(370 * dayMs);
    await alys.say(`tell me about ${described.short}`);
    const confirm = alys.button('networks/confirm');
    await alys.press('networks/leave');
    assert.match((await alys.pressKept(confirm)).text, /you are not in it/);
    assert.equal(await kept(alys.person), undefined, 'and has not come in again');
  });

  it('finds the question in the tab in their language, and answers there', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    assert.deepEqual(await office.calls(alys)<Standing>('post', `/networks/${described.id}/confirm`), {
      id: described.id,
      standing: 'out',
    });
    await joins(alys);
    assert.equal((await listed(office, alys))?.confirmationDue, undefined);
    await office.pass(365 * dayMs);
    const due = (await listed(office, alys))?.confirmationDue;
    assert.deepEqual(due, {
      question: 'You joined over a year ago. Still in? If you do nothing, you stay in.',
      yes: `I am still in: ${described.short}`,
    });
    assert.match((await listed(office, alys, 'cy'))?.confirmationDue?.question ?? '', /dros flwyddyn yn ôl/);
    assert.deepEqual(await office.calls(alys)<Standing>('post', `/networks/${described.id}/confirm`), { id: described.id, standing: 'in' });
    assert.equal((await listed(office, alys))?.confirmationDue, undefined);
  });

  it('is among those to ask, network by network and page by page, hidden or not; who confirmed, waits or left is not', async () => {
    const memberships = openMemberships(storage().table('memberships'));
    const tenant = aTenant();
    const join = async (changed: Partial<Membership>, network = 'a') => {
      const person = aPerson(tenant);
      await memberships.join(person, network, { ...newMembership(june), ...changed });
      return person;
    };
    const due = [await join({}), await join({ visibility: 'hidden' }), await join({ confirmedAt: days(10) })];
    const confirmed = await join({});
    await memberships.change(confirmed, 'a', { confirmedAt: days(300) }, days(300));
    await join({ standing: 'asked' });
    await join({}, 'b');
    await memberships.leave(await join({}), 'a', days(20));
    const asked = async (now: Date) => {
      const found: string[] = [];
      for await (const page of memberships.dueForConfirmation(tenant, 'a', now)) {
        assert.ok(page.length > 0);
        found.push(...page.map(({ id }) => id));
      }
      return found.sort();
    };
    assert.deepEqual(await asked(days(400)), due.map(({ id }) => id).sort());
    assert.deepEqual(await asked(days(364)), []);
    assert.equal((await asked(days(374))).length, 2, 'the third is asked a day later');
    assert.equal((await asked(days(700))).length, 4);
  });
});
