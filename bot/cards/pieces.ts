import type { Language } from '../language/language.ts';
import type { Action, Card, Element, Input, Press, Shown, TextBlock, ToggleVisibility } from './card.ts';

// The one anatomy of every card: what and whose, the one thing, what decides, why care, one primary action, the small print.

/** A card with the line that stands for it in notifications, on lock screens and in clients that cannot draw it. */
export function shown(language: Language, summary: string, body: (Element | undefined | false)[]): Shown {
  return {
    summary,
    card: { type: 'AdaptiveCard', version: '1.5', lang: language, fallbackText: summary, body: body.filter(element => !!element) },
  };
}

/** "Network · Sussex Police": small and quiet, above the heading. */
export const kicker = (...parts: string[]): TextBlock => ({
  type: 'TextBlock',
  text: parts.filter(Boolean).join(' · '),
  wrap: true,
  size: 'Small',
  isSubtle: true,
});

/** The one thing. Our own words or those of a reviewed article only; a person's words go through `headingFromPerson`. */
export const heading = (text: string): TextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  size: 'Large',
  weight: 'Bolder',
  style: 'heading',
  spacing: 'Small',
});

/** Our own words, which may hold the little Markdown that Teams draws. */
export const words = (text: string, options: Partial<Omit<TextBlock, 'type' | 'text' | 'wrap'>> = {}): TextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...options,
});

export const strong = (text: string): TextBlock => words(text, { weight: 'Bolder' });

/** Words somebody typed: a RichTextBlock draws no Markdown, so they cannot become a link or markup. */
export const fromPerson = (text: string): Element => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });

export const headingFromPerson = (text: string): Element => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, weight: 'Bolder', size: 'Large' }],
  spacing: 'Small',
});

/** What decides: one line each, the word before its value, no Markdown in either. */
export function facts(lines: (readonly [word: string, value: string | undefined])[]): Element | undefined {
  const items: Element[] = lines.flatMap(([word, value], at) =>
    value
      ? [
          {
            type: 'RichTextBlock' as const,
            inlines: [
              { type: 'TextRun' as const, text: `${word}  `, weight: 'Bolder' as const },
              { type: 'TextRun' as const, text: value },
            ],
            spacing: at === 0 ? ('Default' as const) : ('Small' as const),
          },
        ]
      : [],
  );
  return items.length > 0 ? { type: 'Container', items } : undefined;
}

export const bullets = (lines: readonly string[]): TextBlock => words(lines.map(line => `- ${line}`).join('\n'));

/** After a press the new state comes first, set apart. */
export const state = (text: string): Element => ({ type: 'Container', style: 'emphasis', items: [strong(text)] });

/** The small print under a line: why I get this, source and date. */
export const footer = (text: string): TextBlock => words(text, { size: 'Small', isSubtle: true, separator: true, spacing: 'Medium' });

/** At most six buttons in a row of their own; a card may not show more than six in all. */
export const actions = (...buttons: (Action | undefined | false)[]): Element | undefined => {
  const present = buttons.filter(button => !!button);
  return present.length > 0 ? { type: 'ActionSet', actions: present } : undefined;
};

/** A button that does something here. `title` is a verb with its object: "Join: Race Equality Network". */
export function press(
  title: string,
  verb: string,
  data: { about?: string; version?: string; carried?: Record<string, string>; sends?: 'inputs'; style?: Press['style'] } = {},
): Press {
  const { about = '', version = '', carried, sends, style } = data;
  return {
    type: 'Action.Execute',
    title,
    verb,
    ...(style ? { style } : {}),
    associatedInputs: sends === 'inputs' ? 'auto' : 'none',
    data: { sn: { about, version, ...(carried ? { carried } : {}) } },
  };
}

/** "More" on the same card: the button, and the part it shows and hides. Ids must differ within a card. */
export function more(id: string, title: string, items: Element[]): { button: ToggleVisibility; part: Element } {
  return {
    button: { type: 'Action.ToggleVisibility', title, targetElements: [id] },
    part: { type: 'Container', id, isVisible: false, items },
  };
}

export const choice = (
  id: string,
  label: string,
  choices: { title: string; value: string }[],
  value: string | undefined,
  errorMessage: string,
): Input => ({ type: 'Input.ChoiceSet', id, label, choices, value, isRequired: true, errorMessage, style: 'expanded', wrap: true });

/** Every button on a card, wherever it stands. */
export function* buttonsOf(card: Card): Generator<Action> {
  yield* inElements(card.body);
}

function* inElements(elements: readonly Element[]): Generator<Action> {
  for (const element of elements) {
    if (element.type === 'ActionSet') yield* element.actions;
    else if (element.type === 'Container') yield* inElements(element.items);
    else if (element.type === 'ColumnSet') for (const column of element.columns) yield* inElements(column.items);
  }
}
