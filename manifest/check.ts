import type { AppPackage } from './app-package.ts';
import type { LanguageFile, Manifest } from './manifest.ts';
import { rules } from './rules.ts';
import { schemaFaults } from './schema.ts';

/** Everything that is wrong with an app package, one sentence each; none means that Teams will take it. */
export async function faultsOf(files: AppPackage): Promise<string[]> {
  const unreadable: string[] = [];
  const parsed = new Map<string, unknown>();
  for (const [name, bytes] of files) {
    if (!name.endsWith('.json')) continue;
    try {
      parsed.set(name, JSON.parse(Buffer.from(bytes).toString('utf8')));
    } catch (error) {
      unreadable.push(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (!files.has('manifest.json')) unreadable.push('There is no manifest.json.');
  if (unreadable.length > 0) return unreadable;

  const { 'manifest.json': manifest, ...languages } = Object.fromEntries(parsed);
  const wrongShape = await schemaFaults('manifest', 'manifest.json', manifest);
  for (const [name, strings] of Object.entries(languages)) wrongShape.push(...(await schemaFaults('language', name, strings)));
  // Our rules trust the shape, so they wait until it is right.
  if (wrongShape.length > 0) return wrongShape;

  const app = { files, manifest: manifest as Manifest, languages: new Map(Object.entries(languages) as [string, LanguageFile][]) };
  return Object.values(rules).flatMap(rule => rule(app));
}
