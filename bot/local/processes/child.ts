import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { environmentWith, type Environment } from '../../config.ts';
import { CannotStart } from './cannot-start.ts';

export type Child = {
  /** As a sentence names it: "The bot". */
  name: string;
  pid: number;
  /** The first thing the child says is ready; rises with its last words when it ends before that. */
  ready: Promise<Ready>;
  ended: Promise<Ended>;
  /** Asks it to end and waits; after `graceSeconds` it is killed. Harmless when it has ended. */
  end(graceSeconds: number): Promise<void>;
};

/** What a child of our own reports over its channel: where it is, or why it cannot start. */
export type Ready = Record<string, string | number>;
export type Ended = { code: number | null; signal: NodeJS.Signals | null };
export type Report = { ready: Ready } | { problem: string };

export type ChildOptions = {
  name: string;
  /** The module it runs. */
  module: string;
  options?: string[];
  /** Modules loaded before it. */
  preloads?: string[];
  environment?: Environment;
  folder?: string;
  /** Each line it prints. */
  hear?: (line: string) => void;
  /** For a program that is not ours: finds in a line that it is ready. Ours report over their channel. */
  readyIn?: (line: string) => Ready | undefined;
};

const endsWithParent = new URL('ends-with-parent.ts', import.meta.url).href;
const linesKept = 12;

/** A child that ends when this process does, however that comes about. */
export function startChild({ name, module, options = [], preloads = [], environment = {}, folder, hear, readyIn }: ChildOptions): Child {
  const imports = [endsWithParent, ...preloads].flatMap(url => ['--import', url]);
  const child = spawn(process.execPath, [...imports, module, ...options], {
    cwd: folder,
    env: environmentWith(environment),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  const lastLines: string[] = [];
  let problem: string | undefined;
  let announce: (ready: Ready) => void = () => undefined;

  const heard = [child.stdout, child.stderr].map(async stream => {
    if (!stream) return;
    for await (const line of createInterface({ input: stream })) {
      lastLines.push(line);
      if (lastLines.length > linesKept) lastLines.shift();
      hear?.(line);
      const ready = readyIn?.(line);
      if (ready) announce(ready);
    }
  });
  child.on('message', message => {
    const report = message as Report;
    if ('ready' in report) announce(report.ready);
    else problem = report.problem;
  });
  const ended = new Promise<Ended>(resolve => {
    child.once('error', error => {
      problem = error.message;
      resolve({ code: 1, signal: null });
    });
    // Its last words are heard first. Node's own 'close' event does that too, but never comes after a disconnect from this side.
    child.once('exit', (code, signal) => {
      void Promise.race([Promise.all(heard), pause(1_000, undefined, { ref: false })]).then(() => resolve({ code, signal }));
    });
  });
  const ready = new Promise<Ready>((resolve, reject) => {
    announce = resolve;
    void ended.then(end => reject(new CannotStart(problem ?? `${name} ${howItEnded(end)} before it was ready.\n${lastLines.join('\n')}`)));
  });
  // Someone may wait for it later, or not at all when another child failed first.
  ready.catch(() => undefined);

  return {
    name,
    pid: child.pid ?? 0,
    ready,
    ended,
    async end(graceSeconds) {
      if (child.connected) child.disconnect();
      const killer = setTimeout(() => child.kill('SIGKILL'), graceSeconds * 1000);
      await ended;
      clearTimeout(killer);
    },
  };
}

export function howItEnded({ code, signal }: Ended): string {
  return signal ? `was ended by ${signal}` : `ended with status ${code}`;
}

/** For the child's side: says over the channel that it is ready, or why it cannot be. */
export function report(said: Report): Promise<void> {
  return new Promise(resolve => {
    if (!process.send) return resolve();
    process.send(said, undefined, undefined, () => resolve());
  });
}
