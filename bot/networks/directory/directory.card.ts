import type { Element, Press, Shown } from '../../cards/card.ts';
import { actions, facts, footer, fromPerson, heading, kicker, more, press, shown, words } from '../../cards/pieces.ts';
import { dateInWords, listInWords } from '../../language/wording.ts';
import type { Drawn } from '../drawn.ts';
import { directoryText } from './directory.text.ts';
import { pageOf, wordsFor, type Network } from './network.ts';

// A network's names are checked when they are entered (administration/editing/typed.ts): they hold nothing that could become a link or
// markup, and so may be headings. Everything else that somebody wrote about it is drawn as plain text.

// Six buttons are the most a card may show: five networks and the way on.
export const perPage = 5;

export function directoryCard(drawn: Drawn, networks: readonly Network[], asked: number): Shown {
  const text = directoryText[drawn.language];
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
  const text = directoryText[drawn.language];
  const { name, short, whoFor } = wordsFor(network, drawn.language);
  const marks = [network.isSample && text.sample, network.status === 'paused' && text.paused].filter(Boolean).join(', ');
  return [
    words(marks ? `${name} (${marks})` : name, { weight: 'Bolder', separator: true, spacing: 'Medium' as const }),
    { type: 'RichTextBlock' as const, inlines: [{ type: 'TextRun' as const, text: whoFor, isSubtle: true }], spacing: 'None' as const },
    actions(aboutButton(drawn, network, text.about(short)))!,
  ];
}

/** Somebody who holds a role in a network and agreed to be named. */
export type Officer = { role: string; name: string };

export type NetworkView = {
  network: Network;
  officers: readonly Officer[];
  /** How many are in it, in words, as everybody may know it. */
  size?: string;
  /** Budget and duty time too: for the committee and administrators, never in a channel. */
  seesMoney: boolean;
  /** A line on where the reader stands, and their next steps; none in a channel. */
  standing?: string;
  steps: readonly Press[];
};

/** One network. In a channel it is the same for everybody there and offers nothing personal. */
export function networkCard(drawn: Drawn, view: NetworkView, inChannel: boolean): Shown {
  const text = directoryText[drawn.language];
  const { network, officers, standing, steps } = view;
  const { name, purpose, whoFor, language } = wordsFor(network, drawn.language);
  const rest = more('more', text.more, restOf(drawn, view, inChannel));
  return shown(drawn.language, `${text.kind}: ${name}`, [
    kicker(text.kind, drawn.force, network.isSample ? text.sample : ''),
    heading(name),
    !inChannel && standing !== undefined && words(standing, { weight: 'Bolder' }),
    network.status !== 'open' && words(network.status === 'paused' ? text.pausedLine : text.closedLine, { weight: 'Bolder' }),
    facts([
      [text.whoFor, whoFor],
      [text.joining, joiningLine(drawn, network)],
      [
        text.officers,
        officers.length > 0
          ? listInWords(
              officers.map(one => `${one.name} (${one.role})`),
              drawn.language,
            )
          : undefined,
      ],
      [text.openRoles, network.openRoles.length > 0 ? listInWords(network.openRoles, drawn.language) : undefined],
    ]),
    fromPerson(purpose),
    language !== drawn.language && words(text.inEnglish, { isSubtle: true, size: 'Small' }),
    inChannel && words(text.channelJoin, { isSubtle: true }),
    actions(
      ...(inChannel ? [] : steps),
      rest.part.type === 'Container' && rest.part.items.length > 0 && rest.button,
      listButton(drawn, text.showAll, 1),
    ),
    rest.part.type === 'Container' && rest.part.items.length > 0 && rest.part,
    smallPrint(drawn, network),
  ]);
}

function restOf(drawn: Drawn, { network, size, seesMoney }: NetworkView, inChannel: boolean): Element[] {
  const text = directoryText[drawn.language];
  const { meetings, contact } = wordsFor(network, drawn.language);
  const lines = facts([
    [text.meetings, meetings],
    [text.contact, contact],
    [text.champions, network.champions.map(one => `${one.name} (${one.area})`).join(', ') || undefined],
    [text.topics, network.topics.join(', ') || undefined],
    [text.charter, charterLine(drawn, network)],
    [text.budget, seesMoney && !inChannel ? network.budget : undefined],
    [text.dutyTime, seesMoney && !inChannel ? network.dutyTime : undefined],
  ]);
  const team = network.teamsLink
    ? [
        words(text.teamsWarning, { isSubtle: true }),
        actions({ type: 'Action.OpenUrl', title: text.teamsLink, url: network.teamsLink, tooltip: network.teamsLink })!,
        fromPerson(network.teamsLink),
      ]
    : [];
  return [...(size ? [words(size)] : []), ...(lines ? [lines] : []), ...team];
}

function joiningLine(drawn: Drawn, network: Network): string | undefined {
  const text = directoryText[drawn.language];
  if (network.joining === 'notStated') return text.joiningNotStated;
  return network.entry === 'welcomed' ? text.welcomedLine : undefined;
}

function charterLine(drawn: Drawn, { charter }: Network): string | undefined {
  if (!charter) return undefined;
  const text = directoryText[drawn.language];
  const review = charter.reviewOn ? text.reviewOn(dateInWords(new Date(`${charter.reviewOn}T12:00:00Z`), drawn.language)) : '';
  return [charter.terms, review].filter(Boolean).join(', ');
}

export const aboutButton = (drawn: Drawn, network: Network, title: string): Press =>
  press(title, 'networks/about', { about: network.id, version: drawn.version });

export const listButton = (drawn: Drawn, title: string, page: number): Press =>
  press(title, 'networks/list', { about: String(page), version: drawn.version });

function smallPrint(drawn: Drawn, network: Network) {
  const text = directoryText[drawn.language];
  if (network.isSample) return footer(text.sampleLine);
  if (network.saidOn) return footer(text.saidOn(dateInWords(network.saidOn, drawn.language)));
  return network.source ? footer(text.source(network.source)) : undefined;
}
