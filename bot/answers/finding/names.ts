import type { Words } from '../library/article.ts';
import { isStopWord, wordsOf } from './terms.ts';

/** What an article is called: its title with and without what stands in brackets, its short name, and the initials people make of it. */
export function namesOf({ title, short }: Pick<Words, 'title' | 'short'>): string[] {
  const [name = title, bracketed] = title.split(/[()]/).map(part => part.trim());
  const initials = wordsOf(name).filter(word => !isStopWord(word));
  return [name, ...(bracketed ? [bracketed] : []), short, ...(initials.length > 2 ? [initials.map(word => word[0]).join('')] : [])];
}
