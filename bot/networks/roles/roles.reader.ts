import type { Language } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import type { RoleOffer } from '../../people/roles-offered.ts';
import { isOfNetwork, isSameRole, may, mayOffer, type Role } from '../../people/roles.ts';
import type { Force } from '../../teams/turn.ts';
import type { Officer } from '../directory/directory.card.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import { isAskable } from './asking.ts';
import type { Granting } from './granting.ts';
import type { InView } from './holders.card.ts';
import { byRole, offerable, type Offerable } from './role-choices.ts';
import { heldLine, offerLine, type OfferLine, type RequestLine } from './role-lines.ts';
import type { HomeView } from './roles.card.ts';
import { rolesText } from './roles.text.ts';

/** Who reads, and in which language: a turn or a caller. */
export type Reader = { person: Person; force: Force; language: Language };

export type RolesReaderNeeds = { directoryOf: DirectoryOf; people: Pick<People, 'roles' | 'names'>; granting: Granting };
export type RolesReader = ReturnType<typeof openRolesReader>;

/** What stands about roles, as each reader may see it, for cards and pages alike. */
export function openRolesReader({ directoryOf, people, granting }: RolesReaderNeeds) {
  const { roles, names } = people;
  const nameOf = (tenant: string, id: string) => names.of({ tenant, id });
  const directoryFor = ({ person, force }: Reader) => directoryOf(person.tenant, force);

  /** Where a role is held, in words. A network that is no longer listed keeps its id, so that its role can still be given up. */
  async function placing(reader: Reader): Promise<(network: string) => string> {
    const directory = await directoryFor(reader);
    return network => {
      if (network === '') return rolesText[reader.language].forWholeForce;
      const found = directory.find(network);
      return found ? wordsFor(found, reader.language).short : network;
    };
  }

  /** What the reader may offer, and in which networks. */
  async function offerableBy(reader: Reader): Promise<Offerable> {
    const [own, directory] = await Promise.all([roles.of(reader.person), directoryFor(reader)]);
    return offerable(own, directory.inOrder(reader.language));
  }

  async function offerLines(reader: Reader, offers: readonly RoleOffer[]): Promise<OfferLine[]> {
    const place = await placing(reader);
    return Promise.all(
      offers.map(async offer => {
        const [by, to] = await Promise.all([offer.by, offer.to].map(async id => id && nameOf(reader.person.tenant, id)));
        return offerLine(offer, place(offer.role.network), { by, to });
      }),
    );
  }

  const offersTo = async (reader: Reader): Promise<OfferLine[]> => offerLines(reader, await granting.offersTo(reader.person));

  async function home(reader: Reader): Promise<HomeView> {
    const { person } = reader;
    const [own, held, offers, place, canOffer] = await Promise.all([
      roles.of(person),
      roles.heldBy(person),
      offersTo(reader),
      placing(reader),
      offerableBy(reader),
    ]);
    const isAdministrator = may(own, 'offer any role');
    return {
      held: held.toSorted((one, other) => byRole(one.role, other.role)).map(one => heldLine(one, place(one.role.network))),
      fromElsewhere: own.filter(role => !held.some(one => isSameRole(one.role, role))).map(role => ({ role, place: place(role.network) })),
      offers,
      mayGive: canOffer.roles.length > 0,
      isAdministrator,
      requests: isAdministrator ? (await roles.asked.open(person.tenant)).length : 0,
    };
  }

  /** Who holds what in a network (its officers, known to all), or for the whole force (known to administrators alone). */
  async function inPlace(reader: Reader, network: string): Promise<InView | undefined> {
    const { person } = reader;
    const { tenant } = person;
    const own = await roles.of(person);
    if (network === '' ? !may(own, 'offer any role') : !(await directoryFor(reader)).find(network)) return undefined;
    const [holders, offers, place, canOffer] = await Promise.all([
      roles.heldIn(tenant, network),
      roles.openOffers(tenant),
      placing(reader),
      offerableBy(reader),
    ]);
    const mine = ({ role, by }: RoleOffer) => role.network === network && (mayOffer(own, role) || by === person.id);
    return {
      network,
      place: place(network),
      holders: await Promise.all(
        holders
          .toSorted((one, other) => byRole(one.role, other.role))
          .map(async one => ({ ...heldLine(one, place(network)), id: one.person.id, who: await nameOf(tenant, one.person.id) })),
      ),
      offers: await offerLines(reader, offers.filter(mine)),
      mayTake: may(own, 'take a role away', network),
      mayGive: network === '' ? may(own, 'offer any role') : canOffer.networks.some(one => one.id === network),
    };
  }

  /** Networks to look at, and for administrators those without a chair. */
  async function places(
    reader: Reader,
  ): Promise<{ networks: { id: string; short: string }[]; withForce: boolean; withoutChair: Network[] }> {
    const [own, directory] = await Promise.all([roles.of(reader.person), directoryFor(reader)]);
    const open = directory.inOrder(reader.language).filter(network => network.status !== 'closed');
    const isAdministrator = may(own, 'offer any role');
    const withChair = isAdministrator ? await chaired(reader.person.tenant, open) : new Set<string>();
    return {
      networks: shortNames(open, reader.language),
      withForce: isAdministrator,
      withoutChair: isAdministrator ? open.filter(network => !withChair.has(network.id)) : [],
    };
  }

  async function chaired(tenant: string, networks: readonly Network[]): Promise<Set<string>> {
    const have = await Promise.all(
      networks.map(async ({ id }) => ((await roles.heldIn(tenant, id)).some(({ role }) => role.name === 'chair') ? [id] : [])),
    );
    return new Set(have.flat());
  }

  async function requests(reader: Reader): Promise<RequestLine[]> {
    const { tenant } = reader.person;
    const place = await placing(reader);
    const open = await roles.asked.open(tenant);
    const lines = await Promise.all(
      open.map(async ({ person, act, network, askedAt }) => {
        const who = (await nameOf(tenant, person.id)) ?? rolesText[reader.language].nameless;
        return isAskable(act) ? [{ person: person.id, who, act, askedAt, ...(network ? { place: place(network) } : {}) }] : [];
      }),
    );
    return lines.flat();
  }

  /** Whoever accepted a role that is shown on the network's page, by name. */
  async function officers(tenant: string, network: string, language: Language): Promise<Officer[]> {
    const held = (await roles.heldIn(tenant, network))
      .filter(({ role }) => isOfNetwork(role.name))
      .toSorted((one, other) => byRole(one.role, other.role));
    const named = await Promise.all(
      held.map(async ({ person, role }) => ({ role: rolesText[language].inWords[role.name], name: await names.of(person) })),
    );
    return named.flatMap(({ role, name }) => (name === undefined ? [] : [{ role, name }]));
  }

  const placed = async (reader: Reader, role: Role) => ({ role, place: (await placing(reader))(role.network) });

  return { offerableBy, offersTo, home, inPlace, places, requests, officers, placed };
}

export const shortNames = (networks: readonly Network[], language: Language): { id: string; short: string }[] =>
  networks.map(network => ({ id: network.id, short: wordsFor(network, language).short }));
