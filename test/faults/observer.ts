import { createWriteStream, type WriteStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What became of one request, as the service itself knows it. */
export type Observed = {
  /** When it arrived, in milliseconds of the observer's own clock. */
  at: number;
  what: 'open' | 'send' | 'update' | 'remove';
  conversation: string;
  /** What the message says it belongs to: the mark in its text. */
  mark: string;
  /** Whether the person has it now, whatever the sender was told. */
  isDelivered: boolean;
  /** What the sender was told; 0 where it heard nothing. */
  status: number;
};

/** How one request is treated. `delivered` says whether the message got through all the same. */
export type Treatment =
  | { kind: 'answer'; status: number; isDelivered?: boolean; code?: string; headers?: Record<string, string>; afterMs?: number }
  /** The connection breaks after the whole body was read. */
  | { kind: 'reset'; isDelivered: boolean };

export type Treat = (asked: { what: Observed['what']; conversation: string; at: number }) => Treatment | undefined;

export type Observer = Awaited<ReturnType<typeof startObserver>>;

export const markOf = (text: string): string => /mark-[a-z0-9-]+/.exec(text)?.[0] ?? '';

/** A stand-in for the Teams service. It keeps a log of its own, which nothing of the product can write or read. */
export async function startObserver(logFile?: string) {
  const began = performance.now();
  const log: Observed[] = [];
  const file: WriteStream | undefined = logFile === undefined ? undefined : createWriteStream(logFile);
  const sockets = new Set<Socket>();
  let treat: Treat = () => undefined;
  let ids = 0;

  const now = () => performance.now() - began;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => take(request, response, Buffer.concat(chunks).toString('utf8')));
    // A sender that was killed in the middle of its request said nothing.
    request.on('error', () => undefined);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });

  function take(request: IncomingMessage, response: ServerResponse, body: string): void {
    const path = decodeURIComponent(request.url ?? '');
    const what = whatIsAsked(request.method ?? '', path);
    const conversation = what === 'open' ? conversationFor(body) : (/\/v3\/conversations\/([^/]+)/.exec(path)?.[1] ?? '');
    const at = now();
    const treated: Treatment = treat({ what, conversation, at }) ?? {
      kind: 'answer',
      status: what === 'send' || what === 'open' ? 201 : 200,
    };
    const isDelivered = treated.kind === 'reset' ? treated.isDelivered : (treated.isDelivered ?? treated.status < 300);
    const status = treated.kind === 'reset' ? 0 : treated.status;
    note({ at, what, conversation, mark: markOf(body), isDelivered, status });
    if (treated.kind === 'reset') return void request.socket.resetAndDestroy();
    const answer = () => {
      if (response.destroyed) return;
      response.writeHead(treated.status, { 'content-type': 'application/json', ...treated.headers });
      response.end(JSON.stringify(bodyFor(treated, what, conversation)));
    };
    if (treated.afterMs) setTimeout(answer, treated.afterMs).unref();
    else answer();
  }

  function bodyFor({ status, code }: Extract<Treatment, { kind: 'answer' }>, what: Observed['what'], conversation: string): object {
    ids += 1;
    if (status < 300) return { id: what === 'open' ? conversation : `sent-${ids}` };
    return { error: { code: code ?? 'ServiceError', message: 'as the observer was told' } };
  }

  function note(observed: Observed): void {
    log.push(observed);
    file?.write(`${JSON.stringify(observed)}\n`);
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`,
    log: log as readonly Observed[],
    now,
    treatWith: (next: Treat) => void (treat = next),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>(resolve => server.close(() => resolve()));
      await new Promise<void>(resolve => (file ? file.end(resolve) : resolve()));
    },
  };
}

function whatIsAsked(method: string, path: string): Observed['what'] {
  if (method === 'PUT') return 'update';
  if (method === 'DELETE') return 'remove';
  return path.endsWith('/v3/conversations') ? 'open' : 'send';
}

/** The chat with somebody is always the same one, as in Teams. */
function conversationFor(body: string): string {
  const { members } = JSON.parse(body) as { members?: { id: string }[] };
  return `a:${(members?.[0]?.id ?? '').replace(/^29:/, '')}`;
}
