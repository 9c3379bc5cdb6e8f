import { LRUCache } from 'lru-cache';
import { traits, type Log } from '../../log.ts';
import type { Person } from '../../people/person.ts';
import type { Connector } from './adapter.ts';
import type { Turn } from '../turn.ts';

/** `unknown` when Teams would not say, as in a chat the bot is not in: not certain, so treat it as a guest. */
export type Standing = 'colleague' | 'guest' | 'unknown';
export type StandingOf = (turn: Turn) => Promise<Standing>;

const keptMs = 24 * 3_600_000;
const patienceMs = 3_000;

/** No activity carries a mark for guests; the list of members does (`userRole`). Kept 24 hours for each person. */
export function guestCheck(needs: { connector: (serviceUrl: string) => Promise<Connector>; log: Log }): StandingOf {
  const known = new LRUCache<string, Promise<Standing>>({ max: 20_000, ttl: keptMs });
  const keyOf = ({ tenant, id }: Person) => `${tenant}|${id}`;

  async function look({ address, person }: Turn): Promise<Standing> {
    const { conversations } = await needs.connector(address.serviceUrl);
    const member = await conversations.getConversationMember(address.conversation, address.person?.channelId ?? person.id, {
      timeout: patienceMs,
    });
    // A field of Teams that the SDK's type does not have.
    return (member as { userRole?: string }).userRole?.toLowerCase() === 'guest' ? 'guest' : 'colleague';
  }

  return turn => {
    const key = keyOf(turn.person);
    const before = known.get(key);
    if (before) return before;
    const standing = look(turn).catch((error: unknown) => {
      known.delete(key);
      needs.log('guest check failed', traits(error));
      return 'unknown' as const;
    });
    known.set(key, standing);
    return standing;
  };
}
