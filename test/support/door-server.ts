import { request as httpRequest } from 'node:http';
import { createServer, plugins, type Request, type Response } from 'restify';
import { sealer } from '../../bot/cards/seal.ts';
import type { Feature } from '../../bot/feature.ts';
import { openDoor, type Door, type DoorNeeds } from '../../bot/teams/door.ts';
import { largestBody } from '../../bot/teams/entry/gate.ts';
import type { Force } from '../../bot/teams/turn.ts';
import { startConnector, type Connector } from './connector.ts';
import { inRecordings, type Activity } from './activities.ts';

export const sussex: Force = { name: 'Sussex Police', forces: ['Sussex Police'], welsh: 'offered' };
export const cardKey = Buffer.alloc(32, 7);
export const publicOrigin = 'https://networks.example';

export type Logged = { event: string; fields: Record<string, unknown> };
export type Answered = { status: number; text: string; body: Record<string, unknown> | undefined };

export type DoorServer = {
  origin: string;
  door: Door;
  connector: Connector;
  logged: Logged[];
  /** Sends an activity as it stands, with the connector's own address unless it is told otherwise. */
  post(activity: Activity | Record<string, unknown>, headers?: Record<string, string>): Promise<Answered>;
  /** Sends any bytes, with headers as Node would put them on the wire. */
  postRaw(body: string, headers?: Record<string, string | string[]>): Promise<Answered>;
  stop(): Promise<void>;
};

/** A bare restify server with the real door in it, beside a stand-in for the Teams service. */
export async function serveDoor(features: readonly Feature[], differently: Partial<DoorNeeds> = {}): Promise<DoorServer> {
  const logged: Logged[] = [];
  const door = openDoor({
    features,
    settings: { mode: 'local', tenants: [], serviceHosts: ['smba.trafficmanager.net'], publicOrigin, localTenant: inRecordings.tenant },
    sealer: sealer(cardKey),
    forceOf: () => sussex,
    homeForce: sussex,
    languageOf: () => undefined,
    noteAddress: async () => {},
    renewAddress: async () => {},
    personalAddress: async () => undefined,
    markGone: async () => {},
    now: () => new Date(),
    log: (event, fields = {}) => void logged.push({ event, fields }),
    reference: () => 'REF-1',
    ...differently,
  });
  const connector = await startConnector();
  const server = createServer();
  server.use(plugins.bodyParser({ mapParams: false, maxBodySize: largestBody }));
  server.post('/api/messages', async (request: Request, response: Response) => door.receive(request, response));
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;

  function postRaw(body: string, headers: Record<string, string | string[]> = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${origin}/api/messages`, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', ...headers },
      });
      request.on('error', reject);
      request.on('response', response => {
        let text = '';
        response.setEncoding('utf8').on('data', chunk => (text += chunk));
        response.on('end', () => {
          const isJson = response.headers['content-type']?.startsWith('application/json') && text !== '';
          resolve({ status: response.statusCode ?? 0, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined });
        });
      });
      request.end(body);
    });
  }

  return {
    origin,
    door,
    connector,
    logged,
    postRaw,
    post: (activity, headers) => postRaw(JSON.stringify({ ...activity, serviceUrl: connector.serviceUrl }), headers),
    async stop() {
      await door.idle();
      await new Promise<void>(resolve => void server.close(() => resolve()));
      await connector.stop();
    },
  };
}
