import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';

type Told = { name: string; answer: unknown; ms: number };

describe('the storage by managed identity, as in production', function () {
  this.timeout(60_000);
  let folder: string;
  let azurite: RunningAzurite | undefined;
  let endpoint: Server | undefined;
  let asked: string[];

  before(async function () {
    folder = mkdtempSync(join(tmpdir(), 'identity-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const wanted = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    try {
      execFileSync('openssl', [...wanted, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert], { stdio: 'ignore' });
    } catch {
      // Tokens travel by https only, and Node cannot make a certificate by itself.
      return this.skip();
    }
    azurite = await startAzurite(['data'], { cert, key });
  });
  afterEach(() => {
    endpoint?.closeAllConnections();
    endpoint?.close();
  });
  after(async () => {
    await azurite?.close();
    rmSync(folder, { recursive: true });
  });

  /** What an instance is told with an identity endpoint that answers like this. */
  async function use(answer: RequestListener): Promise<Told[]> {
    asked = [];
    endpoint = createServer((request, response) => {
      asked.push(`${request.url} ${String(request.headers['x-identity-header'])}`);
      answer(request, response);
    });
    await new Promise<void>(resolve => endpoint?.listen(0, '127.0.0.1', resolve));
    const env = {
      PATH: process.env['PATH'],
      NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
      IDENTITY_ENDPOINT: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/token`,
      IDENTITY_HEADER: 'ours',
    };
    const child = fork(join(import.meta.dirname, 'identity.child.ts'), [`${azurite?.tables}/data`, `${azurite?.queues}/data`], { env });
    const told: Told[] = [];
    child.on('message', (message: Told | 'over') => message !== 'over' && told.push(message));
    await new Promise(resolve => child.once('exit', resolve));
    return told;
  }

  it('reads and writes tables and queues with one token, and keeps it', async () => {
    const told = await use((_, response) => response.end(JSON.stringify(aToken())));
    assert.deepEqual(
      told.map(({ name, answer }) => [name, answer]),
      [
        ['insert', 'inserted'],
        ['together', { done: true }],
        ['find', { n: 1 }],
        ['queue', ['a']],
        ['ping', 'pong'],
      ],
    );
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /resource=https%3A%2F%2Fstorage\.azure\.com&client_id=client-7 ours$/);
  });

  it('is unavailable, within two seconds, while the identity endpoint is silent, and asks it only once', async () => {
    const told = await use(() => undefined);
    assert.equal(told.length, 5);
    for (const { name, answer, ms } of told) {
      assert.equal(answer, 'StorageUnavailable', name);
      assert.ok(ms < 3500, `${name}: ${ms} ms`);
    }
    assert.equal(asked.length, 1);
  });

  it('is unavailable while the identity endpoint gives no token', async () => {
    const told = await use((_, response) => {
      response.statusCode = 400;
      response.end(JSON.stringify({ error: 'invalid_request' }));
    });
    assert.deepEqual([...new Set(told.map(({ answer }) => answer))], ['StorageUnavailable']);
  });
});

/** In the form of the container platforms' identity endpoint. Azurite reads the claims and not the signature. */
function aToken() {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: 'https://storage.azure.com',
    iss: 'https://sts.windows.net/11111111-1111-1111-1111-111111111111/',
    iat: now - 10,
    nbf: now - 10,
    exp: now + 3600,
    ver: '1.0',
  };
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
  return { access_token: token, expires_on: String(now + 3600), resource: 'https://storage.azure.com', token_type: 'Bearer' };
}
