import type { Queue, Taken } from '../../../bot/storage/queue.ts';

/**
 * One instance of several in this process, which can be stopped at any step as a process is: it does nothing more, and nothing it
 * waits for ever comes, until it is thawed.
 */
export type Mortal = {
  /** The same, but every call goes through this instance's hands. */
  within<Part extends object>(name: string, part: Part): Part;
  queue(queue: Queue): Queue;
  /** Stops at this step, such as `before courier.send` or `after ledger.write`; the count-th time it comes to it. */
  stopAt(step: string, count?: number): Promise<void>;
  freeze(): void;
  thaw(): void;
};

export function mortal(): Mortal {
  let stop: { step: string; left: number; reached: () => void } | undefined;
  let frozen: Promise<void> | undefined;
  let thaw: () => void = () => undefined;

  function freeze(): void {
    frozen ??= new Promise(resolve => (thaw = resolve));
  }

  async function pass(step: string): Promise<void> {
    if (stop?.step === step && !frozen) {
      stop.left -= 1;
      if (stop.left === 0) {
        freeze();
        stop.reached();
      }
    }
    while (frozen) await frozen;
  }

  function within<Part extends object>(name: string, part: Part): Part {
    return new Proxy(part, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function' || typeof property !== 'string') return value;
        return async (...given: unknown[]): Promise<unknown> => {
          await pass(`before ${name}.${property}`);
          const answer: unknown = await (value as (...given: unknown[]) => unknown).apply(target, given);
          await pass(`after ${name}.${property}`);
          return answer;
        };
      },
    });
  }

  return {
    within,
    queue: queue => {
      const ours = within('queue', queue);
      return {
        put: ours.put,
        poison: ours.poison,
        take: async (count, seconds) => (await ours.take(count, seconds)).map((taken): Taken => within('taken', taken)),
      };
    },
    stopAt: (step, count = 1) => new Promise(reached => (stop = { step, left: count, reached })),
    freeze,
    thaw() {
      frozen = undefined;
      stop = undefined;
      thaw();
    },
  };
}
