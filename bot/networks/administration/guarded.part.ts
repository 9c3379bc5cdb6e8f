import type { Person } from '../../people/person.ts';
import type { Guarded } from '../../people/roles.ts';
import { Refusal } from '../../refusal.ts';
import { privately } from '../../teams/privately.ts';
import type { Reply } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { administrationText } from './administration.text.ts';

/** Whether somebody may do something now: in a network, or (without one) for the whole force. */
export type May = (person: Person, act: Guarded, network?: string) => Promise<boolean>;

type Run<P> = (turn: Turn, press: P) => Promise<Reply>;

/** What somebody may not do looks like what does not exist. */
export const unknown = (): Refusal => new Refusal({ en: administrationText.en.unknown, cy: administrationText.cy.unknown });

/** A press in somebody's own chat whose right is checked anew each time. `network` says which one the right must be for; none is the force. */
export function guarded<P extends { about: string }>(may: May, act: Guarded, run: Run<P>, forNetwork = false): Run<P> {
  return privately(async (turn, press) => {
    if (!(await may(turn.person, act, forNetwork ? press.about : ''))) throw unknown();
    return run(turn, press);
  });
}
