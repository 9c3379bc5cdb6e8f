import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../../bot/storage/azure.ts';
import type { Storage } from '../../bot/storage/storage.ts';

// Azurite is CommonJS without types, and `azurite/dist/src/table/main.js` starts a server of its own when it is loaded:
// only the server classes are taken, and described here once.
const require = createRequire(import.meta.url);

type Accounts = Record<string, { name: string; key1: Buffer }>;
type Server = {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
  accountDataStore: { accounts: Accounts; refresh(): void };
};
type ServerClass = new (configuration: object) => Server;
type ConfigurationClass = new (...positional: unknown[]) => object;

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

/** Files of a certificate and its key: then Azurite speaks https, and takes the tokens of an identity as well. */
export type Tls = { cert: string; key: string };

/** Tables and queues inside this process, in memory, on free ports. Several may run side by side. */
export async function startAzurite(accounts: string[] = [usualAccount], tls?: Tls): Promise<RunningAzurite> {
  const table = newServer('table', 'Table', configuration => tableConfiguration(configuration, tls));
  const queue = newServer('queue', 'Queue', configuration => queueConfiguration(configuration, tls));
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
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `TableEndpoint=${at.tables}/${account}`,
    `QueueEndpoint=${at.queues}/${account}`,
  ].join(';');
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

function newServer(folder: string, name: string, configure: (configuration: ConfigurationClass) => object): Server {
  const server = require(`azurite/dist/src/${folder}/${name}Server.js`) as { default: ServerClass };
  const configuration = require(`azurite/dist/src/${folder}/${name}Configuration.js`) as { default: ConfigurationClass };
  return new server.default(configure(configuration.default));
}

// In memory nothing is written under these names; the folder only has to be nobody's.
const nowhere = join(tmpdir(), 'azurite-in-memory');
const host = '127.0.0.1';
const freePort = 0;
const keepAliveSeconds = 60;
const noLog = { access: false, debug: false };
const skipApiVersionCheck = true;

function tableConfiguration(Configuration: ConfigurationClass, tls?: Tls): object {
  return new Configuration(
    host,
    freePort,
    keepAliveSeconds,
    join(nowhere, 'tables.json'),
    noLog.debug,
    noLog.access,
    undefined,
    undefined,
    false,
    skipApiVersionCheck,
    tls?.cert ?? '',
    tls?.key ?? '',
    '',
    tls && 'basic',
    false,
    true,
  );
}

function queueConfiguration(Configuration: ConfigurationClass, tls?: Tls): object {
  return new Configuration(
    host,
    freePort,
    keepAliveSeconds,
    join(nowhere, 'queues.json'),
    join(nowhere, 'queue-extents.json'),
    [],
    noLog.access,
    undefined,
    noLog.debug,
    undefined,
    false,
    skipApiVersionCheck,
    tls?.cert ?? '',
    tls?.key ?? '',
    '',
    tls && 'basic',
    false,
    true,
  );
}
