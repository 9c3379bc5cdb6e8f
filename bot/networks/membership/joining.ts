import type { NewsWanted } from '../../people/news.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import type { Network } from '../directory/network.ts';
import { newMembership, type Belonging, type Membership, type Visibility } from './membership.ts';
import type { Kept } from './kept.store.ts';
import type { MembershipsStore } from './memberships.store.ts';

/** One press that changes a membership, wherever it came from. */
export type MembershipPress = { person: Person; network: Network; version: string; now: Date };

/** What somebody chose on the way in. */
export type Choice = { visibility: Visibility; belonging: Belonging; /** The name Teams shows for them. */ name: string };

export type Joined = 'joined' | 'asked' | 'already' | 'before' | 'paused' | 'closed';
export type Left = 'left' | 'notIn' | 'before';

export type Joining = ReturnType<typeof openJoining>;

/**
 * Joining and leaving: harmless twice, and deaf to a press that was carried out before. Neither is in the audit log: under whatever
 * pseudonym, it would tell administrators when somebody joined, let entries of one person be put together, and outlive leaving.
 * The consent is recorded in the membership itself.
 */
export function openJoining(memberships: MembershipsStore, people: Pick<People, 'acts'>) {
  async function join(press: MembershipPress, choice: Choice): Promise<Joined> {
    const { person, network, now } = press;
    if (network.status !== 'open') return (await memberships.of(person, network.id)) ? 'already' : network.status;
    const kept = keptFrom(network, choice, now);
    const outcome = await people.acts.once({ ...press, verb: 'networks/join', object: network.id }, async (): Promise<Joined> => {
      if ((await memberships.join(person, network.id, kept)) === 'already') return 'already';
      return kept.standing === 'in' ? 'joined' : 'asked';
    });
    return outcome === 'before' ? 'before' : outcome.done;
  }

  /** Leaving is always possible, whatever became of the network. */
  async function leave(press: Omit<MembershipPress, 'network'> & { network: Pick<Network, 'id'> }): Promise<Left> {
    const { person, network, now } = press;
    const outcome = await people.acts.once({ ...press, verb: 'networks/leave', object: network.id }, () =>
      memberships.leave(person, network.id, now),
    );
    return outcome === 'before' ? 'before' : outcome.done;
  }

  /** Changes who may see a membership, or what it brings. Setting the same twice is setting it once. */
  async function choose(
    press: Pick<MembershipPress, 'person' | 'now'> & { network: Pick<Network, 'id'> },
    chosen: { visibility?: Visibility; name: string; belonging?: Belonging; news?: NewsWanted; isNamed?: true },
  ): Promise<Kept | 'notIn'> {
    const { person, network, now } = press;
    const { name, visibility, ...rest } = chosen;
    const before = await memberships.of(person, network.id);
    if (!before) return 'notIn';
    // Hidden means that nobody in any role sees a name: somebody hidden cannot wait for a welcome by name.
    const seen = visibility ?? before.visibility;
    const standing = seen === 'hidden' ? 'in' : before.standing;
    return memberships.change(person, network.id, { ...rest, visibility: seen, standing, name: seen === 'hidden' ? undefined : name }, now);
  }

  /** "Yes, I am still in": once a year. */
  const confirm = (person: Person, network: string, now: Date): Promise<Kept | 'notIn'> =>
    memberships.change(person, network, { confirmedAt: now }, now);

  return { join, leave, choose, confirm };
}

function keptFrom(network: Network, { visibility, belonging, name }: Choice, now: Date): Kept {
  const isHidden = visibility === 'hidden';
  const standing: Membership['standing'] = network.entry === 'welcomed' && !isHidden ? 'asked' : 'in';
  return { ...newMembership(now), visibility, belonging, standing, ...(isHidden ? {} : { name }) };
}
