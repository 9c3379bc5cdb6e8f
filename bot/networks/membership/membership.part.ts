import { z } from 'zod';
import type { Press as Button } from '../../cards/card.ts';
import { verb, type Feature } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { StorageUnavailable } from '../../storage/table.ts';
import { privately } from '../../teams/privately.ts';
import { answerUnder, replace, show, type Reply } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { networkIn } from '../directory/directory.part.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import { drawnFor } from '../drawn.ts';
import { networkAudience, type NetworkAudienceNeeds } from './audience.ts';
import { choicesSchema, chosenFrom } from './choices.ts';
import type { Joining } from './joining.ts';
import {
  choicesButton,
  choicesCard,
  confirmButton,
  consentCard,
  foldedCard,
  joinButton,
  leaveButton,
  leaveCard,
  mineCard,
  mineFoldedCard,
  stillInQuestion,
  whichCard,
} from './membership.card.ts';
import { membershipSamples } from './membership.samples.ts';
import { membershipText } from './membership.text.ts';
import { visibilities } from './membership.ts';
import type { MembershipsStore } from './memberships.store.ts';

const nothingTyped = z.strictObject({});
const visibility = z.enum(visibilities);
export const choiceSchema = z.strictObject({ visibility, belonging: z.enum(['member', 'ally']) });

export type MembershipNeeds = {
  directoryOf: DirectoryOf;
  memberships: MembershipsStore;
  joining: Joining;
  /** Whether somebody is a guest of the tenant, who belongs to another force. */
  isGuest: (turn: Turn) => Promise<boolean>;
  isSensitive: NetworkAudienceNeeds['isSensitive'];
  /** The data protection officer's words on why this may be kept; empty until they are given. */
  lawfulBasis: (turn: Turn) => Promise<string>;
};

/** Joining, leaving and choosing, in somebody's own chat. */
export function membershipPart(needs: MembershipNeeds): Partial<Feature> & MembershipStanding {
  const { directoryOf, memberships, joining } = needs;
  const directoryFor = (turn: Turn) => directoryOf(turn.person.tenant, turn.force);

  async function mine(turn: Turn) {
    const held = await memberships.mine(turn.person);
    const listed = (await directoryFor(turn)).inOrder(turn.language).flatMap(network => {
      const membership = held.get(network.id);
      return membership ? [{ network, membership }] : [];
    });
    return mineCard(drawnFor(turn), listed, turn.now);
  }

  async function consentOf(turn: Turn, network: Network) {
    await refuseGuests(turn);
    if (network.status !== 'open') return foldedCard(drawnFor(turn), network.status);
    if (await memberships.of(turn.person, network.id)) return foldedCard(drawnFor(turn), 'already');
    return consentCard(drawnFor(turn), network, await needs.lawfulBasis(turn));
  }

  async function refuseGuests(turn: Turn): Promise<void> {
    if (await needs.isGuest(turn)) throw new Refusal({ en: membershipText.en.guest, cy: membershipText.cy.guest });
  }

  /** Join or leave by name: the one network meant, a choice of a few, or nothing this command knows. */
  async function byName(turn: Turn, typed: string, wanted: 'join' | 'leave'): Promise<Reply | undefined> {
    const directory = await directoryFor(turn);
    if (!typed) {
      const some = wanted === 'join' ? directory.inOrder(turn.language).filter(one => one.status === 'open') : [];
      return show(wanted === 'join' ? whichCard(drawnFor(turn), some, 'join') : mineFoldedCard(drawnFor(turn)));
    }
    const meant = directory.naming(typed);
    if (meant.kind === 'none') return undefined;
    if (meant.kind === 'several') return show(whichCard(drawnFor(turn), meant.networks, wanted));
    if (wanted === 'join') return show(await consentOf(turn, meant.network));
    const isIn = await memberships.of(turn.person, meant.network.id);
    return show(isIn ? leaveCard(drawnFor(turn), meant.network) : foldedCard(drawnFor(turn), 'notIn'));
  }

  const pressOf = async (turn: Turn, press: { about: string; version: string }) => ({
    person: turn.person,
    network: networkIn(await directoryFor(turn), press.about),
    version: press.version,
    now: turn.now,
  });

  /** What a network's card says of its reader, and their next steps. */
  async function standingOf(turn: Turn, network: Network): Promise<{ line?: string; steps: Button[] }> {
    const text = membershipText[turn.language];
    const drawn = drawnFor(turn);
    const membership = await ifReachable(() => memberships.of(turn.person, network.id));
    if (!membership) return { steps: network.status === 'open' ? [joinButton(drawn, network)] : [] };
    const { short } = wordsFor(network, turn.language);
    const line = membership.standing === 'asked' ? text.waiting : text.inIt;
    const question = stillInQuestion(membership, turn.language, turn.now);
    if (!question) return { line, steps: [choicesButton(drawn, network, short), leaveButton(drawn, network)] };
    const steps = [confirmButton(drawn, network, short), leaveButton(drawn, network), choicesButton(drawn, network, short)];
    return { line: `${line} ${question}`, steps };
  }

  // A card about a network is worth showing even when nobody can say whether its reader is a member, or may become one.
  async function ifReachable<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await look();
    } catch (error) {
      if (error instanceof StorageUnavailable) return undefined;
      throw error;
    }
  }

  return {
    standingOf,
    commands: [
      {
        id: 'networks/mine',
        phrases: { en: ['my networks', 'my memberships'], cy: ['fy rhwydweithiau', 'fy aelodaeth'] },
        isPrivate: true,
        run: async turn => show(mineFoldedCard(drawnFor(turn))),
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
    ],
    verbs: [
      verb({
        verb: 'networks/mine',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => answerUnder(press, await mine(turn))),
      }),
      verb({
        verb: 'networks/hide',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(mineFoldedCard(drawnFor(turn)))),
      }),
      verb({
        verb: 'networks/ask',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => replace(await consentOf(turn, networkIn(await directoryFor(turn), press.about)))),
      }),
      verb({
        verb: 'networks/join',
        inputs: choiceSchema,
        learns: { who: 'network', said: 'join-consent' },
        run: privately(async (turn, press) => {
          await refuseGuests(turn);
          const outcome = await joining.join(await pressOf(turn, press), { ...press.inputs, name: turn.name });
          return replace(foldedCard(drawnFor(turn), outcome));
        }),
      }),
      verb({
        verb: 'networks/leave',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        // Leaving must work for a network that is no longer listed, so its id is taken as the card had it.
        run: privately(async (turn, press) => {
          const outcome = await joining.leave({ person: turn.person, network: { id: press.about }, version: press.version, now: turn.now });
          return replace(foldedCard(drawnFor(turn), outcome));
        }),
      }),
      verb({
        verb: 'networks/confirm',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        // As with leaving: also for a network that is no longer listed.
        run: privately(async (turn, press) => {
          const outcome = await joining.confirm(turn.person, press.about, turn.now);
          return replace(foldedCard(drawnFor(turn), outcome === 'notIn' ? 'notIn' : 'confirmed'));
        }),
      }),
      verb({
        verb: 'networks/choices',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => {
          const network = networkIn(await directoryFor(turn), press.about);
          const membership = await memberships.of(turn.person, network.id);
          return answerUnder(press, membership ? choicesCard(drawnFor(turn), network, membership) : foldedCard(drawnFor(turn), 'notIn'));
        }),
      }),
      verb({
        verb: 'networks/choose',
        inputs: choicesSchema,
        learns: { who: 'network', said: 'visibility-choice' },
        run: privately(async (turn, press) => {
          const asked = { person: turn.person, network: { id: press.about }, now: turn.now };
          const outcome = await joining.choose(asked, { ...chosenFrom(press.inputs), name: turn.name });
          return replace(foldedCard(drawnFor(turn), outcome === 'notIn' ? 'notIn' : 'chosen'));
        }),
      }),
    ],
    audiences: { network: networkAudience(needs) },
    nextSteps: async (turn, subject) => {
      if (subject.kind !== 'network' || turn.scope !== 'personal') return [];
      const network = await ifReachable(async () => (await directoryFor(turn)).find(subject.id));
      return network?.status === 'open' ? [joinButton(drawnFor(turn), network)] : [];
    },
    held: memberships.held,
    samples: membershipSamples,
  };
}

export type MembershipStanding = { standingOf: (turn: Turn, network: Network) => Promise<{ line?: string; steps: Button[] }> };
