import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { answersFeature } from './answers/answers.feature.ts';
import { networkArticles, type Article, type Library } from './answers/library/article.ts';
import { readLibrary } from './answers/library/article.reader.ts';
import { sourceInWords } from './answers/library/source.text.ts';
import { sealer } from './cards/seal.ts';
import { openDelivery, type WholeDelivery } from './delivery/delivery.ts';
import { deliveryFeature } from './delivery/delivery.feature.ts';
import { openDue, type Due } from './delivery/due.runner.ts';
import type { DueHandler, Feature } from './feature.ts';
import { traits, type Log } from './log.ts';
import { unsaid, wordsFor, type Network } from './networks/directory/network.ts';
import { openDayOne } from './networks/dayone/dayone.store.ts';
import { openReach } from './networks/dayone/reach.ts';
import { drawnFor } from './networks/drawn.ts';
import { openMemberships } from './networks/membership/memberships.store.ts';
import { networksFeature } from './networks/networks.feature.ts';
import { notYoursCard } from './networks/roles/roles.card.ts';
import { newsFeature } from './news/news.feature.ts';
import { openDirectory } from './networks/directory/directory.ts';
import { openNetworks } from './networks/directory/networks.store.ts';
import type { Language } from './language/language.ts';
import { openPeople, type People } from './people/people.ts';
import type { Person } from './people/person.ts';
import { privacyFeature } from './privacy/privacy.feature.ts';
import { quietFeature } from './quiet/quiet.feature.ts';
import type { Settings } from './settings.ts';
import { deriveKey } from './storage/secret.ts';
import type { Storage } from './storage/storage.ts';
import type { Courier } from './teams/courier.ts';
import { openDoor } from './teams/door.ts';
import type { Rooms } from './teams/sending/rooms.ts';
import type { Force, Turn } from './teams/turn.ts';
import { goToTab } from './web/go.ts';
import type { PublicPages } from './web/public-pages.ts';
import { openServer } from './web/server.ts';
import { openSignIn } from './web/sign-in.ts';
import { welcomeFeature } from './welcome/welcome.feature.ts';

export type Outside = {
  storage: Storage;
  now: () => Date;
  log: Log;
  /** Called when a tenant is met that no instance has met before; harmless twice. Local runs load sample data here. */
  onFirstTenant?: (tenant: string) => Promise<void>;
};

export type App = {
  features: readonly Feature[];
  start(): Promise<{ port: number }>;
  /** Takes nothing new, and resolves when what was under way has ended. */
  stop(): Promise<void>;
};

const here = import.meta.dirname;

/** The one place where everything is joined. */
export function buildApp(settings: Settings, { storage, now, log, onFirstTenant }: Outside): App {
  const people = openPeople(storage, settings, now);
  const library = readLibrary(join(here, 'answers'));
  const due: Due = openDue({ storage, handlers: dueHandlers(() => features), tenants: people.tenants.all, now, log });
  const { publicOrigin } = settings;
  const isGuest = async (turn: Turn) => (await door.standingOf(turn)) !== 'colleague';
  // The door opens once the features are there.
  const courier: Courier = {
    open: (...asked) => door.courier.open(...asked),
    send: (...asked) => door.courier.send(...asked),
    update: (...asked) => door.courier.update(...asked),
    remove: (...asked) => door.courier.remove(...asked),
  };
  const rooms: Rooms = { of: (...asked) => door.rooms.of(...asked) };
  const delivery = openDelivery({ ...{ storage, people, settings, due, courier, now, log }, features: () => features });
  const features = featuresOf({ storage, people, library, due, delivery, courier, rooms, publicOrigin, isGuest });

  const door = openDoor({
    features,
    settings,
    sealer: sealer(deriveKey(settings.secret, 'cards')),
    forceOf: people.tenants.forceOf,
    homeForce: people.tenants.homeForce,
    languageOf: people.preferences.languageOf,
    noteAddress: async (address, turn) => {
      await people.addresses.note(address);
      await people.preferences.used(turn.person, turn.now);
      await people.names.note(turn.person, turn.name, turn.now);
    },
    renewAddress: people.addresses.renew,
    personalAddress: people.addresses.ofPerson,
    markGone: (address, reason) => people.addresses.markGone(address, reason, now()),
    firstSeen: meetTenant,
    now,
    log,
    reference: () => randomBytes(4).toString('hex'),
  });

  const signIn = openSignIn({
    settings,
    forceOf: people.tenants.forceOf,
    languageOf: people.preferences.languageOf,
    now,
  });
  const server = openServer({
    settings,
    receive: door.receive,
    routes: features.flatMap(feature => feature.routes ?? []),
    // Somebody may open the tab before anybody in their tenant has written to the bot.
    signIn: async (authorization, locale) => {
      const caller = await signIn(authorization, locale);
      await meetTenant(caller.person.tenant);
      await people.roles.noteToken(caller.person, caller.appRoles);
      return caller;
    },
    ready: () => storage.ping().then(() => true),
    pages: join(here, '..', 'tabs', 'dist'),
    publicPages: Object.assign({}, ...features.map(feature => feature.publicPages ?? {})) as PublicPages,
    operator: settings.homeForce,
    goTo: goToTab({ ...settings, screens: { network: 'directory', article: 'directory', register: 'directory' } }),
    log,
    now,
  });

  /** A tenant's first day: its standing work, and in local runs its sample data. The register is written last, so a crash repeats it. */
  async function meetTenant(tenant: string): Promise<void> {
    if (await people.tenants.knows(tenant)) return;
    await onFirstTenant?.(tenant);
    await ensureStanding(tenant);
    await people.tenants.meet(tenant, now());
  }

  async function ensureStanding(tenant: string): Promise<void> {
    for (const { kind, next } of features.flatMap(feature => feature.standing ?? [])) {
      await due.ensure({ tenant, kind, name: 'standing', when: next(now()) });
    }
  }

  /** A newer version may bring standing work that tenants met before do not have yet. */
  async function ensureStandingEverywhere(): Promise<void> {
    try {
      for (const tenant of await people.tenants.all()) await ensureStanding(tenant);
    } catch (error) {
      log('standing work not set', traits(error));
    }
  }

  let starting: Promise<void> | undefined;

  return {
    features,
    async start() {
      const listening = await server.listen();
      due.start();
      delivery.start();
      starting = ensureStandingEverywhere();
      return listening;
    },
    async stop() {
      // What is under way at Teams may take longest, so it is not waited for last.
      const sent = delivery.stop();
      await server.close();
      await door.idle();
      await starting;
      await due.stop();
      await sent;
      await storage.close();
    },
  };
}

/** Every feature, in the order in which they are asked. The last one always has an answer. */
export function featuresOf(shared: {
  storage: Storage;
  people: People;
  library: Library;
  due: Pick<Due, 'list' | 'at'>;
  delivery: WholeDelivery;
  courier: Courier;
  /** Which channels somebody is in. */
  rooms: Rooms;
  publicOrigin: string;
  /** Whoever is not certain to be a colleague counts as a guest. */
  isGuest: (turn: Turn) => Promise<boolean>;
}): Feature[] {
  const { storage, people, library, due, delivery, courier, rooms, publicOrigin, isGuest } = shared;
  const directoryOf = openDirectory(seedsFrom(library), openNetworks(storage.table('networks')));
  const news = newsFeature({
    table: storage.table('news'),
    ...{ people, courier, rooms },
    delivering: delivery.engine,
    progress: delivery.progress,
    enter: delivery.register.enter,
    later: due.at,
    networks: async (tenant, force) =>
      (await directoryOf(tenant, force)).inOrder('en').map(network => ({
        id: network.id,
        name: { en: network.words.en.short, cy: wordsFor(network, 'cy').short },
        isSensitive: network.isSensitive,
        isClosed: network.status === 'closed',
      })),
    reachOf: reachesOver(storage, people),
    askForRight: (turn, said) => notYoursCard(drawnFor(turn), 'write news', said),
  });
  const networkName = async (tenant: string, force: Force, id: string, language: Language) => {
    const network = (await directoryOf(tenant, force)).find(id);
    return network && wordsFor(network, language).name;
  };
  const features: Feature[] = [
    welcomeFeature(people),
    quietFeature(people),
    networksFeature({
      tables: {
        networks: storage.table('networks'),
        memberships: storage.table('memberships'),
        figures: storage.table('figures'),
        proposals: storage.table('proposals'),
        dayOne: storage.table('dayone'),
      },
      people,
      isGuest,
      later: due.at,
      delivering: delivery.engine,
      lastUnreached: delivery.lastUnreached,
      publicOrigin,
      seeds: seedsFrom(library),
    }),
    privacyFeature({
      people,
      held: () => [...features.flatMap(feature => feature.held ?? []), ...people.held],
      map: () => [...features.flatMap(feature => feature.held?.map ?? []), ...people.heldMap],
      networkName,
      retain: [...delivery.retain, news.forget],
    }),
    news,
    deliveryFeature({ delivery, due, people, networkName, publicOrigin }),
    answersFeature({
      library,
      nextSteps: async (turn, subject) =>
        (await Promise.all(features.map(async feature => feature.nextSteps?.(turn, subject) ?? []))).flat(),
    }),
  ];
  return features;
}

/** About how many can be written to, of a network or (without one) of all who have the app; counted once a month, as `openReach` says. */
function reachesOver(storage: Storage, people: People) {
  const store = openDayOne(storage.table('dayone'));
  const memberships = openMemberships(storage.table('memberships'));
  const canReach = async (person: Person) => (await people.addresses.ofPerson(person)) !== undefined;
  const ofNetwork = openReach({ memberships, store, canReach });
  const everybody = { pages: (tenant: string) => people.addresses.everybody(tenant) };
  const ofEveryone = openReach({ memberships: everybody, store, canReach: async () => true });
  return (tenant: string, network: string, now: Date) =>
    network === '' ? ofEveryone(tenant, 'everyone', now) : ofNetwork(tenant, network, now);
}

// Handlers are looked up when work comes due: the features need `due` to be built.
function dueHandlers(features: () => readonly Feature[]): (kind: string) => DueHandler | undefined {
  return kind => features().find(feature => feature.due?.[kind])?.due?.[kind];
}

/** The networks that a force's articles describe. Articles do not change while the process runs, so each force is read once. */
function seedsFrom(library: Library): (force: Force) => Network[] {
  const known = new Map<string, Network[]>();
  return force => {
    const seeds = known.get(force.name) ?? networkArticles(library, force).map(article => networkFrom(article, library));
    known.set(force.name, seeds);
    return seeds;
  };
}

/** A network as its article describes it; the article's id is the network's. */
function networkFrom(article: Article, library: Library): Network {
  const words = ({ title, short, lead, audience }: Article['en']) => ({ name: title, short, purpose: lead, whoFor: audience });
  return {
    ...unsaid,
    id: article.id,
    words: { en: words(article.en), ...(article.cy ? { cy: words(article.cy) } : {}) },
    joining: article.joining,
    isSample: false,
    source: sourceInWords(article, library),
  };
}
