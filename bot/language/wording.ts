import { localeOf, type Both, type Language } from './language.ts';

/** Everything people read is in the time of their wall clock. */
export const timeZone = 'Europe/London';

const formats = (options: Intl.DateTimeFormatOptions): Both<Intl.DateTimeFormat> => ({
  en: new Intl.DateTimeFormat(localeOf.en, { timeZone, ...options }),
  cy: new Intl.DateTimeFormat(localeOf.cy, { timeZone, ...options }),
});
const longDate = formats({ day: 'numeric', month: 'long', year: 'numeric' });
const dayAndDate = formats({ weekday: 'long', day: 'numeric', month: 'long' });
const clock = formats({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 2 June 2026 · 2 Mehefin 2026 */
export const dateInWords = (date: Date, language: Language): string => longDate[language].format(date);

/** Tuesday 2 June, 18:00 · Dydd Mawrth 2 Mehefin, 18:00 */
export function momentInWords(date: Date, language: Language): string {
  // The Welsh pattern of Unicode's locale data puts a comma after the weekday; people do not write one.
  const day = dayAndDate[language].format(date).replace(',', '');
  return `${day}, ${clock[language].format(date)}`;
}

const numbers: Both<Intl.NumberFormat> = { en: new Intl.NumberFormat(localeOf.en), cy: new Intl.NumberFormat(localeOf.cy) };
export const numberInWords = (value: number, language: Language): string => numbers[language].format(value);

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
const plurals: Both<Intl.PluralRules> = { en: new Intl.PluralRules(localeOf.en), cy: new Intl.PluralRules(localeOf.cy) };

/** The form a number asks for (Welsh has up to six), with `#` replaced by the number. */
export function counted(value: number, language: Language, forms: Forms): string {
  const form = forms[plurals[language].select(value)] ?? forms.other;
  return form.replaceAll('#', numberInWords(value, language));
}

/** One, two and three · un, dau a thri. English by the locale's rule; Welsh by ours, for the locale data writes "a(c)". */
export function listInWords(items: readonly string[], language: Language): string {
  if (language === 'en') return englishList.format(items);
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  const and = /^[aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü]/i.test(last) ? 'ac' : 'a';
  return `${items.slice(0, -1).join(', ')} ${and} ${last}`;
}
const englishList = new Intl.ListFormat(localeOf.en, { type: 'conjunction' });
