import { nextDaily } from '../../delivery/due.ts';
import type { Feature } from '../../feature.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import { hasLapsed, lapseAfterDays } from './membership.ts';
import type { MembershipsStore } from './memberships.store.ts';

export type LapsingNeeds = {
  memberships: Pick<MembershipsStore, 'mine' | 'leave'>;
  people: Pick<People, 'addresses' | 'audit' | 'preferences'>;
  /** When something was last sent to somebody that could not be delivered to them. */
  lastUnreached: (person: Person) => Promise<Date | undefined>;
};

const kind = 'networks/lapse';
const dayMs = 86_400_000;

/** Memberships end by themselves only where nothing could be delivered for long. Silence alone never ends one. */
export function lapsingPart({ memberships, people, lastUnreached }: LapsingNeeds): Partial<Feature> {
  async function lapse(tenant: string, now: Date): Promise<void> {
    const gone: Person[] = [];
    for await (const person of people.addresses.goneSince(tenant, new Date(now.getTime() - lapseAfterDays * dayMs))) gone.push(person);
    for (const person of gone) {
      const mine = await memberships.mine(person);
      if (mine.size === 0) continue;
      const [since, until] = [await people.addresses.goneAtOf(person), await lastUnreached(person)];
      const unreachable = since && until && until > since ? { since, until } : undefined;
      if (!hasLapsed({ unreachable, lastAct: await lastActOf(person) }, now)) continue;
      for (const network of mine.keys()) await memberships.leave(person, network, now);
    }
  }

  async function lastActOf(person: Person): Promise<Date> {
    const acts = [(await people.preferences.of(person))?.lastUsed, await people.audit.lastActOf(person)];
    return new Date(Math.max(0, ...acts.map(at => at?.getTime() ?? 0)));
  }

  return {
    due: {
      [kind]: async ({ tenant, now }) => {
        await lapse(tenant, now);
        return { again: nextLapse(now) };
      },
    },
    standing: [{ kind, next: nextLapse }],
  };
}

/** Every day at 04:30, UK time. */
export const nextLapse = (after: Date): Date => nextDaily(after, { hour: 4, minute: 30 });
