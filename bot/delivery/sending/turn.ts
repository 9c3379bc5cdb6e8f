import { traits } from '../../log.ts';
import type { Sent } from '../../teams/courier.ts';
import type { Address } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Lease } from '../ledger/delivery.ts';
import type { Live } from './live.ts';
import type { Room } from './room.ts';
import type { Tools } from './tools.ts';
import { isSame } from './work.ts';

/** Longer than a send is waited for: whoever begins one must hold the lease until it has surely ended. */
const longestSendMs = 15_500;
const tries = 5;

/** What is to be sent, as it was prepared, and by whose leave. */
export type Prepared = { broadcast: Broadcast; live: Live; lease?: Lease; place?: string };

/**
 * Waits for a turn and looks once more whether the request may still be made. After a yes it must be made at once: the turn is over
 * in a moment.
 */
export async function mayBegin({ pace, clock, isStopping }: Tools, { broadcast, live, lease, place }: Prepared): Promise<boolean> {
  const isHeld = async () => !lease || lease.until.getTime() - (await clock.now()).getTime() >= longestSendMs;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    // No turn is spent on what was stopped or came too late, and an instance that is leaving waits for none.
    const before = await live.now();
    if (isStopping() || !before || !isSame(broadcast, before) || !(await isHeld())) return false;
    await pace.turn(broadcast.tenant, place);
    // From here on nothing is waited for but the clock, which is known.
    if (!(await isHeld())) return false;
    const now = live.known();
    if (now) return isSame(broadcast, now);
  }
  return false;
}

/** How many may be claimed and wait for their turn. */
export const mostWaiting = 24;
const tooLongMs = 4_000;
const soonMs = 1_500;

/** Fewer wait when turns are rare, more when they come fast. */
export function suit(waiting: Room, waitedMs: number): void {
  if (waitedMs > tooLongMs) waiting.resize(waiting.size() - 1);
  else if (waitedMs < soonMs && waiting.size() < mostWaiting) waiting.resize(waiting.size() + 1);
}

/** What the end of a request tells about more than this one. The outcome counts, whether or not this can be noted. */
export async function heed({ pace, addresses, clock, log }: Tools, ended: Sent, to: Address | Pick<Address, 'tenant'>): Promise<void> {
  try {
    if (ended.kind === 'later') await pace.slowDown(to.tenant);
    if (ended.kind === 'unreachable' && 'conversation' in to) await addresses.markGone(to, ended.reason, await clock.now());
  } catch (error) {
    log('delivery.end-not-noted', traits(error));
  }
}
