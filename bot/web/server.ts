import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Next, type Request, type Response, type ServerOptions } from 'restify';
import type { Route } from '../feature.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { answer, answerError, nameRequest, redirect, textFor } from './answer.ts';
import { apiRoute } from './api.ts';
import type { GoTo } from './go.ts';
import { headersForAll } from './headers.ts';
import { isLoopbackHost } from './host.ts';
import { messages, type Receive } from './messages.ts';
import { openPages, servePages } from './pages.ts';
import { servePublicPages, type PublicPages } from './public-pages.ts';
import { readiness } from './readiness.ts';
import type { SignIn } from './sign-in.ts';

export type ServerNeeds = {
  settings: Pick<Settings, 'mode' | 'host' | 'port'>;
  /** Takes what Teams posts to `/api/messages`. */
  receive: Receive;
  /** The features' routes, served under `/api`. */
  routes: readonly Route[];
  signIn: SignIn;
  /** Whether what this process leans on answers. */
  ready: () => Promise<boolean>;
  /** The folder of the built tab pages. */
  pages: string;
  /** Pages anybody may read without signing in, and whose they are. */
  publicPages: PublicPages;
  operator: string;
  goTo: GoTo;
  log: Log;
  now: () => Date;
};

export type WebServer = {
  listen(): Promise<{ port: number }>;
  /** Stops accepting, waits for what is running (at most `deadlineMs`), and lets go of every connection. */
  close(deadlineMs?: number): Promise<void>;
};

const usualDeadlineMs = 15_000;
const firstScreen = 'directory';

// restify's own log writes out whole requests, tokens and all, and what a handler returned. What is worth a line is logged by us.
const quiet = () => {};
const silent = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet } as unknown as ServerOptions['log'];

export function openServer(needs: ServerNeeds): WebServer {
  const { settings, receive, routes, ready, goTo, log } = needs;
  const server = createServer({ name: '', ignoreTrailingSlash: true, log: silent });
  const http = server.server as HttpServer;
  // restify hands upgrades on to nobody, which would leave such a socket open for ever; without its listener they are usual requests.
  http.removeAllListeners('upgrade');
  http.headersTimeout = 10_000;
  http.requestTimeout = 30_000;
  // Longer than the load balancers of Azure keep a connection, so that theirs ends first.
  http.keepAliveTimeout = 245_000;

  let closing = false;
  const common = Object.entries(headersForAll(settings.mode));
  server.pre((request: Request, response: Response, next: Next) => {
    for (const [name, value] of common) response.setHeader(name, value);
    nameRequest(response);
    if (closing) response.setHeader('Connection', 'close');
    // A request that came before the closing may be answered after it, and its connection would then be kept alive for nobody.
    response.once('close', () => {
      if (closing) setImmediate(() => http.closeIdleConnections());
    });
    if (settings.mode === 'local' && !isLoopbackHost(request.headers.host)) {
      answerError(response, { status: 403, words: textFor(request).notThere });
      return next(false);
    }
    return next();
  });
  // No such address, or not by this method: restify's own answer would repeat the address.
  server.on('restifyError', (request: Request, response: Response, error: { statusCode?: number }, done: () => void) => {
    const status = error.statusCode === 405 ? 405 : error.statusCode && error.statusCode < 500 ? 404 : 500;
    if (!response.headersSent) answerError(response, { status, words: textFor(request).notThere });
    done();
  });

  // A taken port, or no file left to accept a connection with: without a listener each would end the process.
  server.on('error', (error: NodeJS.ErrnoException) => log('web.socket', { code: error.code }));

  server.get('/health', async (_request: Request, response: Response) => answer(response, 200, { status: 'ok' }));
  const isReady = readiness(ready);
  server.get('/ready', async (_request: Request, response: Response) => {
    const all = !closing && (await isReady());
    answer(response, all ? 200 : 503, { status: all ? 'ready' : 'not ready' });
  });
  server.post('/api/messages', messages(receive, log));
  for (const route of routes) server[route.method](`/api${route.path}`, apiRoute(route, needs));
  server.get('/go/:kind/:id', async (request: Request, response: Response) => {
    const { kind, id } = request.params as { kind: string; id: string };
    const address = goTo(kind, id);
    if (address) redirect(response, address);
    else answerError(response, { status: 404, words: textFor(request).notThere });
  });
  servePublicPages(server, needs.publicPages, needs.operator);
  servePages(server, openPages(needs.pages), goTo('tab', firstScreen) ?? '');

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        http.listen(settings.port, settings.host, () => {
          server.removeListener('error', reject);
          resolve({ port: (http.address() as AddressInfo).port });
        });
      }),
    close: (deadlineMs = usualDeadlineMs) =>
      new Promise(resolve => {
        closing = true;
        const patience = setTimeout(() => http.closeAllConnections(), deadlineMs);
        http.close(() => {
          clearTimeout(patience);
          resolve();
        });
        http.closeIdleConnections();
      }),
  };
}
