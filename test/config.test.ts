import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import {
  isProduction,
  localTabClientId,
  localTeamsAppId,
  readSettings,
  readStarterSettings,
  UnsafeSettings,
  warningsAbout,
  type Environment,
} from '../bot/config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const appId = 'a1b2c3d4-0000-4000-8000-000000000001';
const tenantId = 'a1b2c3d4-0000-4000-8000-000000000002';
const teamsAppId = 'a1b2c3d4-0000-4000-8000-000000000004';
const tabId = 'a1b2c3d4-0000-4000-8000-000000000003';

const local: Environment = { STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true', STAFF_NETWORKS_KEY: key };
const production: Environment = {
  NODE_ENV: 'production',
  MicrosoftAppId: appId,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenantId,
  MicrosoftAppPassword: 'a secret of the registration',
  TAB_CLIENT_ID: tabId,
  TEAMS_APP_ID: teamsAppId,
  PUBLIC_ORIGIN: 'https://networks.example.police.uk',
  TABLES_URL: 'https://networks.table.core.windows.net',
  QUEUES_URL: 'https://networks.queue.core.windows.net',
  STAFF_NETWORKS_KEY: key,
};
const managed: Environment = { ...production, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: undefined };

/** The sentences with which these settings are refused; none when they are accepted. */
function refusals(environment: Environment): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof UnsafeSettings, String(error));
    return error.problems;
  }
}

function refusesOnly(environment: Environment, sentence: RegExp): void {
  const problems = refusals(environment);
  assert.equal(problems.length, 1, problems.join('\n'));
  assert.match(problems[0] ?? '', sentence);
}

describe('settings of a local run', () => {
  it('listen on loopback only and take the usual port, force and addresses', () => {
    assert.deepEqual(readSettings(local), {
      mode: 'local',
      port: 3978,
      host: '127.0.0.1',
      homeForce: 'Sussex Police',
      welsh: undefined,
      publicOrigin: 'http://localhost:3978',
      tab: { clientId: localTabClientId, keysUrl: undefined, issuer: undefined },
      teamsApp: localTeamsAppId,
      tenants: [],
      administrators: [],
      localTenant: undefined,
      serviceHosts: ['smba.trafficmanager.net'],
      deliveryPace: 40,
      storage: { kind: 'connection', connectionString: 'UseDevelopmentStorage=true' },
      secret: Buffer.alloc(32, 7),
    });
  });

  it('have no bot registration, so that nothing is mistaken for production', () => {
    assert.equal(readSettings(local).bot, undefined);
  });

  it('follow what is set', () => {
    const settings = readSettings({
      ...local,
      PORT: '4000',
      HOME_FORCE: ' Gwent Police ',
      WELSH: 'Required',
      TAB_CLIENT_ID: tabId.toUpperCase(),
      TAB_KEYS_URL: 'http://127.0.0.1:5000/keys',
      TAB_ISSUER: 'http://127.0.0.1:5000/{tid}',
      SERVICE_HOSTS: 'smba.trafficmanager.net, smba.infra.example.net',
      TENANTS: `${tenantId}, ${appId}`,
      LOCAL_TENANT: tenantId,
      DELIVERY_PACE: '12',
    });
    assert.equal(settings.deliveryPace, 12);
    assert.equal(settings.localTenant, tenantId);
    assert.equal(settings.port, 4000);
    assert.equal(settings.homeForce, 'Gwent Police');
    assert.equal(settings.welsh, 'required');
    assert.equal(settings.publicOrigin, 'http://localhost:4000');
    assert.deepEqual(settings.tab, { clientId: tabId, keysUrl: 'http://127.0.0.1:5000/keys', issuer: 'http://127.0.0.1:5000/{tid}' });
    assert.deepEqual(settings.serviceHosts, ['smba.trafficmanager.net', 'smba.infra.example.net']);
    assert.deepEqual(settings.tenants, [tenantId, appId]);
  });

  it('need a storage', () => refusesOnly({ STAFF_NETWORKS_KEY: key }, /^STORAGE_CONNECTION_STRING is missing/));

  it('need the root key', () => refusesOnly({ ...local, STAFF_NETWORKS_KEY: undefined }, /^STAFF_NETWORKS_KEY is missing/));

  it('count a blank setting as missing', () => refusesOnly({ ...local, STAFF_NETWORKS_KEY: '  ' }, /^STAFF_NETWORKS_KEY is missing/));

  it('refuse a short key', () => {
    refusesOnly({ ...local, STAFF_NETWORKS_KEY: Buffer.alloc(31).toString('base64') }, /^STAFF_NETWORKS_KEY must be at least 32 bytes/);
  });

  it('refuse a key that is not base64', () => {
    refusesOnly({ ...local, STAFF_NETWORKS_KEY: '?'.repeat(64) }, /^STAFF_NETWORKS_KEY must be at least 32 bytes in base64/);
  });

  it('refuse a port that is none', () => {
    for (const PORT of ['http', '65536', '-1', '80.5']) refusesOnly({ ...local, PORT }, /^PORT is ".*"\. It must be a port number/);
  });

  it('refuse a pace that Teams would not take, or at which nothing is sent', () => {
    for (const DELIVERY_PACE of ['0', '51', '-5', '7.5', 'fast'])
      refusesOnly({ ...local, DELIVERY_PACE }, /^DELIVERY_PACE is ".*"\. It must be a whole number from 1 to 50\./);
    for (const DELIVERY_PACE of ['1', '50']) assert.equal(readSettings({ ...local, DELIVERY_PACE }).deliveryPace, Number(DELIVERY_PACE));
  });

  it('refuse an unknown rule for Welsh', () => {
    refusesOnly({ ...local, WELSH: 'sometimes' }, /^WELSH is "sometimes"\. It can be off, offered, required\./);
  });

  it('refuse the storage addresses of production when nothing else says production', () => {
    refusesOnly({ ...local, TABLES_URL: 'https://networks.table.core.windows.net' }, /^TABLES_URL belongs to production/);
    refusesOnly({ ...local, QUEUES_URL: 'https://networks.queue.core.windows.net' }, /^QUEUES_URL belongs to production/);
  });

  it('say everything that is wrong at once, each in a sentence', () => {
    assert.equal(refusals({ PORT: 'x', WELSH: 'x', TENANTS: 'x', SERVICE_HOSTS: 'x' }).length, 6);
  });
});

describe('what counts as production', () => {
  it('is NODE_ENV=production', () => assert.ok(isProduction({ NODE_ENV: 'production' })));

  it('is any MicrosoftApp setting, in whatever letter case', () => {
    assert.ok(isProduction({ MicrosoftAppType: 'SingleTenant' }));
    assert.ok(isProduction({ MICROSOFTAPPID: appId }));
  });

  it('is a blank app id too, because an empty one would let everybody in', () => {
    assert.ok(isProduction({ MicrosoftAppId: '' }));
    assert.match(refusals({ ...local, MicrosoftAppId: '' }).join('\n'), /MicrosoftAppId is missing/);
  });

  it('is not a development run', () => assert.equal(isProduction({ ...local, NODE_ENV: 'development' }), false));
});

describe('settings of production', () => {
  it('are read for a bot with a password', () => {
    assert.deepEqual(readSettings({ ...production, PORT: '8080' }), {
      mode: 'production',
      port: 8080,
      host: '0.0.0.0',
      homeForce: 'Sussex Police',
      welsh: undefined,
      publicOrigin: 'https://networks.example.police.uk',
      bot: { appId, tenantId, credential: { type: 'SingleTenant', password: 'a secret of the registration' } },
      tab: { clientId: tabId },
      teamsApp: teamsAppId,
      tenants: [tenantId],
      administrators: [],
      serviceHosts: ['smba.trafficmanager.net'],
      deliveryPace: 40,
      storage: {
        kind: 'identity',
        tables: 'https://networks.table.core.windows.net',
        queues: 'https://networks.queue.core.windows.net',
        clientId: undefined,
      },
      secret: Buffer.alloc(32, 7),
    });
  });

  it('are read for a bot with a managed identity, which opens the storage as well', () => {
    const settings = readSettings(managed);
    assert.deepEqual(settings.bot?.credential, { type: 'UserAssignedMSI' });
    assert.equal(settings.storage.kind === 'identity' && settings.storage.clientId, appId);
  });

  it('may name another identity for the storage', () => {
    const settings = readSettings({ ...production, AZURE_CLIENT_ID: tabId });
    assert.equal(settings.storage.kind === 'identity' && settings.storage.clientId, tabId);
  });

  it('may name the first administrators of the force', () => {
    const { administrators } = readSettings({ ...production, ADMINISTRATORS: tabId });
    assert.deepEqual(administrators, [{ tenant: tenantId, id: tabId }]);
    refusesOnly({ ...production, ADMINISTRATORS: 'someone@example.police.uk' }, /^ADMINISTRATORS must be/);
  });

  it('may list the tenants', () => {
    assert.deepEqual(readSettings({ ...production, TENANTS: `${appId},${tenantId}` }).tenants, [appId, tenantId]);
  });

  it('name everything that is missing at once', () => {
    const problems = refusals({ NODE_ENV: 'production' });
    const needed = [
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppType',
      'TAB_CLIENT_ID',
      'TEAMS_APP_ID',
      'PUBLIC_ORIGIN',
      'TABLES_URL',
      'QUEUES_URL',
      'STAFF_NETWORKS_KEY',
    ];
    assert.deepEqual(problems.map(problem => problem.split(' ')[0]).sort(), [...needed].sort());
    for (const problem of problems) assert.match(problem, / is missing: .*\.$/);
  });

  for (const name of [
    'MicrosoftAppId',
    'MicrosoftAppTenantId',
    'MicrosoftAppType',
    'MicrosoftAppPassword',
    'TAB_CLIENT_ID',
    'TEAMS_APP_ID',
    'PUBLIC_ORIGIN',
    'TABLES_URL',
    'QUEUES_URL',
    'STAFF_NETWORKS_KEY',
  ]) {
    it(`need ${name}`, () => refusesOnly({ ...production, [name]: undefined }, new RegExp(`^${name} is missing`)));
  }

  for (const name of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'TAB_CLIENT_ID', 'TEAMS_APP_ID', 'AZURE_CLIENT_ID']) {
    it(`refuse a ${name} that is no GUID`, () => refusesOnly({ ...production, [name]: 'my-bot' }, new RegExp(`^${name} is not a GUID`)));
  }

  it('refuse a tenant in the list that is no GUID', () =>
    refusesOnly({ ...production, TENANTS: `${tenantId},common` }, /^TENANTS must be ids/));

  it('refuse MultiTenant and every misspelling, which the SDK would read as MultiTenant', () => {
    for (const MicrosoftAppType of ['MultiTenant', 'Single', 'singletenant bot']) {
      refusesOnly({ ...production, MicrosoftAppType }, /^MicrosoftAppType is ".*"\. It must be SingleTenant or UserAssignedMSI\./);
    }
  });

  it("take the type in the letter case of Microsoft's templates", () => {
    assert.deepEqual(readSettings({ ...managed, MicrosoftAppType: 'UserAssignedMsi' }).bot?.credential, { type: 'UserAssignedMSI' });
  });

  it('refuse a managed identity with a password', () => {
    refusesOnly({ ...managed, MicrosoftAppPassword: 'left over' }, /^MicrosoftAppPassword is set, but MicrosoftAppType is UserAssignedMSI/);
  });

  for (const name of ['STORAGE_CONNECTION_STRING', 'TAB_KEYS_URL', 'TAB_ISSUER', 'LOCAL_TENANT']) {
    it(`refuse ${name}`, () => refusesOnly({ ...production, [name]: 'http://127.0.0.1/' }, new RegExp(`^${name} is for local runs only`)));
  }

  it('refuse one registration for both the bot and the tab', () => {
    refusesOnly({ ...production, TAB_CLIENT_ID: appId }, /^TAB_CLIENT_ID is the same as MicrosoftAppId/);
  });

  it('refuse an address that is not https', () => {
    for (const name of ['PUBLIC_ORIGIN', 'TABLES_URL', 'QUEUES_URL']) {
      refusesOnly(
        { ...production, [name]: 'http://networks.example.police.uk' },
        new RegExp(`^${name} must be an address that begins with https://`),
      );
      refusesOnly({ ...production, [name]: 'networks' }, new RegExp(`^${name} must be an address`));
    }
  });

  it('refuse a storage address with a shared access signature in it', () => {
    for (const name of ['TABLES_URL', 'QUEUES_URL']) {
      refusesOnly(
        { ...production, [name]: 'https://networks.table.core.windows.net/?sv=2024&sig=abc' },
        new RegExp(`^${name} must be a plain address`),
      );
    }
  });

  it('refuse a public origin with a path', () => {
    refusesOnly({ ...production, PUBLIC_ORIGIN: 'https://networks.example.police.uk/app' }, /^PUBLIC_ORIGIN must be an origin/);
  });

  it('refuse service hosts that are this machine, addresses or patterns', () => {
    for (const SERVICE_HOSTS of ['localhost', '127.0.0.1', '*.trafficmanager.net', 'https://smba.trafficmanager.net']) {
      refusesOnly({ ...production, SERVICE_HOSTS }, /^SERVICE_HOSTS must be host names/);
    }
  });

  it('refuse to run without the check of certificates', () => {
    refusesOnly({ ...production, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS_REJECT_UNAUTHORIZED=0/);
  });

  it('never repeat a secret in a refusal', () => {
    const secret = 'hunter2-hunter2';
    const problems = refusals({ ...managed, MicrosoftAppPassword: secret, STAFF_NETWORKS_KEY: secret, STORAGE_CONNECTION_STRING: secret });
    assert.equal(problems.length, 3);
    assert.doesNotMatch(problems.join('\n'), /hunter2/);
  });
});

describe('warnings at the start', () => {
  it('name a home force that no article knows, and what may be set', () => {
    const [warning] = warningsAbout(readSettings({ ...production, HOME_FORCE: 'Ruritania Police' }));
    assert.match(warning ?? '', /^HOME_FORCE "Ruritania Police" is not a force we hold articles about/);
    assert.match(warning ?? '', /Sussex Police; /);
  });

  it('are silent about a known force and a joint name, in any letter case', () => {
    for (const HOME_FORCE of ['surrey police', 'Norfolk and Suffolk Constabularies']) {
      assert.deepEqual(warningsAbout(readSettings({ ...production, HOME_FORCE })), []);
    }
  });

  it('say that local mode takes activities without a token, and where it listens', () => {
    assert.match(warningsAbout(readSettings(local)).join('\n'), /without a token.*127\.0\.0\.1 only/);
  });
});

describe('settings of the starter', () => {
  it('start everything unless told otherwise', () => {
    assert.deepEqual(readStarterSettings({}), {
      port: 3978,
      homeForce: 'Sussex Police',
      playground: { port: 56150, as: undefined },
      sampleData: true,
      dataFolder: resolve('.data'),
      connectionString: undefined,
    });
  });

  it('can leave the Playground and the sample data out', () => {
    const settings = readStarterSettings({ PLAYGROUND: 'off', SAMPLE_DATA: 'OFF' });
    assert.equal(settings.playground, 'off');
    assert.equal(settings.sampleData, false);
  });

  it('follow what is set', () => {
    const settings = readStarterSettings({
      PLAYGROUND_PORT: '56200',
      PLAYGROUND_AS: 'Rhiannon',
      DATA_DIR: 'elsewhere',
      STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    });
    assert.deepEqual(settings.playground, { port: 56200, as: 'Rhiannon' });
    assert.equal(settings.dataFolder, resolve('elsewhere'));
    assert.equal(settings.connectionString, 'UseDevelopmentStorage=true');
  });

  it('are refused with everything that is wrong at once', () => {
    assert.throws(
      () => readStarterSettings({ PORT: 'a', PLAYGROUND_PORT: 'b', PLAYGROUND: 'maybe', SAMPLE_DATA: 'some', WELSH: 'x' }),
      (error: unknown) => error instanceof UnsafeSettings && error.problems.length === 5,
    );
  });
});
