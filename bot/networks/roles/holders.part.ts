import { z } from 'zod';
import type { Verb } from '../../feature.ts';
import type { Role } from '../../people/roles.ts';
import { replace, type Reply } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { drawnFor } from '../drawn.ts';
import { wordsFor } from '../directory/network.ts';
import { giveCard } from './giving.card.ts';
import { givingText } from './giving.text.ts';
import type { Granting, Stopped } from './granting.ts';
import { inCard, requestsCard, takingCard, whoCard, withdrawingCard } from './holders.card.ts';
import { nobodyLearns, nothingTyped, personalVerb, refused } from './personal.part.ts';
import { nothingFilled, requestIn, roleOfKey, whichIn, wholeForceValue } from './role-choices.ts';
import { doneCard } from './roles.card.ts';
import type { RolesPartNeeds } from './roles.part.ts';
import { shortNames, type RolesReader } from './roles.reader.ts';
import { rolesText } from './roles.text.ts';

const chosen = z.string().max(600).default('');

/** Who holds which role, taking one away, withdrawing an offer, and what people asked the administrators for. */
export function holdersPart(needs: RolesPartNeeds, granting: Granting, reader: RolesReader): { verbs: Verb[] } {
  const { roles, names } = needs.people;
  const actingOf = (turn: Turn, version: string) => ({ person: turn.person, version, now: turn.now });

  async function who(turn: Turn): Promise<Reply> {
    const { networks, withForce, withoutChair } = await reader.places(turn);
    const short = withoutChair.map(network => wordsFor(network, turn.language).short);
    return replace(whoCard(drawnFor(turn), { networks, withForce, withoutChair: short }));
  }

  async function inPlace(turn: Turn, asked: string): Promise<Reply> {
    const view = asked && (await reader.inPlace(turn, asked === wholeForceValue ? '' : asked));
    if (!view) throw refused('unknown');
    return replace(inCard(drawnFor(turn), view));
  }

  /** The step before: who or what was chosen, and what follows. */
  async function taking(turn: Turn, value: string): Promise<Reply> {
    const which = whichIn(value);
    if (!which) throw refused('unknown');
    const { tenant } = turn.person;
    if ('holder' in which) return replace(await takingOf(turn, which.holder, which.person));
    const offer = await roles.offerNamed(tenant, which.offer);
    const view = offer && (await reader.inPlace(turn, offer.role.network));
    const line = view?.offers.find(one => one.id === which.offer);
    if (!line) throw refused('unknown');
    return replace(withdrawingCard(drawnFor(turn), line));
  }

  async function takingOf(turn: Turn, role: Role, person: string) {
    const view = await reader.inPlace(turn, role.network);
    if (!view?.mayTake) throw refused('unknown');
    const holder = { tenant: turn.person.tenant, id: person };
    const shown = { ...(await reader.placed(turn, role)), id: person, who: await names.of(holder) };
    return takingCard(drawnFor(turn), shown, await roles.isLast(holder, role));
  }

  async function taken(turn: Turn, role: Role, person: string, outcome: Stopped): Promise<Reply> {
    const text = givingText[turn.language];
    if (outcome === 'notAllowed') throw refused('unknown');
    if (outcome === 'last') return replace(await takingOf(turn, role, person));
    const said = outcome === 'ended' ? text.taken : outcome === 'before' ? rolesText[turn.language].stale : text.nothingToTake;
    return replace(doneCard(drawnFor(turn), said));
  }

  async function requests(turn: Turn, first?: string): Promise<Reply> {
    if (!(await granting.isAdministrator(turn.person))) throw refused('unknown');
    return replace(requestsCard(drawnFor(turn), await reader.requests(turn), first));
  }

  /** The form with the name of whoever asked in it. */
  async function answer(turn: Turn, value: string): Promise<Reply> {
    const request = requestIn(value);
    if (!request || !(await granting.isAdministrator(turn.person))) throw refused('unknown');
    const { roles, networks } = await reader.offerableBy(turn);
    const filled = { ...nothingFilled, who: (await names.of({ tenant: turn.person.tenant, id: request.person })) ?? '' };
    return replace(giveCard(drawnFor(turn), { roles, networks: shortNames(networks, turn.language), filled }));
  }

  return {
    verbs: [
      personalVerb('roles/who', nothingTyped, nobodyLearns, turn => who(turn)),
      personalVerb('roles/in', z.strictObject({ network: chosen }), nobodyLearns, (turn, press) =>
        inPlace(turn, press.about || press.inputs.network),
      ),
      personalVerb('roles/taking', z.strictObject({ which: chosen }), nobodyLearns, (turn, press) => taking(turn, press.inputs.which)),
      personalVerb('roles/take', nothingTyped, nobodyLearns, async (turn, press) => {
        const { role: key = '', person = '', none } = press.carried;
        const role = roleOfKey(key);
        if (!role || !person) throw refused('unknown');
        const from = { tenant: turn.person.tenant, id: person };
        const outcome = await granting.takeAway(actingOf(turn, press.version), role, from, none === 'yes');
        return taken(turn, role, person, outcome);
      }),
      personalVerb('roles/withdraw', nothingTyped, nobodyLearns, async (turn, press) => {
        const text = givingText[turn.language];
        const outcome = await granting.withdraw(actingOf(turn, press.version), press.about);
        if (outcome === 'notAllowed') throw refused('unknown');
        return replace(doneCard(drawnFor(turn), outcome === 'gone' ? text.nothingToTake : text.withdrawn));
      }),
      personalVerb('roles/requests', nothingTyped, nobodyLearns, turn => requests(turn)),
      personalVerb('roles/answer', z.strictObject({ request: chosen }), nobodyLearns, (turn, press) => answer(turn, press.inputs.request)),
      personalVerb('roles/settle', z.strictObject({ request: chosen }), nobodyLearns, async (turn, press) => {
        const request = requestIn(press.inputs.request);
        if (!request) throw refused('unknown');
        const whose = { tenant: turn.person.tenant, id: request.person };
        const outcome = await granting.settle(actingOf(turn, press.version), whose, request.act);
        if (outcome === 'notAllowed') throw refused('unknown');
        return requests(turn, givingText[turn.language].settled);
      }),
    ],
  };
}
