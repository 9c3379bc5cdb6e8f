/** The parts of a manifest that our rules read; the official schema has checked their shape before. */
export type Manifest = {
  $schema?: string;
  manifestVersion: string;
  version: string;
  id: string;
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };
  name: { short: string; full?: string };
  localizationInfo?: { defaultLanguageTag: string; additionalLanguages?: { languageTag: string; file: string }[] };
  icons: { color: string; outline: string };
  staticTabs?: { entityId: string; name?: string; contentUrl?: string; scopes: string[] }[];
  bots?: {
    botId: string;
    scopes: string[];
    supportsFiles?: boolean;
    commandLists?: { scopes: string[]; commands: { title: string; description?: string; type?: string }[] }[];
  }[];
  composeExtensions?: {
    botId?: string;
    commands?: { id: string; title: string; type?: string; parameters?: { name: string }[] }[];
    messageHandlers?: { type: string; value: { domains?: string[]; supportsAnonymizedPayloads?: boolean } }[];
  }[];
  validDomains?: string[];
  webApplicationInfo?: { id: string; resource?: string };
  authorization?: unknown;
  permissions?: string[];
  devicePermissions?: string[];
};

/** A language file: paths of strings in the manifest, and what stands there in that language. */
export type LanguageFile = Record<string, string>;

/** Every string of the manifest with its path, written as a language file writes it: `bots[0].commandLists[0].commands[1].title`. */
export function stringsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, i) => stringsOf(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => stringsOf(item, path ? `${path}.${key}` : key));
}

/** Whether Teams shows this string to people, so that it must be there in every language. */
export function isShown(path: string): boolean {
  return /^(name|description)\.|^staticTabs\[\d+\]\.name$|^(bots|composeExtensions)\[.*\.(title|description)$/.test(path);
}
