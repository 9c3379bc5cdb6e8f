import { lapsesAt, lastDayOf, type RoleOffer } from '../../people/roles-offered.ts';
import { isOfNetwork, neededRoles, type HeldRole, type Role, type RoleName } from '../../people/roles.ts';
import type { Askable } from './asking.ts';

// Roles as cards and pages show them: every moment already the day that is said.

export type { Role, RoleName };

/** A role with the words for where it is held: the network's short name, or the whole force. */
export type Placed = { role: Role; place: string };

export type HeldLine = Placed & { since: Date; lastDay?: Date };

export type OfferLine = Placed & {
  id: string;
  lastDay?: Date;
  answerBy: Date;
  /** The one who holds the role now stops as it is accepted. */
  takesOver: boolean;
  /** By an invitation code that nobody has used yet. */
  isCode: boolean;
  /** Who offers it and to whom, where the names are known. */
  by?: string;
  to?: string;
};

export type HolderLine = HeldLine & { id: string; who?: string };

export type RequestLine = { person: string; who: string; act: Askable; place?: string; askedAt: Date };

export const heldLine = ({ role, grantedAt, until }: HeldRole, place: string): HeldLine => ({
  role,
  place,
  since: grantedAt,
  ...(until ? { lastDay: lastDayOf(until) } : {}),
});

export const offerLine = (offer: RoleOffer, place: string, names: Pick<OfferLine, 'by' | 'to'>): OfferLine => ({
  id: offer.id,
  role: offer.role,
  place,
  ...(offer.until ? { lastDay: lastDayOf(offer.until) } : {}),
  answerBy: lastDayOf(lapsesAt(offer)),
  takesOver: offer.kind === 'handedOver',
  isCode: offer.to === undefined,
  ...names,
});

/** Roles in a network are named on its page and may be handed to a successor. */
export const isNamedOnPage = ({ name }: Role): boolean => isOfNetwork(name);
export const mayBeHandedOver = ({ name }: Role): boolean => isOfNetwork(name);

/** The word for a role that must not vanish by accident. */
export const neededWord = ({ name }: Role): 'chair' | 'administrator' | undefined =>
  neededRoles.includes(name) ? (name === 'chair' ? 'chair' : 'administrator') : undefined;
