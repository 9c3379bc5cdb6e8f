import type { Shown } from '../cards/card.ts';
import { facts, heading, kicker, shown, words } from '../cards/pieces.ts';
import type { Language } from '../language/language.ts';
import { momentInWords, numberInWords } from '../language/wording.ts';
import { deliveryText } from './delivery.text.ts';

/** One piece of work that waits for its time. It names no person. */
export type DueListed = { kind: string; name: string; dueAt: Date };

const mostShown = 12;

/** What is due in a tenant, the next first. */
export function dueCard(language: Language, force: string, due: readonly DueListed[], now: Date): Shown {
  const text = deliveryText[language];
  const inOrder = [...due].sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const rest = inOrder.length - mostShown;
  return shown(language, text.dueSummary, [
    kicker(text.due, force),
    heading(text.dueHeading),
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
