import type { Broadcast } from '../../bot/delivery/broadcast.ts';
import { openBroadcasts } from '../../bot/delivery/broadcasts.store.ts';
import { openDelivering, type Engine } from '../../bot/delivery/delivering.ts';
import { openDue } from '../../bot/delivery/due.runner.ts';
import { sendsQueue } from '../../bot/delivery/errands.ts';
import { openLedger } from '../../bot/delivery/ledger/ledger.store.ts';
import { slicesOf } from '../../bot/delivery/ledger/slices.ts';
import { openStorageClock } from '../../bot/delivery/pace/storage-clock.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { openNews } from '../../bot/news/news.store.ts';
import type { News } from '../../bot/news/news.ts';
import { writingText } from '../../bot/news/writing.text.ts';
import { openAddresses } from '../../bot/people/addresses.store.ts';
import { openPeople } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { openTenants } from '../../bot/people/tenants.store.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { deriveKey } from '../../bot/storage/secret.ts';
import { keepingBack } from '../bench/row-writer.ts';
import { startFaultyProxy } from '../contracts/faulty-proxy.ts';
import { connectionStringFor } from '../support/azurite.ts';
import type { Settled } from './checker.ts';
import { startAnswering } from './children.ts';
import type { ObserverAsked, ObserverTold } from './observer.child.ts';
import { patiently } from './patiently.ts';
import { someId, type Random } from './random.ts';
import { faultsBy, type StorageFaults } from './storage-faults.ts';

const homeForce = 'Sussex Police';
const account = 'devstoreaccount1';
/** One that the force's own articles describe. */
const network = 'sussex-ren';

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A storage and a Teams of their own, both in processes of their own, and the product's stores over that storage. */
export async function openWorld(random: Random) {
  const [azurite, observer] = await Promise.all([
    startAnswering<object, unknown>('azurite.child.ts'),
    startAnswering<ObserverAsked, ObserverTold>('observer.child.ts'),
  ]);
  const at = azurite.first as { tables: string; queues: string };
  const { serviceUrl } = observer.first as { serviceUrl: string };
  const [tables, queues] = await Promise.all([startFaultyProxy(at.tables), startFaultyProxy(at.queues)]);
  const storage = openStorage({ kind: 'connection', connectionString: connectionStringFor(account, at) });
  const secret = Buffer.from(Array.from({ length: 32 }, () => Math.floor(random() * 256)));
  const tenant = someId(random);
  const broadcasts = openBroadcasts(storage.table('broadcasts'));
  const ledger = openLedger(
    { deliveries: storage.table('deliveries'), progress: storage.table('progress') },
    deriveKey(secret, 'delivery'),
  );
  const now = () => new Date();
  const silent = () => undefined;
  const due = openDue({
    storage,
    handlers: kind => engine.due[kind as keyof Engine['due']],
    tenants: async () => [tenant],
    now,
    log: silent,
  });
  const engine: Engine = openDelivering({
    broadcasts,
    ledger,
    // Bots plan and send; from here it is only said what is wanted.
    audiences: () => undefined,
    messages: kind => (kind === 'news' ? { draw: async () => undefined } : undefined),
    due,
    queue: storage.queue(sendsQueue),
    clock: openStorageClock(storage.table('pace')),
    now,
    log: silent,
  });

  /** Invented people who are in one network. A few have never been met, so a chat has to be made with them first. */
  async function populate(count: number, unmet: number): Promise<string[]> {
    const people = Array.from({ length: count }, () => someId(random));
    const [addressTable, membershipTable] = ['addresses', 'memberships'].map(name => keepingBack(storage.table(name)));
    if (!addressTable || !membershipTable) throw new Error('two tables were asked for');
    const addresses = openAddresses(addressTable.table, now);
    const memberships = openMemberships(membershipTable.table);
    const joined = newMembership(now());
    await patiently(() => openTenants(storage.table('tenants'), { homeForce }).meet(tenant, now()));
    for (const [at, id] of people.entries()) {
      await memberships.join({ tenant, id }, network, joined);
      // The address book holds somebody at least, near whom chats are made.
      if (at > 0 && random() < unmet) continue;
      await addresses.note({
        ...{ tenant, scope: 'personal', conversation: conversationOf(id), serviceUrl },
        bot: { id: '28:staff-networks', name: 'Staff Networks' },
        person: { tenant, id, channelId: `29:${id}` },
      });
    }
    await patiently(addressTable.writeAll);
    await patiently(membershipTable.writeAll);
    return people;
  }

  /** Words that carry the mark, as the feature keeps what was sent. */
  async function writeNews(mark: string): Promise<string> {
    const store = openNews(storage.table('news'));
    const id = someId(random);
    const [createdAt, changedAt] = [now(), now()];
    const news: News = {
      ...{ tenant, id, network, state: 'draft', version: 0, isWriting: true, saves: 1, whom: { kind: 'network' }, createdAt, changedAt },
    };
    const words = { en: { title: `Notice ${mark}`, text: `This is about ${mark}.` }, cy: { title: '', text: '' }, link: '' };
    await store.begin(news, words);
    const kept = await store.find(tenant, id);
    if (!kept) throw new Error('the news is not where it was written');
    await store.save(kept, { ...kept.news, state: 'sent', version: 1, isWriting: false });
    return id;
  }

  async function makeChair(person: Person): Promise<void> {
    const { roles } = openPeople(storage, { homeForce, secret }, now);
    await roles.grant(person, { name: 'chair', network }, now());
  }

  async function settled(broadcast: Broadcast): Promise<Settled[]> {
    const rows: Settled[] = [];
    for (const number of slicesOf(broadcast)) {
      const { deliveries, unreadable } = await ledger.read(broadcast, number);
      if (unreadable > 0) throw new Error(`${unreadable} rows of the ledger cannot be read`);
      for (const { to, state, reason } of deliveries.values())
        rows.push({ conversation: to.kind === 'person' ? conversationOf(to.id) : to.conversation, state, reason });
    }
    return rows;
  }

  return {
    tenant,
    network,
    secret: secret.toString('base64'),
    engine,
    serviceUrl,
    observer: observer.child,
    /** The storage itself, without anything between. */
    directConnectionString: connectionStringFor(account, at),
    /** What bots are told: with the faults between them and the storage. */
    connectionString: connectionStringFor(account, { tables: tables.address, queues: queues.address }),
    spoilStorage(faults: StorageFaults) {
      tables.by(faultsBy(faults, true, random));
      queues.by(faultsBy(faults, false, random));
    },
    populate,
    writeNews,
    makeChair,
    words: { sent: writingText.en.done.sent, already: writingText.en.done.already },
    settled,
    async close() {
      await storage.close();
      await Promise.all([tables.close(), queues.close()]);
      await Promise.all([azurite.child.end(), observer.child.end()]);
    },
  };
}

export const conversationOf = (person: string): string => `a:${person}`;
