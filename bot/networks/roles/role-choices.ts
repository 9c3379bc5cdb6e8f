import { endOfTerm } from '../../people/roles-offered.ts';
import { forceRoles, isRoleName, mayOffer, roleNames, type Role, type RoleName } from '../../people/roles.ts';
import type { Network } from '../directory/network.ts';
import { isAskable, type Askable } from './asking.ts';

/** A role in one piece of text, as a card carries it: `chair/sussex-ren`, `administrator/`. */
export const keyOfRole = ({ name, network }: Role): string => `${name}/${network}`;

export function roleOfKey(key: string): Role | undefined {
  const at = key.indexOf('/');
  const name = key.slice(0, at);
  const network = key.slice(at + 1);
  if (at < 0 || !isRoleName(name) || forceRoles.includes(name) !== (network === '')) return undefined;
  return { name, network };
}

/** For the whole force: a choice cannot have an empty value, and no network has this id. */
export const wholeForceValue = '*';

/** One line of a list of holders and offers, as a choice gives it back. */
export type Which = { holder: Role; person: string } | { offer: string };

export const whichValue = (which: Which): string =>
  'offer' in which ? `offer|${which.offer}` : `holder|${which.person}|${keyOfRole(which.holder)}`;

export function whichIn(value: string): Which | undefined {
  const [kind, id = '', ...key] = value.split('|');
  if (kind === 'offer' && id) return { offer: id };
  const holder = roleOfKey(key.join('|'));
  return kind === 'holder' && id && holder ? { holder, person: id } : undefined;
}

/** One request of a list: what was asked for, and by whom. */
export const requestValue = (act: Askable, person: string): string => `${act}|${person}`;

export function requestIn(value: string): { act: Askable; person: string } | undefined {
  const [act = '', person = ''] = value.split('|');
  return isAskable(act) && person ? { act, person } : undefined;
}

/** Names of the network come in this order, the rest after them. */
const inOrder: readonly RoleName[] = ['chair', 'secretary', 'liaison', 'committee', 'adviser', 'administrator', 'launcher'];
export const byRole = (one: Role, other: Role): number => inOrder.indexOf(one.name) - inOrder.indexOf(other.name);

/** Roles that somebody with these roles may offer somewhere, and where. */
export type Offerable = { roles: RoleName[]; networks: Network[] };

export function offerable(own: readonly Role[], networks: readonly Network[]): Offerable {
  const open = networks.filter(network => network.status !== 'closed');
  const isOffered = (name: RoleName) =>
    forceRoles.includes(name) ? mayOffer(own, { name, network: '' }) : open.some(network => mayOffer(own, { name, network: network.id }));
  return {
    roles: roleNames.filter(isOffered),
    networks: open.filter(network => roleNames.some(name => !forceRoles.includes(name) && mayOffer(own, { name, network: network.id }))),
  };
}

/** What somebody filled in to give a role, as it was typed. */
export type Filled = { role: string; network: string; until: string; who: string };
export const nothingFilled: Filled = { role: '', network: '', until: '', who: '' };

/** What is wrong with it, the first thing a person would mend. */
export type Wrong = 'role' | 'network' | 'until' | 'who' | 'nobody' | 'namesakes' | 'oneself';

export type Meant = { role: Role; until?: Date };

/** The role that is meant. A role of the whole force needs no network, whatever stands there. */
export function meantBy(filled: Filled, { roles, networks }: Offerable, now: Date): { meant: Meant } | { wrong: Wrong } {
  const { role, network, until } = filled;
  if (!isRoleName(role) || !roles.includes(role)) return { wrong: 'role' };
  const isOfForce = forceRoles.includes(role);
  if (!isOfForce && !networks.some(one => one.id === network)) return { wrong: 'network' };
  const end = until === '' ? undefined : endOfTerm(until, now);
  if (until !== '' && !end) return { wrong: 'until' };
  return { meant: { role: { name: role, network: isOfForce ? '' : network }, until: end } };
}

/** Of people found by name, those a button can tell apart: two of one name cannot be chosen between. */
export function toldApart<T extends { name: string }>(found: readonly T[]): { clear: T[]; sharedNames: string[] } {
  const alike = Map.groupBy(found, one => one.name.trim().toLowerCase());
  const groups = [...alike.values()];
  return {
    clear: groups.flatMap(group => (group.length === 1 ? group : [])),
    sharedNames: groups.flatMap(group => (group.length > 1 && group[0] ? [group[0].name] : [])),
  };
}
