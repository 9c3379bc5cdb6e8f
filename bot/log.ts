/**
 * One JSON line on standard output. Fields name features, verbs, counts, codes and references:
 * never a person, what they wrote, an address, or a membership.
 */
export type Log = (event: string, fields?: Record<string, string | number | boolean | undefined>) => void;

export const log: Log = (event, fields = {}) => {
  process.stdout.write(JSON.stringify({ at: new Date().toISOString(), event, ...fields }) + '\n');
};
