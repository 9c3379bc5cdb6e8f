import { randomBytes } from 'node:crypto';
import { createServer, request as requestTo, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { isLoopbackHost } from '../../web/host.ts';
import { castMemberNamed, type CastMember } from '../sample/cast.ts';
import { seatOf, tabHostPage } from './tab-host.page.ts';

export type TabHost = { address: string; close(): Promise<void> };

/**
 * The development sign-in: a place on this machine where the tab can be seen without Teams, as anyone of the sample cast.
 * The tab and its API are passed on from the bot, so that all is one origin; only the rule about who may frame the tab is changed.
 */
export async function startTabHost(botPort: number, tokenFor: (member: CastMember) => Promise<string>): Promise<TabHost> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.statusCode = 502;
      response.end();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host } = request.headers;
    // A page elsewhere can point its own name at this machine; the Host header still says that name.
    if (!isLoopbackHost(host)) return refuse(response, 403);
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (url.pathname === '/') return show(url.searchParams, response);
    if (url.pathname === '/token') return giveToken(request, response);
    const isTab = /^\/(tab|api)(\/|$)/.test(url.pathname) && url.pathname !== '/api/messages';
    return isTab ? passOn(request, response) : refuse(response, 404);
  }

  function show(query: URLSearchParams, response: ServerResponse): void {
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', pagePolicy(nonce));
    response.end(
      tabHostPage(
        seatOf(query, name => castMemberNamed(name) !== undefined),
        nonce,
      ),
    );
  }

  /** Only to our own page: another page's request names its own origin. */
  async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.headers.origin !== `http://${request.headers.host}`) return refuse(response, 403);
    const member = castMemberNamed(await text(request));
    if (!member) return refuse(response, 404);
    response.setHeader('Content-Type', 'text/plain');
    response.setHeader('Cache-Control', 'no-store');
    response.end(await tokenFor(member));
  }

  function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      const { method, url: path } = request;
      const headers = { ...request.headers, host: `127.0.0.1:${botPort}` };
      const onward = requestTo({ host: '127.0.0.1', port: botPort, method, path, headers }, answer => {
        const policy = answer.headers['content-security-policy'];
        if (typeof policy === 'string')
          answer.headers['content-security-policy'] = policy.replace(/frame-ancestors [^;]*/, "frame-ancestors 'self'");
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response).once('close', resolve);
      });
      onward.once('error', reject);
      request.pipe(onward);
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pagePolicy = (nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; frame-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'`;

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
