import type { Element, Input, Press, Shown } from '../cards/card.ts';
import { actions, fromPerson, heading, kicker, press, shown, state, strong, words as ours } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import type { Advice } from './checks.ts';
import { confirmation } from './confirmation.ts';
import type { Words } from './news.ts';
import { furthestDays, longest, type WhenProblem, type WhenTyped, type WordsProblem, type WordsTyped } from './typed.ts';
import { writingText } from './writing.text.ts';

/** What every card here is drawn for: the reader's language, their force, and the showing it belongs to. */
export type Drawn = { language: Language; force: string; version: string };

/** A line that says what a press did, first on the card that follows it. */
export type Said = string | undefined;

export type Choice = { title: string; value: string };

/** Whose news it is, for somebody who may write for several. */
export function whichCard(drawn: Drawn, choices: readonly Choice[]): Shown {
  const text = writingText[drawn.language];
  return shown(drawn.language, text.summary, [
    kicker(text.kind, drawn.force),
    heading(text.whichHeading),
    chosenFrom('network', text.which, choices, choices[0]?.value, text.whichNeeded),
    actions(press(text.whichButton, 'news/words', { version: drawn.version, sends: 'inputs' }), mineButton(drawn)),
  ]);
}

/** What is being written: which piece, as it was saved when this card was drawn, and for whom it is kept. */
export type Form = {
  /** Empty before the first save. */
  id: string;
  network: string;
  saves: number;
  whose: string;
  isCorrection: boolean;
};

const carriedBy = ({ network, saves }: Form): Record<string, string> => ({ network, saves: String(saves) });
const aboutOf = ({ version }: Drawn, form: Form) => ({ about: form.id, version, carried: carriedBy(form) });

/** The title and the text, in the languages of the force, and a link. */
export function wordsCard(
  drawn: Drawn,
  form: Form,
  filled: { typed: WordsTyped; problems?: readonly WordsProblem[]; said?: Said },
  written: readonly Language[],
): Shown {
  const { language } = drawn;
  const text = writingText[language];
  const hint = written[0] === 'cy' ? text.wordsHintRequired : written.length > 1 ? text.wordsHintBoth : '';
  return shown(language, text.summary, [
    filled.said !== undefined && state(filled.said),
    kicker(form.isCorrection ? text.correction : text.kind, form.whose),
    heading(text.wordsHeading),
    problemsPart(
      language,
      (filled.problems ?? []).map(problem => wordsProblem(language, problem)),
    ),
    ours([text.wordsHint, hint].filter(Boolean).join(' '), { isSubtle: true }),
    ...written.flatMap(one => [
      box(text.boxes[`${one}Title`], `${one}Title`, filled.typed[`${one}Title`], longest.title),
      box(text.boxes[`${one}Text`], `${one}Text`, filled.typed[`${one}Text`], longest.text, true),
    ]),
    box(text.link, 'link', filled.typed.link, longest.link),
    actions(
      press(form.isCorrection ? text.wordsNextCorrection : text.wordsNext, 'news/words-save', {
        ...aboutOf(drawn, form),
        sends: 'inputs',
      }),
    ),
    actions(form.id !== '' && dropButton(drawn, form), mineButton(drawn)),
  ]);
}

const box = (label: string, id: string, value = '', maxLength = 0, isMultiline = false): Input => ({
  type: 'Input.Text',
  id,
  label,
  value,
  maxLength,
  ...(isMultiline ? { isMultiline } : {}),
});

/** The words as their boxes hold them. */
export const wordsTyped = ({ en, cy, link }: Words): WordsTyped => ({
  enTitle: en.title,
  enText: en.text,
  cyTitle: cy.title,
  cyText: cy.text,
  link,
});

function wordsProblem(language: Language, problem: WordsProblem): string {
  const text = writingText[language];
  const { problems, languages } = text;
  switch (problem.why) {
    case 'half':
      return problem.box === 'title' ? problems.halfTitle(languages[problem.language]) : problems.halfText(languages[problem.language]);
    case 'long':
      return problem.box === 'title'
        ? problems.longTitle(languages[problem.language], longest.title)
        : problems.longText(languages[problem.language], longest.text);
    case 'lines':
      return problems.lines(languages[problem.language], longest.lines);
    default:
      return problems[problem.why];
  }
}

function problemsPart(language: Language, sentences: readonly string[]): Element | undefined {
  if (sentences.length === 0) return undefined;
  const items = [strong(writingText[language].notSaved), ...sentences.map(sentence => ours(sentence, { spacing: 'Small' }))];
  return { type: 'Container', style: 'emphasis', items };
}

export type WhomTyped = { whom: string } & WhenTyped;
export type WhomProblem = 'noWhom' | 'notYours' | WhenProblem;

/** For whom, and when. */
export function whomCard(
  drawn: Drawn,
  form: Form,
  offered: { choices: readonly Choice[]; hasChannels: boolean },
  filled: { typed: WhomTyped; problems?: readonly WhomProblem[]; said?: Said },
): Shown {
  const { language } = drawn;
  const text = writingText[language];
  const { typed, problems = [] } = filled;
  const isOffered = offered.choices.some(({ value }) => value === typed.whom);
  const sentences = problems.map(why => (why === 'far' ? text.problems.far(furthestDays) : text.problems[why]));
  return shown(language, text.summary, [
    filled.said !== undefined && state(filled.said),
    kicker(text.kind, form.whose),
    heading(text.whomHeading),
    problemsPart(language, sentences),
    chosenFrom('whom', text.whom, offered.choices, isOffered ? typed.whom : offered.choices[0]?.value, text.problems.noWhom),
    !offered.hasChannels && ours(text.noChannels, { isSubtle: true, size: 'Small' }),
    chosenFrom(
      'when',
      text.when,
      [
        { title: text.now, value: 'now' },
        { title: text.later, value: 'later' },
      ],
      typed.when,
      text.whenNeeded,
    ),
    { type: 'Input.Date', id: 'date', label: text.date, value: typed.date },
    { type: 'Input.Time', id: 'time', label: text.time, value: typed.time },
    actions(press(text.whomNext, 'news/whom-save', { ...aboutOf(drawn, form), sends: 'inputs' })),
    actions(press(text.changeWords, 'news/words', aboutOf(drawn, form)), mineButton(drawn)),
  ]);
}

/** What stands out, and what the author confirms. */
export function checkCard(drawn: Drawn, form: Form, advice: readonly Advice[], said?: Said): Shown {
  const { language } = drawn;
  const text = writingText[language];
  return shown(language, text.summary, [
    said !== undefined && state(said),
    kicker(form.isCorrection ? text.correction : text.kind, form.whose),
    heading(text.checkHeading),
    ...(advice.length === 0
      ? [ours(text.allWell)]
      : [strong(text.lookAgain), ...advice.map(one => fromPerson(adviceInWords(language, one)))]),
    { type: 'Container', separator: true, spacing: 'Medium', items: [strong(text.confirmHeading), ours(confirmation.words[language])] },
    actions(press(text.confirm, 'news/confirm', { ...aboutOf(drawn, form), style: 'positive' })),
    actions(
      press(text.changeWords, 'news/words', aboutOf(drawn, form)),
      !form.isCorrection && press(text.changeWhom, 'news/whom', aboutOf(drawn, form)),
    ),
  ]);
}

function adviceInWords(language: Language, advice: Advice): string {
  const words = writingText[language].advice;
  return 'found' in advice ? words[advice.kind](advice.found) : words[advice.kind];
}

/** A few choices stand below one another; many open on a press. */
export const chosenFrom = (
  id: string,
  label: string,
  choices: readonly Choice[],
  value: string | undefined,
  errorMessage: string,
): Input => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  choices: [...choices],
  value,
  isRequired: true,
  errorMessage,
  style: choices.length > mostExpanded ? 'compact' : 'expanded',
  wrap: true,
});
const mostExpanded = 6;

export const mineButton = (drawn: Drawn): Press => press(writingText[drawn.language].mine, 'news/mine', { version: drawn.version });

export const dropButton = (drawn: Drawn, form: Form): Press => {
  const text = writingText[drawn.language];
  return press(form.isCorrection ? text.dropCorrection : text.drop, 'news/drop', aboutOf(drawn, form));
};
