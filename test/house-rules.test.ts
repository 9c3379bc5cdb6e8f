import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';

// Who may import what. The house has few rules, and this file is where they are kept.

type Import = { file: string; from: string; isTypeOnly: boolean };

const rooms = { teams: /^botbuilder|^botframework/, web: /^restify/, storage: /^@azure\// };
const features = ['answers', 'networks', 'events', 'news', 'vacancies', 'surveys', 'privacy', 'quiet', 'welcome'];
const shared = ['people', 'delivery', 'cards', 'storage', 'language', 'teams'];
const pureLibraries = ['zod', 'luxon', 'minisearch', 'yaml'];
const impure = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|\bsetTimeout\(|\bsetInterval\(|\bfetch\(/;

const files = filesBelow('bot').concat(filesBelow('tabs'));
const imports = files.flatMap(importsOf);
const roomOf = (path: string) => path.split('/')[1] ?? '';
const isBot = (path: string) => path.startsWith('bot/');
const roleOf = (path: string) =>
  /\.(text|card|form|store|api|contract|feature|samples|part|map|runner|reader)\.tsx?$/.exec(basename(path))?.[1] ?? 'plain';
const isFeatureFile = (file: string) => isBot(file) && features.includes(roomOf(file));

describe('The house', () => {
  it('is read as it stands: the rules below see its imports', () => {
    assert.ok(imports.some(one => one.file === 'bot/feature.ts' && one.from === 'zod' && one.isTypeOnly));
    assert.ok(imports.some(one => one.from === 'bot/language/language.ts' && !one.isTypeOnly));
  });

  it('lets each outside library into one room only', () => {
    for (const [room, library] of Object.entries(rooms)) {
      refuse(one => library.test(one.from) && ![room, 'local'].includes(roomOf(one.file)), `only bot/${room}/ may know this library`);
    }
  });

  it('keeps features apart: app.ts hands one feature what another offers', () => {
    refuse(
      one => isFeatureFile(one.file) && isBot(one.from) && features.includes(roomOf(one.from)) && roomOf(one.from) !== roomOf(one.file),
      'a feature does not import another',
    );
  });

  it('lets nothing import the local starter or the tally', () => {
    for (const room of ['local', 'tally']) {
      refuse(one => isBot(one.from) && roomOf(one.from) === room && roomOf(one.file) !== room, `nothing imports bot/${room}/`);
    }
  });

  it('joins everything in app.ts, which only the two mains import', () => {
    refuse(one => one.from === 'bot/app.ts' && one.file !== 'bot/main.ts' && roomOf(one.file) !== 'local', 'only a main imports app.ts');
  });

  it('lets only config.ts read the environment, beside the starter', () => {
    const readers = files.filter(file => /\bprocess\.env\b/.test(source(file)) && file !== 'bot/config.ts' && roomOf(file) !== 'local');
    assert.deepEqual(
      readers.filter(isBot).filter(file => file !== 'bot/main.ts'),
      [],
      'read settings from config.ts instead',
    );
  });

  it('keeps plain files of a feature pure: values in, values out', () => {
    refuse(one => {
      if (!isFeatureFile(one.file) || roleOf(one.file) !== 'plain' || one.isTypeOnly) return false;
      if (!isBot(one.from)) return !pureLibraries.includes(one.from) && !one.from.startsWith('node:');
      const isNeighbour = roomOf(one.from) === roomOf(one.file) && ['plain', 'contract'].includes(roleOf(one.from));
      const isSharedAndPure = one.from === 'bot/refusal.ts' || ['language', 'people', 'cards'].includes(roomOf(one.from));
      return !isNeighbour && !(isSharedAndPure && roleOf(one.from) === 'plain');
    }, 'a plain file takes values and returns values: import only plain neighbours and pure libraries');
    const unclean = files.filter(file => isFeatureFile(file) && roleOf(file) === 'plain' && impure.test(source(file)));
    assert.deepEqual(unclean, [], 'time and randomness come in as arguments');
  });

  it('keeps words, cards, contracts and stores to what they need', () => {
    const allowed: Record<string, (one: Import) => boolean> = {
      text: one => roomOf(one.from) === 'language' || roomOf(one.from) === roomOf(one.file),
      card: one =>
        ['cards', 'language'].includes(roomOf(one.from)) ||
        (roomOf(one.from) === 'people' && roleOf(one.from) === 'plain') ||
        (roomOf(one.from) === roomOf(one.file) && ['plain', 'text', 'card'].includes(roleOf(one.from))),
      contract: () => false,
      store: one =>
        ['storage', 'people', 'language'].includes(roomOf(one.from)) ||
        one.from === 'bot/feature.ts' ||
        roomOf(one.from) === roomOf(one.file) ||
        (one.isTypeOnly && roomOf(one.from) === 'teams') ||
        ['lru-cache', ...pureLibraries].includes(one.from) ||
        one.from.startsWith('node:'),
    };
    for (const [role, may] of Object.entries(allowed)) {
      refuse(one => roleOf(one.file) === role && !one.file.startsWith('test/') && !may(one), `a .${role} file does not need this`);
    }
  });

  it('keeps the shared rooms below the features', () => {
    refuse(
      one => shared.includes(roomOf(one.file)) && isBot(one.file) && isBot(one.from) && features.includes(roomOf(one.from)),
      'a shared room does not know any feature',
    );
    refuse(one => one.file.startsWith('bot/language/') && roomOf(one.from) !== 'language', 'language/ imports nothing');
    refuse(
      one =>
        one.file.startsWith('bot/cards/') &&
        !['cards', 'language'].includes(roomOf(one.from)) &&
        !one.from.startsWith('node:') &&
        one.from !== 'zod',
      'cards/ imports language only',
    );
  });

  it('opens storage only through its interfaces', () => {
    refuse(
      one =>
        roomOf(one.from) === 'storage' &&
        isBot(one.from) &&
        /\/azure[^/]*\.ts$/.test(one.from) &&
        roomOf(one.file) !== 'storage' &&
        !['bot/app.ts', 'bot/main.ts'].includes(one.file) &&
        roomOf(one.file) !== 'local',
      'take a Table or a Queue instead',
    );
  });

  it('shows the tab nothing of the bot but contracts and language', () => {
    refuse(
      one =>
        one.file.startsWith('tabs/') &&
        // What builds the pages runs beside the server and may share names with it.
        !['tabs/vite.config.ts', 'tabs/build.ts'].includes(one.file) &&
        isBot(one.from) &&
        roomOf(one.from) !== 'language' &&
        !(one.isTypeOnly && roleOf(one.from) === 'contract'),
      'tabs/ imports only *.contract.ts (types) and bot/language/',
    );
  });

  it('has no drawer that nobody owns', () => {
    assert.deepEqual(
      files.filter(file => /(^|\/)(utils?|helpers?|common|misc|manager)\b/.test(file)),
      [],
    );
  });
});

function refuse(breaks: (one: Import) => boolean, rule: string): void {
  const broken = imports.filter(breaks).map(one => `${one.file} imports ${one.from}: ${rule}`);
  assert.deepEqual(broken, []);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).split(sep).join('/'))
    .filter(file => !file.startsWith('tabs/dist/'));
}

function source(file: string): string {
  return readFileSync(file, 'utf8');
}

function importsOf(file: string): Import[] {
  const parsed = ts.createSourceFile(file, source(file), ts.ScriptTarget.Latest);
  return parsed.statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const name = statement.moduleSpecifier.text;
    const from = name.startsWith('.') ? posix.join(dirname(file), name) : name;
    return [{ file, from, isTypeOnly: isTypeOnly(statement) }];
  });
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const clause = statement.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every(element => element.isTypeOnly);
}
