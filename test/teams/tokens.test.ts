import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type JWK } from 'jose';
import { recorded } from '../support/activities.ts';
import { appId, channelIssuer, productionSettings, serviceUrl, startChannel } from '../support/channel.ts';
import { serveDoor, type Answered, type DoorServer } from '../support/door-server.ts';

type ChannelStandIn = Awaited<ReturnType<typeof startChannel>>;
type Forged = string | (() => string | Promise<string>);

const entraTenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db';
const otherTenant = 'b4d90e27-6a13-4c58-9f70-e2c1a8d5b603';
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('who gets in with which token', () => {
  let channel: ChannelStandIn;
  let served: DoorServer;

  before(async () => {
    channel = await startChannel();
    await channel.openid.addKey('skype', { endorsements: ['skype'] });
    await channel.openid.addKey('elliptic', { endorsements: ['msteams'], alg: 'ES256' });
    await channel.openid.addKey('longer', { endorsements: ['msteams'], alg: 'RS384' });
    await channel.openid.addKey('padded', { endorsements: ['msteams'], alg: 'PS256' });
    served = await serveDoor([], { settings: productionSettings, channel });
  });
  after(async () => {
    await served.stop();
    await channel.stop();
  });

  const activity = (fields: Record<string, unknown> = {}) => JSON.stringify(recorded('query-initial', { serviceUrl, ...fields }));
  const asked = (authorization: string | undefined, body = activity()): Promise<Answered> =>
    served.postRaw(body, authorization === undefined ? {} : { authorization });
  const signed = (claims: Record<string, unknown> = {}, options: Parameters<ChannelStandIn['openid']['sign']>[1] = {}) =>
    channel.openid.sign(channel.claims(claims), options);
  const bearer = async (token: Promise<string>) => `Bearer ${await token}`;
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
  /** A token put together by hand around a true signature of something else. */
  const stitched = async (header: object, claims: object) => `${encode(header)}.${encode(claims)}.${(await signed()).split('.')[2]}`;
  const publicKeyText = async () => exportSPKI((await importJWK(channel.openid.published('teams') as JWK, 'RS256')) as never);

  const good: [string, Forged][] = [
    ['the channel signs for our bot and this service address', () => bearer(signed())],
    ['ran out four minutes ago, which clocks may differ by', () => bearer(signed({ exp: inSeconds(-240) }))],
    ['begins in four minutes', () => bearer(signed({ nbf: inSeconds(240) }))],
    ['is signed with RS384, which the SDK allows', () => bearer(signed({}, { kid: 'longer', alg: 'RS384' }))],
  ];
  for (const [how, authorization] of good) {
    it(`a token that ${how} gets in`, async () => {
      const answered = await asked(typeof authorization === 'string' ? authorization : await authorization());
      assert.equal(answered.status, 200);
      assert.ok(answered.body?.['composeExtension']);
    });
  }

  const forged: [string, Forged | undefined][] = [
    ['no token at all', undefined],
    ['an empty header', ''],
    ['the word Bearer alone', 'Bearer'],
    ['Bearer and a space', 'Bearer '],
    ['one word that is no token', 'Bearer token'],
    ['Basic credentials', 'Basic dXNlcjpwYXNz'],
    ['a token under another scheme', async () => `JWT ${await signed()}`],
    ['a token under bearer in small letters', async () => `bearer ${await signed()}`],
    ['two tokens in one header', async () => `Bearer ${await signed()} ${await signed()}`],
    ['two tokens with a comma', async () => `Bearer ${await signed()}, Bearer ${await signed()}`],
    ['alg none and no signature', () => `Bearer ${encode({ alg: 'none', typ: 'JWT' })}.${encode(channel.claims())}.`],
    ['alg none with a signature', async () => bearer(stitched({ alg: 'none', typ: 'JWT', kid: 'teams' }, channel.claims()))],
    ['alg None in another spelling', async () => bearer(stitched({ alg: 'nOnE', kid: 'teams' }, channel.claims()))],
    [
      'HS256 with our public key for a secret',
      async () => {
        const text = `${encode({ alg: 'HS256', kid: 'teams', typ: 'JWT' })}.${encode(channel.claims())}`;
        return `Bearer ${text}.${createHmac('sha256', await publicKeyText())
          .update(text)
          .digest('base64url')}`;
      },
    ],
    ['no alg', async () => bearer(stitched({ kid: 'teams' }, channel.claims()))],
    ['a key of the elliptic kind', () => bearer(signed({}, { kid: 'elliptic', alg: 'ES256' }))],
    ['PS256', () => bearer(signed({}, { kid: 'padded', alg: 'PS256' }))],
    ['a key nobody knows', async () => bearer(stitched({ alg: 'RS256', kid: 'unknown' }, channel.claims()))],
    ['no key id', async () => bearer(stitched({ alg: 'RS256' }, channel.claims()))],
    ['a key id that is a path', async () => bearer(stitched({ alg: 'RS256', kid: '../../keys' }, channel.claims()))],
    [
      'a key brought along in the header',
      async () => bearer(stitched({ alg: 'RS256', jwk: channel.openid.published('teams') }, channel.claims())),
    ],
    ['a key endorsed for another channel', () => bearer(signed({}, { kid: 'skype' }))],
    ['a key id of one key and the signature of another', () => bearer(signed({}, { kid: 'skype', header: { kid: 'teams' } }))],
    [
      'changed claims under a true signature',
      async () => bearer(stitched({ alg: 'RS256', kid: 'teams' }, channel.claims({ exp: inSeconds(9_999) }))),
    ],
    ['a token that ran out', () => bearer(signed({ exp: inSeconds(-3_600), nbf: inSeconds(-7_200) }))],
    ['a token that ran out six minutes ago', () => bearer(signed({ exp: inSeconds(-360) }))],
    ['a token that begins tomorrow', () => bearer(signed({ nbf: inSeconds(86_400), exp: inSeconds(90_000) }))],
    ['an end that is no number', async () => bearer(stitched({ alg: 'RS256', kid: 'teams' }, channel.claims({ exp: 'never' })))],
    ['another audience', () => bearer(signed({ aud: otherTenant }))],
    ['the channel for an audience', () => bearer(signed({ aud: channelIssuer }))],
    ['no audience', () => bearer(signed({ aud: undefined }))],
    ['an empty audience', () => bearer(signed({ aud: '' }))],
    ['a list of audiences with ours in it', () => bearer(signed({ aud: [appId, otherTenant] }))],
    ['our audience in capitals', () => bearer(signed({ aud: appId.toUpperCase() }))],
    ['our audience with a space', () => bearer(signed({ aud: ` ${appId}` }))],
    ['another issuer', () => bearer(signed({ iss: 'https://issuer.example' }))],
    ['no issuer', () => bearer(signed({ iss: undefined }))],
    ['the issuer with a slash more', () => bearer(signed({ iss: `${channelIssuer}/` }))],
    ['the issuer without https', () => bearer(signed({ iss: 'http://api.botframework.com' }))],
    [
      'a list of issuers with the true one in it',
      async () => bearer(stitched({ alg: 'RS256', kid: 'teams' }, channel.claims({ iss: [channelIssuer] }))),
    ],
    ['the emulator for an issuer, v1', () => bearer(signed({ iss: `https://sts.windows.net/${entraTenant}/`, ver: '1.0', appid: appId }))],
    [
      'the emulator for an issuer, v2',
      () => bearer(signed({ iss: `https://login.microsoftonline.com/${entraTenant}/v2.0`, ver: '2.0', azp: appId })),
    ],
    [
      'any Entra tenant, v1',
      () => bearer(signed({ iss: `https://sts.windows.net/${otherTenant}/`, tid: otherTenant, ver: '1.0', appid: appId })),
    ],
    [
      'any Entra tenant, v2',
      () => bearer(signed({ iss: `https://login.microsoftonline.com/${otherTenant}/v2.0`, tid: otherTenant, ver: '2.0', azp: appId })),
    ],
    ['the US government for an issuer', () => bearer(signed({ iss: 'https://api.botframework.us' }))],
    [
      'another bot that calls us as a skill, v1',
      () => bearer(signed({ iss: `https://sts.windows.net/${entraTenant}/`, ver: '1.0', appid: otherTenant })),
    ],
    [
      'another bot that calls us as a skill, v2',
      () => bearer(signed({ iss: `https://login.microsoftonline.com/${entraTenant}/v2.0`, ver: '2.0', azp: otherTenant })),
    ],
    [
      'our own outbound token',
      () =>
        bearer(signed({ iss: `https://sts.windows.net/${entraTenant}/`, aud: channelIssuer, ver: '1.0', appid: appId, tid: entraTenant })),
    ],
    ['a token for another service address', () => bearer(signed({ serviceurl: 'https://smba.trafficmanager.net/emea/' }))],
    ['a token for the service address in capitals', () => bearer(signed({ serviceurl: serviceUrl.toUpperCase() }))],
    ['a token for the service address without its slash', () => bearer(signed({ serviceurl: serviceUrl.slice(0, -1) }))],
    ['a token that names no service address', () => bearer(signed({ serviceurl: undefined }))],
    ['a token cut short', async () => `Bearer ${(await signed()).slice(0, -20)}`],
    ['a token without its signature', async () => `Bearer ${(await signed()).split('.').slice(0, 2).join('.')}`],
    ['a token with an empty signature', async () => `Bearer ${(await signed()).split('.').slice(0, 2).join('.')}.`],
    ['a token with a dot more', async () => `Bearer ${await signed()}.`],
    ['a token in five parts', async () => `Bearer ${await signed()}.a.b`],
    [
      'a payload that is no JSON',
      async () => `Bearer ${encode({ alg: 'RS256', kid: 'teams' })}.bm9qc29u.${(await signed()).split('.')[2]}`,
    ],
    ['a payload that is a list', async () => bearer(stitched({ alg: 'RS256', kid: 'teams' }, [channel.claims()]))],
    ['a header that is null', async () => `Bearer ${encode(null)}.${encode(channel.claims())}.${(await signed()).split('.')[2]}`],
    ['letters that are not base64', async () => `Bearer ${(await signed()).replace('.', '.*')}`],
    ['a huge token', () => bearer(signed({ filling: 'x'.repeat(9_000) }))],
  ];

  it('tries more than forty forged tokens', () => assert.ok(forged.length >= 40, String(forged.length)));

  for (const [how, authorization] of forged) {
    it(`nobody gets in with ${how}`, async () => {
      const answered = await asked(typeof authorization === 'function' ? await authorization() : authorization);
      assert.equal(answered.status, 401);
      assert.deepEqual(answered.body, { error: { code: 'Unauthorized', message: 'This request is not authorised.' } });
    });
  }

  it('two Authorization headers are refused, whichever of them is good', async () => {
    const token = await bearer(signed());
    for (const pair of [
      [token, 'Bearer x'],
      ['Bearer x', token],
      [token, token],
    ]) {
      assert.equal((await served.postRaw(activity(), { authorization: pair })).status, 401);
    }
  });

  it('a token for one service address does not open the door for an activity with another', async () => {
    const answered = await asked(await bearer(signed()), activity({ serviceUrl: 'https://smba.trafficmanager.net/emea/' }));
    assert.equal(answered.status, 401);
  });

  it('a refused token leaves one line in the log and nothing on the error stream', async () => {
    const write = process.stderr.write.bind(process.stderr);
    const printed: unknown[] = [];
    process.stderr.write = (text: unknown) => printed.push(text) > 0;
    try {
      const before = served.logged.length;
      for (const token of [await signed({ exp: inSeconds(-3_600) }), `${(await signed()).slice(0, -8)}AAAAAAAA`]) {
        assert.equal((await asked(`Bearer ${token}`)).status, 401);
      }
      assert.deepEqual(
        served.logged.slice(before),
        Array(2).fill({ event: 'request refused', fields: { status: 401, why: 'token refused' } }),
      );
      assert.deepEqual(printed, []);
      console.error('our own words');
      assert.deepEqual(printed, ['our own words\n']);
    } finally {
      process.stderr.write = write;
    }
  });
});

describe('when the keys of the channel cannot be had', () => {
  it('nobody gets in, and the sender is told to come again', async () => {
    const channel = await startChannel();
    const token = await channel.openid.sign(channel.claims());
    await channel.stop();
    const served = await serveDoor([], { settings: productionSettings, channel });
    try {
      const answered = await served.postRaw(JSON.stringify(recorded('query-initial', { serviceUrl })), {
        authorization: `Bearer ${token}`,
      });
      assert.equal(answered.status, 503);
      assert.equal(answered.body?.['composeExtension'], undefined);
    } finally {
      await served.stop();
    }
  });
});
