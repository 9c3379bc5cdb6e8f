import type { Element, Shown } from '../../cards/card.ts';
import { actions, choice, heading, kicker, press, shown, words } from '../../cards/pieces.ts';
import { sentFooter } from '../../cards/sent.ts';
import type { Language } from '../../language/language.ts';
import { digestText } from './digest.text.ts';

/** One thing in a digest; its words may be those of a person. */
export type Line = { broadcast: string; title: string; detail: string };

export type DigestShown = {
  lines: readonly Line[];
  /** How many wait for the next digest. */
  left: number;
  /** The day it is of. */
  about: string;
};

/** Beside the footer's own button there is room for so many; above that one is chosen from a list. */
const mostButtons = 4;
const longestTitle = 60;

/** What waited for somebody, all at once. The line on the lock screen says how much, and nothing of what it is. */
export function digestCard(language: Language, { lines, left, about }: DigestShown): Shown {
  const text = digestText[language];
  const count = text.heading(lines.length + left);
  return shown(language, count, [
    kicker(text.kind),
    heading(count),
    ...lines.map(lineElement),
    left > 0 && words(text.more(left), { isSubtle: true }),
    ...(lines.length > mostButtons ? chosen(language, lines) : buttons(language, lines)),
    sentFooter(language, { kind: 'digest' }, about),
  ]);
}

const lineElement = ({ title, detail }: Line): Element => ({
  type: 'Container',
  separator: true,
  spacing: 'Medium',
  items: [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: title, weight: 'Bolder' }] },
    ...(detail ? [{ type: 'RichTextBlock' as const, inlines: [{ type: 'TextRun' as const, text: detail, isSubtle: true }] }] : []),
  ],
});

// One below the other: on a phone two of them are wider than the card.
const buttons = (language: Language, lines: readonly Line[]): Element[] =>
  lines.flatMap(
    ({ broadcast, title }) => actions(press(digestText[language].read(short(title)), 'delivery/read', { about: broadcast })) ?? [],
  );

function chosen(language: Language, lines: readonly Line[]): Element[] {
  const text = digestText[language];
  const choices = lines.map(({ broadcast, title }) => ({ title: short(title), value: broadcast }));
  const input = choice('broadcast', text.which, choices, choices[0]?.value, text.whichNeeded);
  return [{ ...input, style: 'compact' } as Element, actions(press(text.readChosen, 'delivery/read', { sends: 'inputs' })) as Element];
}

const short = (title: string): string => (title.length > longestTitle ? `${title.slice(0, longestTitle - 1).trimEnd()}…` : title);
