import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserFlags, browserPath } from './browser-path.ts';

/**
 * One headless Chromium for the describe block that calls this. Where none is installed its tests are skipped,
 * and the test run lists them as not run, with what to install; with CI=true that counts as a failure.
 */
export function browserHere(): { running(): Browser } {
  let running: Browser | undefined;
  before('start Chromium', async function () {
    this.timeout(30_000);
    const executablePath = browserPath();
    if (!executablePath) return this.skip();
    running = await chromium.launch({ executablePath, args: browserFlags });
  });
  after('close Chromium', async () => {
    await running?.close();
    running = undefined;
  });
  return {
    running: () => {
      if (!running) throw new Error('Chromium runs only inside the tests of this describe block');
      return running;
    },
  };
}

const screenshots = join(import.meta.dirname, '..', 'screenshots');

/** Where a screenshot goes: a folder that is not kept, for people to look at. */
export function screenshotFile(name: string): string {
  mkdirSync(screenshots, { recursive: true });
  return join(screenshots, `${name}.png`);
}
