import type { Person } from '../../people/person.ts';
import type { MembershipsStore } from './memberships.store.ts';

export type Greeting = ReturnType<typeof openGreeting>;

/** The welcome of a committee: somebody who asked to join is in from then on. Not in the audit log, for the reason joining is not. */
export function openGreeting(memberships: MembershipsStore) {
  /** `gone`: they withdrew, or are in already. Whoever welcomes must have been checked for the right to. */
  async function welcome(asked: { by: Person; id: string; network: string; now: Date }): Promise<'welcomed' | 'gone'> {
    const { by, id, network, now } = asked;
    const person: Person = { tenant: by.tenant, id };
    if ((await memberships.of(person, network))?.standing !== 'asked') return 'gone';
    if ((await memberships.change(person, network, { standing: 'in' }, now)) === 'notIn') return 'gone';
    return 'welcomed';
  }
  return { welcome };
}
