import { join } from 'node:path';
import { readLibrary } from '../../bot/answers/library/article.reader.ts';
import { featuresOf } from '../../bot/app.ts';
import { openDelivery, type DeliveryNeeds, type WholeDelivery } from '../../bot/delivery/delivery.ts';
import type { Due } from '../../bot/delivery/due.runner.ts';
import type { Feature } from '../../bot/feature.ts';
import { openPeople, type People } from '../../bot/people/people.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import type { Courier } from '../../bot/teams/courier.ts';
import type { Rooms } from '../../bot/teams/sending/rooms.ts';
import type { Turn } from '../../bot/teams/turn.ts';
import { connectionStringFor } from './azurite.ts';

const library = readLibrary(join(import.meta.dirname, '..', '..', 'bot', 'answers'));

/** Due work that nobody ever runs. */
export const quietDue: Pick<Due, 'list' | 'at' | 'ensure' | 'cancel'> = {
  list: async () => [],
  at: async () => 'set',
  ensure: async () => 'set',
  cancel: async () => 'absent',
};

/** A Teams in which nobody can be reached on our own account. */
export const nobodyHome: Courier = {
  open: async () => ({ kind: 'unreachable', reason: 'gone' }),
  send: async () => ({ kind: 'unreachable', reason: 'gone' }),
  update: async () => ({ kind: 'unreachable', reason: 'gone' }),
  remove: async () => ({ kind: 'unreachable', reason: 'gone' }),
};

/** A Teams in which nobody is in any channel. */
export const noChannels: Rooms = { of: async () => [] };

export type Over = {
  due?: typeof quietDue;
  courier?: Courier;
  rooms?: Rooms;
  now?: () => Date;
  isGuest?: (turn: Turn) => Promise<boolean>;
  publicOrigin?: string;
};

/** Every feature of the product over a storage, with the engine they send by. Nothing is sent unless it is started. */
export function productOver(storage: Storage, people: People, over: Over = {}): { features: Feature[]; delivery: WholeDelivery } {
  const { due = quietDue, courier = nobodyHome, rooms = noChannels, now = () => new Date(), isGuest = async () => false } = over;
  const needs: DeliveryNeeds = {
    ...{ storage, people, due, courier, now },
    settings: { secret: Buffer.alloc(32, 7), deliveryPace: 40 },
    features: () => features,
    log: () => undefined,
  };
  const delivery = openDelivery(needs);
  const { publicOrigin = 'https://networks.example' } = over;
  const features: Feature[] = featuresOf({ storage, people, library, due, delivery, courier, rooms, publicOrigin, isGuest });
  return { features, delivery };
}

/** Every feature of the product, for what can be said of them without asking the storage anything. */
export function everyFeature(): Feature[] {
  const nowhere = 'http://127.0.0.1:1';
  const storage = openStorage({ kind: 'connection', connectionString: connectionStringFor('data', { tables: nowhere, queues: nowhere }) });
  return productOver(storage, openPeople(storage, { homeForce: 'Sussex Police', secret: Buffer.alloc(32, 7) })).features;
}
