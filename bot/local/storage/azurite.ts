import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import type { Environment } from '../../config.ts';
import { connectionStringAt } from './azurite-servers.ts';
import { CannotStart } from '../processes/cannot-start.ts';
import { startChild, type Child } from '../processes/child.ts';
import { isAlive, readNote } from '../processes/note.ts';
import { storageNote, type StorageNote } from './storage-note.ts';

/** One account for what the product keeps, one for sealed ballots, one for the count, each with a key of its own. */
export const accountNames = ['data', 'ballots', 'count'] as const;
export type AccountName = (typeof accountNames)[number];
export type AccountKeys = Record<AccountName, string>;

export type LocalStorage = { child: Child; connectionStringOf: (account: AccountName) => string };

/** As a sentence names it. */
export const storageName = 'The storage (Azurite)';

const childModule = fileURLToPath(new URL('azurite-child.ts', import.meta.url));

/** Starts the storage of a local run: tables and queues on free loopback ports, kept in this folder. */
export async function startStorage(
  folder: string,
  keys: AccountKeys,
  hear: (line: string) => void,
  environment: Environment = {},
): Promise<LocalStorage> {
  await endLeftBehind(folder, keys);
  const child = startChild({
    name: storageName,
    module: childModule,
    options: [folder],
    environment: { ...environment, AZURITE_ACCOUNTS: accountNames.map(name => `${name}:${keys[name]}`).join(';') },
    hear,
  });
  const at = await child.ready;
  const addresses = { tables: String(at['tables']), queues: String(at['queues']) };
  return { child, connectionStringOf: account => connectionStringAt(addresses, account, keys[account]) };
}

/**
 * A storage that a killed run left behind still holds the files. It is ended before another one opens them, but only when it is
 * surely ours: it answers at the noted address to our own key.
 */
async function endLeftBehind(folder: string, keys: AccountKeys): Promise<void> {
  const file = storageNote(folder);
  const note = readNote<StorageNote>(file);
  if (!note) return;
  const answer = isAlive(note.pid) ? await askForTables(note, keys) : 'gone';
  if (answer === 'silent') {
    throw new CannotStart(
      `Process ${note.pid} may still hold the local storage in ${folder}, but it does not answer. End it and start again.`,
    );
  }
  if (answer === 'ours') {
    // Windows cannot ask a process to end. Nobody writes to it any more, and it saves by itself every five seconds.
    if (process.platform === 'win32') await pause(6_000);
    process.kill(note.pid, 'SIGTERM');
  }
  // 'gone' with its process still there: it is saving its files, or another program has its number by now.
  const patience = Date.now() + (answer === 'ours' ? 20_000 : 5_000);
  while (isAlive(note.pid) && readNote(file) && Date.now() < patience) await pause(100);
  if (answer === 'ours' && isAlive(note.pid)) {
    throw new CannotStart(`Process ${note.pid} is the local storage of an earlier run and does not end. End it and start again.`);
  }
  rmSync(file, { force: true });
}

async function askForTables(note: StorageNote, keys: AccountKeys): Promise<'ours' | 'gone' | 'silent'> {
  // Seldom needed, and slow to load.
  const { TableServiceClient } = await import('@azure/data-tables');
  const client = TableServiceClient.fromConnectionString(connectionStringAt(note, 'data', keys.data), {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  try {
    await client.listTables({ abortSignal: AbortSignal.timeout(3_000) }).next();
    return 'ours';
  } catch (error) {
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    // Refused, or answered by something that does not know our key: whatever it is, it is not our storage.
    return code === 'ECONNREFUSED' || statusCode !== undefined ? 'gone' : 'silent';
  }
}
