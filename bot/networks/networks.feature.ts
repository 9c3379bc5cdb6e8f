import { z } from 'zod';
import { verb, type Command, type Feature, type Verb } from '../feature.ts';
import type { People } from '../people/people.ts';
import { Refusal } from '../refusal.ts';
import { StorageUnavailable, type Table } from '../storage/table.ts';
import { notice, replace, show, type Reply } from '../teams/reply.ts';
import type { Force, Turn } from '../teams/turn.ts';
import { openDirectory, type Directory } from './directory/directory.ts';
import { openJoining } from './membership/joining.ts';
import { openMemberships, type MembershipsStore } from './membership/memberships.store.ts';
import {
  consentCard,
  directoryCard,
  joinButton,
  leaveCard,
  mineCard,
  networkCard,
  standingCard,
  whichCard,
  type Drawn,
} from './network.card.ts';
import { wordsFor, type Network } from './directory/network.ts';
import { networkRoutes } from './networks.api.ts';
import { networkSamples } from './networks.samples.ts';
import { openNetworks } from './directory/networks.store.ts';
import { networksText } from './networks.text.ts';

const nothingTyped = z.strictObject({});

export type NetworksNeeds = {
  tables: { networks: Table; memberships: Table };
  people: Pick<People, 'acts' | 'audit'>;
  /** The networks a force's articles describe. */
  seeds: (force: Force) => Network[];
};

/** The directory of networks, and joining and leaving them. */
export function networksFeature(needs: NetworksNeeds): Feature & { memberships: MembershipsStore } {
  const networks = openNetworks(needs.tables.networks);
  const memberships = openMemberships(needs.tables.memberships);
  const joining = openJoining(memberships, needs.people);
  const directoryOf = openDirectory(needs.seeds, networks);
  const directoryFor = (turn: Turn) => directoryOf(turn.person.tenant, turn.force);

  async function networkOf(turn: Turn, id: string): Promise<Network> {
    const network = (await directoryFor(turn)).find(id);
    if (!network) throw new Refusal({ en: networksText.en.unknown, cy: networksText.cy.unknown });
    return network;
  }

  async function aboutCard(turn: Turn, network: Network) {
    if (turn.scope !== 'personal') return networkCard(drawnFor(turn), network, { inChannel: true });
    return networkCard(drawnFor(turn), network, { inChannel: false, membership: await membershipIfReachable(turn, network) });
  }

  // A card about a network is worth showing even when nobody can say whether its reader is a member.
  async function membershipIfReachable(turn: Turn, network: Network) {
    try {
      return await memberships.of(turn.person, network.id);
    } catch (error) {
      if (error instanceof StorageUnavailable) return undefined;
      throw error;
    }
  }

  async function listCard(turn: Turn, page: number) {
    return directoryCard(drawnFor(turn), (await directoryFor(turn)).inOrder(turn.language), page);
  }

  async function mine(turn: Turn) {
    const directory = await directoryFor(turn);
    const held = await memberships.mine(turn.person);
    const listed = directory.inOrder(turn.language).flatMap(network => {
      const membership = held.get(network.id);
      return membership ? [{ network, membership }] : [];
    });
    return mineCard(drawnFor(turn), listed);
  }

  /** Join or leave by name: the one network meant, a choice of a few, or nothing this command knows. */
  async function byName(turn: Turn, typed: string, wanted: 'join' | 'leave'): Promise<Reply | undefined> {
    const directory = await directoryFor(turn);
    if (!typed) return show(wanted === 'join' ? await listCard(turn, 1) : await mine(turn));
    const meant = directory.naming(typed);
    if (meant.kind === 'none') return undefined;
    if (meant.kind === 'several') return show(whichCard(drawnFor(turn), meant.networks, wanted));
    const membership = await memberships.of(turn.person, meant.network.id);
    if (wanted === 'join') {
      return show(membership ? standingCard(drawnFor(turn), meant.network, 'already') : consentCard(drawnFor(turn), meant.network));
    }
    return show(membership ? leaveCard(drawnFor(turn), meant.network) : standingCard(drawnFor(turn), meant.network, 'notIn'));
  }

  async function changed<Outcome extends 'joined' | 'already' | 'left' | 'notIn'>(
    turn: Turn,
    press: { about: string; version: string },
    act: (press: { person: Turn['person']; network: string; version: string; now: Date }) => Promise<Outcome | 'before'>,
  ): Promise<Reply> {
    const network = await networkOf(turn, press.about);
    const outcome = await act({ person: turn.person, network: network.id, version: press.version, now: turn.now });
    if (outcome !== 'before') return replace(standingCard(drawnFor(turn), network, outcome));
    const membership = await memberships.of(turn.person, network.id);
    return replace(standingCard(drawnFor(turn), network, { stale: membership ? 'in' : 'out' }));
  }

  const commands: Command[] = [
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
      id: 'networks/mine',
      phrases: { en: ['my networks', 'my memberships'], cy: ['fy rhwydweithiau', 'fy aelodaeth'] },
      isPrivate: true,
      run: async turn => show(await mine(turn)),
    },
    {
      id: 'networks/join',
      phrases: { en: ['join …', 'join'], cy: ['ymuno â …', 'ymuno …', 'ymuno'] },
      isPrivate: true,
      run: (turn, typed) => byName(turn, typed, 'join'),
    },
    {
      id: 'networks/leave',
      phrases: { en: ['leave …', 'leave'], cy: ['gadael …', 'gadael'] },
      isPrivate: true,
      run: (turn, typed) => byName(turn, typed, 'leave'),
    },
  ];

  const verbs: Verb[] = [
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
      run: async (turn, press) => replace(await aboutCard(turn, await networkOf(turn, press.about))),
    }),
    verb({
      verb: 'networks/mine',
      inputs: nothingTyped,
      learns: { who: 'nobody' },
      run: privately(async turn => replace(await mine(turn))),
    }),
    verb({
      verb: 'networks/ask',
      inputs: nothingTyped,
      learns: { who: 'nobody' },
      run: privately(async (turn, press) => {
        const network = await networkOf(turn, press.about);
        const membership = await memberships.of(turn.person, network.id);
        return replace(membership ? standingCard(drawnFor(turn), network, 'already') : consentCard(drawnFor(turn), network));
      }),
    }),
    verb({
      verb: 'networks/join',
      inputs: nothingTyped,
      learns: { who: 'network', said: 'join-consent' },
      run: privately((turn, press) => changed(turn, press, joining.join)),
    }),
    verb({
      verb: 'networks/leave',
      inputs: nothingTyped,
      learns: { who: 'nobody' },
      run: privately((turn, press) => changed(turn, press, joining.leave)),
    }),
  ];

  return {
    name: 'networks',
    memberships,
    commands,
    verbs,
    search: async (turn, query) => hits(turn, await directoryFor(turn), query),
    links: {
      network: async (turn, id) => {
        const network = (await directoryFor(turn)).find(id);
        return network && networkCard(drawnFor(turn), network, { inChannel: true });
      },
    },
    routes: networkRoutes({ directoryOf, memberships, joining }),
    audiences: { network: (tenant, id) => memberships.pages(tenant, id) },
    nextSteps: (turn, subject) => {
      if (subject.kind !== 'network' || turn.scope !== 'personal') return [];
      const network = needs.seeds(turn.force).find(one => one.id === subject.id);
      return network ? [joinButton(drawnFor(turn), network)] : [];
    },
    held: {
      map: [...networks.map, ...memberships.held.map],
      export: memberships.held.export,
      erase: memberships.held.erase,
    },
    samples: networkSamples,
  };
}

const drawnFor = (turn: Turn): Drawn => ({ language: turn.language, force: turn.force.name, version: turn.id });

/** A membership press only ever works in a person's own chat; anywhere else the answer is the same line for everybody. */
function privately<P>(run: (turn: Turn, press: P) => Promise<Reply>): (turn: Turn, press: P) => Promise<Reply> {
  return async (turn, press) => (turn.scope === 'personal' ? run(turn, press) : notice(networksText[turn.language].privately));
}

function hits(turn: Turn, directory: Directory, query: string) {
  const meant = directory.naming(query);
  const found =
    query.trim() === ''
      ? directory.inOrder(turn.language)
      : meant.kind === 'none'
        ? []
        : meant.kind === 'one'
          ? [meant.network]
          : meant.networks;
  return found.map((network, at) => ({
    id: network.id,
    // The network that was named comes before every article (they score up to 1.6), near names among the better ones.
    score: meant.kind === 'one' ? 2 : 1 - at / 100,
    title: wordsFor(network, turn.language).name,
    subtitle: networksText[turn.language].searchSubtitle(turn.force.name),
    shown: networkCard(drawnFor(turn), network, { inChannel: true }),
  }));
}
