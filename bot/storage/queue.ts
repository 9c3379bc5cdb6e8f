/** A message taken off a queue. It comes back for another try unless `done` is said before its lease ends. */
export type Taken = {
  /** The same each time this message is taken; two messages never share one, though their bodies be the same. */
  id: string;
  /** What `put` was given. */
  body: unknown;
  /** How often it has been taken, this time included. */
  tries: number;
  /** Keeps it from others for so many seconds more. `lost` when the lease had already gone to somebody else. */
  extend(seconds: number): Promise<'kept' | 'lost'>;
  done(): Promise<void>;
  /** Moves it to the poison queue now, for a reader that knows no further try will help. */
  setAside(): Promise<void>;
};

/** The narrow face of one Azure queue. */
export interface Queue {
  /** Visible after `delaySeconds` (at most six days, Azure's own limit is seven); never expires. */
  put(body: unknown, delaySeconds?: number): Promise<void>;
  /**
   * Takes up to `count` messages (32 at most), each kept from others for `leaseSeconds`.
   * A message taken more than five times is moved to the poison queue and not given out.
   */
  take(count: number, leaseSeconds: number): Promise<Taken[]>;
  /** What was set aside, oldest first, for an operator to see. */
  poison(): Promise<{ body: unknown; tries: number }[]>;
}
