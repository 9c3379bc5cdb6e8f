import { traits } from '../../log.ts';
import type { Sent } from '../../teams/courier.ts';
import { afterLate, claimed, type Delivery, type Lease } from '../ledger/delivery.ts';
import type { Slice } from '../ledger/slices.store.ts';
import type { Asked } from '../wishes/allowed.ts';
import { prepare, type Ready } from './preparing.ts';
import { settle, settleAsTheyEnd, type Outcome } from './settling.ts';
import type { Tools, Troubles } from './tools.ts';
import { heed, mayBegin, suit, type Prepared } from './turn.ts';
import { isSame } from './work.ts';

/** Longer than a send may take, with time for its turn to come. */
const leaseMs = 25_000;
/** A chat that was not made, for whatever passing reason, is made some other time: nothing was sent. */
const chatAgainSeconds = 5;

/** A recipient in hand: the row as it was, and as it was claimed. */
type Claim = Ready & { claim: Delivery };

/**
 * Sends to some recipients of a slice: claims their rows, sends, and writes what became of it. A row is claimed before its send
 * begins, and nobody else sends to it while the lease lasts, which is longer than the send may take. Answers the slice afterwards.
 */
export async function sendBatch(
  tools: Tools,
  slice: Slice,
  { broadcast, live }: Pick<Prepared, 'broadcast' | 'live'>,
  batch: readonly Asked[],
  troubles: Troubles,
): Promise<Slice> {
  const { ready, settled } = await prepare(tools, broadcast, batch, troubles);
  const over = settled.filter(({ isOver }) => isOver).map(({ delivery }) => delivery);
  if (ready.length > 0) await tools.waiting.enter(ready.length);
  let inRoom = ready.length;
  try {
    // It may have taken a while until there was room.
    const stands = await live.now();
    if (tools.isStopping() || !stands || !isSame(broadcast, stands)) return slice;
    const lease = await newLease(tools);
    const claims = ready.map((one): Claim => ({ ...one, claim: claimed(one.delivery, lease) }));
    const mine = await claim(tools, slice, claims, settled);
    if (mine === 'conflict') return await giveBack(tools, slice, claims);
    // Each leaves by itself from here on.
    inRoom = 0;
    const sends = claims.map(one => sendOne(tools, one, { broadcast, live, lease, place: placeOf(one) }));
    const afterwards = await settleAsTheyEnd(tools, mine, sends.map(async send => (await send).outcome)); // prettier-ignore
    const ended = await Promise.all(sends);
    over.push(...ended.flatMap(({ over: one }) => one ?? []));
    if (over.length > 0) await tools.wishes.giveBack(broadcast, over);
    await tools.reached(broadcast, claims.flatMap(({ key }) => sentIn(afterwards, key))); // prettier-ignore
    for (const { outcome, trouble } of ended) if (trouble !== undefined) troubles.set(outcome[0], trouble);
    return afterwards;
  } finally {
    if (inRoom > 0) tools.waiting.leave(inRoom);
  }
}

function sentIn({ deliveries }: Slice, key: string): Delivery[] {
  const delivery = deliveries.get(key);
  return delivery?.state === 'sent' ? [delivery] : [];
}

let leases = 0;

/** Named anew each time, so that whoever comes late knows whether a claim is still theirs. */
async function newLease({ clock, instance }: Tools): Promise<Lease> {
  leases += 1;
  return { by: `${instance}#${leases}`, until: new Date((await clock.now()).getTime() + leaseMs) };
}

async function claim(
  tools: Tools,
  slice: Slice,
  claims: readonly Claim[],
  settled: readonly { key: string; delivery: Delivery }[],
): Promise<Slice | 'conflict'> {
  const rows = [...settled.map(({ key, delivery }) => [key, delivery] as const), ...claims.map(one => [one.key, one.claim] as const)];
  try {
    return await tools.ledger.write(slice, rows);
  } catch (error) {
    // Whether it was written is not known.
    await giveBack(tools, slice, claims);
    throw error;
  }
}

/**
 * Nothing was sent, and no row shall look as if something might have been. After a lost answer even a write that was refused may
 * be one of ours that others have written over since. Answers the slice as it is by now.
 */
const giveBack = (tools: Tools, slice: Slice, claims: readonly Claim[]): Promise<Slice> =>
  settle(tools, slice, new Map(claims.map(one => [one.key, undone(one)])), false);

/** Puts back the row as it was, if the claim is still there. */
const undone =
  ({ claim: mine, delivery }: Claim): Outcome =>
  current =>
    current.state === 'claimed' && current.lease?.by === mine.lease?.by ? delivery : undefined;

const placeOf = ({ delivery: { to } }: Claim): string | undefined => (to.kind === 'place' ? to.conversation : undefined);
const idOf = ({ delivery: { to } }: Claim): string => (to.kind === 'person' ? to.id : '');

/** `over`: nothing will come of it. `trouble`: what went wrong before it could begin. */
type Ended = { outcome: readonly [string, Outcome]; over?: Delivery; trouble?: unknown };

/** Never fails: whatever goes wrong, the row has to be written. */
async function sendOne(tools: Tools, one: Claim, prepared: Prepared): Promise<Ended> {
  const { clock, log, random, inFlight, waiting } = tools;
  const claimedAt = performance.now();
  let isBegun = false;
  const begin = (sending: () => Promise<Sent>) => {
    isBegun = true;
    waiting.leave();
    suit(waiting, performance.now() - claimedAt);
    return sending();
  };
  let trouble: unknown;
  await inFlight.enter(1);
  const ended = await deliver(tools, one, prepared, begin).catch((error: unknown): Sent | 'not begun' => {
    log('delivery.send-failed', traits(error));
    if (isBegun) return { kind: 'unsure', after: 'error' };
    trouble = error;
    return 'not begun';
  });
  inFlight.leave();
  if (!isBegun) waiting.leave();
  if (ended === 'not begun') {
    const stands = prepared.live.known();
    const isOver = stands !== undefined && (stands.isStopped || stands.isRecalled);
    return { outcome: [one.key, undone(one)], trouble, ...(isOver ? { over: one.delivery } : {}) };
  }
  const { policy, version, deadline } = prepared.broadcast;
  const now = await clock.now();
  const outcome: Outcome = current => afterLate(current, one.claim, ended, { policy, version, deadline, now, random });
  const isOver = ended.kind === 'refused' || ended.kind === 'unreachable';
  return { outcome: [one.key, outcome], ...(isOver ? { over: one.delivery } : {}) };
}

async function deliver(
  tools: Tools,
  one: Claim,
  prepared: Prepared,
  begin: (sending: () => Promise<Sent>) => Promise<Sent>,
): Promise<Sent | 'not begun'> {
  let { address } = one;
  if (!address) {
    if (!(await mayBegin(tools, prepared))) return 'not begun';
    const { tenant } = prepared.broadcast;
    const opened = await tools.openChat({ tenant, id: idOf(one) });
    if (opened.kind === 'unsure') return { kind: 'later', afterSeconds: chatAgainSeconds };
    if (opened.kind !== 'opened') {
      await heed(tools, opened, { tenant });
      return opened;
    }
    ({ address } = opened);
  }
  const to = address;
  if (!(await mayBegin(tools, prepared))) return 'not begun';
  const sent = await begin(() => tools.courier.send(to, one.parcel));
  await heed(tools, sent, to);
  return sent;
}
