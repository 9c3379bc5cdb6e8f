import type { Element, Input, Shown } from '../../../cards/card.ts';
import { actions, choice, facts, heading, kicker, press, shown, strong, words } from '../../../cards/pieces.ts';
import type { Language } from '../../../language/language.ts';
import { numberInWords } from '../../../language/wording.ts';
import { sections, type DetailName, type Details, type Section } from '../../directory/details.ts';
import { wordsFor, type Network } from '../../directory/network.ts';
import type { Drawn } from '../../drawn.ts';
import { administrationText } from '../administration.text.ts';
import { sectionsText } from './sections.text.ts';
import { asTyped, longest, type Problem, type Typed } from './typed.ts';

/** Where the boxes of a form begin: with what stands, or with what somebody typed and what became of it. */
export type Filled =
  | { kind: 'fresh' }
  | { kind: 'wrong'; typed: Typed; problems: readonly Problem[] }
  /** Somebody else wrote there first. What was typed stays in the boxes, and what stands now is shown above them. */
  | { kind: 'changed'; typed: Typed };

export type SectionForm = {
  network: Network;
  section: Section;
  details: Details;
  stamp: string;
  filled: Filled;
  /** Where somebody came from, to lead back there. */
  fromSetup: boolean;
};

/** One section of a network, to be changed in the chat. */
export function sectionCard(drawn: Drawn, { network, section, details, stamp, filled, fromSetup }: SectionForm): Shown {
  const { language } = drawn;
  const text = administrationText[language];
  const { sections: titles, hints, labels } = sectionsText[language];
  const { short } = wordsFor(network, language);
  const value = (name: DetailName) => (filled.kind === 'fresh' ? asTyped(name, details[name]) : (filled.typed[name] ?? ''));
  return shown(language, text.sectionSummary, [
    kicker(text.kind, titles[section]),
    heading(text.change(short)),
    filled.kind === 'wrong' && problemsPart(language, filled.problems),
    filled.kind === 'changed' && changedPart(language, section, details),
    words(hints[section], { isSubtle: true }),
    section === 'joining' && facts([[labels[language === 'cy' ? 'cyWhoFor' : 'enWhoFor'], wordsFor(network, language).whoFor]]),
    ...sections[section].map(name => inputFor(language, name, value(name), labels[name], section === 'english')),
    actions(
      press(text.save(titles[section]), 'networks/save', {
        about: network.id,
        version: drawn.version,
        carried: { section, stamp, ...(fromSetup ? { from: 'setup' } : {}) },
        sends: 'inputs',
      }),
      press(text.back(short), 'networks/manage-one', { about: network.id, version: drawn.version }),
    ),
  ]);
}

/** What is wrong with what was typed, one line for each box; nothing of it is lost. */
export function problemsPart(language: Language, problems: readonly Problem[]): Element {
  const { labels, why } = sectionsText[language];
  const lines = problems.map(
    ({ detail, why: reason, limit }) => [labels[detail], why[reason](limit === undefined ? '' : numberInWords(limit, language))] as const,
  );
  return { type: 'Container', style: 'emphasis', items: [strong(administrationText[language].notSaved), facts(lines)!] };
}

function changedPart(language: Language, section: Section, details: Details): Element {
  const text = administrationText[language];
  const { labels, choices } = sectionsText[language];
  const lines = sections[section].map(name => {
    const stands = details[name];
    const shownAs = stands in choices ? choices[stands as keyof typeof choices] : asTyped(name, stands).replaceAll('\n', '; ');
    return [text.now(labels[name]), shownAs || text.empty] as const;
  });
  return { type: 'Container', style: 'emphasis', items: [strong(text.nothingLost), words(text.nothingLostMore), facts(lines)!] };
}

const inSeveralLines: readonly DetailName[] = ['enPurpose', 'cyPurpose', 'enWhoFor', 'cyWhoFor', 'champions', 'openRoles', 'terms'];
const choicesOf: Partial<Record<DetailName, readonly (keyof typeof sectionsText.en.choices)[]>> = {
  joining: ['stated', 'notStated'],
  entry: ['open', 'welcomed'],
  sensitive: ['yes', 'no'],
};

/** The box for one detail. A list holds several lines, so it has no length of its own; its lines are checked when they arrive. */
export function inputFor(language: Language, name: DetailName, value: string, label: string, isRequired: boolean): Input {
  const { why, choices } = sectionsText[language];
  const offered = choicesOf[name];
  if (offered) {
    return choice(
      name,
      label,
      offered.map(one => ({ title: choices[one], value: one })),
      value,
      why.notAChoice(''),
    );
  }
  if (name === 'reviewOn') return { type: 'Input.Date', id: name, label, value };
  const isLong = inSeveralLines.includes(name);
  const isList = name === 'champions' || name === 'openRoles' || name === 'topics';
  return {
    type: 'Input.Text',
    id: name,
    label,
    value,
    ...(isLong ? { isMultiline: true } : {}),
    ...(isList ? {} : { maxLength: longest[name] }),
    ...(isRequired ? { isRequired: true, errorMessage: why.missing('') } : {}),
  };
}
