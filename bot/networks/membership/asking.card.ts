import type { Shown } from '../../cards/card.ts';
import { actions, heading, kicker, press, shown, words } from '../../cards/pieces.ts';
import { sentFooter } from '../../cards/sent.ts';
import type { Language } from '../../language/language.ts';
import { askingText } from './asking.text.ts';
import { membershipText } from './membership.text.ts';

/** The yearly question. It names no network: which ones it is about is behind its button. */
export function askingCard(language: Language, { network, about }: { network: string; about: string }): Shown {
  const text = askingText[language];
  return shown(language, text.summary, [
    kicker(membershipText[language].mine),
    heading(text.heading),
    words(text.why),
    actions(press(text.show, 'networks/mine', { version: about, carried: { under: 'sent' } })),
    sentFooter(language, { kind: 'network', id: network }, about),
  ]);
}
