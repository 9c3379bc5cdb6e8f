import type { Shown } from '../../cards/card.ts';
import { actions, fromPerson, heading, kicker, press, shown, state, words } from '../../cards/pieces.ts';
import { dateInWords, numberInWords } from '../../language/wording.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import type { Drawn } from '../drawn.ts';
import { greetingText } from './greeting.text.ts';

export type WaitingLine = { id: string; name: string; network: Network; askedAt: Date };

// One button for each, and no more than a card may show.
const mostShown = 5;

/** Who waits for a welcome by the reader, the longest first. `said` is what came of the last press. */
export function waitingCard(drawn: Drawn, waiting: readonly WaitingLine[], said?: 'welcomed' | 'gone'): Shown {
  const text = greetingText[drawn.language];
  const rest = waiting.length - mostShown;
  return shown(drawn.language, text.summary, [
    kicker(text.kicker),
    said && state(text[said]),
    heading(waiting.length === 0 ? text.noneHeading : text.heading(waiting.length)),
    words(waiting.length === 0 ? text.none : text.hint, { isSubtle: true }),
    ...waiting.slice(0, mostShown).flatMap(({ id, name, network, askedAt }) => {
      const { short } = wordsFor(network, drawn.language);
      return [
        { ...fromPerson(name), separator: true, spacing: 'Medium' as const },
        words(text.askedOn(short, dateInWords(askedAt, drawn.language)), { isSubtle: true, spacing: 'None' }),
        actions(
          press(text.welcome(name, short), 'networks/welcome', { about: network.id, version: drawn.version, carried: { member: id } }),
        ),
      ];
    }),
    rest > 0 && words(text.more(numberInWords(rest, drawn.language)), { isSubtle: true }),
  ]);
}
