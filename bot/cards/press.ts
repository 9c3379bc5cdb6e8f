/** What a card sent back: our own signed part, and what the person typed or chose. */
export type Pressed = {
  sn: { verb?: string; about: string; version: string; carried: Record<string, string>; mac: string };
  inputs: Record<string, unknown>;
};

/** Reads the data of a press by hand: this runs for every press, and anything that is not ours is simply not a press. */
export function readPressed(data: unknown): Pressed | undefined {
  if (!isRecord(data)) return undefined;
  const { sn, ...inputs } = data;
  if (!isRecord(sn)) return undefined;
  const { verb, about, version, carried = {}, mac, ...unknown } = sn;
  if (Object.keys(unknown).length > 0) return undefined;
  if (typeof about !== 'string' || typeof version !== 'string' || typeof mac !== 'string') return undefined;
  if (verb !== undefined && typeof verb !== 'string') return undefined;
  if (!isRecord(carried) || !Object.values(carried).every(value => typeof value === 'string')) return undefined;
  return { sn: { verb, about, version, carried: carried as Record<string, string>, mac }, inputs };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
