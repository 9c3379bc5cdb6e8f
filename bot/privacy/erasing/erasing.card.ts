import type { Shown } from '../../cards/card.ts';
import { actions, bullets, facts, heading, kicker, press, shown, state, strong, words } from '../../cards/pieces.ts';
import { mineButton, noticeButton, type Drawn } from '../mine/mine.card.ts';
import { privacyText } from '../privacy.text.ts';
import type { Consequences } from './erasing.ts';
import { erasingText } from './erasing.text.ts';

/** What erasing does, before anything is done. `askedAt` travels in the button, which works for an hour. */
export function eraseCard(drawn: Drawn, means: Consequences, askedAt: Date, again = false): Shown {
  const text = erasingText[drawn.language];
  return shown(drawn.language, text.summary, [
    again && state(text.askAgain),
    kicker(privacyText[drawn.language].privacy),
    heading(text.heading),
    strong(text.goes),
    means.goes.length > 0 ? bullets(means.goes) : words(text.nothingGoes),
    words(text.ends),
    facts(means.lastChairOf.map(network => [`${text.lastChair}:`, network] as const)),
    means.lastAdministrator && words(text.lastAdministrator, { weight: 'Bolder' }),
    strong(text.stays),
    bullets(means.stays),
    actions(
      press(text.erase, 'privacy/erase', {
        version: drawn.version,
        carried: { askedAt: askedAt.toISOString() },
        style: 'destructive',
      }),
      press(text.keep, 'privacy/keep', { version: drawn.version }),
    ),
  ]);
}

/** What is left of the question afterwards. */
export function erasedCard(drawn: Drawn, outcome: 'erased' | 'nothing' | 'kept'): Shown {
  const text = erasingText[drawn.language];
  const said = { erased: text.done, nothing: text.nothing, kept: text.kept }[outcome];
  return shown(drawn.language, text.summary, [
    state(said),
    outcome !== 'kept' && words(text.doneNext),
    outcome === 'kept' && actions(mineButton(drawn), noticeButton(drawn)),
  ]);
}
