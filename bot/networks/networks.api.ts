import { z } from 'zod';
import type { Route } from '../feature.ts';
import { Refusal } from '../refusal.ts';
import type { Caller } from '../web/caller.ts';
import type { DirectoryOf } from './directory/directory.ts';
import type { Joining } from './membership/joining.ts';
import { consent } from './membership/membership.ts';
import type { MembershipsStore } from './membership/memberships.store.ts';
import { wordsFor, type Network } from './directory/network.ts';
import type { Directory, NetworkListed, Standing } from './networks.contract.ts';
import { networksText } from './networks.text.ts';

const joinAsked = z.strictObject({ consent: z.literal(consent.version) });

/** The tab's way in: the same rules as the chat, for a caller instead of a turn. */
export function networkRoutes(needs: { directoryOf: DirectoryOf; memberships: MembershipsStore; joining: Joining }): Route[] {
  const { directoryOf, memberships, joining } = needs;

  async function networkOf(caller: Caller, id: string | undefined): Promise<Network> {
    const network = (await directoryOf(caller.person.tenant, caller.force)).find(id ?? '');
    if (!network) throw new Refusal({ en: networksText.en.unknown, cy: networksText.cy.unknown });
    return network;
  }

  // A press in the tab has no card behind it: each is an intent of its own, told apart by its moment.
  const pressOf = (caller: Caller, network: Network) => ({
    person: caller.person,
    network: network.id,
    version: `tab ${caller.now.toISOString()}`,
    now: caller.now,
  });

  return [
    {
      method: 'get',
      path: '/networks',
      run: async (caller): Promise<Directory> => {
        const directory = await directoryOf(caller.person.tenant, caller.force);
        const mine = await memberships.mine(caller.person);
        return {
          force: caller.force.name,
          networks: directory.inOrder(caller.language).map(network => listed(caller, network, mine.has(network.id))),
          consent: { version: consent.version, words: consent.words[caller.language] },
        };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/join',
      run: async (caller, asked): Promise<Standing> => {
        const network = await networkOf(caller, asked.params['id']);
        if (!joinAsked.safeParse(asked.body).success) {
          throw new Refusal({ en: networksText.en.consentNeeded, cy: networksText.cy.consentNeeded });
        }
        await joining.join(pressOf(caller, network));
        return { id: network.id, mine: true };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/leave',
      run: async (caller, asked): Promise<Standing> => {
        const network = await networkOf(caller, asked.params['id']);
        await joining.leave(pressOf(caller, network));
        return { id: network.id, mine: false };
      },
    },
  ];
}

function listed(caller: Caller, network: Network, mine: boolean): NetworkListed {
  const { name, short, purpose, whoFor, language } = wordsFor(network, caller.language);
  return {
    id: network.id,
    name,
    short,
    purpose,
    whoFor,
    language,
    isSample: network.isSample,
    mine,
    ...(network.source ? { source: network.source } : {}),
  };
}
