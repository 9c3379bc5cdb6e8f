import type { DueHandler } from '../../../feature.ts';
import type { Approval } from '../../../people/approvals.ts';
import type { ApprovalsStore, Asked, Decided } from '../../../people/approvals.store.ts';
import type { Person } from '../../../people/person.ts';
import type { Force } from '../../../teams/turn.ts';
import type { NetworksStore } from '../../directory/networks.store.ts';
import type { MembershipsStore } from '../../membership/memberships.store.ts';
import type { Editing } from '../editing/editing.ts';
import { isDeletable } from '../editing/moves.ts';

/** The act as the approvals and the audit log name it. */
export const deletion = 'delete a network';
export const deletionRun = 'networks/delete';

// By then every instance has read that the network is gone, so nobody joins it any more.
const settledAfterMs = 2 * 60_000;
const leaversInARun = 500;

export type DeletionAsked = Asked | 'notClosed' | 'unknown';
export type DeletionDecided = Decided | 'notClosed';

export type DeletingNeeds = {
  editing: Pick<Editing, 'standing' | 'remove'>;
  store: Pick<NetworksStore, 'read'>;
  approvals: Pick<ApprovalsStore, 'ask' | 'decide' | 'find' | 'forget'>;
  memberships: Pick<MembershipsStore, 'pages' | 'waiting' | 'leave'>;
  /** Has work done at a time (delivery/); the same name twice is one run. */
  later: (run: { tenant: string; kind: string; name: string; when: Date }) => Promise<unknown>;
  /** Takes away what other parts hold about a network, beside memberships. */
  forget: (tenant: string, network: string) => Promise<void>;
};
export type Deleting = ReturnType<typeof openDeleting>;

/**
 * Deleting a closed network for good. Whether anybody is still in it must not be told apart, so it is never a condition: the
 * memberships go with it, and both administrators have read so before they press.
 */
export function openDeleting({ editing, store, approvals, memberships, later, forget }: DeletingNeeds) {
  async function ask(asking: { asker: Person & { name: string }; force: Force; id: string; now: Date }): Promise<DeletionAsked> {
    const { asker, force, id, now } = asking;
    const stands = await editing.standing(asker.tenant, force, id);
    if (!stands) return 'unknown';
    if (!isDeletable(stands.network.status, stands.state, now)) return 'notClosed';
    return approvals.ask({ asker, act: deletion, object: id, now });
  }

  async function decide(deciding: {
    person: Person;
    force: Force;
    id: string;
    askedAt: Date;
    decision: 'approved' | 'refused';
    now: Date;
  }): Promise<DeletionDecided> {
    const { person, force, id, askedAt, decision, now } = deciding;
    if (decision === 'approved') {
      const stands = await editing.standing(person.tenant, force, id);
      if (stands && !isDeletable(stands.network.status, stands.state, now)) return 'notClosed';
    }
    const outcome = await approvals.decide({ person, act: deletion, object: id, askedAt, decision, now });
    if (outcome === 'approved') return carryOut({ person, force, id, now });
    // An approval that a crash cut off from what follows is carried out by the next press; after that it is not there any more.
    const approval = outcome === 'decided' ? await approvals.find(person.tenant, deletion, id) : undefined;
    if (decision === 'approved' && approval?.state === 'approved' && approval.askedAt.getTime() === askedAt.getTime())
      return carryOut({ person, force, id, now });
    return outcome;
  }

  async function carryOut(doing: { person: Person; force: Force; id: string; now: Date }): Promise<DeletionDecided> {
    const { person, id, now } = doing;
    // The run is asked for first: it does nothing unless it finds the network gone.
    const when = new Date(now.getTime() + settledAfterMs);
    await later({ tenant: person.tenant, kind: deletionRun, name: id, when });
    return (await editing.remove(doing)) === 'notClosed' ? 'notClosed' : 'approved';
  }

  /** What waits, with its asker, for whoever may decide. */
  const waiting = (tenant: string, id: string): Promise<Approval | undefined> => approvals.find(tenant, deletion, id);

  /** Removes the memberships of a deleted network, some at a time, and then what else is held about it. */
  const run: DueHandler = async ({ tenant, name: id, now }) => {
    if ((await store.read(tenant, id))?.row.kind !== 'gone') return {};
    let left = 0;
    for await (const page of memberships.pages(tenant, id)) {
      for (const person of page) {
        await memberships.leave(person, id, now);
        left += 1;
        if (left >= leaversInARun) return { again: new Date(now.getTime() + 1) };
      }
    }
    for (const { person } of await memberships.waiting(tenant, id)) await memberships.leave(person, id, now);
    await forget(tenant, id);
    await approvals.forget(tenant, deletion, id);
    return {};
  };

  return { ask, decide, waiting, run };
}
