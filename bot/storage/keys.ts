declare const partitionKey: unique symbol;
declare const rowKey: unique symbol;

/** A partition key made by `partition()`: tenant first, each part escaped. */
export type PartitionKey = string & { readonly [partitionKey]: true };
export type RowKey = string & { readonly [rowKey]: true };

// The separator sorts before every character a part may hold, and the end right after it: so the keys that begin with some
// parts stand next to each other, with no other key among them ("a", "a!b", and only then "ab").
const separator = '!';
const end = '$';

/** Azure allows 1 KiB of UTF-16 a key. */
const longestKey = 512;

/** The tenant comes first in every partition, so that a read can never cross from one force to another. */
export function partition(tenant: string, ...parts: string[]): PartitionKey {
  if (!tenant) throw new Error('a partition needs a tenant');
  return joined([tenant, ...parts]) as PartitionKey;
}

export function row(...parts: string[]): RowKey {
  return joined(parts) as RowKey;
}

/** The first key after every key that begins with these parts: `from: row('a'), before: rowAfter('a')` is `a` and all of `a…` parts. */
export function rowAfter(...parts: string[]): RowKey {
  return (joined(parts) + end) as RowKey;
}

/** All keys whose first part begins with this text, as a range to list. */
export function rowsBeginning(text: string): { from: RowKey; before: RowKey } {
  const begins = encodeKeyPart(text);
  // "~" only ever stands before a hexadecimal digit, so nothing that begins like this comes after it.
  return { from: begins as RowKey, before: `${begins}~~` as RowKey };
}

/** A place right after this key, before any other: to go on from where a page ended. */
export const rowJustAfter = (key: string): RowKey => `${key}${separator}` as RowKey;

/** The parts a key was made of. */
export function partsOf(key: PartitionKey | RowKey): string[] {
  return key.split(separator).map(decodeKeyPart);
}

/** A whole number as text that sorts as the number does: 16 digits, room for milliseconds since 1970. */
export function sortable(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('only a whole number from 0 up has a sortable form');
  return String(value).padStart(16, '0');
}

/** As `sortable`, but the greatest comes first. */
export function sortableDown(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('only a whole number from 0 up has a sortable form');
  return sortable(Number.MAX_SAFE_INTEGER - value);
}

function joined(parts: string[]): string {
  const key = parts.map(encodeKeyPart).join(separator);
  if (key.length === 0 || key.length > longestKey)
    throw new Error(`a storage key must have 1 to ${longestKey} characters, escapes counted`);
  return key;
}

// Azure refuses / \ # ? and control characters in keys, and some of its clients have had trouble with % + & and quotes.
// What ids are made of stays readable; the rest becomes the bytes of its UTF-8.
function encodeKeyPart(part: string): string {
  if (!part.isWellFormed()) throw new Error('a storage key cannot hold half a character');
  return part.replace(/[^A-Za-z0-9_.:;@=,-]/gu, char =>
    [...Buffer.from(char, 'utf8')].map(byte => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

function decodeKeyPart(part: string): string {
  return part.replace(/(?:~[0-9a-f]{2})+/g, run => Buffer.from(run.replaceAll('~', ''), 'hex').toString('utf8'));
}
