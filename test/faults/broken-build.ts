import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..', '..');

/** Where the product claims a row before it sends, and what stands there in a build that does not. */
const changes: readonly { file: string; from: string; to: string }[] = [
  {
    file: 'bot/delivery/sending/sends.ts',
    from: 'const mine = await claim(tools, slice, claims, settled);',
    to: "const mine = slice as Slice | 'conflict';",
  },
  {
    file: 'bot/delivery/sending/sends.ts',
    from: 'afterLate(current, one.claim, ended, ',
    to: 'afterSend({ ...current, attempts: one.claim.attempts }, ended, ',
  },
  { file: 'bot/delivery/sending/sends.ts', from: 'import { afterLate, ', to: 'import { afterSend, ' },
];

/** A copy of the product, in a folder of its own, whose ledger claims nothing: for the proof that the checker sees what comes of it. */
export function copyWithoutClaims(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'staff-networks-claims-nothing-'));
  cpSync(join(projectFolder, 'bot'), join(folder, 'bot'), { recursive: true });
  cpSync(join(projectFolder, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const { file, from, to } of changes) {
    const place = join(folder, file);
    const source = readFileSync(place, 'utf8');
    if (source.split(from).length !== 2) throw new Error(`${file} does not claim rows where it did: say in broken-build.ts where it does`);
    writeFileSync(place, source.replace(from, to));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
