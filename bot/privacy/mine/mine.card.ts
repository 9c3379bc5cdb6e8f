import type { Element, Press, Shown } from '../../cards/card.ts';
import { actions, bullets, facts, footer, fromPerson, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import type { Language } from '../../language/language.ts';
import { actInWords } from '../audit/acts.text.ts';
import { objectInWords, objectsText } from '../audit/objects.text.ts';
import { lineFor, type Kind } from '../data-map.ts';
import { kindInWords } from '../kinds.text.ts';
import { privacyText } from '../privacy.text.ts';
import { groupsOf, paged, valueInWords, type DataMapLine, type Group, type HeldThing } from './mine.ts';
import { mineText } from './mine.text.ts';

/** What every card here is drawn for. */
export type Drawn = { language: Language; version: string };

/** Bytes of a page, so that the whole card stays well within what Teams takes. */
const mostBytes = 14_000;
const mostOfAGroup = 8;
const mostOnALine = 3;
const longestValue = 400;
// Said once, as the pseudonym.
const notRepeated = new Set(['audit actor']);

/** What stays in the chat: which kinds of things there are, the same for everybody, and the way to see one's own. */
export function mineFoldedCard(drawn: Drawn, kinds: readonly Kind[], wasShown = false): Shown {
  const text = mineText[drawn.language];
  return shown(drawn.language, text.summary, [
    wasShown && state(text.folded),
    kicker(privacyText[drawn.language].privacy, text.kind),
    heading(text.heading),
    words(text.foldedFirst),
    bullets(kinds.map(kind => kindInWords(kind, drawn.language))),
    actions(
      press(text.show, 'privacy/show', { about: '1', version: drawn.version }),
      noticeButton(drawn),
      press(privacyText[drawn.language].eraseAsk, 'privacy/erase-ask', { version: drawn.version }),
    ),
    footer(text.limits[0] ?? ''),
  ]);
}

export type MineView = {
  things: readonly HeldThing[];
  map: readonly DataMapLine[];
  /** What ids are called. */
  names: ReadonlyMap<string, string>;
  page: number;
};

/** Everything that is held, by kind, a page at a time. */
export function mineCard(drawn: Drawn, view: MineView): Shown {
  const text = mineText[drawn.language];
  const blocks = groupsOf(view.things).flatMap(group => groupBlocks(drawn, group, view));
  const pages = paged(blocks, block => Buffer.byteLength(JSON.stringify(block)), mostBytes);
  const page = Math.min(Math.max(1, Number.isFinite(view.page) ? Math.trunc(view.page) : 1), pages.length);
  return shown(drawn.language, text.summary, [
    kicker(privacyText[drawn.language].privacy, text.kind),
    heading(text.heading),
    view.things.length === 0 && words(text.nothing),
    ...(pages[page - 1] ?? []).flat(),
    actions(
      page < pages.length && press(text.next, 'privacy/show', { about: String(page + 1), version: drawn.version }),
      press(text.hide, 'privacy/hide', { version: drawn.version }),
      press(privacyText[drawn.language].eraseAsk, 'privacy/erase-ask', { version: drawn.version }),
    ),
    footer([pages.length > 1 ? text.pageOf(page, pages.length) : '', text.limits[0] ?? ''].filter(Boolean).join('. ')),
  ]);
}

/** The heading of a kind with its first thing, then one block for each: so a heading never stands alone at the end of a page. */
function groupBlocks(drawn: Drawn, { what, things }: Group, view: MineView): Element[][] {
  const text = mineText[drawn.language];
  // The newest matter most where there are many; stores give the oldest first or by key.
  const some = things.slice(0, mostOfAGroup);
  const rest = things.length - some.length;
  return some.map((thing, at) => [
    ...(at === 0 ? [{ ...strong(what[drawn.language]), separator: true, spacing: 'Medium' as const }] : []),
    ...drawnThing(linesOf(drawn, thing, view)),
    ...(rest > 0 && at === some.length - 1 ? [words(text.more(rest), { isSubtle: true })] : []),
  ]);
}

/** A thing of a few words on one line, a larger one line by line. */
function drawnThing(lines: [string, string][]): Element[] {
  if (lines.length <= mostOnALine) return [fromPerson(lines.map(([, value]) => value).join(' · ') || '–')];
  const drawn = facts(lines);
  return drawn ? [drawn] : [];
}

function linesOf(drawn: Drawn, { table, fields }: HeldThing, { map, names }: MineView): [string, string][] {
  const text = mineText[drawn.language];
  return Object.entries(fields).flatMap(([property, value]): [string, string][] => {
    if (notRepeated.has(`${table} ${property}`) || value === '' || value === '-') return [];
    const label = text.fields[property] ?? lineFor(map, table, property)?.purpose[drawn.language] ?? property;
    if (property === 'act') return [[`${label}:`, rightOrAct(drawn, String(value))]];
    if (property !== 'object') return [[`${label}:`, said(drawn, value, names)]];
    const object = objectInWords(String(fields['act']), String(value), drawn.language, names);
    return object === undefined ? [] : [[`${label}:`, object]];
  });
}

/** What somebody did, or what they asked the administrators to let them do. */
const rightOrAct = ({ language }: Drawn, act: string): string => objectsText[language].named[act] ?? actInWords(act, language);

function said(drawn: Drawn, value: string | number | boolean, names: ReadonlyMap<string, string>): string {
  const text = mineText[drawn.language];
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  const inWords = (typeof value === 'string' ? text.values[value] : undefined) ?? valueInWords(value, drawn.language, names);
  return inWords.length > longestValue ? `${inWords.slice(0, longestValue)}… ${text.cut}` : inWords;
}

export const mineButton = (drawn: Drawn): Press => press(privacyText[drawn.language].mine, 'privacy/mine', { version: drawn.version });

export const noticeButton = (drawn: Drawn): Press =>
  press(privacyText[drawn.language].notice, 'privacy/notice', { version: drawn.version });
