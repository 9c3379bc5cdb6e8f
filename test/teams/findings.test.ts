import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { TeamsAdapter, Unauthenticated } from '../../bot/teams/entry/adapter.ts';
import { examine, type GateRules } from '../../bot/teams/entry/gate.ts';
import { withoutItsConsole } from '../../bot/teams/entry/quiet.ts';
import { inRecordings, recorded, type Activity } from '../support/activities.ts';
import { appId, channelIssuer, productionSettings, serviceUrl, startChannel } from '../support/channel.ts';
import { serveDoor } from '../support/door-server.ts';

// What the package lets in by itself is shown first, so that a test here also tells when the package has changed.

type SdkActivity = Parameters<CloudAdapter['processActivityDirect']>[1];
const entraTenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db';
const anyTenant = 'b4d90e27-6a13-4c58-9f70-e2c1a8d5b603';
const trusted = createRequire(import.meta.url)('botframework-connector/lib/auth/tokenValidationParameters.js') as {
  ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: string[] };
};

describe('what the SDK lets in and we do not', () => {
  let channel: Awaited<ReturnType<typeof startChannel>>;
  before(async () => {
    channel = await startChannel();
  });
  after(() => channel.stop());

  const rules: GateRules = { ...productionSettings, issuer: channelIssuer };
  const activity = (fields: Record<string, unknown> = {}): Activity => recorded('query-initial', { serviceUrl, ...fields });
  const bearer = async (claims: Record<string, unknown>) => `Bearer ${await channel.openid.sign(channel.claims(claims))}`;
  const gate = (authorization: string, body: unknown) => examine({ headers: { authorization }, body }, rules);

  /** The package as it comes: with our app id and keys, without our gate and without `validateClaims`. */
  async function alone(authorization: string, body: Activity, registration = true): Promise<'in' | 'out'> {
    const authentication = new ConfigurationBotFrameworkAuthentication(
      {
        ...(registration ? { MicrosoftAppId: appId } : {}),
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: channelIssuer,
        ToBotFromChannelTokenIssuer: channelIssuer,
        OAuthUrl: channelIssuer,
        ToBotFromChannelOpenIdMetadataUrl: channel.openIdMetadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: channel.openIdMetadataUrl,
        CallerId: 'urn:botframework:azure',
      },
      registration ? channel.credentials : undefined,
    );
    let came = false;
    try {
      await withoutItsConsole(() =>
        new CloudAdapter(authentication).processActivityDirect(authorization, body as unknown as SdkActivity, async () => {
          came = true;
        }),
      );
    } catch {
      return 'out';
    }
    return came ? 'in' : 'out';
  }

  /** Our adapter without the gate in front of it. */
  async function behindTheGate(authorization: string, body: Activity): Promise<'in' | 'out'> {
    const adapter = new TeamsAdapter({ settings: productionSettings, channel });
    let came = false;
    try {
      await adapter.turn(authorization, body, async () => {
        came = true;
      });
    } catch (error) {
      assert.ok(error instanceof Unauthenticated, String(error));
      return 'out';
    }
    return came ? 'in' : 'out';
  }

  it('lets the channel itself in at every step', async () => {
    const token = await bearer({});
    assert.ok('activity' in gate(token, activity()));
    assert.equal(await alone(token, activity()), 'in');
    assert.equal(await behindTheGate(token, activity()), 'in');
  });

  it('F1: everything, when the app id is empty', async () => {
    assert.equal(await alone('', activity(), false), 'in');
    assert.throws(() => new TeamsAdapter({ settings: { ...productionSettings, bot: undefined }, channel }), /only local mode/);
    const nameless = { ...productionSettings, bot: { ...(productionSettings.bot as object), appId: '' } as never };
    assert.throws(() => new TeamsAdapter({ settings: nameless, channel }), /only local mode/);
  });

  it('F2: a token of the channel for another service address, when the activity names none', async () => {
    const token = await bearer({ serviceurl: 'https://smba.trafficmanager.net/emea/' });
    for (const serviceUrl of [undefined, '', null]) {
      assert.equal(await alone(token, activity({ serviceUrl })), 'in');
      assert.deepEqual(gate(token, activity({ serviceUrl })), { status: 403, why: 'service address' });
    }
    assert.equal(await alone(token, activity()), 'out');
  });

  it('F3: our own outbound token, sent back with a forged sender', async () => {
    const token = await bearer({ iss: `https://sts.windows.net/${entraTenant}/`, aud: channelIssuer, ver: '1.0', appid: appId });
    const forged = activity({ from: { id: '29:chair', name: 'The chair', aadObjectId: anyTenant } });
    assert.equal(await alone(token, forged), 'in');
    assert.deepEqual(gate(token, forged), { status: 401, why: 'token' });
    assert.equal(await behindTheGate(token, forged), 'out');
  });

  it('F4: an Entra v2 token for our app id from any tenant', async () => {
    const token = await bearer({
      iss: `https://login.microsoftonline.com/${anyTenant}/v2.0`,
      tid: anyTenant,
      aud: appId,
      ver: '2.0',
      azp: appId,
    });
    assert.equal(await alone(token, activity()), 'in');
    assert.deepEqual(gate(token, activity()), { status: 401, why: 'token' });
    assert.equal(await behindTheGate(token, activity()), 'out');
  });

  it('F5: unsigned tokens make the list of trusted issuers longer', async () => {
    const list = trusted.ToBotFromBotOrEmulatorTokenValidationParameters.issuer;
    const unsigned = (tid: string) => {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `Bearer ${part({ alg: 'RS256', kid: 'teams' })}.${part({ iss: `https://sts.windows.net/${tid}/`, tid })}.AAAA`;
    };
    const before = list.length;
    assert.equal(await alone(unsigned('11111111-0000-4000-8000-000000000001'), activity()), 'out');
    assert.equal(list.length, before + 4);

    const served = await serveDoor([], { settings: productionSettings, channel });
    try {
      for (let at = 0; at < 20; at += 1) {
        const authorization = unsigned(`22222222-0000-4000-8000-0000000000${at + 10}`);
        assert.equal((await served.postRaw(JSON.stringify(activity()), { authorization })).status, 401);
      }
      assert.equal(list.length, before + 4);
    } finally {
      await served.stop();
    }
  });

  it('a tenant that is not on the list does not get in with a token of the channel', async () => {
    const elsewhere = activity({
      conversation: { ...activity().conversation, tenantId: anyTenant },
      channelData: { tenant: { id: anyTenant } },
    });
    const token = await bearer({});
    assert.equal(await alone(token, elsewhere), 'in');
    assert.deepEqual(gate(token, elsewhere), { status: 403, why: 'tenant' });
    assert.deepEqual(gate(token, activity()), { activity: activity(), tenant: inRecordings.tenant, authorization: token });
  });
});
