import assert from 'node:assert/strict';
import { join } from 'node:path';
import { browserHere, screenshotFile } from '../support/browser.ts';
import { openInTeams, publicOrigin, watch, type Opening, type TeamsHost } from '../support/teams-host.ts';
import { assertAccessible } from './accessible.ts';
import { serve } from '../web/serving.ts';
import { productHere, someone } from './product.ts';

describe('Starting inside Teams', function () {
  this.timeout(30_000);
  this.slow(8_000);
  const browser = browserHere();
  const product = productHere({ samples: false });
  let host: TeamsHost | undefined;

  async function open(opening: Partial<Opening> = {}): Promise<TeamsHost> {
    const { server, tokenOf } = product.running();
    host = await openInTeams(browser.running(), { server, token: tokenOf(someone()), ...opening });
    return host;
  }
  afterEach(async () => {
    await host?.close();
    const { violations = [], strayed = [] } = host ?? {};
    host = undefined;
    assert.deepEqual({ violations, strayed }, { violations: [], strayed: [] });
  });
  const lastWord = ({ told }: TeamsHost) => {
    const last = told.at(-1);
    return [last?.func, last?.args[0]];
  };
  const refusing = (words: string) => () => Promise.reject(new Error(words));

  for (const words of ['consent_required', 'resourceDisabled', 'User has not consented to the use of the application', 'CancelledByUser']) {
    it(`explains what permission is for when Teams answers "${words}"`, async () => {
      const opened = await open({ token: refusing(words) });
      await opened.tab.getByRole('heading', { name: 'Teams needs your permission first' }).waitFor();
      assert.deepEqual(lastWord(opened), ['appInitialization.expectedFailure', 'PermissionError']);
    });
  }

  it('goes on once the person has agreed', async () => {
    let agreed = false;
    const { tokenOf } = product.running();
    const opened = await open({ token: () => (agreed ? tokenOf(someone())() : Promise.reject(new Error('consent_required'))) });
    const ask = opened.tab.getByRole('button', { name: 'Let Teams ask me again' });
    await ask.waitFor();
    await opened.page.screenshot({ path: screenshotFile('tab-no-consent') });
    await assertAccessible(opened.tab);
    await ask.click();
    await ask.waitFor();
    agreed = true;
    await ask.click();
    await opened.tab.getByRole('heading', { name: 'Staff networks in Sussex Police' }).waitFor();
    assert.deepEqual(lastWord(opened), ['appInitialization.success', '2.58.0']);
  });

  it('asks for permission in Welsh too', async () => {
    const opened = await open({
      token: refusing('consent_required'),
      locale: 'cy-gb',
      theme: 'contrast',
      viewport: { width: 320, height: 700 },
    });
    await opened.tab.getByRole('button', { name: 'Gadael i Teams ofyn imi eto' }).waitFor();
    await opened.page.screenshot({ path: screenshotFile('tab-no-consent-welsh-320') });
    await assertAccessible(opened.tab);
  });

  it('says so when Teams gives no token for another reason', async () => {
    const opened = await open({ token: refusing('server_error') });
    await opened.tab.getByRole('heading', { name: 'Teams could not sign you in' }).waitFor();
    assert.deepEqual(lastWord(opened), ['appInitialization.failure', 'AuthFailed']);
    await assertAccessible(opened.tab);
  });

  it('says so when Teams does not answer within ten seconds, and tries again on request', async () => {
    const opened = await open({ isSilent: true });
    await opened.tab.getByRole('status', { name: 'Starting Staff Networks' }).waitFor();
    await opened.page.clock.fastForward(10_000);
    await opened.tab.getByRole('heading', { name: 'Teams did not answer' }).waitFor();
    await opened.page.screenshot({ path: screenshotFile('tab-teams-silent') });
    await assertAccessible(opened.tab);
    await opened.tab.getByRole('button', { name: 'Try again' }).click();
    await opened.tab.getByRole('status', { name: 'Starting Staff Networks' }).waitFor();
  });

  it('asks our API for nothing before Teams has vouched for somebody', async () => {
    const opened = await open({ token: refusing('consent_required') });
    const asked: string[] = [];
    opened.page.on('request', request => asked.push(new URL(request.url()).pathname));
    await opened.tab.goto(opened.tab.url());
    await opened.tab.getByRole('heading', { name: 'Teams needs your permission first' }).waitFor();
    assert.ok(asked.includes('/tab'));
    assert.deepEqual(
      asked.filter(path => path.startsWith('/api')),
      [],
    );
  });
});

describe('Opened somewhere else than in Teams', function () {
  this.timeout(30_000);
  const browser = browserHere();
  const product = productHere({ samples: false });

  for (const [locale, heading, link] of [
    ['en-GB', 'Open Staff Networks in Teams', 'Open Staff Networks in Teams'],
    ['cy-GB', 'Agorwch Rhwydweithiau Staff yn Teams', 'Agor Rhwydweithiau Staff yn Teams'],
  ] as const) {
    it(`shows nothing but the way into Teams, in the language of the browser (${locale})`, async () => {
      const context = await browser.running().newContext({ locale, colorScheme: 'light' });
      const { violations } = await watch(context);
      await context.route('https://**', route => route.abort());
      const asked: string[] = [];
      context.on('request', request => asked.push(new URL(request.url()).pathname));
      const page = await context.newPage();
      await page.goto(`${product.running().server}/tab/directory`);
      await page.getByRole('heading', { name: heading }).waitFor();
      const address = new URL((await page.getByRole('link', { name: link }).getAttribute('href')) ?? '');
      assert.equal(
        address.origin + address.pathname,
        'https://teams.microsoft.com/l/entity/8d1c2b3a-4e5f-4a6b-9c7d-8e9f0a1b2c3d/directory',
      );
      assert.equal(address.searchParams.get('webUrl'), `${publicOrigin}/tab/directory`);
      assert.deepEqual(
        asked.filter(path => path.startsWith('/api')),
        [],
      );
      await page.screenshot({ path: screenshotFile(`tab-outside-${locale}`) });
      await assertAccessible(page);
      await context.close();
      assert.deepEqual(violations, []);
    });
  }

  it('says in a local run, where there is no Teams, that the chat has the same list', async () => {
    const local = await serve([], { pages: join(import.meta.dirname, '../../tabs/dist') });
    const page = await browser.running().newPage();
    await page.goto(`${local.origin}/tab`);
    await page.getByText('In the chat with Staff Networks, type “networks” to see the same list.').waitFor();
    assert.equal(await page.getByRole('link').count(), 0);
    await page.close();
    await local.stop();
  });

  it('may not be framed by another site', async () => {
    const { server, tokenOf } = product.running();
    const asked: string[] = [];
    const host = await openInTeams(browser.running(), {
      server,
      host: 'https://teams.microsoft.com.evil.example',
      token: () => {
        asked.push('token');
        return tokenOf(someone())();
      },
    });
    await host.page.waitForTimeout(1_000);
    assert.ok(
      host.complaints.some(complaint => /frame-ancestors/.test(complaint)),
      `the browser should have refused: ${host.complaints.join('; ')}`,
    );
    assert.deepEqual([host.told, asked], [[], []]);
    await host.close();
  });

  it('does not speak to another site even where the browser lets itself be framed', async () => {
    const { server, tokenOf } = product.running();
    const host = await openInTeams(browser.running(), {
      server,
      host: 'https://evil.example',
      ignoresFrameAncestors: true,
      token: tokenOf(someone()),
    });
    await host.tab.getByRole('status', { name: 'Starting Staff Networks' }).waitFor();
    await host.page.clock.fastForward(10_000);
    await host.tab.getByRole('heading', { name: 'Teams did not answer' }).waitFor();
    const funcs = host.told.map(({ func }) => func);
    assert.ok(!funcs.includes('getContext') && !funcs.includes('authentication.getAuthToken'), `it told ${funcs.join(', ')}`);
    await host.close();
  });
});
