import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  base64url,
  decodeProtectedHeader,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from 'jose';
import sinon from 'sinon';
import type { Route } from '../../bot/feature.ts';
import { openSignIn } from '../../bot/web/sign-in.ts';
import { alex, ask, serve, sussex, tenant, type Serving } from './serving.ts';

const otherTenant = '0f9e8d7c-6b5a-4948-8372-615a4b3c2d1e';

/** Says back what the server made of the token. */
const whoAmI: Route = { method: 'get', path: '/me', run: async caller => ({ ...caller, now: undefined }) };

describe('Signing in from the tab', () => {
  let serving: Serving;
  before(async () => {
    serving = await serve([whoAmI], { mode: 'production' });
  });
  after(() => serving.stop());

  const asked = (authorization?: string, headers: Record<string, string> = {}) =>
    ask({ port: serving.port, path: '/api/me', headers: { ...headers, ...(authorization ? { authorization } : {}) } });

  it('knows somebody by the tenant and object id of their token, and their force by the tenant', async () => {
    const heard = await asked(await serving.bearer(alex, { roles: ['Networks.Administrator'] }));
    assert.equal(heard.status, 200);
    assert.deepEqual(JSON.parse(heard.text), {
      name: '',
      person: alex,
      force: sussex,
      appRoles: ['Networks.Administrator'],
      guest: false,
      language: 'en',
    });
  });

  it('takes the object id in lower case, as activities give it', async () => {
    const heard = await asked(await serving.bearer({ tenant, id: alex.id.toUpperCase() }));
    assert.equal((JSON.parse(heard.text) as { person: { id: string } }).person.id, alex.id);
  });

  describe('lets nobody in with', () => {
    const seconds = () => Math.floor(Date.now() / 1000);
    const claims: Record<string, Record<string, unknown>> = {
      'a token of a tenant that is not served': { tid: otherTenant, iss: undefined },
      'the issuer of one tenant and the id of another': { tid: otherTenant },
      'an issuer that only begins like ours': { iss: 'https://login.microsoftonline.com.evil.example/x/v2.0' },
      'a v1 issuer': { iss: `https://sts.windows.net/${tenant}/` },
      'no issuer': { iss: undefined },
      'a tenant that is an address': { tid: '../../evil' },
      'no tenant': { tid: undefined },
      'a tenant in capitals, which Entra never writes': { tid: tenant.toUpperCase() },
      'the audience of another app': { aud: otherTenant },
      'the audience of the bot': { aud: 'api://botid-1' },
      'no audience': { aud: undefined },
      'an end that has passed': { exp: seconds() - 120 },
      'no end': { exp: undefined },
      'a beginning still to come': { nbf: seconds() + 600 },
      'no beginning': { nbf: undefined },
      'an end that is a word': { exp: 'never' },
      'another version': { ver: '1.0' },
      'no version': { ver: undefined },
      'a program as its subject, which has roles and no scope': { scp: undefined, roles: ['access_as_user'], idtyp: 'app' },
      'a program that claims a scope': { idtyp: 'app' },
      'no scope': { scp: undefined },
      'another scope': { scp: 'User.Read' },
      'a scope that only contains the name': { scp: 'not_access_as_user_really' },
      'a scope that is a list': { scp: ['access_as_user'] },
      'no person': { oid: undefined },
      'a person who is not an id': { oid: 'me' },
      'a person who is a list': { oid: [alex.id] },
    };
    for (const [name, changed] of Object.entries(claims)) {
      it(name, async () => {
        const heard = await asked(await serving.bearer(alex, changed));
        assert.equal(heard.status, 401, heard.text);
        assert.equal(heard.headers['www-authenticate'], 'Bearer');
      });
    }

    const good = async () => {
      const token = await serving.issuer.tokenFor(alex);
      const [, payload = ''] = token.split('.');
      return {
        token,
        header: decodeProtectedHeader(token),
        payload,
        claims: JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload,
      };
    };
    const publishedKey = async () => {
      const { keys } = (await (await fetch(serving.issuer.keysUrl)).json()) as { keys: [JsonWebKey & { kty: string }] };
      return keys[0];
    };
    const forged: Record<string, () => Promise<string>> = {
      'no signature (alg none)': async () => new UnsecuredJWT((await good()).claims).encode(),
      'alg none and our key id': async () => {
        const { header, payload } = await good();
        return `${base64url.encode(JSON.stringify({ ...header, alg: 'none' }))}.${payload}.`;
      },
      'HS256, signed with the published key as a password': async () => {
        const { header, claims: theirs } = await good();
        const spki = await exportSPKI((await importJWK(await publishedKey(), 'RS256', { extractable: true })) as CryptoKey);
        return new SignJWT(theirs).setProtectedHeader({ ...header, alg: 'HS256' }).sign(new TextEncoder().encode(spki));
      },
      'a stranger’s key under our key id': async () => {
        const { header, claims: theirs } = await good();
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(theirs).setProtectedHeader({ ...header, alg: 'RS256' }).sign(privateKey);
      },
      'a stranger’s key brought along in the header': async () => {
        const { claims: theirs } = await good();
        const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
        return new SignJWT(theirs).setProtectedHeader({ alg: 'RS256', kid: 'mine', jwk: await exportJWK(publicKey) }).sign(privateKey);
      },
      'PS256 by a stranger': async () => {
        const { header, claims: theirs } = await good();
        const { privateKey } = await generateKeyPair('PS256');
        return new SignJWT(theirs).setProtectedHeader({ ...header, alg: 'PS256' }).sign(privateKey);
      },
      'claims changed after signing': async () => {
        const { token, claims: theirs } = await good();
        const [header, , signature] = token.split('.');
        return `${header}.${base64url.encode(JSON.stringify({ ...theirs, oid: 'a1b2c3d4-0000-4000-8000-000000000002' }))}.${signature}`;
      },
      'its signature cut short': async () => (await good()).token.slice(0, -8),
      'a token in two parts': async () => (await good()).token.split('.').slice(0, 2).join('.'),
      'words in place of a token': async () => 'let.me.in',
      'nothing at all': async () => '',
    };
    for (const [name, forge] of Object.entries(forged)) {
      it(name, async () => {
        const heard = await asked(`Bearer ${await forge()}`);
        assert.equal(heard.status, 401, heard.text);
      });
    }

    it('a good token under another scheme', async () => {
      assert.equal((await asked(`Basic ${await serving.issuer.tokenFor(alex)}`)).status, 401);
    });
    it('a good token in the address', async () => {
      const token = await serving.issuer.tokenFor(alex);
      assert.equal((await ask({ port: serving.port, path: `/api/me?access_token=${token}` })).status, 401);
    });
  });

  it('says so in the language of the page, and logs a reason but nothing out of the token', async () => {
    serving.logged.length = 0;
    const token = await serving.bearer(alex, { aud: 'somebody-else', name: 'Alex Example' });
    const heard = await asked(token, { 'x-language': 'cy-GB' });
    assert.match(heard.text, /Ni allai Teams gadarnhau pwy ydych chi/);
    assert.equal(serving.logged.length, 1);
    assert.equal(serving.logged[0]?.fields['reason'], 'claim aud');
    assert.doesNotMatch(JSON.stringify(serving.logged), /somebody-else|Alex|a1b2c3d4/);
  });

  for (const [name, claims] of Object.entries({
    'by the acct claim': { acct: 1 },
    'by a home elsewhere': { idp: `https://sts.windows.net/${otherTenant}/` },
  })) {
    it(`refuses a guest of the tenant, known ${name}`, async () => {
      const heard = await asked(await serving.bearer(alex, claims));
      assert.equal(heard.status, 403);
      assert.match(heard.text, /Guests of this Teams cannot use it/);
    });
  }
  it('does not take a member for a guest whose own tenant is named as home', async () => {
    assert.equal((await asked(await serving.bearer(alex, { acct: 0, idp: `https://sts.windows.net/${tenant}/` }))).status, 200);
  });
});

describe('The language of a tab request', () => {
  const languageHeard = async (headers: Record<string, string>, differently: Parameters<typeof serve>[1] = {}) => {
    const serving = await serve([whoAmI], differently);
    try {
      const heard = await ask({ port: serving.port, path: '/api/me', headers: { ...headers, authorization: await serving.bearer() } });
      assert.equal((JSON.parse(heard.text) as { language: string }).language, heard.headers['content-language']);
      return heard.headers['content-language'];
    } finally {
      await serving.stop();
    }
  };

  it('is the one of Teams, which the page sends', async () => {
    assert.equal(await languageHeard({ 'x-language': 'cy-GB', 'accept-language': 'en-GB' }), 'cy');
  });
  it('is else the one of the browser', async () => {
    assert.equal(await languageHeard({ 'accept-language': 'cy,en;q=0.8' }), 'cy');
  });
  it('is the one the person chose before either', async () => {
    assert.equal(await languageHeard({ 'x-language': 'cy-GB' }, { languageOf: () => 'en' }), 'en');
  });
  it('is Welsh where the force puts Welsh first', async () => {
    assert.equal(await languageHeard({ 'x-language': 'en-GB' }, { forceOf: () => ({ ...sussex, welsh: 'required' }) }), 'cy');
  });
});

describe('The signing keys', () => {
  const bearerFrom = async (key: CryptoKey, kid: string, issuer: string) =>
    `Bearer ${await new SignJWT({ tid: tenant, oid: alex.id, scp: 'access_as_user', ver: '2.0', nbf: 1 })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(issuer)
      .setAudience('tab')
      .setExpirationTime('1h')
      .sign(key)}`;

  /** An issuer whose keys can be changed, that counts how often it is asked. */
  async function rotating() {
    const [first, second] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
    const jwk = async (pair: typeof first, kid: string) => ({ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256', use: 'sig' });
    const state = { asked: 0, status: 200, keys: [await jwk(first, 'one')] };
    const http = createServer((_request, response) => {
      state.asked += 1;
      response.statusCode = state.status;
      response.end(JSON.stringify({ keys: state.keys }));
    });
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const issuer = `${origin}/${tenant}/v2.0`;
    const signIn = openSignIn({
      settings: {
        mode: 'production',
        tenants: [tenant],
        tab: { clientId: 'tab', keysUrl: `${origin}/keys`, issuer: `${origin}/{tid}/v2.0` },
      },
      forceOf: () => sussex,
      languageOf: async () => undefined,
      now: () => new Date(),
    });
    return {
      state,
      signIn,
      withFirst: await bearerFrom(first.privateKey, 'one', issuer),
      withSecond: await bearerFrom(second.privateKey, 'two', issuer),
      withStranger: (kid: string) => bearerFrom(second.privateKey, kid, issuer),
      rotate: async () => void (state.keys = [await jwk(second, 'two')]),
      close: () => new Promise(resolve => http.close(resolve)),
    };
  }

  let keys: Awaited<ReturnType<typeof rotating>>;
  let clock: sinon.SinonFakeTimers;
  beforeEach(async () => {
    keys = await rotating();
    clock = sinon.useFakeTimers({ now: Date.now(), toFake: ['Date'] });
  });
  afterEach(async () => {
    clock.restore();
    await keys.close();
  });

  it('are read once for many callers', async () => {
    await Promise.all(Array.from({ length: 20 }, () => keys.signIn(keys.withFirst)));
    assert.equal(keys.state.asked, 1);
  });

  it('are read again when Entra has changed them', async () => {
    await keys.signIn(keys.withFirst);
    await keys.rotate();
    clock.tick(31_000);
    assert.deepEqual((await keys.signIn(keys.withSecond)).person, alex);
    assert.equal(keys.state.asked, 2);
  });

  it('are not read again for each of many invented key ids', async () => {
    await keys.signIn(keys.withFirst);
    clock.tick(31_000);
    for (let count = 0; count < 10; count += 1) {
      await assert.rejects(keys.signIn(await keys.withStranger(`invented-${count}`)), { name: 'NotSignedIn' });
    }
    assert.equal(keys.state.asked, 2);
  });

  it('that cannot be had make the person wait, not a stranger of them', async () => {
    keys.state.status = 503;
    await assert.rejects(keys.signIn(keys.withFirst), { name: 'KeysUnavailable' });
  });
});
