import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Route } from '../../bot/feature.ts';
import { startIssuer, type Issuer } from '../../bot/local/tab/issuer.ts';
import type { Log } from '../../bot/log.ts';
import type { Person } from '../../bot/people/person.ts';
import type { Force } from '../../bot/teams/turn.ts';
import { openServer, type ServerNeeds, type WebServer } from '../../bot/web/server.ts';
import { openSignIn, type SignInNeeds } from '../../bot/web/sign-in.ts';

export const tenant = '6b1f3c52-8a0e-4d27-9f64-1d2c3b4a5e6f';
export const alex: Person = { tenant, id: 'a1b2c3d4-0000-4000-8000-000000000001' };
export const sussex: Force = { name: 'Sussex Police', forces: ['Sussex Police'], welsh: 'offered' };

export type Logged = { event: string; fields: Record<string, unknown> };
export type Serving = {
  origin: string;
  port: number;
  issuer: Issuer;
  server: WebServer;
  logged: Logged[];
  /** The Authorization header of somebody signed in. */
  bearer(person?: Person, claims?: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
};

/** The real server with the real sign-in, over real HTTP, beside an issuer of its own. */
export async function serve(
  routes: Route[] = [],
  differently: Partial<Omit<ServerNeeds, 'settings'>> & { mode?: 'local' | 'production'; port?: number } & Partial<
      Pick<SignInNeeds, 'languageOf' | 'forceOf'>
    > = {},
): Promise<Serving> {
  const issuer = await startIssuer();
  const {
    mode = 'local',
    port = 0,
    languageOf = async () => undefined,
    forceOf = () => sussex,
    now = () => new Date(),
    ...rest
  } = differently;
  const logged: Logged[] = [];
  const log: Log = (event, fields = {}) => void logged.push({ event, fields });
  const tab = { clientId: issuer.clientId, keysUrl: issuer.keysUrl, issuer: issuer.issuer };
  const server = openServer({
    settings: { mode, host: '127.0.0.1', port },
    receive: async (_request, response) => void response.send(200, {}),
    routes,
    signIn: openSignIn({ settings: { mode, tab, tenants: mode === 'local' ? [] : [tenant] }, forceOf, languageOf, now }),
    ready: async () => true,
    pages: join(tmpdir(), 'no-pages-here'),
    publicPages: {},
    operator: 'Sussex Police',
    goTo: () => undefined,
    log,
    now,
    ...rest,
  });
  const listening = await server.listen().catch(async (error: unknown) => {
    await issuer.close();
    throw error;
  });
  return {
    origin: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    issuer,
    server,
    logged,
    bearer: async (person = alex, claims = {}) => `Bearer ${await issuer.tokenFor(person, claims)}`,
    stop: async () => {
      await server.close(1_000);
      await issuer.close();
    },
  };
}

export type Heard = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** A request that may say what a browser or `fetch` would not, such as another Host. */
export function ask(at: {
  port: number;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}): Promise<Heard> {
  const { port, path, method = 'GET', headers, body } = at;
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
