import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pagesAreStale } from '../../bot/local/tab/pages.ts';
import { clearUp, temporaryFolder } from '../support/bot-process.ts';

describe('The tab pages of a local run', () => {
  afterEach(() => clearUp());

  /** A project whose pages were built after everything else, but for these files. */
  function project(changedSince: string[] = []): string {
    const folder = temporaryFolder();
    const sources = [
      'tabs/main.tsx',
      'tabs/directory/List.tsx',
      'bot/language/wording.ts',
      'bot/networks/networks.contract.ts',
      'bot/networks/membership/joining.ts',
    ];
    for (const file of [...sources, 'tabs/dist/assets/main.js', 'tabs/dist/index.html']) {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file);
      const at = file.endsWith('index.html') ? 2000 : changedSince.includes(file) || file.includes('assets') ? 3000 : 1000;
      utimesSync(path, at, at);
    }
    return folder;
  }

  it('are built when there are none', () => assert.ok(pagesAreStale(temporaryFolder())));

  it('are left as they are when nothing they are made of has changed', () => assert.equal(pagesAreStale(project()), false));

  for (const file of ['tabs/main.tsx', 'tabs/directory/List.tsx', 'bot/language/wording.ts', 'bot/networks/networks.contract.ts']) {
    it(`are built again after a change of ${file}`, () => assert.ok(pagesAreStale(project([file]))));
  }

  it('are not built again for a change of the bot alone', () =>
    assert.equal(pagesAreStale(project(['bot/networks/membership/joining.ts'])), false));
});
