import { fileURLToPath } from 'node:url';
import { castTenant, personOf, type CastMember } from '../../bot/local/sample/cast.ts';
import { startStorage } from '../../bot/local/storage/azurite.ts';
import { startChild, type Child } from '../../bot/local/processes/child.ts';
import { startIssuer } from '../../bot/local/tab/issuer.ts';
import { localKeys } from '../../bot/local/storage/local-keys.ts';
import { startPlayground } from '../../bot/local/playground.ts';
import type { Environment } from '../../bot/config.ts';
import { openPlayground, type PlaygroundClient } from './playground.ts';
import { freePort } from './ports.ts';

export type PartsRun = {
  storage: Child;
  bot: Child;
  botPort: number;
  /** What the bot has logged. */
  log(): string;
  /** Opens a Playground for somebody. */
  seat(member: CastMember): Promise<PlaygroundClient>;
  /** A tab token of somebody, as Teams would give it to the page. */
  tokenOf(member: CastMember): Promise<string>;
  end(): Promise<void>;
};

const localBot = fileURLToPath(new URL('../../bot/local/local-bot.ts', import.meta.url));

/**
 * What `npm start` starts, held piece by piece: so that a test can take the storage away, shift the clock of all, or ask for a
 * tab token. The processes are the same.
 */
export async function startParts(dataFolder: string, environment: Environment = {}): Promise<PartsRun> {
  let log = '';
  const open: { end(): Promise<void> }[] = [];
  const keys = localKeys(dataFolder);
  const issuer = await startIssuer();
  open.push({ end: () => issuer.close() });
  const { child: storage, connectionStringOf } = await startStorage(`${dataFolder}/storage`, keys.accounts, () => undefined, environment);
  open.push({ end: () => storage.end(20) });
  const botPort = await freePort();
  const bot = startChild({
    name: 'The bot',
    module: localBot,
    environment: {
      STORAGE_CONNECTION_STRING: connectionStringOf('data'),
      STAFF_NETWORKS_KEY: keys.root,
      LOCAL_TENANT: castTenant,
      TAB_CLIENT_ID: issuer.clientId,
      TAB_KEYS_URL: issuer.keysUrl,
      TAB_ISSUER: issuer.issuer,
      PORT: String(botPort),
      ...environment,
    },
    hear: line => (log += `${line}\n`),
  });
  open.push({ end: () => bot.end(25) });
  await bot.ready;

  return {
    storage,
    bot,
    botPort,
    log: () => log,
    async seat(member) {
      const port = await freePort();
      const playground = await startPlayground({ as: member, port, botPort, dataFolder });
      open.push({ end: () => playground.end(5) });
      const client = await openPlayground(port, member);
      open.push({ end: async () => client.close() });
      return client;
    },
    tokenOf: member => issuer.tokenFor(personOf(member)),
    async end() {
      for (const part of open.reverse()) await part.end();
    },
  };
}
