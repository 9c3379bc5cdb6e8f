/** One thing that is held about somebody: a row of ours, as they may read it. */
export type HeldShown = {
  table: string;
  /** What it is, in the reader's language. */
  what: string;
  fields: Record<string, string | number | boolean>;
};

/** One stored property: why it is kept, and how long. */
export type KeptShown = { table: string; property: string; purpose: string; life: string };

/** GET /api/privacy/mine: everything that is held about the person who asks. */
export type MyData = {
  madeAt: string;
  force: string;
  held: HeldShown[];
  /** What each property is for. */
  explained: KeptShown[];
  /** What is not in here, and why. */
  limits: string[];
};

/** GET /api/privacy/erase: what erasing would do, to be shown before it is asked for. */
export type Consequences = {
  goes: string[];
  stays: string[];
  /** Networks that would be left without a chair. */
  lastChairOf: string[];
  /** Whether the force would be left without an administrator. */
  lastAdministrator: boolean;
};

/** POST /api/privacy/erase */
export type EraseAsked = { confirm: 'erase everything' };
export type Erased = { outcome: 'erased' | 'nothing' };
