import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accountNames, type AccountKeys } from './azurite.ts';
import { CannotStart } from '../processes/cannot-start.ts';

const key = z.base64().min(40);
const shape = z.object({ root: key, accounts: z.object({ data: key, ballots: key, count: key }) });

/** The root key of the bot and the keys of its storage accounts. */
export type LocalKeys = { root: string; accounts: AccountKeys };

/** Made at the first start and kept, so that what was sealed or signed in an earlier run can still be read. */
export function localKeys(dataFolder: string): LocalKeys {
  const file = join(dataFolder, 'keys.json');
  if (existsSync(file)) return readKeys(file);
  const made: LocalKeys = {
    root: newKey(32),
    accounts: Object.fromEntries(accountNames.map(name => [name, newKey(64)])) as AccountKeys,
  };
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(made, undefined, 2), { mode: 0o600 });
  return made;
}

function readKeys(file: string): LocalKeys {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const read = shape.safeParse(found);
  if (read.success) return read.data;
  throw new CannotStart(`${file} is damaged. It holds the keys of this local run: move its folder away and start again.`);
}

const newKey = (bytes: number): string => randomBytes(bytes).toString('base64');
