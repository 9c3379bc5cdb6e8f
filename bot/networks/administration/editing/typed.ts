import { lineOf } from '../../../cards/typed.ts';
import { linesOf, sections, type DetailName, type Details, type Section } from '../../directory/details.ts';

/** Why something typed cannot be kept as it is. */
export type Problem = { detail: DetailName; why: Why; limit?: number };
export type Why = 'missing' | 'long' | 'notPlain' | 'halfWelsh' | 'notTeams' | 'noArea' | 'manyLines' | 'notADate' | 'notAChoice';

export type Typed = Partial<Record<DetailName, string>>;
export type Read = { details: Partial<Details> } | { problems: Problem[] };

/** The most characters of each detail; of one line where it is a list. */
export const longest: Record<DetailName, number> = {
  enName: 80,
  cyName: 80,
  enShort: 50,
  cyShort: 50,
  enPurpose: 600,
  cyPurpose: 600,
  enWhoFor: 300,
  cyWhoFor: 300,
  enMeetings: 200,
  cyMeetings: 200,
  enContact: 200,
  cyContact: 200,
  champions: 120,
  topics: 40,
  openRoles: 60,
  teamsLink: 1000,
  terms: 300,
  reviewOn: 10,
  budget: 200,
  dutyTime: 200,
  joining: 20,
  entry: 20,
  sensitive: 20,
  status: 20,
};

/** The most lines of a list. */
export const mostLines = { champions: 30, topics: 12, openRoles: 8 } as const;
type ListName = keyof typeof mostLines;
const isList = (name: DetailName): name is ListName => Object.hasOwn(mostLines, name);

const choices: Partial<Record<DetailName, readonly string[]>> = {
  joining: ['stated', 'notStated'],
  entry: ['open', 'welcomed'],
  sensitive: ['yes', 'no'],
};
const names: readonly DetailName[] = ['enName', 'enShort', 'cyName', 'cyShort'];

/** What somebody typed for one section, fit to be kept, or all that is wrong with it. */
export function readSection(section: Section, typed: Typed): Read {
  const wanted = sections[section];
  const details = Object.fromEntries(wanted.map(name => [name, tidied(name, typed[name] ?? '')])) as Partial<Details>;
  const isNoWelsh = section === 'welsh' && wanted.every(name => !details[name]);
  const problems = isNoWelsh ? [] : wanted.flatMap(name => problemWith(section, name, details[name] ?? '') ?? []);
  return problems.length > 0 ? { problems } : { details };
}

/**
 * Whether a name may stand in a heading or on a button: words and the signs that names have. Nothing in it can be taken for
 * Markdown, for a link or for an address.
 */
export function isPlainName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} &+'’.,:;()/!?–-]*$/u.test(text) && !/^\d+[.)]|:\/\/|www\.|[\p{L}\p{N}-]\.\p{L}{2}/iu.test(text);
}

/** A Teams address: https, one of Microsoft's own hosts, nothing before the host and no port. Undefined for any other. */
export function teamsAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, href } = new URL(text);
  const isTeams = hostname === 'teams.microsoft.com' || hostname.endsWith('.cloud.microsoft');
  return protocol === 'https:' && isTeams && !port && !username && !password ? href : undefined;
}

function tidied(name: DetailName, text: string): string {
  if (name === 'champions') return linesIn(text).map(championLine).join('\n');
  if (name === 'topics') return [...new Set(linesIn(text.replaceAll(',', '\n')))].join('\n');
  if (name === 'openRoles') return [...new Set(linesIn(text))].join('\n');
  const line = lineOf(text);
  return name === 'teamsLink' ? (teamsAddress(line) ?? line) : line;
}

function problemWith(section: Section, name: DetailName, text: string): Problem | undefined {
  const limit = longest[name];
  const allowed = choices[name];
  if (allowed) return allowed.includes(text) ? undefined : { detail: name, why: 'notAChoice' };
  if (section === 'english' && !text) return { detail: name, why: 'missing' };
  if (section === 'welsh' && !text) return { detail: name, why: 'halfWelsh' };
  if (isList(name)) return problemWithList(name, linesOf(text));
  if (text.length > limit) return { detail: name, why: 'long', limit };
  if (names.includes(name) && !isPlainName(text)) return { detail: name, why: 'notPlain' };
  if (name === 'teamsLink' && text && !teamsAddress(text)) return { detail: name, why: 'notTeams' };
  if (name === 'reviewOn' && text && !isDay(text)) return { detail: name, why: 'notADate' };
  return undefined;
}

function problemWithList(name: ListName, lines: string[]): Problem | undefined {
  if (lines.length > mostLines[name]) return { detail: name, why: 'manyLines', limit: mostLines[name] };
  if (lines.some(line => line.length > longest[name])) return { detail: name, why: 'long', limit: longest[name] };
  if (name === 'champions' && lines.some(line => !/^[^\t]+\t[^\t]+$/.test(line))) return { detail: name, why: 'noArea' };
  return undefined;
}

const linesIn = (text: string): string[] =>
  text
    .split(/[\n\r\u2028\u2029]/)
    .map(lineOf)
    .filter(Boolean);

/** "Sam Hollis, East division": the first comma parts the name from the area. */
function championLine(line: string): string {
  const [name = '', ...area] = line.split(',');
  return `${name.trim()}\t${area.join(',').trim()}`;
}

/** How a list is typed: one line each, a champion's area after a comma. Topics stand in one line: their box has no other. */
export function asTyped(name: DetailName, detail: string): string {
  if (name === 'champions') return detail.replaceAll('\t', ', ');
  return name === 'topics' ? detail.replaceAll('\n', ', ') : detail;
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
