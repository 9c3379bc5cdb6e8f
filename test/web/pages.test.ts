import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { goToTab } from '../../bot/web/go.ts';
import { ask, serve, type Serving } from './serving.ts';

const script = 'console.log("hello from the tab")';

describe('The tab pages', () => {
  let folder: string;
  let serving: Serving;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tab-pages-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(
      join(folder, 'index.html'),
      '<meta name="open-in-teams" content="__OPEN_IN_TEAMS__"><meta property="csp-nonce" nonce="__NONCE__"><script nonce="__NONCE__">',
    );
    writeFileSync(join(folder, 'assets', 'index-Ab_1-x.js'), script);
    writeFileSync(join(folder, 'assets', 'index-Ab_1-x.js.gz'), gzipSync(script));
    writeFileSync(join(folder, 'assets', 'index-Ab_1-x.js.br'), brotliCompressSync(script));
    writeFileSync(join(folder, 'assets', 'plain.js'), script);
    writeFileSync(join(folder, 'secret.js'), 'not for anybody');
    serving = await serve([], {
      pages: folder,
      mode: 'production',
      goTo: goToTab({ mode: 'production', publicOrigin: 'https://networks.example', teamsApp: 'app', screens: { network: 'directory' } }),
    });
  });
  after(async () => {
    await serving.stop();
    rmSync(folder, { recursive: true });
  });
  const get = (path: string, headers: Record<string, string> = {}) => ask({ port: serving.port, path, headers });

  it('are one page for every screen, which only Teams may frame', async () => {
    for (const path of ['/tab', '/tab/', '/tab/directory', '/tab/members']) {
      const { status, headers } = await get(path);
      assert.equal(status, 200, path);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['cache-control'], 'no-store');
      const policy = String(headers['content-security-policy']);
      assert.match(
        policy,
        /frame-ancestors https:\/\/teams\.microsoft\.com https:\/\/\*\.teams\.microsoft\.com https:\/\/\*\.cloud\.microsoft(;|$)/,
      );
      assert.match(policy, /^default-src 'none'; script-src 'self';/);
      assert.doesNotMatch(policy, /unsafe|\*(?!\.)/);
      assert.equal(headers['x-frame-options'], undefined);
    }
  });

  it('carry another nonce each time, the one the policy names', async () => {
    const seen = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      const { headers, text } = await get('/tab');
      const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
      assert.ok(Buffer.from(nonce, 'base64').length >= 16);
      assert.equal(text.split(`nonce="${nonce}"`).length, 3);
      seen.add(nonce);
    }
    assert.equal(seen.size, 5);
  });

  it('know the way into Teams, written so that it stays inside its attribute', async () => {
    const { text } = await get('/tab');
    const content = /content="([^"]*)"/.exec(text)?.[1] ?? '';
    assert.match(content, /^https:\/\/teams\.microsoft\.com\/l\/entity\/app\/directory\?webUrl=[^&]*&amp;label=Staff\+Networks$/);
  });

  it('hand out files that never change, as small as the browser can take them', async () => {
    const asset = '/tab/assets/index-Ab_1-x.js';
    const raw = await fetch(`${serving.origin}${asset}`, { headers: { 'accept-encoding': 'identity' } });
    assert.equal(await raw.text(), script);
    assert.equal(raw.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(raw.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(raw.headers.get('vary'), 'Accept-Encoding');

    const packed = async (accepted: string, path = asset) => (await get(path, { 'accept-encoding': accepted })).headers['content-encoding'];
    assert.equal(await packed('gzip, deflate, br'), 'br');
    assert.equal(await packed('gzip'), 'gzip');
    assert.equal(await packed('br;q=0, gzip'), 'gzip');
    assert.equal(await packed('deflate'), undefined);
    assert.equal(await packed('br', '/tab/assets/plain.js'), undefined);
    for (const encoding of ['br', 'gzip']) {
      assert.equal(await (await fetch(`${serving.origin}${asset}`, { headers: { 'accept-encoding': encoding } })).text(), script);
    }
  });

  for (const path of [
    '/tab/assets/..%2fsecret.js',
    '/tab/assets/%2e%2e%2fsecret.js',
    '/tab/assets/index-Ab_1-x.js.br',
    '/tab/assets/.js',
    '/tab/secret.js/x',
  ]) {
    it(`hand out nothing else: ${path}`, async () => {
      const { status, text } = await get(path);
      assert.equal(status, 404, text);
    });
  }

  it('that are not built yet ask for a little patience, and the browser asks again', async () => {
    const early = await serve([], { pages: join(folder, 'not-there') });
    const { status, headers, text } = await ask({ port: early.port, path: '/tab', headers: { 'accept-language': 'cy' } });
    await early.stop();
    assert.deepEqual([status, headers['refresh'], headers['content-type']], [503, '5', 'text/plain; charset=utf-8']);
    assert.match(text, /cael ei pharatoi/);
  });
});
