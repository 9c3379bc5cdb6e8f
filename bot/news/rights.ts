import { may } from '../people/roles.ts';
import type { Person } from '../people/person.ts';
import type { Room } from '../teams/sending/rooms.ts';
import type { Force } from '../teams/turn.ts';
import type { NewsNeeds, NewsNetwork } from './news.needs.ts';
import type { Whom } from './news.ts';

export type Rights = ReturnType<typeof openRights>;

/** Who may write news for whom. Asked anew at every press. */
export function openRights({ people, networks, rooms }: Pick<NewsNeeds, 'people' | 'networks' | 'rooms'>) {
  /** For a network, or (without one) for the force as a whole. */
  async function mayWrite(person: Person, network: string): Promise<boolean> {
    const roles = await people.roles.of(person);
    return network === '' ? may(roles, 'write news to everyone') : may(roles, 'write news', network);
  }

  async function mayAgree(person: Person): Promise<boolean> {
    return may(await people.roles.of(person), 'approve news');
  }

  /** What somebody may write for: their networks that are not closed, and the force as a whole. */
  async function writesFor(person: Person, force: Force): Promise<{ networks: NewsNetwork[]; force: boolean }> {
    const [roles, all] = await Promise.all([people.roles.of(person), networks(person.tenant, force)]);
    return {
      networks: all.filter(({ id, isClosed }) => !isClosed && may(roles, 'write news', id)),
      force: may(roles, 'write news to everyone'),
    };
  }

  /** The channels that are theirs by Teams' own word, among those the app was added to. */
  async function channelsOf(person: Person): Promise<Room[]> {
    const [channels, own] = await Promise.all([people.addresses.channels(person.tenant), people.addresses.ofPerson(person)]);
    return channels.length === 0 ? [] : rooms.of({ ...person, channelId: own?.person?.channelId }, channels);
  }

  async function maySendTo(person: Person, network: string, whom: Whom): Promise<boolean> {
    if (!(await mayWrite(person, network))) return false;
    if (whom.kind === 'network') return network !== '';
    if (whom.kind === 'everyone') return may(await people.roles.of(person), 'write news to everyone', network);
    const channel = (await people.addresses.channels(person.tenant)).filter(({ conversation }) => conversation === whom.conversation);
    const own = await people.addresses.ofPerson(person);
    return channel.length > 0 && (await rooms.of({ ...person, channelId: own?.person?.channelId }, channel)).length > 0;
  }

  /** Who may agree to news of somebody else, by name, as far as roles were accepted here. */
  async function approversFor(author: Person): Promise<{ person: Person; name: string }[]> {
    const holders = await people.roles.heldIn(author.tenant);
    const others = holders.filter(({ person, role }) => person.id !== author.id && may([role], 'approve news'));
    const named = await Promise.all(others.map(async ({ person }) => ({ person, name: (await people.names.of(person)) ?? '' })));
    return named.filter(({ name }) => name !== '').sort((one, other) => one.name.localeCompare(other.name));
  }

  /** A network by its id; undefined for the force as a whole, and for one that is gone. */
  async function network(tenant: string, force: Force, id: string): Promise<NewsNetwork | undefined> {
    return id === '' ? undefined : (await networks(tenant, force)).find(one => one.id === id);
  }

  return { mayWrite, mayAgree, writesFor, channelsOf, maySendTo, approversFor, network };
}
