import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from '../processes/child.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What goes into the tab pages: their own folder, the contracts of the API, and the words and dates they share with the bot. */
const sources = [
  'tabs/**/*',
  'bot/language/**/*',
  'bot/**/*.contract.ts',
  'bot/web/placeholders.ts',
  'manifest/icons/mark.svg',
  'package-lock.json',
];
const builtPage = 'tabs/dist/index.html';

/** Whether the tab pages are older than what they are made of, or not there at all. */
export function pagesAreStale(folder = root): boolean {
  const [built] = globSync(builtPage, { cwd: folder });
  if (!built) return true;
  const builtAt = changedAt(join(folder, built));
  const files = sources.flatMap(pattern => globSync(pattern, { cwd: folder, exclude: file => file === join('tabs', 'dist') }));
  return files.some(file => changedAt(join(folder, file)) > builtAt);
}

/** Builds the tab pages beside everything else; `say` hears how that went. */
export function buildPages(say: (line: string) => void): Child {
  const begun = Date.now();
  const lines: string[] = [];
  const build = startChild({
    name: 'The build of the tab pages',
    module: join(root, 'tabs/build.ts'),
    folder: root,
    hear: line => lines.push(line),
  });
  void build.ended.then(({ code }) => {
    if (code === 0) say(`The tab pages are built (${Math.round((Date.now() - begun) / 1000)} s).`);
    else say(`The tab pages could not be built; the chat works without them.\n${lines.join('\n')}`);
  });
  return build;
}

/** A folder changes whenever something is built into it, so only files count. */
function changedAt(file: string): number {
  const found = statSync(file);
  return found.isFile() ? found.mtimeMs : 0;
}
