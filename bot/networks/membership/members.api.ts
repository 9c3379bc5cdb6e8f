import { z } from 'zod';
import type { Route } from '../../feature.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import type { Guarded } from '../../people/roles.ts';
import { Refusal } from '../../refusal.ts';
import type { Caller } from '../../web/caller.ts';
import { directoryText } from '../directory/directory.text.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import type { Greeting } from './greeting.ts';
import type { MembersPage, Waiting, Welcomed } from './members.contract.ts';
import type { Viewer } from './membership.ts';
import type { MembershipsStore } from './memberships.store.ts';

const pageSize = 50;
const pageAsked = z.object({ search: z.string().trim().max(80).optional(), after: z.string().max(512).optional() });
const welcomeAsked = z.strictObject({ id: z.guid() });

export type MembersNeeds = {
  directoryOf: DirectoryOf;
  memberships: MembershipsStore;
  people: Pick<People, 'audit'>;
  greeting: Greeting;
  may: (person: Person, act: Guarded, network: string) => Promise<boolean>;
};

/** Names of members, a page at a time, and the welcome of a committee. Every look is in the audit log. */
export function memberRoutes({ directoryOf, memberships, people, greeting, may }: MembersNeeds): Route[] {
  const unknown = () => new Refusal({ en: directoryText.en.unknown, cy: directoryText.cy.unknown });

  async function networkOf(caller: Caller, id = ''): Promise<string> {
    const network = (await directoryOf(caller.person.tenant, caller.force)).find(id);
    if (!network) throw unknown();
    return network.id;
  }

  async function viewerOf({ person }: Caller, network: string): Promise<Viewer> {
    if (await may(person, 'see members as an officer', network)) return 'officer';
    return (await memberships.of(person, network))?.standing === 'in' ? 'member' : 'colleague';
  }

  /** A network somebody has no such role in looks to them like one that is not there. */
  async function greetedBy(caller: Caller, id?: string): Promise<string> {
    const network = await networkOf(caller, id);
    if (!(await may(caller.person, 'welcome new members', network))) throw unknown();
    return network;
  }

  return [
    {
      method: 'get',
      path: '/networks/:id/members',
      run: async (caller, { params }): Promise<MembersPage> => {
        const network = await networkOf(caller, params['id']);
        const asked = pageAsked.safeParse(params);
        if (!asked.success) throw unknown();
        const seenAs = await viewerOf(caller, network);
        // Written first: nobody gets a look that is not in the log. It does not say who looked as a member: that would tell who is one.
        await people.audit.write({
          person: caller.person,
          act: seenAs === 'officer' ? 'members seen as officer' : 'members seen',
          object: network,
          now: caller.now,
        });
        const { search, after } = asked.data;
        const page = await memberships.visiblePage(caller.person.tenant, network, seenAs, {
          size: pageSize,
          ...(search ? { search } : {}),
          ...(after ? { after } : {}),
        });
        return { network, seenAs, members: page.members.map(({ name }) => ({ name })), ...(page.next ? { next: page.next } : {}) };
      },
    },
    {
      method: 'get',
      path: '/networks/:id/waiting',
      run: async (caller, { params }): Promise<Waiting> => {
        const network = await greetedBy(caller, params['id']);
        await people.audit.write({ person: caller.person, act: 'waiting seen', object: network, now: caller.now });
        const waiting = await memberships.waiting(caller.person.tenant, network);
        return { waiting: waiting.map(({ person, name, askedAt }) => ({ id: person.id, name, askedAt: askedAt.toISOString() })) };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/welcome',
      run: async (caller, { params, body }): Promise<Welcomed> => {
        const network = await greetedBy(caller, params['id']);
        const asked = welcomeAsked.safeParse(body);
        if (!asked.success) throw unknown();
        const outcome = await greeting.welcome({ by: caller.person, id: asked.data.id.toLowerCase(), network, now: caller.now });
        return { outcome };
      },
    },
  ];
}
