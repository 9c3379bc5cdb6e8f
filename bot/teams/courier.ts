import type { Shown } from '../cards/card.ts';
import type { Language } from '../language/language.ts';
import type { Person } from '../people/person.ts';
import type { Address } from './turn.ts';

export type Parcel = { shown: Shown; language: Language } | { text: string; summary: string; language: Language };

/** How one send ended, in the terms of design: what may be tried again, what may not, and what nobody can know. */
export type Sent =
  | { kind: 'sent'; activity: string }
  | { kind: 'later'; afterSeconds: number }
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable'; reason: 'uninstalled' | 'blocked' | 'gone' | 'disabled' }
  /** It may have arrived: after `busy` (502, 503, 504), after another 5xx, or after no answer at all. */
  | { kind: 'unsure'; after: 'busy' | 'error' | 'silence' };

/** Why somebody or some place cannot be written to any more. */
export type Gone = Extract<Sent, { kind: 'unreachable' }>['reason'];

/** Sends on our own account, outside any turn. */
export type Courier = {
  /** A chat with one person, made by the connector near `from` and not yet noted anywhere. `channelId` (`29:…`) helps where it is known. */
  open(
    person: Person & { channelId?: string },
    from: Address,
  ): Promise<{ kind: 'opened'; address: Address } | Exclude<Sent, { kind: 'sent' }>>;
  send(to: Address, parcel: Parcel): Promise<Sent>;
  update(to: Address, activity: string, parcel: Parcel): Promise<Sent>;
  /** Takes a message of ours back. One that is gone already counts as taken back. */
  remove(to: Address, activity: string): Promise<Sent>;
};
