import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Audience, Feature, Held, Message } from '../feature.ts';
import type { Log } from '../log.ts';
import type { People } from '../people/people.ts';
import { deriveKey } from '../storage/secret.ts';
import type { Storage } from '../storage/storage.ts';
import type { Courier } from '../teams/courier.ts';
import type { BroadcastRef } from './broadcast.ts';
import { openBroadcasts, type Kept } from './broadcasts.store.ts';
import { paceMap } from './broadcasts.map.ts';
import { openDelivering } from './delivering.ts';
import { openWaitingForDigest } from './digest/waiting.ts';
import type { Due } from './due.runner.ts';
import { sendsQueue } from './errands.ts';
import { limitsOf } from './keeping.ts';
import { openLedger } from './ledger/ledger.store.ts';
import { openStorageClock } from './pace/storage-clock.ts';
import { openPace } from './pace/turns.ts';
import { openOrganisers } from './progress/organisers.store.ts';
import { openProgress } from './progress/progress.ts';
import { openRegister } from './register/register.store.ts';
import { openDrawing, openReached } from './sending/drawing.ts';
import { openSender } from './sending/sender.ts';
import { openUnreached } from './unreached.ts';
import { openCap } from './wishes/cap.store.ts';
import { openWishes } from './wishes/wishes.ts';

export type DeliveryNeeds = {
  storage: Storage;
  people: People;
  settings: { secret: Buffer; deliveryPace: number };
  due: Pick<Due, 'at' | 'ensure' | 'cancel'>;
  /** Who is written to and what is said, by kind, is offered by features; they are asked when something is sent. */
  features: () => readonly Feature[];
  courier: Courier;
  now: () => Date;
  log: Log;
};

export type WholeDelivery = ReturnType<typeof openDelivery>;

const heldForMs = 3_000;

/** All that sends one thing to many, over one storage account. Every instance has it, and all work together. */
export function openDelivery({ storage, people, settings, due, features, courier, now, log }: DeliveryNeeds) {
  const keyFor = (purpose: string) => deriveKey(settings.secret, purpose);
  const audiences = (kind: string): Audience | undefined => features().find(feature => feature.audiences?.[kind])?.audiences?.[kind];
  const messages = (kind: string): Message | undefined => features().find(feature => feature.messages?.[kind])?.messages?.[kind];

  const broadcasts = openBroadcasts(storage.table('broadcasts'));
  const ledger = openLedger({ deliveries: storage.table('deliveries'), progress: storage.table('progress') }, keyFor('delivery'));
  const clock = openStorageClock(storage.table('pace'));
  const pace = openPace({ table: storage.table('pace'), clock, perSecond: settings.deliveryPace });
  const cap = openCap(storage.table('messagecounts'), keyFor('messagecounts'));
  const wishes = openWishes({ audiences, people, cap });
  const queue = storage.queue(sendsQueue);

  const engine = openDelivering({
    ...{ broadcasts, ledger, audiences, due, queue, clock, now, log },
    messages: kind => {
      const message = messages(kind);
      return message && { ...message, ended: (of, tally) => ended(message, of, tally) };
    },
  });
  const register = openRegister(storage.table('register'));
  const organisers = openOrganisers(storage.table('organisers'));
  const progress = openProgress({ delivering: engine, messages, organisers, people, courier });

  /** Its feature hears of it, and so does whoever sent it. */
  async function ended(message: Message, ...[of, tally]: Parameters<NonNullable<Message['ended']>>): Promise<void> {
    await message.ended?.(of, tally);
    await progress.ended(of);
  }

  const known = new LRUCache<string, Promise<Kept | undefined>>({ max: 1_000, ttl: heldForMs });
  /** As it was a moment ago: a digest asks for the same announcements again for each reader. */
  function findLately(of: BroadcastRef): Promise<Kept | undefined> {
    const key = `${of.tenant}\n${of.id}`;
    const before = known.get(key);
    if (before) return before;
    const finding = broadcasts.find(of);
    known.set(key, finding);
    finding.catch(() => known.delete(key));
    return finding;
  }
  const waiting = openWaitingForDigest({ ledger, announcements: broadcasts.withRows, find: findLately, audiences });

  const lastUnreached = openUnreached({ ledger, announcements: broadcasts.withRows });

  const sender = openSender({
    ...{ broadcasts, ledger, pace, clock, wishes, courier, queue, log },
    addresses: people.addresses,
    draw: openDrawing(messages),
    reached: openReached(messages),
    instance: randomUUID(),
    noticed: engine.noticed,
  });

  const held: Held[] = [broadcasts.held, ledger.held(broadcasts.withRows), cap.held, { ...nothingPersonal, map: paceMap }];

  return {
    engine,
    broadcasts,
    ledger,
    cap,
    clock,
    pace,
    messages,
    register,
    organisers,
    progress,
    waiting,
    lastUnreached,
    held,
    /** What is let go of at night. */
    retain: [
      async (tenant: string, now: Date) => engine.forgetOld(tenant, await people.forceSettings.retention(tenant), now),
      async (tenant: string, now: Date) => {
        const { rowsBefore, countsBefore } = limitsOf(await people.forceSettings.retention(tenant), now);
        await organisers.forget(tenant, rowsBefore);
        await register.dropOlder(tenant, countsBefore);
        await cap.forgetOlder(tenant, now);
      },
    ],
    /** What lies set aside or does not move, by announcement. */
    async stuck(tenant: string): Promise<{ name: string; slices: number }[]> {
      const found: { name: string; slices: number }[] = [];
      for await (const { id, stuck } of broadcasts.all(tenant)) if (stuck) found.push({ name: id, slices: stuck });
      return found;
    },
    start: sender.start,
    /** Begins nothing more. Resolves when what is under way at Teams has ended and is written down. */
    async stop(): Promise<void> {
      await Promise.all([engine.stop(), sender.stop()]);
    },
  };
}

const nothingPersonal: Omit<Held, 'map'> = { export: async () => [], erase: async () => undefined };
