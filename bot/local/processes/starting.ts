import { spawnSync } from 'node:child_process';
import { UnsafeSettings } from '../../config.ts';
import { CannotStart } from './cannot-start.ts';
import { isAlive } from './note.ts';

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

/**
 * Resolves on Ctrl-C, SIGTERM, a closed terminal, or when whoever started this process is gone. A second Ctrl-C ends this process at
 * once, and with it its children.
 */
export function untilToldToEnd(): Promise<Ending> {
  return new Promise(resolve => {
    let toldAt: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // One Ctrl-C can arrive twice: from the terminal, and passed on by npm.
        if (toldAt !== undefined && performance.now() - toldAt > 1_000) process.exit(1);
        toldAt ??= performance.now();
        resolve({ why: signal === 'SIGINT' ? 'Ended by Ctrl-C.' : `Ended by ${signal}.`, asWanted: true });
      });
    }
    const parent = process.ppid;
    const watched = [parent, ...npmAbove(parent)];
    setInterval(() => {
      // An orphan gets another parent, except on Windows, where it keeps the number of the one it had.
      if (process.ppid === parent && watched.every(isAlive)) return;
      resolve({ why: 'Ended, because the process that started this one has ended.', asWanted: true });
    }, 1_000).unref();
  });
}

/** npm may start a shell, which starts us; such a shell outlives a killed npm. Empty where it cannot be found out, as on Windows. */
function npmAbove(parent: number): number[] {
  if (!process.env.npm_lifecycle_event) return [];
  const asked = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' });
  const [, above, program = ''] = /^\s*(\d+)\s+(.*\S)/.exec(asked.stdout ?? '') ?? [];
  return above && /(^|\/)\w*sh$/.test(program) ? [Number(above)] : [];
}

const isWrongOption = (error: unknown): boolean =>
  error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
