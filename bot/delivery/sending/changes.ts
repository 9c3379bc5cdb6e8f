import type { Shown } from '../../cards/card.ts';
import { traits } from '../../log.ts';
import type { Sent } from '../../teams/courier.ts';
import type { Address } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import { afterChange, type Delivery } from '../ledger/delivery.ts';
import type { Slice } from '../ledger/slices.store.ts';
import type { Allowed, Asked } from '../wishes/allowed.ts';
import { whereIs } from './preparing.ts';
import { settleAsTheyEnd, type Outcome } from './settling.ts';
import type { Tools, Troubles } from './tools.ts';
import { heed, mayBegin, type Prepared } from './turn.ts';

/** How a change ended: `replace` is a recall for which only a line could be put in the place of the message. */
type Change = { how: 'correct' | 'recall' | 'replace'; ended: Sent };
type Ended = { outcome: readonly [string, Outcome]; trouble?: unknown };
type Message = { to: Address; activity: string };
type Go = Extract<Allowed, { kind: 'go' }>;

/**
 * Corrects what some recipients of a slice have, or takes it back. Nothing is claimed: to do it twice does no harm, so whoever
 * comes second only does work for nothing. Answers the slice afterwards.
 */
export async function changeBatch(
  tools: Tools,
  slice: Slice,
  { broadcast, live }: Pick<Prepared, 'broadcast' | 'live'>,
  batch: readonly Asked[],
  troubles: Troubles,
): Promise<Slice> {
  const allowed = await tools.wishes.allowed(broadcast, batch, await tools.clock.now());
  const changes = batch.map(one => change(tools, one, allowed.get(one.key), { broadcast, live, place: placeOf(one.delivery) }));
  const afterwards = await settleAsTheyEnd(
    tools,
    slice,
    changes.map(async one => (await one).outcome),
  );
  for (const { outcome, trouble } of await Promise.all(changes)) if (trouble !== undefined) troubles.set(outcome[0], trouble);
  return afterwards;
}

const placeOf = ({ to }: Delivery): string | undefined => (to.kind === 'place' ? to.conversation : undefined);

/** Never fails: the rows of the others have to be written. */
async function change(tools: Tools, { key, delivery }: Asked, allowed: Allowed | undefined, prepared: Prepared): Promise<Ended> {
  const { inFlight, log, random, clock } = tools;
  await inFlight.enter(1);
  try {
    const done = await changed(tools, delivery, allowed, prepared);
    const { policy, version, deadline } = prepared.broadcast;
    const sending = { policy, version, deadline, random, now: await clock.now() };
    const outcome: Outcome = current =>
      done && isAsItWas(current, delivery) ? afterChange(current, done.ended, done.how, sending) : undefined;
    return { outcome: [key, outcome] };
  } catch (error) {
    log('delivery.change-failed', traits(error));
    return { outcome: [key, () => undefined], trouble: error };
  } finally {
    inFlight.leave();
  }
}

const isAsItWas = (current: Delivery, before: Delivery): boolean =>
  current.state === 'sent' &&
  current.version === before.version &&
  current.missed === before.missed &&
  current.recalled === before.recalled &&
  current.attempts === before.attempts;

/** Undefined when it was not begun: something else is to be done by now. */
async function changed(tools: Tools, delivery: Delivery, allowed: Allowed | undefined, prepared: Prepared): Promise<Change | undefined> {
  const { broadcast } = prepared;
  const where = await whereIs(tools, broadcast, delivery);
  const how = broadcast.isRecalled ? 'recall' : 'correct';
  if (where.kind !== 'here' || delivery.activity === undefined)
    return { how, ended: { kind: 'unreachable', reason: where.kind === 'gone' ? where.reason : 'gone' } };
  const message = { to: where.address, activity: delivery.activity };
  const draw = async () => (allowed?.kind === 'go' ? drawn(tools, broadcast, delivery, allowed) : undefined);
  return broadcast.isRecalled ? recall(tools, message, prepared, draw) : update(tools, message, prepared, 'correct', await draw());
}

type Words = { shown: Shown; language: Go['language'] };

async function drawn({ draw, clock }: Tools, broadcast: Broadcast, delivery: Delivery, allowed: Go): Promise<Words | undefined> {
  const shown = await draw(broadcast, delivery, allowed, await clock.now());
  return shown && { shown, language: allowed.language };
}

async function recall(
  tools: Tools,
  message: Message,
  prepared: Prepared,
  draw: () => Promise<Words | undefined>,
): Promise<Change | undefined> {
  if (!(await mayBegin(tools, prepared))) return undefined;
  const ended = await tools.courier.remove(message.to, message.activity);
  await heed(tools, ended, message.to);
  // Not everywhere may a message of ours be deleted. Then it says that it was taken back.
  if (ended.kind === 'refused') return update(tools, message, prepared, 'replace', await draw());
  return { how: 'recall', ended };
}

async function update(
  tools: Tools,
  message: Message,
  prepared: Prepared,
  how: 'correct' | 'replace',
  words: Words | undefined,
): Promise<Change | undefined> {
  if (!words) return { how, ended: { kind: 'refused', code: 'over' } };
  if (!(await mayBegin(tools, prepared))) return undefined;
  const ended = await tools.courier.update(message.to, message.activity, words);
  await heed(tools, ended, message.to);
  return { how, ended };
}
