/** A name as it is looked up: without accents or signs, in small letters. */
export const plainName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, longestForm)
    .trim();

const longestForm = 120;
const mostWords = 6;

/** A name turned so that it is found from each of its words: "casey example", "example casey". */
export function formsOf(name: string): string[] {
  const words = plainName(name).split(' ').filter(Boolean).slice(0, mostWords);
  return [...new Set(words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' ')))];
}

/** What to look a typed name up by: its longest word, which the fewest names have. Undefined where too little was typed. */
export function lookedUpBy(typed: string): string | undefined {
  const words = plainName(typed).split(' ').filter(Boolean);
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  return longest.length >= leastTyped ? longest : undefined;
}

/** Two letters at least, so that nobody can page through everybody. */
export const leastTyped = 2;

/** Whether each typed word begins a word of the name, no word of it used twice. */
export function fits(name: string, typed: string): boolean {
  const left = plainName(name).split(' ');
  return plainName(typed)
    .split(' ')
    .filter(Boolean)
    .toSorted((one, other) => other.length - one.length)
    .every(word => {
      const at = left.findIndex(one => one.startsWith(word));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
}
