import type { Person } from '../../people/person.ts';
import type { Courier, Gone, Parcel, Sent } from '../courier.ts';
import type { Address, Turn } from '../turn.ts';

export type OwnChatNeeds = {
  courier: Courier;
  personalAddress: (person: Person) => Promise<Address | undefined>;
  noteAddress: (address: Address, turn: Turn) => Promise<void>;
  markGone: (address: Address, reason: Gone) => Promise<void>;
};

export type Delivered = Sent['kind'];

const tries = 3;
const longestWaitSeconds = 20;

/** Sends to the person's own chat with the bot, which is made if there is none yet. Whatever happens, nobody else sees any of it. */
export function ownChat({ courier, personalAddress, noteAddress, markGone }: OwnChatNeeds) {
  return async function sendPrivately(turn: Turn, parcel: Parcel): Promise<Delivered> {
    const known = await personalAddress(turn.person);
    if (known) {
      const sent = await patient(() => courier.send(known, parcel));
      if (sent.kind === 'unreachable') await markGone(known, sent.reason);
      return sent.kind;
    }
    const opened = await patient(() => courier.open(turn.person, turn.address));
    if (opened.kind !== 'opened') return opened.kind;
    const sent = await patient(() => courier.send(opened.address, parcel));
    if (sent.kind === 'sent') await noteAddress(opened.address, turn);
    return sent.kind;
  };
}

// Only what surely did not arrive is sent again.
async function patient<T extends { kind: string; afterSeconds?: number }>(attempt: () => Promise<T>): Promise<T> {
  for (let done = 1; ; done += 1) {
    const result = await attempt();
    const seconds = result.kind === 'later' ? (result.afterSeconds ?? 0) : Infinity;
    if (done >= tries || seconds > longestWaitSeconds) return result;
    await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  }
}
