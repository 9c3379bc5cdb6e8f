import { shardOf, shards } from '../../people/shard.ts';
import type { Recipient } from './delivery.ts';

/**
 * The recipients of an announcement are spread over slices. One slice is one partition, one message on the queue and the work of
 * one instance at a time, and holds people of one shard only, so that their memberships are read from one place.
 */
const mostInSlice = 100;
/** More would be more messages than a queue should hold for one announcement. */
const mostSlices = shards.length * 2 ** 10;

/** Over how many slices so many recipients go: about 50 to 100 in each. */
export function slicesFor(size: number): number {
  let slices = shards.length;
  while (size > slices * mostInSlice && slices < mostSlices) slices *= 2;
  return slices;
}

export const slicesOf = (broadcast: { slices: number }): number[] => Array.from({ length: broadcast.slices }, (_, slice) => slice);

/** In which slice somebody is, or some place. `hash` is the keyed hash that their row is named by. */
export function sliceOf(to: Recipient, hash: string, slices: number): number {
  const perShard = slices / shards.length;
  if (!Number.isInteger(perShard) || perShard < 1) throw new Error(`an announcement cannot have ${slices} slices`);
  const shard = shards.indexOf(shardOf(to.kind === 'person' ? to.id : to.conversation));
  return shard * perShard + (Number.parseInt(hash.slice(0, 8), 16) % perShard);
}
