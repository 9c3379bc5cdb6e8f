import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export type Issuer = Awaited<ReturnType<typeof startOpenId>>;

export type Claims = Record<string, unknown>;

/** A stand-in for the channel's OpenID server: real keys, real metadata, on loopback. */
export async function startOpenId() {
  const keys = new Map<string, { privateKey: CryptoKey; published: JWK & { endorsements?: string[] } }>();

  async function addKey(kid: string, options: { endorsements?: string[]; alg?: string } = {}): Promise<void> {
    const { alg = 'RS256', endorsements } = options;
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    keys.set(kid, {
      privateKey,
      published: { ...(await exportJWK(publicKey)), kid, use: 'sig', ...(endorsements ? { endorsements } : {}) },
    });
  }

  await addKey('teams', { endorsements: ['msteams'] });

  const server = createServer((request, response) => {
    const body = request.url?.endsWith('/keys')
      ? { keys: [...keys.values()].map(({ published }) => published) }
      : { issuer: 'https://api.botframework.com', jwks_uri: `${origin()}/keys` };
    // Not in one chain: restify changes writeHead for every response of the process, and then it returns nothing.
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    metadataUrl: `${origin()}/.well-known/openidconfiguration`,
    addKey,
    /** The public half, as anybody can fetch it. */
    published: (kid: string) => keys.get(kid)?.published,
    /** Signs whatever it is given, with the named key. */
    async sign(claims: Claims, options: { kid?: string; header?: Record<string, unknown>; alg?: string } = {}): Promise<string> {
      const { kid = 'teams', alg = 'RS256', header = {} } = options;
      const key = keys.get(kid);
      if (!key) throw new Error(`no key ${kid}`);
      return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(key.privateKey);
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
