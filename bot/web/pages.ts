import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { answerError, send, textFor } from './answer.ts';
import { pagePolicy } from './headers.ts';
import { noncePlaceholder, openInTeamsPlaceholder } from './placeholders.ts';

export type Asset = { content: Buffer; type: string; encoding?: 'br' | 'gzip' };

/** The built tab pages in a folder: one page for every screen, and its files, whose names change with their content. */
export type Pages = {
  /** The page with these filled in; undefined while it is not built. */
  page(filled: { nonce: string; openInTeams: string }): Promise<string | undefined>;
  asset(name: string, acceptEncoding: string | undefined): Promise<Asset | undefined>;
};

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const assetName = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const squeezed = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

export function openPages(folder: string): Pages {
  return {
    async page({ nonce, openInTeams }) {
      const html = await read(join(folder, 'index.html'));
      return html?.toString('utf8').replaceAll(noncePlaceholder, nonce).replaceAll(openInTeamsPlaceholder, asAttribute(openInTeams));
    },
    async asset(name, acceptEncoding = '') {
      const type = types[extname(name)];
      if (!type || !assetName.test(name)) return undefined;
      const file = join(folder, 'assets', name);
      for (const { encoding, ending } of squeezed) {
        if (!new RegExp(`\\b${encoding}\\b(?!;q=0(?:\\.0*)?(?:,|$))`).test(acceptEncoding)) continue;
        const content = await read(file + ending);
        if (content) return { content, type, encoding };
      }
      const content = await read(file);
      return content && { content, type };
    },
  };
}

async function read(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const asAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** `/tab/<screen>` is the page, whatever the screen: the page itself knows which there are. */
export function servePages(server: Server, pages: Pages, openInTeams: string): void {
  const page = async (request: Request, response: Response) => {
    const nonce = randomBytes(16).toString('base64');
    const html = await pages.page({ nonce, openInTeams });
    if (!html) {
      // In a local run the pages are built while the bot already answers: the browser asks again by itself.
      return send(response, 503, textFor(request).pagesMissing, {
        'Content-Type': 'text/plain; charset=utf-8',
        Refresh: '5',
        'Retry-After': '5',
      });
    }
    send(response, 200, html, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': pagePolicy(nonce) });
  };
  server.get('/tab', page);
  server.get('/tab/:screen', page);
  server.get('/tab/assets/:file', async (request: Request, response: Response) => {
    const { file } = request.params as { file: string };
    const asset = await pages.asset(file, request.headers['accept-encoding']?.toString());
    if (!asset) return answerError(response, { status: 404, words: textFor(request).notThere });
    send(response, 200, asset.content, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(asset.encoding ? { 'Content-Encoding': asset.encoding } : {}),
    });
  });
}
