import { randomUUID } from 'node:crypto';
import { shown, words } from '../../../bot/cards/pieces.ts';
import type { Broadcast, BroadcastRef, Tally } from '../../../bot/delivery/broadcast.ts';
import { openLedger, type Ledger } from '../../../bot/delivery/ledger/ledger.store.ts';
import type { Delivery, Recipient } from '../../../bot/delivery/ledger/delivery.ts';
import { openDrawing, openReached } from '../../../bot/delivery/sending/drawing.ts';
import { openSender, type Sender, type SenderNeeds } from '../../../bot/delivery/sending/sender.ts';
import type { Allowed } from '../../../bot/delivery/wishes/allowed.ts';
import type { Drawing, Message } from '../../../bot/feature.ts';
import { openAddresses, type AddressesStore } from '../../../bot/people/addresses.store.ts';
import { shardOf } from '../../../bot/people/shard.ts';
import type { Queue } from '../../../bot/storage/queue.ts';
import type { Storage } from '../../../bot/storage/storage.ts';
import type { Address } from '../../../bot/teams/turn.ts';
import type { Call } from '../../support/connector.ts';
import { serveDoor, sussex, type DoorServer } from '../../support/door-server.ts';
import { mortal, type Mortal } from './mortal.ts';

export const secondMs = 1000;
const go: Allowed = { kind: 'go', language: 'en', force: sussex, isNamed: false };

export type Instance = Mortal & { sender: Sender };
export type Stage = Awaited<ReturnType<typeof openStage>>;

let stages = 0;

/** One announcement, the storage, a stand-in for Teams, and as many instances as are wanted; time goes only when it is told to. */
export async function openStage(storage: Storage, served: DoorServer, told: Partial<Broadcast> = {}) {
  stages += 1;
  const named = String(stages);
  const tenant = randomUUID();
  const queue: Queue = storage.queue(`sends-${named}-x`);
  const ledger: Ledger = openLedger(
    { deliveries: storage.table(`deliveries${named}`), progress: storage.table(`progress${named}`) },
    Buffer.alloc(32, 7),
  );
  const addresses: AddressesStore = openAddresses(storage.table(`addresses${named}`), () => new Date(clock));
  let clock = Date.parse('2027-06-01T12:00:00Z');
  const startedAt = new Date(clock);
  let broadcast: Broadcast = {
    tenant,
    id: 'party',
    kind: 'news',
    about: 'garden',
    audience: [{ kind: 'network', id: 'garden' }],
    policy: 'never twice',
    mayWait: true,
    state: 'sending',
    version: 1,
    isRecalled: false,
    isStopped: false,
    slices: 16,
    isPlanned: true,
    pass: 1,
    deadline: new Date(clock + 7 * 24 * 60 * 60 * secondMs),
    createdAt: startedAt,
    startedAt,
    ...told,
  };
  const allowed = new Map<string, Allowed>();
  const givenBack: Recipient[] = [];
  const drawn: Drawing[] = [];
  const logged: string[] = [];
  let slowedDown = 0;
  const message: Message = {
    draw: async asked => {
      drawn.push(asked);
      const text = asked.isRecalled ? 'This was taken back.' : `Version ${asked.version}`;
      return shown(asked.language, 'News', [words(text)]);
    },
  };
  const instances: Instance[] = [];
  const nameOf = (to: Recipient) => (to.kind === 'person' ? to.id : to.conversation);

  const parts = {
    ledger,
    addresses,
    courier: served.door.courier,
    broadcasts: { find: async (of: BroadcastRef) => (of.id === broadcast.id && of.tenant === tenant ? broadcast : undefined) },
    pace: { turn: async () => undefined, slowDown: async () => void (slowedDown += 1) },
    clock: { now: async () => new Date(clock) },
    wishes: {
      allowed: async (_: Broadcast, batch: readonly { key: string; delivery: Delivery }[]) =>
        new Map(batch.map(({ key, delivery }) => [key, allowed.get(nameOf(delivery.to)) ?? go])),
      giveBack: async (_: Broadcast, batch: readonly Delivery[]) => void givenBack.push(...batch.map(({ to }) => to)),
    },
  };

  /** A person of shard 0, so that all are in one slice, whose chat is known unless told otherwise. */
  async function person(isMet = true): Promise<string> {
    let id = randomUUID();
    while (shardOf(id) !== '0') id = randomUUID();
    if (isMet) await addresses.note(addressOf(id));
    return id;
  }

  const addressOf = (id: string): Address => ({
    tenant,
    scope: 'personal',
    conversation: `a:${id}`,
    serviceUrl: served.connector.serviceUrl,
    bot: { id: '28:bot', name: 'Staff Networks' },
    person: { tenant, id, channelId: `29:${id}` },
  });

  /** Of every slice of which anything was noted. */
  const rows = async (): Promise<Delivery[]> => {
    const slices = (await ledger.progress(broadcast)).map(({ slice }) => ledger.read(broadcast, slice));
    return (await Promise.all(slices)).flatMap(({ deliveries }) => [...deliveries.values()]);
  };

  return {
    tenant,
    queue,
    ledger,
    addresses,
    message,
    allowed,
    givenBack,
    drawn,
    logged,
    parts,
    addressOf,
    person,
    rows,
    broadcast: () => broadcast,
    slowedDown: () => slowedDown,
    now: () => new Date(clock),
    pass: (ms: number) => void (clock += ms),
    change: (changes: Partial<Broadcast>) => void (broadcast = { ...broadcast, ...changes }),
    /** So many people, all planned. */
    async planned(count: number, isMet = true): Promise<string[]> {
      const ids = await Promise.all(Array.from({ length: count }, () => person(isMet)));
      await ledger.plan(broadcast, ids.map(id => ({ to: { kind: 'person', id }, via: 0 }))); // prettier-ignore
      return ids;
    },
    stateOf: async (id: string): Promise<Delivery | undefined> => (await rows()).find(({ to }) => nameOf(to) === id),
    tally: (): Promise<Tally> => ledger.tally(broadcast),
    /** Asks for the work on slice 0, or on another one. */
    ask: (slice = 0, pass = broadcast.pass) => queue.put({ tenant, broadcast: broadcast.id, slice, pass }),
    isDone: async () => {
      const progress = await ledger.progress(broadcast);
      return progress.length > 0 && progress.every(({ donePass }) => donePass === broadcast.pass);
    },
    /** What Teams received in this announcement: messages, changes and removals. */
    received: (method: string): Call[] => served.connector.calls.filter(call => call.method === method && /\/activities/.test(call.path)),
    instance(differently: Partial<SenderNeeds> = {}): Instance {
      const me = mortal();
      const part = <Name extends keyof typeof parts>(name: Name) => me.within(name, parts[name]);
      const sender = openSender({
        queue: me.queue(queue),
        ledger: part('ledger'),
        addresses: part('addresses'),
        courier: part('courier'),
        broadcasts: part('broadcasts'),
        pace: part('pace'),
        clock: part('clock'),
        wishes: part('wishes'),
        draw: openDrawing(() => message),
        reached: openReached(() => message),
        log: event => logged.push(event),
        random: () => 0,
        instance: `instance-${instances.length}`,
        ...differently,
      });
      const instance = { ...me, sender };
      instances.push(instance);
      sender.start();
      return instance;
    },
    async close() {
      for (const { thaw, sender } of instances) {
        thaw();
        await sender.stop();
      }
    },
  };
}

export async function until(what: () => boolean | Promise<boolean>, withinMs = 12_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await what())) {
    if (performance.now() > end) throw new Error('it did not come about');
    await soon(25);
  }
}

export const soon = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

export const openTeams = (): Promise<DoorServer> => serveDoor([]);
