import type { Element, Press, Shown } from '../cards/card.ts';
import { actions, footer, fromPerson, heading, kicker, press, shown, state, words } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import type { Drawn, Said } from './writing.card.ts';
import { writingText } from './writing.text.ts';

/** One piece in a list, for its author. */
export type Listed = {
  id: string;
  /** As typed; empty while there is none. */
  title: string;
  whose: string;
  stands: 'draft' | 'waiting' | 'sent' | 'scheduled' | 'correcting';
  at: Date;
};

/** The most that one card offers: each has a button. */
export const mostListed = 4;

/** What its author has written: drafts first to go on with, and what was sent. */
export function mineCard(drawn: Drawn, listed: readonly Listed[], mayWrite: boolean, said?: Said): Shown {
  const { language } = drawn;
  const text = writingText[language];
  return shown(language, text.mineSummary, [
    said !== undefined && state(said),
    kicker(text.mine, drawn.force),
    heading(text.mineHeading),
    listed.length === 0 && words(text.mineNone),
    ...listed.slice(0, mostListed).flatMap(one => pieceOf(drawn, one)),
    actions(mayWrite && press(text.writeNew, 'news/write', { version: drawn.version })),
  ]);
}

function pieceOf(drawn: Drawn, one: Listed): Element[] {
  const text = writingText[drawn.language];
  const title = one.title || text.untitled;
  const isSent = one.stands === 'sent' || one.stands === 'scheduled';
  const button = press(isSent ? text.openSent : text.openDraft, 'news/open', { about: one.id, version: drawn.version });
  const open: Press = { ...button, tooltip: `${button.title}: ${title}` };
  return [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: title, weight: 'Bolder' }], spacing: 'Medium' },
    fromPerson([one.whose, text.states[one.stands](one.at)].filter(Boolean).join(' · ')),
    actions(open)!,
  ];
}

/** The ways on from a piece that was sent, on the card that shows how it goes. */
export function stepsAfter(language: Language, about: string, showing: string, isRecalled: boolean): Press[] {
  const text = writingText[language];
  const at = { about, version: showing };
  return [...(isRecalled ? [] : [press(text.correct, 'news/correct', at)]), press(text.duplicate, 'news/duplicate', at)];
}

/** What waits for a second person, for those who may agree. */
export function approvalsCard(
  drawn: Drawn,
  waiting: readonly { id: string; title: string; askedBy: string; whose: string }[],
  said?: Said,
): Shown {
  const text = writingText[drawn.language];
  return shown(drawn.language, text.approvals, [
    said !== undefined && state(said),
    kicker(text.approvals, drawn.force),
    heading(text.approvalsHeading),
    waiting.length === 0 && words(text.approvalsNone),
    ...waiting.slice(0, mostListed).flatMap((one): Element[] => [
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: one.title, weight: 'Bolder' }], spacing: 'Medium' },
      fromPerson([one.whose, one.askedBy].join(' · ')),
      actions({
        ...press(text.lookAt, 'news/look', { about: one.id, version: drawn.version }),
        tooltip: `${text.lookAt}: ${one.title}`,
      })!,
    ]),
    actions(press(text.limit, 'news/limit', { version: drawn.version })),
  ]);
}

/** Sent to each administrator, so that a request does not lapse unseen. */
export function noticeCard(drawn: Drawn, of: { id: string; name: string }): Shown {
  const text = writingText[drawn.language];
  return shown(drawn.language, text.noticeSummary, [
    kicker(text.approvals, drawn.force),
    heading(text.noticeSummary),
    fromPerson(text.notice(of.name)),
    actions(press(text.approvals, 'news/look', { about: of.id, version: drawn.version })),
    footer(text.noticeFooter),
  ]);
}

/** Above how many people news needs a second person. */
export function limitCard(drawn: Drawn, of: { typed: string; seen: number; isBad?: boolean; said?: Said }): Shown {
  const text = writingText[drawn.language];
  return shown(drawn.language, text.limit, [
    of.said !== undefined && state(of.said),
    kicker(text.approvals, drawn.force),
    heading(text.limit),
    words(text.limitHint, { isSubtle: true }),
    of.isBad === true && state(text.limitBad),
    { type: 'Input.Text', id: 'above', label: text.limitLabel, value: of.typed, maxLength: 7 },
    actions(
      press(text.limitSave, 'news/limit-save', { version: drawn.version, carried: { seen: String(of.seen) }, sends: 'inputs' }),
      press(text.approvals, 'news/approvals', { version: drawn.version }),
    ),
  ]);
}
