import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';

export type Call = {
  method: string;
  path: string;
  /** The conversation of the address, thread and all; empty for the making of a new one. */
  conversation: string;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
};

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang up' | 'say nothing';

export type Connector = Awaited<ReturnType<typeof startConnector>>;

/** A stand-in for the Teams service: it takes every call, keeps it, and answers as Teams does or as a test tells it to. */
export async function startConnector() {
  const calls: Call[] = [];
  let waiting: (() => void)[] = [];
  let answer: (call: Call) => Answer | undefined = () => undefined;
  let ids = 0;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk as Buffer));
    request.on('end', () => {
      const path = decodeURIComponent(request.url ?? '');
      const text = Buffer.concat(chunks).toString('utf8');
      const call: Call = {
        method: request.method ?? '',
        path,
        conversation: /\/v3\/conversations\/([^/]+)\//.exec(path)?.[1] ?? '',
        headers: request.headers,
        body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      };
      calls.push(call);
      waiting.forEach(look => look());
      const told = answer(call) ?? usual(call);
      if (told === 'say nothing') return;
      if (told === 'hang up') return void request.socket.destroy();
      response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers });
      response.end(told.body === undefined ? '' : JSON.stringify(told.body));
    });
  });

  function usual({ method, path }: Call): Answer {
    ids += 1;
    if (method === 'GET' && path.includes('/members/')) return { status: 200, body: { id: 'x', name: 'Casey Morgan', userRole: 'user' } };
    if (path.endsWith('/v3/conversations')) return { status: 201, body: { id: `a:made-${ids}` } };
    return { status: method === 'POST' ? 201 : 200, body: { id: `sent-${ids}` } };
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    /** For local mode. */
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    calls,
    /** Messages and changed messages, without typing signs. */
    messages: () => calls.filter(({ method, body }) => method !== 'GET' && body['type'] === 'message'),
    /** Undefined means the usual answer. */
    answerWith: (next: (call: Call) => Answer | undefined) => void (answer = next),
    /** Resolves once a call satisfies the test. */
    async called(test: (call: Call) => boolean, withinMs = 5_000): Promise<Call> {
      let timer: NodeJS.Timeout | undefined;
      const found = await new Promise<Call | undefined>(resolve => {
        const look = () => {
          const hit = calls.find(test);
          if (hit) resolve(hit);
        };
        waiting.push(look);
        timer = setTimeout(resolve, withinMs, undefined);
        look();
      });
      clearTimeout(timer);
      if (!found) throw new Error(`no such call; there were ${JSON.stringify(calls.map(({ method, path }) => `${method} ${path}`))}`);
      return found;
    },
    clear() {
      calls.length = 0;
      waiting = [];
      answer = () => undefined;
    },
    /** Until the returned function is called, every https connection of this process ends here, whatever its host. */
    standInForHttps(): () => void {
      const agent = Agent.prototype as unknown as { createConnection: () => Socket };
      const own = agent.createConnection;
      const sockets: Socket[] = [];
      agent.createConnection = () => {
        const socket = connect(port, '127.0.0.1');
        sockets.push(socket);
        return socket;
      };
      return () => {
        agent.createConnection = own;
        for (const socket of sockets) socket.destroy();
      };
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
