import type { Press, Shown } from '../cards/card.ts';
import { actions, bullets, facts, footer, heading, kicker, more, press, shown, state, strong, words } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import { dateInWords } from '../language/wording.ts';
import { consent, type Membership } from './membership/membership.ts';
import { pageOf, wordsFor, type Network } from './directory/network.ts';
import { networksText } from './networks.text.ts';

/** What every card here is drawn for: the reader's language, their force, and the showing it belongs to. */
export type Drawn = { language: Language; force: string; version: string };

// Six buttons are the most a card may show: five networks and the way on.
const perPage = 5;

export function directoryCard(drawn: Drawn, networks: readonly Network[], asked: number): Shown {
  const text = networksText[drawn.language];
  const { things, page, pages } = pageOf(networks, asked, perPage);
  const wayOn = pages === 1 ? undefined : page < pages ? listButton(drawn, text.next, page + 1) : listButton(drawn, text.first, 1);
  return shown(drawn.language, text.listSummary(drawn.force), [
    kicker(text.list, drawn.force),
    heading(text.listHeading(drawn.force)),
    ...(things.length === 0 ? [words(text.listEmpty(drawn.force))] : things.flatMap(network => listedNetwork(drawn, network))),
    actions(wayOn),
    things.length > 0 && footer([text.listHonest, pages > 1 ? text.pageOf(page, pages) : ''].filter(Boolean).join(' ')),
  ]);
}

function listedNetwork(drawn: Drawn, network: Network) {
  const text = networksText[drawn.language];
  const { name, short, whoFor } = wordsFor(network, drawn.language);
  const mark = network.isSample ? ` (${text.sample})` : '';
  return [
    words(`${name}${mark}`, { weight: 'Bolder', separator: true, spacing: 'Medium' as const }),
    words(whoFor, { spacing: 'None' as const, isSubtle: true }),
    actions(aboutButton(drawn, network, text.about(short)))!,
  ];
}

/** Which of a few networks somebody meant, one button each. */
export function whichCard(drawn: Drawn, networks: readonly Network[], wanted: 'join' | 'leave'): Shown {
  const text = networksText[drawn.language];
  const button = wanted === 'join' ? joinButton : leaveButton;
  return shown(drawn.language, text.whichSummary, [
    heading(wanted === 'join' ? text.whichJoin : text.whichLeave),
    actions(...networks.slice(0, perPage).map(network => button(drawn, network)), listButton(drawn, text.showAll, 1)),
  ]);
}

/**
 * One network. In a channel it is the same for everybody there and offers nothing personal;
 * in a person's own chat it says where they stand.
 */
export function networkCard(
  drawn: Drawn,
  network: Network,
  reader: { inChannel: true } | { inChannel: false; membership?: Membership },
): Shown {
  const text = networksText[drawn.language];
  const { name, purpose, whoFor, language } = wordsFor(network, drawn.language);
  const isIn = !reader.inChannel && reader.membership !== undefined;
  const leaving = more('more', text.more, [actions(leaveButton(drawn, network))!]);
  return shown(drawn.language, `${text.kind}: ${name}`, [
    kicker(text.kind, drawn.force, network.isSample ? text.sample : ''),
    isIn && state(text.inIt),
    heading(name),
    facts([
      [text.whoFor, whoFor],
      [text.joining, network.joining === 'notStated' ? text.joiningNotStated : undefined],
    ]),
    words(purpose),
    language !== drawn.language && words(text.inEnglish, { isSubtle: true, size: 'Small' }),
    isIn && leaving.part,
    reader.inChannel
      ? words(text.channelJoin, { isSubtle: true })
      : actions(isIn ? mineButton(drawn) : joinButton(drawn, network), isIn && leaving.button, listButton(drawn, text.showAll, 1)),
    reader.inChannel && actions(listButton(drawn, text.showAll, 1)),
    smallPrint(drawn, network),
  ]);
}

export function consentCard(drawn: Drawn, network: Network): Shown {
  const text = networksText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  return shown(drawn.language, text.askSummary, [
    kicker(text.kind, drawn.force, network.isSample ? text.sample : ''),
    heading(text.askHeading(short)),
    bullets(consent.words[drawn.language]),
    actions(
      press(text.ask(short), 'networks/join', { about: network.id, version: drawn.version, carried: { consent: consent.version } }),
      aboutButton(drawn, network, text.notNow),
    ),
    network.isSample && footer(text.sampleLine),
  ]);
}

/** What a membership press left behind: the new state first, the way back behind it. */
export function standingCard(
  drawn: Drawn,
  network: Network,
  standing: 'joined' | 'already' | 'left' | 'notIn' | { stale: 'in' | 'out' },
): Shown {
  const text = networksText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  const isStale = typeof standing === 'object';
  const isIn = isStale ? standing.stale === 'in' : standing === 'joined' || standing === 'already';
  const leaving = more('more', text.more, [actions(leaveButton(drawn, network))!]);
  const [first, summary] = isStale ? [text.stale(short), text.mineSummary] : standingWords(drawn, short, standing);
  return shown(drawn.language, summary, [
    state(first),
    isStale && words(isIn ? text.inIt : text.notIn(short)),
    standing === 'joined' && words(text.joinedNext),
    standing === 'left' && words(text.leftNext),
    isIn && leaving.part,
    isIn
      ? actions(mineButton(drawn), leaving.button)
      : actions(joinButton(drawn, network, standing === 'left' ? text.joinAgain(short) : undefined), listButton(drawn, text.showAll, 1)),
  ]);
}

function standingWords(drawn: Drawn, short: string, standing: 'joined' | 'already' | 'left' | 'notIn'): [string, string] {
  const text = networksText[drawn.language];
  switch (standing) {
    case 'joined':
      return [text.joined(short), text.joinedSummary];
    case 'already':
      return [text.already(short), text.mineSummary];
    case 'left':
      return [text.left(short), text.leftSummary];
    case 'notIn':
      return [text.notIn(short), text.notInSummary];
  }
}

export function leaveCard(drawn: Drawn, network: Network): Shown {
  const text = networksText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  return shown(drawn.language, text.whichSummary, [
    heading(text.leaveHeading(short)),
    words(text.leaveMeans),
    actions(leaveButton(drawn, network), aboutButton(drawn, network, text.stay(short))),
  ]);
}

export function mineCard(drawn: Drawn, mine: readonly { network: Network; membership: Membership }[]): Shown {
  const text = networksText[drawn.language];
  const listed = mine.slice(0, perPage).flatMap(({ network, membership }) => {
    const { name, short } = wordsFor(network, drawn.language);
    return [
      { ...strong(name), separator: true, spacing: 'Medium' as const },
      words(text.mineSince(dateInWords(membership.joinedAt, drawn.language)), { spacing: 'None', isSubtle: true }),
      actions(aboutButton(drawn, network, text.about(short)))!,
    ];
  });
  return shown(drawn.language, text.mineSummary, [
    kicker(text.mine),
    heading(mine.length === 0 ? text.mineNone : text.mineHeading(mine.length)),
    mine.length === 0 && words(text.mineNoneNext),
    ...listed,
    actions(listButton(drawn, text.showAll, 1)),
    mine.length > 0 && footer(text.joinedNext),
  ]);
}

const aboutButton = (drawn: Drawn, network: Network, title: string): Press =>
  press(title, 'networks/about', { about: network.id, version: drawn.version });

/** Opens what joining means; nothing is recorded before the next press. */
export const joinButton = (drawn: Drawn, network: Network, title?: string): Press =>
  press(title ?? networksText[drawn.language].ask(wordsFor(network, drawn.language).short), 'networks/ask', {
    about: network.id,
    version: drawn.version,
  });

const leaveButton = (drawn: Drawn, network: Network): Press =>
  press(networksText[drawn.language].leave(wordsFor(network, drawn.language).short), 'networks/leave', {
    about: network.id,
    version: drawn.version,
  });

const mineButton = (drawn: Drawn): Press => press(networksText[drawn.language].mine, 'networks/mine', { version: drawn.version });

const listButton = (drawn: Drawn, title: string, page: number): Press =>
  press(title, 'networks/list', { about: String(page), version: drawn.version });

function smallPrint(drawn: Drawn, network: Network) {
  const text = networksText[drawn.language];
  if (network.isSample) return footer(text.sampleLine);
  return network.source ? footer(text.source(network.source)) : undefined;
}
