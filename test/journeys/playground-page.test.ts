import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { clearUp, startLocalRun, type LocalRun } from '../support/bot-process.ts';
import { browserHere, screenshotFile } from '../support/browser.ts';

describe("Somebody at the Playground's page in a browser", function () {
  this.timeout(120_000);
  const browser = browserHere();
  let run: LocalRun | undefined;
  let page: Page;
  before(async () => {
    run = await startLocalRun();
  });
  beforeEach(async () => {
    page = await browser.running().newPage({ viewport: { width: 1280, height: 1000 } });
    // The page asks an office network for its fonts; nothing here leaves the machine.
    await page.route(/^https?:\/\/(?!localhost|127\.0\.0\.1)/, route => route.abort());
    await page.goto(`http://localhost:${run?.playgroundPort}/`);
    await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
  });
  afterEach(() => page?.close());
  after(() => clearUp(run));

  async function types(text: string, box = page.locator('div[role=textbox][contenteditable=true]').last()): Promise<void> {
    await box.click();
    await page.keyboard.type(text);
  }
  async function sends(text: string): Promise<void> {
    await types(text);
    await page.getByRole('button', { name: 'Send Message' }).click();
  }
  /** The newest place where this can be read; the log beside the chat repeats everything, so the chat's own text is looked for. */
  const shows = (text: string | RegExp) => page.locator('.ac-adaptiveCard', { hasText: text }).last().waitFor({ timeout: 20_000 });
  const presses = (title: string | RegExp) => page.getByRole('button', { name: title }).last().click();
  const photographed = (name: string) => page.screenshot({ path: screenshotFile(`playground-${name}`) });

  it('asks about a network, joins it on the card, and sees the card say so', async () => {
    await page.getByRole('treeitem', { name: 'Personal Chat' }).click();
    await sends('what is the race equality network');
    await shows('Race Equality Network (REN)');
    await photographed('answer');
    await presses(/^Join: Race Equality Network/);
    await shows('We record that you joined');
    await photographed('what-joining-means');
    await presses(/^Join: Race Equality Network/);
    await shows('Done. Your choices are in the tab.');
    await photographed('joined');
    await presses('Show my networks here');
    await shows('You are in 1 network');
    await photographed('my-networks');
  });

  it('switches to Welsh with a button and is answered in Welsh', async () => {
    await page.getByRole('treeitem', { name: 'Personal Chat' }).click();
    await sends('help');
    await shows('What you can do here');
    await photographed('help');
    await presses('Cymraeg');
    await shows('Byddaf yn siarad Cymraeg â chi o hyn ymlaen');
    await sends('rhwydweithiau');
    await shows('Cylch y Gofalwyr');
    await photographed('networks-in-welsh');
    await sends('english');
    await shows('I will speak English with you from now on');
  });

  it('mentions it in a channel and everybody there sees the answer', async () => {
    await page.getByRole('treeitem', { name: /Briefing/ }).click();
    const post = page.locator('div[role=textbox][contenteditable=true]').first();
    await types('@', post);
    await page.getByRole('menuitem', { name: 'Staff Networks' }).click();
    await page.keyboard.type(' who can join the race equality network?');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await shows('Race Equality Network (REN)');
    await photographed('channel');
    assert.equal(await page.getByRole('button', { name: /^Join/ }).count(), 0, 'nothing personal on a card that all see');
  });
});
