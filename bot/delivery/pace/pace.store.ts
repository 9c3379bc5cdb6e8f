import { partition, row, type RowKey } from '../../storage/keys.ts';
import type { Fields, Table } from '../../storage/table.ts';
import { slotsFrom, slowed, type Limit, type Pacing } from './pace.ts';
import type { StorageClock } from './storage-clock.ts';

const requests = row('requests');
const placeRow = (conversation: string): RowKey => row('in', conversation);

const longestLeadMs = 400;
const mostPauseMs = 15;

export type PaceStore = ReturnType<typeof openPaceStore>;

/** Send times that all instances share: one row for a tenant's requests, and one for each channel or group chat. */
export function openPaceStore(table: Table, clock: StorageClock, random: () => number = Math.random) {
  const place = (tenant: string) => partition(tenant, 'pace');
  /** How long it took of late to get slots: those that are over before we know of them are of no use. */
  let leadMs = 20;

  /** Up to `wanted` send times within half a second, by the storage's clock. Waits while all of the coming second is taken. */
  async function take(tenant: string, limit: Limit, wanted: number, conversation?: string): Promise<number[]> {
    const key = conversation === undefined ? requests : placeRow(conversation);
    for (;;) {
      const startedAt = performance.now();
      const read = await table.find(place(tenant), key);
      const now = (await clock.now()).getTime();
      const given = slotsFrom(read && pacingOf(read.fields), limit, { wanted, now, earliest: now + leadMs });
      if ('waitMs' in given) {
        await pause(given.waitMs);
        continue;
      }
      const isOurs = read
        ? (await table.replace(read, fieldsOf(given.pacing))) === 'replaced'
        : (await table.insert(place(tenant), key, fieldsOf(given.pacing))) === 'inserted';
      leadMs = Math.min(longestLeadMs, 0.7 * leadMs + 0.3 * 2 * (performance.now() - startedAt));
      if (isOurs) return given.slots;
      await pause(random() * mostPauseMs);
    }
  }

  /** Teams asked for less. */
  async function slowDown(tenant: string): Promise<void> {
    for (;;) {
      const read = await table.find(place(tenant), requests);
      const slower = slowed(read && pacingOf(read.fields), (await clock.now()).getTime());
      if (!slower) return;
      const isWritten = read
        ? (await table.replace(read, fieldsOf(slower))) === 'replaced'
        : (await table.insert(place(tenant), requests, fieldsOf(slower))) === 'inserted';
      if (isWritten) return;
      await pause(random() * mostPauseMs);
    }
  }

  return { take, slowDown };
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

const fieldsOf = ({ tat, factor, factorAt }: Pacing): Fields => ({ tat, factor, factorAt });

const pacingOf = (fields: Fields): Pacing => ({
  tat: Number(fields['tat']),
  factor: Number(fields['factor']),
  factorAt: Number(fields['factorAt']),
});
