import type { Element, Input, Press, Shown } from '../../../cards/card.ts';
import {
  actions,
  facts,
  footer,
  fromPerson,
  heading,
  headingFromPerson,
  kicker,
  press,
  shown,
  state,
  strong,
  words,
} from '../../../cards/pieces.ts';
import { dateInWords, numberInWords } from '../../../language/wording.ts';
import type { Drawn } from '../../drawn.ts';
import { manageButton, type Said } from '../administration.card.ts';
import { administrationText } from '../administration.text.ts';
import { longestProposal, longestReason, proposalBoxes, type ProposalBox, type ProposalProblem, type ProposalTyped } from './proposed.ts';
import { proposalsText } from './proposals.text.ts';

/** One of somebody's own proposals, as they may see it. */
export type OwnProposal = { name: string; at: Date; state: 'open' | 'approved' | 'declined'; decidedAt?: Date; reason?: string };

/** The short form in which anybody proposes a network. */
export function proposeCard(
  drawn: Drawn,
  filled: { typed: Partial<ProposalTyped>; problems: readonly ProposalProblem[] } = { typed: {}, problems: [] },
  hasSome = false,
): Shown {
  const text = proposalsText[drawn.language];
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(text.heading),
    filled.problems.length > 0 && problemsPart(drawn, filled.problems),
    ...proposalBoxes.map(box => boxFor(drawn, box, filled.typed[box] ?? '')),
    strong(text.seen),
    words(text.hint, { isSubtle: true, spacing: 'None' }),
    actions(press(text.button, 'networks/propose-send', { version: drawn.version, sends: 'inputs' }), hasSome && mineButton(drawn)),
  ]);
}

function boxFor(drawn: Drawn, box: ProposalBox, value: string): Input {
  const text = proposalsText[drawn.language];
  return {
    type: 'Input.Text',
    id: box,
    label: text[box],
    value,
    isRequired: true,
    errorMessage: text.problems.missing,
    maxLength: longestProposal[box],
    ...(box === 'name' ? {} : { isMultiline: true }),
  };
}

function problemsPart(drawn: Drawn, problems: readonly ProposalProblem[]): Element {
  const text = proposalsText[drawn.language];
  const lines = problems.map(({ box, why, limit }) => {
    const sentence = why === 'long' ? text.problems.long(numberInWords(limit, drawn.language)) : text.problems[why];
    return [text[box], sentence] as const;
  });
  return { type: 'Container', style: 'emphasis', items: [strong(text.notSaved), facts(lines)!] };
}

/** What stays in the chat after sending: nothing of what was proposed. */
export function proposalSentCard(drawn: Drawn, outcome: 'sent' | 'already' | 'tooMany'): Shown {
  const text = proposalsText[drawn.language];
  return shown(drawn.language, text.summary, [state(text[outcome]), actions(mineButton(drawn))]);
}

/** Somebody's own proposals, on demand, and how each stands. */
export function ownProposalsCard(drawn: Drawn, mine: readonly OwnProposal[], mayProposeMore: boolean): Shown {
  const text = proposalsText[drawn.language];
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(text.yours),
    ...mine.flatMap((one): Element[] => [
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: one.name, weight: 'Bolder' }], spacing: 'Medium' },
      fromPerson(standingIn(drawn, one)),
    ]),
    !mayProposeMore && words(text.tooMany, { isSubtle: true }),
    actions(mayProposeMore && press(text.again, 'networks/propose', { version: drawn.version })),
  ]);
}

function standingIn(drawn: Drawn, { state: stands, at, decidedAt = at, reason }: OwnProposal): string {
  const text = proposalsText[drawn.language];
  if (stands === 'open') return text.open(dateInWords(at, drawn.language));
  const date = dateInWords(decidedAt, drawn.language);
  if (stands === 'approved') return text.approved(date);
  return reason ? text.declinedBecause(date, reason) : text.declined(date);
}

export type ProposalToDecide = ProposalTyped & { id: string; proposedBy: string; at: Date };

/** A proposal as an administrator decides on it. */
export function proposalCard(
  drawn: Drawn,
  proposal: ProposalToDecide,
  told: { said?: Said; reason?: string; why?: 'reasonNeeded' | 'reasonLong' } = {},
): Shown {
  const text = proposalsText[drawn.language];
  const { id, name, purpose, whoFor, proposedBy, at } = proposal;
  const wrong = told.why === 'reasonLong' ? text.reasonLong(numberInWords(longestReason, drawn.language)) : told.why && text.reasonNeeded;
  const about = { about: id, version: drawn.version };
  return shown(drawn.language, text.summary, [
    told.said !== undefined && state(told.said),
    kicker(text.kind, drawn.force),
    headingFromPerson(name),
    facts([
      [text.whoForShort, whoFor],
      [text.proposedBy, proposedBy],
      [text.proposedOn, dateInWords(at, drawn.language)],
    ]),
    fromPerson(purpose),
    wrong !== undefined && state(wrong),
    {
      type: 'Input.Text',
      id: 'reason',
      label: text.reason,
      value: told.reason ?? '',
      isMultiline: true,
      maxLength: longestReason,
    },
    actions(
      press(text.approve(name), 'networks/approve', about),
      press(text.decline(name), 'networks/decline', { ...about, sends: 'inputs' }),
      manageButton(drawn, administrationText[drawn.language].all, 1),
    ),
    footer(text.approveMeans),
  ]);
}

const mineButton = (drawn: Drawn): Press =>
  press(proposalsText[drawn.language].show, 'networks/proposals-mine', { version: drawn.version });
