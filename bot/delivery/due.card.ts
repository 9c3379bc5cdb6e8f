import type { Shown } from '../cards/card.ts';
import { facts, heading, kicker, shown, words } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import { momentInWords, numberInWords } from '../language/wording.ts';
import { deliveryText } from './delivery.text.ts';

/** One piece of work that waits for its time. It names no person. */
export type DueListed = { kind: string; name: string; dueAt: Date };

/** An announcement in which so many slices do not move, though they were asked for again and again. */
export type StuckListed = { name: string; slices: number };

const mostShown = 12;

/** What is due in a tenant, the next first, and what does not get on by itself. */
export function dueCard(
  language: Language,
  force: string,
  { due, stuck }: { due: readonly DueListed[]; stuck: readonly StuckListed[] },
  now: Date,
): Shown {
  const text = deliveryText[language];
  const inOrder = [...due].sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const rest = inOrder.length - mostShown;
  return shown(language, text.dueSummary, [
    kicker(text.due, force),
    heading(text.dueHeading),
    ...stuck.slice(0, mostShown).map(({ name, slices }) => words(text.stuck(name, numberInWords(slices, language)))),
    due.length === 0 && words(text.dueNone),
    facts(
      inOrder
        .slice(0, mostShown)
        .map(({ kind, name, dueAt }) => [
          `${momentInWords(dueAt, language)}${dueAt < now ? ` (${text.overdue})` : ''}`,
          `${kind} · ${name}`,
        ]),
    ),
    rest > 0 && words(text.dueMore(numberInWords(rest, language)), { isSubtle: true }),
  ]);
}
