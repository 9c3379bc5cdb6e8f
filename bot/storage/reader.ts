import type { Log } from '../log.ts';
import type { Queue, Taken } from './queue.ts';

export type Reader = {
  start(): void;
  /** Looks at once, for whoever has just put something that is due now. */
  look(): void;
  /** Takes nothing more and waits for what is in hand. */
  stop(): Promise<void>;
};

export type ReaderNeeds = {
  /** For the log. */
  name: string;
  queue: Queue;
  /** Says `done` itself. A message whose handling fails comes back when its lease ends. */
  handle: (taken: Taken) => Promise<void>;
  /** How many messages may be in hand at a time. */
  atOnce: number;
  leaseSeconds: number;
  log: Log;
  random?: () => number;
};

const shortestPauseMs = 200;
const longestPauseMs = 5000;
const mostAtOnce = 32;

/** Reads a queue as long as the process lives: at once while there is work, ever more rarely while there is none. */
export function readQueue({ name, queue, handle, atOnce, leaseSeconds, log, random = Math.random }: ReaderNeeds): Reader {
  const inHand = new Set<Promise<void>>();
  let reading: Promise<void> | undefined;
  let stopping = false;
  let isWoken = false;
  let wake: (() => void) | undefined;

  /** Resolves early when woken; true then. */
  async function pause(ms: number): Promise<boolean> {
    if (!isWoken) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const wasWoken = isWoken;
    isWoken = false;
    return wasWoken;
  }

  function look(): void {
    isWoken = true;
    wake?.();
  }

  function begin(taken: Taken): void {
    const work = handle(taken)
      .catch((error: unknown) => log('queue.failed', { queue: name, tries: taken.tries, error: nameOf(error) }))
      .finally(() => inHand.delete(work));
    inHand.add(work);
  }

  async function read(): Promise<void> {
    let pauseMs = shortestPauseMs;
    let trouble: string | undefined;
    while (!stopping) {
      const room = Math.min(mostAtOnce, atOnce - inHand.size);
      if (room === 0) {
        await Promise.race(inHand);
        continue;
      }
      let batch: Taken[] = [];
      try {
        batch = await queue.take(room, leaseSeconds);
        if (trouble) log('queue.back', { queue: name });
        trouble = undefined;
      } catch (error) {
        // Whatever it was, the next reading is the remedy: a reader that ended would leave all later work undone.
        if (trouble !== nameOf(error)) log('queue.unreadable', { queue: name, error: nameOf(error) });
        trouble = nameOf(error);
      }
      if (stopping) return giveBack(batch);
      batch.forEach(begin);
      if (batch.length > 0) pauseMs = shortestPauseMs;
      if (batch.length === room) continue;
      // A little less than the full pause, so that the readers of several instances drift apart.
      const wasWoken = await pause(Math.max(shortestPauseMs, pauseMs * (0.8 + 0.2 * random())));
      pauseMs = wasWoken ? shortestPauseMs : Math.min(longestPauseMs, pauseMs * 2);
    }
  }

  /** What arrived while the process was already leaving goes to another instance soon. */
  async function giveBack(batch: Taken[]): Promise<void> {
    await Promise.allSettled(batch.map(taken => taken.extend(1)));
  }

  return {
    start() {
      if (reading) return;
      stopping = false;
      isWoken = false;
      reading = read();
    },
    look,
    async stop() {
      stopping = true;
      look();
      await reading;
      await Promise.all(inHand);
      reading = undefined;
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
