import { cameDue, cancelled, planned } from './acts.ts';
import { reachOf, recipientsOf, type Audiences } from './audiences.ts';
import type { Broadcast, BroadcastRef } from './broadcast.ts';
import type { BroadcastsStore, Kept } from './broadcasts.store.ts';
import type { Ledger } from './ledger/ledger.store.ts';
import { slicesFor } from './ledger/slices.ts';
import type { Message } from '../feature.ts';

export type ExpandingNeeds = {
  broadcasts: Pick<BroadcastsStore, 'find' | 'change'>;
  ledger: Pick<Ledger, 'plan'>;
  audiences: Audiences;
  messages: (kind: string) => Pick<Message, 'mayStart'> | undefined;
  /** Planning may take longer than there is time to end: then another instance goes on with it. */
  isStopping: () => boolean;
};

/**
 * Writes a row for everybody an announcement is for, before anything is sent. May be begun again at any point, and by two at once:
 * rows that are there stay as they are. Who comes into the audience afterwards does not get it. Answers how it stands then.
 */
export function expandingOf({ broadcasts, ledger, audiences, messages, isStopping }: ExpandingNeeds) {
  return async function expand(of: BroadcastRef, now: Date): Promise<Kept | 'interrupted' | undefined> {
    if (!(await mayStart(of, now)))
      return (await broadcasts.change(of, kept => (isDue(kept, now) ? asCancelled(kept, now) : 'as it is')))?.kept;
    const begun = (await broadcasts.change(of, kept => cameDue(kept, now) ?? 'as it is'))?.kept;
    // Paused, cancelled, put off to a later time, or planned already.
    if (begun?.state !== 'expanding') return begun;
    const cut = await cutInto(begun);
    for await (const recipients of recipientsOf(audiences, of.tenant, cut.audience)) {
      if (isStopping()) return 'interrupted';
      await ledger.plan(cut, recipients);
      const stands = await broadcasts.find(of);
      if (stands?.state !== 'expanding') return stands;
    }
    return (await broadcasts.change(of, kept => planned(kept) ?? 'as it is'))?.kept;
  };

  /** Rights are asked for when somebody presses; between that press and the time they chose, a role may have ended. */
  async function mayStart(of: BroadcastRef, now: Date): Promise<boolean> {
    const waiting = await broadcasts.find(of);
    const asks = waiting && isDue(waiting, now) ? messages(waiting.kind)?.mayStart : undefined;
    return !waiting || !asks || asks(waiting, now);
  }

  /** Fixed once: in which slice somebody's row is must never change. */
  async function cutInto(begun: Kept): Promise<Kept> {
    if (begun.slices > 0) return begun;
    const slices = slicesFor(await reachOf(audiences, begun.tenant, begun.audience));
    const cut = await broadcasts.change(begun, kept => (kept.slices > 0 ? 'cut' : { slices }));
    if (!cut) throw new Error('an announcement went while it was being planned');
    return cut.kept;
  }
}

const isDue = (waiting: Broadcast, now: Date): boolean => cameDue(waiting, now) !== undefined;

function asCancelled(waiting: Broadcast, now: Date): Partial<Broadcast> | 'as it is' {
  const decided = cancelled(waiting, now);
  return typeof decided === 'object' ? decided : 'as it is';
}
