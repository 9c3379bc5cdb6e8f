// What somebody typed into a box, made fit to be kept: it is shown as it stands, so nothing unseen may be in it.

/** In one line: no control characters, no marks that turn the reading direction, single spaces. */
export const lineOf = (text: string): string => seen(text).replace(/\s+/g, ' ').trim();

/** In lines as they were typed, with at most one empty line between two. */
export const paragraphsOf = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(lineOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const seen = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\p{Cc}/gu, ' ');
