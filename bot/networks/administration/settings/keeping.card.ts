import type { Language } from '../../../language/language.ts';
import { bounds, type Retention, type RetentionName, type RetentionProblem } from '../../../people/retention.ts';
import { keepingText } from './keeping.text.ts';
import type { NumbersNamed } from './numbers.card.ts';
import { numberLines, type NumberLine, type Typed } from './numbers.ts';
import { numbersText } from './numbers.text.ts';

export const keepingNamed: NumbersNamed = { text: keepingText, save: 'networks/keeping-save' };

/** How long the force keeps what has no end of its own, one box each. */
export const keepingLines = (
  language: Language,
  stands: Retention,
  typed?: Typed<RetentionName>,
  problems?: readonly RetentionProblem[],
): NumberLine[] => numberLines({ ...keepingText[language], ...numbersText[language] }, bounds, stands, typed, problems);
