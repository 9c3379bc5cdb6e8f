import type { Held, HeldThing } from '../feature.ts';
import type { Table } from '../storage/table.ts';
import { isSamePerson, type Person } from './person.ts';
import { openAsked } from './roles-asked.store.ts';
import { isOpen, lastDayOf, type RoleOffer } from './roles-offered.ts';
import { openRegister, type Ended, type Holder } from './roles-register.store.ts';
import { openTokenRoles } from './roles-token.store.ts';
import { openTries } from './roles-tries.store.ts';
import { rolesMap } from './roles.map.ts';
import { isInForce, isSameRole, neededRoles, type Role } from './roles.ts';

export type RolesStore = ReturnType<typeof openRoles>;

export type RolesNeeds = {
  key: Buffer;
  now: () => Date;
  /** Administrators by setting: they are so as long as the setting names them, and nothing is stored for it. */
  administrators: readonly Person[];
};

/** What people may be here, whoever gave it: accepted roles, Entra's app roles while they last, and the setting. */
export function openRoles(table: Table, needs: RolesNeeds) {
  const { now, administrators } = needs;
  const register = openRegister(table, needs);
  const tokens = openTokenRoles(table, needs);
  const asked = openAsked(table, needs);
  const tries = openTries(table, needs);

  /** The roles in force, as they were at most 30 s ago. */
  async function of(person: Person): Promise<Role[]> {
    const [accepted, fromToken] = await Promise.all([heldBy(person), tokens.of(person)]);
    const fromSetting: Role[] = administrators.some(one => isSamePerson(one, person)) ? [{ name: 'administrator', network: '' }] : [];
    const all = [...accepted.map(({ role }) => role), ...fromToken, ...fromSetting];
    return all.filter((role, at) => all.findIndex(other => isSameRole(role, other)) === at);
  }

  /** Roles that somebody accepted and still holds, with their terms. */
  const heldBy = async (person: Person): Promise<Holder[]> =>
    (await register.holders(person.tenant)).filter(holder => holder.person.id === person.id && isInForce(holder, now()));

  /** Who holds the roles of a network, or (without one) of the whole force, by acceptance. */
  const heldIn = async (tenant: string, network = ''): Promise<Holder[]> =>
    (await register.holders(tenant)).filter(holder => holder.role.network === network && isInForce(holder, now()));

  /** Offers that have not lapsed, the oldest first. */
  const openOffers = async (tenant: string): Promise<RoleOffer[]> =>
    (await register.offers(tenant))
      .filter(one => isOpen(one, now()))
      .sort((one, other) => one.offeredAt.getTime() - other.offeredAt.getTime());

  /** Enters a role that needs no acceptance: sample people, and tests. */
  const grant = (person: Person, role: Role, grantedAt: Date, until?: Date): Promise<void> =>
    register.grant({ person, role, grantedAt, until });

  const hasOtherBySetting = (person: Person, role: Role): boolean =>
    role.name === 'administrator' && administrators.some(one => one.tenant === person.tenant && one.id !== person.id);

  /** Whether nobody else holds a role that must not vanish by accident; `end` decides, this is for showing it beforehand. */
  async function isLast(person: Person, role: Role): Promise<boolean> {
    if (!neededRoles.includes(role.name) || hasOtherBySetting(person, role)) return false;
    const holders = await heldIn(person.tenant, role.network);
    return !holders.some(holder => holder.role.name === role.name && holder.person.id !== person.id);
  }

  /**
   * Ends a role that was accepted. The last chair of a network and the last administrator stay unless `leavesNone`:
   * whoever asks has then been told that nobody is left.
   */
  function end(person: Person, role: Role, leavesNone: boolean): Promise<Ended> {
    return register.end({ person, role }, leavesNone || hasOtherBySetting(person, role));
  }

  /** Takes out whatever is over: terms, offers, app roles, requests, tries. None of it counted any more. */
  async function tidy(tenant: string): Promise<number> {
    let gone = 0;
    for (const part of [register, tokens, asked, tries]) gone += await part.tidy(tenant);
    return gone;
  }

  const held: Held = {
    map: rolesMap,
    export: async person => {
      const [holders, offers] = await Promise.all([register.read(person.tenant), register.offers(person.tenant)]);
      const rest = await Promise.all([tokens, asked, tries].map(part => part.exported(person)));
      return [
        ...holders.filter(holder => holder.person.id === person.id).map(exportedRole),
        ...offers.filter(offer => offer.to === person.id || offer.by === person.id).map(offer => exportedOffer(offer, person)),
        ...rest.flat(),
      ];
    },
    erase: async person => {
      for (const holder of await register.read(person.tenant)) if (holder.person.id === person.id) await register.drop(person, holder.role);
      for (const offer of await register.offers(person.tenant))
        if (offer.to === person.id || offer.by === person.id) await register.dropOffer(person.tenant, offer.id);
      for (const part of [tokens, asked, tries]) await part.forget(person);
    },
  };

  /** Takes out whatever belongs to a network that is no more. */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    for (const part of [register, asked]) await part.forgetNetwork(tenant, network);
  }

  const { offerNamed, offer, invite, redeem, accept, dropOffer } = register;
  return {
    of,
    heldBy,
    heldIn,
    grant,
    /** Takes a role away whatever follows; people do it by `end`. */
    take: register.drop,
    isLast,
    end,
    openOffers,
    offerNamed,
    offer,
    invite,
    redeem,
    accept,
    dropOffer,
    forgetNetwork,
    mayTryCode: tries.mayTry,
    noteToken: tokens.note,
    asked,
    tidy,
    held,
  };
}

const exportedRole = ({ role, grantedAt, until }: Holder): HeldThing => ({
  table: 'roles',
  what: { en: 'A role you hold', cy: 'Rôl sydd gennych' },
  fields: {
    role: role.name,
    network: role.network,
    grantedAt: grantedAt.toISOString(),
    ...(until ? { until: lastDayOf(until).toISOString() } : {}),
  },
});

const exportedOffer = ({ role, to, kind, byCode, offeredAt }: RoleOffer, person: Person): HeldThing => ({
  table: 'roles',
  what:
    to === person.id
      ? { en: 'A role you are offered', cy: 'Rôl a gynigir i chi' }
      : { en: 'A role you offered', cy: 'Rôl a gynigiwyd gennych' },
  fields: { role: role.name, network: role.network, kind, byCode, offeredAt: offeredAt.toISOString() },
});
