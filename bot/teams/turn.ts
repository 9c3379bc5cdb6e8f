import type { Language, WelshRule } from '../language/language.ts';
import type { Person } from '../people/person.ts';

export type Scope = 'personal' | 'group' | 'channel';

/** The force this tenant belongs to. */
export type Force = {
  /** The force, or the joint name, as the setting gives it. */
  name: string;
  /** The full names it stands for: one, or several for a joint name. */
  forces: readonly string[];
  welsh: WelshRule;
};

/** Where a message can be sent to, learned from an activity. */
export type Address = {
  tenant: string;
  scope: Scope;
  /** Conversation id, without `;messageid=`. */
  conversation: string;
  serviceUrl: string;
  /** The bot's own id in this channel (`28:…`). */
  bot: { id: string; name: string };
  /** In personal scope: whose chat it is, and their id in this channel (`29:…`). */
  person?: Person & { channelId: string };
  /** In channel scope: the team, by its id in this channel. */
  team?: string;
};

/** One thing somebody did, verified and read once. Features see this and never an SDK type. */
export type Turn = {
  person: Person;
  /** The name Teams shows for them. Never stored or logged by itself. */
  name: string;
  force: Force;
  language: Language;
  /** True once they chose a language here. */
  languageChosen: boolean;
  scope: Scope;
  address: Address;
  /** The activity's id: the same for a message Teams delivers twice. */
  id: string;
  now: Date;
};

/** A press on one of our cards, its MAC checked and its inputs read by the verb's schema. */
export type Press<Inputs = Record<string, never>> = {
  verb: string;
  about: string;
  version: string;
  carried: Record<string, string>;
  inputs: Inputs;
  /** The message that holds the pressed card, where Teams says so. */
  card?: string;
};
