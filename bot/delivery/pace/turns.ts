import type { Table } from '../../storage/table.ts';
import { isUsable, requestsAt, toOnePlace, type Limit } from './pace.ts';
import { openPaceStore } from './pace.store.ts';
import type { StorageClock } from './storage-clock.ts';

/** When requests to Teams may be made, so that all instances together keep to one pace. */
export type Pace = {
  /**
   * Resolves when one request may be made: at once, before anything else is awaited, for the moment is over 20 ms later.
   * Whoever lets it go by simply asks again. A first message to somebody takes two turns, one for each request.
   * With `conversation`, a channel or group chat, also not sooner than a second after the last turn there.
   */
  turn(tenant: string, conversation?: string): Promise<void>;
  /** Teams answered 429: half the pace for every instance, growing back in the seconds after. */
  slowDown(tenant: string): Promise<void>;
};

type Waiter = { resolve: () => void; reject: (error: unknown) => void };
type Line = { waiting: Waiter[]; isServed: boolean };

const fetchAheadMs = 250;
const mostTogether = 25;

/** Hands the send times of this process to whoever waits, in the order in which they came. */
export function openPace(needs: { table: Table; clock: StorageClock; perSecond: number }): Pace {
  const { table, clock, perSecond } = needs;
  const store = openPaceStore(table, clock);
  const limit = requestsAt(perSecond);
  const lines = new Map<string, Line>();

  /** `first`: ahead of those who wait already. */
  function wait(tenant: string, first: boolean): Promise<void> {
    const line = lines.get(tenant) ?? { waiting: [], isServed: false };
    lines.set(tenant, line);
    return new Promise((resolve, reject) => {
      line.waiting[first ? 'unshift' : 'push']({ resolve, reject });
      if (!line.isServed) void serve(tenant, line);
    });
  }

  async function serve(tenant: string, line: Line): Promise<void> {
    line.isServed = true;
    const { waiting } = line;
    const take = () => store.take(tenant, limit, Math.min(mostTogether, Math.max(1, waiting.length)));
    let coming: Promise<number[]> | undefined;
    try {
      while (waiting.length > 0) {
        const slots: number[] = await (coming ?? take());
        coming = undefined;
        const last = slots.at(-1) ?? 0;
        for (const [at, slot] of slots.entries()) {
          if (!coming && last - slot <= fetchAheadMs && waiting.length > slots.length - at) {
            coming = take();
            // Heard of where it is awaited; nobody may be there yet when it fails.
            coming.catch(() => undefined);
          }
          if (await arrived(slot, limit)) waiting.shift()?.resolve();
        }
      }
    } catch (error) {
      for (const waiter of waiting.splice(0)) waiter.reject(error);
    } finally {
      line.isServed = false;
    }
    if (waiting.length > 0) void serve(tenant, line);
  }

  /** Waits for a slot. False when it is over by now: this process had no turn, or was told too late. */
  async function arrived(slot: number, of: Limit): Promise<boolean> {
    for (;;) {
      const now = await exactNow();
      if (now >= slot) return isUsable(slot, now, of);
      await new Promise(resolve => setTimeout(resolve, Math.max(1, slot - now)));
    }
  }

  const exactNow = async (): Promise<number> => (await clock.now()).getTime();

  return {
    async turn(tenant, conversation) {
      if (conversation === undefined) return wait(tenant, false);
      for (;;) {
        const [slot = 0] = await store.take(tenant, toOnePlace, 1, conversation);
        if (!(await arrived(slot, toOnePlace))) continue;
        await wait(tenant, true);
        if (isUsable(slot, await exactNow(), toOnePlace)) return;
      }
    },
    slowDown: tenant => store.slowDown(tenant),
  };
}
