import { isSaid, type Words } from './news.ts';

/** Something worth a second look before it goes out. Nothing of it keeps news from being sent: the author knows what is meant. */
export type Advice = { kind: 'noWelsh' | 'noEnglish' } | { kind: PersonalKind; found: string };
export type PersonalKind = 'email' | 'phone' | 'collar';

const mostFound = 3;

/** What somebody may not have meant to write. */
export function adviceOn(words: Words, isWelshWritten: boolean): Advice[] {
  const missing: Advice[] = isWelshWritten
    ? [...(isSaid(words.cy) ? [] : [{ kind: 'noWelsh' } as const]), ...(isSaid(words.en) ? [] : [{ kind: 'noEnglish' } as const])]
    : [];
  return [...missing, ...personalIn([words.en, words.cy].flatMap(({ title, text }) => [title, text]).join('\n'))];
}

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
// Ten digits or more that begin as a British number does; 999, 101, times, dates and sums of money are none.
const phone = /(?:\+44|\(?0)[\d\s()-]{8,16}\d/g;
// A rank or the word for it, and then a number: PC 4821, PCSO AB1234, collar number 512, rhif coler 512.
const collar =
  /\b(?:(?:pcso|pc|ps|dc|ds|sc|sgt|sergeant|constable|rhingyll|cwnstabl|heddwas)\s+[a-z]{0,2}\d{2,6}|(?:collar|shoulder|warrant|warrant card)\s+(?:no\.?|number)?\s*:?\s*[a-z]{0,2}\d{2,6}|rhif\s+(?:coler|ysgwydd|gwarant)\s*:?\s*[a-z]{0,2}\d{2,6})\b/gi;

/** E-mail addresses, telephone numbers and collar numbers, as they are written there. */
export function personalIn(text: string): { kind: PersonalKind; found: string }[] {
  const all = [
    ...[...text.matchAll(email)].map(([found]) => ({ kind: 'email' as const, found })),
    ...[...text.matchAll(phone)]
      .filter(([found]) => digitsIn(found) >= 10)
      .map(([found]) => ({ kind: 'phone' as const, found: found.trim() })),
    ...[...text.matchAll(collar)].map(([found]) => ({ kind: 'collar' as const, found: found.replace(/\s+/g, ' ') })),
  ];
  const once = all.filter((one, at) => all.findIndex(other => other.found === one.found) === at);
  return once.slice(0, mostFound);
}

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;
