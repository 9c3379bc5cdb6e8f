import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import {
  kinds,
  type Article,
  type Citation,
  type Library,
  type Section,
  type SourceDocument,
  type Synonyms,
  type Words,
} from './article.ts';

/** Says everything that is wrong with the articles at once, one sentence for each fault. */
export class BrokenArticles extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The articles cannot be used:\n${problems.map(problem => `- ${problem}`).join('\n')}`);
    this.name = 'BrokenArticles';
    this.problems = problems;
  }
}

const text = z.string().trim().min(1, 'must not be empty');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const page = z.union([z.int().positive(), z.string().regex(/^\d+ to \d+$/, 'must be a page, or pages such as "9 to 12"')]);
const citation = z.strictObject({ document: slug, pages: z.array(page).default([]) });

const frontMatter = z.strictObject({
  id: slug,
  title: text,
  short: text.max(60, 'must have at most 60 characters, for buttons'),
  forces: z.array(text),
  reportedBy: text.optional(),
  kind: z.enum(kinds, `must be one of ${kinds.join(', ')}`),
  network: z.boolean(),
  audience: text,
  joining: z.enum(['stated', 'notStated'], 'must be stated or notStated'),
  asOf: z.strictObject({
    text,
    // A bare year is a number in YAML.
    date: z
      .union([z.int().transform(String), z.string()])
      .pipe(z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'must be a year, a month or a day, such as 2025-01'))
      .optional(),
  }),
  source: z.union([citation.transform(one => [one]), z.array(citation).min(1)], 'must have a document and its pages, or a list of those'),
  next: z.strictObject({ text, localContact: z.boolean() }),
  ask: z.array(text).min(6, 'must have at least 6 phrases'),
  check: z.enum(['awaiting'], 'must be "awaiting", or absent').optional(),
});
type FrontMatter = z.output<typeof frontMatter>;

const sourceList = z.record(slug, z.strictObject({ title: text, publisher: text, date: text }));

const synonymList = z.strictObject({
  alike: z.array(z.array(text).min(2, 'must have at least two words')),
  welsh: z.record(text, text),
  forces: z.record(text, z.array(text)),
});

type Page = { file: string; language: 'en' | 'cy'; front: FrontMatter; words: Words };

/** Reads `articles/`, `sources.yaml` and `synonyms.yaml` of a folder. Throws BrokenArticles when anything in them is malformed. */
export function readLibrary(folder: string): Library {
  const problems: string[] = [];
  const sources = readYaml(folder, 'sources.yaml', sourceList, problems) ?? {};
  const synonyms: Synonyms = readYaml(folder, 'synonyms.yaml', synonymList, problems) ?? { alike: [], welsh: {}, forces: {} };
  const files = articleFiles(folder);
  const pages = files.flatMap(file => readPage(folder, file, problems) ?? []);

  const articles = new Map<string, Article>();
  for (const { file, front, words } of pages.filter(found => found.language === 'en')) {
    if (articles.has(front.id)) problems.push(`${file}: another file already has the id "${front.id}".`);
    if (front.check) problems.push(`${file}: "check" belongs in Welsh files only.`);
    for (const { document } of front.source) {
      if (!sources[document]) problems.push(`${file}: the document "${document}" of "source" is not in sources.yaml.`);
    }
    articles.set(front.id, articleOf(front, words));
  }
  for (const { file, front, words } of pages.filter(found => found.language === 'cy')) {
    const english = articles.get(front.id);
    if (!english) problems.push(`${file}: there is no English file for the id "${front.id}".`);
    else if (english.cy) problems.push(`${file}: another Welsh file already has the id "${front.id}".`);
    else {
      for (const key of differences(english, front)) problems.push(`${file}: "${key}" is not the same as in the English file.`);
      english.cy = { ...words, check: front.check ?? 'done' };
    }
  }
  if (files.length === 0) problems.push(`There are no articles in ${join(folder, 'articles')}.`);
  if (problems.length > 0) throw new BrokenArticles(problems);

  const inOrder = [...articles.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return { articles: inOrder, byId: articles, sources: new Map<string, SourceDocument>(Object.entries(sources)), synonyms };
}

function articleFiles(folder: string): string[] {
  const articles = join(folder, 'articles');
  if (!existsSync(articles)) return [];
  return readdirSync(articles, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function readPage(folder: string, file: string, problems: string[]): Page | undefined {
  const named = /^(.+)\.(en|cy)\.md$/.exec(basename(file));
  if (!named) {
    problems.push(`${file}: the name must end with .en.md or .cy.md.`);
    return undefined;
  }
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'));
  if (!parts) {
    problems.push(`${file}: must begin with front matter between two lines of "---".`);
    return undefined;
  }
  const front = checked(file, parts[1] ?? '', frontMatter, problems);
  const body = readBody(file, parts[2] ?? '', problems);
  if (!front || !body) return undefined;
  if (front.id !== named[1]) problems.push(`${file}: the id "${front.id}" is not the file's name.`);
  const { title, short, audience, ask } = front;
  const words: Words = { title, short, audience, asOf: front.asOf.text, next: front.next.text, ask, ...body };
  return { file, language: named[2] === 'cy' ? 'cy' : 'en', front, words };
}

/** A first paragraph, then `## Heading` sections of `- fact` lines; a line that starts with two spaces carries its fact on. */
function readBody(file: string, markdown: string, problems: string[]): Pick<Words, 'lead' | 'sections'> | undefined {
  const lead: string[] = [];
  const sections: { heading: string; facts: string[] }[] = [];
  for (const line of markdown.split('\n').map(one => one.trimEnd())) {
    const facts = sections.at(-1)?.facts;
    const last = facts?.at(-1);
    if (line === '') continue;
    else if (line.startsWith('## ')) sections.push({ heading: line.slice(3).trim(), facts: [] });
    else if (facts && line.startsWith('- ')) facts.push(line.slice(2).trim());
    else if (facts && last !== undefined && line.startsWith('  ')) facts[facts.length - 1] = `${last} ${line.trim()}`;
    else if (!facts && !/^[#-]/.test(line)) lead.push(line.trim());
    else {
      problems.push(`${file}: this line is neither the first paragraph, a "## Heading" nor a "- fact": "${line.slice(0, 60)}".`);
      return undefined;
    }
  }
  const empty = sections.find(section => section.facts.length === 0);
  if (lead.length === 0) problems.push(`${file}: has no first paragraph.`);
  if (empty) problems.push(`${file}: the section "${empty.heading}" has no facts.`);
  return lead.length > 0 && !empty ? { lead: lead.join(' '), sections: sections satisfies Section[] } : undefined;
}

function articleOf(front: FrontMatter, words: Words): Article {
  const { id, forces, reportedBy, kind, network, joining } = front;
  const source: readonly Citation[] = front.source;
  return {
    id,
    forces,
    reportedBy,
    kind,
    network,
    joining,
    source,
    localContact: front.next.localContact,
    asOfDate: front.asOf.date,
    en: words,
  };
}

/** What a Welsh file may not say differently. */
function differences(english: Article, welsh: FrontMatter): string[] {
  const pairs: [string, unknown, unknown][] = [
    ['forces', english.forces, welsh.forces],
    ['reportedBy', english.reportedBy, welsh.reportedBy],
    ['kind', english.kind, welsh.kind],
    ['network', english.network, welsh.network],
    ['joining', english.joining, welsh.joining],
    ['source', english.source, welsh.source],
    ['asOf.date', english.asOfDate, welsh.asOf.date],
    ['next.localContact', english.localContact, welsh.next.localContact],
  ];
  return pairs.filter(([, one, other]) => JSON.stringify(one) !== JSON.stringify(other)).map(([key]) => key);
}

function readYaml<T>(folder: string, file: string, schema: z.ZodType<T>, problems: string[]): T | undefined {
  try {
    return checked(file, readFileSync(join(folder, file), 'utf8'), schema, problems);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    problems.push(`${file} is missing.`);
    return undefined;
  }
}

function checked<T>(file: string, yaml: string, schema: z.ZodType<T>, problems: string[]): T | undefined {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) {
    problems.push(...document.errors.map(error => `${file}: is not proper YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}.`));
    return undefined;
  }
  const read = schema.safeParse(document.toJS());
  if (read.success) return read.data;
  problems.push(...read.error.issues.map(issue => `${file}: ${sentence(issue)}`));
  return undefined;
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `does not know the key ${issue.keys.map(key => `"${[...issue.path, key].join('.')}"`).join(' or ')}.`;
  const key = issue.path.join('.');
  return key ? `the key "${key}" is wrong: ${issue.message}.` : `${issue.message}.`;
}
