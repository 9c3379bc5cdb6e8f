import type { Audience, Wish } from '../../feature.ts';
import { chooseLanguage } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Delivery } from '../ledger/delivery.ts';
import type { Allowed, Asked, Wishes } from './allowed.ts';
import type { CapStore } from './cap.store.ts';
import { decide } from './wish.ts';

export type WishesNeeds = {
  /** Who is in which audience, by kind. */
  audiences: (kind: string) => Audience | undefined;
  people: Pick<People, 'preferences' | 'tenants' | 'forceSettings'>;
  cap: Pick<CapStore, 'take' | 'giveBack'>;
};

/** What each recipient wants, asked at the moment of sending: whoever leaves or changes their mind is heard within a minute. */
export function openWishes({ audiences, people, cap }: WishesNeeds): Wishes {
  async function allowed(broadcast: Broadcast, batch: readonly Asked[], now: Date): Promise<Map<string, Allowed>> {
    const { tenant } = broadcast;
    const persons = idsOf(batch.map(({ delivery }) => delivery));
    const [force, parts, chosen] = await Promise.all([
      people.tenants.forceOf(tenant),
      wishesIn(broadcast, persons),
      people.preferences.ofMany(tenant, persons),
    ]);
    const { welsh } = force;
    const counted: { key: string; person: string }[] = [];
    const answer = new Map<string, Allowed>();
    for (const { key, delivery } of batch) {
      const { to } = delivery;
      if (to.kind === 'place') {
        // What stands in a room tells nothing about anybody in it.
        answer.set(key, { kind: 'go', language: chooseLanguage({ welsh }), force, isNamed: true });
        continue;
      }
      const wishes = parts.flatMap(part => part?.get(to.id) ?? []);
      const preferences = chosen.get(to.id);
      const decided = decide(delivery, broadcast, { wishes, quiet: preferences?.quiet }, now);
      if (decided.kind !== 'go') {
        answer.set(key, decided);
        continue;
      }
      if (decided.counts) counted.push({ key, person: to.id });
      const language = chooseLanguage({ chosen: preferences?.language, welsh });
      answer.set(key, { kind: 'go', language, force, isNamed: parts[delivery.via]?.get(to.id)?.isNamed ?? false });
    }
    if (counted.length === 0) return answer;
    const { value: most } = await people.forceSettings.of(tenant, 'mostMessages');
    const asked = { tenant, broadcast: broadcast.id, people: counted.map(({ person }) => person) };
    const room = await cap.take(asked, now, most);
    for (const { key, person } of counted) if (!room.has(person)) answer.set(key, { kind: 'digest' });
    return answer;
  }

  /** For each part of the audience, in their order: who of them is in it, and what they chose. */
  const wishesIn = ({ tenant, audience }: Broadcast, persons: readonly string[]): Promise<(ReadonlyMap<string, Wish> | undefined)[]> =>
    Promise.all(
      audience.map(async ({ kind, id }) => {
        if (kind === 'place' || persons.length === 0) return undefined;
        const asked = audiences(kind);
        if (!asked) throw new Error(`nobody offers the audience "${kind}"`);
        return asked.wishes(tenant, id, persons);
      }),
    );

  const giveBack = async ({ tenant, id, mayWait }: Broadcast, batch: readonly Delivery[]): Promise<void> => {
    const persons = idsOf(batch);
    if (mayWait && persons.length > 0) await cap.giveBack({ tenant, broadcast: id, people: persons });
  };

  return { allowed, giveBack };
}

const idsOf = (batch: readonly Delivery[]): string[] => batch.flatMap(({ to }) => (to.kind === 'person' ? [to.id] : []));
