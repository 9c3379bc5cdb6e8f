import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What became of one request, as the service itself knows it. */
export type Observed = {
  /** When it arrived, by the clock that all processes of this machine share (`steadyNow`). */
  at: number;
  /** It arrived after this moment at the earliest: the observer may have been kept from looking. */
  since: number;
  /** For how long, within the two seconds before, the machine let the observer not run at a time: nor, then, those who send. */
  stalledMs: number;
  /** When it was answered, or nobody waited for the answer any more. */
  endedAt?: number;
  what: 'open' | 'send' | 'update' | 'remove';
  conversation: string;
  /** The message says what it belongs to: the mark in its text. */
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

/** Milliseconds of the machine's steady clock: the same in every process, and nobody can set it. */
export const steadyNow = (): number => Number(process.hrtime.bigint()) / 1e6;

export const markOf = (text: string): string => /mark-[a-z0-9-]+/.exec(text)?.[0] ?? '';

const tickMs = 5;
const rememberStallsMs = 2_000;

/** A stand-in for the Teams service. It keeps a log of its own, which nothing of the product can write or read. */
export async function startObserver() {
  const log: Observed[] = [];
  const sockets = new Set<Socket>();
  let treat: Treat = () => undefined;
  let [ids, sends, lastBody] = [0, 0, ''];

  // When this process last looked around, and the time before: a request that is seen now did not come before that.
  let [lastTick, tickBefore] = [steadyNow(), steadyNow()];
  let stalls: { at: number; ms: number }[] = [];
  const ticking = setInterval(() => {
    [tickBefore, lastTick] = [lastTick, steadyNow()];
    const ms = lastTick - tickBefore - tickMs * 2;
    if (ms > 0) stalls.push({ at: lastTick, ms });
  }, tickMs);

  function longestStall(now: number): number {
    stalls = stalls.filter(({ at }) => at > now - rememberStallsMs);
    return Math.max(0, now - lastTick - tickMs * 2, ...stalls.map(({ ms }) => ms));
  }

  const server = createServer((request, response) => {
    const [at, since] = [steadyNow(), tickBefore];
    const came = { at, since, stalledMs: longestStall(at) };
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => take(request, response, Buffer.concat(chunks).toString('utf8'), came));
    // A sender that was killed in the middle of its request said nothing.
    request.on('error', () => undefined);
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });

  function take(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    came: Pick<Observed, 'at' | 'since' | 'stalledMs'>,
  ): void {
    const path = decodeURIComponent(request.url ?? '');
    const what = whatIsAsked(request.method ?? '', path);
    const conversation = what === 'open' ? conversationFor(body) : (/\/v3\/conversations\/([^/]+)/.exec(path)?.[1] ?? '');
    const treated: Treatment = treat({ what, conversation, at: came.at }) ?? {
      kind: 'answer',
      status: what === 'send' || what === 'open' ? 201 : 200,
    };
    const isDelivered = treated.kind === 'reset' ? treated.isDelivered : (treated.isDelivered ?? treated.status < 300);
    const status = treated.kind === 'reset' ? 0 : treated.status;
    const noted: Observed = { ...came, what, conversation, mark: markOf(body), isDelivered, status };
    log.push(noted);
    if (what === 'send') [sends, lastBody] = [sends + 1, body];
    if (treated.kind === 'reset') {
      noted.endedAt = steadyNow();
      return void request.socket.resetAndDestroy();
    }
    const answer = () => {
      noted.endedAt = steadyNow();
      response.writeHead(treated.status, { 'content-type': 'application/json', ...treated.headers });
      response.end(JSON.stringify(bodyFor(treated, what, conversation)));
    };
    if (!treated.afterMs) return answer();
    const answering = setTimeout(answer, treated.afterMs);
    // Whoever asked went away and heard nothing.
    response.once('close', () => {
      clearTimeout(answering);
      if (noted.endedAt === undefined) Object.assign(noted, { endedAt: steadyNow(), status: 0 });
    });
  }

  function bodyFor({ status, code }: Extract<Treatment, { kind: 'answer' }>, what: Observed['what'], conversation: string): object {
    ids += 1;
    if (status < 300) return { id: what === 'open' ? conversation : `sent-${ids}` };
    return { error: { code: code ?? 'ServiceError', message: 'as the observer was told' } };
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`,
    log: log as readonly Observed[],
    sends: () => sends,
    /** The latest message, as it came. */
    lastBody: () => lastBody,
    treatWith: (next: Treat) => void (treat = next),
    stop: async () => {
      clearInterval(ticking);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>(resolve => server.close(() => resolve()));
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
