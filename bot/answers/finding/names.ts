import type { Words } from '../library/article.ts';
import type { ForceNames } from './force-names.ts';
import { isStopWord, wordsOf } from './terms.ts';

/** What an article is called: its title with and without what stands in brackets, its short name, and the initials people make of it. */
export function namesOf({ title, short }: Pick<Words, 'title' | 'short'>): string[] {
  const [name = title, bracketed] = title.split(/[()]/).map(part => part.trim());
  const initials = wordsOf(name).filter(word => !isStopWord(word));
  return [name, ...(bracketed ? [bracketed] : []), short, ...(initials.length > 2 ? [initials.map(word => word[0]).join('')] : [])];
}

/** Names and ways to ask of which no word, or only a force's, says anything ("Lancashire Have Your Say"), with and without the force. */
export function plainNamesOf(words: Words, forces: ForceNames): string[] {
  return [...namesOf(words), ...words.ask].flatMap(text => {
    const all = wordsOf(text);
    const { rest } = forces.in(all);
    return rest.every(isStopWord) ? [all, rest].filter(row => row.length > 1).map(row => row.join(' ')) : [];
  });
}
