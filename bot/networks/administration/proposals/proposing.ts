import type { People } from '../../../people/people.ts';
import type { Person } from '../../../people/person.ts';
import type { Force } from '../../../teams/turn.ts';
import { idFor, type Editing } from '../editing/editing.ts';
import type { Proposal, ProposalsStore } from './proposals.store.ts';

export type Approved = { kind: 'approved'; network: string } | { kind: 'nameTaken' | 'declined' | 'unknown' };
export type Declined = 'declined' | 'approved' | 'unknown';

export type Proposing = ReturnType<typeof openProposing>;

/** What administrators decide about proposed networks. */
export function openProposing(needs: {
  proposals: Pick<ProposalsStore, 'one' | 'decide' | 'settle'>;
  editing: Pick<Editing, 'make' | 'isNameTaken'>;
  people: Pick<People, 'audit'>;
}) {
  const { proposals, editing, people } = needs;

  /** A proposal becomes a network, open at once. The decision comes first, so that of two administrators one decides. */
  async function approve(deciding: { person: Person; force: Force; id: string; now: Date }): Promise<Approved> {
    const { person, force, id, now } = deciding;
    const { tenant } = person;
    const proposal = await proposals.one(tenant, id);
    if (!proposal) return { kind: 'unknown' };
    const network = proposal.network ?? idFor(proposal.name, [tenant, id]);
    if (await editing.isNameTaken(tenant, force, network, proposal.name)) return { kind: 'nameTaken' };
    const decided = await proposals.decide(tenant, id, { state: 'approved', network }, now);
    if (decided.kind === 'unknown') return decided;
    if (decided.proposal.state === 'declined') return { kind: 'declined' };
    await editing.make({ person, id: network, details: detailsOf(proposal), now, act: 'network made of a proposal' });
    await proposals.settle(tenant, id);
    return { kind: 'approved', network };
  }

  async function decline(deciding: { person: Person; id: string; reason: string; now: Date }): Promise<Declined> {
    const { person, id, reason, now } = deciding;
    const decided = await proposals.decide(person.tenant, id, { state: 'declined', reason }, now);
    if (decided.kind === 'unknown') return 'unknown';
    if (decided.proposal.state === 'approved') return 'approved';
    await proposals.settle(person.tenant, id);
    if (decided.kind === 'decided') await people.audit.write({ person, act: 'proposal declined', object: id, now });
    return 'declined';
  }

  return { approve, decline };
}

/** The network in its proposer's words. They say who may join, so that is stated. */
const detailsOf = ({ name, purpose, whoFor }: Proposal) => ({
  enName: name,
  enShort: name,
  enPurpose: purpose,
  enWhoFor: whoFor,
  joining: 'stated',
});
