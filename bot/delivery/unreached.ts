import type { Person } from '../people/person.ts';
import type { Broadcast } from './broadcast.ts';
import type { Ledger } from './ledger/ledger.store.ts';

export type UnreachedNeeds = {
  /** Every announcement that still has rows. */
  announcements: (tenant: string) => AsyncIterable<Broadcast>;
  ledger: Pick<Ledger, 'ofPerson'>;
};

/** When the last announcement began that could not be delivered to somebody, of those of which it is still known. */
export const openUnreached = ({ announcements, ledger }: UnreachedNeeds) =>
  async function lastUnreached(person: Person): Promise<Date | undefined> {
    let last: Date | undefined;
    for await (const announced of announcements(person.tenant)) {
      const { startedAt } = announced;
      if (!startedAt || (last && startedAt <= last)) continue;
      if ((await ledger.ofPerson(announced, person))?.state === 'undeliverable') last = startedAt;
    }
    return last;
  };
