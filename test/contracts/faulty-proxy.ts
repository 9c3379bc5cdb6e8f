import { request as send, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What goes wrong with one request. */
export type Fault =
  /** An answer of the storage's own making; nothing is done. */
  | { kind: 'status'; status: number; code?: string; headers?: Record<string, string> }
  /** The connection breaks before the storage hears anything. */
  | { kind: 'reset' }
  /** The storage does what it was asked to; the answer never arrives. */
  | { kind: 'done then reset' }
  | { kind: 'done then status'; status: number }
  /** The storage does what it was asked to; the answer breaks off in the middle. */
  | { kind: 'done then cut' }
  /** Nobody ever answers. */
  | { kind: 'silence' }
  /** A page without rows and a place to go on from, as Azure may give at any time. */
  | { kind: 'empty page' };

export type FaultyProxy = {
  address: string;
  /** The faults of the next requests, in order, undefined for none; after that everything goes through. */
  next(...faults: (Fault | undefined)[]): void;
  /** The same fault for every request until `next` or `heal`. */
  always(fault: Fault): void;
  /** Whatever this finds for each request, until `next` or `heal`. */
  by(choose: (asked: { method: string; url: string }) => Fault | undefined): void;
  heal(): void;
  /** How many requests have come since the last `next`, `always` or `heal`. */
  requests(): number;
  close(): Promise<void>;
};

const emptyPagePlace = 'emptypage';

/** An http proxy in front of one of Azurite's addresses that does wrong what it is told to. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  let faults: (Fault | undefined)[] = [];
  let constant: Fault | undefined;
  let chosen: Parameters<FaultyProxy['by']>[0] | undefined;
  let requests = 0;
  const sockets = new Set<Socket>();

  const server = createServer((incoming, answer) => {
    requests += 1;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const asked = { method: incoming.method ?? '', url: incoming.url ?? '' };
      misbehave(constant ?? chosen?.(asked) ?? faults.shift(), incoming, Buffer.concat(chunks), answer);
    });
    // Whoever asked may be killed in the middle of it.
    incoming.on('error', () => undefined);
    answer.on('error', () => undefined);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });

  function misbehave(fault: Fault | undefined, incoming: IncomingMessage, body: Buffer, answer: ServerResponse): void {
    switch (fault?.kind) {
      case undefined:
        return forward(target, incoming, body, (status, headers, content) => {
          // Not in one chain: restify changes writeHead for every response of the process, and then it returns nothing.
          answer.writeHead(status, headers);
          answer.end(content);
        });
      case 'status':
        return refuse(answer, fault.status, fault.code, fault.headers);
      case 'reset':
        return void incoming.socket.resetAndDestroy();
      case 'done then reset':
        return forward(target, incoming, body, () => incoming.socket.resetAndDestroy());
      case 'done then status':
        return forward(target, incoming, body, () => refuse(answer, fault.status));
      case 'done then cut':
        return forward(target, incoming, body, (status, headers, content) => {
          answer.writeHead(status, { ...headers, 'content-length': String(Math.max(content.length, 2)) });
          answer.write(content.subarray(0, content.length / 2), () => incoming.socket.destroy());
        });
      case 'silence':
        return;
      case 'empty page':
        answer.writeHead(200, {
          'content-type': 'application/json;odata=minimalmetadata',
          'x-ms-continuation-NextPartitionKey': emptyPagePlace,
          'x-ms-continuation-NextRowKey': emptyPagePlace,
        });
        answer.end(JSON.stringify({ value: [] }));
    }
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...planned) => ([faults, constant, chosen, requests] = [planned, undefined, undefined, 0]),
    always: fault => ([faults, constant, chosen, requests] = [[], fault, undefined, 0]),
    by: choose => ([faults, constant, chosen, requests] = [[], undefined, choose, 0]),
    heal: () => ([faults, constant, chosen, requests] = [[], undefined, undefined, 0]),
    requests: () => requests,
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

type Answered = (status: number, headers: Record<string, string>, content: Buffer) => void;

function forward(target: string, incoming: IncomingMessage, body: Buffer, answered: Answered): void {
  const url = new URL(incoming.url ?? '/', target);
  // The place after an injected page is the start of the real list.
  if (url.searchParams.get('NextPartitionKey') === emptyPagePlace) {
    url.searchParams.delete('NextPartitionKey');
    url.searchParams.delete('NextRowKey');
  }
  const onward = send(url, { method: incoming.method, headers: { ...incoming.headers, host: url.host } }, response => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const headers = { ...response.headers } as Record<string, string>;
      delete headers['transfer-encoding'];
      answered(response.statusCode ?? 500, headers, Buffer.concat(chunks));
    });
  });
  // The storage is being closed.
  onward.on('error', () => incoming.socket.destroy());
  onward.end(body);
}

function refuse(answer: ServerResponse, status: number, code = 'ServerBusy', headers: Record<string, string> = {}): void {
  answer.writeHead(status, { 'content-type': 'application/json', 'x-ms-error-code': code, ...headers });
  answer.end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: 'injected' } } }));
}
