import { LRUCache } from 'lru-cache';
import type { AddressesStore } from '../../people/addresses.store.ts';
import type { Person } from '../../people/person.ts';
import type { Courier } from '../../teams/courier.ts';
import type { Address } from '../../teams/turn.ts';

/** Makes a chat with somebody who has none with us, near some other address of their force. */
export type OpenChat = (person: Person) => ReturnType<Courier['open']>;

// Where Teams is for a force hardly ever changes.
const keepMs = 60_000;

export function openChats({ addresses, courier }: { addresses: Pick<AddressesStore, 'anyIn' | 'note'>; courier: Courier }): OpenChat {
  const near = new LRUCache<string, Address>({ max: 100, ttl: keepMs });

  return async person => {
    const from = near.get(person.tenant) ?? (await addresses.anyIn(person.tenant));
    // Nobody of this force has ever met us, so nobody can have the app.
    if (!from) return { kind: 'unreachable', reason: 'gone' };
    near.set(person.tenant, from);
    const opened = await courier.open(person, from);
    // Noted before anything is sent there, so that no crash makes a second one.
    if (opened.kind === 'opened') await addresses.note(opened.address);
    return opened;
  };
}
