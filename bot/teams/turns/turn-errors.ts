import { fileURLToPath } from 'node:url';
import type { Language } from '../../language/language.ts';
import type { Log } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import { StorageUnavailable } from '../../storage/table.ts';
import { doorText } from '../door.text.ts';

/** What was being done, for the log: a feature and its verb or command, never a person or their words. */
export type Doing = { feature: string; act: string; language: Language };

export type Apologise = (error: unknown, doing: Doing) => string;

/** Words for whatever went wrong. A Refusal speaks for itself; anything else gets a reference, and one line in the log. */
export function apologies(needs: { log: Log; reference: () => string }): Apologise {
  return (error, { feature, act, language }) => {
    if (error instanceof Refusal) return error.in(language);
    const reference = needs.reference();
    needs.log('turn failed', { feature, act, reference, ...traits(error) });
    const words = doorText[language];
    return error instanceof StorageUnavailable ? words.storage(reference) : words.sorry(reference);
  };
}

/** The kind of an error and where it rose. Not its message: that may repeat what somebody wrote. */
export function traits(error: unknown): Record<string, string | number | undefined> {
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

const ours = fileURLToPath(new URL('..', import.meta.url));

/** The first line of our own code in the stack, as `networks/join.ts:41`. */
function placeOf({ stack = '' }: Error): string | undefined {
  for (const line of stack.split('\n')) {
    const [, file, at] = /(?:file:\/\/)?(\/[^():]+|[A-Za-z]:[^():]+):(\d+):\d+\)?$/.exec(line) ?? [];
    if (file?.startsWith(ours)) return `${file.slice(ours.length)}:${at}`;
  }
  return undefined;
}
