import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { Route } from '../../bot/feature.ts';
import { Refusal } from '../../bot/refusal.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import type { ApiError } from '../../bot/web/error.contract.ts';
import { goToTab } from '../../bot/web/go.ts';
import { alex, ask, serve, tenant, type Heard, type Serving } from './serving.ts';

const errorIn = (heard: Heard) => (JSON.parse(heard.text) as ApiError).error;
const deferred = () => {
  let resolve = () => {};
  const promise = new Promise<void>(done => (resolve = done));
  return { promise, resolve };
};

class SecretTroubleError extends Error {}

const routes: Route[] = [
  { method: 'get', path: '/things', run: async () => ({ things: [] }) },
  {
    method: 'post',
    path: '/things/:id/take',
    run: async (caller, asked) => ({ id: asked.params['id'], body: asked.body, by: caller.person.id }),
  },
  {
    method: 'post',
    path: '/things/:id/closed',
    run: () => Promise.reject(new Refusal({ en: 'It is closed.', cy: 'Mae ar gau.' })),
  },
  { method: 'post', path: '/things/:id/gone', run: () => Promise.reject(new StorageUnavailable(new Error('account kept-secret'))) },
  {
    method: 'post',
    path: '/things/:id/broken',
    run: async (_caller, asked) => {
      throw new SecretTroubleError(`no room for ${asked.params['id']}\n    at /bot/made-up.ts:1`);
    },
  },
  { method: 'del', path: '/things/:id', run: async () => undefined },
];

describe('The web server', () => {
  let serving: Serving;
  let bearer: string;
  let received: unknown[];
  before(async () => {
    received = [];
    serving = await serve(routes, {
      receive: async (request, response) => {
        received.push(request.body);
        if (request.body['type'] === 'broken') throw new Error('what somebody wrote');
        response.send(200, { type: 'answered' });
      },
      goTo: goToTab({ mode: 'local', publicOrigin: 'http://localhost:3978', teamsApp: 'app', screens: { network: 'directory' } }),
    });
    bearer = await serving.bearer();
  });
  after(() => serving.stop());
  beforeEach(() => {
    serving.logged.length = 0;
    received.length = 0;
  });

  const get = (path: string, headers: Record<string, string> = {}) => ask({ port: serving.port, path, headers });
  const post = (path: string, body?: string | Buffer, headers: Record<string, string> = {}) =>
    ask({
      port: serving.port,
      path,
      method: 'POST',
      body,
      headers: { authorization: bearer, 'content-type': 'application/json', ...headers },
    });

  describe('on every answer', () => {
    for (const path of ['/health', '/ready', '/nowhere', '/api/things', '/tab', '/go/network/1']) {
      it(`says nothing of itself and lets nothing be guessed, kept or framed: ${path}`, async () => {
        const { headers } = await get(path);
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert.equal(headers['referrer-policy'], 'no-referrer');
        assert.equal(headers['cache-control'], 'no-store');
        assert.equal(headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'");
        assert.match(String(headers['x-request-id']), /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
        assert.equal(headers['x-frame-options'], undefined, 'would overrule frame-ancestors in Teams');
        assert.equal(headers['server'], undefined);
        assert.equal(headers['access-control-allow-origin'], undefined, 'no other site may read the API');
        assert.equal(headers['set-cookie'], undefined);
      });
    }
    it('insists on https only where there is https', async () => {
      assert.equal((await get('/health')).headers['strict-transport-security'], undefined);
      const production = await serve([], { mode: 'production' });
      const heard = await ask({ port: production.port, path: '/health' });
      await production.stop();
      assert.match(String(heard.headers['strict-transport-security']), /max-age=31536000/);
    });
  });

  it('gives a route’s answer to somebody signed in', async () => {
    const heard = await post('/api/things/kettle/take', '{"count":2}');
    assert.deepEqual(JSON.parse(heard.text), { id: 'kettle', body: { count: 2 }, by: alex.id });
  });
  it('takes a request without a body, and a route that has nothing to say', async () => {
    assert.equal((await post('/api/things/kettle/take')).status, 200);
    assert.equal(
      (await ask({ port: serving.port, path: '/api/things/1', method: 'DELETE', headers: { authorization: bearer } })).text,
      '{}',
    );
  });

  describe('when something goes wrong', () => {
    it('passes an expected no on in the person’s words and language, and does not log it', async () => {
      assert.deepEqual(
        [(await post('/api/things/1/closed')).status, errorIn(await post('/api/things/1/closed')).words],
        [409, 'It is closed.'],
      );
      assert.equal(errorIn(await post('/api/things/1/closed', undefined, { 'x-language': 'cy' })).words, 'Mae ar gau.');
      assert.deepEqual(serving.logged, []);
    });
    it('says when the storage does not answer, and to try again', async () => {
      const heard = await post('/api/things/1/gone');
      assert.equal(heard.status, 503);
      assert.match(errorIn(heard).words, /cannot reach our records/);
      assert.doesNotMatch(heard.text + JSON.stringify(serving.logged), /kept-secret/);
    });
    it('gives a reference for our own faults, and logs the route and class under it but no value', async () => {
      const heard = await post('/api/things/my-secret-thing/broken');
      assert.equal(heard.status, 500);
      const { reference, words } = errorIn(heard);
      assert.ok(words.includes(reference));
      assert.equal(reference, heard.headers['x-request-id']);
      assert.deepEqual(serving.logged, [
        {
          event: 'web.failed',
          fields: {
            route: 'post /things/:id/broken',
            reference,
            error: 'SecretTroubleError',
            code: undefined,
            status: undefined,
            cause: undefined,
            where: serving.logged[0]?.fields['where'],
          },
        },
      ]);
      assert.match(String(serving.logged[0]?.fields['where']), /^web\/api\.ts:\d+$/);
      assert.doesNotMatch(heard.text, /secret/i);
    });
    it('names each request differently', async () => {
      const references = new Set<unknown>();
      for (let count = 0; count < 20; count += 1) references.add((await get('/health')).headers['x-request-id']);
      assert.equal(references.size, 20);
    });
    for (const [method, path, status] of [
      ['GET', '/nowhere?name=Alex', 404],
      ['GET', '/api/nothing', 404],
      ['PUT', '/api/things', 405],
      ['GET', '/%zz', 404],
      ['GET', '/tab/assets/..%2f..%2fpackage.json', 404],
      ['GET', '/tab/assets/nothing.js', 404],
      ['GET', `/api/things/${'x'.repeat(5000)}/take`, 404],
    ] as const) {
      it(`answers ${method} ${path.slice(0, 40)} with ${status} and does not repeat it`, async () => {
        const heard = await ask({ port: serving.port, path, method });
        assert.equal(heard.status, status);
        assert.equal(errorIn(heard).words, 'There is nothing at this address.');
      });
    }
  });

  describe('reads a body', () => {
    const cases: [string, string | Buffer, Record<string, string>, number][] = [
      ['that is not JSON', '{"a":', {}, 400],
      ['that is a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
      ['of plain text, which another site’s page could post', '{"a":1}', { 'content-type': 'text/plain' }, 400],
      ['without a type', '{"a":1}', { 'content-type': '' }, 400],
      ['that is compressed', Buffer.from('1f8b', 'hex'), { 'content-encoding': 'gzip' }, 400],
      ['that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
      ['a byte over 256 KiB', `"${'x'.repeat(256 * 1024 - 1)}"`, {}, 413],
      ['of exactly 256 KiB', `{"x":"${'x'.repeat(256 * 1024 - 8)}"}`, {}, 200],
    ];
    for (const [name, body, headers, status] of cases) {
      it(`${name}: ${status}`, async () => {
        assert.equal((await post('/api/things/1/take', body, headers)).status, status);
        const toTheDoor = await post('/api/messages', body, headers);
        assert.equal(toTheDoor.status, status);
        assert.equal(received.length, status === 200 ? 1 : 0);
      });
    }
    it('in pieces of unknown length, and stops keeping it at the limit', async () => {
      const heard = await ask({
        port: serving.port,
        path: '/api/messages',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        body: Buffer.alloc(2 * 1024 * 1024, 0x20),
      });
      assert.equal(heard.status, 413);
    });
  });

  describe('the door for Teams', () => {
    it('gets an activity as it came and answers for itself', async () => {
      const heard = await post('/api/messages', '{"type":"message","text":"hello"}', { accept: 'text/html' });
      assert.deepEqual(received, [{ type: 'message', text: 'hello' }]);
      assert.deepEqual(JSON.parse(heard.text), { type: 'answered' });
      assert.match(String(heard.headers['content-type']), /^application\/json/);
    });
    for (const body of ['[]', '"hello"', 'null', '7', '']) {
      it(`does not get ${body || 'an empty body'}`, async () => {
        assert.equal((await post('/api/messages', body)).status, 400);
        assert.deepEqual(received, []);
      });
    }
    it('that breaks gives nothing away', async () => {
      const heard = await post('/api/messages', '{"type":"broken"}');
      assert.equal(heard.status, 500);
      assert.doesNotMatch(heard.text + JSON.stringify(serving.logged), /somebody wrote/);
    });
  });

  describe('in a local run', () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '192.168.1.20:3978',
      'evil.example:127.0.0.1',
    ]) {
      it(`refuses the Host "${host}"`, async () => {
        assert.equal((await get('/health', { host })).status, 403);
        assert.equal((await post('/api/messages', '{"type":"message"}', { host })).status, 403);
        assert.deepEqual(received, []);
      });
    }
    for (const host of ['localhost', 'localhost:3978', '127.0.0.1:3978', '[::1]:3978', 'LOCALHOST:80']) {
      it(`takes the Host "${host}"`, async () => assert.equal((await get('/health', { host })).status, 200));
    }
    it('takes any Host in production, where a load balancer asks by address', async () => {
      const production = await serve([], { mode: 'production' });
      const heard = await ask({ port: production.port, path: '/health', headers: { host: '10.0.0.4' } });
      await production.stop();
      assert.equal(heard.status, 200);
    });
  });

  it('does not keep a socket open for a protocol it does not speak', async () => {
    const heard = await get('/health', { connection: 'Upgrade', upgrade: 'websocket' });
    assert.equal(heard.status, 200);
  });

  it('survives rubbish on the line', async () => {
    await new Promise<void>(resolve => {
      const socket = connect(serving.port, '127.0.0.1', () => socket.end('rubbish\r\n\r\n'));
      socket.on('close', () => resolve());
      socket.resume();
    });
    assert.equal((await get('/health')).status, 200);
  });
});

describe('Readiness', () => {
  const readyWith = async (ready: () => Promise<boolean>) => {
    const serving = await serve([], { ready });
    const [heard, alive] = [await ask({ port: serving.port, path: '/ready' }), await ask({ port: serving.port, path: '/health' })];
    await serving.stop();
    assert.equal(alive.status, 200);
    return [heard.status, heard.text];
  };
  it('is given when everything answers', async () => assert.deepEqual(await readyWith(async () => true), [200, '{"status":"ready"}']));
  it('is not given when something does not, without saying what', async () => {
    assert.deepEqual(await readyWith(async () => false), [503, '{"status":"not ready"}']);
    assert.deepEqual(await readyWith(() => Promise.reject(new Error('table account-name is down'))), [503, '{"status":"not ready"}']);
  });
  it('is not waited for longer than two seconds', async () => {
    assert.deepEqual(await readyWith(() => new Promise(() => {})), [503, '{"status":"not ready"}']);
  });
  it('is asked for once, however many ask at a time', async () => {
    let times = 0;
    const serving = await serve([], { ready: async () => ++times > 0 });
    await Promise.all(Array.from({ length: 10 }, () => ask({ port: serving.port, path: '/ready' })));
    await serving.stop();
    assert.equal(times, 1);
  });
});

describe('Too many requests', () => {
  it('from one person on one route have to wait, with a time, while others pass', async () => {
    let now = new Date('2026-11-20T10:00:00Z');
    const serving = await serve([routes[0]!, routes[1]!], { now: () => now });
    const later = Math.floor(now.getTime() / 1000);
    const times = { iat: later, nbf: later, exp: later + 3600 };
    const [mine, theirs] = [
      await serving.bearer(alex, times),
      await serving.bearer({ tenant, id: 'a1b2c3d4-0000-4000-8000-000000000002' }, times),
    ];
    const things = (authorization: string) => ask({ port: serving.port, path: '/api/things', headers: { authorization } });
    try {
      for (let count = 0; count < 20; count += 1) assert.equal((await things(mine)).status, 200);
      const refused = await things(mine);
      assert.deepEqual([refused.status, refused.headers['retry-after']], [429, '1']);
      assert.equal(errorIn(refused).words, 'That was a lot at once. Try again in 1 second.');
      assert.equal((await things(theirs)).status, 200);
      const another = await ask({ port: serving.port, path: '/api/things/1/take', method: 'POST', headers: { authorization: mine } });
      assert.equal(another.status, 200);
      now = new Date(now.getTime() + 1000);
      assert.equal((await things(mine)).status, 200);
    } finally {
      await serving.stop();
    }
  });
});

describe('Closing down', () => {
  it('lets a running request finish, takes no new one, and ends', async () => {
    const [started, go] = [deferred(), deferred()];
    const slow: Route = {
      method: 'get',
      path: '/slow',
      run: async () => {
        started.resolve();
        await go.promise;
        return { done: true };
      },
    };
    const serving = await serve([slow]);
    const running = ask({
      port: serving.port,
      path: '/api/slow',
      headers: { authorization: await serving.bearer(), connection: 'keep-alive' },
    });
    await started.promise;
    const closed = serving.server.close(5_000);
    await assert.rejects(ask({ port: serving.port, path: '/health' }), { code: 'ECONNREFUSED' });
    go.resolve();
    assert.equal((await running).text, '{"done":true}');
    const before = Date.now();
    await closed;
    assert.ok(Date.now() - before < 1_000, 'a kept connection must not hold the end up');
    await serving.issuer.close();
  });

  it('does not wait for one request for ever', async () => {
    const started = deferred();
    const stuck: Route = { method: 'get', path: '/stuck', run: () => (started.resolve(), new Promise(() => {})) };
    const serving = await serve([stuck]);
    const running = ask({ port: serving.port, path: '/api/stuck', headers: { authorization: await serving.bearer() } });
    const cutOff = assert.rejects(running);
    await started.promise;
    const before = Date.now();
    await serving.server.close(200);
    assert.ok(Date.now() - before < 2_000);
    await cutOff;
    await serving.issuer.close();
  });

  it('says when the port is taken, instead of ending the process', async () => {
    const first = await serve();
    await assert.rejects(serve([], { port: first.port }), { code: 'EADDRINUSE' });
    await first.stop();
  });
});
