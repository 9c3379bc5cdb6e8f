import assert from 'node:assert/strict';
import type { Directory } from '../../bot/networks/networks.contract.ts';
import type { Person } from '../../bot/people/person.ts';
import { browserHere, screenshotFile } from '../support/browser.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { openInTeams, type Opening, type TeamsHost } from '../support/teams-host.ts';
import { assertAccessible } from './accessible.ts';
import { productHere, someone } from './product.ts';

const themes = ['default', 'dark', 'contrast', 'glass'] as const;
const phone = { width: 320, height: 700 };

describe('The directory of networks in Teams', function () {
  this.timeout(30_000);
  this.slow(8_000);
  const browser = browserHere();
  const product = productHere({ homeForce: 'Lincolnshire Police' });
  let host: TeamsHost | undefined;

  async function open(opening: Partial<Opening> & { person?: Person } = {}): Promise<TeamsHost> {
    const { server, tokenOf } = product.running();
    const { person = someone(), ...rest } = opening;
    host = await openInTeams(browser.running(), { server, token: tokenOf(person), ...rest });
    return host;
  }
  afterEach(async () => {
    await host?.close();
    const { violations = [], strayed = [], complaints = [] } = host ?? {};
    host = undefined;
    assert.deepEqual({ violations, strayed, complaints }, { violations: [], strayed: [], complaints: [] });
  });

  const heading = ({ tab }: TeamsHost) => tab.getByRole('heading', { level: 1, name: 'Lincolnshire Police' });
  const item = ({ tab }: TeamsHost, name: string) => tab.getByRole('listitem', { name });
  const lastWord = ({ told }: TeamsHost) => {
    const last = told.at(-1);
    return [last?.func, last?.args[0]];
  };
  async function listed(person: Person): Promise<Directory> {
    const { server, tokenOf } = product.running();
    const response = await fetch(`${server}/api/networks`, { headers: { authorization: `Bearer ${await tokenOf(person)()}` } });
    assert.equal(response.status, 200);
    wentThroughFrontDoor({ kind: 'route', name: routeName('get', '/networks') });
    return (await response.json()) as Directory;
  }
  const isIn = async (person: Person, id: string) => (await listed(person)).networks.find(network => network.id === id)?.standing === 'in';

  it('shows each network with what it is for, who it is for and where that was read', async () => {
    const opened = await open();
    await heading(opened).waitFor();
    assert.equal(await heading(opened).textContent(), 'Staff networks in Lincolnshire Police');
    const { networks } = await listed(someone());
    assert.ok(networks.length >= 10);
    for (const { name, short, purpose, whoFor, source = '' } of networks) {
      const shown = (await item(opened, name).textContent()) ?? '';
      for (const part of [name, purpose, whoFor, source, `Join: ${short}`])
        assert.ok(shown.includes(part), `${name} does not show "${part}"`);
    }
    assert.ok((await item(opened, 'Carers’ Circle').textContent())?.includes('Sample'));
    assert.equal(await opened.tab.evaluate(() => document.documentElement.lang), 'en-GB');
  });

  it('tells Teams that it has loaded, then that it is shown', async () => {
    const opened = await open();
    await heading(opened).waitFor();
    const told = opened.told.map(({ func }) => func).filter(func => func.startsWith('appInitialization'));
    assert.deepEqual(told, ['appInitialization.appLoaded', 'appInitialization.success']);
  });

  it('is in Welsh for somebody whose Teams is in Welsh, and says which words are not', async () => {
    const opened = await open({ locale: 'cy-gb' });
    await heading(opened).waitFor();
    assert.equal(await heading(opened).textContent(), 'Rhwydweithiau staff: Lincolnshire Police');
    assert.equal(await opened.tab.evaluate(() => document.documentElement.lang), 'cy-GB');
    assert.equal(await opened.tab.title(), 'Rhwydweithiau Staff');
    assert.equal(await opened.tab.getByRole('heading', { name: 'Cylch y Gofalwyr' }).getAttribute('lang'), 'cy-GB');
    assert.equal(await opened.tab.getByRole('heading', { name: 'Carers Support Network' }).getAttribute('lang'), 'en-GB');
    await opened.tab.getByRole('button', { name: 'Ymuno: Cylch y Gofalwyr' }).click();
    await opened.page.screenshot({ path: screenshotFile('tab-directory-welsh') });
    await assertAccessible(opened.tab);
  });

  for (const theme of themes) {
    it(`reads well in the theme ${theme}, also while it asks`, async () => {
      const opened = await open({ theme });
      await heading(opened).waitFor();
      await opened.page.screenshot({ path: screenshotFile(`tab-directory-${theme}`) });
      await assertAccessible(opened.tab);
      await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
      await opened.page.screenshot({ path: screenshotFile(`tab-join-${theme}`) });
      await assertAccessible(opened.tab);
      await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
      await opened.tab.getByText('You are in this network').waitFor();
      await opened.page.screenshot({ path: screenshotFile(`tab-joined-${theme}`) });
      await assertAccessible(opened.tab);
    });
  }

  it('follows Teams when it changes theme, and takes an unknown theme for the usual one', async () => {
    const opened = await open();
    await heading(opened).waitFor();
    const surface = () => item(opened, 'Carers’ Circle').evaluate(element => getComputedStyle(element).backgroundColor);
    const seen: string[] = [];
    for (const theme of ['dark', 'contrast', 'default', 'twilight']) {
      await opened.changeTheme(theme);
      await opened.page.waitForTimeout(100);
      seen.push(await surface());
    }
    assert.deepEqual(seen, ['rgb(41, 41, 41)', 'rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
  });

  for (const [name, viewport] of Object.entries({ 'a phone 320 px wide': phone, 'a very wide screen': { width: 2200, height: 1000 } })) {
    it(`fits ${name}`, async () => {
      const opened = await open({ viewport, locale: 'cy-gb' });
      await heading(opened).waitFor();
      await opened.tab.getByRole('button', { name: 'Ymuno: Cylch y Gofalwyr' }).click();
      const { overflow, column, small } = await opened.tab.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        column: document.querySelector('main')?.clientWidth ?? 0,
        small: [...document.querySelectorAll('button, input')].filter(
          element => element.getBoundingClientRect().height > 0 && element.getBoundingClientRect().height < 32,
        ).length,
      }));
      assert.equal(overflow, 0, 'nothing may push the page sideways');
      assert.ok(column <= 960);
      assert.equal(small, 0, 'nothing to press may be lower than 32 px');
      for (const button of await opened.tab.getByRole('button', { name: /^Ymuno/ }).all()) {
        assert.ok(((await button.boundingBox())?.height ?? 0) >= 44, 'a thumb needs 44 px');
      }
      await opened.page.screenshot({ path: screenshotFile(`tab-directory-${viewport.width}`) });
      await assertAccessible(opened.tab);
    });
  }

  it('asks before somebody joins, saying who will see their name, and lets them leave with one press', async () => {
    const person = someone();
    const opened = await open({ person });
    await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
    const asked = opened.tab.getByRole('region', { name: 'Join Carers’ Circle?' });
    assert.match((await asked.textContent()) ?? '', /Officers: the chair and the secretary only/);
    assert.equal(await isIn(person, 'sample-carers'), false, 'one press is not enough');

    await asked.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
    await item(opened, 'Carers’ Circle').getByText('You are in this network').waitFor();
    wentThroughFrontDoor({ kind: 'route', name: routeName('post', '/networks/:id/join') });
    assert.equal(await isIn(person, 'sample-carers'), true);
    assert.match((await opened.tab.locator('[role=status]').last().textContent()) ?? '', /^You have joined Carers’ Circle\./);

    const leave = opened.tab.getByRole('button', { name: 'Leave: Carers’ Circle' });
    assert.equal(await leave.evaluate(element => element === document.activeElement), true, 'the keyboard is where it was');
    await leave.click();
    await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).waitFor();
    wentThroughFrontDoor({ kind: 'route', name: routeName('post', '/networks/:id/leave') });
    assert.equal(await isIn(person, 'sample-carers'), false);
    assert.match(
      (await opened.tab.locator('[role=status]').last().textContent()) ?? '',
      /^You have left Carers’ Circle\. Nobody was told\./,
    );
  });

  it('can be used by keyboard alone', async () => {
    const person = someone();
    const opened = await open({ person });
    await heading(opened).waitFor();
    const focused = () =>
      opened.tab.evaluate(() => document.activeElement?.textContent || document.activeElement?.getAttribute('placeholder'));
    const { keyboard } = opened.page;
    await opened.tab.getByRole('searchbox').focus();
    await keyboard.type('carers circle');
    await keyboard.press('Tab');
    // The search box has a button of its own to clear it.
    if (!(await focused())?.startsWith('Join')) await keyboard.press('Tab');
    assert.equal(await focused(), 'Join: Carers’ Circle');
    await keyboard.press('Enter');
    assert.equal(await focused(), 'Join Carers’ Circle?', 'the question is read out');
    await keyboard.press('Escape');
    assert.equal(await focused(), 'Join: Carers’ Circle', 'Escape answers with no');
    await keyboard.press('Space');
    // Past who sees the name and how somebody belongs: each has the careful choice made already.
    for (const _ of ['who sees the name', 'how somebody belongs', 'join']) await keyboard.press('Tab');
    assert.equal(await focused(), 'Join: Carers’ Circle');
    await keyboard.press('Enter');
    await opened.tab.getByText('You are in this network').waitFor();
    assert.equal(await isIn(person, 'sample-carers'), true);
  });

  it('finds a network by any of its words, and shows only mine on request', async () => {
    const person = someone();
    const opened = await open({ person });
    await heading(opened).waitFor();
    const shown = () =>
      opened.tab
        .getByRole('listitem')
        .filter({ has: opened.tab.getByRole('heading') })
        .count();
    const all = await shown();
    const search = opened.tab.getByRole('searchbox', { name: 'Search the networks' });
    assert.equal(await opened.tab.getByRole('switch').count(), 0, 'nothing to choose before there is one of mine');

    await search.fill('TINNITUS  hearing');
    assert.equal(await shown(), 1);
    assert.equal(
      await opened.tab
        .getByRole('status')
        .filter({ hasText: /network/ })
        .first()
        .textContent(),
      '1 network',
    );
    await search.fill('nothing like this');
    assert.equal(await shown(), 0);
    await opened.page.screenshot({ path: screenshotFile('tab-directory-no-match') });
    await assertAccessible(opened.tab);
    await opened.tab.getByRole('button', { name: 'Show all networks' }).click();
    assert.equal(await shown(), all);

    await opened.tab.getByRole('button', { name: 'Join: Night Workers’ Network' }).click();
    await opened.tab.getByRole('button', { name: 'Join: Night Workers’ Network' }).click();
    await opened.tab.getByRole('switch', { name: 'Only the networks I am in' }).click();
    assert.equal(await shown(), 1);
  });

  it('takes somebody who followed a link to the network it was about', async () => {
    const opened = await open({ place: 'network/sample-nights', viewport: phone });
    await heading(opened).waitFor();
    const name = opened.tab.getByRole('heading', { name: 'Night Workers’ Network' });
    assert.equal(await name.evaluate(element => element === document.activeElement), true);
    const top = (await name.boundingBox())?.y ?? -1;
    assert.ok(top >= 0 && top < phone.height, 'and it is in sight');
  });
  it('shows the whole list to somebody whose link is about nothing here', async () => {
    const opened = await open({ place: '"><img src=x onerror=alert(1)>' });
    await heading(opened).waitFor();
    assert.ok((await listed(someone())).networks.length > 1);
  });

  it('says so when joining does not get through, and counts the second try once', async () => {
    const person = someone();
    const opened = await open({ person });
    await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
    opened.network('noApi');
    await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
    const alert = opened.tab.getByRole('alert');
    await alert.waitFor();
    assert.match((await alert.textContent()) ?? '', /Try again: it counts once/);
    await opened.page.screenshot({ path: screenshotFile('tab-join-failed') });
    await assertAccessible(opened.tab);
    opened.network('up');
    await opened.tab.getByRole('button', { name: 'Join: Carers’ Circle' }).click();
    await opened.tab.getByText('You are in this network').waitFor();
    assert.equal(await isIn(person, 'sample-carers'), true);
  });

  it('shows the shape of what comes while it waits', async () => {
    const opened = await open();
    await heading(opened).waitFor();
    opened.network('slowApi');
    await opened.tab.goto(opened.tab.url());
    await opened.tab.getByRole('status', { name: 'Loading the networks' }).waitFor();
    await opened.page.screenshot({ path: screenshotFile('tab-loading') });
    await opened.tab.getByRole('heading', { name: /^Staff networks/ }).waitFor();
  });

  it('tells somebody when nobody answers, and puts them at the top of the list once it is mended', async () => {
    const opened = await open();
    await heading(opened).waitFor();
    opened.network('noApi');
    await opened.tab.goto(opened.tab.url());
    assert.match(await opened.tab.getByRole('alert').innerText(), /did not answer. Check your connection, then try again/);
    assert.deepEqual(lastWord(opened), ['appInitialization.expectedFailure', 'Other'], 'Teams must not cover our page with its own');
    await opened.page.screenshot({ path: screenshotFile('tab-failed') });
    await assertAccessible(opened.tab);
    opened.network('up');
    await opened.tab.getByRole('button', { name: 'Try again' }).click();
    await opened.tab.getByRole('heading', { name: /^Staff networks/ }).waitFor();
    assert.match((await opened.tab.evaluate(() => document.activeElement?.textContent)) ?? '', /^Staff networks/);
  });

  it('gives the server’s words and a reference when the token is refused', async () => {
    const opened = await open({
      token: product.running().tokenOf(someone(), { aud: 'another app' }),
      viewport: phone,
      theme: 'dark',
      locale: 'cy-gb',
    });
    const alert = await opened.tab.getByRole('alert').innerText();
    assert.match(alert, /Ni allai Teams gadarnhau pwy ydych chi/);
    assert.match(alert, /Cyfeirnod i’r tîm cymorth: [2-9A-Z]{4}-[2-9A-Z]{4}/);
    await opened.page.screenshot({ path: screenshotFile('tab-refused-320') });
    await assertAccessible(opened.tab);
  });

  it('tells a guest that it is not for guests', async () => {
    const opened = await open({ token: product.running().tokenOf(someone(), { acct: 1 }) });
    assert.match(await opened.tab.getByRole('alert').innerText(), /Guests of this Teams cannot use it/);
  });
});

describe('The directory of a force we hold no network of', function () {
  this.timeout(30_000);
  const browser = browserHere();
  const product = productHere({ homeForce: 'Borsetshire Constabulary', samples: false });

  it('says what the place is for and what to do', async () => {
    const { server, tokenOf } = product.running();
    const opened = await openInTeams(browser.running(), { server, token: tokenOf(someone()) });
    await opened.tab.getByRole('heading', { name: 'No networks of Borsetshire Constabulary yet' }).waitFor();
    await opened.page.screenshot({ path: screenshotFile('tab-empty') });
    await assertAccessible(opened.tab);
    await opened.close();
  });
});

describe('The directory of a force that puts Welsh first', function () {
  this.timeout(30_000);
  const browser = browserHere();
  const product = productHere({ homeForce: 'Borsetshire Constabulary', welsh: 'required' });

  it('is in Welsh though Teams is in English, and says so to a screen reader', async () => {
    const { server, tokenOf } = product.running();
    const opened = await openInTeams(browser.running(), { server, token: tokenOf(someone()), locale: 'en-gb' });
    await opened.tab.getByRole('heading', { name: 'Rhwydweithiau staff: Borsetshire Constabulary' }).waitFor();
    assert.equal(await opened.tab.evaluate(() => document.documentElement.lang), 'cy-GB');
    await opened.tab.getByRole('button', { name: 'Ymuno: Cylch y Gofalwyr' }).waitFor();
    await opened.close();
  });
});
