import type { Element, Press, Shown } from '../../cards/card.ts';
import { actions, bullets, choice, footer, fromPerson, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import type { Language } from '../../language/language.ts';
import { dateInWords } from '../../language/wording.ts';
import { kindsOfNews, pacesOfNews } from '../../people/news.ts';
import { aboutButton, listButton, perPage } from '../directory/directory.card.ts';
import { directoryText } from '../directory/directory.text.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import type { Drawn } from '../drawn.ts';
import type { Joined, Left } from './joining.ts';
import { consent, isConfirmationDue, visibilities, type Membership, type Visibility } from './membership.ts';
import { membershipText } from './membership.text.ts';

/** What joining means and the two choices that are part of it; nothing is recorded before its button. */
export function consentCard(drawn: Drawn, network: Network, lawfulBasis: string): Shown {
  const text = membershipText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  return shown(drawn.language, text.askSummary, [
    kicker(text.kind, drawn.force, network.isSample ? directoryText[drawn.language].sample : ''),
    heading(text.askHeading(short)),
    bullets(consent.words[drawn.language]),
    network.entry === 'welcomed' && words(text.welcomeFirst),
    visibilityChoice(drawn, 'officers'),
    choice(
      'belonging',
      text.iAm,
      [
        { title: text.member, value: 'member' },
        { title: text.ally, value: 'ally' },
      ],
      'member',
      text.iAmNeeded,
    ),
    actions(
      press(text.ask(short), 'networks/join', {
        about: network.id,
        version: drawn.version,
        carried: { consent: consent.version },
        sends: 'inputs',
      }),
      aboutButton(drawn, network, text.notNow),
    ),
    lawfulBasis !== '' && fromPerson(text.lawfulBasis(lawfulBasis)),
    footer(text.iAmKept),
  ]);
}

const visibilityChoice = (drawn: Drawn, chosen: Visibility) => {
  const text = membershipText[drawn.language];
  return choice(
    'visibility',
    text.whoSees,
    visibilities.map(value => ({ title: text[value], value })),
    chosen,
    text.whoSeesNeeded,
  );
};

/** After a press nothing personal stays on the card: it names no network. */
export function foldedCard(drawn: Drawn, outcome: Joined | Left | 'chosen' | 'confirmed' | 'hidden'): Shown {
  const text = membershipText[drawn.language];
  const said = {
    joined: text.done,
    chosen: text.done,
    confirmed: text.doneConfirmed,
    asked: text.doneAsked,
    left: text.doneLeft,
    already: text.already,
    notIn: text.notIn,
    before: text.stale,
    paused: text.paused,
    closed: text.closed,
    hidden: text.mineFolded,
  }[outcome];
  return shown(drawn.language, text.doneSummary, [state(said), actions(mineButton(drawn, text.mineShow))]);
}

/** Which of a few networks somebody meant, one button each. */
export function whichCard(drawn: Drawn, networks: readonly Network[], wanted: 'join' | 'leave'): Shown {
  const text = membershipText[drawn.language];
  const button = wanted === 'join' ? joinButton : leaveButton;
  return shown(drawn.language, text.which, [
    heading(wanted === 'join' ? text.whichJoin : text.whichLeave),
    actions(
      ...networks.slice(0, perPage).map(network => button(drawn, network)),
      listButton(drawn, directoryText[drawn.language].showAll, 1),
    ),
  ]);
}

export function leaveCard(drawn: Drawn, network: Network): Shown {
  const text = membershipText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  return shown(drawn.language, text.leaveSummary, [
    heading(text.leaveHeading(short)),
    words(text.leaveMeans),
    actions(leaveButton(drawn, network), aboutButton(drawn, network, text.stay(short))),
  ]);
}

/** What stays in the chat when somebody types "my networks": the way to see them, and no network's name. */
export function mineFoldedCard(drawn: Drawn): Shown {
  const text = membershipText[drawn.language];
  return shown(drawn.language, text.mineSummary, [
    kicker(text.mine),
    words(text.mineFolded),
    actions(mineButton(drawn, text.mineShow), listButton(drawn, directoryText[drawn.language].showAll, 1)),
  ]);
}

type Mine = { network: Network; membership: Membership };

/** One's own networks. Those whose yearly question is due come first, with its answer and leaving side by side. */
export function mineCard(drawn: Drawn, mine: readonly Mine[], now: Date): Shown {
  const text = membershipText[drawn.language];
  const isDue = ({ membership }: Mine) => isConfirmationDue(membership, now);
  const inOrder = [...mine.filter(isDue), ...mine.filter(one => !isDue(one))];
  const listed: Element[] = [];
  // Six buttons are the most a card may show, and two of them stand below.
  let buttons = perPage - 1;
  let fitting = 0;
  for (const { network, membership } of inOrder) {
    const { name, short } = wordsFor(network, drawn.language);
    const line = text.mineLine(dateInWords(membership.joinedAt, drawn.language), text.seenBy[membership.visibility]);
    const question = stillInQuestion(membership, drawn.language, now);
    const steps = question ? [confirmButton(drawn, network, short), leaveButton(drawn, network)] : [choicesButton(drawn, network, short)];
    buttons -= steps.length;
    if (buttons < 0) break;
    fitting += 1;
    listed.push(
      { ...strong(name), separator: true, spacing: 'Medium' as const },
      words(membership.standing === 'asked' ? text.waiting : line, { spacing: 'None', isSubtle: true }),
      ...(question ? [words(question, { spacing: 'Small' })] : []),
      // One below the other: on a phone two with a network's name are wider than the card.
      ...steps.map((step, at) => ({ ...actions(step)!, ...(at > 0 ? { spacing: 'Small' as const } : {}) })),
    );
  }
  return shown(drawn.language, text.mineSummary, [
    kicker(text.mine),
    heading(mine.length === 0 ? text.mineNone : text.mineHeading(mine.length)),
    mine.length === 0 && words(text.mineNoneNext),
    ...listed,
    mine.length > fitting && words(text.mineMore, { isSubtle: true }),
    actions(press(text.mineHide, 'networks/hide', { version: drawn.version }), listButton(drawn, directoryText[drawn.language].showAll, 1)),
  ]);
}

/** Who sees the name, what to hear, and leaving: one membership's choices in one place. */
export function choicesCard(drawn: Drawn, network: Network, membership: Membership): Shown {
  const text = membershipText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  const paces = pacesOfNews.map(value => ({ title: text[value], value }));
  return shown(drawn.language, text.choicesSummary, [
    kicker(text.kind, drawn.force),
    heading(text.choicesHeading(short)),
    visibilityChoice(drawn, membership.visibility),
    ...kindsOfNews.map(kind => ({
      ...choice(kind, text.hear[kind], paces, membership.news[kind], text.hearNeeded),
      style: 'compact' as const,
    })),
    network.isSensitive && {
      ...choice(
        'naming',
        text.naming,
        [
          { title: text.namingNo, value: 'no' },
          { title: text.namingYes, value: 'yes' },
        ],
        membership.isNamed ? 'yes' : 'no',
        text.namingNeeded,
      ),
      style: 'compact' as const,
    },
    actions(
      press(text.choicesSave(short), 'networks/choose', { about: network.id, version: drawn.version, sends: 'inputs' }),
      leaveButton(drawn, network),
      press(text.mineHide, 'networks/hide', { version: drawn.version }),
    ),
  ]);
}

/** Opens what joining means; nothing is recorded before the next press. */
export const joinButton = (drawn: Drawn, network: Network): Press =>
  press(membershipText[drawn.language].ask(wordsFor(network, drawn.language).short), 'networks/ask', {
    about: network.id,
    version: drawn.version,
  });

export const leaveButton = (drawn: Drawn, network: Network): Press =>
  press(membershipText[drawn.language].leave(wordsFor(network, drawn.language).short), 'networks/leave', {
    about: network.id,
    version: drawn.version,
  });

export const choicesButton = (drawn: Drawn, network: Network, short: string): Press =>
  press(membershipText[drawn.language].choices(short), 'networks/choices', { about: network.id, version: drawn.version });

/** "Still in?", where it is time to ask. Nobody leaves by not answering, and the question says so. */
export function stillInQuestion(membership: Membership, language: Language, now: Date): string | undefined {
  if (!isConfirmationDue(membership, now)) return undefined;
  const text = membershipText[language];
  return membership.confirmedAt.getTime() === membership.joinedAt.getTime() ? text.stillInJoined : text.stillInConfirmed;
}

export const confirmButton = (drawn: Drawn, network: Network, short: string): Press =>
  press(membershipText[drawn.language].confirmYes(short), 'networks/confirm', { about: network.id, version: drawn.version });

const mineButton = (drawn: Drawn, title: string): Press => press(title, 'networks/mine', { version: drawn.version });
