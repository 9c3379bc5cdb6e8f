import { DateTime } from 'luxon';
import { lineOf, paragraphsOf } from '../cards/typed.ts';
import type { Language } from '../language/language.ts';
import { timeZone } from '../language/wording.ts';
import { isSaid, type Words } from './news.ts';

export const longest = { title: 80, text: 1_500, link: 500, lines: 30 } as const;
/** How far ahead news may be put off: whoever gets it should still know what it is about. */
export const furthestDays = 180;

export type Box = 'title' | 'text';
export type WordsProblem =
  | { why: 'nothing' }
  | { why: 'half' | 'long'; box: Box; language: Language }
  | { why: 'lines'; language: Language }
  /** In a force where Welsh is required. */
  | { why: 'noWelsh' | 'noEnglish' }
  | { why: 'link' };

/** What came from the boxes of the form. */
export type WordsTyped = Partial<Record<'enTitle' | 'enText' | 'cyTitle' | 'cyText' | 'link', string>>;

/** What somebody typed, tidied, with all that keeps it from being sent. */
export function readWords(typed: WordsTyped, written: readonly Language[]): { words: Words; problems: WordsProblem[] } {
  const said = (language: Language) =>
    written.includes(language)
      ? { title: lineOf(typed[`${language}Title`] ?? ''), text: paragraphsOf(typed[`${language}Text`] ?? '') }
      : { title: '', text: '' };
  const asked = lineOf(typed.link ?? '');
  const words: Words = { en: said('en'), cy: said('cy'), link: httpsAddress(asked) ?? asked };
  return { words, problems: problemsWith(words, written) };
}

export function problemsWith(words: Words, written: readonly Language[]): WordsProblem[] {
  const problems = written.flatMap(language => problemsIn(words, language));
  const isCySaid = isSaid(words.cy);
  // Welsh first means that both are needed; elsewhere one of the two is enough.
  if (written[0] === 'cy') {
    if (!words.cy.title && !words.cy.text) problems.push({ why: 'noWelsh' });
    if (!words.en.title && !words.en.text) problems.push({ why: 'noEnglish' });
  } else if (problems.length === 0 && !isSaid(words.en) && !isCySaid) problems.push({ why: 'nothing' });
  if (words.link && httpsAddress(words.link) !== words.link) problems.push({ why: 'link' });
  return problems;
}

function problemsIn(words: Words, language: Language): WordsProblem[] {
  const { title, text } = words[language];
  const problems: WordsProblem[] = [];
  for (const box of ['title', 'text'] as const) {
    const [mine, other] = box === 'title' ? [title, text] : [text, title];
    if (!mine && other) problems.push({ why: 'half', box, language });
    if (mine.length > longest[box]) problems.push({ why: 'long', box, language });
  }
  if (text.split('\n').length > longest.lines) problems.push({ why: 'lines', language });
  return problems;
}

/** An address as it is shown and opened: https, a host with a name, nothing before it. Undefined for any other. */
export function httpsAddress(text: string): string | undefined {
  if (!/^https:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, username, password, href } = new URL(text);
  const isPlain = !username && !password && hostname.includes('.') && !/^[\d.]+$/.test(hostname) && !hostname.startsWith('[');
  return isPlain && href.length <= longest.link ? href : undefined;
}

export type WhenTyped = { when: 'now' | 'later'; date: string; time: string };
export type WhenProblem = 'noTime' | 'past' | 'far';

/** When it is to go out: undefined is now. */
export function readWhen(typed: WhenTyped, now: Date): { at?: Date } | { why: WhenProblem } {
  if (typed.when === 'now') return {};
  const at = DateTime.fromISO(`${typed.date}T${typed.time}`, { zone: timeZone });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.date) || !/^\d{2}:\d{2}$/.test(typed.time) || !at.isValid) return { why: 'noTime' };
  const why = problemWithTime(at.toJSDate(), now);
  return why ? { why } : { at: at.toJSDate() };
}

export function problemWithTime(at: Date | undefined, now: Date): 'past' | 'far' | undefined {
  if (!at) return undefined;
  if (at <= now) return 'past';
  return at.getTime() - now.getTime() > furthestDays * 86_400_000 ? 'far' : undefined;
}

/** A time as the boxes of the form hold it. */
export function typedFrom(at: Date | undefined): WhenTyped {
  if (!at) return { when: 'now', date: '', time: '' };
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  return { when: 'later', date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HH:mm') };
}
