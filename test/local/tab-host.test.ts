import assert from 'node:assert/strict';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { clearUp, startLocalRun, type LocalRun } from '../support/bot-process.ts';
import { browserHere, screenshotFile } from '../support/browser.ts';
import { openPlayground } from '../support/playground.ts';

describe('The place where the tab is seen without Teams', function () {
  this.timeout(120_000);
  let run: LocalRun | undefined;
  let address = '';
  before(async function () {
    run = await startLocalRun();
    address = / Tab +(http:\/\/localhost:\d+)/.exec(run.output())?.[1] ?? '';
    // On a clean checkout the pages are being built meanwhile.
    this.timeout(180_000);
    for (let waited = 0; (await fetch(`${address}/tab`)).status === 503 && waited < 120; waited += 1)
      await new Promise(resolve => setTimeout(resolve, 1_000));
  });
  after(() => clearUp(run));

  const askForToken = (as: string, headers: Record<string, string>, method = 'POST') =>
    fetch(`${address}/token`, { method, body: method === 'POST' ? as : undefined, headers });

  it('gives a token of the cast to its own page, and the bot takes it', async () => {
    const answer = await askForToken('chair', { origin: address });
    assert.equal(answer.status, 200);
    const listed = await fetch(`${address}/api/networks`, { headers: { authorization: `Bearer ${await answer.text()}` } });
    assert.equal(listed.status, 200);
    assert.match(await listed.text(), /Race Equality Network/);
  });

  it('gives none to another page, to a link, or for somebody who is not in the cast', async () => {
    assert.equal((await askForToken('chair', { origin: 'https://evil.example' })).status, 403);
    assert.equal((await askForToken('chair', {})).status, 403);
    assert.equal((await askForToken('chair', { origin: address }, 'GET')).status, 403);
    assert.equal((await askForToken('Gandalf', { origin: address })).status, 404);
  });

  it('passes on the tab and its API, and nothing else', async () => {
    const page = await fetch(`${address}/tab`);
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
    assert.equal((await fetch(`${address}/api/networks`)).status, 401);
    for (const path of ['/api/messages', '/ready', '/health', '/go/network/sample-carers']) {
      assert.equal((await fetch(address + path, { method: path === '/api/messages' ? 'POST' : 'GET' })).status, 404, path);
    }
  });

  it('does not change who may frame the tab of the bot itself', async () => {
    const page = await fetch(`http://localhost:${run?.port}/tab`);
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors https:\/\/teams\.microsoft\.com/);
  });

  describe('in a browser', () => {
    const browser = browserHere();

    it('shows the directory as the chair sees it, in Welsh and on dark ground, and follows what is chosen', async () => {
      assert.ok(run);
      const marcus = castMemberMeant('chair');
      const page = await browser.running().newPage({ viewport: { width: 1100, height: 800 } });
      await page.route(/^https?:\/\/(?!localhost|127\.0\.0\.1)/, route => route.abort());
      const complaints: string[] = [];
      page.on('pageerror', error => complaints.push(error.message));
      await page.goto(`${address}/?as=chair&theme=dark&locale=cy-gb`);
      const tab = page.frameLocator('iframe');
      await tab.getByText('Cylch y Gofalwyr').first().waitFor({ timeout: 20_000 });
      await page.screenshot({ path: screenshotFile('tab-host-welsh-dark') });
      assert.equal(await page.getByLabel('Person').inputValue(), marcus.part);

      await page.getByLabel('Language').selectOption('en-gb');
      await tab.getByText('Carers’ Circle').first().waitFor({ timeout: 20_000 });
      await page.screenshot({ path: screenshotFile('tab-host') });
      assert.deepEqual(complaints, []);
      await page.close();

      // The same tenant and people as in the chat.
      const priya = await openPlayground(run.playgroundPort, castMemberMeant('constable'));
      assert.match((await priya.says('networks')).words, /Carers’ Circle/);
      priya.close();
    });
  });
});
