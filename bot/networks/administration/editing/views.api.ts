import type { Input } from '../../../cards/card.ts';
import type { Language } from '../../../language/language.ts';
import { numberInWords } from '../../../language/wording.ts';
import { sectionNames, sections, stampOf, type Details, type Section } from '../../directory/details.ts';
import type { EditState } from '../../directory/edits.ts';
import { wordsFor, type Network } from '../../directory/network.ts';
import type { FieldEditing, NetworkAdministered, NetworkEditing, SectionEditing } from '../administration.contract.ts';
import type { Standing } from './editing.ts';
import { deletableFrom } from './moves.ts';
import { inputFor } from './section.card.ts';
import { sectionsText } from './sections.text.ts';
import { asTyped, longest, type Problem } from './typed.ts';

/** A network in the list of those who manage it. */
export function administered(language: Language, network: Network, edited: EditState, isSeed: boolean): NetworkAdministered {
  return {
    id: network.id,
    name: wordsFor(network, language).name,
    status: network.status,
    isSample: network.isSample,
    isSensitive: network.isSensitive,
    isDescribed: isSeed,
    hasWelsh: network.words.cy !== undefined,
    version: edited.version,
    ...(edited.changedAt ? { changedAt: edited.changedAt.toISOString() } : {}),
  };
}

/** A network with all its forms. */
export function editingOf(language: Language, { network, details, state, isSeed }: Standing): NetworkEditing {
  const from = deletableFrom(network.status, state);
  return {
    ...administered(language, network, state, isSeed),
    sections: sectionNames.map(section => sectionOf(language, section, details)),
    ...(state.closedAt ? { closedAt: state.closedAt.toISOString() } : {}),
    ...(from ? { deletableFrom: from.toISOString() } : {}),
  };
}

function sectionOf(language: Language, section: Section, details: Details): SectionEditing {
  const text = sectionsText[language];
  return {
    section,
    title: text.sections[section],
    hint: text.hints[section],
    stamp: stampOf(details, section),
    fields: sections[section].map((name): FieldEditing => {
      // The same boxes as on the card, so that chat and tab cannot come apart.
      const input = inputFor(language, name, asTyped(name, details[name]), text.labels[name], section === 'english');
      return {
        name,
        label: input.label,
        value: asTyped(name, details[name]),
        kind: kindOf(input),
        longest: longest[name],
        isRequired: input.isRequired === true,
        ...(input.type === 'Input.ChoiceSet' ? { choices: input.choices.map(one => ({ value: one.value, label: one.title })) } : {}),
      };
    }),
  };
}

function kindOf(input: Input): FieldEditing['kind'] {
  if (input.type === 'Input.ChoiceSet') return 'choice';
  if (input.type === 'Input.Date') return 'date';
  return input.type === 'Input.Text' && input.isMultiline ? 'text' : 'line';
}

/** What is wrong, field by field, in words. */
export const problemsIn = (language: Language, problems: readonly Problem[]): { field: string; words: string }[] =>
  problems.map(({ detail, why, limit }) => ({
    field: detail,
    words: sectionsText[language].why[why](limit === undefined ? '' : numberInWords(limit, language)),
  }));
