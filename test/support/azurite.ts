import {
  connectionStringAt,
  queueServer,
  tableServer,
  type Accounts,
  type AzuriteOptions,
} from '../../bot/local/storage/azurite-servers.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import type { Storage } from '../../bot/storage/storage.ts';

/** The account that every Azurite has; the key is published and protects nothing. */
const usualAccount = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export type RunningAzurite = {
  /** Of the first account. */
  connectionString: string;
  connectionStringOf(account: string): string;
  /** Addresses without the account, to put a proxy in front. */
  tables: string;
  queues: string;
  close(): Promise<void>;
};

export type Tls = NonNullable<AzuriteOptions['tls']>;

/** Tables and queues inside this process, in memory, on free ports. Several may run side by side. */
export async function startAzurite(accounts: string[] = [usualAccount], tls?: Tls): Promise<RunningAzurite> {
  const [table, queue] = [tableServer({ tls }), queueServer({ tls })];
  const known: Accounts = Object.fromEntries(accounts.map(name => [name, { name, key1: Buffer.from(key, 'base64') }]));
  for (const server of [table, queue]) {
    // Azurite takes its accounts from AZURITE_ACCOUNTS again every minute; two that run in one process would share them.
    server.accountDataStore.refresh = () => void (server.accountDataStore.accounts = known);
    await server.start();
  }
  const tables = withScheme(table.getHttpServerAddress(), tls);
  const queues = withScheme(queue.getHttpServerAddress(), tls);
  const connectionStringOf = (account: string) => {
    if (!known[account]) throw new Error(`this Azurite has no account "${account}"`);
    return connectionStringFor(account, { tables, queues });
  };
  return {
    connectionString: connectionStringOf(accounts[0] ?? usualAccount),
    connectionStringOf,
    tables,
    queues,
    close: async () => {
      await Promise.all([table.close(), queue.close()]);
    },
  };
}

/** A connection string for addresses of one's own, such as those of a proxy. */
export function connectionStringFor(account: string, at: { tables: string; queues: string }): string {
  return connectionStringAt(at, account, key);
}

/**
 * One Azurite for the describe block that calls this, started before its tests and closed after them:
 * `const azurite = azuriteHere();` and in a test `azurite.storage()`.
 */
export function azuriteHere(accounts?: string[]): { running(): RunningAzurite; storage(account?: string): Storage } {
  let running: RunningAzurite | undefined;
  const opened: Storage[] = [];
  before('start Azurite', async function () {
    // The first load of Azurite in a process takes most of a second, several on a busy machine.
    this.timeout(20_000);
    running = await startAzurite(accounts);
  });
  after('close Azurite', async () => {
    for (const storage of opened) await storage.close();
    await running?.close();
    running = undefined;
  });
  const now = () => {
    if (!running) throw new Error('Azurite runs only inside the tests of this describe block');
    return running;
  };
  return {
    running: now,
    storage: account => {
      const connectionString = account ? now().connectionStringOf(account) : now().connectionString;
      const storage = openStorage({ kind: 'connection', connectionString });
      opened.push(storage);
      return storage;
    },
  };
}

function withScheme(address: string, tls: Tls | undefined): string {
  return address.replace(/^https?/, tls ? 'https' : 'http');
}
