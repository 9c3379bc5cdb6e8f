import { UnsafeSettings } from '../config.ts';
import { CannotStart } from './cannot-start.ts';

/** Why a run ends, and whether that is as it should be. */
export type Ending = { why: string; asWanted: boolean };

/**
 * Runs a command of the local run to its end. What a person can mend is a sentence, without a stack; the exit status says
 * whether it ended as wanted.
 */
export async function withSentences(run: () => Promise<Ending>): Promise<void> {
  let asWanted = false;
  try {
    const ending = await run();
    asWanted = ending.asWanted;
    console.log(ending.why);
  } catch (error) {
    const isForPeople = error instanceof CannotStart || error instanceof UnsafeSettings || isWrongOption(error);
    console.error(isForPeople ? (error as Error).message : error);
  }
  process.exit(asWanted ? 0 : 1);
}

/** Resolves on Ctrl-C, SIGTERM, a closed terminal, or when whoever started this process is gone. */
export function untilToldToEnd(): Promise<Ending> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // A second Ctrl-C is not waited for.
      process.on(signal, () => resolve({ why: signal === 'SIGINT' ? 'Ended by Ctrl-C.' : `Ended by ${signal}.`, asWanted: true }));
    }
    const parent = process.ppid;
    setInterval(() => {
      if (parentIsGone(parent)) resolve({ why: 'Ended, because the process that started this one has ended.', asWanted: true });
    }, 1_000).unref();
  });
}

/** An orphan gets another parent, except on Windows, where it keeps the number of the one it had. */
function parentIsGone(parent: number): boolean {
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const isWrongOption = (error: unknown): boolean =>
  error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
