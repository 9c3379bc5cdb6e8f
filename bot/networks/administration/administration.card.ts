import type { Element, Input, Press, Shown } from '../../cards/card.ts';
import { actions, bullets, facts, footer, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import { dateInWords, numberInWords } from '../../language/wording.ts';
import { sectionNames, sections } from '../directory/details.ts';
import { directoryText } from '../directory/directory.text.ts';
import type { EditState } from '../directory/edits.ts';
import { pageOf, wordsFor, type Network } from '../directory/network.ts';
import type { Drawn } from '../drawn.ts';
import { administrationText } from './administration.text.ts';
import { deletableFrom, isDeletable } from './editing/moves.ts';
import { inputFor, problemsPart } from './editing/section.card.ts';
import { sectionsText } from './editing/sections.text.ts';
import type { Problem, Typed } from './editing/typed.ts';

// A list of names to choose from keeps the card short; this many fit into its size.
const networksInAList = 100;

/** Where an administrator begins: which network, what waits, and the rest of the work. */
export function manageCard(drawn: Drawn, networks: readonly Network[], { page: asked, waiting }: { page: number; waiting: number }): Shown {
  const text = administrationText[drawn.language];
  const { things, page, pages } = pageOf(networks, asked, networksInAList);
  const choices = things.map(network => ({ title: listedAs(drawn, network), value: network.id }));
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(text.heading),
    choices.length === 0 ? words(text.none) : fromList('network', text.which, choices, choices[0]?.value, text.whichNeeded),
    actions(
      choices.length > 0 && press(text.open, 'networks/manage-one', { version: drawn.version, sends: 'inputs' }),
      waiting > 0 && waitingButton(drawn, waiting),
      press(text.create, 'networks/new', { version: drawn.version }),
      press(text.setup, 'networks/setup', { about: '1', version: drawn.version }),
      press(text.settings, 'networks/settings', { version: drawn.version }),
    ),
    pages > 1 && actions(manageButton(drawn, page < pages ? text.next : text.all, page < pages ? page + 1 : 1)),
    pages > 1 && footer(text.pageOf(page, pages)),
  ]);
}

function listedAs(drawn: Drawn, network: Network): string {
  const text = administrationText[drawn.language];
  const marks = [
    network.isSample ? directoryText[drawn.language].sample : '',
    network.status === 'open' ? '' : text.statusShort[network.status],
  ];
  return [wordsFor(network, drawn.language).name, ...marks.filter(Boolean)].join(' · ');
}

/** A line that says what a press did, first on the card that follows it. */
export type Said = string | undefined;

export type OneNetwork = { network: Network; edited: EditState; isSeed: boolean; said?: Said; fromSetup?: boolean; now: Date };

/** One network as an administrator sees it: how it stands, and what can be done. */
export function oneCard(drawn: Drawn, { network, edited, isSeed, said, fromSetup, now }: OneNetwork): Shown {
  const text = administrationText[drawn.language];
  const { name } = wordsFor(network, drawn.language);
  const { sections: titles } = sectionsText[drawn.language];
  const about = { about: network.id, version: drawn.version };
  const isClosed = network.status === 'closed';
  return shown(drawn.language, text.summary, [
    said !== undefined && state(said),
    kicker(text.kind, network.isSample ? directoryText[drawn.language].sample : ''),
    heading(name),
    facts([
      [text.status, text.statuses[network.status]],
      [text.words, network.words.cy ? text.inBoth : text.inEnglish],
      [text.joining, joiningOf(drawn, network)],
      [text.privacy, network.isSensitive ? text.sensitive : text.notSensitive],
    ]),
    fromList(
      'section',
      text.whatToChange,
      sectionNames.map(value => ({ title: titles[value], value })),
      'english',
      text.whatNeeded,
    ),
    actions(
      press(text.changeThis, 'networks/edit', { ...about, sends: 'inputs' }),
      network.status === 'open' && press(text.pause, 'networks/pause', about),
      network.status !== 'open' && press(text.reopen, 'networks/reopen', about),
      !isClosed && press(text.closeThis, 'networks/close', about),
      isClosed && isDeletable(network.status, edited, now) && press(text.delete, 'networks/delete', about),
      fromSetup && press(text.setup, 'networks/setup', { about: '1', version: drawn.version }),
      manageButton(drawn, text.all, 1),
    ),
    footer([versionOf(drawn, edited, isSeed), deletionOf(drawn, network, edited, now)].filter(Boolean).join(' ')),
  ]);
}

function joiningOf(drawn: Drawn, network: Network): string {
  const text = administrationText[drawn.language];
  if (network.joining === 'notStated') return text.joiningNotStated;
  return network.entry === 'welcomed' ? text.joiningWelcomed : text.joiningAtOnce;
}

function versionOf(drawn: Drawn, { version, changedAt }: EditState, isSeed: boolean): string {
  const text = administrationText[drawn.language];
  const counted = changedAt ? `${text.version(numberInWords(version, drawn.language), dateInWords(changedAt, drawn.language))}.` : '';
  return [counted, isSeed && version === 0 ? text.fromDocument : ''].filter(Boolean).join(' ');
}

function deletionOf(drawn: Drawn, { status }: Network, edited: EditState, now: Date): string {
  const from = deletableFrom(status, edited);
  return from && now < from ? administrationText[drawn.language].deleteFrom(dateInWords(from, drawn.language)) : '';
}

/** The form of a new network: its words in English, the rest later. */
export function newCard(
  drawn: Drawn,
  filled: { typed: Typed; problems: readonly Problem[]; nameTaken?: boolean } = { typed: {}, problems: [] },
): Shown {
  const text = administrationText[drawn.language];
  const { labels } = sectionsText[drawn.language];
  const taken: Element = { type: 'Container', style: 'emphasis', items: [strong(text.notSaved), words(text.nameTaken)] };
  return shown(drawn.language, text.newSummary, [
    kicker(text.kind, drawn.force),
    heading(text.newHeading),
    filled.problems.length > 0 && problemsPart(drawn.language, filled.problems),
    filled.nameTaken && taken,
    words(text.newHint, { isSubtle: true }),
    ...sections.english.map(name => inputFor(drawn.language, name, filled.typed[name] ?? '', labels[name], true)),
    actions(press(text.newButton, 'networks/create', { version: drawn.version, sends: 'inputs' }), manageButton(drawn, text.all, 1)),
  ]);
}

/** What closing means, before it happens. */
export function closeCard(drawn: Drawn, network: Network): Shown {
  const text = administrationText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  const about = { about: network.id, version: drawn.version };
  return shown(drawn.language, text.closeSummary, [
    heading(text.closeHeading(short)),
    bullets(text.closeMeans),
    actions(
      press(text.close(short), 'networks/close-now', { ...about, style: 'destructive' }),
      press(text.keep, 'networks/manage-one', about),
    ),
  ]);
}

/** What deleting means, before somebody asks a second administrator. */
export function deleteCard(drawn: Drawn, network: Network): Shown {
  const text = administrationText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  const about = { about: network.id, version: drawn.version };
  return shown(drawn.language, text.deleteSummary, [
    heading(text.deleteHeading(short)),
    bullets(text.deleteMeans),
    words(text.deleteSecond),
    actions(
      press(text.deleteAsk, 'networks/delete-ask', { ...about, style: 'destructive' }),
      press(text.keep, 'networks/manage-one', about),
    ),
  ]);
}

/** A choice from a list that opens: short on the card however many there are. */
const fromList = (
  id: string,
  label: string,
  choices: { title: string; value: string }[],
  value: string | undefined,
  errorMessage: string,
): Input => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  choices,
  value,
  isRequired: true,
  errorMessage,
  style: 'compact',
});

export const manageButton = (drawn: Drawn, title: string, page: number): Press =>
  press(title, 'networks/manage', { about: String(page), version: drawn.version });

const waitingButton = (drawn: Drawn, count: number): Press =>
  press(administrationText[drawn.language].waiting(count), 'networks/waiting', { about: '1', version: drawn.version });
