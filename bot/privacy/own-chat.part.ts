import { Refusal } from '../refusal.ts';
import { notice, type Reply } from '../teams/reply.ts';
import type { Turn } from '../teams/turn.ts';
import { privacyText } from './privacy.text.ts';

/** A press that works in somebody's own chat only; anywhere else its answer is the same line for everybody. */
export function inOwnChat<P>(run: (turn: Turn, press: P) => Promise<Reply>): (turn: Turn, press: P) => Promise<Reply> {
  return async (turn, press) => (turn.scope === 'personal' ? run(turn, press) : notice(privacyText[turn.language].privately));
}

/** Unknown and forbidden look the same. */
export const refused = (): Refusal => new Refusal({ en: privacyText.en.unknown, cy: privacyText.cy.unknown });
