import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from '../../bot/local/processes/running.ts';
import { freePort } from './ports.ts';

const root = join(import.meta.dirname, '..', '..');

export type Program = {
  pid: number;
  /** Everything it has printed. */
  output(): string;
  /** Waits until it has printed this; rises when it ends before, or after `seconds`. */
  prints(expected: string | RegExp, seconds?: number): Promise<void>;
  /** Waits for its end, at most `seconds`. */
  ends(seconds?: number): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
};

/** Runs a file of the project as `npm run` would, with nothing of this machine's own settings for the product. */
export function runProgram(file: string, options: string[] = [], environment: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [join(root, file), ...options], {
    cwd: root,
    env: { ...withoutSettings(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return watch(child, file);
}

const settingNames =
  /^(MicrosoftApp|NODE_ENV$|PORT$|HOME_FORCE|WELSH|PUBLIC_ORIGIN|TENANTS|TAB_|TEAMS_|SERVICE_HOSTS|TABLES_URL|QUEUES_URL|STORAGE_|STAFF_|PLAYGROUND|SAMPLE_DATA|DATA_DIR|LOCAL_TENANT|AZUR)/i;

function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !settingNames.test(name)));
}

/** A test run that is cut short leaves nothing behind. */
const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach(child => child.kill('SIGKILL')));

function watch(child: ChildProcess, file: string): Program {
  living.add(child);
  child.once('exit', () => living.delete(child));
  let printed = '';
  let ended: { code: number | null; signal: NodeJS.Signals | null } | undefined;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (printed += String(chunk)));
  child.once('close', (code, signal) => (ended = { code, signal }));
  const said = (expected: string | RegExp) => (typeof expected === 'string' ? printed.includes(expected) : expected.test(printed));

  async function until(happened: () => boolean, what: string, seconds: number): Promise<void> {
    const patience = Date.now() + seconds * 1000;
    while (!happened()) {
      if (Date.now() > patience) throw new Error(`${file}: ${what} did not come within ${seconds} s. It printed:\n${printed}`);
      await pause(25);
    }
  }

  return {
    pid: child.pid ?? 0,
    output: () => printed,
    async prints(expected, seconds = 60) {
      await until(() => said(expected) || ended !== undefined, `"${expected}"`, seconds);
      if (!said(expected)) throw new Error(`${file} ended without "${expected}". It printed:\n${printed}`);
    },
    async ends(seconds = 30) {
      await until(() => ended !== undefined, 'its end', seconds);
      return ended ?? { code: null, signal: null };
    },
    kill: signal => void child.kill(signal),
  };
}

export type LocalRun = Program & {
  port: number;
  playgroundPort: number;
  dataFolder: string;
  running(): Running;
};

/** `npm start`, on free ports and a folder of its own, until it greets. Give the folder of an earlier run to begin where that ended. */
export async function startLocalRun(environment: NodeJS.ProcessEnv = {}): Promise<LocalRun> {
  const run = await beginLocalRun(environment);
  await run.prints('Ctrl-C ends everything.', 90);
  return run;
}

/** As `startLocalRun`, without waiting. */
export async function beginLocalRun(environment: NodeJS.ProcessEnv = {}): Promise<LocalRun> {
  const port = Number(environment.PORT ?? (await freePort()));
  const playgroundPort = Number(environment.PLAYGROUND_PORT ?? (await freePort()));
  const dataFolder = environment.DATA_DIR ?? temporaryFolder();
  const program = runProgram('bot/local/start.ts', [], {
    ...environment,
    PORT: String(port),
    PLAYGROUND_PORT: String(playgroundPort),
    DATA_DIR: dataFolder,
  });
  return { ...program, port, playgroundPort, dataFolder, running: () => runningIn(dataFolder) };
}

/** What the starter noted about itself. */
export const runningIn = (dataFolder: string): Running => JSON.parse(readFileSync(join(dataFolder, 'running.json'), 'utf8')) as Running;

/** A folder that goes when the tests of the describe block have run. */
const folders: string[] = [];
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'staff-networks-run-'));
  folders.push(folder);
  return folder;
}

/** Ends what a test left running, without asking, and removes its folders. For `after`. */
export async function clearUp(...programs: (Program | undefined)[]): Promise<void> {
  for (const program of programs) {
    program?.kill('SIGKILL');
    await program?.ends();
  }
  for (const folder of folders.splice(0)) {
    // The storage of a killed run is still writing its last words.
    const note = join(folder, 'storage', 'running.json');
    for (let waited = 0; existsSync(note) && waited < 100; waited += 1) await pause(100);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
