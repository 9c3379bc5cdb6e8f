import type { Element, Input, Shown } from '../../../cards/card.ts';
import { actions, facts, footer, heading, kicker, press, shown, state, strong, words } from '../../../cards/pieces.ts';
import type { Language } from '../../../language/language.ts';
import { dateInWords, numberInWords } from '../../../language/wording.ts';
import type { Drawn } from '../../drawn.ts';
import { manageButton, type Said } from '../administration.card.ts';
import { administrationText } from '../administration.text.ts';
import type { KeepingLine } from './keeping.ts';
import { keepingText } from './keeping.text.ts';

export type KeepingForm = {
  lines: readonly KeepingLine[];
  /** How often it was set. */
  version: number;
  changedAt?: Date;
  said?: Said;
  /** Somebody else set it meanwhile: what was typed is in the boxes, and what stands is shown above them. */
  wasChanged?: boolean;
};

/** How long the force keeps what has no end of its own. */
export function keepingCard(drawn: Drawn, { lines, version, changedAt, said, wasChanged = false }: KeepingForm): Shown {
  const { language } = drawn;
  const [text, administration] = [keepingText[language], administrationText[language]];
  const box = ({ name, from, to, filled }: KeepingLine): Input => ({
    type: 'Input.Text',
    id: name,
    label: text.range(text.labels[name], from, to),
    value: filled,
    isRequired: true,
    errorMessage: text.bounds(from, to),
    maxLength: 10,
  });
  return shown(language, text.heading, [
    said !== undefined && state(said),
    kicker(administration.kind, drawn.force),
    heading(text.heading),
    wasChanged && changedPart(language, lines),
    lines.some(({ why }) => why) && problemsPart(language, lines),
    words(text.hint, { isSubtle: true }),
    ...lines.map(box),
    actions(
      press(text.save, 'networks/keeping-save', { version: drawn.version, carried: { seen: String(version) }, sends: 'inputs' }),
      press(administration.settings, 'networks/settings', { version: drawn.version }),
      manageButton(drawn, administration.all, 1),
    ),
    changedAt !== undefined && footer(administration.version(numberInWords(version, language), dateInWords(changedAt, language))),
  ]);
}

function problemsPart(language: Language, lines: readonly KeepingLine[]): Element {
  const { labels, bounds, longerThanAudit } = keepingText[language];
  const wrong = lines.filter(({ why }) => why);
  const said = wrong.map(({ name, why, from, to }) => [labels[name], why === 'bounds' ? bounds(from, to) : longerThanAudit] as const);
  return { type: 'Container', style: 'emphasis', items: [strong(administrationText[language].notSaved), facts(said)!] };
}

function changedPart(language: Language, lines: readonly KeepingLine[]): Element {
  const text = administrationText[language];
  const now = lines.map(({ name, stands }) => [text.now(keepingText[language].labels[name]), String(stands)] as const);
  return { type: 'Container', style: 'emphasis', items: [strong(text.nothingLost), words(text.nothingLostMore), facts(now)!] };
}
