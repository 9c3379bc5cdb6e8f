import assert from 'node:assert/strict';
import { examine, largestBody, mayServe, type Arriving, type GateRules } from '../../bot/teams/entry/gate.ts';
import { inRecordings, recorded, recordedNames } from '../support/activities.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';

const { tenant } = inRecordings;
const other = 'b4d90e27-6a13-4c58-9f70-e2c1a8d5b603';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const authorization = `Bearer ${part({ alg: 'RS256', kid: 'teams' })}.${part({ iss: 'https://api.botframework.com' })}.AAAA`;

const production: GateRules = {
  mode: 'production',
  tenants: [tenant.toUpperCase()],
  serviceHosts: ['smba.trafficmanager.net'],
  issuer: 'https://api.botframework.com',
};
const local: GateRules = { ...production, mode: 'local', tenants: [], localTenant: undefined };

const message = (fields: Record<string, unknown> = {}) => recorded('message-personal', fields);
const inProduction = (body: unknown, more: Partial<Arriving> = {}) => examine({ headers: { authorization }, body, ...more }, production);
const inLocal = (body: unknown, rules: Partial<GateRules> = {}, host: string | undefined = 'localhost:3978') =>
  examine({ headers: { host }, body }, { ...local, ...rules });
const turnedAway = (status: number, why: string) => ({ status, why });

describe('the gate', () => {
  it('lets everything Teams sends through, with its tenant', () => {
    for (const name of recordedNames) {
      const body = recorded(name);
      assert.deepEqual(inProduction(body), { activity: body, tenant, authorization }, name);
    }
  });

  describe('what is no activity', () => {
    const bodies: [string, unknown][] = [
      ['nothing', undefined],
      ['null', null],
      ['a text', 'hello'],
      ['a number', 7],
      ['a list', [message()]],
      ['an empty object', {}],
      ['an object without a type', message({ type: undefined })],
      ['an object with a number for a type', message({ type: 7 })],
      ['an object with an empty type', message({ type: '' })],
      ['an object with an object for a type', message({ type: {} })],
    ];
    for (const [what, body] of bodies) {
      it(`${what} is turned away`, () => assert.deepEqual(inProduction(body), turnedAway(400, 'shape')));
    }
    for (const conversation of [undefined, null, 'a:1', [], {}, { id: '' }, { id: 7 }]) {
      it(`a conversation that is ${JSON.stringify(conversation)} is turned away`, () =>
        assert.deepEqual(inProduction(message({ conversation })), turnedAway(400, 'conversation')));
    }
    it('a request that says it is too large is turned away unread', () => {
      const headers = { authorization, 'content-length': String(largestBody + 1) };
      assert.deepEqual(inProduction(message(), { headers }), turnedAway(413, 'size'));
    });
  });

  describe('other channels', () => {
    for (const channelId of [undefined, '', 'emulator', 'webchat', 'MSTEAMS', 'msteams ', 'AseChannel', ['msteams']]) {
      it(`${JSON.stringify(channelId)} is turned away`, () =>
        assert.deepEqual(inProduction(message({ channelId })), turnedAway(403, 'channel')));
    }
  });

  describe('service addresses', () => {
    const good = [
      'https://smba.trafficmanager.net/uk/',
      'https://smba.trafficmanager.net/emea/unq_id-1/',
      'https://SMBA.trafficmanager.net/uk',
      'https://smba.trafficmanager.net',
    ];
    for (const serviceUrl of good)
      it(`${serviceUrl} is ours to answer`, () => assert.ok('activity' in inProduction(message({ serviceUrl }))));

    const bad: unknown[] = [
      undefined,
      '',
      7,
      ['https://smba.trafficmanager.net/uk/'],
      { href: 'https://smba.trafficmanager.net/uk/' },
      'smba.trafficmanager.net/uk/',
      '//smba.trafficmanager.net/uk/',
      'http://smba.trafficmanager.net/uk/',
      'ftp://smba.trafficmanager.net/uk/',
      'https:smba.trafficmanager.net/uk/',
      'https:/smba.trafficmanager.net/uk/',
      'https:///smba.trafficmanager.net/uk/',
      'https:\\\\smba.trafficmanager.net\\uk\\',
      ' https://smba.trafficmanager.net/uk/',
      'https://smba.trafficmanager.net/uk/ ',
      'https://smba.trafficmanager.net/uk/\n',
      'https://smba.trafficmanager.net.evil.example/uk/',
      'https://evil.example/smba.trafficmanager.net/',
      'https://evilsmba.trafficmanager.net/uk/',
      'https://smba-trafficmanager.net/uk/',
      'https://smba.trafficmanager.net@evil.example/uk/',
      'https://user@smba.trafficmanager.net/uk/',
      'https://user:word@smba.trafficmanager.net/uk/',
      'https://evil.example\\@smba.trafficmanager.net/uk/',
      'https://smba.trafficmanager.net\\@evil.example/uk/',
      'https://smba.trafficmanager.net:8443/uk/',
      'https://smba.trafficmanager.net:443/uk/',
      'https://smba.trafficmanager.net:/uk/',
      'https://smba.trafficmanager.net./uk/',
      'https://smba.trafficmanager.net%2eevil.example/uk/',
      'https://smba.trafficmanager.net%00.evil.example/uk/',
      'https://smba.traffícmanager.net/uk/',
      'https://smba。trafficmanager.net/uk/',
      'https://ѕmba.trafficmanager.net/uk/',
      'https://xn--mba-sld.trafficmanager.net/uk/',
      'https://smba.trafficmanager.net/uk/?next=https://evil.example',
      'https://smba.trafficmanager.net/uk/#@evil.example',
      'https://smba.trafficmanager.net?@evil.example/',
      'https://smba.trafficmanager.net/%2e%2e/uk/',
      'https://127.0.0.1/uk/',
      'https://[::1]/uk/',
      'https://169.254.169.254/metadata/',
      'http://localhost:56150/_connector',
      'http://127.0.0.1:56150/_connector',
    ];
    for (const serviceUrl of bad) {
      it(`${JSON.stringify(serviceUrl)} is turned away`, () =>
        assert.deepEqual(inProduction(message({ serviceUrl })), turnedAway(403, 'service address')));
    }

    it('are on this machine, in local mode, and only there', () => {
      for (const serviceUrl of [
        'http://localhost:56150/_connector',
        'http://127.0.0.1:56150/_connector/',
        'http://[::1]:56150/x',
        'http://localhost',
      ]) {
        assert.ok('activity' in inLocal(message({ serviceUrl })), serviceUrl);
      }
      for (const serviceUrl of [
        'http://192.168.1.7/_connector',
        'http://localhost.evil.example/x',
        'http://127.0.0.1.evil.example/x',
        'http://127.0.0.1@evil.example/x',
        'http://localhost:x/y',
        'https://localhost:443/x',
        'http://0.0.0.0/x',
        'http://smba.trafficmanager.net/uk/',
      ]) {
        assert.deepEqual(inLocal(message({ serviceUrl })), turnedAway(403, 'service address'), serviceUrl);
      }
    });

    it('may be on more hosts by setting, in either case of letters', () => {
      const rules = { ...production, serviceHosts: ['smba.trafficmanager.net', 'SMBA.infra.example'] };
      assert.equal(mayServe('https://smba.INFRA.example/uk/', rules), true);
      assert.equal(mayServe('https://smba.infra.example/uk/', production), false);
    });
  });

  describe('tenants', () => {
    const named = (inConversation: unknown, inChannelData: unknown) =>
      message({
        conversation: { id: 'a:1', conversationType: 'personal', ...(inConversation === undefined ? {} : { tenantId: inConversation }) },
        channelData: inChannelData === undefined ? undefined : { tenant: { id: inChannelData } },
      });

    it('may be named in one place or in both, in either case of letters', () => {
      for (const body of [named(tenant, undefined), named(undefined, tenant), named(tenant, tenant), named(tenant.toUpperCase(), tenant)]) {
        assert.equal((inProduction(body) as { tenant?: string }).tenant, tenant);
      }
    });

    it('must be on the list', () => {
      assert.deepEqual(inProduction(named(other, other)), turnedAway(403, 'tenant'));
      assert.deepEqual(
        examine({ headers: { authorization }, body: named(tenant, tenant) }, { ...production, tenants: [] }),
        turnedAway(403, 'tenant'),
      );
    });

    it('must be named, and all named alike', () => {
      for (const body of [
        named(undefined, undefined),
        named('', undefined),
        named('', tenant),
        named(tenant, other),
        named(other, tenant),
        named(tenant, 7),
        named([tenant], tenant),
        named({}, undefined),
      ]) {
        assert.deepEqual(inProduction(body), turnedAway(403, 'tenant missing'));
      }
    });

    it('may be any in local mode, but still named alike', () => {
      assert.equal((inLocal(named(other, other)) as { tenant?: string }).tenant, other);
      assert.deepEqual(inLocal(named(tenant, other)), turnedAway(403, 'tenant missing'));
    });

    it('default to the one of the Playground in local mode, and only there', () => {
      assert.equal((inLocal(named(undefined, undefined), { localTenant: other.toUpperCase() }) as { tenant?: string }).tenant, other);
      assert.deepEqual(inLocal(named(undefined, undefined)), turnedAway(403, 'tenant missing'));
      assert.deepEqual(inLocal(named(tenant, other), { localTenant: other }), turnedAway(403, 'tenant missing'));
      const rules = { ...production, localTenant: tenant };
      assert.deepEqual(
        examine({ headers: { authorization }, body: named(undefined, undefined) }, rules),
        turnedAway(403, 'tenant missing'),
      );
    });
  });

  it('asks for no token in local mode, but for a Host header of this machine', () => {
    assert.deepEqual(inLocal(message()), { activity: message(), tenant, authorization: '' });
    for (const host of ['evil.example', 'localhost.evil.example', '192.168.1.7:3978', '127.0.0.1.evil.example', '']) {
      assert.deepEqual(inLocal(message(), {}, host), turnedAway(403, 'host'), host);
    }
    assert.deepEqual(examine({ headers: {}, body: message() }, local), turnedAway(403, 'host'));
  });
});

describe('what the sender of a refused request sees', () => {
  let served: DoorServer;
  before(async () => {
    served = await serveDoor([]);
  });
  after(() => served.stop());

  const refusal = (status: number, code: string, message: string) => ({ status, body: { error: { code, message } } });

  it('is one short sentence of JSON', async () => {
    const sent = [
      [await served.postRaw('{}'), refusal(400, 'BadRequest', 'This is not an activity.')],
      [await served.postRaw(JSON.stringify(message({ channelId: 'x' }))), refusal(403, 'Forbidden', 'This request is not allowed.')],
      [
        await served.postRaw(JSON.stringify(message()), { host: 'evil.example' }),
        refusal(403, 'Forbidden', 'This request is not allowed.'),
      ],
    ] as const;
    for (const [{ status, body }, expected] of sent) assert.deepEqual({ status, body }, expected);
  });

  it('says nothing of what was wrong, and the log says nothing of who or what', async () => {
    const { text } = await served.postRaw(JSON.stringify(message({ serviceUrl: 'https://evil.example/', text: 'a secret' })));
    assert.doesNotMatch(text, /evil|secret|serviceUrl|tenant|address/i);
    assert.deepEqual(served.logged.at(-1), { event: 'request refused', fields: { status: 403, why: 'service address' } });
  });

  it('is a refusal for a body that is too large or is no JSON', async () => {
    assert.equal((await served.postRaw(JSON.stringify(message({ text: 'x'.repeat(largestBody) })))).status, 413);
    assert.equal((await served.postRaw('{"type": "message"')).status, 400);
    assert.equal((await served.postRaw('hello', { 'content-type': 'text/plain' })).status, 400);
    assert.equal((await served.postRaw('')).status, 400);
  });
});
