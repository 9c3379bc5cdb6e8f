import { z } from 'zod';
import type { Command, Verb } from '../../feature.ts';
import { lookedUpBy } from '../../people/names.ts';
import { codeInHalves, lastDayOf } from '../../people/roles-offered.ts';
import { isSameRole, type Role } from '../../people/roles.ts';
import { replace, show, type Reply } from '../../teams/reply.ts';
import type { Press, Turn } from '../../teams/turn.ts';
import { drawnFor } from '../drawn.ts';
import { codeCard, giveCard, handOverCard, matchesCard, offeredCard } from './giving.card.ts';
import type { Granting, Offered } from './granting.ts';
import { nobodyLearns, nothingTyped, personalVerb, refused } from './personal.part.ts';
import { keyOfRole, meantBy, roleOfKey, toldApart, type Filled, type Meant, type Wrong } from './role-choices.ts';
import { doneCard, notYoursCard } from './roles.card.ts';
import type { RolesPartNeeds } from './roles.part.ts';
import { shortNames, type RolesReader } from './roles.reader.ts';
import { rolesText } from './roles.text.ts';

const typed = z.string().max(300).default('');
const formInputs = z.strictObject({ role: typed, network: typed, until: typed, who: typed });

/** Found people are looked through for namesakes before the first few are shown. */
const mostLookedThrough = 25;
const mostShown = 5;

/** A role on its way to somebody: filled in anew, or one's own handed over. */
type Asked = { filled: Filled; handing?: Role };

/** Giving a role to somebody who has used the app, or to whoever is handed a code; and handing over one's own. */
export function givingPart(needs: RolesPartNeeds, granting: Granting, reader: RolesReader): { commands: Command[]; verbs: Verb[] } {
  const { names, roles } = needs.people;
  const actingOf = (turn: Turn, version: string) => ({ person: turn.person, version, now: turn.now });

  async function formOf(turn: Turn, { filled, handing }: Asked, wrong?: Wrong) {
    if (handing) return handOverCard(drawnFor(turn), await reader.placed(turn, handing), filled.who, wrong);
    const offerable = await reader.offerableBy(turn);
    if (offerable.roles.length === 0) return notYoursCard(drawnFor(turn), 'offer a role in a network');
    return giveCard(drawnFor(turn), {
      roles: offerable.roles,
      networks: shortNames(offerable.networks, turn.language),
      filled,
      wrong,
    });
  }

  /** What is to be given, read anew at every step: rights and networks may have changed since the card was drawn. */
  async function meantOf(turn: Turn, { filled, handing }: Asked): Promise<{ meant: Meant } | { wrong: Wrong }> {
    if (!handing) return meantBy(filled, await reader.offerableBy(turn), turn.now);
    const held = (await roles.heldBy(turn.person)).find(one => isSameRole(one.role, handing));
    if (!held) throw refused('unknown');
    return { meant: { role: handing, until: held.until } };
  }

  async function find(turn: Turn, asked: Asked): Promise<Reply> {
    const back = async (wrong: Wrong) => replace(await formOf(turn, asked, wrong));
    const read = await meantOf(turn, asked);
    if ('wrong' in read) return back(read.wrong);
    const { who } = asked.filled;
    if (!lookedUpBy(who)) return back('who');
    const { found, more } = await names.find(turn.person.tenant, who, mostLookedThrough);
    const { clear, sharedNames } = toldApart(found);
    const others = clear.filter(one => one.person.id !== turn.person.id);
    if (others.length === 0) return back(sharedNames.length > 0 ? 'namesakes' : clear.length > 0 ? 'oneself' : 'nobody');
    return replace(
      matchesCard(drawnFor(turn), {
        ...(await reader.placed(turn, read.meant.role)),
        lastDay: lastDayIn(read.meant),
        people: others.slice(0, mostShown).map(({ person, name }) => ({ id: person.id, name })),
        more: more || others.length > mostShown,
        someShare: sharedNames.length > 0,
        carried: asked.handing ? { handing: keyOfRole(asked.handing), who } : { ...asked.filled },
      }),
    );
  }

  async function offer(turn: Turn, press: Press): Promise<Reply> {
    await refuseGuests(turn);
    const asked = askedIn(press.carried);
    const to = { tenant: turn.person.tenant, id: press.carried['person'] ?? '' };
    const [who, read] = await Promise.all([names.of(to), meantOf(turn, asked)]);
    if ('wrong' in read) return replace(await formOf(turn, asked, read.wrong));
    if (who === undefined) return replace(await formOf(turn, asked, 'nobody'));
    const acting = actingOf(turn, press.version);
    const outcome = asked.handing ? await granting.handOver(acting, asked.handing, to) : await granting.offer(acting, read.meant, to);
    return offered(turn, asked, read.meant, outcome, who);
  }

  async function offered(turn: Turn, asked: Asked, meant: Meant, outcome: Offered, who: string): Promise<Reply> {
    if (outcome === 'notAllowed') throw refused('unknown');
    if (outcome === 'oneself') return replace(await formOf(turn, asked, 'oneself'));
    if (outcome === 'before') return replace(doneCard(drawnFor(turn), rolesText[turn.language].stale));
    return replace(offeredCard(drawnFor(turn), { ...(await reader.placed(turn, meant.role)), lastDay: lastDayIn(meant), who }));
  }

  async function makeCode(turn: Turn, asked: Asked, version: string): Promise<Reply> {
    await refuseGuests(turn);
    const read = await meantOf(turn, asked);
    if ('wrong' in read) return replace(await formOf(turn, asked, read.wrong));
    const outcome = await granting.invite(actingOf(turn, version), read.meant);
    if (outcome === 'notAllowed') throw refused('unknown');
    if (outcome === 'before') return replace(doneCard(drawnFor(turn), rolesText[turn.language].stale));
    const placed = await reader.placed(turn, read.meant.role);
    return replace(codeCard(drawnFor(turn), { ...placed, lastDay: lastDayIn(read.meant), code: codeInHalves(outcome.code) }));
  }

  async function refuseGuests(turn: Turn): Promise<void> {
    if (await needs.isGuest(turn)) throw refused('guest');
  }

  return {
    commands: [
      {
        id: 'roles/give',
        phrases: { en: ['give a role', 'give role', 'offer a role'], cy: ['rhoi rôl', 'rhoi rol', 'cynnig rôl', 'cynnig rol'] },
        isPrivate: true,
        run: async turn => show(await formOf(turn, askedIn({}))),
      },
    ],
    verbs: [
      personalVerb('roles/give', nothingTyped, nobodyLearns, async (turn, press) =>
        replace(await formOf(turn, askedIn({ ...press.carried, handing: '' }))),
      ),
      personalVerb('roles/find', formInputs, nobodyLearns, (turn, press) => find(turn, askedIn(press.carried, press.inputs))),
      personalVerb('roles/code', formInputs, { who: 'the one chosen', said: 'role-offered' }, (turn, press) =>
        makeCode(turn, askedIn({ ...press.carried, handing: '' }, press.inputs), press.version),
      ),
      personalVerb('roles/offer', nothingTyped, { who: 'the one chosen', said: 'role-offered' }, offer),
    ],
  };
}

const lastDayIn = ({ until }: Meant): Date | undefined => until && lastDayOf(until);

/** What a card carried, and over it what was typed now. */
function askedIn(carried: Record<string, string>, inputs: Partial<Filled> = {}): Asked {
  const value = (key: keyof Filled) => (inputs[key]?.trim() || carried[key]) ?? '';
  const filled = { role: value('role'), network: value('network'), until: value('until'), who: value('who') };
  const handing = carried['handing'] ? roleOfKey(carried['handing']) : undefined;
  if (carried['handing'] && !handing) throw refused('unknown');
  return { filled, ...(handing ? { handing } : {}) };
}
