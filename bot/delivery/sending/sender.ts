import { z } from 'zod';
import { traits } from '../../log.ts';
import type { AddressesStore } from '../../people/addresses.store.ts';
import type { Queue, Taken } from '../../storage/queue.ts';
import { readQueue } from '../../storage/reader.ts';
import type { Broadcast, BroadcastRef } from '../broadcast.ts';
import type { Errand } from '../errands.ts';
import { openChats } from './chats.ts';
import { openLive } from './live.ts';
import { openRoom } from './room.ts';
import type { Tools } from './tools.ts';
import { mostWaiting } from './turn.ts';
import { visit } from './visit.ts';

export type SenderNeeds = Omit<Tools, 'waiting' | 'inFlight' | 'isStopping' | 'random' | 'addresses' | 'openChat'> & {
  queue: Queue;
  addresses: Pick<AddressesStore, 'whereIs' | 'anyIn' | 'note' | 'markGone'>;
  broadcasts: { find(of: BroadcastRef): Promise<Broadcast | undefined> };
  random?: () => number;
  /** A slice of this announcement is done here. */
  noticed?: (of: BroadcastRef) => void;
  /** After so long without a sign of life, a slice is given to another instance. */
  leaseSeconds?: number;
};

export type Sender = {
  start(): void;
  /** Looks for work at once. */
  look(): void;
  /** Begins nothing more; resolves when what is in hand has ended. Slices that are not done go to another instance. */
  stop(): Promise<void>;
};

/** Slices in hand at a time: while one waits for the storage, another one sends. */
const slicesAtOnce = 6;
/** Requests under way at a time: enough for the pace of a tenant when Teams takes a second to answer. */
const mostInFlight = 48;
const longestDelaySeconds = 6 * 24 * 60 * 60;
const firstPauseSeconds = 5;
const longestPauseSeconds = 300;

/** Works through the slices that the queue asks for. Every instance has one. */
export function openSender({ queue, broadcasts, leaseSeconds = 30, random = Math.random, noticed, ...rest }: SenderNeeds): Sender {
  let isStopping = false;
  const tools: Tools = {
    ...rest,
    random,
    openChat: openChats(rest),
    waiting: openRoom(mostWaiting),
    inFlight: openRoom(mostInFlight),
    isStopping: () => isStopping,
  };
  const { log, clock } = tools;
  const follow = openLive(broadcasts.find);
  const reader = readQueue({ name: 'sends', queue, handle, atOnce: slicesAtOnce, leaseSeconds, log, random });
  /** By slice: which pass is being worked on here, and its end. */
  const inHand = new Map<string, { pass: number; ended: Promise<unknown> }>();

  async function handle(taken: Taken): Promise<void> {
    const read = errandSchema.safeParse(taken.body);
    if (!read.success) {
      log('delivery.malformed');
      return taken.setAside();
    }
    const errand = read.data;
    const key = JSON.stringify([errand.tenant, errand.broadcast, errand.slice]);
    const other = inHand.get(key);
    // A twin: the one in hand does all there is to do, and comes back by its own message if it fails.
    if (other && other.pass >= errand.pass) return taken.done();
    const stopBeating = beat(taken);
    const ended = (async () => {
      // An earlier pass is about to find out that it is over.
      await other?.ended;
      await work(errand, taken, stopBeating);
    })();
    inHand.set(key, { pass: errand.pass, ended: ended.catch(() => undefined) });
    try {
      await ended;
    } finally {
      await stopBeating();
      if (inHand.get(key)?.pass === errand.pass) inHand.delete(key);
    }
  }

  async function work(errand: Errand, taken: Taken, stopBeating: () => Promise<void>): Promise<void> {
    const of: BroadcastRef = { tenant: errand.tenant, id: errand.broadcast };
    const live = follow(of);
    try {
      const visited = await visit(tools, errand, live);
      await stopBeating();
      if (visited.kind === 'interrupted') return void (await taken.extend(1));
      // First the next message, then this one goes: a crash in between leaves two, never none.
      if (visited.kind === 'waits') await queue.put(errand, await secondsUntil(visited.until));
      await taken.done();
      if (visited.kind === 'done') noticed?.(of);
    } catch (error) {
      log('delivery.slice-failed', { tries: taken.tries, ...traits(error) });
      await stopBeating();
      await taken.extend(Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (taken.tries - 1)) * (0.5 + random() / 2));
    } finally {
      live.end();
    }
  }

  async function secondsUntil(until: Date): Promise<number> {
    const seconds = (until.getTime() - (await clock.now()).getTime()) / 1000;
    return Math.min(longestDelaySeconds, Math.max(1, seconds));
  }

  /** Keeps the message from others as long as the slice is in hand. The rows do not depend on it: their leases do. */
  function beat(taken: Taken): () => Promise<void> {
    let beating: Promise<unknown> = Promise.resolve();
    const once = () => taken.extend(leaseSeconds).catch((error: unknown) => log('delivery.beat-missed', traits(error)));
    const timer = setInterval(
      () => {
        beating = beating.then(once);
      },
      (leaseSeconds * 1000) / 3,
    );
    return async () => {
      clearInterval(timer);
      await beating;
    };
  }

  return {
    start() {
      isStopping = false;
      reader.start();
    },
    look: reader.look,
    async stop() {
      isStopping = true;
      await reader.stop();
    },
  };
}

const errandSchema: z.ZodType<Errand> = z.strictObject({
  tenant: z.string().min(1),
  broadcast: z.string().min(1),
  slice: z.int().nonnegative(),
  pass: z.int().nonnegative(),
});
