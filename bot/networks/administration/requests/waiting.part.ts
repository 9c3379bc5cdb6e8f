import { replace, type Reply } from '../../../teams/reply.ts';
import type { Turn } from '../../../teams/turn.ts';
import { drawnFor } from '../../drawn.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { waitingCard, type Waiting } from './waiting.card.ts';

type WaitingNeeds = Pick<AdministrationNeeds, 'people' | 'proposals' | 'directoryOf'>;

/** What waits for an administrator, deletions first. */
export async function waitingFor({ people, proposals, directoryOf }: WaitingNeeds, turn: Turn): Promise<Waiting[]> {
  const { tenant } = turn.person;
  const [asked, proposed, directory] = await Promise.all([
    people.approvals.waiting(tenant, turn.now),
    proposals.open(tenant),
    directoryOf(tenant, turn.force),
  ]);
  const deletions = asked.flatMap(({ object, asker }): Waiting[] => {
    const network = directory.find(object);
    return network && asker ? [{ kind: 'deletion', network, askedBy: asker.name }] : [];
  });
  return [
    ...deletions,
    ...proposed.map(({ id, name, proposer, at }): Waiting => ({ kind: 'proposal', id, name, proposedBy: proposer.name, at })),
  ];
}

/** The list of it, with what a press just did. */
export async function waitingReply(needs: WaitingNeeds, turn: Turn, page: number, said?: string): Promise<Reply> {
  return replace(waitingCard(drawnFor(turn), await waitingFor(needs, turn), page, said));
}
