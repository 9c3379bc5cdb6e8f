import type { Queue } from '../storage/queue.ts';
import type { Broadcast } from './broadcast.ts';

/** What a message on the queue of sends asks for: to work on one slice of an announcement. An older pass than the announcement's is stale. */
export type Errand = { tenant: string; broadcast: string; slice: number; pass: number };

export const sendsQueue = 'sends';

const putAtOnce = 8;

/** Asks for the work on these slices. Answers whether all of it was asked for: not when it is to stop before. */
export async function putErrands(
  queue: Queue,
  { tenant, id, pass }: Broadcast,
  slices: readonly number[],
  isStopping: () => boolean,
): Promise<boolean> {
  const waiting = [...slices];
  const put = async () => {
    for (let slice = waiting.shift(); slice !== undefined; slice = waiting.shift()) {
      if (isStopping()) return void waiting.push(slice);
      const errand: Errand = { tenant, broadcast: id, slice, pass };
      await queue.put(errand);
    }
  };
  await Promise.all(Array.from({ length: putAtOnce }, put));
  return waiting.length === 0;
}
