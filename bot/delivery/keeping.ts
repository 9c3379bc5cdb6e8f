import { DateTime } from 'luxon';
import { isOver } from './acts.ts';
import type { BroadcastRef } from './broadcast.ts';
import type { BroadcastsStore, Kept } from './broadcasts.store.ts';
import type { Ledger } from './ledger/ledger.store.ts';

/** How long a force keeps who was sent what, and that it was sent. */
export type Lengths = { deliveryDays: number; registerMonths: number };

export type KeepingNeeds = {
  broadcasts: Pick<BroadcastsStore, 'all' | 'change' | 'remove'>;
  ledger: Pick<Ledger, 'dropRows' | 'dropProgress'>;
  cancel: (of: BroadcastRef) => Promise<unknown>;
};

/** What is older than this is forgotten: first who got it, much later that it was. */
export function limitsOf({ deliveryDays, registerMonths }: Lengths, now: Date): { rowsBefore: Date; countsBefore: Date } {
  const today = DateTime.fromJSDate(now, { zone: 'utc' });
  return { rowsBefore: today.minus({ days: deliveryDays }).toJSDate(), countsBefore: today.minus({ months: registerMonths }).toJSDate() };
}

/** Forgets announcements in time. Harmless twice, and goes on where it was when it is cut off. */
export function forgettingOf({ broadcasts, ledger, cancel }: KeepingNeeds) {
  return async function forgetOld(tenant: string, lengths: Lengths, now: Date): Promise<void> {
    const { rowsBefore, countsBefore } = limitsOf(lengths, now);
    for await (const kept of broadcasts.all(tenant)) {
      if (isAbandoned(kept, rowsBefore)) await broadcasts.remove(kept);
      // Paused and left: nobody would be sent it any more.
      if (kept.state === 'paused' && kept.deadline < rowsBefore) await cancel(kept);
      if (isOver(kept) && kept.endedAt && kept.endedAt < rowsBefore) await forget(kept, kept.endedAt < countsBefore);
    }
  };

  async function forget(kept: Kept, whole: boolean): Promise<void> {
    if (kept.slices > 0) {
      // First the word: nobody begins to change what is about to be unknown.
      const said = await broadcasts.change(kept, later => (isOver(later) ? { isForgotten: true } : 'goes on'));
      if (said?.answer !== 'changed') return;
      await ledger.dropRows(kept);
      await broadcasts.change(kept, () => ({ slices: 0 }));
    }
    if (!whole) return;
    await ledger.dropProgress(kept);
    await broadcasts.remove(kept);
  }
}

const isAbandoned = ({ state, startsAt, createdAt }: Kept, before: Date): boolean =>
  (state === 'draft' || state === 'approved') && !startsAt && createdAt < before;
