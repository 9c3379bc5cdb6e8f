import { DateTime } from 'luxon';
import { z } from 'zod';
import { verb, type Feature } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import { dateInWords, timeZone } from '../../language/wording.ts';
import { wordingFor } from '../../people/settings.ts';
import { suppress } from '../../people/suppress.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Press, Turn } from '../../teams/turn.ts';
import { guarded, unknown } from '../administration/guarded.part.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import { drawnFor } from '../drawn.ts';
import { invitationCard, notOpenCard, openingCard, setupCard, whichInvitationCard, type InvitationView } from './dayone.card.ts';
import type { DayOneNeeds } from './dayone.needs.ts';
import { dayOneSamples } from './dayone.samples.ts';
import type { Reach } from './dayone.store.ts';
import { dayOneText } from './dayone.text.ts';
import { invitedIn, linkTo, readOpening } from './invitation.ts';
import { qrPicture } from './qr.reader.ts';
import { lackingIn, type Lacking } from './setup.ts';

const nothingTyped = z.strictObject({});
const openingTyped = z.strictObject({ members: z.string().max(40).optional(), on: z.string().max(40).optional() });

/** What is still missing before a force begins, and what a chair needs to bring an existing list of members along. */
export function dayOnePart(needs: DayOneNeeds): Partial<Feature> {
  const { store, reachOf, may, people } = needs;

  const invitation = async (turn: Turn, network: Network, told: Pick<InvitationView, 'said' | 'saidMore'> = {}) =>
    network.status === 'open'
      ? invitationCard(drawnFor(turn), { ...(await viewOf(needs, turn, network)), ...told })
      : notOpenCard(drawnFor(turn), network);

  async function networkFor(turn: Turn, id: string): Promise<Network> {
    const network = (await needs.directoryOf(turn.person.tenant, turn.force)).find(id);
    if (!network) throw unknown();
    return network;
  }

  async function toInviteTo(turn: Turn): Promise<Network[]> {
    const all = (await needs.directoryOf(turn.person.tenant, turn.force)).inOrder(turn.language);
    const mayInvite = await Promise.all(all.map(network => may(turn.person, 'invite members', network.id)));
    return all.filter((_, at) => mayInvite[at]);
  }

  async function saveOpening(turn: Turn, press: Press<z.infer<typeof openingTyped>>) {
    const network = await networkFor(turn, press.about);
    const read = readOpening(press.inputs, todayOf(turn.now));
    const { members = '', on = '' } = press.inputs;
    if ('why' in read) return replace(openingCard({ ...drawnFor(turn), version: press.version }, network, { members, on, why: read.why }));
    await store.declare(turn.person.tenant, network.id, read.opening);
    await people.audit.write({ person: turn.person, act: 'opening figure declared', object: network.id, now: turn.now });
    return replace(await invitation(turn, network, { said: dayOneText[turn.language].saved }));
  }

  return {
    commands: [
      {
        id: 'networks/setup',
        phrases: { en: ['set-up list', 'setup list', 'set up list'], cy: ['rhestr sefydlu'] },
        isPrivate: true,
        run: async turn => {
          if (!(await may(turn.person, 'see the set-up list'))) return undefined;
          return show(setupCard(drawnFor(turn), await lackingFor(needs, turn), 1));
        },
      },
      {
        id: 'networks/invite',
        phrases: { en: ['invite members'], cy: ['gwahodd aelodau'] },
        isPrivate: true,
        run: async turn => {
          const networks = await toInviteTo(turn);
          const [only] = networks;
          if (!only) return undefined;
          return show(networks.length > 1 ? whichInvitationCard(drawnFor(turn), networks) : await invitation(turn, only));
        },
      },
    ],
    verbs: [
      verb({
        verb: 'networks/setup',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'see the set-up list', async (turn, press: Press) =>
          replace(setupCard(drawnFor(turn), await lackingFor(needs, turn), Number(press.about))),
        ),
      }),
      verb({
        verb: 'networks/invite',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(
          may,
          'invite members',
          async (turn, press: Press) => replace(await invitation(turn, await networkFor(turn, press.about))),
          true,
        ),
      }),
      verb({
        verb: 'networks/reach',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(
          may,
          'invite members',
          async (turn, press: Press) => {
            const network = await networkFor(turn, press.about);
            const reach = await reachOf(turn.person.tenant, network.id, turn.now);
            const { reachNext } = dayOneText[turn.language];
            return replace(await invitation(turn, network, { said: reachInWords(reach, turn.language), saidMore: reachNext }));
          },
          true,
        ),
      }),
      verb({
        verb: 'networks/opening',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(
          may,
          'invite members',
          async (turn, press: Press) => {
            const network = await networkFor(turn, press.about);
            return replace(openingCard(drawnFor(turn), network, { members: '', on: '' }));
          },
          true,
        ),
      }),
      verb({
        verb: 'networks/opening-save',
        inputs: openingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'invite members', saveOpening, true),
      }),
    ],
    held: { map: store.map, export: async () => [], erase: async () => undefined },
    samples: dayOneSamples,
  };
}

/** Who asks, in chat or tab. */
export type Asking = Pick<Turn, 'person' | 'force' | 'language' | 'now'>;

/** Everything that is still missing, in the order of the networks' names. */
export async function lackingFor(needs: DayOneNeeds, asking: Asking): Promise<Lacking[]> {
  const { tenant } = asking.person;
  const directory = await needs.directoryOf(tenant, asking.force);
  const networks = directory.inOrder(asking.language);
  const [basis, ...hasChair] = await Promise.all([
    needs.people.forceSettings.of(tenant, 'lawfulBasis'),
    ...networks.map(network => needs.hasChair(tenant, network.id)),
  ]);
  return lackingIn(
    networks.map((network, at) => ({ network, edited: directory.stateOf(network.id), hasChair: hasChair[at] === true })),
    { speaksWelsh: asking.force.welsh !== 'off', hasLawfulBasis: wordingFor(basis.value, 'en') !== '' },
  );
}

/** The invitation as it is handed out, the same in chat and tab. */
export async function viewOf(needs: DayOneNeeds, asking: Asking, network: Network): Promise<InvitationView> {
  const link = linkTo(needs.publicOrigin, network);
  const languages = invitedIn(asking.language, asking.force.welsh !== 'off');
  const [qr, opening] = await Promise.all([qrPicture(link), openingInWords(needs, asking, network)]);
  const texts = Object.fromEntries(languages.map(language => [language, invitationText(network, link, language)]));
  return { network, link, qr, texts, languages, ...(opening ? { opening } : {}) };
}

function invitationText(network: Network, link: string, language: Language): string {
  const { name, purpose, whoFor } = wordsFor(network, language);
  // Where the source does not say who may join, the invitation does not either.
  return dayOneText[language].invitation({ name, purpose, ...(network.joining === 'stated' ? { whoFor } : {}), link });
}

export async function openingInWords(needs: DayOneNeeds, { person, language }: Asking, network: Network): Promise<string | undefined> {
  const opening = await needs.store.openingOf(person.tenant, network.id);
  if (!opening) return undefined;
  const date = dateInWords(new Date(`${opening.on}T12:00:00Z`), language);
  const figure = suppress(opening.members);
  const text = dayOneText[language];
  return figure.kind === 'few' ? text.openingFew(date) : text.openingAbout(figure.value, date);
}

export function reachInWords({ figure, on }: Reach, language: Language): string {
  const text = dayOneText[language];
  const date = dateInWords(on, language);
  return figure.kind === 'few' ? text.reachFew(date) : text.reachAbout(figure.value, date);
}

/** The day it is here, as an ISO day. */
export const todayOf = (now: Date): string => DateTime.fromJSDate(now, { zone: timeZone }).toFormat('yyyy-MM-dd');
