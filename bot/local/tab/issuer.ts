import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Person } from '../../people/person.ts';

/** What stands in for Entra where there is none: it signs tab tokens with a key made at start, and serves the key on loopback. */
export type Issuer = {
  keysUrl: string;
  /** With `{tid}` where the tenant goes, as the settings want it. */
  issuer: string;
  clientId: string;
  /** A tab token as Teams would hand it out. `claims` replaces or, with undefined, removes single claims. */
  tokenFor(person: Person, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
};

/**
 * Tokens go only to whoever holds this object; nothing is handed out over the wire.
 * So the verifier is the same one as in production, with another key address.
 */
export async function startIssuer(options: { port?: number; clientId?: string; now?: () => Date } = {}): Promise<Issuer> {
  const { clientId = randomUUID(), now = () => new Date() } = options;
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' }] });

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const metadata = /^\/([0-9a-f-]{36})\/v2\.0\/\.well-known\/openid-configuration$/.exec(path);
    const body =
      path === '/keys'
        ? keys
        : metadata?.[1]
          ? JSON.stringify({
              issuer: issuer.replace('{tid}', metadata[1]),
              jwks_uri: keysUrl,
              id_token_signing_alg_values_supported: ['RS256'],
            })
          : undefined;
    // Two calls: restify, where it runs in the same process, changes writeHead everywhere so that it no longer returns the response.
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    response.end(body ?? '{}');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keysUrl = `${origin}/keys`;
  const issuer = `${origin}/{tid}/v2.0`;

  return {
    keysUrl,
    issuer,
    clientId,
    async tokenFor(person, claims = {}) {
      const seconds = Math.floor(now().getTime() / 1000);
      return new SignJWT({
        iss: issuer.replace('{tid}', person.tenant),
        aud: clientId,
        iat: seconds,
        nbf: seconds,
        exp: seconds + 60 * 60,
        tid: person.tenant,
        oid: person.id,
        // In Entra `sub` is another value than `oid` for people, and the same for programs.
        sub: `pairwise-${person.id}`,
        scp: 'access_as_user',
        ver: '2.0',
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .sign(privateKey);
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
