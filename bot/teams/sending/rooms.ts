import { TeamsInfo, type TurnContext } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import { traits, type Log } from '../../log.ts';
import type { Person } from '../../people/person.ts';
import type { Connector } from '../entry/adapter.ts';
import type { Address } from '../turn.ts';

/** A channel somebody is in, with the name Teams shows for it; empty for a team's first one, which Teams names itself. */
export type Room = { conversation: string; name: string };

export type Rooms = {
  /** Which of these channels this person is in at this moment. Where Teams would not say, they are not. */
  of(person: Person & { channelId?: string }, channels: readonly Address[]): Promise<Room[]>;
};

const patienceMs = 3_000;
const namesFreshForMs = 10 * 60_000;
/** Each is a request of its own; a force has few channels with the app, and nobody is in very many. */
const mostAsked = 40;

/** Teams' own word on who is in which channel. Nothing of it is kept but what channels are called. */
export function openRooms(needs: { connector: (serviceUrl: string) => Promise<Connector>; log: Log }): Rooms {
  const named = new LRUCache<string, Map<string, string>>({ max: 2_000, ttl: namesFreshForMs });

  async function isIn(person: Person & { channelId?: string }, { serviceUrl, conversation }: Address): Promise<boolean> {
    const { conversations } = await needs.connector(serviceUrl);
    try {
      await conversations.getConversationMember(conversation, person.channelId ?? person.id, { timeout: patienceMs });
      return true;
    } catch (error) {
      const { statusCode } = error as { statusCode?: number };
      if (statusCode !== 404 && statusCode !== 403) needs.log('channel not looked into', traits(error));
      return false;
    }
  }

  async function nameOf({ tenant, team, serviceUrl, conversation }: Address): Promise<string> {
    if (!team) return '';
    const key = `${tenant}|${team}`;
    const known = named.get(key) ?? (await namesIn(team, serviceUrl));
    named.set(key, known);
    return known.get(conversation) ?? '';
  }

  async function namesIn(team: string, serviceUrl: string): Promise<Map<string, string>> {
    const connector = await needs.connector(serviceUrl);
    // The SDK asks for a turn, of which it takes the connector and the address.
    const context = { activity: { serviceUrl }, adapter: { createConnectorClient: () => connector } } as unknown as TurnContext;
    try {
      const channels = await TeamsInfo.getTeamChannels(context, team);
      return new Map(channels.map(({ id = '', name }) => [id, name ?? '']));
    } catch (error) {
      needs.log('channels not named', traits(error));
      return new Map();
    }
  }

  return {
    async of(person, channels) {
      const asked = channels.slice(0, mostAsked);
      const answers = await Promise.all(asked.map(async one => ((await isIn(person, one)) ? [one] : [])));
      return Promise.all(answers.flat().map(async one => ({ conversation: one.conversation, name: await nameOf(one) })));
    },
  };
}
