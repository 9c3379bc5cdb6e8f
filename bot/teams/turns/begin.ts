import { traits } from '../../log.ts';
import { chooseLanguage } from '../../language/language.ts';
import type { Person } from '../../people/person.ts';
import type { DoorNeeds } from '../door.ts';
import type { Incoming } from '../entry/incoming.ts';
import { inTime, within } from './patience.ts';
import type { Turn } from '../turn.ts';

/** How long a turn waits for the force and the language before it goes on without. */
const settingsMs = 800;
/** How long the first turn of a tenant waits for what is made ready on that occasion. */
const firstSeenMs = 3_000;
const meetAgainMs = 30_000;

type BeginNeeds = Pick<DoorNeeds, 'firstSeen' | 'forceOf' | 'languageOf' | 'homeForce' | 'now' | 'log'> & {
  follow: <T>(work: Promise<T>) => Promise<T>;
};

/** Makes the Turn of what came in. Settings that do not come in time never hold up an answer. */
export function turnBeginner(needs: BeginNeeds): (incoming: Incoming, person: Person) => Promise<Turn> {
  const { now, log } = needs;
  const met = new Set<string>();
  const meetings = new Map<string, { startedAt: number; ended: Promise<void> }>();
  const unread = (error: unknown) => log('settings not read', traits(error));

  /** One attempt, which every turn of the tenant waits for; after a failure the next comes half a minute later. */
  function meet(tenant: string, firstSeen: (tenant: string) => Promise<void>): Promise<void> {
    const time = now().getTime();
    const last = meetings.get(tenant);
    if (last && time - last.startedAt < meetAgainMs) return last.ended;
    const ended = firstSeen(tenant).then(
      () => {
        met.add(tenant);
        meetings.delete(tenant);
      },
      (error: unknown) => log('first meeting failed', traits(error)),
    );
    meetings.set(tenant, { startedAt: time, ended });
    return ended;
  }

  return async ({ did, from, address, id, locale }, person) => {
    const { tenant } = person;
    if (needs.firstSeen && !met.has(tenant)) await within(needs.follow(meet(tenant, needs.firstSeen)), firstSeenMs);
    const [force, chosen] = await Promise.all([
      inTime(needs.forceOf(tenant), settingsMs, needs.homeForce, unread),
      inTime(needs.languageOf(person), settingsMs, undefined, unread),
    ]);
    return {
      person,
      name: from.name,
      force,
      language: chooseLanguage({ chosen, welsh: force.welsh, locale }),
      languageChosen: chosen !== undefined,
      scope: address.scope,
      address,
      id: id || did.kind,
      now: now(),
    };
  };
}
