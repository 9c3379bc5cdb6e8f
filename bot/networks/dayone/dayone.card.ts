import type { Element, Press, Shown } from '../../cards/card.ts';
import { actions, footer, fromPerson, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import type { Both, Language } from '../../language/language.ts';
import { manageButton } from '../administration/administration.card.ts';
import { pageOf, wordsFor, type Network } from '../directory/network.ts';
import type { Drawn } from '../drawn.ts';
import { dayOneText } from './dayone.text.ts';
import type { Lack, Lacking } from './setup.ts';

// Each line has its button; with the way on they are six, the most a card may show.
const linesOnACard = 5;

/** What is still missing, each with the button that mends it. */
export function setupCard(drawn: Drawn, lacking: readonly Lacking[], asked: number): Shown {
  const text = dayOneText[drawn.language];
  const { things, page, pages } = pageOf(lacking, asked, linesOnACard);
  const wayOn = page < pages ? setupButton(drawn, text.next, page + 1) : setupButton(drawn, text.first, 1);
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(lacking.length === 0 ? text.none : text.heading(lacking.length)),
    lacking.length === 0 && words(text.noneMore),
    ...things.flatMap((one, at) => lackingLine(drawn, one, things[at - 1])),
    actions(pages > 1 ? wayOn : manageButton(drawn, text.all, 1)),
    pages > 1 && footer(text.pageOf(page, pages)),
  ]);
}

function lackingLine(drawn: Drawn, one: Lacking, before: Lacking | undefined): Element[] {
  const text = dayOneText[drawn.language];
  if (one.kind === 'force') {
    const mend = press(text.lawfulBasisMend, 'networks/settings', { version: drawn.version });
    return [strong(text.force), words(text.lawfulBasis, { spacing: 'None' }), actions(mend)!];
  }
  const { short } = wordsFor(one.network, drawn.language);
  const isSame = before?.kind === 'network' && before.network.id === one.network.id;
  return [
    ...(isSame ? [] : [{ ...strong(short), separator: true, spacing: 'Medium' as const }]),
    words(text.lack[one.what], { spacing: isSame ? 'Default' : 'None' }),
    actions(mendButton(drawn, one.network, one.what))!,
  ];
}

/** The form that mends what is missing. */
export const sectionMending = { contact: 'places', welsh: 'welsh', joining: 'joining', looked: 'joining' } as const;

function mendButton(drawn: Drawn, network: Network, what: Lack): Press {
  const title = dayOneText[drawn.language].mend[what](wordsFor(network, drawn.language).short);
  if (what === 'chair') return press(title, 'roles/give', { version: drawn.version, carried: { network: network.id } });
  return press(title, 'networks/edit', {
    about: network.id,
    version: drawn.version,
    carried: { section: sectionMending[what], from: 'setup' },
  });
}

const setupButton = (drawn: Drawn, title: string, page: number): Press =>
  press(title, 'networks/setup', { about: String(page), version: drawn.version });

export type InvitationView = {
  network: Network;
  link: string;
  /** A picture as a data address. */
  qr: string;
  texts: Partial<Both<string>>;
  /** In which order, the reader's own language first. */
  languages: readonly Language[];
  /** What was declared before the app, in words. */
  opening?: string;
  said?: string;
  /** Said below it, where a figure needs its reason. */
  saidMore?: string;
};

/** What a chair hands out: a text to copy in each language, the link, and a QR code for a poster. */
export function invitationCard(drawn: Drawn, view: InvitationView): Shown {
  const text = dayOneText[drawn.language];
  const { network, link, qr, texts, languages, opening, said, saidMore } = view;
  const { short } = wordsFor(network, drawn.language);
  const about = { about: network.id, version: drawn.version };
  return shown(drawn.language, text.inviteSummary, [
    said !== undefined && state(said),
    saidMore !== undefined && words(saidMore, { size: 'Small', isSubtle: true }),
    kicker(text.invite, drawn.force),
    heading(text.inviteHeading(short)),
    { type: 'Image', url: qr, altText: text.qr(link), width: '180px' },
    fromPerson(link),
    // A box, because its text can be taken out whole on every client; nothing is sent from it.
    ...languages.map((language): Element => ({
      type: 'Input.Text',
      id: `invitation-${language}`,
      label: text.copy[language],
      value: texts[language] ?? '',
      isMultiline: true,
    })),
    opening !== undefined && words(opening),
    actions(press(text.reach, 'networks/reach', about), press(text.opening, 'networks/opening', about)),
    footer(text.bcc),
  ]);
}

/** Which of somebody's networks to invite people to. */
export function whichInvitationCard(drawn: Drawn, networks: readonly Network[]): Shown {
  const text = dayOneText[drawn.language];
  return shown(drawn.language, text.inviteWhich, [
    heading(text.inviteWhich),
    actions(
      ...networks
        .slice(0, 5)
        .map(network =>
          press(text.inviteTo(wordsFor(network, drawn.language).short), 'networks/invite', { about: network.id, version: drawn.version }),
        ),
    ),
  ]);
}

/** A network that takes nobody in has no invitation; its opening figure can be given all the same. */
export function notOpenCard(drawn: Drawn, network: Network): Shown {
  const text = dayOneText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  return shown(drawn.language, text.inviteSummary, [
    kicker(text.invite, drawn.force),
    heading(text.inviteHeading(short)),
    words(text.notOpen),
    actions(press(text.opening, 'networks/opening', { about: network.id, version: drawn.version })),
  ]);
}

/** The form of an opening figure. */
export function openingCard(drawn: Drawn, network: Network, filled: { members: string; on: string; why?: 'number' | 'day' }): Shown {
  const text = dayOneText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  const about = { about: network.id, version: drawn.version };
  return shown(drawn.language, text.openingSummary, [
    heading(text.openingHeading(short)),
    filled.why !== undefined && state(text.openingWrong[filled.why]),
    words(text.openingHint, { isSubtle: true }),
    {
      type: 'Input.Text',
      id: 'members',
      label: text.openingMembers,
      value: filled.members,
      isRequired: true,
      errorMessage: text.openingWrong.number,
      maxLength: 9,
    },
    { type: 'Input.Date', id: 'on', label: text.openingOn, value: filled.on, isRequired: true, errorMessage: text.openingWrong.day },
    actions(press(text.openingSave, 'networks/opening-save', { ...about, sends: 'inputs' }), press(text.back, 'networks/invite', about)),
  ]);
}
