import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';

export const schemaVersion = '1.29';

const official = { manifest: 'MicrosoftTeams.schema.json', language: 'MicrosoftTeams.Localization.schema.json' };

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json')),
  'build/json-schemas/teams',
  `v${schemaVersion}`,
);

// Compiling one takes a quarter of a second.
const compiled = new Map<keyof typeof official, Promise<ValidateFunction>>();

/** What Microsoft's own schema says against a manifest or a language file, one sentence a fault. */
export async function schemaFaults(kind: keyof typeof official, file: string, content: unknown): Promise<string[]> {
  if (!compiled.has(kind)) compiled.set(kind, compile(official[kind]));
  const validate = await compiled.get(kind);
  if (!validate || validate(content)) return [];
  return (validate.errors ?? []).map(error => {
    const extra = 'additionalProperty' in error.params ? ` (${error.params.additionalProperty})` : '';
    const allowed = 'allowedValues' in error.params ? ` (${(error.params.allowedValues as string[]).join(', ')})` : '';
    return `${file}${error.instancePath || '/'} ${error.message ?? 'is not valid'}${extra}${allowed}`;
  });
}

async function compile(name: string): Promise<ValidateFunction> {
  // The official schemas use keywords that ajv's strict mode does not know, and patterns that are no regular expressions under the u flag.
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(await readFile(join(folder, name), 'utf8')));
}
