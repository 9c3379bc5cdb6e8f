import { fileURLToPath } from 'node:url';

/**
 * One JSON line on standard output. Fields name features, verbs, counts, codes and references:
 * never a person, what they wrote, an address, or a membership.
 */
export type LogFields = Record<string, string | number | boolean | undefined>;
export type Log = (event: string, fields?: LogFields) => void;

export const log: Log = (event, fields = {}) => {
  process.stdout.write(JSON.stringify({ at: new Date().toISOString(), event, ...fields }) + '\n');
};

/** The kind of an error and where it rose. Not its message: that may repeat what somebody wrote. */
export function traits(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return {
    error: error.name === 'Error' ? error.constructor.name : error.name,
    code: typeof code === 'number' || (typeof code === 'string' && plainCode.test(code)) ? code : undefined,
    status: typeof statusCode === 'number' ? statusCode : undefined,
    cause: error.cause instanceof Error ? error.cause.name : undefined,
    where: placeOf(error),
  };
}

// A code is a name such as ECONNRESET; anything longer may be a sentence with somebody's words in it.
const plainCode = /^[\w.-]{1,60}$/;

const ours = fileURLToPath(new URL('.', import.meta.url));

/** The first line of our own code in the stack, as `networks/join.ts:41`. */
function placeOf({ stack = '' }: Error): string | undefined {
  for (const line of stack.split('\n')) {
    const [, file, at] = /(?:file:\/\/)?(\/[^():]+|[A-Za-z]:[^():]+):(\d+):\d+\)?$/.exec(line) ?? [];
    if (file?.startsWith(ours)) return `${file.slice(ours.length)}:${at}`;
  }
  return undefined;
}
