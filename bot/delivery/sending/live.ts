import type { Broadcast, BroadcastRef } from '../broadcast.ts';

/** An announcement as it stands, while it is being sent: so that a pause or an end is heard within a second, and costs little. */
export type Live = {
  /** As it was at most a second ago; undefined when there is none. */
  now(): Promise<Broadcast | undefined>;
  /** As it is this moment. */
  read(): Promise<Broadcast | undefined>;
  /** The same without waiting: undefined when it was read longer than a second ago. */
  known(): Broadcast | undefined;
  /** Nobody follows it from here any more. */
  end(): void;
};

const freshForMs = 1_000;
const readAgainMs = 400;

type Entry = { of: BroadcastRef; followers: number; known?: { broadcast: Broadcast | undefined; at: number }; timer?: NodeJS.Timeout };

/** Reads each announcement again and again as long as somebody follows it. */
export function openLive(find: (of: BroadcastRef) => Promise<Broadcast | undefined>, steady: () => number = () => performance.now()) {
  const entries = new Map<string, Entry>();

  async function read(entry: Entry): Promise<Broadcast | undefined> {
    // What it was when we asked, not when the answer came.
    const at = steady();
    const broadcast = await find(entry.of);
    if (!entry.known || entry.known.at <= at) entry.known = { broadcast, at };
    return broadcast;
  }

  function again(entry: Entry): void {
    entry.timer = setTimeout(() => {
      // Whoever needs it and finds it too old reads for themselves, and hears of the trouble.
      void read(entry)
        .catch(() => undefined)
        .finally(() => {
          if (entry.followers > 0) again(entry);
        });
    }, readAgainMs);
  }

  const isFresh = (entry: Entry): boolean => entry.known !== undefined && steady() - entry.known.at <= freshForMs;

  return function follow(of: BroadcastRef): Live {
    const key = `${of.tenant}\n${of.id}`;
    const entry = entries.get(key) ?? { of, followers: 0 };
    entries.set(key, entry);
    entry.followers += 1;
    if (entry.followers === 1) again(entry);
    return {
      now: async () => (isFresh(entry) ? entry.known?.broadcast : read(entry)),
      read: () => read(entry),
      known: () => (isFresh(entry) ? entry.known?.broadcast : undefined),
      end() {
        entry.followers -= 1;
        if (entry.followers > 0) return;
        clearTimeout(entry.timer);
        entries.delete(key);
      },
    };
  };
}
