export type Language = 'en' | 'cy';

export const languages: readonly Language[] = ['en', 'cy'];

/** The same words in both languages; declare the Welsh side as `typeof en` so that a missing sentence does not compile. */
export type Both<T> = Record<Language, T>;

/** A force's rule for Welsh: not spoken here, there for whoever asks, or first. */
export type WelshRule = 'off' | 'offered' | 'required';

/** The person's own choice first, then what the force requires, then the language of their Teams client, else English. */
export function chooseLanguage(from: { chosen?: Language; welsh: WelshRule; locale?: string }): Language {
  if (from.welsh === 'off') return 'en';
  if (from.chosen) return from.chosen;
  if (from.welsh === 'required') return 'cy';
  return from.locale?.toLowerCase().startsWith('cy') ? 'cy' : 'en';
}

/** The locale for dates, numbers and plurals, and for the `lang` of a card or page. */
export const localeOf: Both<string> = { en: 'en-GB', cy: 'cy-GB' };

export const otherLanguage = (language: Language): Language => (language === 'en' ? 'cy' : 'en');
