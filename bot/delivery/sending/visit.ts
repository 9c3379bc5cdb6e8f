import { StorageUnavailable } from '../../storage/table.ts';
import type { Errand } from '../errands.ts';
import { afterSend } from '../ledger/delivery.ts';
import type { Slice } from '../ledger/slices.store.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Asked } from '../wishes/allowed.ts';
import { changeBatch } from './changes.ts';
import type { Live } from './live.ts';
import { sendBatch } from './sends.ts';
import { settle, type Outcome } from './settling.ts';
import type { Tools, Troubles } from './tools.ts';
import { mostWaiting } from './turn.ts';
import { isCurrent, workIn } from './work.ts';

/** How a visit to a slice ended; `stale`: what asked for it means nothing any more. */
export type Visited = { kind: 'done' | 'stale' | 'interrupted' } | { kind: 'waits'; until: Date };

/** Two batches wait for their turns at a time, so that the next is claimed before the turns run out of takers. */
const mostTogether = mostWaiting / 2;
const noteAfterMs = 1_000;

/** Works on a slice until nothing is left that can be done now. */
export async function visit(tools: Tools, { tenant, broadcast: id, slice: number, pass }: Errand, live: Live): Promise<Visited> {
  const { ledger, clock, log } = tools;
  const asked = await live.read();
  if (!isCurrent(asked, pass)) return { kind: 'stale' };
  let slice = await ledger.read({ tenant, id, slices: asked.slices }, number);
  if (slice.unreadable > 0) log('delivery.unreadable-rows', { slice: number, rows: slice.unreadable });
  const troubles: Troubles = new Map();
  let noted = { moves: slice.moves, at: performance.now() };

  async function noteWhereItIs(): Promise<void> {
    if (slice.moves !== noted.moves) await ledger.note(slice, { donePass: 0 });
    noted = { moves: slice.moves, at: performance.now() };
  }

  for (;;) {
    const broadcast = await live.now();
    const isOurs = isCurrent(broadcast, pass);
    if (!isOurs || tools.isStopping()) {
      await noteWhereItIs();
      return { kind: isOurs ? 'interrupted' : 'stale' };
    }
    const work = workIn(slice.deliveries, broadcast, await clock.now());
    const some = (of: readonly Asked[]) =>
      of.filter(({ key }) => !troubles.has(key)).slice(0, Math.min(mostTogether, tools.waiting.size()));
    const [send, change] = [some(work.send), some(work.change)];
    if (work.recover.length > 0) slice = await recover(tools, slice, broadcast, work.recover);
    else if (send.length > 0) slice = await sendBatch(tools, slice, { broadcast, live }, send, troubles);
    else if (change.length > 0) slice = await changeBatch(tools, slice, { broadcast, live }, change, troubles);
    else if (troubles.size > 0) break;
    else {
      const { waitUntil } = work;
      if (slice.moves > 0) await ledger.note(slice, waitUntil ? { donePass: 0, waitsUntil: waitUntil } : { donePass: broadcast.pass });
      return waitUntil ? { kind: 'waits', until: waitUntil } : { kind: 'done' };
    }
    // Nobody else fares better while the storage is away.
    if ([...troubles.values()].some(error => error instanceof StorageUnavailable)) break;
    if (performance.now() - noted.at >= noteAfterMs) await noteWhereItIs();
  }
  await noteWhereItIs();
  throw [...troubles.values()][0];
}

/** Whoever was sending to these was lost, or is too late by now: nobody knows whether they have it. */
async function recover(tools: Tools, slice: Slice, broadcast: Broadcast, lost: readonly Asked[]): Promise<Slice> {
  const now = await tools.clock.now();
  const { policy, version, deadline } = broadcast;
  const outcomes = lost
    .slice(0, mostRecovered)
    .map(({ key, delivery: { lease } }): [string, Outcome] => [
      key,
      current =>
        current.state === 'claimed' && current.lease?.by === lease?.by
          ? afterSend(current, { kind: 'unsure', after: 'silence' }, { policy, version, deadline, now, random: tools.random })
          : undefined,
    ]);
  tools.log('delivery.recovered', { rows: outcomes.length });
  return settle(tools, slice, new Map(outcomes));
}

const mostRecovered = 90;
