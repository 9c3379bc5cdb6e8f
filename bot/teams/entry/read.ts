/** What came in over the wire, before anybody has looked at it. */
export type Raw = Record<string, unknown>;

/** The value if it is an object and no list, else undefined. */
export const objectIn = (value: unknown): Raw | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;

/** The value if it is a text with something in it, else undefined. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
