import assert from 'node:assert/strict';
import { kindsIn } from '../../bot/privacy/data-map.ts';
import { kindInWords } from '../../bot/privacy/kinds.text.ts';
import { noticeText } from '../../bot/privacy/notice/notice.text.ts';
import type { PublicPages } from '../../bot/web/public-pages.ts';
import { goodPackage, manifestOf, host } from '../manifest/app-package.ts';
import { browserHere, screenshotFile } from '../support/browser.ts';
import { openOffice, type Office } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';
import { assertAccessible } from '../tabs/accessible.ts';
import { ask, serve, type Serving } from './serving.ts';

describe('The pages that the Teams catalogue links to', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: Office;
  let serving: Serving;
  before(async () => {
    office = openOffice(storage());
    const publicPages = Object.assign({}, ...office.features.map(feature => feature.publicPages ?? {})) as PublicPages;
    serving = await serve([], { publicPages });
  });
  after(() => serving.stop());
  const get = (path: string, headers: Record<string, string> = {}) => ask({ port: serving.port, path, headers });
  const paths = ['/', '/privacy', '/terms'];

  it('are there, each that the manifest names', async () => {
    const { websiteUrl, privacyUrl, termsOfUseUrl } = manifestOf(await goodPackage()).developer;
    for (const address of [websiteUrl, privacyUrl, termsOfUseUrl]) {
      const { hostname, pathname } = new URL(address);
      assert.equal(hostname, host);
      const { status, headers } = await get(pathname);
      assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8'], address);
    }
  });

  it('run nothing, load nothing, and stand in nobody’s frame', async () => {
    for (const path of paths) {
      const { headers, text } = await get(path);
      const policy = String(headers['content-security-policy']);
      assert.match(
        policy,
        /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      assert.deepEqual([headers['x-content-type-options'], headers['referrer-policy']], ['nosniff', 'no-referrer']);
      assert.doesNotMatch(text, /<script|<img|<link|<form|\son\w+=|style=/i);
    }
  });

  it('speak the language that is asked for, by the address before the browser, and say which it is', async () => {
    const read = async (path: string, wanted?: string) => {
      const { headers, text } = await get(path, wanted ? { 'accept-language': wanted } : {});
      return [headers['content-language'], /<html lang="([^"]+)">/.exec(text)?.[1], /<h1>([^<]+)</.exec(text)?.[1]];
    };
    assert.deepEqual(await read('/terms'), ['en', 'en-GB', 'Terms of use']);
    assert.deepEqual(await read('/terms', 'cy-GB,cy;q=0.9'), ['cy', 'cy-GB', 'Telerau defnyddio']);
    assert.deepEqual(await read('/terms?lang=en', 'cy'), ['en', 'en-GB', 'Terms of use']);
    assert.deepEqual(await read('/privacy?lang=cy'), ['cy', 'cy-GB', 'Hysbysiad preifatrwydd']);
    assert.deepEqual(await read('/privacy?lang="><script>'), ['en', 'en-GB', 'Privacy notice']);
  });

  it('lead to each other, and to themselves in the other language, marked as such', async () => {
    const { text } = await get('/privacy');
    assert.match(text, /<a href="\/privacy\?lang=cy" lang="cy-GB" hreflang="cy-GB">Cymraeg<\/a>/);
    for (const [, link = ''] of text.matchAll(/href="([^"]+)"/g)) assert.equal((await get(link)).status, 200, link);
    assert.match(text, /run by Sussex Police/);
  });

  it('say of privacy what the notice in the chat says, kind by kind', async () => {
    const map = [...office.features.flatMap(feature => feature.held?.map ?? []), ...office.people.heldMap];
    for (const language of ['en', 'cy'] as const) {
      const { text } = await get(`/privacy?lang=${language}`);
      const words = text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      for (const kind of kindsIn(map)) {
        for (const said of [
          kindInWords(kind, language),
          ...kind.purposes.map(one => one[language]),
          ...kind.lives.map(one => one[language]),
        ]) {
          assert.ok(words.includes(said), `“${said}”`);
        }
      }
      for (const said of [...noticeText[language].whoSees, ...noticeText[language].canDo]) assert.ok(words.includes(said), said);
    }
  });

  it('draw nothing of their words as markup', async () => {
    const page = () => ({ title: '<b>&', lead: '"', parts: [{ heading: '<i>', lines: ['<script>', ['<u>', '</dd>']] }] }) as const;
    const one = await serve([], { publicPages: { odd: page }, operator: '<Force>' });
    const { text } = await ask({ port: one.port, path: '/odd' });
    await one.stop();
    assert.doesNotMatch(text, /<(b|i|u|script|Force)>|<\/dd><\/dd>/);
    assert.match(text, /<li>&#60;script&#62;<\/li>/);
  });

  describe('in a browser', () => {
    const browser = browserHere();
    for (const path of paths.flatMap(one => [`${one}?lang=en`, `${one}?lang=cy`])) {
      it(`fit a phone 320 px wide, and everybody can read them: ${path}`, async () => {
        const page = await browser.running().newPage({ viewport: { width: 320, height: 700 } });
        const violations: string[] = [];
        page.on('console', message => void (message.type() === 'error' && violations.push(message.text())));
        await page.goto(`${serving.origin}${path}`);
        assert.deepEqual(violations, []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).margin), '8px', 'the style is taken');
        await assertAccessible(page);
        await page.screenshot({ path: screenshotFile(`page-${path.replace(/\W+/g, '-')}-320`), fullPage: true });
        await page.close();
      });
    }
  });
});
