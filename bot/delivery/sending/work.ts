import type { Broadcast } from '../broadcast.ts';
import type { Asked } from '../wishes/allowed.ts';
import { todo, type Delivery } from '../ledger/delivery.ts';

/** What is to be done in a slice now; `waitUntil`: when something else will be. */
export type Work = { recover: Asked[]; send: Asked[]; change: Asked[]; waitUntil?: Date };

export function workIn(deliveries: ReadonlyMap<string, Delivery>, broadcast: Broadcast, now: Date): Work {
  const work: Work = { recover: [], send: [], change: [] };
  for (const [key, delivery] of deliveries) {
    const what = todo(delivery, broadcast, now);
    if (typeof what === 'object') {
      if (!work.waitUntil || what.waitUntil < work.waitUntil) work.waitUntil = what.waitUntil;
    } else if (what === 'recover' || what === 'send') work[what].push({ key, delivery });
    else if (what !== 'nothing') work.change.push({ key, delivery });
  }
  return work;
}

/** Whether a message of this pass still means anything. */
export const isCurrent = (broadcast: Broadcast | undefined, pass: number): broadcast is Broadcast =>
  broadcast !== undefined && broadcast.state === 'sending' && broadcast.pass <= pass;

/** Whether what was prepared for an announcement may still go out, as it stands by now. */
export const isSame = (prepared: Broadcast, now: Broadcast): boolean =>
  now.state === 'sending' &&
  now.version === prepared.version &&
  now.isRecalled === prepared.isRecalled &&
  now.isStopped === prepared.isStopped;
