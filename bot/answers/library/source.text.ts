import type { Language } from '../../language/language.ts';
import type { Article, Library } from './article.ts';

const en = {
  page: (number: string) => `page ${number}`,
  pages: (numbers: string) => `pages ${numbers}`,
};
const cy: typeof en = {
  page: number => `tudalen ${number}`,
  pages: numbers => `tudalennau ${numbers}`,
};
export const sourceText = { en, cy };

/** The documents behind an article as a reader knows them: title, publisher, date and pages. */
export function sourceInWords(article: Pick<Article, 'source'>, library: Pick<Library, 'sources'>, language: Language = 'en'): string {
  const text = sourceText[language];
  return article.source
    .map(({ document, pages }) => {
      const known = library.sources.get(document);
      const isOne = pages.length === 1 && typeof pages[0] === 'number';
      const where = pages.length > 0 && (isOne ? text.page : text.pages)(pages.join(', '));
      return [known?.title, known?.publisher, known && dateOfSource(known.date, language), where].filter(Boolean).join(', ');
    })
    .join('; ');
}

/** A document's date is written in English, as it stands there. */
function dateOfSource(date: string, language: Language): string {
  if (language === 'en') return date;
  return date.replace(/\b\p{L}+\b/gu, word => welshForDates.get(word.toLowerCase()) ?? word);
}

const welshForDates = new Map([
  ['undated', 'heb ddyddiad'],
  ['january', 'Ionawr'],
  ['february', 'Chwefror'],
  ['march', 'Mawrth'],
  ['april', 'Ebrill'],
  ['may', 'Mai'],
  ['june', 'Mehefin'],
  ['july', 'Gorffennaf'],
  ['august', 'Awst'],
  ['september', 'Medi'],
  ['october', 'Hydref'],
  ['november', 'Tachwedd'],
  ['december', 'Rhagfyr'],
]);
