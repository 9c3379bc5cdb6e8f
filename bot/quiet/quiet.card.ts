import type { Element, Input, Shown } from '../cards/card.ts';
import { actions, footer, heading, kicker, more, press, shown, state, strong, words } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import { listInWords, momentInWords } from '../language/wording.ts';
import { nextAllowed, weekdays, type Quiet, type QuietSpan, type Weekday } from '../people/quiet.ts';
import { quietText } from './quiet.text.ts';
import { presets, type Problem, type Typed } from './typed.ts';

export type Drawn = { language: Language; version: string; now: Date };

/** What stands, in words, and the ways to change it. After a press the new state comes first. */
export function quietCard(drawn: Drawn, quiet: Quiet | undefined, after?: 'saved' | 'ended'): Shown {
  const text = quietText[drawn.language];
  const { version } = drawn;
  const [first = '', ...rest] = standingInWords(quiet, drawn.language, drawn.now);
  const ways = [
    ...presets.map(preset => press(text.presets[preset], 'quiet/preset', { about: preset, version })),
    press(quiet ? text.change : text.own, 'quiet/form', { version }),
    ...(quiet ? [press(text.end, 'quiet/end', { version })] : []),
  ];
  return shown(drawn.language, text.summary, [
    after !== undefined && state(after === 'saved' ? `${text.saved} ${first}` : text.ended),
    kicker(text.kind),
    heading(text.heading),
    ...(after === undefined ? [first, ...rest] : rest).map(line => words(line)),
    // One below the other: on a phone two of them are wider than the card.
    ...ways.map((way, at) => ({ ...actions(way)!, ...(at > 0 ? { spacing: 'Small' as const } : {}) })),
    footer(text.what),
  ]);
}

/** Own times. What is wrong is said above, and the form comes back with what was typed. */
export function quietForm(drawn: Drawn, typed: Typed, problems: readonly Problem[] = []): Shown {
  const text = quietText[drawn.language];
  const { version } = drawn;
  const seldom: Input[] = [
    daysInput('wholeDays', text.wholeDaysLabel, typed.wholeDays, drawn.language),
    { type: 'Input.Date', id: 'untilDate', label: text.untilDate, value: typed.untilDate },
    { type: 'Input.Time', id: 'untilTime', label: text.untilTime, value: typed.untilTime },
  ];
  const isSeldomUsed = !typed.wholeDays && !typed.untilDate && !typed.untilTime;
  const folded = more('seldom', text.more, seldom);
  return shown(drawn.language, text.summary, [
    problems.length > 0 && problemsPart(problems, drawn.language),
    kicker(text.kind),
    heading(text.formHeading),
    words(text.formHint, { isSubtle: true }),
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 1, items: [{ type: 'Input.Time', id: 'from', label: text.from, value: typed.from }] },
        { type: 'Column', width: 1, items: [{ type: 'Input.Time', id: 'to', label: text.to, value: typed.to }] },
      ],
    },
    daysInput('days', text.days, typed.days, drawn.language),
    ...(isSeldomUsed ? [actions(folded.button), folded.part] : seldom),
    actions(press(text.save, 'quiet/save', { version, sends: 'inputs' }), press(text.back, 'quiet/show', { version })),
  ]);
}

function daysInput(id: string, label: string, value: string, language: Language): Input {
  const choices = weekdays.map(day => ({ title: capital(quietText[language].weekdays[day - 1] ?? ''), value: String(day) }));
  return { type: 'Input.ChoiceSet', id, label, choices, value, isMultiSelect: true, style: 'expanded' };
}

function problemsPart(problems: readonly Problem[], language: Language): Element {
  const text = quietText[language];
  return {
    type: 'Container',
    style: 'emphasis',
    items: [strong(text.notSaved), ...problems.map(problem => words(text.problems[problem], { spacing: 'Small' }))],
  };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What somebody's quiet hours are, a sentence for each part: "Quiet from 22:00 to 07:00, every day. What can wait comes at 07:00." */
export function standingInWords(quiet: Quiet | undefined, language: Language, now: Date): string[] {
  const text = quietText[language];
  if (!quiet) return [text.none];
  const { span, wholeDays, until } = quiet;
  const allowed = nextAllowed(quiet, now);
  return [
    ...(until && until > now ? [text.until(momentInWords(until, language))] : []),
    ...(span ? [`${spanInWords(span, language)} ${text.comesAt(span.to)}`] : []),
    ...(wholeDays.length > 0 ? [text.wholeDays(daysInWords(wholeDays, language))] : []),
    // A leave says by itself when what waits comes, unless its end is a quiet hour.
    ...(allowed > now && allowed.getTime() !== until?.getTime() ? [text.quietNow(momentInWords(allowed, language))] : []),
  ];
}

function spanInWords({ from, to, days }: QuietSpan, language: Language): string {
  const text = quietText[language];
  if (days.length === weekdays.length) return text.everyDay(from, to);
  return (to > from ? text.someDays : text.someNights)(from, to, daysInWords(days, language));
}

function daysInWords(days: readonly Weekday[], language: Language): string {
  const text = quietText[language];
  if (days.join() === '1,2,3,4,5') return text.mondayToFriday;
  return listInWords(
    days.map(day => text.weekdays[day - 1] ?? ''),
    language,
  );
}
