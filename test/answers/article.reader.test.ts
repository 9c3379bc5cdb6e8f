import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrokenArticles, readLibrary } from '../../bot/answers/library/article.reader.ts';
import { belonging, isOlderThanAYear, networkArticles, readingIn } from '../../bot/answers/library/article.ts';
import { library } from './held.ts';

const front = {
  id: 'kent-choir',
  title: "'Police Choir (PC)'",
  short: 'Police Choir',
  forces: '[Kent Police]',
  kind: 'network',
  network: 'true',
  audience: 'Anyone who sings',
  joining: 'stated',
  asOf: '{ text: January 2025, date: 2025-01 }',
  source: '{ document: a-page, pages: [4] }',
  next: '{ text: Ask the conductor., localContact: true }',
  ask: '[who sings, singing, choir, music, songs, hymns]',
};
const body = 'The choir sings.\n\n## Who can join\n- Anyone can join,\n  whatever their voice.\n';

describe('The articles', () => {
  it('that ship are all well made, and every network and how-to of the foundation is among them', () => {
    assert.ok(library.articles.length >= 60, `${library.articles.length} articles`);
    for (const id of ['sussex-ren', 'essex-mesa', 'lincs-smile', 'surrey-sussex-pals', 'term-positive-action', 'howto-run-set']) {
      assert.ok(library.byId.has(id), id);
    }
  });

  it('about a joint programme belong to each of its forces', () => {
    const pals = library.byId.get('surrey-sussex-pals');
    assert.ok(pals);
    assert.equal(belonging(pals, { forces: ['Surrey Police'] }), 'own');
    assert.equal(belonging(pals, { forces: ['Sussex Police'] }), 'own');
    assert.equal(belonging(pals, { forces: ['Essex Police'] }), 'other');
  });

  it('give the directory the networks of one force, and neither overviews nor lists of partners', () => {
    const ids = networkArticles(library, { forces: ['Sussex Police'] }).map(article => article.id);
    assert.ok(ids.includes('sussex-ren'));
    assert.ok(!ids.includes('sussex-ren-partners') && !ids.includes('essex-mesa') && !ids.includes('term-psed'));
    assert.ok(!networkArticles(library, { forces: ['Essex Police'] }).some(article => article.id === 'essex-networks-overview'));
  });

  it('are read in Welsh where there is Welsh, and say when nobody fluent has checked it', () => {
    const held = library.byId.get('term-positive-action');
    const english = library.byId.get('sussex-ren');
    assert.ok(held && english);
    assert.equal(readingIn(held, 'cy').held, 'awaitingCheck');
    assert.equal(readingIn(held, 'cy').words, held.cy);
    assert.equal(readingIn(english, 'cy').held, 'englishOnly');
    assert.equal(readingIn(english, 'en').held, 'asked');
  });

  it('grow old a year after the end of the day, month or year they speak of', () => {
    assert.equal(isOlderThanAYear('2025-11-20', new Date('2026-11-21T00:00:00Z')), true);
    assert.equal(isOlderThanAYear('2025-11-21', new Date('2026-11-21T12:00:00Z')), false);
    assert.equal(isOlderThanAYear('2025-11', new Date('2026-11-30T12:00:00Z')), false);
    assert.equal(isOlderThanAYear('2025', new Date('2026-12-31T12:00:00Z')), false);
    assert.equal(isOlderThanAYear('2024', new Date('2026-01-01T00:00:00Z')), true);
  });
});

describe('Reading the articles', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'articles-'));
    mkdirSync(join(folder, 'articles', 'kent'), { recursive: true });
    writeFileSync(join(folder, 'sources.yaml'), 'a-page:\n  title: A page\n  publisher: Kent Police\n  date: January 2025\n');
    writeFileSync(join(folder, 'synonyms.yaml'), 'alike: []\nwelsh: {}\nforces: {}\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, changes: Partial<Record<string, string | undefined>> = {}, text = body): void => {
    const lines = Object.entries({ ...front, ...changes }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
    writeFileSync(join(folder, 'articles', 'kent', name), `---\n${lines.join('\n')}\n---\n\n${text}`);
  };
  const problems = (): readonly string[] => {
    try {
      readLibrary(folder);
    } catch (error) {
      if (error instanceof BrokenArticles) return error.problems;
      throw error;
    }
    return [];
  };

  it('takes front matter, a first paragraph, and facts under headings', () => {
    write('kent-choir.en.md');
    const [article] = readLibrary(folder).articles;
    assert.equal(article?.en.lead, 'The choir sings.');
    assert.deepEqual(article.en.sections, [{ heading: 'Who can join', facts: ['Anyone can join, whatever their voice.'] }]);
    assert.deepEqual(article.source, [{ document: 'a-page', pages: [4] }]);
    assert.equal(article.localContact, true);
  });

  it('reads files whose lines end as on Windows, and sources that are a list', () => {
    write('kent-choir.en.md', { source: '[{ document: a-page }, { document: a-page, pages: [9 to 12] }]' });
    const file = join(folder, 'articles', 'kent', 'kent-choir.en.md');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    const [article] = readLibrary(folder).articles;
    assert.equal(article?.en.title, 'Police Choir (PC)');
    assert.deepEqual(article.source, [
      { document: 'a-page', pages: [] },
      { document: 'a-page', pages: ['9 to 12'] },
    ]);
  });

  const faults: [string, Partial<Record<string, string | undefined>>, string | undefined, RegExp][] = [
    ['a missing key', { audience: undefined }, undefined, /kent-choir\.en\.md: the key "audience" is wrong/],
    ['a key nobody knows', { audiance: 'singers' }, undefined, /kent-choir\.en\.md: does not know the key "audiance"/],
    ['too few ways to ask', { ask: '[sing]' }, undefined, /"ask" is wrong: must have at least 6 phrases/],
    ['a kind that does not exist', { kind: 'club' }, undefined, /"kind" is wrong: must be one of network, role/],
    ['a date that is none', { asOf: '{ text: then, date: 2025-13 }' }, undefined, /"asOf\.date" is wrong: must be a year/],
    [
      'a document nobody listed',
      { source: '{ document: b-page, pages: [] }' },
      undefined,
      /the document "b-page" of "source" is not in sources\.yaml/,
    ],
    ['a page that is no page', { source: '{ document: a-page, pages: [p4] }' }, undefined, /"source/],
    ['an id that is not the file', { id: 'essex-choir' }, undefined, /the id "essex-choir" is not the file's name/],
    ['YAML that is broken', { forces: '[Kent Police' }, undefined, /kent-choir\.en\.md: is not proper YAML/],
    ['no first paragraph', {}, '## Who can join\n- Anyone.\n', /has no first paragraph/],
    ['a section without facts', {}, 'It sings.\n\n## Who can join\n', /the section "Who can join" has no facts/],
    ['a stray line', {}, 'It sings.\n\n## Who can join\nAnyone.\n', /this line is neither/],
    ['a Welsh mark on English', { check: 'awaiting' }, undefined, /"check" belongs in Welsh files only/],
  ];
  for (const [what, changes, text, said] of faults) {
    it(`refuses ${what}, and says so in a sentence`, () => {
      write('kent-choir.en.md', changes, text);
      const found = problems();
      assert.equal(found.length, 1, found.join(' '));
      assert.match(found[0] ?? '', said);
      assert.match(found[0] ?? '', /^articles\/kent\/.*\.$/);
    });
  }

  it('names everything that is wrong at once', () => {
    write('kent-choir.en.md', { kind: 'club', ask: '[sing]' });
    writeFileSync(join(folder, 'articles', 'kent', 'notes.txt'), 'buy milk');
    assert.equal(problems().length, 3);
  });

  it('wants a Welsh file to belong to an English one and to agree with it', () => {
    write('kent-choir.cy.md', { check: 'awaiting' });
    assert.match(problems().join(), /there is no English file for the id "kent-choir"/);
    write('kent-choir.en.md', { forces: '[Kent Police, Essex Police]', kind: 'role' });
    assert.match(problems().join(), /kent-choir\.cy\.md: "forces" is not the same as in the English file\..*"kind" is not the same/);
    write('kent-choir.en.md');
    assert.equal(readLibrary(folder).articles[0]?.cy?.check, 'awaiting');
    write('kent-choir.cy.md');
    assert.equal(readLibrary(folder).articles[0]?.cy?.check, 'done');
  });

  it('says when the files beside the articles are missing or there are no articles', () => {
    assert.match(problems().join(), /There are no articles/);
    write('kent-choir.en.md');
    rmSync(join(folder, 'synonyms.yaml'));
    assert.match(problems().join(), /synonyms\.yaml is missing/);
    rmSync(join(folder, 'articles'), { recursive: true });
    assert.match(problems().join(), /There are no articles/);
  });
});
