import { resolve } from 'node:path';
import type { WelshRule } from './language/language.ts';
import { forceNamed, knownForces } from './people/forces.ts';
import type { BotRegistration, Settings, StorageAccess, TabRegistration } from './settings.ts';

/** Only this file reads the environment. */
export type Environment = Record<string, string | undefined>;

export const defaultPort = 3978;
/** The client id that local tab tokens are made out to, unless TAB_CLIENT_ID says otherwise. */
export const localTabClientId = '5f2b0c1e-7d3a-4c58-9b61-0e8d4a7c2f90';
/** Local links never leave for Teams, so any app id does. */
export const localTeamsAppId = 'b3f0a5d2-94c1-4f0e-8a77-2d61c9e0b415';
const minimalKeyBytes = 32;

/** Everything that is missing or unsafe, each in a sentence, all at once. */
export class UnsafeSettings extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['Staff Networks does not start with these settings:', ...problems.map(problem => `- ${problem}`)].join('\n'));
    this.name = 'UnsafeSettings';
    this.problems = problems;
  }
}

/** A blank `MicrosoftAppId` means production too: with an empty app id the SDK would let everybody in. */
export function isProduction(environment: Environment = process.env): boolean {
  const names = Object.keys(environment).filter(name => environment[name] !== undefined);
  return given(environment, 'NODE_ENV') === 'production' || names.some(name => /^MicrosoftApp/i.test(name));
}

/** What the bot runs with. Throws `UnsafeSettings`. */
export function readSettings(environment: Environment = process.env): Settings {
  const read = readerOf(environment);
  const settings = isProduction(environment) ? productionSettings(read) : localSettings(read);
  read.refuseIfUnsafe();
  return settings;
}

/** What a person should know about settings that are safe to start with. */
export function warningsAbout(settings: Settings): string[] {
  const warnings: string[] = [];
  if (!forceNamed(settings.homeForce).isKnown) {
    warnings.push(
      `HOME_FORCE "${settings.homeForce}" is not a force we hold articles about, so answers will come from other forces only. Known names: ${knownForces.join('; ')}.`,
    );
  }
  if (settings.mode === 'local') {
    warnings.push(`Local mode: activities are accepted without a token. The bot listens on ${settings.host} only.`);
  }
  return warnings;
}

/** What the starter of a local run goes by. */
export type StarterSettings = {
  port: number;
  homeForce: string;
  playground: 'off' | { port: number; as?: string };
  sampleData: boolean;
  dataFolder: string;
  /** Use this storage instead of starting one. */
  connectionString?: string;
};

/** Throws `UnsafeSettings`, also for what the bot itself would refuse. */
export function readStarterSettings(environment: Environment = process.env): StarterSettings {
  const read = readerOf(environment);
  const settings: StarterSettings = {
    port: read.port('PORT', defaultPort),
    homeForce: read.text('HOME_FORCE') ?? 'Sussex Police',
    playground:
      read.oneOf('PLAYGROUND', ['on', 'off']) === 'off'
        ? 'off'
        : { port: read.port('PLAYGROUND_PORT', 56150), as: read.text('PLAYGROUND_AS') },
    sampleData: read.oneOf('SAMPLE_DATA', ['on', 'off']) !== 'off',
    dataFolder: resolve(read.text('DATA_DIR') ?? '.data'),
    connectionString: read.text('STORAGE_CONNECTION_STRING'),
  };
  read.oneOf('WELSH', welshRules);
  read.refuseIfUnsafe();
  return settings;
}

/** The environment of a child process: ours, with these on top. */
export function environmentWith(extra: Environment): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

const welshRules: readonly WelshRule[] = ['off', 'offered', 'required'];

function localSettings(read: Reader): Settings {
  for (const name of ['TABLES_URL', 'QUEUES_URL']) {
    if (read.text(name)) {
      read.problem(
        `${name} belongs to production, but neither NODE_ENV=production nor the MicrosoftApp settings are there. Set those, or take it away.`,
      );
    }
  }
  const port = read.port('PORT', defaultPort);
  const connectionString = read.text('STORAGE_CONNECTION_STRING');
  if (!connectionString) read.problem('STORAGE_CONNECTION_STRING is missing. Use npm start, which starts a storage and sets it.');
  return {
    mode: 'local',
    port,
    host: '127.0.0.1',
    ...shared(read),
    publicOrigin: read.origin('PUBLIC_ORIGIN', ['http:', 'https:']) ?? `http://localhost:${port}`,
    tab: {
      clientId: read.guid('TAB_CLIENT_ID') ?? localTabClientId,
      keysUrl: read.address('TAB_KEYS_URL', ['http:', 'https:']),
      issuer: read.text('TAB_ISSUER'),
    },
    teamsApp: read.guid('TEAMS_APP_ID') ?? localTeamsAppId,
    tenants: read.guids('TENANTS'),
    administrators: [],
    localTenant: read.guid('LOCAL_TENANT'),
    storage: { kind: 'connection', connectionString: connectionString ?? '' },
  };
}

function productionSettings(read: Reader): Settings {
  const bot = botRegistration(read);
  const tenants = read.guids('TENANTS');
  for (const name of ['STORAGE_CONNECTION_STRING', 'TAB_KEYS_URL', 'TAB_ISSUER', 'LOCAL_TENANT']) {
    if (read.text(name)) read.problem(`${name} is for local runs only. Production refuses it.`);
  }
  if (read.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    read.problem('NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of every certificate. Take it away.');
  }
  return {
    mode: 'production',
    port: read.port('PORT', defaultPort),
    host: '0.0.0.0',
    ...shared(read),
    publicOrigin: read.needed('PUBLIC_ORIGIN', 'the https origin of this app', name => read.origin(name, ['https:'])),
    bot,
    tab: tabRegistration(read, bot),
    teamsApp: read.needed('TEAMS_APP_ID', 'the id of the app in the Teams catalogue, as its manifest has it', read.guid),
    tenants: tenants.length > 0 ? tenants : [bot.tenantId],
    administrators: read.guids('ADMINISTRATORS').map(id => ({ tenant: bot.tenantId, id })),
    storage: identityStorage(read, bot),
  };
}

function shared(read: Reader): Pick<Settings, 'homeForce' | 'welsh' | 'serviceHosts' | 'deliveryPace' | 'secret'> {
  return {
    homeForce: read.text('HOME_FORCE') ?? 'Sussex Police',
    welsh: read.oneOf('WELSH', welshRules),
    serviceHosts: read.hosts('SERVICE_HOSTS') ?? ['smba.trafficmanager.net'],
    deliveryPace: read.whole('DELIVERY_PACE', { from: 1, to: 50, otherwise: 40 }),
    secret: read.key('STAFF_NETWORKS_KEY'),
  };
}

function botRegistration(read: Reader): BotRegistration {
  const appId = read.needed('MicrosoftAppId', 'the app id of the bot', read.guid);
  const tenantId = read.needed('MicrosoftAppTenantId', 'the tenant id of the bot', read.guid);
  const type = appType(read);
  const password = read.text('MicrosoftAppPassword');
  if (type === 'UserAssignedMSI' && password) {
    read.problem('MicrosoftAppPassword is set, but MicrosoftAppType is UserAssignedMSI, which has no password. Take one of them away.');
  }
  if (type === 'SingleTenant' && !password) read.problem('MicrosoftAppPassword is missing: the credential of a SingleTenant bot.');
  return { appId, tenantId, credential: type === 'SingleTenant' ? { type, password: password ?? '' } : { type: 'UserAssignedMSI' } };
}

/** The SDK reads a missing or misspelt type as MultiTenant without a word, which lets other tenants in. */
function appType(read: Reader): 'SingleTenant' | 'UserAssignedMSI' | undefined {
  const value = read.text('MicrosoftAppType');
  if (!value) {
    read.problem('MicrosoftAppType is missing: SingleTenant or UserAssignedMSI.');
    return undefined;
  }
  const type = (['SingleTenant', 'UserAssignedMSI'] as const).find(one => one.toLowerCase() === value.toLowerCase());
  if (!type) read.problem(`MicrosoftAppType is "${value}". It must be SingleTenant or UserAssignedMSI.`);
  return type;
}

function tabRegistration(read: Reader, bot: BotRegistration): TabRegistration {
  const clientId = read.needed('TAB_CLIENT_ID', "the client id of the tab's own registration", read.guid);
  if (clientId && clientId === bot.appId) {
    read.problem('TAB_CLIENT_ID is the same as MicrosoftAppId. The tab needs a registration of its own, so that no token serves for both.');
  }
  return { clientId };
}

function identityStorage(read: Reader, bot: BotRegistration): StorageAccess {
  return {
    kind: 'identity',
    tables: read.needed('TABLES_URL', 'the https address of the table storage', name => read.address(name, ['https:'])),
    queues: read.needed('QUEUES_URL', 'the https address of the queue storage', name => read.address(name, ['https:'])),
    // A bot with a managed identity uses it for the storage as well, unless another is named.
    clientId: read.guid('AZURE_CLIENT_ID') ?? (bot.credential.type === 'UserAssignedMSI' ? bot.appId : undefined),
  };
}

type Reader = ReturnType<typeof readerOf>;

/** Reads one value at a time and collects what is wrong. After a problem it returns something harmless; nobody sees it. */
function readerOf(environment: Environment) {
  const problems: string[] = [];
  const problem = (sentence: string): void => void (problems.includes(sentence) || problems.push(sentence));
  const text = (name: string): string | undefined => given(environment, name);
  const list = (name: string): string[] => (text(name) ?? '').split(/[,\s]+/).filter(part => part !== '');

  function guid(name: string): string | undefined {
    const value = text(name)?.toLowerCase();
    if (value && !isGuid(value)) problem(`${name} is not a GUID such as 5f2b0c1e-7d3a-4c58-9b61-0e8d4a7c2f90.`);
    return value;
  }

  function address(name: string, protocols: readonly string[]): string | undefined {
    const value = text(name);
    if (!value) return undefined;
    const url = URL.parse(value);
    if (!url || !protocols.includes(url.protocol))
      problem(`${name} must be an address that begins with ${protocols.map(one => `${one}//`).join(' or ')}.`);
    // A query would carry a shared access signature, which is a key.
    else if (url.search || url.hash || url.username || url.password)
      problem(`${name} must be a plain address, without a key or anything after a question mark.`);
    return value.replace(/\/$/, '');
  }

  return {
    problem,
    text,
    guid,
    address,
    guids(name: string): string[] {
      const values = list(name).map(value => value.toLowerCase());
      if (!values.every(isGuid)) problem(`${name} must be ids (GUIDs) with commas between them.`);
      return values;
    },
    oneOf<Value extends string>(name: string, allowed: readonly Value[]): Value | undefined {
      const value = text(name)?.toLowerCase();
      const found = allowed.find(one => one === value);
      if (value && !found) problem(`${name} is "${text(name)}". It can be ${allowed.join(', ')}.`);
      return found;
    },
    port(name: string, otherwise: number): number {
      const value = text(name);
      if (!value) return otherwise;
      const port = Number(value);
      if (!/^\d+$/.test(value) || port > 65535) problem(`${name} is "${value}". It must be a port number from 0 to 65535.`);
      return port;
    },
    whole(name: string, { from, to, otherwise }: { from: number; to: number; otherwise: number }): number {
      const value = text(name);
      if (!value) return otherwise;
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < from || number > to) {
        problem(`${name} is "${value}". It must be a whole number from ${from} to ${to}.`);
      }
      return number;
    },
    hosts(name: string): string[] | undefined {
      const values = list(name).map(value => value.toLowerCase());
      if (!values.every(value => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value) && !/^[\d.]+$/.test(value))) {
        problem(`${name} must be host names such as smba.trafficmanager.net, with commas between them.`);
      }
      return values.length > 0 ? values : undefined;
    },
    origin(name: string, protocols: readonly string[]): string | undefined {
      const value = address(name, protocols);
      const url = value === undefined ? undefined : URL.parse(value);
      if (url && url.pathname !== '/') problem(`${name} must be an origin such as https://networks.example.police.uk, without a path.`);
      return url?.origin;
    },
    key(name: string): Buffer {
      const value = text(name);
      const key = Buffer.from(value ?? '', 'base64');
      if (!value) problem(`${name} is missing: at least ${minimalKeyBytes} random bytes in base64, the same for every instance.`);
      else if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value) || key.length < minimalKeyBytes)
        problem(`${name} must be at least ${minimalKeyBytes} bytes in base64.`);
      return key;
    },
    needed(name: string, what: string, read: (name: string) => string | undefined): string {
      if (!text(name)) problem(`${name} is missing: ${what}.`);
      return read(name) ?? '';
    },
    refuseIfUnsafe(): void {
      if (problems.length > 0) throw new UnsafeSettings(problems);
    },
  };
}

/** A setting of nothing but blanks counts as not set. */
function given(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined;
}

function isGuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
