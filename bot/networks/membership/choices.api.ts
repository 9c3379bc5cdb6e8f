import type { Route } from '../../feature.ts';
import { kindsOfNews, pacesOfNews } from '../../people/news.ts';
import { Refusal } from '../../refusal.ts';
import type { Caller } from '../../web/caller.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import type { Choices, MembershipChoices, Standing } from '../networks.contract.ts';
import { choicesSchema, chosenFrom } from './choices.ts';
import type { Joining } from './joining.ts';
import { visibilities } from './membership.ts';
import { membershipText } from './membership.text.ts';
import type { MembershipsStore } from './memberships.store.ts';

export type ChoicesNeeds = {
  networkOf: (caller: Caller, id?: string) => Promise<Network>;
  memberships: Pick<MembershipsStore, 'of'>;
  joining: Pick<Joining, 'choose'>;
};

/** The choices of one's own membership, as the chat's card has them. */
export function choicesRoutes({ networkOf, memberships, joining }: ChoicesNeeds): Route[] {
  return [
    {
      method: 'get',
      path: '/networks/:id/choices',
      run: async (caller, { params }): Promise<MembershipChoices> => {
        const network = await networkOf(caller, params['id']);
        const membership = await memberships.of(caller.person, network.id);
        if (!membership) throw new Refusal({ en: membershipText.en.notIn, cy: membershipText.cy.notIn });
        const text = membershipText[caller.language];
        const { short } = wordsFor(network, caller.language);
        const paces = pacesOfNews.map(value => ({ value, label: text[value] }));
        const naming: Choices = {
          label: text.naming,
          options: [
            { value: 'no', label: text.namingNo },
            { value: 'yes', label: text.namingYes },
          ],
          start: membership.isNamed ? 'yes' : 'no',
        };
        return {
          id: network.id,
          heading: text.choicesHeading(short),
          save: text.choicesSave(short),
          visibility: {
            label: text.whoSees,
            options: visibilities.map(value => ({ value, label: text[value] })),
            start: membership.visibility,
          },
          hear: kindsOfNews.map(kind => ({ kind, label: text.hear[kind], options: paces, start: membership.news[kind] })),
          ...(network.isSensitive ? { naming } : {}),
        };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/choices',
      // As with leaving: also for a network that is no longer listed.
      run: async (caller, { params, body }): Promise<Standing> => {
        const id = params['id'] ?? '';
        const read = choicesSchema.safeParse(body);
        if (!read.success) throw new Refusal({ en: membershipText.en.choicesUnreadable, cy: membershipText.cy.choicesUnreadable });
        const asked = { person: caller.person, network: { id }, now: caller.now };
        const outcome = await joining.choose(asked, { ...chosenFrom(read.data), name: caller.name });
        return { id, standing: outcome === 'notIn' ? 'out' : outcome.standing };
      },
    },
  ];
}
