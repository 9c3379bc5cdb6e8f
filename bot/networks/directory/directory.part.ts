import { z } from 'zod';
import { verb, type Feature } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { Person } from '../../people/person.ts';
import { Refusal } from '../../refusal.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Press } from '../../cards/card.ts';
import type { Force, Turn } from '../../teams/turn.ts';
import { drawnFor } from '../drawn.ts';
import { directoryCard, networkCard, type NetworkView, type Officer } from './directory.card.ts';
import { directorySamples } from './directory.samples.ts';
import { directoryText } from './directory.text.ts';
import type { Directory, DirectoryOf } from './directory.ts';
import { wordsFor, type Network } from './network.ts';
import type { NetworksStore } from './networks.store.ts';

const nothingTyped = z.strictObject({});
const nothingPersonal: { line?: string; steps: Press[] } = { steps: [] };

/** What other parts know of a network that its card shows. */
export type Known = {
  /** Where the reader stands and what they can do next; asked only in their own chat. */
  standing: (turn: Turn, network: Network) => Promise<{ line?: string; steps: Press[] }>;
  officers: (tenant: string, network: string, language: Language) => Promise<Officer[]>;
  /** The size of a network in words, as everybody may know it. */
  size: (tenant: string, network: string, language: Language, now: Date) => Promise<string | undefined>;
  seesMoney: (person: Person, network: string) => Promise<boolean>;
};

export type DirectoryNeeds = { directoryOf: DirectoryOf; store: NetworksStore; known: Known };

/** The list of networks and the page of one, in chat, search and links. */
export function directoryPart({ directoryOf, store, known }: DirectoryNeeds): Partial<Feature> {
  const directoryFor = (turn: Turn) => directoryOf(turn.person.tenant, turn.force);

  async function listCard(turn: Turn, page: number) {
    return directoryCard(drawnFor(turn), open(await directoryFor(turn), turn.language), page);
  }

  async function about(turn: Turn, network: Network) {
    const { tenant } = turn.person;
    const inChannel = turn.scope !== 'personal';
    const [officers, size, standing, seesMoney] = await Promise.all([
      known.officers(tenant, network.id, turn.language),
      known.size(tenant, network.id, turn.language, turn.now),
      inChannel ? nothingPersonal : known.standing(turn, network),
      inChannel ? false : known.seesMoney(turn.person, network.id),
    ]);
    const view: NetworkView = { network, officers, size, seesMoney, standing: standing.line, steps: standing.steps };
    return networkCard(drawnFor(turn), view, inChannel);
  }

  async function tellMe(turn: Turn, typed: string) {
    const meant = (await directoryFor(turn)).naming(typed);
    return meant.kind === 'one' ? show(await about(turn, meant.network)) : undefined;
  }

  return {
    commands: [
      {
        id: 'networks/list',
        phrases: {
          en: ['networks', 'list networks', 'show networks', 'all networks', 'the networks', 'staff networks'],
          cy: ['rhwydweithiau', 'dangos rhwydweithiau', 'pob rhwydwaith'],
        },
        isPrivate: false,
        run: async turn => show(await listCard(turn, 1)),
      },
      {
        id: 'networks/about',
        phrases: { en: ['tell me about …', 'about …'], cy: ['dywedwch wrthyf am …', 'dwed wrtha i am …', 'am …'] },
        isPrivate: false,
        run: tellMe,
      },
    ],
    verbs: [
      verb({
        verb: 'networks/list',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: async (turn, press) => replace(await listCard(turn, Number(press.about))),
      }),
      verb({
        verb: 'networks/about',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: async (turn, press) => replace(await about(turn, networkIn(await directoryFor(turn), press.about))),
      }),
    ],
    search: async (turn, query) => hits(turn, await directoryFor(turn), query),
    links: {
      network: async (turn, id) => {
        const network = (await directoryFor(turn)).find(id);
        return network && networkCard(drawnFor(turn), plainView(network), true);
      },
    },
    held: store.held,
    samples: directorySamples,
  };
}

/** The network of this id in the directory. Unknown and forbidden look the same. */
export function networkIn(directory: Directory, id: string): Network {
  const network = directory.find(id);
  if (!network) throw new Refusal({ en: directoryText.en.unknown, cy: directoryText.cy.unknown });
  return network;
}

/** Seeds of the force whose articles describe them; a closed network is known, and no longer listed. */
const open = (directory: Directory, language: Language): Network[] =>
  directory.inOrder(language).filter(network => network.status !== 'closed');

const plainView = (network: Network): NetworkView => ({ network, officers: [], seesMoney: false, steps: [] });

function hits(turn: Turn, directory: Directory, query: string) {
  const meant = directory.naming(query);
  const isEmpty = query.trim() === '';
  const found = isEmpty
    ? open(directory, turn.language)
    : meant.kind === 'none'
      ? []
      : meant.kind === 'one'
        ? [meant.network]
        : meant.networks;
  return found.map((network, at) => ({
    id: network.id,
    // The network that was named comes before every article (they score up to 1.2), near names among the better ones.
    score: meant.kind === 'one' ? 2 : 1 - at / 100,
    title: wordsFor(network, turn.language).name,
    subtitle: directoryText[turn.language].searchSubtitle(turn.force.name),
    shown: networkCard(drawnFor(turn), plainView(network), true),
  }));
}

export type Seeds = (force: Force) => Network[];
