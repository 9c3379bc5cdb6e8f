import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config.ts';
import { CannotStart } from './cannot-start.ts';
import { isAlive, readNote } from './note.ts';

/** What a running starter leaves in the data folder, for a second bot or another Playground to join it. */
export type Running = {
  pid: number;
  /** Where the starter's token issuer answers, which shows that it runs. */
  keysUrl: string;
  port: number;
  /** The process numbers of its children. */
  children: { bot: number; storage?: number };
  /** What a bot needs to stand beside the first: storage, root key, token issuer. */
  environment: Environment;
};

const noteIn = (dataFolder: string): string => join(dataFolder, 'running.json');

export const readRunning = (dataFolder: string): Running | undefined => readNote<Running>(noteIn(dataFolder));

export function writeRunning(dataFolder: string, running: Running): void {
  writeFileSync(noteIn(dataFolder), JSON.stringify(running, undefined, 2), { mode: 0o600 });
}

export const forgetRunning = (dataFolder: string): void => rmSync(noteIn(dataFolder), { force: true });

/** Two starters on one folder would open the same files twice. */
export async function refuseSecondRun(dataFolder: string): Promise<void> {
  const running = readRunning(dataFolder);
  if (!running || !isAlive(running.pid)) return;
  try {
    await fetch(running.keysUrl, { signal: AbortSignal.timeout(2_000) });
  } catch {
    // Nobody answers there: the note is from a run that was killed, and its number may be another program's by now.
    return;
  }
  throw new CannotStart(
    `Staff Networks is already running from ${dataFolder} (process ${running.pid}). End it first, or set DATA_DIR to another folder.`,
  );
}
