import type { Element, Input, Shown } from '../../../cards/card.ts';
import { actions, facts, footer, heading, kicker, press, shown, state, strong, words } from '../../../cards/pieces.ts';
import type { Both, Language } from '../../../language/language.ts';
import { dateInWords, numberInWords } from '../../../language/wording.ts';
import type { Drawn } from '../../drawn.ts';
import { manageButton, type Said } from '../administration.card.ts';
import { administrationText } from '../administration.text.ts';
import type { NumberLine } from './numbers.ts';
import { numbersText } from './numbers.text.ts';

/** What one such form is called, and the verb that saves it. */
export type NumbersNamed = { text: Both<{ heading: string; hint: string; save: string }>; save: string };

export type NumbersForm = {
  lines: readonly NumberLine[];
  /** How often it was set. */
  version: number;
  changedAt?: Date;
  said?: Said;
  /** Somebody else set it meanwhile: what was typed is in the boxes, and what stands is shown above them. */
  wasChanged?: boolean;
};

/** Some numbers that the force sets together, each in a box of its own. */
export function numbersCard(
  drawn: Drawn,
  named: NumbersNamed,
  { lines, version, changedAt, said, wasChanged = false }: NumbersForm,
): Shown {
  const { language } = drawn;
  const [own, shared, administration] = [named.text[language], numbersText[language], administrationText[language]];
  const box = ({ name, label, from, to, filled }: NumberLine): Input => ({
    type: 'Input.Text',
    id: name,
    label: shared.range(label, from, to),
    value: filled,
    isRequired: true,
    errorMessage: shared.bounds(from, to),
    maxLength: 10,
  });
  const wrong = facts(lines.map(({ label, problem }) => [label, problem] as const));
  return shown(language, own.heading, [
    said !== undefined && state(said),
    kicker(administration.kind, drawn.force),
    heading(own.heading),
    wasChanged && changedPart(language, lines),
    wrong && { type: 'Container', style: 'emphasis', items: [strong(administration.notSaved), wrong] },
    words(own.hint, { isSubtle: true }),
    ...lines.map(box),
    actions(
      press(own.save, named.save, { version: drawn.version, carried: { seen: String(version) }, sends: 'inputs' }),
      press(administration.settings, 'networks/settings', { version: drawn.version }),
      manageButton(drawn, administration.all, 1),
    ),
    changedAt !== undefined && footer(administration.version(numberInWords(version, language), dateInWords(changedAt, language))),
  ]);
}

function changedPart(language: Language, lines: readonly NumberLine[]): Element {
  const text = administrationText[language];
  const now = lines.map(({ label, stands }) => [text.now(label), String(stands)] as const);
  return { type: 'Container', style: 'emphasis', items: [strong(text.nothingLost), words(text.nothingLostMore), facts(now)!] };
}
