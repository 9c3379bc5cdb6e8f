import type { Element, Shown } from '../../cards/card.ts';
import {
  actions,
  facts,
  footer,
  fromPerson,
  heading,
  headingFromPerson,
  kicker,
  press,
  shown,
  state,
  strong,
  words,
} from '../../cards/pieces.ts';
import type { Language } from '../../language/language.ts';
import { listInWords } from '../../language/wording.ts';
import type { RegisterPage, RegisteredWhole, RegisteredWords } from './register.ts';
import { registerText } from './register.text.ts';

export type DrawnRegister = { language: Language; version: string; /** How long entries are kept, in words. */ kept: string };

/** The register, a page at a time; `typed` is what was looked for. */
export function registerCard(
  { language, version, kept }: DrawnRegister,
  { announcements, page, pages, total }: RegisterPage,
  typed = '',
): Shown {
  const text = registerText[language];
  const turnTo = (to: number) => ({ about: String(to), version, carried: { typed } });
  return shown(language, text.summary, [
    kicker(text.kind, text.count(total)),
    heading(text.heading),
    total === 0 && (typed ? state(text.noMatch(typed)) : words(text.none)),
    ...announcements.flatMap(({ broadcast, title, sentOn, to, acts }): (Element | undefined)[] => [
      headline(title),
      facts([
        [text.when, sentOn],
        [text.to, listInWords(to, language)],
        [[...new Set(acts)].map(act => text.acts[act]).join(' · '), ' '],
      ]),
      actions(press(text.open(title), 'delivery/registered', { about: broadcast, version, carried: { typed, page: String(page) } })),
    ]),
    { type: 'Input.Text', id: 'typed', label: text.search, value: typed, maxLength: 100 },
    actions(
      press(text.searchButton, 'delivery/register', { about: '1', version, sends: 'inputs' }),
      typed !== '' && press(text.everything, 'delivery/register', { about: '1', version }),
      page < pages && press(text.older, 'delivery/register', turnTo(page + 1)),
      page > 1 && press(text.newer, 'delivery/register', turnTo(page - 1)),
    ),
    footer(text.kept(kept)),
  ]);
}

/** Everything one announcement said, and who answers for it. */
export function registeredCard(
  { language, version, kept }: DrawnRegister,
  { entries, to }: RegisteredWhole,
  back: { typed: string; page: string },
  printAt: string,
): Shown {
  const text = registerText[language];
  return shown(language, text.summary, [
    kicker(text.kind),
    headingFromPerson(titleOf(entries.at(-1)?.words ?? {}, language)),
    facts([[text.to, listInWords(to, language)]]),
    ...entries.flatMap(({ act, on, words: said, confirmed, author, approver }): (Element | undefined | false)[] => [
      { type: 'Container', separator: true, items: [strong(`${text.acts[act]} · ${on}`)] },
      ...(['en', 'cy'] as const).flatMap(which => saidIn(said[which], which === 'en' ? text.inEnglish : text.inWelsh)),
      facts([
        [text.author, author ?? text.erased],
        [text.approver, approver],
        [text.confirmed, confirmed],
      ]),
    ]),
    actions(press(text.back, 'delivery/register', { about: back.page, version, carried: { typed: back.typed } }), {
      type: 'Action.OpenUrl',
      title: text.print,
      url: printAt,
    }),
    footer(text.kept(kept)),
  ]);
}

const headline = (title: string): Element => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: title, weight: 'Bolder' }],
  spacing: 'Large',
});

const saidIn = (said: RegisteredWords | undefined, language: string): Element[] =>
  said
    ? [words(language, { size: 'Small', isSubtle: true }), fromPerson([said.title, said.text, said.link].filter(Boolean).join('\n\n'))]
    : [];

export const titleOf = (said: { en?: RegisteredWords; cy?: RegisteredWords }, language: Language): string =>
  (said[language] ?? said.en ?? said.cy)?.title ?? '';
