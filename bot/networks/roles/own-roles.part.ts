import { z } from 'zod';
import type { Command, Verb } from '../../feature.ts';
import { codeIn } from '../../people/roles-offered.ts';
import type { Role } from '../../people/roles.ts';
import { replace, say, show, type Reply } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { drawnFor } from '../drawn.ts';
import { isAskable } from './asking.ts';
import { handOverCard } from './giving.card.ts';
import type { Stopped } from './granting.ts';
import { nobodyLearns, nothingTyped, personalVerb, refused } from './personal.part.ts';
import { roleOfKey } from './role-choices.ts';
import { acceptedCard, askingCard, doneCard, homeCard, leavingCard, offerCard, roleInWords } from './roles.card.ts';
import type { RolesPartNeeds } from './roles.part.ts';
import type { Granting } from './granting.ts';
import type { RolesReader } from './roles.reader.ts';
import { rolesText } from './roles.text.ts';

const chosen = z.string().max(300).default('');

/** One's own roles: what one holds, accepting, declining, giving up, handing over, and asking for a right. */
export function ownRolesPart(needs: RolesPartNeeds, granting: Granting, reader: RolesReader): { commands: Command[]; verbs: Verb[] } {
  const { roles } = needs.people;
  const actingOf = (turn: Turn, version: string) => ({ person: turn.person, version, now: turn.now });
  const homeOf = async (turn: Turn, first?: string) => homeCard(drawnFor(turn), await reader.home(turn), first);

  async function refuseGuests(turn: Turn): Promise<void> {
    if (await needs.isGuest(turn)) throw refused('guest');
  }

  /** Whoever brings a code, or has been offered something, gets the card on which it is accepted. */
  async function acceptTyped(turn: Turn, typed: string): Promise<Reply | undefined> {
    const code = codeIn(typed);
    if (typed && !code && !looksLikeCode.test(typed.trim())) return undefined;
    await refuseGuests(turn);
    if (typed) return show(await offerBehind(turn, code));
    const offers = await reader.offersTo(turn);
    const [only, second] = offers;
    if (!only) return say(rolesText[turn.language].noOffer);
    return show(second ? await homeOf(turn) : offerCard(drawnFor(turn), only));
  }

  async function offerBehind(turn: Turn, code: string | undefined) {
    const found = code === undefined ? 'unknown' : await granting.redeem(turn.person, code);
    if (found === 'tooMany') throw refused('codeTooMany');
    if (found === 'own') throw refused('codeOwn');
    const offer = found === 'unknown' ? undefined : (await reader.offersTo(turn)).find(one => one.id === found.id);
    if (!offer) throw refused('codeUnknown');
    return offerCard(drawnFor(turn), offer);
  }

  /** The role of a button or a choice, if the person holds it by acceptance. */
  async function heldRole(turn: Turn, key: string): Promise<Role | undefined> {
    const role = roleOfKey(key);
    const held = await roles.heldBy(turn.person);
    return role && held.find(one => one.role.name === role.name && one.role.network === role.network)?.role;
  }

  async function leaving(turn: Turn, key: string): Promise<Reply> {
    const role = await heldRole(turn, key);
    if (!role) return replace(await homeOf(turn, rolesText[turn.language].notHeld));
    return replace(leavingCard(drawnFor(turn), await reader.placed(turn, role), await roles.isLast(turn.person, role)));
  }

  async function stopped(turn: Turn, role: Role, outcome: Stopped): Promise<Reply> {
    const drawn = drawnFor(turn);
    const text = rolesText[turn.language];
    const placed = await reader.placed(turn, role);
    if (outcome === 'last') return replace(leavingCard(drawn, placed, true));
    const said = outcome === 'ended' ? text.gaveUp(roleInWords(drawn, placed)) : outcome === 'before' ? text.stale : text.notHeld;
    return replace(doneCard(drawn, said));
  }

  return {
    commands: [
      {
        id: 'roles/home',
        phrases: {
          en: ['roles', 'my roles', 'who holds what', 'who holds roles'],
          cy: ['rolau', 'fy rolau', 'pwy sydd â rolau', 'pwy sydd â pha rôl'],
        },
        isPrivate: true,
        run: async turn => show(await homeOf(turn)),
      },
      {
        id: 'roles/accept',
        phrases: { en: ['accept …', 'accept'], cy: ['derbyn …', 'derbyn'] },
        isPrivate: true,
        run: acceptTyped,
      },
    ],
    verbs: [
      personalVerb('roles/home', nothingTyped, nobodyLearns, async turn => replace(await homeOf(turn))),
      personalVerb('roles/consider', z.strictObject({ offer: chosen, held: chosen }), nobodyLearns, async (turn, press) => {
        const id = press.about || press.inputs.offer;
        const offer = (await reader.offersTo(turn)).find(one => one.id === id);
        return replace(offer ? offerCard(drawnFor(turn), offer) : await homeOf(turn, rolesText[turn.language].gone));
      }),
      personalVerb('roles/accept', nothingTyped, { who: 'colleagues', said: 'role-accepted' }, async (turn, press) => {
        await refuseGuests(turn);
        const outcome = await granting.accept(actingOf(turn, press.version), turn.name, press.about);
        if (outcome === 'gone') return replace(await homeOf(turn, rolesText[turn.language].gone));
        return replace(acceptedCard(drawnFor(turn), await reader.placed(turn, outcome.accepted.role)));
      }),
      personalVerb('roles/decline', nothingTyped, nobodyLearns, async (turn, press) => {
        const text = rolesText[turn.language];
        const outcome = await granting.decline(actingOf(turn, press.version), press.about);
        return replace(outcome === 'gone' ? await homeOf(turn, text.gone) : doneCard(drawnFor(turn), text.declined));
      }),
      personalVerb('roles/leaving', z.strictObject({ offer: chosen, held: chosen }), nobodyLearns, (turn, press) =>
        leaving(turn, press.about || press.inputs.held),
      ),
      personalVerb('roles/give-up', nothingTyped, nobodyLearns, async (turn, press) => {
        const role = roleOfKey(press.about);
        if (!role) throw refused('unknown');
        const leavesNone = press.carried['none'] === 'yes';
        return stopped(turn, role, await granting.giveUp(actingOf(turn, press.version), role, leavesNone));
      }),
      personalVerb('roles/hand-over', nothingTyped, nobodyLearns, async (turn, press) => {
        const role = await heldRole(turn, press.about);
        if (!role) return replace(await homeOf(turn, rolesText[turn.language].notHeld));
        return replace(handOverCard(drawnFor(turn), await reader.placed(turn, role), press.carried['who'] ?? ''));
      }),
      personalVerb('roles/asking', nothingTyped, nobodyLearns, async turn => replace(askingCard(drawnFor(turn)))),
      personalVerb(
        'roles/ask',
        z.strictObject({ act: chosen }),
        { who: 'administrators', said: 'right-asked-for' },
        async (turn, press) => {
          const text = rolesText[turn.language];
          const act = press.about || press.inputs.act;
          if (!isAskable(act)) return replace(askingCard(drawnFor(turn), text.askNeeded));
          await refuseGuests(turn);
          const asked = { person: turn.person, version: press.version, now: turn.now };
          const outcome = await granting.ask(asked, turn.name, act, press.carried['network'] ?? '');
          return replace(doneCard(drawnFor(turn), { asked: text.asked, already: text.askedBefore, may: text.askMay }[outcome]));
        },
      ),
    ],
  };
}

// One word with a digit in it, about as long as a code: a slip of the finger rather than a question.
const looksLikeCode = /^(?=.*\d)[\p{L}\d–-]{6,14}$/u;
