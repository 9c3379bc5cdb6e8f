import type { Language } from '../../../language/language.ts';
import { mostMessagesBounds, type MostMessages, type MostMessagesName, type MostMessagesProblem } from '../../../people/most-messages.ts';
import { messagesText } from './messages.text.ts';
import type { NumbersNamed } from './numbers.card.ts';
import { numberLines, type NumberLine, type Typed } from './numbers.ts';
import { numbersText } from './numbers.text.ts';

export const messagesNamed: NumbersNamed = { text: messagesText, save: 'networks/messages-save' };

/** How many messages that can wait one person gets, a box for the day and one for the week. */
export const messagesLines = (
  language: Language,
  stands: MostMessages,
  typed?: Typed<MostMessagesName>,
  problems?: readonly MostMessagesProblem[],
): NumberLine[] => numberLines({ ...messagesText[language], ...numbersText[language] }, mostMessagesBounds, stands, typed, problems);
