/** What the tab reads: one network of the directory, for the person who asks. */
export type NetworkListed = {
  id: string;
  name: string;
  /** How a button names it. */
  short: string;
  purpose: string;
  whoFor: string;
  /** The language of these words: a Welsh reader may get English where there is no Welsh yet. */
  language: 'en' | 'cy';
  source?: string;
  isSample: boolean;
  mine: boolean;
};

/** GET /api/networks */
export type Directory = { force: string; networks: NetworkListed[]; consent: { version: string; words: readonly string[] } };

/** POST /api/networks/:id/join */
export type JoinAsked = { consent: string };

/** What a join or leave answers: how things stand now. */
export type Standing = { id: string; mine: boolean };
