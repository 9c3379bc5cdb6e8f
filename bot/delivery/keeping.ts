import { isOver } from './acts.ts';
import type { BroadcastRef } from './broadcast.ts';
import type { BroadcastsStore, Kept } from './broadcasts.store.ts';
import type { Ledger } from './ledger/ledger.store.ts';

export type KeepingNeeds = {
  broadcasts: Pick<BroadcastsStore, 'all' | 'change' | 'remove'>;
  ledger: Pick<Ledger, 'dropRows' | 'dropProgress'>;
  /** How long a force keeps who was sent what, and that it was sent. */
  retention: (tenant: string) => Promise<{ deliveryDays: number; registerMonths: number }>;
};

type Acts = { cancel: (of: BroadcastRef) => Promise<unknown>; goOn: (kept: Kept) => Promise<void> };

const dayMs = 24 * 60 * 60_000;

/** Forgets announcements in time, and finds those whose due work was never asked for because somebody fell silent. */
export function keepingOf({ broadcasts, ledger, retention, cancel, goOn }: KeepingNeeds & Acts) {
  return async function keep(tenant: string, now: Date): Promise<void> {
    const { deliveryDays, registerMonths } = await retention(tenant);
    const rowsBefore = new Date(now.getTime() - deliveryDays * dayMs);
    const countsBefore = new Date(now);
    countsBefore.setUTCMonth(countsBefore.getUTCMonth() - registerMonths);
    for await (const kept of broadcasts.all(tenant)) {
      if (isAbandoned(kept, rowsBefore)) await broadcasts.remove(kept);
      // Paused and forgotten: nobody would be sent it any more.
      else if (kept.state === 'paused' && kept.deadline < rowsBefore) await cancel(kept);
      else if (isOver(kept) && kept.endedAt && kept.endedAt < rowsBefore) await forget(kept, kept.endedAt < countsBefore);
      else await goOn(kept);
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
