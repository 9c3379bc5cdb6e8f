import type { Element, Shown } from '../../../cards/card.ts';
import { actions, facts, footer, heading, kicker, press, shown, state, strong, words } from '../../../cards/pieces.ts';
import { dateInWords, numberInWords } from '../../../language/wording.ts';
import type { Both } from '../../../language/language.ts';
import type { Drawn } from '../../drawn.ts';
import { manageButton, type Said } from '../administration.card.ts';
import { administrationText } from '../administration.text.ts';
import { keepingText } from './keeping.text.ts';
import { messagesText } from './messages.text.ts';

export type SettingsForm = {
  /** What stands, and how often it was set. */
  stands: Both<string>;
  version: number;
  changedAt?: Date;
  longest: number;
  said?: Said;
  /** What somebody typed that is not saved, and why. */
  typed?: Both<string> & { why: 'changed' | 'long' };
};

/** The settings of the force, in one form. */
export function settingsCard(drawn: Drawn, { stands, version, changedAt, longest, said, typed }: SettingsForm): Shown {
  const text = administrationText[drawn.language];
  const { en, cy } = typed ?? stands;
  const box = (id: 'en' | 'cy', label: string, value: string): Element => ({
    type: 'Input.Text',
    id,
    label,
    value,
    isMultiline: true,
    maxLength: longest,
  });
  const boxes = { en: box('en', text.lawfulBasis, en), cy: box('cy', text.lawfulBasisCy, cy) };
  return shown(drawn.language, text.settingsSummary, [
    said !== undefined && state(said),
    kicker(text.kind, drawn.force),
    heading(text.settingsHeading),
    typed?.why === 'changed' && changedPart(drawn, stands),
    typed?.why === 'long' && longPart(drawn, longest),
    words(text.lawfulBasisHint, { isSubtle: true }),
    ...(drawn.language === 'cy' ? [boxes.cy, boxes.en] : [boxes.en, boxes.cy]),
    actions(
      press(text.settingsSave, 'networks/settings-save', {
        about: 'lawfulBasis',
        version: drawn.version,
        carried: { seen: String(version) },
        sends: 'inputs',
      }),
      press(keepingText[drawn.language].heading, 'networks/keeping', { version: drawn.version }),
      press(messagesText[drawn.language].heading, 'networks/messages', { version: drawn.version }),
      manageButton(drawn, text.all, 1),
    ),
    changedAt !== undefined && footer(text.version(numberInWords(version, drawn.language), dateInWords(changedAt, drawn.language))),
  ]);
}

function changedPart(drawn: Drawn, stands: Both<string>): Element {
  const text = administrationText[drawn.language];
  return {
    type: 'Container',
    style: 'emphasis',
    items: [
      strong(text.nothingLost),
      words(text.nothingLostMore),
      facts([
        [text.now(text.lawfulBasis), stands.en || text.empty],
        [text.now(text.lawfulBasisCy), stands.cy || text.empty],
      ])!,
    ],
  };
}

function longPart(drawn: Drawn, longest: number): Element {
  const text = administrationText[drawn.language];
  const sentence = text.settingsLong(numberInWords(longest, drawn.language));
  return { type: 'Container', style: 'emphasis', items: [strong(text.notSaved), words(sentence)] };
}
