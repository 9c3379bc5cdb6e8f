import { LRUCache } from 'lru-cache';
import type { Audience, Wish } from '../../feature.ts';
import type { Person } from '../../people/person.ts';
import { shards } from '../../people/shard.ts';
import type { Broadcast, BroadcastRef } from '../broadcast.ts';
import type { Delivery } from '../ledger/delivery.ts';
import type { Ledger } from '../ledger/ledger.store.ts';
import { mostWelcoming } from '../wishes/wish.ts';

/** Something that waits for somebody's digest. */
export type Item = { of: Broadcast; delivery: Delivery; /** Whether it may name the network it comes from. */ isNamed: boolean };

export type WaitingNeeds = {
  ledger: Pick<Ledger, 'progress' | 'read' | 'change' | 'ofPerson'>;
  /** Every announcement that still has rows. */
  announcements: (tenant: string) => AsyncIterable<Broadcast>;
  /** As it was a few seconds ago at most. */
  find: (of: BroadcastRef) => Promise<Broadcast | undefined>;
  audiences: (kind: string) => Audience | undefined;
};

export type WaitingForDigest = ReturnType<typeof openWaitingForDigest>;

type Wishes = readonly (ReadonlyMap<string, Wish> | undefined)[];

type Part = { of: Broadcast; /** In which something waits. */ slices: readonly { slice: number; count: number }[] };

const standing = 'digest';
const keepMs = 10 * 60_000;
/** How many announcements are asked about one person at once. */
const askedAtOnce = 10;

/**
 * What waits for digests. Nowhere is a list of it by person, which would be a list of the networks they are in: each announcement
 * is asked whether it has something for somebody, at the moment when their digest is drawn.
 */
export function openWaitingForDigest({ ledger, announcements, find, audiences }: WaitingNeeds) {
  // While a digest is being sent, everybody's is drawn from the same announcements. What joins them later is for the next one.
  const known = new LRUCache<string, Promise<Part[]>>({ max: 50, ttl: keepMs });

  async function parts(tenant: string): Promise<Part[]> {
    const found: Part[] = [];
    for await (const of of announcements(tenant)) {
      const slices = (await ledger.progress(of)).map(({ slice, counts }) => ({ slice, count: counts[standing] ?? 0 }));
      const waiting = slices.filter(({ count }) => count > 0);
      if (waiting.length > 0) found.push({ of, slices: waiting });
    }
    return found;
  }

  function partsLately(tenant: string): Promise<Part[]> {
    const before = known.get(tenant);
    if (before) return before;
    const reading = parts(tenant);
    known.set(tenant, reading);
    reading.catch(() => known.delete(tenant));
    return reading;
  }

  const inDigest = ({ state }: Delivery): boolean => state === standing;

  async function idsIn(of: Broadcast, slice: number): Promise<string[]> {
    const { deliveries } = await ledger.read(of, slice);
    return [...deliveries.values()].flatMap(one => (inDigest(one) && one.to.kind === 'person' ? [one.to.id] : []));
  }

  /** Takes out what nobody is to hear any more: of announcements that were taken back or stopped, and for those who left or want none. */
  async function tidy(tenant: string): Promise<void> {
    known.delete(tenant);
    for (const { of, slices } of await parts(tenant)) {
      for (const { slice } of slices) {
        const ids = await idsIn(of, slice);
        const wishes = isOver(of) ? [] : await wishesOf(of, ids);
        const gone = ids.filter(id => !isWanted(of, wishes, id)).map(id => ({ tenant, id }));
        const reason = isOver(of) ? 'over' : 'left';
        await ledger.change(of, gone, delivery => (inDigest(delivery) ? { ...delivery, state: 'skipped', reason } : undefined));
      }
    }
  }

  /** Everybody for whom something waits, each once; the people of one shard follow one another. */
  async function* pages(tenant: string): AsyncIterable<Person[]> {
    const all = await partsLately(tenant);
    for (const shard of shards.keys()) {
      const ids = new Set<string>();
      for (const { of, slices } of all) {
        for (const { slice } of slices) {
          if (Math.floor(slice / (of.slices / shards.length)) === shard) for (const id of await idsIn(of, slice)) ids.add(id);
        }
      }
      if (ids.size > 0) yield [...ids].map(id => ({ tenant, id }));
    }
  }

  const size = async (tenant: string): Promise<number> =>
    (await partsLately(tenant)).flatMap(({ slices }) => slices).reduce((sum, { count }) => sum + count, 0);

  /** What waits for one person, the oldest first: as it stands at this moment, and only what they may and want to hear. */
  async function itemsOf(person: Person): Promise<Item[]> {
    const all = await partsLately(person.tenant);
    const items: Item[] = [];
    for (let at = 0; at < all.length; at += askedAtOnce) {
      items.push(...(await Promise.all(all.slice(at, at + askedAtOnce).map(({ of }) => itemIn(of, person)))).flat());
    }
    return items.sort((one, other) => startOf(one.of) - startOf(other.of));
  }

  async function itemIn(ref: Broadcast, person: Person): Promise<Item[]> {
    const delivery = await ledger.ofPerson(ref, person);
    if (!delivery || !inDigest(delivery)) return [];
    const of = await find(ref);
    if (!of || isOver(of)) return [];
    const wishes = await wishesOf(of, [person.id]);
    return isWanted(of, wishes, person.id) ? [itemOf(of, delivery, wishes, person)] : [];
  }

  /** One thing of a digest that somebody has, or is to have; undefined for anything that is not theirs, or over. */
  async function itemFor(person: Person, broadcast: string): Promise<Item | undefined> {
    const of = await find({ tenant: person.tenant, id: broadcast });
    if (!of || isOver(of)) return undefined;
    const delivery = await ledger.ofPerson(of, person);
    if (!delivery || !(inDigest(delivery) || delivery.state === 'sent')) return undefined;
    return itemOf(of, delivery, await wishesOf(of, [person.id]), person);
  }

  const itemOf = (of: Broadcast, delivery: Delivery, wishes: Wishes, { id }: Person): Item => ({
    of,
    delivery,
    isNamed: wishes[delivery.via]?.get(id)?.isNamed ?? false,
  });

  /** For each part of the audience, in their order: who of these is in it, and what they chose. */
  const wishesOf = ({ tenant, audience }: Broadcast, ids: readonly string[]): Promise<Wishes> =>
    Promise.all(audience.map(async ({ kind, id }) => audiences(kind)?.wishes(tenant, id, ids)));

  /** They have these now. One that was corrected meanwhile is put down as what they saw. */
  async function shownTo(people: readonly Person[], of: Broadcast): Promise<void> {
    await ledger.change(of, people, delivery =>
      inDigest(delivery) ? { ...delivery, state: 'sent', version: of.version, attempts: 0, notBefore: undefined } : undefined,
    );
  }

  return { tidy, pages, size, itemsOf, itemFor, shownTo };
}

/** What comes at once by now was put into the digest by the most that one person gets, or before they changed their mind. */
function isWanted({ news }: Broadcast, wishes: Wishes, id: string): boolean {
  const pace = mostWelcoming(wishes.flatMap(part => part?.get(id) ?? []), news); // prettier-ignore
  return pace === 'now' || pace === 'digest';
}

/** Nobody who has not got it gets it any more. */
export const isOver = ({ isRecalled, isStopped }: Pick<Broadcast, 'isRecalled' | 'isStopped'>): boolean => isRecalled || isStopped;

const startOf = ({ startedAt, createdAt }: Broadcast): number => (startedAt ?? createdAt).getTime();
