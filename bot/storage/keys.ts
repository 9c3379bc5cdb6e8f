declare const partitionKey: unique symbol;
declare const rowKey: unique symbol;

/** A partition key made by `partition()`: tenant first, each part escaped. */
export type PartitionKey = string & { readonly [partitionKey]: true };
export type RowKey = string & { readonly [rowKey]: true };

const separator = '|';

/** The tenant comes first in every partition, so that a read can never cross from one force to another. */
export function partition(tenant: string, ...parts: string[]): PartitionKey {
  if (!tenant) throw new Error('a partition needs a tenant');
  return joined([tenant, ...parts]) as PartitionKey;
}

export function row(...parts: string[]): RowKey {
  return joined(parts) as RowKey;
}

/** The first key after every key that begins with these parts: `from: row('a'), before: rowAfter('a')` is all of `a|…` and `a`. */
export function rowAfter(...parts: string[]): RowKey {
  return (joined(parts) + '}') as RowKey;
}

/** The parts a key was made of. */
export function partsOf(key: PartitionKey | RowKey): string[] {
  return key.split(separator).map(decodeKeyPart);
}

/** A whole number as text that sorts as the number does: 16 digits, room for milliseconds since 1970. */
export function sortable(value: number): string {
  return String(Math.trunc(value)).padStart(16, '0');
}

/** As `sortable`, but the greatest comes first. */
export function sortableDown(value: number): string {
  return sortable(9_999_999_999_999_99 - Math.trunc(value));
}

function joined(parts: string[]): string {
  const key = parts.map(encodeKeyPart).join(separator);
  // Azure allows 1 KiB of UTF-16 (512 characters) a key.
  if (key.length === 0 || key.length > 512) throw new Error('a storage key must have 1 to 512 characters');
  return key;
}

// Azure refuses / \ # ? and control characters in keys; "%" is refused by some clients, and "|" and "}" are ours.
function encodeKeyPart(part: string): string {
  return part.replace(/[^A-Za-z0-9 _.:@,;=+()&'-]/gu, char =>
    [...Buffer.from(char, 'utf8')].map(byte => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

function decodeKeyPart(part: string): string {
  return part.replace(/(?:~[0-9a-f]{2})+/g, run => Buffer.from(run.replaceAll('~', ''), 'hex').toString('utf8'));
}
