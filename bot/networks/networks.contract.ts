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
  /** A paused network takes no new members; a closed one is listed only for those who are still in it. */
  status: 'open' | 'paused' | 'closed';
  /** Whether its committee greets new members first. */
  isWelcomed: boolean;
  /** `asked`: waiting for that welcome. */
  standing: 'out' | 'asked' | 'in';
  /** Over a year since they joined or said that they are still in: ask. Nobody leaves by not answering. */
  confirmationDue?: Confirmation;
};

/** The yearly question, and the words of the button that answers it: POST /api/networks/:id/confirm. Leaving stands beside it. */
export type Confirmation = { question: string; yes: string };

/** GET /api/networks */
export type Directory = { force: string; networks: NetworkListed[]; consent: Consent };

/** What joining means, and the choices that are part of it, in the reader's language. */
export type Consent = {
  version: string;
  words: readonly string[];
  /** Said where the committee greets first. */
  welcome: string;
  visibility: Choices;
  belonging: Choices;
};

export type Choices = { label: string; options: readonly { value: string; label: string }[]; start: string };

/** GET /api/networks/:id/choices: the choices of one's own membership, and what stands for each. */
export type MembershipChoices = {
  id: string;
  heading: string;
  /** The words of the button. */
  save: string;
  visibility: Choices;
  hear: readonly ({ kind: KindHeard } & Choices)[];
  /** Only for a sensitive network: whether messages and the lock screen may name it, `yes` or `no`. */
  naming?: Choices;
};
type KindHeard = 'events' | 'vacancies' | 'surveys' | 'news';

/** POST /api/networks/:id/choices: values of the options; without `naming` it stays as it is. Answers a `Standing`. */
export type ChoicesAsked = { visibility: string; naming?: string } & Record<KindHeard, string>;

/** POST /api/networks/:id/join */
export type JoinAsked = { consent: string; visibility: string; belonging: string };

/** What a join, a leave, a confirmation or a choice answers: how things stand now. */
export type Standing = { id: string; standing: NetworkListed['standing'] };
