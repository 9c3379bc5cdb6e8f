import assert from 'node:assert/strict';
import { TeamsAdapter } from '../../bot/teams/entry/adapter.ts';
import { freshId, inRecordings, recorded } from '../support/activities.ts';
import { outboundToken, productionSettings, serviceUrl, startChannel } from '../support/channel.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { pressOf, sealedButton } from '../support/pressing.ts';
import { smallFeatures } from '../support/small-features.ts';

describe('a turn in production', () => {
  let channel: Awaited<ReturnType<typeof startChannel>>;
  let served: DoorServer;
  let restore: () => void;

  before(async () => {
    channel = await startChannel();
    served = await serveDoor(smallFeatures().features, { settings: productionSettings, channel });
    restore = served.connector.standInForHttps();
  });
  after(async () => {
    await served.door.idle();
    restore();
    await served.stop();
    await channel.stop();
  });
  beforeEach(() => served.connector.clear());

  const post = async (activity: object) =>
    served.postRaw(JSON.stringify({ ...activity, serviceUrl }), { authorization: `Bearer ${await channel.openid.sign(channel.claims())}` });

  it('goes in with the token of the channel and out with ours, to the address that was verified', async () => {
    const { status } = await post(recorded('message-channel', { id: freshId() }));
    assert.equal(status, 200);
    const [call, ...more] = served.connector.calls;
    assert.deepEqual(more, []);
    assert.equal(call?.headers['host'], 'smba.trafficmanager.net');
    assert.match(call?.path ?? '', /^\/uk\/\/?v3\/conversations\//);
    assert.equal(call?.headers['authorization'], `Bearer ${outboundToken}`);
    assert.equal(call?.conversation, inRecordings.thread);
    assert.equal(call?.body['text'], 'garden/list in en: ');
  });

  it('answers a press in the response', async () => {
    const { body } = await post(pressOf(sealedButton('garden/join'), 'execute', 'channel'));
    assert.equal(body?.['statusCode'], 200);
    assert.deepEqual(served.connector.calls, []);
  });

  it('uses one client for one address, whatever the number of turns', async () => {
    const adapter = new TeamsAdapter({ settings: productionSettings, channel });
    assert.equal(await adapter.connector(serviceUrl), await adapter.connector(serviceUrl));
  });

  it('can be set up with a managed identity, which has no password', () => {
    const { appId, tenantId } = productionSettings.bot as { appId: string; tenantId: string };
    const bot = { appId, tenantId, credential: { type: 'UserAssignedMSI' } } as const;
    assert.doesNotThrow(
      () => new TeamsAdapter({ settings: { ...productionSettings, bot }, channel: { ...channel, credentials: undefined } }),
    );
  });
});
