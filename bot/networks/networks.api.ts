import { z } from 'zod';
import type { Route } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { Refusal } from '../refusal.ts';
import type { Caller } from '../web/caller.ts';
import { networkIn } from './directory/directory.part.ts';
import type { DirectoryOf } from './directory/directory.ts';
import { wordsFor, type Network } from './directory/network.ts';
import { choicesRoutes } from './membership/choices.api.ts';
import type { Joining } from './membership/joining.ts';
import { stillInQuestion } from './membership/membership.card.ts';
import { consent, visibilities, type Membership } from './membership/membership.ts';
import { membershipText } from './membership/membership.text.ts';
import type { MembershipsStore } from './membership/memberships.store.ts';
import type { Consent, Directory, NetworkListed, Standing } from './networks.contract.ts';

const joinAsked = z.strictObject({
  consent: z.literal(consent.version),
  visibility: z.enum(visibilities),
  belonging: z.enum(['member', 'ally']),
});

/** The tab's way in: the same rules as the chat, for a caller instead of a turn. */
export function networkRoutes(needs: { directoryOf: DirectoryOf; memberships: MembershipsStore; joining: Joining }): Route[] {
  const { directoryOf, memberships, joining } = needs;
  const networkOf = async (caller: Caller, id = ''): Promise<Network> =>
    networkIn(await directoryOf(caller.person.tenant, caller.force), id);

  // A press in the tab has no card behind it: each is an intent of its own, told apart by its moment.
  const pressOf = (caller: Caller) => ({ person: caller.person, version: `tab ${caller.now.toISOString()}`, now: caller.now });

  return [
    {
      method: 'get',
      path: '/networks',
      run: async (caller): Promise<Directory> => {
        const directory = await directoryOf(caller.person.tenant, caller.force);
        const mine = await memberships.mine(caller.person);
        return {
          force: caller.force.name,
          networks: directory
            .inOrder(caller.language)
            .filter(network => network.status !== 'closed' || mine.has(network.id))
            .map(network => listed(caller, network, mine.get(network.id))),
          consent: consentFor(caller.language),
        };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/join',
      run: async (caller, asked): Promise<Standing> => {
        const network = await networkOf(caller, asked.params['id']);
        const agreed = joinAsked.safeParse(asked.body);
        if (!agreed.success) throw new Refusal({ en: membershipText.en.consentNeeded, cy: membershipText.cy.consentNeeded });
        const { visibility, belonging } = agreed.data;
        const outcome = await joining.join({ ...pressOf(caller), network }, { visibility, belonging, name: caller.name });
        if (outcome === 'paused' || outcome === 'closed')
          throw new Refusal({ en: membershipText.en[outcome], cy: membershipText.cy[outcome] });
        return { id: network.id, standing: (await memberships.of(caller.person, network.id))?.standing ?? 'out' };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/leave',
      run: async (caller, asked): Promise<Standing> => {
        const id = asked.params['id'] ?? '';
        await joining.leave({ ...pressOf(caller), network: { id } });
        return { id, standing: 'out' };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/confirm',
      run: async (caller, asked): Promise<Standing> => {
        const id = asked.params['id'] ?? '';
        const outcome = await joining.confirm(caller.person, id, caller.now);
        return { id, standing: outcome === 'notIn' ? 'out' : outcome.standing };
      },
    },
    ...choicesRoutes({ networkOf, memberships, joining }),
  ];
}

function consentFor(language: Language): Consent {
  const text = membershipText[language];
  return {
    version: consent.version,
    words: consent.words[language],
    welcome: text.welcomeFirst,
    visibility: { label: text.whoSees, options: visibilities.map(value => ({ value, label: text[value] })), start: 'officers' },
    belonging: {
      label: text.iAm,
      options: (['member', 'ally'] as const).map(value => ({ value, label: text[value] })),
      start: 'member',
    },
  };
}

function listed(caller: Caller, network: Network, membership: Membership | undefined): NetworkListed {
  const question = membership && stillInQuestion(membership, caller.language, caller.now);
  const { name, short, purpose, whoFor, language } = wordsFor(network, caller.language);
  return {
    id: network.id,
    name,
    short,
    purpose,
    whoFor,
    language,
    isSample: network.isSample,
    status: network.status,
    isWelcomed: network.entry === 'welcomed',
    standing: membership?.standing ?? 'out',
    ...(question ? { confirmationDue: { question, yes: membershipText[caller.language].confirmYes(short) } } : {}),
    ...(network.source ? { source: network.source } : {}),
  };
}
