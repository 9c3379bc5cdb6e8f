import type { Person } from '../../people/person.ts';
import type { Guarded } from '../../people/roles.ts';
import { Refusal } from '../../refusal.ts';
import { notice, type Reply } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { administrationText } from './administration.text.ts';

/** Whether somebody may do something now: in a network, or (without one) for the whole force. */
export type May = (person: Person, act: Guarded, network?: string) => Promise<boolean>;

type Run<P> = (turn: Turn, press: P) => Promise<Reply>;

/** What somebody may not do looks like what does not exist. */
export const unknown = (): Refusal => new Refusal({ en: administrationText.en.unknown, cy: administrationText.cy.unknown });

/** A press that works in somebody's own chat only; anywhere else its answer is the same line for everybody. */
export function inOwnChat<P>(run: Run<P>): Run<P> {
  return async (turn, press) => (turn.scope === 'personal' ? run(turn, press) : notice(administrationText[turn.language].privately));
}

/** A press in somebody's own chat whose right is checked anew each time. `network` says which one the right must be for; none is the force. */
export function guarded<P extends { about: string }>(may: May, act: Guarded, run: Run<P>, forNetwork = false): Run<P> {
  return inOwnChat(async (turn, press) => {
    if (!(await may(turn.person, act, forNetwork ? press.about : ''))) throw unknown();
    return run(turn, press);
  });
}
