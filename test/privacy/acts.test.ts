import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../bot/language/language.ts';
import { moveNames } from '../../bot/networks/administration/editing/moves.ts';
import { deletion } from '../../bot/networks/administration/requests/deleting.ts';
import { sectionNames } from '../../bot/networks/directory/details.ts';
import { askable } from '../../bot/networks/roles/asking.ts';
import { rolesText } from '../../bot/networks/roles/roles.text.ts';
import { sendingToMany } from '../../bot/news/publishing.ts';
import { shortened } from '../../bot/people/audit.ts';
import { roleNames } from '../../bot/people/roles.ts';
import { settingNames } from '../../bot/people/settings.ts';
import { actInWords, actsText } from '../../bot/privacy/audit/acts.text.ts';
import { objectInWords, objectsText } from '../../bot/privacy/audit/objects.text.ts';

const root = join(import.meta.dirname, '..', '..');
const past = { pause: 'network paused', reopen: 'network reopened', close: 'network closed' };

/** Files that put an act together, or take it from elsewhere: what they write. Every other file has the act as one text. */
const putTogether: Record<string, (source: string) => string[]> = {
  'bot/networks/administration/editing/editing.ts': () => [
    ...sectionNames.map(section => `network edited: ${section}`),
    ...moveNames.map(move => past[move]),
    'network created',
    'network made of a proposal',
  ],
  'bot/delivery/progress/progress.ts': source => textsIn(/const pastOf[^=]*= \{([^}]*)\}/.exec(source)?.[1] ?? ''),
  'bot/news/publishing.ts': source => textsIn(/act: (version === 1 \? .*?), object/.exec(source)?.[1] ?? ''),
  'bot/networks/roles/granting.ts': source =>
    [...source.matchAll(/\bwrite\((?:person|from|\{[^}]*\}), (.+?), (?:role|offered\.role), now\)/g)].flatMap(([, act = '']) =>
      textsIn(act),
    ),
  'bot/privacy/erasing/erasing.ts': source => textsIn(/export type Why = (.*);/.exec(source)?.[1] ?? ''),
  'bot/privacy/mine/mine.part.ts': source => [...source.matchAll(/looked\([^)]*\)/g)].flatMap(([call]) => textsIn(call)),
  'bot/people/approvals.store.ts': () =>
    [deletion, sendingToMany].flatMap(act => [act, `asked for: ${act}`, `approved: ${act}`, `refused: ${act}`]),
};

const textsIn = (code: string): string[] => [...code.replace(/=== '[^']*'/g, '').matchAll(/'([^']+)'/g)].map(([, text = '']) => text);

/** What a file writes into the audit log, each with the code that says so. */
function actsIn(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const calls = [...source.matchAll(/\baudit\.write\(\s*\{([^}]*)\}/g)].map(([, inside = '']) => inside);
  const codes = calls.map(inside => /\bact(?::([^]*?))?,\s*object\b/.exec(inside)?.[1]?.trim() ?? 'act');
  const made = codes.some(code => textsIn(code).length === 0) ? putTogether[file]?.(source) : [];
  assert.ok(made, `${file} writes an act that is not one text: say in this test which acts those are`);
  return [...codes.flatMap(textsIn), ...made];
}

describe('Every act in the audit log', () => {
  const files = globSync('bot/**/*.ts', { cwd: root }).map(file => file.replaceAll('\\', '/'));
  const written = new Map<string, string[]>();
  before('look through the product', () => {
    for (const file of files) {
      const acts = actsIn(file);
      if (acts.length > 0) written.set(file, acts);
    }
  });

  it('has words in English and in Welsh, and no words are left over', () => {
    const all = new Set([...[...written.values()].flat(), shortened]);
    for (const language of languages) {
      assert.deepEqual([...all].filter(act => !(act in actsText[language])).sort(), [], language);
      assert.deepEqual(
        Object.keys(actsText[language])
          .filter(act => !all.has(act))
          .sort(),
        [],
        `${language}: nobody writes these`,
      );
    }
    for (const act of all) assert.notEqual(actInWords(act, 'cy'), actInWords(act, 'en'), act);
  });

  it('is looked for wherever one is written', () => {
    const writing = files.filter(file => /\baudit\.write\(/.test(readFileSync(join(root, file), 'utf8')));
    assert.deepEqual([...written.keys()].sort(), writing.sort());
    assert.ok((written.get('bot/networks/roles/granting.ts')?.length ?? 0) > 10);
  });

  it('says what it was done to by name, and never by an id', () => {
    const names = new Map([['carers', 'Carers Network']]);
    const said = (act: string, object: string) => objectInWords(act, object, 'en', names);
    assert.equal(said('network closed', 'carers'), 'Carers Network');
    assert.equal(said('role accepted', 'carers/committee'), 'committee member, Carers Network');
    assert.equal(said('role accepted', 'force/administrator'), 'administrator, whole force');
    assert.equal(said('network deleted', 'walkers-1c10b8'), 'a network that is gone');
    assert.equal(said('role ended by an administrator', 'walkers-1c10b8/chair'), 'chair, a network that is gone');
    assert.equal(said('setting changed', 'lawfulBasis'), 'lawful basis');
    for (const nothing of ['-', '', '4', 'f3a1c9d2-0000-4000-8000-000000000000'])
      assert.equal(said('proposal declined', nothing), undefined);
    for (const language of languages) {
      // Features do not know each other, so these words stand in both; they are the same.
      for (const right of askable) assert.equal(objectsText[language].named[right], rolesText[language].acts[right], right);
      for (const role of roleNames) assert.ok(objectsText[language].roles[role], role);
      for (const setting of settingNames) assert.ok(objectsText[language].named[setting], setting);
    }
  });
});
