import type { ZodType } from 'zod';
import type { Press as PressButton, Shown } from './cards/card.ts';
import type { AudiencePart, Broadcast, Tally } from './delivery/broadcast.ts';
import type { Both, Language } from './language/language.ts';
import type { NewsWanted } from './people/news.ts';
import type { Person } from './people/person.ts';
import type { Life } from './people/data-map.ts';
import type { ActionReply, Reply } from './teams/reply.ts';
import type { Force, Press, Turn } from './teams/turn.ts';
import type { Caller } from './web/caller.ts';

/** What a folder of bot/ may offer. app.ts lists the features; the door asks them in that order. */
export type Feature = {
  /** The folder's name. */
  name: string;
  commands?: Command[];
  verbs?: Verb[];
  /** Free text that no command knew. The last feature that offers this must always answer. */
  answer?: (turn: Turn, text: string) => Promise<Reply | undefined>;
  search?: (turn: Turn, query: string) => Promise<Hit[]>;
  actions?: ExtensionAction[];
  /** What `/go/<kind>/<id>` stands for. Undefined looks the same as forbidden. */
  links?: Record<string, (turn: Turn, id: string) => Promise<Shown | undefined>>;
  arrivals?: Arrivals;
  routes?: Route[];
  /** Pages that anybody may read without signing in, each at `/<name>`. */
  publicPages?: Record<string, (language: Language) => PublicPage>;
  /** People who can be written to together, by kind, such as the members of a network. */
  audiences?: Record<string, Audience>;
  /** What can be sent to many, by kind: how it looks to one reader. */
  messages?: Record<string, Message>;
  /** Buttons that another feature's card about this subject may show. */
  nextSteps?: (turn: Turn, subject: Subject) => Promise<PressButton[]>;
  held?: Held;
  due?: Record<string, DueHandler>;
  /** Due work that every tenant has from its first day; its handler asks for the next run with `again`. */
  standing?: { kind: string; next: (after: Date) => Date }[];
  /** Every card this feature can show, in one language, for the tests and the screenshots. */
  samples?: (language: Language) => Record<string, Shown>;
};

export type Subject = { kind: 'network' | 'article'; id: string };

/** Something a person can type. */
export type Command = {
  /** `feature/what`, for the log and the manifest check. */
  id: string;
  /** What people type, in each language. A phrase that ends with `…` takes the rest of the line as its argument. */
  phrases: Both<string[]>;
  /** A private command gets one fixed line in a channel or group chat, the same for everybody. */
  isPrivate: boolean;
  /** Undefined hands the text on, as if this command did not know it. */
  run: (turn: Turn, argument: string) => Promise<Reply | undefined>;
};

/** Who comes to know something about the presser by a press. The test walks every verb and compares. */
export type Learns =
  | { who: 'nobody' }
  /** Officers of the network may see the name, as far as the person chose. A line above the button says so. */
  | { who: 'network'; said: 'join-consent' | 'visibility-choice' }
  /** Any colleague may see the name on the network's page; the card that is accepted says so. */
  | { who: 'colleagues'; said: 'role-accepted' }
  /** The one who is offered a role sees who offers it; the form says so. */
  | { who: 'the one chosen'; said: 'role-offered' }
  /** Administrators see the name and what was asked for; a line above the button says so. */
  | { who: 'administrators'; said: 'right-asked-for' | 'network-proposed' | 'deletion-asked-for' | 'news-to-agree-to' };

export type Verb<Inputs = never> = {
  verb: string;
  /** The values typed into the card: unknown keys are refused. */
  inputs: ZodType<Inputs>;
  learns: Learns;
  run: (turn: Turn, press: Press<Inputs>) => Promise<Reply>;
};

/** Keeps a verb's input type inside; the list of verbs does not need to know it. */
export function verb<Inputs>(offered: Verb<Inputs>): Verb {
  return offered as unknown as Verb;
}

/** One result of the message extension's search; results of all features are merged by score, the greatest first. */
export type Hit = { id: string; score: number; title: string; subtitle: string; shown: Shown };

export type ExtensionAction = {
  /** The command id of the manifest. */
  id: string;
  open: (turn: Turn) => Promise<ActionReply>;
  /** Values as the form sent them; the action reads them by its own strict schema. `pressed` is the form's button, its MAC checked. */
  submit: (turn: Turn, values: unknown, pressed: Omit<Press, 'inputs'>) => Promise<ActionReply>;
};

export type Arrivals = {
  /** The app was added: to a person's own chat, to a group chat, or to a team (then `by` names who added it). */
  installed?: (turn: Turn) => Promise<Reply>;
};

/** A route of the tab's API. Its answer is JSON; a Refusal becomes 4xx with words, anything else a reference. */
export type Route = {
  method: 'get' | 'post' | 'del';
  /** Below `/api`, restify form: `/networks/:id`. What stands behind a question mark is among the `params` too. */
  path: string;
  run: (caller: Caller, asked: { params: Record<string, string>; body: unknown }) => Promise<unknown>;
};

/** One kind of audience. For sending only: nothing that comes from here is ever shown. */
export type Audience = {
  /** Everybody who is in it, hidden members too, a page at a time, one shard of people after another in their order. */
  pages: (tenant: string, id: string) => AsyncIterable<Person[]>;
  /** How many to make room for; need not be exact. */
  size: (tenant: string, id: string) => Promise<number>;
  /** Of these people of one shard: who is in it at this moment, and what they chose. Whoever left is not in the answer. */
  wishes: (tenant: string, id: string, people: readonly string[]) => Promise<ReadonlyMap<string, Wish>>;
};

/** What somebody chose about what an audience gets. */
export type Wish = {
  /** When each kind of news may come; undefined: it comes whatever its kind. */
  news?: NewsWanted;
  /** Whether a message may name the network it comes from, also on a lock screen. */
  isNamed: boolean;
};

/** How something that is sent to many looks to one reader. */
export type Message = {
  /** Undefined: there is nothing left to say. What only differs by language and naming is drawn once and used for many. */
  draw: (asked: Drawing) => Promise<Shown | undefined>;
  /** Differs from reader to reader: drawn anew for each. */
  isPersonal?: true;
  /** What it is, in a line of somebody's digest; without this, the digest takes what stands for it on a lock screen. */
  line?: (asked: Drawing) => Promise<DigestLine | undefined>;
  /** These people have it now. Told after the sends of a batch by whoever drew it for them, perhaps twice, and not after a crash. */
  reached?: (what: Pick<Drawing, 'tenant' | 'about'>, people: readonly Person[]) => Promise<void>;
  /** It has ended for now: everybody has it or never will. Told once, perhaps twice after a crash, and again after each change of what was sent. */
  ended?: (broadcast: Broadcast, tally: Tally) => Promise<void>;
  /** Asked when its time has come, if that was chosen beforehand: whether whoever sends it may still do so. Otherwise it never starts. */
  mayStart?: (what: Pick<Broadcast, 'tenant' | 'about' | 'author'>, now: Date) => Promise<boolean>;
  /** What is sent by somebody, who may watch and steer it afterwards. */
  organised?: Organised;
};

/** What the card of whoever sent something needs to know of it (delivery/progress). */
export type Organised = {
  /** Whether somebody may watch and steer it at this moment. */
  may: (person: Person, about: string) => Promise<boolean>;
  /** How the card names it. */
  named: (asked: Pick<Drawing, 'tenant' | 'force' | 'about' | 'version' | 'language'>) => Promise<Named | undefined>;
  /** The feature's own buttons, such as the one that leads to a correction. */
  steps: (asked: { about: string; showing: string; language: Language; isRecalled: boolean }) => PressButton[];
  /** Told when it was taken back or stopped from that card. */
  noteAct: (did: { act: 'withdrawn' | 'stopped'; about: string; person: Person; now: Date }) => Promise<void>;
};

export type Named = { kind: string; whose: string; title: string };

/** Both may be words somebody typed. */
export type DigestLine = { title: string; detail: string };

export type Drawing = {
  tenant: string;
  force: Force;
  /** The feature's own id of what is announced, and which version of it. */
  about: string;
  version: number;
  /** What was said is taken back: the words that stand in its place. */
  isRecalled: boolean;
  language: Language;
  isNamed: boolean;
  /** The part of the audience it reaches them through. */
  via: AudiencePart;
  /** Only for what is personal. */
  person?: Person;
  now: Date;
};

/** A page of plain words. A line is a sentence, or a word and what is said of it. */
export type PublicPage = {
  title: string;
  lead: string;
  parts: readonly { heading: string; lines: readonly (string | readonly [word: string, said: string])[] }[];
};

/** Everything a feature keeps about people. */
export type Held = {
  /** One line for every stored property; a test fails when one is missing. */
  map: DataMapLine[];
  export: (person: Person) => Promise<HeldThing[]>;
  erase: (person: Person, now: Date) => Promise<void>;
};

export type DataMapLine = {
  table: string;
  property: string;
  purpose: Both<string>;
  /** How long it lives, in words. */
  life: Life;
  isPersonal: boolean;
};

export type HeldThing = { table: string; what: Both<string>; fields: Record<string, string | number | boolean> };

/** A run that has come due. It may be given again after a crash, so its effect must be harmless twice. */
export type DueRun = { tenant: string; kind: string; name: string; dueAt: Date; now: Date; payload: string };
/** `again` asks for the same run at a later time, as a monthly one does. */
export type DueHandler = (run: DueRun) => Promise<{ again?: Date }>;

/** A feature made of parts, each in a folder of its own: lists are joined, and so are the tables of links, audiences, due work and samples. */
export function featureOf(name: string, parts: readonly Partial<Feature>[]): Feature {
  const all = <Key extends 'commands' | 'verbs' | 'actions' | 'routes' | 'standing'>(key: Key) =>
    parts.flatMap(part => (part[key] ?? []) as NonNullable<Feature[Key]>[number][]) as NonNullable<Feature[Key]>;
  const table = <Key extends 'links' | 'audiences' | 'messages' | 'publicPages' | 'due'>(key: Key) =>
    Object.assign({}, ...parts.map(part => part[key] ?? {})) as NonNullable<Feature[Key]>;
  const holders = parts.flatMap(part => part.held ?? []);
  return {
    name,
    commands: all('commands'),
    verbs: all('verbs'),
    actions: all('actions'),
    routes: all('routes'),
    standing: all('standing'),
    links: table('links'),
    audiences: table('audiences'),
    messages: table('messages'),
    publicPages: table('publicPages'),
    due: table('due'),
    search: async (turn, query) => (await Promise.all(parts.map(async part => part.search?.(turn, query) ?? []))).flat(),
    nextSteps: async (turn, subject) => (await Promise.all(parts.map(async part => part.nextSteps?.(turn, subject) ?? []))).flat(),
    held: {
      map: holders.flatMap(held => held.map),
      export: async person => (await Promise.all(holders.map(held => held.export(person)))).flat(),
      erase: async (person, now) => {
        for (const held of holders) await held.erase(person, now);
      },
    },
    samples: language => Object.assign({}, ...parts.map(part => part.samples?.(language) ?? {})) as Record<string, Shown>,
  };
}
