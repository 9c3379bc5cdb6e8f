import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';

const here = import.meta.dirname;
const pagesFolder = join(here, 'dist');
const assetsFolder = join(pagesFolder, 'assets');

export type Built = { files: number; scriptGzip: number; seconds: number };

/**
 * Builds the tab pages into `dist`. A server may be handing the folder out meanwhile, so new files come first,
 * then the page that names them, and what nobody names any more goes last.
 */
export async function buildPages(): Promise<Built> {
  const began = performance.now();
  const made = (await build({
    configFile: join(here, 'vite.config.ts'),
    logLevel: 'warn',
    build: { write: false },
  })) as Rollup.RollupOutput;
  mkdirSync(assetsFolder, { recursive: true });
  const kept = new Set<string>();
  let scriptGzip = 0;
  for (const file of made.output) {
    if (file.fileName === 'index.html') continue;
    const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
    const gzip = gzipSync(content, { level: 9 });
    if (file.type === 'chunk') scriptGzip += gzip.length;
    const forms = [
      { name: file.fileName, bytes: content },
      { name: `${file.fileName}.gz`, bytes: gzip },
      { name: `${file.fileName}.br`, bytes: brotliCompressSync(content) },
    ];
    for (const { name, bytes } of forms) {
      writeFileSync(join(pagesFolder, name), bytes);
      kept.add(join(pagesFolder, name));
    }
  }
  const page = made.output.find(file => file.fileName === 'index.html');
  if (page?.type !== 'asset') throw new Error('the build made no index.html');
  writeFileSync(join(pagesFolder, 'index.html.new'), page.source);
  renameSync(join(pagesFolder, 'index.html.new'), join(pagesFolder, 'index.html'));
  for (const name of readdirSync(assetsFolder)) {
    if (!kept.has(join(assetsFolder, name))) rmSync(join(assetsFolder, name));
  }
  return { files: made.output.length, scriptGzip, seconds: (performance.now() - began) / 1000 };
}

if (import.meta.main) {
  try {
    const { files, scriptGzip, seconds } = await buildPages();
    console.log(`Tab pages built: ${files} files, script ${(scriptGzip / 1000).toFixed(0)} kB gzip, in ${seconds.toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('The tab pages could not be built.');
    process.exitCode = 1;
  }
}
