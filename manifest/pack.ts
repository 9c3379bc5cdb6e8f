import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { readAppPackage, type AppPackage, type Registrations } from './app-package.ts';
import { faultsOf } from './check.ts';

const usage = `npm run pack -- --app-id <guid> --bot-id <guid> --tab-client-id <guid> --origin https://<host>

Makes the app package that a Teams administrator uploads, in dist/.
  --app-id         the app's id in the Teams catalogue; keep it from version to version   (or TEAMS_APP_ID)
  --bot-id         the app id of the bot's registration                                   (or MicrosoftAppId)
  --tab-client-id  the client id of the tab's own registration                            (or TAB_CLIENT_ID)
  --origin         the https origin under which the app is reached                        (or PUBLIC_ORIGIN)`;

const options = {
  'app-id': { setting: 'TEAMS_APP_ID' },
  'bot-id': { setting: 'MicrosoftAppId' },
  'tab-client-id': { setting: 'TAB_CLIENT_ID' },
  origin: { setting: 'PUBLIC_ORIGIN' },
} as const;

type Option = keyof typeof options;

/** Packs by the arguments and the environment; the sentence to end with, and whether it went well. */
export async function pack(
  args: string[],
  environment: Record<string, string | undefined>,
  folder: URL,
): Promise<{ ok: boolean; said: string }> {
  const asked = readOptions(args, environment);
  if ('problems' in asked) return failed([...asked.problems, '', usage], asked.problems.length);
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  const files = await readAppPackage(registrations(asked, version));
  const faults = await faultsOf(files);
  if (faults.length > 0) return failed(faults, faults.length);
  const zip = zipped(files);
  const path = new URL(`staff-networks-${version}.zip`, folder);
  await mkdir(folder, { recursive: true });
  await writeFile(path, zip);
  return {
    ok: true,
    said: `Packed version ${version} for ${asked.origin}: ${fileURLToPath(path)} (${files.size} files, ${zip.length} bytes).`,
  };
}

function readOptions(args: string[], environment: Record<string, string | undefined>): Record<Option, string> | { problems: string[] } {
  const names = Object.keys(options) as Option[];
  let given: Partial<Record<Option, string>>;
  try {
    given = parseArgs({ args, options: Object.fromEntries(names.map(name => [name, { type: 'string' as const }])) }).values;
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  const values = names.map(name => [name, given[name] ?? environment[options[name].setting]?.trim() ?? ''] as const);
  const problems = values
    .filter(([, value]) => value === '')
    .map(([name]) => `--${name} is missing (or the setting ${options[name].setting}).`);
  const origin = given.origin ?? environment.PUBLIC_ORIGIN?.trim();
  if (origin && !/^https:\/\/[^/?#@]+\/?$/.test(origin)) {
    problems.push('--origin must be an https origin such as https://networks.example.police.uk, without a path.');
  }
  return problems.length > 0 ? { problems } : (Object.fromEntries(values) as Record<Option, string>);
}

function registrations(asked: Record<Option, string>, version: string): Registrations {
  return {
    appId: asked['app-id'].toLowerCase(),
    botId: asked['bot-id'].toLowerCase(),
    tabClientId: asked['tab-client-id'].toLowerCase(),
    origin: asked.origin,
    version,
  };
}

function zipped(files: AppPackage): Uint8Array {
  // A fixed date, so that the same input gives the same bytes.
  return zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(2000, 0, 1) });
}

function failed(lines: string[], count: number): { ok: boolean; said: string } {
  return { ok: false, said: [...lines, '', `Not packed: ${count === 1 ? '1 fault' : `${count} faults`}.`].join('\n') };
}

if (import.meta.main) {
  const { ok, said } = await pack(process.argv.slice(2), process.env, new URL('../dist/', import.meta.url));
  (ok ? console.log : console.error)(said);
  process.exitCode = ok ? 0 : 1;
}
