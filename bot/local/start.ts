import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isProduction, localTabClientId, readStarterSettings, type StarterSettings } from '../config.ts';
import { startStorage, storageName } from './storage/azurite.ts';
import { CannotStart } from './processes/cannot-start.ts';
import { castMemberMeant, castTenant, personOf } from './sample/cast.ts';
import { howItEnded, startChild, type Child } from './processes/child.ts';
import { greeting } from './greeting.ts';
import { startIssuer, type Issuer } from './tab/issuer.ts';
import { localKeys, type LocalKeys } from './storage/local-keys.ts';
import { buildPages, pagesAreStale } from './tab/pages.ts';
import { startPlayground } from './playground.ts';
import { needFreePorts } from './processes/ports.ts';
import { forgetRunning, refuseSecondRun, writeRunning } from './processes/running.ts';
import { untilToldToEnd, withSentences, type Ending } from './processes/starting.ts';
import { startTabHost } from './tab/tab-host.ts';

const localBot = fileURLToPath(new URL('local-bot.ts', import.meta.url));
/** The bot drains for 20 s, the storage has to save. */
const graceSeconds = 25;

// The bot itself is loaded only where this process becomes the bot.
if (isProduction()) await (await import('../main.ts')).serve();
else await withSentences(() => runEverything(readStarterSettings()));

/** Storage, bot and Playground together: when one ends, or this is told to end, all end, the last started first. */
async function runEverything(settings: StarterSettings): Promise<Ending> {
  const toldToEnd = untilToldToEnd();
  const started: Child[] = [];
  const servers: { close(): Promise<void> }[] = [];
  try {
    const player = settings.playground === 'off' ? undefined : castMemberMeant(settings.playground.as ?? 'constable');
    await needQuietPlace(settings);
    const issuer = await startIssuer({ clientId: localTabClientId });
    servers.push(issuer);
    const building = pagesAreStale() ? buildPages(line => console.log(line)) : undefined;
    if (building) started.push(building);

    const starting = startAll(settings, issuer, started, player);
    const early = await Promise.race([toldToEnd, starting.then(() => undefined)]);
    if (early) {
      starting.catch(() => undefined);
      return early;
    }
    const tabHost = await startTabHost(settings.port, member => issuer.tokenFor(personOf(member)));
    servers.push(tabHost);
    console.log(greeting(settings, { player, tab: tabHost.address, isBuilding: building !== undefined }));
    const endOf = (child: Child) =>
      child.ended.then(end => ({ why: `${child.name} ${howItEnded(end)}, so everything ends.`, asWanted: false }));
    return await Promise.race([toldToEnd, ...started.filter(child => child !== building).map(endOf)]);
  } finally {
    for (const child of started.reverse()) await child.end(graceSeconds);
    for (const server of servers) await server.close();
    if (servers.length > 0) forgetRunning(settings.dataFolder);
  }
}

async function needQuietPlace({ dataFolder, port, playground }: StarterSettings): Promise<void> {
  try {
    mkdirSync(dataFolder, { recursive: true });
  } catch (error) {
    throw new CannotStart(`The folder ${dataFolder} cannot be made (${(error as Error).message}). Choose another with DATA_DIR.`);
  }
  await refuseSecondRun(dataFolder);
  await needFreePorts([
    { port, what: 'the bot', setting: 'PORT' },
    ...(playground === 'off' ? [] : [{ port: playground.port, what: 'the Playground', setting: 'PLAYGROUND_PORT' }]),
  ]);
}

async function startAll(
  settings: StarterSettings,
  issuer: Issuer,
  started: Child[],
  player: ReturnType<typeof castMemberMeant> | undefined,
): Promise<void> {
  const { port, dataFolder, playground } = settings;
  const keys = localKeys(dataFolder);
  const environment = {
    STORAGE_CONNECTION_STRING: settings.connectionString ?? (await ownStorage(dataFolder, keys, started)),
    STAFF_NETWORKS_KEY: keys.root,
    LOCAL_TENANT: castTenant,
    TAB_CLIENT_ID: issuer.clientId,
    TAB_KEYS_URL: issuer.keysUrl,
    TAB_ISSUER: issuer.issuer,
  };
  const bot = startChild({
    name: 'The bot',
    module: localBot,
    environment: { ...environment, PORT: String(port) },
    hear: line => console.log(`bot | ${line}`),
  });
  started.push(bot);
  await bot.ready;
  const storage = started.find(child => child.name === storageName)?.pid;
  writeRunning(dataFolder, { pid: process.pid, keysUrl: issuer.keysUrl, port, children: { bot: bot.pid, storage }, environment });
  if (playground !== 'off' && player) started.push(await startPlayground({ as: player, port: playground.port, botPort: port, dataFolder }));
}

async function ownStorage(dataFolder: string, keys: LocalKeys, started: Child[]): Promise<string> {
  const storage = await startStorage(`${dataFolder}/storage`, keys.accounts, line => console.log(`storage | ${line}`));
  started.push(storage.child);
  return storage.connectionStringOf('data');
}
