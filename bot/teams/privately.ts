import { doorText } from './door.text.ts';
import { notice, type Reply } from './reply.ts';
import type { Turn } from './turn.ts';

/** A press that works in somebody's own chat only. Anywhere else its answer is the same line for everybody, whoever they are. */
export function privately<P>(run: (turn: Turn, press: P) => Promise<Reply>): (turn: Turn, press: P) => Promise<Reply> {
  return async (turn, press) => (turn.scope === 'personal' ? run(turn, press) : notice(doorText[turn.language].privately));
}
