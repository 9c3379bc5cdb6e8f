import type { Shown } from '../../cards/card.ts';
import { actions, facts, footer, heading, kicker, press, shown, state, words } from '../../cards/pieces.ts';
import { dateInWords, momentInWords } from '../../language/wording.ts';
import type { Drawn } from '../mine/mine.card.ts';
import { privacyText } from '../privacy.text.ts';
import { actInWords } from './acts.text.ts';
import { auditLogText } from './audit-log.text.ts';
import { objectInWords } from './objects.text.ts';

/** One entry as it is shown: nothing of it says who. */
export type EntryShown = { at: Date; actor: string; act: string; object: string };

export type AuditView = {
  whole: boolean;
  count: number;
  entries: readonly EntryShown[];
  /** What networks are called, by their ids. */
  names: ReadonlyMap<string, string>;
  page: number;
  hasOlder: boolean;
};

/** Enough of a pseudonym to tell two apart. */
const shownOfPseudonym = 8;

export function auditLogCard(drawn: Drawn, { whole, count, entries, names, page, hasOlder }: AuditView): Shown {
  const text = auditLogText[drawn.language];
  const by = (actor: string) => (actor === 'system' ? text.bySystem : text.by(actor.slice(0, shownOfPseudonym)));
  const time = (at: Date) => `${dateInWords(at, drawn.language)}, ${momentInWords(at, drawn.language).split(', ').at(-1)}`;
  return shown(drawn.language, text.summary, [
    kicker(privacyText[drawn.language].privacy, text.kind),
    heading(text.entries(count)),
    whole ? words(text.whole) : state(text.broken),
    entries.length === 0 && words(text.none),
    facts(
      entries.map(({ at, actor, act, object }) => {
        const said = [actInWords(act, drawn.language), objectInWords(act, object, drawn.language, names), by(actor)];
        return [time(at), said.filter(Boolean).join(' · ')] as const;
      }),
    ),
    actions(
      hasOlder && press(text.older, 'privacy/audit', { about: String(page + 1), version: drawn.version }),
      page > 1 && press(text.newest, 'privacy/audit', { about: '1', version: drawn.version }),
    ),
    footer(text.honest),
  ]);
}
