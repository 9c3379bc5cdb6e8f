import { readFile } from 'node:fs/promises';

/** What the zip will hold: file names at its root and their bytes. */
export type AppPackage = Map<string, Uint8Array>;

/** What differs from one force to another; the rest of the manifest is the same everywhere. */
export type Registrations = {
  /** The app in the Teams catalogue: stays the same from version to version. */
  appId: string;
  botId: string;
  /** The tab's own registration, so that no token serves for bot and tab. */
  tabClientId: string;
  /** The https origin under which the pages and the bot are reached. */
  origin: string;
  version: string;
};

/** A placeholder of manifest.json has no value, or a value given for one has no placeholder. */
export class UnfilledManifest extends Error {}

const sources = {
  'manifest.json': 'manifest.json',
  'cy.json': 'cy.json',
  'color.png': 'icons/color.png',
  'outline.png': 'icons/outline.png',
};

export async function readAppPackage(registrations: Registrations): Promise<AppPackage> {
  const files: AppPackage = new Map();
  for (const [name, path] of Object.entries(sources)) files.set(name, await readFile(new URL(path, import.meta.url)));
  files.set('manifest.json', Buffer.from(filled(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'), registrations)));
  return files;
}

// The placeholders are written as the Microsoft 365 Agents Toolkit writes its own, so that it can read the manifest too.
function filled(template: string, registrations: Registrations): string {
  const values: Record<string, string> = {
    APP_VERSION: registrations.version,
    TEAMS_APP_ID: registrations.appId,
    BOT_ID: registrations.botId,
    TAB_CLIENT_ID: registrations.tabClientId,
    PUBLIC_HOST: URL.parse(registrations.origin)?.host ?? '',
  };
  return template.replace(/\$\{\{(.*?)\}\}/g, (placeholder, name: string) => {
    const value = values[name.trim()];
    if (value === undefined) throw new UnfilledManifest(`manifest.json asks for ${placeholder}, which nothing fills in.`);
    return JSON.stringify(value).slice(1, -1);
  });
}
