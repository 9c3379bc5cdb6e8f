import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BareAsked, BareTold, BotAsked, BotTold, LoadRound, LoadTold } from './load.contract.ts';

/** A bot in a process of its own. */
export type Bot = {
  url: string;
  /** Processor time it has used so far. */
  processorMs(): Promise<number>;
  /** What its heap holds after a full collection; it must have been started with the collector exposed. */
  heapBytes(): Promise<number>;
  /** All memory it takes from the machine at this moment. */
  memoryBytes(): Promise<number>;
  stop(): Promise<void>;
};

export type Load = {
  round(round: LoadRound): Promise<LoadTold>;
  stop(): Promise<void>;
};

export async function startBot(file: string, options: { arguments?: string[]; flags?: string[] } = {}): Promise<Bot> {
  const child = started(file, options);
  const { port } = (await told(child)) as Extract<BotTold, { port: number }>;
  const ask = async (asked: BotAsked) => {
    child.send(asked);
    return told(child);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    processorMs: async () => ((await ask('processor')) as Extract<BotTold, { processorMs: number }>).processorMs,
    heapBytes: async () => ((await ask('heap')) as Extract<BotTold, { heapBytes: number }>).heapBytes,
    memoryBytes: async () => ((await ask('memory')) as Extract<BotTold, { memoryBytes: number }>).memoryBytes,
    stop: () => stopped(child),
  };
}

export async function startLoad(): Promise<Load> {
  const child = started('load.ts');
  await told(child);
  return {
    round: async round => {
      child.send(round);
      const result = (await told(child)) as LoadTold;
      if (result.faults.length > 0) throw new Error(`the bot answered badly: ${[...new Set(result.faults)].join('; ')}`);
      return result;
    },
    stop: () => stopped(child),
  };
}

/** A bare loop that posts messages, in a process of its own. */
export async function startBare(): Promise<{ post(asked: BareAsked): Promise<BareTold>; stop(): Promise<void> }> {
  const child = started('bare-loop.ts');
  await told(child);
  return {
    post: async asked => {
      child.send(asked);
      return (await told(child)) as BareTold;
    },
    stop: () => stopped(child),
  };
}

function started(file: string, options: { arguments?: string[]; flags?: string[] } = {}): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), options.arguments ?? [], {
    execArgv: options.flags ?? [],
    // What a bot logs would drown the table; what it complains about is shown.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function told(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${child.spawnfile} ended with ${code} in the middle of the bench`));
    child.once('exit', ended);
    child.once('message', message => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', () => {
      clearTimeout(patience);
      resolve();
    });
    // Both sorts of process end when the bench has gone.
    child.disconnect();
  });
}
