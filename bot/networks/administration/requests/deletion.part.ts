import { DateTime } from 'luxon';
import { z } from 'zod';
import { nextDaily } from '../../../delivery/due.ts';
import { verb, type Feature } from '../../../feature.ts';
import { lapsesAt, standingOf } from '../../../people/approvals.ts';
import { isSamePerson } from '../../../people/person.ts';
import { replace, type Reply } from '../../../teams/reply.ts';
import type { Press, Turn } from '../../../teams/turn.ts';
import { drawnFor } from '../../drawn.ts';
import { deleteCard, oneCard } from '../administration.card.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { administrationText } from '../administration.text.ts';
import { deletionRun } from './deleting.ts';
import { guarded, unknown } from '../guarded.part.ts';
import { deletionCard } from './waiting.card.ts';
import { waitingReply } from './waiting.part.ts';

const nothingTyped = z.strictObject({});
const forgetRun = 'networks/forget-asked';
const keepProposalsMonths = 12;

/** Deleting a closed network, which takes two administrators, and the list of all that waits for one. */
export function deletionPart(needs: AdministrationNeeds): Partial<Feature> {
  const { people, proposals, deleting, editing, may } = needs;
  const act = 'delete a closed network';

  async function one(turn: Turn, id: string, said?: string): Promise<Reply> {
    const stands = await editing.standing(turn.person.tenant, turn.force, id);
    if (!stands) return waitingReply(needs, turn, 1, said);
    const { network, state, isSeed } = stands;
    return replace(oneCard(drawnFor(turn), { network, edited: state, isSeed, said, now: turn.now }));
  }

  async function look(turn: Turn, press: Press): Promise<Reply> {
    const [stands, asked] = await Promise.all([
      editing.standing(turn.person.tenant, turn.force, press.about),
      deleting.waiting(turn.person.tenant, press.about),
    ]);
    if (!stands || !asked?.asker || standingOf(asked, turn.now) !== 'asked') return one(turn, press.about);
    return replace(
      deletionCard(drawnFor(turn), {
        network: stands.network,
        askedBy: asked.asker.name,
        askedAt: asked.askedAt,
        lapsesAt: lapsesAt(asked),
        isOwn: isSamePerson(asked.asker, turn.person),
      }),
    );
  }

  async function ask(turn: Turn, press: Press): Promise<Reply> {
    const { done } = administrationText[turn.language];
    const asker = { ...turn.person, name: turn.name };
    const outcome = await deleting.ask({ asker, force: turn.force, id: press.about, now: turn.now });
    if (outcome === 'unknown') throw unknown();
    const said = { asked: done.askedToDelete, waiting: done.waitsAlready, notClosed: done.notClosed }[outcome];
    return one(turn, press.about, said);
  }

  const deciding = (decision: 'approved' | 'refused') => async (turn: Turn, press: Press) => {
    const { done } = administrationText[turn.language];
    const { person, force, now } = turn;
    const askedAt = new Date(press.carried['asked'] ?? '');
    const outcome = await deleting.decide({ person, force, id: press.about, askedAt, decision, now });
    const { own, decided, lapsed, notClosed, deleted, refusedToDelete } = done;
    const said = { own, decided, lapsed, notClosed, unknown: decided, approved: deleted, refused: refusedToDelete }[outcome];
    return one(turn, press.about, said);
  };

  return {
    verbs: [
      verb({
        verb: 'networks/waiting',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'decide on a proposed network', (turn, press: Press) => waitingReply(needs, turn, Number(press.about))),
      }),
      verb({
        verb: 'networks/delete',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, act, async (turn, press: Press) => {
          const stands = await editing.standing(turn.person.tenant, turn.force, press.about);
          if (!stands) throw unknown();
          return replace(deleteCard(drawnFor(turn), stands.network));
        }),
      }),
      verb({
        verb: 'networks/delete-ask',
        inputs: nothingTyped,
        learns: { who: 'administrators', said: 'deletion-asked-for' },
        run: guarded(may, act, ask),
      }),
      verb({ verb: 'networks/deletion', inputs: nothingTyped, learns: { who: 'nobody' }, run: guarded(may, act, look) }),
      verb({ verb: 'networks/delete-yes', inputs: nothingTyped, learns: { who: 'nobody' }, run: guarded(may, act, deciding('approved')) }),
      verb({ verb: 'networks/delete-no', inputs: nothingTyped, learns: { who: 'nobody' }, run: guarded(may, act, deciding('refused')) }),
    ],
    due: {
      [deletionRun]: deleting.run,
      [forgetRun]: async ({ tenant, now }) => {
        await people.approvals.forgetLapsed(tenant, now);
        await proposals.forgetDecided(tenant, DateTime.fromJSDate(now).minus({ months: keepProposalsMonths }).toJSDate());
        return { again: nextForgetting(now) };
      },
    },
    standing: [{ kind: forgetRun, next: nextForgetting }],
  };
}

/** Each night at 03:00, UK time. */
const nextForgetting = (after: Date): Date => nextDaily(after, { hour: 3, minute: 0 });
