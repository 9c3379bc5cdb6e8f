import type { Person } from '../../people/person.ts';
import { suppress } from '../../people/suppress.ts';
import { monthOf } from '../membership/counts.ts';
import type { MembershipsStore } from '../membership/memberships.store.ts';
import type { DayOneStore, Reach } from './dayone.store.ts';

// Each member is one point read of the address book; this many at a time.
const atOnce = 50;

export type ReachNeeds = {
  memberships: Pick<MembershipsStore, 'pages'>;
  store: Pick<DayOneStore, 'reachIn' | 'keepReach'>;
  /** Whether the bot can write to somebody. */
  canReach: (person: Person) => Promise<boolean>;
};

/**
 * About how many members the bot can write to. It is counted when somebody asks for the first time in a month and then stands
 * for that month: a figure that followed every joining would tell an officer when a hidden member came.
 */
export function openReach({ memberships, store, canReach }: ReachNeeds) {
  // Two who ask at once wait for the same count.
  const counting = new Map<string, Promise<Reach>>();

  return async function reachOf(tenant: string, network: string, now: Date): Promise<Reach> {
    const month = monthOf(now);
    const kept = await store.reachIn(tenant, network, month);
    if (kept) return kept;
    const key = JSON.stringify([tenant, network, month]);
    const running = counting.get(key) ?? count(tenant, network, now).finally(() => counting.delete(key));
    counting.set(key, running);
    return running;
  };

  async function count(tenant: string, network: string, now: Date): Promise<Reach> {
    let reachable = 0;
    for await (const page of memberships.pages(tenant, network)) {
      for (let from = 0; from < page.length; from += atOnce) {
        const answers = await Promise.all(page.slice(from, from + atOnce).map(canReach));
        reachable += answers.filter(Boolean).length;
      }
    }
    return store.keepReach(tenant, network, monthOf(now), { figure: suppress(reachable), on: now });
  }
}

export type ReachOf = ReturnType<typeof openReach>;
