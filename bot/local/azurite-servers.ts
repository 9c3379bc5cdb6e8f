import { createRequire } from 'node:module';
import { join } from 'node:path';

// Azurite is CommonJS without types, and its main files start servers of their own when they are loaded: only the server classes
// are taken, and described here once. They take their accounts from AZURITE_ACCOUNTS.
const require = createRequire(import.meta.url);

export type AzuriteServer = { start(): Promise<void>; close(): Promise<void>; getHttpServerAddress(): string };
type ServerClass = new (configuration: object) => AzuriteServer;
type ConfigurationClass = new (...positional: unknown[]) => object;

const host = '127.0.0.1';
const freePort = 0;
const keepAliveSeconds = 60;
const [silent, strict, anyVersion] = [false, false, true];
const noFile = undefined;
const noCertificate = ['', '', '', undefined];

export const tableFile = 'tables.json';
export const queueFile = 'queues.json';
export const queueExtentsFile = 'queue-extents.json';

/** Tables kept in a file of this folder, on a free loopback port. */
export function tableServer(folder: string): AzuriteServer {
  const [Server, Configuration] = classes('table', 'Table');
  return new Server(
    new Configuration(
      ...[host, freePort, keepAliveSeconds, join(folder, tableFile), silent, silent, noFile, noFile, strict, anyVersion],
      ...noCertificate,
    ),
  );
}

/** Queues kept in files of this folder, on a free loopback port. */
export function queueServer(folder: string): AzuriteServer {
  const [Server, Configuration] = classes('queue', 'Queue');
  const messages = { locationId: 'Default', locationPath: join(folder, 'queue-messages'), maxConcurrency: 1 };
  return new Server(
    new Configuration(
      ...[host, freePort, keepAliveSeconds, join(folder, queueFile), join(folder, queueExtentsFile), [messages]],
      ...[silent, noFile, silent, noFile, strict, anyVersion, ...noCertificate],
    ),
  );
}

function classes(folder: string, name: string): [ServerClass, ConfigurationClass] {
  const server = require(`azurite/dist/src/${folder}/${name}Server.js`) as { default: ServerClass };
  const configuration = require(`azurite/dist/src/${folder}/${name}Configuration.js`) as { default: ConfigurationClass };
  return [server.default, configuration.default];
}
