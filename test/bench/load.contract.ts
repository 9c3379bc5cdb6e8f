/** What the load process is asked to do. */
export type LoadRound = {
  /** The origin of the bot. */
  bot: string;
  inFlight: number;
  until: { turns: number } | { seconds: number };
  /** How many different people ask, each in their own chat. */
  people: number;
  /** Stands in every good reply. */
  expect: string;
};

/** Times in milliseconds, from the message leaving to both the answer and the reply being there. */
export type LoadTold = { turns: number; seconds: number; p50: number; p95: number; faults: string[] };

/** What a bot's process is asked about itself: its processor time so far, its heap after a full collection, all memory it takes. */
export type BotAsked = 'processor' | 'heap' | 'memory';
export type BotTold = { port: number } | { processorMs: number } | { heapBytes: number } | { memoryBytes: number };

/** What the bare loop is asked to do: this very message, so often, so many at a time. */
export type BareAsked = { serviceUrl: string; body: string; count: number; inFlight: number };
export type BareTold = { seconds: number };
