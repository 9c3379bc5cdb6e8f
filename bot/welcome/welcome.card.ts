import type { Press, Shown } from '../cards/card.ts';
import { actions, choice, facts, footer, heading, kicker, press, shown, state, words } from '../cards/pieces.ts';
import { languages, otherLanguage, type Language, type WelshRule } from '../language/language.ts';
import { welcomeText } from './welcome.text.ts';

export type Drawn = { language: Language; force: string; welsh: WelshRule; version: string };

/**
 * The first words in somebody's own chat. Until they choose a language it speaks both, where the force has Welsh at all:
 * in full where Welsh is required, and otherwise with the way to Welsh.
 */
export function welcomeCard(drawn: Drawn, languageChosen: boolean): Shown {
  const text = welcomeText[drawn.language];
  const other = otherLanguage(drawn.language);
  const isBilingual = drawn.welsh !== 'off' && !languageChosen;
  return shown(drawn.language, text.summary, [
    kicker(text.app, drawn.force),
    heading(text.heading),
    words(text.what),
    words(text.tryThis, { isSubtle: true }),
    isBilingual && words(welcomeText[other].heading, { weight: 'Bolder', separator: true, spacing: 'Medium' }),
    isBilingual && words(drawn.welsh === 'required' ? welcomeText[other].what : welcomeText[other].tryThis),
    actions(
      press(text.networks, 'networks/list', { about: '1', version: drawn.version }),
      press(text.help, 'welcome/help', { version: drawn.version }),
      drawn.welsh !== 'off' && speakButton(drawn, other),
    ),
    footer(text.kept),
  ]);
}

export function helpCard(drawn: Drawn): Shown {
  const text = welcomeText[drawn.language];
  return shown(drawn.language, text.helpSummary, [
    kicker(text.app, drawn.force),
    heading(text.helpHeading),
    facts([
      [text.askWord, text.askHow],
      [text.listWord, text.listHow],
      [text.mineWord, text.mineHow],
      [text.joinWord, text.joinHow],
      [text.leaveWord, text.leaveHow],
      [text.quietWord, text.quietHow],
      [text.languageWord, drawn.welsh === 'off' ? undefined : text.languageHow],
    ]),
    words(text.tryThis, { isSubtle: true }),
    actions(
      press(text.networks, 'networks/list', { about: '1', version: drawn.version }),
      drawn.welsh !== 'off' && speakButton(drawn, otherLanguage(drawn.language)),
    ),
    footer(bothLines(text.kept, text.helpLimits)),
  ]);
}

export function languageCard(drawn: Drawn): Shown {
  const text = welcomeText[drawn.language];
  return shown(drawn.language, text.languageSummary, [
    heading(text.languageHeading),
    actions(...languages.map(language => speakButton(drawn, language))),
  ]);
}

/** After the choice: the new state first, then what to do with it. */
export function chosenCard(drawn: Drawn): Shown {
  const text = welcomeText[drawn.language];
  return shown(drawn.language, text.chosenSummary, [
    state(text.chosen),
    words(text.tryThis, { isSubtle: true }),
    actions(
      press(text.networks, 'networks/list', { about: '1', version: drawn.version }),
      press(text.help, 'welcome/help', { version: drawn.version }),
      speakButton(drawn, otherLanguage(drawn.language)),
    ),
  ]);
}

/** The form of the message extension. */
export function languageForm(drawn: Drawn): Shown {
  const text = welcomeText[drawn.language];
  return shown(drawn.language, text.languageSummary, [
    choice(
      'language',
      text.languageLabel,
      languages.map(language => ({ title: welcomeText[language].speakThis, value: language })),
      drawn.language,
      text.languageNeeded,
    ),
    actions(press(text.languageSave, 'welcome/language', { sends: 'inputs', version: drawn.version })),
  ]);
}

const speakButton = (drawn: Drawn, language: Language): Press =>
  press(welcomeText[language].speakThis, 'welcome/language', { about: language, version: drawn.version });

const bothLines = (one: string, other: string): string => `${one}\n\n${other}`;
