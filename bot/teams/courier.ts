import type { Shown } from '../cards/card.ts';
import type { Language } from '../language/language.ts';
import type { Address } from './turn.ts';

export type Parcel = { shown: Shown; language: Language } | { text: string; summary: string; language: Language };

/** How one send ended, in the terms of design: what may be tried again, what may not, and what nobody can know. */
export type Sent =
  | { kind: 'sent'; activity: string }
  | { kind: 'later'; afterSeconds: number }
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable'; reason: 'uninstalled' | 'blocked' | 'gone' | 'disabled' }
  | { kind: 'unsure' };

/** Sends on our own account, outside any turn. */
export type Courier = {
  send(to: Address, parcel: Parcel): Promise<Sent>;
  update(to: Address, activity: string, parcel: Parcel): Promise<Sent>;
};
