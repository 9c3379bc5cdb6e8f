import assert from 'node:assert/strict';
import { openRegister } from '../../bot/delivery/register/register.store.ts';
import { openPeople } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { browserHere, screenshotFile } from '../support/browser.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { openInTeams, type Opening, type TeamsHost } from '../support/teams-host.ts';
import { assertAccessible } from './accessible.ts';
import { productHere, someone, tenant } from './product.ts';

const phone = { width: 320, height: 700 };
const sentAt = new Date('2026-06-02T17:00:00Z');

describe('The register of announcements in Teams', function () {
  this.timeout(30_000);
  this.slow(8_000);
  const browser = browserHere();
  const product = productHere();
  const administrator: Person = someone();
  let host: TeamsHost | undefined;

  before('something was sent to many, and somebody is an administrator', async () => {
    const storage = openStorage({ kind: 'connection', connectionString: product.running().storage.connectionString });
    const people = openPeople(storage, { homeForce: 'Sussex Police', secret: Buffer.alloc(32, 7) });
    await people.roles.grant(administrator, { name: 'administrator', network: '' }, sentAt);
    const register = openRegister(storage.table('register'));
    const words = {
      en: { title: 'Where to find us this month', text: 'We meet in the training centre.\nBring a friend.' },
      cy: { title: 'Ble i ddod o hyd i ni', text: 'Rydym yn cyfarfod yn y ganolfan hyfforddi.' },
    };
    const entry = { broadcast: 'n-1', kind: 'news', version: 1, at: sentAt, audience: [{ kind: 'everyone', id: '' }], words } as const;
    await register.enter(tenant, {
      ...entry,
      act: 'sent',
      author: administrator.id,
      confirmed: { en: 'It takes no side.', cy: 'Dim ochr.' },
    });
    await register.enter(tenant, { ...entry, act: 'withdrawn', version: 2, at: new Date('2026-06-03T17:00:00Z') });
    await storage.close();
  });
  afterEach(async () => {
    await host?.close();
    const { violations = [], strayed = [], complaints = [] } = host ?? {};
    host = undefined;
    assert.deepEqual({ violations, strayed, complaints }, { violations: [], strayed: [], complaints: [] });
  });

  async function open(person: Person, place: string, opening: Partial<Opening> = {}): Promise<TeamsHost> {
    const { server, tokenOf } = product.running();
    host = await openInTeams(browser.running(), { server, token: tokenOf(person), place, ...opening });
    return host;
  }

  it('lists what was sent, finds it by its words, and opens it to read and print', async () => {
    const { tab, page } = await open(administrator, 'register/all');
    await tab.getByRole('heading', { level: 1, name: 'Register of announcements' }).waitFor();
    wentThroughFrontDoor({ kind: 'route', name: routeName('get', '/register') });
    await tab.getByLabel('Words to look for').fill('zebra');
    await tab.getByRole('button', { name: 'Search' }).click();
    await tab.getByText('No announcement has all these words.').waitFor();
    await tab.getByLabel('Words to look for').fill('friend');
    await tab.getByRole('button', { name: 'Search' }).click();
    await tab.getByRole('button', { name: 'Open: Where to find us this month' }).click();
    await tab.getByRole('heading', { level: 2, name: 'Taken back' }).waitFor();
    wentThroughFrontDoor({ kind: 'route', name: routeName('get', '/register/:broadcast') });
    await tab.getByText('Confirmed by the author: It takes no side.').waitFor();
    await tab.getByRole('button', { name: 'Print this page' }).waitFor();
    await assertAccessible(tab);
    await page.screenshot({ path: screenshotFile('register-announcement'), fullPage: true });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await tab.getByRole('button', { name: 'Print this page' }).isVisible(), false);
  });

  it('opens one announcement from its link, on a phone, in Welsh and in the dark', async () => {
    const { tab, page } = await open(administrator, 'register/n-1', { viewport: phone, locale: 'cy-gb', theme: 'dark' });
    await tab.getByRole('heading', { level: 1, name: 'Ble i ddod o hyd i ni' }).waitFor();
    await tab.getByRole('heading', { level: 2, name: 'Anfonwyd · 2 Mehefin 2026, 18:00' }).waitFor();
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await assertAccessible(tab);
    await page.screenshot({ path: screenshotFile('register-phone-welsh'), fullPage: true });
  });

  it('tells anybody else no more than that there is nothing for them', async () => {
    for (const place of ['register/all', 'register/n-1', 'register/unheard-of']) {
      const { tab } = await open(someone(), place);
      const told = await tab.getByRole('alert').textContent();
      assert.match(told ?? '', /I cannot find that in the register/);
      assert.doesNotMatch(told ?? '', /Where to find us/);
      await host?.close();
    }
  });
});
