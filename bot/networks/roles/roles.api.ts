import { z } from 'zod';
import type { Route } from '../../feature.ts';
import { codeIn, dayOf, lapsesAt, lastDayOf } from '../../people/roles-offered.ts';
import { forceRoles, roleNames, type Role } from '../../people/roles.ts';
import { Refusal } from '../../refusal.ts';
import type { Caller } from '../../web/caller.ts';
import { askable } from './asking.ts';
import { givingText } from './giving.text.ts';
import type { Granting, Invited, Offered as Outcome, Stopped } from './granting.ts';
import { neededWord } from './role-lines.ts';
import { meantBy, type Meant } from './role-choices.ts';
import type { RolesPartNeeds } from './roles.part.ts';
import type { Accepted, Ended, Me, Offered, OfferToMe, RightAskedFor, RolesOfForce, RolesOfNetwork } from './roles.contract.ts';
import { openRolePages } from './role-pages.reader.ts';
import type { RolesReader } from './roles.reader.ts';
import { rolesText } from './roles.text.ts';
import { refused } from './personal.part.ts';

const guid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const role = z.enum(roleNames);
const network = z.string().max(200).default('');
const lastDay = z.string().max(10).default('');
const leavesNone = z.boolean().default(false);
const asked = {
  offer: z.strictObject({ role, network, lastDay, person: guid }),
  code: z.strictObject({ role, network, lastDay }),
  use: z.strictObject({ code: z.string().max(40) }),
  handOver: z.strictObject({ role, network, person: guid }),
  giveUp: z.strictObject({ role, network, leavesNone }),
  takeAway: z.strictObject({ role, network, leavesNone, person: guid }),
  right: z.strictObject({ act: z.enum(askable), network }),
  settle: z.strictObject({ act: z.enum(askable), person: guid }),
};

/** Roles in the tab: the same rules as the chat, for a caller instead of a turn. */
export function roleRoutes(needs: RolesPartNeeds, granting: Granting, reader: RolesReader): Route[] {
  const { roles } = needs.people;
  const pages = openRolePages(needs, reader);
  // A press in the tab has no card behind it: each is an intent of its own, told apart by its moment.
  const actingOf = ({ person, now }: Caller) => ({ person, version: `tab ${now.toISOString()}`, now });

  /** A route for a caller whose app roles were noted first, so that they count at once. */
  const route = <T>(method: Route['method'], path: string, run: (caller: Caller, given: Given) => Promise<T>): Route => ({
    method,
    path,
    run: async (caller, given) => {
      await roles.noteToken(caller.person, caller.appRoles);
      return run(caller, given);
    },
  });

  /** The role meant by a form of the tab, for somebody who may offer it. */
  async function meantOf(caller: Caller, given: { role: string; network: string; lastDay: string }): Promise<Meant> {
    const filled = { role: given.role, network: given.network, until: given.lastDay, who: '' };
    const read = meantBy(filled, await reader.offerableBy(caller), caller.now);
    if ('wrong' in read) throw read.wrong === 'until' ? saying('until') : refused('unknown');
    return read.meant;
  }

  function offered(outcome: Outcome | Invited): Offered {
    if (outcome === 'notAllowed') throw refused('unknown');
    if (outcome === 'oneself') throw saying('oneself');
    if (outcome === 'before') throw new Refusal({ en: rolesText.en.stale, cy: rolesText.cy.stale });
    return { id: outcome.offer.id, answerBy: dayOf(lastDayOf(lapsesAt(outcome.offer))) };
  }

  function ended(caller: Caller, which: Role, outcome: Stopped): Ended {
    if (outcome === 'notAllowed') throw refused('unknown');
    if (outcome === 'before') throw new Refusal({ en: rolesText.en.stale, cy: rolesText.cy.stale });
    const needed = neededWord(which);
    return outcome === 'last' && needed
      ? { outcome, words: givingText[caller.language].last[needed] }
      : { outcome: outcome === 'ended' ? 'ended' : 'notHeld' };
  }

  return [
    route('get', '/me', (caller): Promise<Me> => pages.me(caller)),
    route('get', '/networks/:id/roles', async (caller, { params }): Promise<RolesOfNetwork> => {
      const page = params['id'] ? await pages.ofNetwork(caller, params['id']) : undefined;
      if (!page) throw refused('unknown');
      return page;
    }),
    route('get', '/roles', async (caller): Promise<RolesOfForce> => {
      const page = await pages.ofForce(caller);
      if (!page) throw refused('unknown');
      return page;
    }),
    route('post', '/roles/offers', async (caller, { body }): Promise<Offered> => {
      const given = read(asked.offer, body);
      const meant = await meantOf(caller, given);
      return offered(await granting.offer(actingOf(caller), meant, { tenant: caller.person.tenant, id: given.person }));
    }),
    route('post', '/roles/codes', async (caller, { body }): Promise<Offered> => {
      const outcome = await granting.invite(actingOf(caller), await meantOf(caller, read(asked.code, body)));
      return { ...offered(outcome), ...(typeof outcome === 'object' ? { code: outcome.code } : {}) };
    }),
    route('post', '/roles/codes/use', async (caller, { body }): Promise<OfferToMe> => {
      const code = codeIn(read(asked.use, body).code);
      const found = code === undefined ? 'unknown' : await granting.redeem(caller.person, code);
      if (found === 'tooMany') throw refused('codeTooMany');
      if (found === 'own') throw refused('codeOwn');
      const offer = found === 'unknown' ? undefined : (await pages.offersToMe(caller)).find(one => one.id === found.id);
      if (!offer) throw refused('codeUnknown');
      return offer;
    }),
    route('post', '/roles/offers/:id/accept', async (caller, { params }): Promise<Accepted> => {
      const outcome = await granting.accept(actingOf(caller), caller.name, params['id'] ?? '');
      if (outcome === 'gone') throw new Refusal({ en: rolesText.en.gone, cy: rolesText.cy.gone });
      return pages.placed(caller, outcome.accepted.role);
    }),
    route('post', '/roles/offers/:id/decline', async (caller, { params }) => {
      if ((await granting.decline(actingOf(caller), params['id'] ?? '')) === 'gone')
        throw new Refusal({ en: rolesText.en.gone, cy: rolesText.cy.gone });
    }),
    route('del', '/roles/offers/:id', async (caller, { params }) => {
      if ((await granting.withdraw(actingOf(caller), params['id'] ?? '')) === 'notAllowed') throw refused('unknown');
    }),
    route('post', '/roles/hand-over', async (caller, { body }): Promise<Offered> => {
      const given = read(asked.handOver, body);
      const to = { tenant: caller.person.tenant, id: given.person };
      return offered(await granting.handOver(actingOf(caller), roleIn(given), to));
    }),
    route('post', '/roles/give-up', async (caller, { body }): Promise<Ended> => {
      const given = read(asked.giveUp, body);
      return ended(caller, roleIn(given), await granting.giveUp(actingOf(caller), roleIn(given), given.leavesNone));
    }),
    route('post', '/roles/take-away', async (caller, { body }): Promise<Ended> => {
      const given = read(asked.takeAway, body);
      const from = { tenant: caller.person.tenant, id: given.person };
      return ended(caller, roleIn(given), await granting.takeAway(actingOf(caller), roleIn(given), from, given.leavesNone));
    }),
    route('post', '/roles/requests', async (caller, { body }): Promise<RightAskedFor> => {
      const given = read(asked.right, body);
      const outcome = await granting.ask(actingOf(caller), caller.name, given.act, given.network);
      const text = rolesText[caller.language];
      return { outcome, words: { asked: text.asked, already: text.askedBefore, may: text.askMay }[outcome] };
    }),
    route('post', '/roles/requests/settle', async (caller, { body }) => {
      const given = read(asked.settle, body);
      const whose = { tenant: caller.person.tenant, id: given.person };
      if ((await granting.settle(actingOf(caller), whose, given.act)) === 'notAllowed') throw refused('unknown');
    }),
  ];
}

type Given = Parameters<Route['run']>[1];

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw refused('notUnderstood');
  return result.data;
}

const roleIn = (given: { role: Role['name']; network: string }): Role => ({
  name: given.role,
  network: forceRoles.includes(given.role) ? '' : given.network,
});

const saying = (wrong: 'until' | 'oneself'): Refusal => new Refusal({ en: givingText.en.wrong[wrong], cy: givingText.cy.wrong[wrong] });
