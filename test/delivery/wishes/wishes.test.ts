import assert from 'node:assert/strict';
import type { Broadcast } from '../../../bot/delivery/broadcast.ts';
import type { Allowed } from '../../../bot/delivery/wishes/allowed.ts';
import { openCap } from '../../../bot/delivery/wishes/cap.store.ts';
import { openWishes } from '../../../bot/delivery/wishes/wishes.ts';
import type { Audience, Wish } from '../../../bot/feature.ts';
import { shardOf } from '../../../bot/people/shard.ts';
import { partition } from '../../../bot/storage/keys.ts';
import { aPerson, aTenant, peopleOver } from '../../support/people.ts';
import { storageHere } from '../../support/storage.ts';
import { aBroadcast, aDelivery } from './wishes.samples.ts';

const key = Buffer.alloc(32, 9);
const morning = new Date('2026-06-02T09:00:00Z');
const minutesLater = (count: number) => new Date(morning.getTime() + count * 60_000);

describe('Asking what recipients want at the moment of sending', () => {
  const { storage } = storageHere();
  const cap = () => openCap(storage().table('messagecounts'), key);

  function wishesOver(members: Record<string, Map<string, Wish>>) {
    const people = peopleOver(storage());
    const network = { wishes: async (_tenant, id) => members[id] ?? new Map() } as Pick<Audience, 'wishes'> as Audience;
    const audiences = (kind: string) => (kind === 'network' ? network : undefined);
    return { people, wishes: openWishes({ audiences, people, cap: cap() }) };
  }
  const comes: Wish = { news: { events: 'now', vacancies: 'now', surveys: 'now', news: 'now' }, isNamed: false };
  const batchOf = (ids: readonly string[]) => ids.map(id => ({ key: `row of ${id}`, delivery: aDelivery(id) }));
  const kindsIn = (answer: ReadonlyMap<string, Allowed>) => [...answer.values()].map(({ kind }) => kind);

  /** People of one shard, as those of a slice are. */
  function peopleTogether(tenant: string, count: number): string[] {
    const together: string[] = [];
    while (together.length < count) {
      const { id } = aPerson(tenant);
      if (shardOf(id) === 'a') together.push(id);
    }
    return together;
  }

  it('hears of each what they chose: language, quiet hours, digest, and whether they are still in', async () => {
    const tenant = aTenant();
    const [plain, welsh, asleep, digest, left] = peopleTogether(tenant, 5) as [string, string, string, string, string];
    const members = new Map([plain, welsh, asleep].map(id => [id, comes]));
    members.set(digest, { ...comes, news: { events: 'digest', vacancies: 'now', surveys: 'now', news: 'now' } });
    members.set(welsh, { ...comes, isNamed: true });
    const { people, wishes } = wishesOver({ chess: members });
    await people.preferences.chooseLanguage({ tenant, id: welsh }, 'cy', morning);
    await people.preferences.chooseQuiet({ tenant, id: asleep }, { wholeDays: [], until: minutesLater(60) }, morning);
    const place = { key: 'the room', delivery: aDelivery('', { to: { kind: 'place', conversation: '19:room@thread.tacv2' } }) };
    const answer = await wishes.allowed(aBroadcast({ tenant }), [...batchOf([plain, welsh, asleep, digest, left]), place], morning);
    const { force, ...to } = answer.get(`row of ${plain}`) as Allowed & { kind: 'go' };
    assert.deepEqual(to, { kind: 'go', language: 'en', isNamed: false });
    assert.equal(force.name, 'Sussex Police');
    assert.deepEqual(answer.get(`row of ${asleep}`), { kind: 'wait', until: minutesLater(60) });
    assert.deepEqual(answer.get(`row of ${digest}`), { kind: 'digest' });
    assert.deepEqual(answer.get(`row of ${left}`), { kind: 'skip', reason: 'left' });
    assert.equal(answer.get('the room')?.kind, 'go');
    assert.deepEqual(answer.get(`row of ${welsh}`), { kind: 'go', language: 'cy', force, isNamed: true });
  });

  it('names only the network through which it comes', async () => {
    const tenant = aTenant();
    const [both] = peopleTogether(tenant, 1) as [string];
    const { wishes } = wishesOver({ chess: new Map([[both, comes]]), choir: new Map([[both, { ...comes, isNamed: true }]]) });
    const audience = ['chess', 'choir'].map(id => ({ kind: 'network', id }));
    for (const [via, isNamed] of [
      [0, false],
      [1, true],
    ] as const) {
      const broadcast = aBroadcast({ tenant, audience, id: `via ${via}` });
      const answer = await wishes.allowed(broadcast, [{ key: 'one', delivery: aDelivery(both, { via }) }], morning);
      assert.equal((answer.get('one') as Allowed & { kind: 'go' }).isNamed, isNamed);
    }
  });

  it('lets three messages through in a day and puts the rest into the digest, except what may not wait', async () => {
    const tenant = aTenant();
    const ids = peopleTogether(tenant, 20);
    const { wishes } = wishesOver({ chess: new Map(ids.map(id => [id, comes])) });
    const ask = async (id: string, told: Partial<Broadcast> = {}, now = morning) =>
      new Set(kindsIn(await wishes.allowed(aBroadcast({ tenant, id, ...told }), batchOf(ids), now)));
    for (const id of ['one', 'two', 'three']) assert.deepEqual(await ask(id), new Set(['go']));
    assert.deepEqual(await ask('four'), new Set(['digest']));
    assert.deepEqual(await ask('cancelled', { mayWait: false }), new Set(['go']));
    assert.deepEqual(await ask('digest', { kind: 'digest' }), new Set(['go']));
    assert.deepEqual(await ask('three'), new Set(['go']), 'asked again after a crash, it counts once');
    assert.deepEqual(await ask('next day', {}, minutesLater(24 * 60)), new Set(['go']));
  });

  it('counts by what the force has set', async () => {
    const tenant = aTenant();
    const ids = peopleTogether(tenant, 2);
    const { people, wishes } = wishesOver({ chess: new Map(ids.map(id => [id, comes])) });
    await people.forceSettings.set(tenant, 'mostMessages', { day: 1, week: 2 }, { seen: 0, now: morning });
    const ask = async (id: string, now: Date) => kindsIn(await wishes.allowed(aBroadcast({ tenant, id }), batchOf(ids), now));
    assert.deepEqual(await ask('one', morning), ['go', 'go']);
    assert.deepEqual(await ask('two', morning), ['digest', 'digest']);
    assert.deepEqual(await ask('three', minutesLater(24 * 60)), ['go', 'go']);
    assert.deepEqual(await ask('four', minutesLater(48 * 60)), ['digest', 'digest']);
  });

  it('does not count what came to nothing', async () => {
    const tenant = aTenant();
    const ids = peopleTogether(tenant, 3);
    const { wishes } = wishesOver({ chess: new Map(ids.map(id => [id, comes])) });
    for (const id of ['one', 'two', 'three']) await wishes.allowed(aBroadcast({ tenant, id }), batchOf(ids), morning);
    await wishes.giveBack(aBroadcast({ tenant, id: 'two' }), [aDelivery(ids[1] ?? '')]);
    const fourth = await wishes.allowed(aBroadcast({ tenant, id: 'four' }), batchOf(ids), morning);
    assert.deepEqual(kindsIn(fourth), ['digest', 'go', 'digest']);
  });

  it('lets only three of ten messages through that reach the same people at once, from four instances', async () => {
    const tenant = aTenant();
    const ids = peopleTogether(tenant, 12);
    const members = { chess: new Map(ids.map(id => [id, comes])) };
    const instances = [1, 2, 3, 4].map(() => wishesOver(members).wishes);
    const went = new Map(ids.map(id => [id, 0]));
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        // Each has some of the people, in an order of its own.
        const some = ids.filter((_id, index) => (index * 7 + at) % 5 > 0).sort(() => (at % 2 ? 1 : -1));
        const answer = await instances[at % 4]?.allowed(aBroadcast({ tenant, id: `at once ${at}` }), batchOf(some), morning);
        for (const id of some) if (answer?.get(`row of ${id}`)?.kind === 'go') went.set(id, (went.get(id) ?? 0) + 1);
      }),
    );
    assert.deepEqual(
      [...went.values()],
      ids.map(() => 3),
    );
  });

  it('keeps times and marks of nobody who can be recognised, gives them to whoever asks, and forgets them with the week', async () => {
    const tenant = aTenant();
    const [one, other] = peopleTogether(tenant, 2) as [string, string];
    const counts = cap();
    const most = { day: 3, week: 6 };
    await counts.take({ tenant, broadcast: 'fair', people: [one, other] }, morning, most);
    await counts.take({ tenant, broadcast: 'next', people: [other] }, minutesLater(6 * 24 * 60), most);
    const rows = async () =>
      (
        await storage()
          .table('messagecounts')
          .list(partition(tenant, 'messagecounts', 'a'))
      ).rows;
    const stored = JSON.stringify(await rows());
    for (const told of [one, other, 'fair', 'next', 'chess']) assert.equal(stored.includes(told), false, told);
    const [mine] = await counts.held.export({ tenant, id: one });
    assert.equal(mine?.fields['at'], morning.toISOString());

    assert.equal(await counts.forgetOlder(tenant, minutesLater(6 * 24 * 60)), 1);
    assert.deepEqual(await counts.held.export({ tenant, id: one }), []);
    await counts.held.erase({ tenant, id: other }, morning);
    assert.deepEqual(await rows(), []);
  });
});
