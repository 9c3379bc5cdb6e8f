import type { Element, Shown } from '../../../cards/card.ts';
import { actions, bullets, facts, footer, fromPerson, heading, kicker, press, shown, state, strong, words } from '../../../cards/pieces.ts';
import { dateInWords, momentInWords } from '../../../language/wording.ts';
import { pageOf, wordsFor, type Network } from '../../directory/network.ts';
import type { Drawn } from '../../drawn.ts';
import { manageButton, type Said } from '../administration.card.ts';
import { administrationText } from '../administration.text.ts';

/** Something that one administrator asked for and another decides, or that anybody proposed. */
export type Waiting =
  { kind: 'deletion'; network: Network; askedBy: string } | { kind: 'proposal'; id: string; name: string; proposedBy: string; at: Date };

const perPage = 4;

/** What waits for an administrator, deletions first. */
export function waitingCard(drawn: Drawn, all: readonly Waiting[], asked: number, said?: Said): Shown {
  const text = administrationText[drawn.language];
  const { things, page, pages } = pageOf(all, asked, perPage);
  const further = page < pages ? page + 1 : 1;
  return shown(drawn.language, text.waitingSummary, [
    said !== undefined && state(said),
    kicker(text.kind, drawn.force),
    heading(text.waitingHeading),
    ...(all.length === 0 ? [words(text.waitingNone)] : things.flatMap(one => waitingLine(drawn, one))),
    actions(
      pages > 1 && press(text.further, 'networks/waiting', { about: String(further), version: drawn.version }),
      manageButton(drawn, text.all, 1),
    ),
    pages > 1 && footer(text.pageOf(page, pages)),
  ]);
}

function waitingLine(drawn: Drawn, one: Waiting): Element[] {
  const text = administrationText[drawn.language];
  const name = one.kind === 'deletion' ? wordsFor(one.network, drawn.language).short : one.name;
  const line =
    one.kind === 'deletion' ? text.waitingDelete(one.askedBy) : text.waitingProposal(one.proposedBy, dateInWords(one.at, drawn.language));
  const look =
    one.kind === 'deletion'
      ? press(text.look(name), 'networks/deletion', { about: one.network.id, version: drawn.version })
      : press(text.look(name), 'networks/proposal', { about: one.id, version: drawn.version });
  return [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: name, weight: 'Bolder' }], spacing: 'Medium' },
    fromPerson(line),
    actions(look)!,
  ];
}

export type Deletion = { network: Network; askedBy: string; askedAt: Date; lapsesAt: Date; isOwn: boolean };

/** A deletion that waits: for whoever asked how it stands, for every other administrator the decision. */
export function deletionCard(drawn: Drawn, { network, askedBy, askedAt, lapsesAt, isOwn }: Deletion): Shown {
  const text = administrationText[drawn.language];
  const { short } = wordsFor(network, drawn.language);
  const about = { about: network.id, version: drawn.version, carried: { asked: askedAt.toISOString() } };
  return shown(drawn.language, text.deleteSummary, [
    kicker(text.kind, drawn.force),
    heading(text.deleteHeading(short)),
    facts([
      [text.askedBy, askedBy],
      [text.askedOn, momentInWords(askedAt, drawn.language)],
      [text.lapses, momentInWords(lapsesAt, drawn.language)],
    ]),
    bullets(text.deleteMeans),
    isOwn && strong(text.done.own),
    actions(
      !isOwn && press(text.deleteYes, 'networks/delete-yes', { ...about, style: 'destructive' }),
      !isOwn && press(text.deleteNo, 'networks/delete-no', about),
      manageButton(drawn, text.all, 1),
    ),
  ]);
}
