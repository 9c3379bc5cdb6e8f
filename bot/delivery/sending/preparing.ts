import type { Shown } from '../../cards/card.ts';
import { traits } from '../../log.ts';
import { StorageUnavailable } from '../../storage/table.ts';
import type { Parcel } from '../../teams/courier.ts';
import type { Address } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Delivery } from '../ledger/delivery.ts';
import type { Allowed, Asked } from '../wishes/allowed.ts';
import type { Tools, Troubles } from './tools.ts';

/** Somebody to send to now, and what. Without an address, a chat has to be made first. */
export type Ready = Asked & { address?: Address; parcel: Parcel };

/** What became of a recipient before anything was sent; `isOver`: nothing will be. */
export type Settled = { key: string; delivery: Delivery; isOver: boolean };

/** Who gets it now, and how; and what the others' rows say from now on. */
export async function prepare(
  tools: Tools,
  broadcast: Broadcast,
  batch: readonly Asked[],
  troubles: Troubles,
): Promise<{ ready: Ready[]; settled: Settled[] }> {
  const now = await tools.clock.now();
  const allowed = await tools.wishes.allowed(broadcast, batch, now);
  const prepared = await Promise.all(
    batch.map(async asked => {
      try {
        return await prepareOne(tools, broadcast, asked, allowed.get(asked.key), now);
      } catch (error) {
        // Without the storage nobody can be sent to. What cannot be drawn for one of them keeps nobody else waiting.
        if (error instanceof StorageUnavailable) throw error;
        tools.log('delivery.not-prepared', traits(error));
        troubles.set(asked.key, error);
        return undefined;
      }
    }),
  );
  return {
    ready: prepared.filter(one => one !== undefined && 'parcel' in one),
    settled: prepared.filter(one => one !== undefined && 'isOver' in one),
  };
}

async function prepareOne(
  tools: Tools,
  broadcast: Broadcast,
  asked: Asked,
  allowed: Allowed | undefined,
  now: Date,
): Promise<Ready | Settled> {
  const { key, delivery } = asked;
  const over = (changes: Partial<Delivery>): Settled => ({ key, delivery: { ...delivery, ...changes }, isOver: true });
  switch (allowed?.kind) {
    case undefined:
      return over({ state: 'skipped', reason: 'left' });
    case 'wait':
      return { key, delivery: { ...delivery, notBefore: soonest(allowed.until, now) }, isOver: false };
    case 'digest':
      return { key, delivery: { ...delivery, state: 'digest' }, isOver: false };
    case 'skip':
      return { key, delivery: { ...delivery, state: 'skipped', reason: allowed.reason }, isOver: false };
    case 'go': {
      const [where, shown] = await Promise.all([whereIs(tools, broadcast, delivery), tools.draw(broadcast, delivery, allowed, now)]);
      if (!shown) return over({ state: 'skipped', reason: 'over' });
      if (where.kind === 'gone') return over({ state: 'undeliverable', reason: where.reason });
      // A place cannot be made; a chat can.
      if (where.kind === 'unknown' && delivery.to.kind === 'place') return over({ state: 'undeliverable', reason: 'gone' });
      const parcel = parcelOf(shown, allowed);
      return where.kind === 'here' ? { ...asked, parcel, address: where.address } : { ...asked, parcel };
    }
  }
}

export const whereIs = ({ addresses }: Tools, { tenant }: Broadcast, { to }: Delivery) =>
  addresses.whereIs(tenant, to.kind === 'person' ? { person: to.id } : { conversation: to.conversation });

export const parcelOf = (shown: Shown, { language }: Extract<Allowed, { kind: 'go' }>): Parcel => ({ shown, language });

/** A wish that asks to wait for a moment that has passed shall not be asked again at once. */
const soonest = (until: Date, now: Date): Date => new Date(Math.max(until.getTime(), now.getTime() + shortestWaitMs));

const shortestWaitMs = 1_000;
