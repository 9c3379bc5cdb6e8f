import type { Language } from '../../language/language.ts';
import { dayOf } from '../../people/roles-offered.ts';
import { guardedActs, isOfNetwork, may, mayOffer, roleNames, type Role } from '../../people/roles.ts';
import type { Caller } from '../../web/caller.ts';
import { wordsFor } from '../directory/network.ts';
import { askable } from './asking.ts';
import type { InView } from './holders.card.ts';
import type { HolderListed, Me, OfferListed, OfferToMe, RoleName, RolePlaced, RolesOfForce, RolesOfNetwork } from './roles.contract.ts';
import type { OfferLine, Placed } from './role-lines.ts';
import type { RolesPartNeeds } from './roles.part.ts';
import type { RolesReader } from './roles.reader.ts';
import { rolesText } from './roles.text.ts';

/** The tab's pages about roles: what the cards show, as values. */
export function openRolePages(needs: RolesPartNeeds, reader: RolesReader) {
  const { roles } = needs.people;

  async function me(caller: Caller): Promise<Me> {
    const { person, language } = caller;
    const [own, view] = await Promise.all([roles.of(person), reader.home(caller)]);
    const held = await Promise.all(
      view.held.map(async one => ({
        ...placedWords(language, one),
        since: dayOf(one.since),
        ...lastDayIn(one),
        isLast: await roles.isLast(person, one.role),
        mayHandOver: isOfNetwork(one.role.name),
      })),
    );
    const elsewhere = view.fromElsewhere.map(one => ({ ...placedWords(language, one), isLast: false, mayHandOver: false }));
    return {
      name: caller.name,
      roles: [...held, ...elsewhere],
      offers: view.offers.map(one => offerWords(language, one)),
      may: rightsOf(own),
      askable: { acts: askable.map(act => ({ act, words: rolesText[language].acts[act] })), line: rolesText[language].askSees },
    };
  }

  const offersToMe = async (caller: Caller): Promise<OfferToMe[]> =>
    (await reader.offersTo(caller)).map(one => offerWords(caller.language, one));

  async function ofNetwork(caller: Caller, network: string): Promise<RolesOfNetwork | undefined> {
    const view = await reader.inPlace(caller, network);
    if (!view) return undefined;
    return {
      network,
      place: view.place,
      ...listsOf(caller.language, view),
      mayTake: view.mayTake,
      mayGive: await giveable(caller, network),
    };
  }

  async function ofForce(caller: Caller): Promise<RolesOfForce | undefined> {
    const view = await reader.inPlace(caller, '');
    if (!view) return undefined;
    const [{ withoutChair }, requests, mayGive] = await Promise.all([reader.places(caller), reader.requests(caller), giveable(caller, '')]);
    return {
      ...listsOf(caller.language, view),
      mayGive,
      requests: requests.map(({ person, who, act, place, askedAt }) => ({
        person,
        name: who,
        act,
        words: rolesText[caller.language].acts[act],
        ...(place ? { place } : {}),
        askedOn: dayOf(askedAt),
      })),
      withoutChair: withoutChair.map(network => ({ id: network.id, name: wordsFor(network, caller.language).name })),
    };
  }

  async function giveable(caller: Caller, network: string): Promise<{ role: RoleName; words: string }[]> {
    const own = await roles.of(caller.person);
    const canOffer = await reader.offerableBy(caller);
    const isOpen = network === '' || canOffer.networks.some(one => one.id === network);
    return roleNames
      .filter(name => isOpen && isOfNetwork(name) === (network !== '') && mayOffer(own, { name, network }))
      .map(name => ({ role: name, words: rolesText[caller.language].title[name] }));
  }

  const placed = async (caller: Caller, role: Role): Promise<RolePlaced> => placedWords(caller.language, await reader.placed(caller, role));

  return { me, offersToMe, ofNetwork, ofForce, placed };
}

const placedWords = (language: Language, { role, place }: Placed): RolePlaced => ({
  role: role.name,
  words: rolesText[language].title[role.name],
  ...(role.network ? { network: role.network } : {}),
  place,
});

const lastDayIn = ({ lastDay }: { lastDay?: Date }): { lastDay?: string } => (lastDay ? { lastDay: dayOf(lastDay) } : {});

function offerWords(language: Language, one: OfferLine): OfferToMe {
  const text = rolesText[language];
  return {
    ...placedWords(language, one),
    id: one.id,
    ...(one.by === undefined ? {} : { by: one.by }),
    ...lastDayIn(one),
    answerBy: dayOf(one.answerBy),
    shown: isOfNetwork(one.role.name) ? text.shown : text.shownToAdministrators,
    means: text.means[one.role.name],
  };
}

function listsOf(language: Language, view: InView): { holders: HolderListed[]; offers: OfferListed[] } {
  return {
    holders: view.holders.map(one => ({
      ...placedWords(language, one),
      ...(one.who === undefined ? {} : { name: one.who }),
      since: dayOf(one.since),
      ...lastDayIn(one),
      ...(view.mayTake ? { person: one.id } : {}),
    })),
    offers: view.offers.map(one => ({
      ...placedWords(language, one),
      id: one.id,
      ...(one.to === undefined ? {} : { name: one.to }),
      isCode: one.isCode,
      answerBy: dayOf(one.answerBy),
    })),
  };
}

/** Every act of the table that these roles allow, and where. */
function rightsOf(own: readonly Role[]): Me['may'] {
  const networks = [...new Set(own.map(role => role.network).filter(Boolean))];
  return guardedActs.flatMap(act =>
    may(own, act) ? [{ act }] : networks.filter(network => may(own, act, network)).map(network => ({ act, network })),
  );
}
