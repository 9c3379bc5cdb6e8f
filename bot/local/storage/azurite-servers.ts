import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Azurite is CommonJS without types, and its main files start servers of their own when they are loaded: only the server classes
// are taken, and described here once.
const require = createRequire(import.meta.url);

export type Accounts = Record<string, { name: string; key1: Buffer }>;
export type AzuriteServer = {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
  /** Read from AZURITE_ACCOUNTS at the start and every minute. */
  accountDataStore: { accounts: Accounts; refresh(): void };
};
type ServerClass = new (configuration: object) => AzuriteServer;
type ConfigurationClass = new (...positional: unknown[]) => object;

export type AzuriteOptions = {
  /** Where its files are; in memory without it. */
  folder?: string;
  /** Files of a certificate and its key: then it speaks https, and takes the tokens of an identity as well. */
  tls?: { cert: string; key: string };
};

const host = '127.0.0.1';
const freePort = 0;
const keepAliveSeconds = 60;
const [silent, strict, anyVersion, everyUrl] = [false, false, true, false];
const noFile = undefined;
// In memory nothing is written there; the folder only has to be nobody's.
const nowhere = join(tmpdir(), 'azurite-in-memory');

export const tableFile = 'tables.json';
export const queueFile = 'queues.json';
export const queueExtentsFile = 'queue-extents.json';

/** Tables on a free loopback port. */
export function tableServer({ folder, tls }: AzuriteOptions): AzuriteServer {
  const [Server, Configuration] = classes('table', 'Table');
  return new Server(
    new Configuration(
      ...[host, freePort, keepAliveSeconds, join(folder ?? nowhere, tableFile), silent, silent, noFile, noFile],
      ...lastSettings(folder, tls),
    ),
  );
}

/** Queues on a free loopback port. */
export function queueServer({ folder, tls }: AzuriteOptions): AzuriteServer {
  const [Server, Configuration] = classes('queue', 'Queue');
  const at = folder ?? nowhere;
  const messages = { locationId: 'Default', locationPath: join(at, 'queue-messages'), maxConcurrency: 1 };
  return new Server(
    new Configuration(
      ...[host, freePort, keepAliveSeconds, join(at, queueFile), join(at, queueExtentsFile), folder ? [messages] : []],
      ...[silent, noFile, silent, noFile, ...lastSettings(folder, tls)],
    ),
  );
}

const lastSettings = (folder: string | undefined, tls: AzuriteOptions['tls']): unknown[] => [
  ...[strict, anyVersion, tls?.cert ?? '', tls?.key ?? '', '', tls && 'basic', everyUrl],
  folder === undefined,
];

function classes(folder: string, name: string): [ServerClass, ConfigurationClass] {
  const server = require(`azurite/dist/src/${folder}/${name}Server.js`) as { default: ServerClass };
  const configuration = require(`azurite/dist/src/${folder}/${name}Configuration.js`) as { default: ConfigurationClass };
  return [server.default, configuration.default];
}

/** The connection string of one account at these addresses. */
export function connectionStringAt(at: { tables: string; queues: string }, account: string, key: string): string {
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `TableEndpoint=${at.tables}/${account}`,
    `QueueEndpoint=${at.queues}/${account}`,
  ].join(';');
}
