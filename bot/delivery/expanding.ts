import { cameDue, planned } from './acts.ts';
import { reachOf, recipientsOf, type Audiences } from './audiences.ts';
import type { BroadcastRef } from './broadcast.ts';
import type { BroadcastsStore, Kept } from './broadcasts.store.ts';
import type { Ledger } from './ledger/ledger.store.ts';
import { slicesFor } from './ledger/slices.ts';

export type ExpandingNeeds = {
  broadcasts: Pick<BroadcastsStore, 'find' | 'change'>;
  ledger: Pick<Ledger, 'plan'>;
  audiences: Audiences;
  /** Planning may take longer than there is time to end: then another instance goes on with it. */
  isStopping: () => boolean;
};

/**
 * Writes a row for everybody an announcement is for, before anything is sent. May be begun again at any point, and by two at once:
 * rows that are there stay as they are. Who comes into the audience afterwards does not get it. Answers how it stands then.
 */
export function expandingOf({ broadcasts, ledger, audiences, isStopping }: ExpandingNeeds) {
  return async function expand(of: BroadcastRef, now: Date): Promise<Kept | 'interrupted' | undefined> {
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

  /** Fixed once: in which slice somebody's row is must never change. */
  async function cutInto(begun: Kept): Promise<Kept> {
    if (begun.slices > 0) return begun;
    const slices = slicesFor(await reachOf(audiences, begun.tenant, begun.audience));
    const cut = await broadcasts.change(begun, kept => (kept.slices > 0 ? 'cut' : { slices }));
    if (!cut) throw new Error('an announcement went while it was being planned');
    return cut.kept;
  }
}
