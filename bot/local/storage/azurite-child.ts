import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { queueExtentsFile, queueFile, queueServer, tableFile, tableServer } from './azurite-servers.ts';
import { report } from '../processes/child.ts';
import { storageNote, type StorageNote } from './storage-note.ts';

// The process that is the storage of a local run: node azurite-child.ts <folder>, with AZURITE_ACCOUNTS set.
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('azurite-child.ts needs the folder of its files');
await run(folder);

async function run(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const damaged = [tableFile, queueFile, queueExtentsFile].map(file => join(folder, file)).find(isDamaged);
  if (damaged) return refuse(damaged);

  const servers = [tableServer({ folder }), queueServer({ folder })] as const;
  try {
    for (const server of servers) await server.start();
  } catch (error) {
    return refuse(folder, error);
  }
  const [tables, queues] = servers.map(server => server.getHttpServerAddress()) as [string, string];
  const note: StorageNote = { pid: process.pid, tables, queues };
  writeFileSync(storageNote(folder), JSON.stringify(note));

  process.once('SIGTERM', () => void close());
  await report({ ready: { tables, queues } });

  async function close(): Promise<void> {
    // Closing writes everything; while it runs it also saves by itself every five seconds.
    for (const server of servers) await server.close();
    rmSync(storageNote(folder), { force: true });
    process.exit(0);
  }
}

function isDamaged(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    JSON.parse(readFileSync(file, 'utf8'));
    return false;
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

async function refuse(place: string, error?: unknown): Promise<void> {
  const reason = error instanceof Error ? ` (${error.message})` : '';
  await report({
    problem: `The local storage cannot read ${place}${reason}. Move it away and start again: what you saved in it is lost, and the sample data comes back by itself.`,
  });
  process.exit(1);
}
