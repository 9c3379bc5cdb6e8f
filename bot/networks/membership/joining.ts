import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import { consent } from './membership.ts';
import type { MembershipsStore } from './memberships.store.ts';

/** One press that changes a membership, wherever it came from. */
export type MembershipPress = { person: Person; network: string; version: string; now: Date };

export type Joining = ReturnType<typeof openJoining>;

/** Joining and leaving: harmless twice, audited once, and deaf to a press that was carried out before. */
export function openJoining(memberships: MembershipsStore, people: Pick<People, 'acts' | 'audit'>) {
  async function join(press: MembershipPress): Promise<'joined' | 'already' | 'before'> {
    const { person, network, now } = press;
    const outcome = await people.acts.once({ ...press, verb: 'networks/join', object: network }, async () => {
      const joined = await memberships.join(person, network, { joinedAt: now, consent: consent.version, visibility: 'officers' });
      if (joined === 'joined') await people.audit.write({ person, act: 'network joined', object: network, now });
      return joined;
    });
    return outcome === 'before' ? 'before' : outcome.done;
  }

  async function leave(press: MembershipPress): Promise<'left' | 'notIn' | 'before'> {
    const { person, network, now } = press;
    const outcome = await people.acts.once({ ...press, verb: 'networks/leave', object: network }, async () => {
      const left = await memberships.leave(person, network);
      if (left === 'left') await people.audit.write({ person, act: 'network left', object: network, now });
      return left;
    });
    return outcome === 'before' ? 'before' : outcome.done;
  }

  return { join, leave };
}
