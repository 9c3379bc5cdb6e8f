import { z } from 'zod';
import { verb, type Feature } from '../../../feature.ts';
import { Refusal } from '../../../refusal.ts';
import { privately } from '../../../teams/privately.ts';
import { replace, show, type Reply } from '../../../teams/reply.ts';
import type { Press, Turn } from '../../../teams/turn.ts';
import { drawnFor } from '../../drawn.ts';
import { oneCard } from '../administration.card.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { guarded, unknown } from '../guarded.part.ts';
import { ownProposalsCard, proposalCard, proposalSentCard, proposeCard, type ProposalToDecide } from './proposals.card.ts';
import { mostOpen, type Proposal } from './proposals.store.ts';
import { proposalsText } from './proposals.text.ts';
import { readProposal, readReason } from './proposed.ts';
import { waitingReply } from '../requests/waiting.part.ts';

const nothingTyped = z.strictObject({});
const typed = z.string().max(8_000).optional();
const proposalTyped = z.strictObject({ name: typed, purpose: typed, whoFor: typed });
const reasonTyped = z.strictObject({ reason: typed });

/** Anybody proposes a network; administrators decide. */
export function proposalsPart(needs: AdministrationNeeds): Partial<Feature> {
  const { proposals, proposing, editing, may, isGuest } = needs;

  async function form(turn: Turn) {
    const mine = await proposals.mine(turn.person);
    if (isFull(mine)) return proposalSentCard(drawnFor(turn), 'tooMany');
    return proposeCard(drawnFor(turn), undefined, mine.length > 0);
  }

  async function send(turn: Turn, press: Press<z.infer<typeof proposalTyped>>): Promise<Reply> {
    if (await isGuest(turn)) throw new Refusal({ en: proposalsText.en.guest, cy: proposalsText.cy.guest });
    const { said, problems } = readProposal(press.inputs);
    if (problems.length > 0) return replace(proposeCard({ ...drawnFor(turn), version: press.version }, { typed: press.inputs, problems }));
    const proposer = { ...turn.person, name: turn.name };
    const outcome = await proposals.propose(proposer, said, { intent: press.version, now: turn.now });
    return replace(proposalSentCard(drawnFor(turn), outcome.kind === 'proposed' ? 'sent' : outcome.kind));
  }

  async function toDecide(turn: Turn, id: string): Promise<ProposalToDecide> {
    const proposal = await proposals.one(turn.person.tenant, id);
    if (!proposal || proposal.state === 'declined') throw unknown();
    return { ...proposal, proposedBy: proposal.proposer.name };
  }

  async function approve(turn: Turn, press: Press): Promise<Reply> {
    const { person, force, now } = turn;
    const { done } = proposalsText[turn.language];
    const outcome = await proposing.approve({ person, force, id: press.about, now });
    if (outcome.kind === 'nameTaken')
      return replace(proposalCard(drawnFor(turn), await toDecide(turn, press.about), { said: done.nameTaken }));
    const made = outcome.kind === 'approved' ? await editing.standing(person.tenant, force, outcome.network) : undefined;
    if (!made) return waitingReply(needs, turn, 1, done.before);
    return replace(oneCard(drawnFor(turn), { network: made.network, edited: made.state, isSeed: made.isSeed, said: done.approved, now }));
  }

  async function decline(turn: Turn, press: Press<z.infer<typeof reasonTyped>>): Promise<Reply> {
    const { done } = proposalsText[turn.language];
    const read = readReason(press.inputs.reason ?? '');
    if ('why' in read) {
      const told = { reason: press.inputs.reason ?? '', why: read.why };
      return replace(proposalCard(drawnFor(turn), await toDecide(turn, press.about), told));
    }
    const outcome = await proposing.decline({ person: turn.person, id: press.about, reason: read.reason, now: turn.now });
    return waitingReply(needs, turn, 1, outcome === 'declined' ? done.declined : done.before);
  }

  return {
    commands: [
      {
        id: 'networks/propose',
        phrases: { en: ['propose a network', 'propose network'], cy: ['cynnig rhwydwaith', 'cynnig rhwydwaith newydd'] },
        isPrivate: true,
        run: async turn => show(await form(turn)),
      },
    ],
    verbs: [
      verb({
        verb: 'networks/propose',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(await form(turn))),
      }),
      verb({
        verb: 'networks/propose-send',
        inputs: proposalTyped,
        learns: { who: 'administrators', said: 'network-proposed' },
        run: privately(send),
      }),
      verb({
        verb: 'networks/proposals-mine',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => {
          const mine = await proposals.mine(turn.person);
          return replace(ownProposalsCard(drawnFor(turn), mine, !isFull(mine)));
        }),
      }),
      verb({
        verb: 'networks/proposal',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'decide on a proposed network', async (turn, press: Press) =>
          replace(proposalCard(drawnFor(turn), await toDecide(turn, press.about))),
        ),
      }),
      verb({
        verb: 'networks/approve',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'decide on a proposed network', approve),
      }),
      verb({
        verb: 'networks/decline',
        inputs: reasonTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'decide on a proposed network', decline),
      }),
    ],
    held: proposals.held,
  };
}

const isFull = (mine: readonly Pick<Proposal, 'state'>[]): boolean => mine.filter(one => one.state === 'open').length >= mostOpen;
