import assert from 'node:assert/strict';
import type { Wish } from '../../bot/feature.ts';
import { networkAudience } from '../../bot/networks/membership/audience.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import type { MembershipChoices, Standing } from '../../bot/networks/networks.contract.ts';
import { shardOf } from '../../bot/people/shard.ts';
import { Refusal } from '../../bot/refusal.ts';
import type { Table } from '../../bot/storage/table.ts';
import { described, openOffice, type Office, type Someone } from '../support/office.ts';
import { aPerson, aTenant } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
type Editing = { sections: { section: string; stamp: string }[] };
const all = { events: 'now', vacancies: 'now', surveys: 'now', news: 'now' } as const;

describe('The members of a network, as somebody to write to', () => {
  const { storage } = storageHere();
  const audienceOver = (table: Table, isSensitive = true) => {
    const memberships = openMemberships(table);
    return { memberships, audience: networkAudience({ memberships, isSensitive: async () => isSensitive }) };
  };

  it('are heard with what they chose, each for themselves; who left, waits or never came gets nothing', async () => {
    const { memberships, audience } = audienceOver(storage().table('memberships'));
    const tenant = aTenant();
    const [plain, named, waits, left, never] = Array.from({ length: 5 }, () => aPerson(tenant));
    assert.ok(plain && named && waits && left && never);
    for (const person of [plain, named, waits, left]) await memberships.join(person, 'chess', newMembership(june));
    await memberships.change(named, 'chess', { isNamed: true, news: { ...all, news: 'digest' } }, june);
    await memberships.change(waits, 'chess', { standing: 'asked' }, june);
    await memberships.leave(left, 'chess', june);
    const wishes = await audience.wishes(tenant, 'chess', [plain, named, waits, left, never].map(({ id }) => id)); // prettier-ignore
    assert.deepEqual(
      wishes,
      new Map<string, Wish>([
        [plain.id, { news: all, isNamed: false }],
        [named.id, { news: { ...all, news: 'digest' }, isNamed: true }],
      ]),
    );
  });

  it('of a network that is not sensitive may see its name', async () => {
    const { memberships, audience } = audienceOver(storage().table('memberships'), false);
    const person = aPerson();
    await memberships.join(person, 'choir', newMembership(june));
    assert.equal((await audience.wishes(person.tenant, 'choir', [person.id])).get(person.id)?.isNamed, true);
  });

  it('are read once for many, and whoever leaves here is gone at once', async () => {
    const real = storage().table('memberships');
    const read = { finds: 0, lists: 0 };
    const { memberships, audience } = audienceOver({
      ...real,
      find: (...asked) => ((read.finds += 1), real.find(...asked)),
      all: (...asked) => ((read.lists += 1), real.all(...asked)),
    });
    const tenant = aTenant();
    const crowd = Array.from({ length: 400 }, () => aPerson(tenant)).filter(({ id }) => shardOf(id) === 'a').slice(0, 15); // prettier-ignore
    for (const person of crowd) await memberships.join(person, 'chess', newMembership(june));
    const ids = crowd.map(({ id }) => id);
    Object.assign(read, { finds: 0, lists: 0 });
    for (let batch = 0; batch < 20; batch += 1) assert.equal((await audience.wishes(tenant, 'chess', ids)).size, ids.length);
    assert.deepEqual(read, { finds: 0, lists: 1 });
    await memberships.leave(crowd[0] ?? aPerson(), 'chess', june);
    assert.equal((await audience.wishes(tenant, 'chess', ids)).has(ids[0] ?? ''), false);
  });
});

describe('Whether messages may name a network', () => {
  const { storage } = storageHere();

  async function wishOf(office: Office, { person }: Someone): Promise<Wish | undefined> {
    const audience = office.features.find(feature => feature.audiences?.['network'])?.audiences?.['network'];
    return (await audience?.wishes(office.tenant, described.id, [person.id]))?.get(person.id);
  }

  it('is not so until a member says so, and is not changed by another choice', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await alys.say(`join ${described.short}`);
    await alys.press('networks/join', { visibility: 'hidden', belonging: 'member' });
    assert.equal((await wishOf(office, alys))?.isNamed, false);
    const choose = async (naming?: string) => {
      await alys.press('networks/mine');
      const card = await alys.press('networks/choices');
      assert.match(card.text, /May messages and the lock screen name this network\?/);
      await alys.press('networks/choose', { visibility: 'hidden', ...all, events: 'digest', ...(naming ? { naming } : {}) });
    };
    await choose('yes');
    assert.deepEqual(await wishOf(office, alys), { news: { ...all, events: 'digest' }, isNamed: true });
    await choose();
    assert.equal((await wishOf(office, alys))?.isNamed, true);
    await choose('no');
    assert.equal((await wishOf(office, alys))?.isNamed, false);
  });

  it('is asked and answered in the tab too, in the reader’s language, and what cannot be read changes nothing', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    const path = `/networks/${described.id}/choices`;
    const asked = (language: 'en' | 'cy' = 'en') => office.calls(alys, language)<MembershipChoices>('get', path);
    const chooses = (choices: Record<string, string>) => office.calls(alys)<Standing>('post', path, choices);
    await assert.rejects(asked(), Refusal, 'nobody chooses for a network they are not in');
    assert.equal((await chooses({ visibility: 'hidden', ...all })).standing, 'out');
    await alys.say(`join ${described.short}`);
    await alys.press('networks/join', { visibility: 'officers', belonging: 'member' });
    assert.equal((await asked()).naming?.start, 'no');
    assert.match((await asked('cy')).naming?.label ?? '', /A gaiff negeseuon/);
    assert.equal((await chooses({ visibility: 'hidden', ...all, news: 'digest', naming: 'yes' })).standing, 'in');
    const { visibility, hear, naming } = await asked();
    const news = hear.find(({ kind }) => kind === 'news')?.start;
    assert.deepEqual([visibility.start, news, naming?.start], ['hidden', 'digest', 'yes']);
    for (const wrong of [{}, { visibility: 'hidden', ...all, naming: 'maybe' }, { ...all, visibility: 'all' }]) {
      await assert.rejects(chooses(wrong), Refusal);
    }
    assert.deepEqual(await wishOf(office, alys), { news: { ...all, news: 'digest' }, isNamed: true });
    await chooses({ visibility: 'hidden', ...all });
    assert.equal((await asked()).naming?.start, 'yes', 'what was not asked stays');
  });

  it('is not asked of a network that is not sensitive: it is named in any case', async () => {
    const office = openOffice(storage());
    const helen = await office.someone('Helen Office', 'administrator');
    const alys = await office.someone('Alys Ap Rhys');
    const { sections } = await office.calls(helen)<Editing>('get', `/administration/networks/${described.id}`);
    const stamp = sections.find(({ section }) => section === 'joining')?.stamp;
    const values = { joining: 'stated', entry: 'open', sensitive: 'no' };
    await office.calls(helen)('post', `/administration/networks/${described.id}/sections/joining`, { stamp, values });
    await alys.say(`join ${described.short}`);
    await alys.press('networks/join', { visibility: 'hidden', belonging: 'member' });
    await alys.press('networks/mine');
    assert.doesNotMatch((await alys.press('networks/choices')).text, /name this network/);
    assert.ok(!('naming' in (await office.calls(alys)<MembershipChoices>('get', `/networks/${described.id}/choices`))));
    await alys.press('networks/choose', { visibility: 'hidden', ...all });
    assert.deepEqual(await wishOf(office, alys), { news: all, isNamed: true });
  });
});
