import type { Held, HeldThing } from '../../feature.ts';
import type { Both } from '../../language/language.ts';
import type { AuditStore } from '../../people/audit.store.ts';
import type { Person } from '../../people/person.ts';
import type { Role } from '../../people/roles.ts';
import type { Consequences } from '../privacy.contract.ts';

export type { Consequences };

export type ErasingNeeds = {
  /** Every holder of anything about people. */
  held: () => readonly Held[];
  audit: Pick<AuditStore, 'write' | 'held'>;
};

/** Why somebody is erased. */
export type Why = 'everything erased' | 'erased as a leaver';

export type Erase = (person: Person, why: Why, now: Date) => Promise<'erased' | 'nothing'>;

/** A press of theirs that arrives meanwhile may leave something behind one round. */
const mostRounds = 3;

/**
 * Takes out everything about somebody. That it was done is written down under their pseudonym, and then the pseudonym's key goes,
 * last of all: from then on nobody can tell whose entries those were. Ended half-way, it is done again from the start.
 */
export function openErasing({ held, audit }: ErasingNeeds): Erase {
  return async function erase(person, why, now) {
    const others = held().filter(one => one !== audit.held);
    const has = async (holders: readonly Held[]) => {
      for (const one of holders) if ((await one.export(person)).length > 0) return true;
      return false;
    };
    if (!(await has([...others, audit.held]))) return 'nothing';
    for (let round = 0; round < mostRounds; round += 1) {
      for (const one of others) await one.erase(person, now);
      if (!(await has(others))) break;
    }
    await audit.write({ person, act: why, object: '-', now });
    await audit.held.erase(person, now);
    return 'erased';
  };
}

/** A question that was asked long ago is asked again: a card from last year must not erase what came since. */
const answerWithinMs = 60 * 60_000;
export const isFresh = (askedAt: string | undefined, now: Date): boolean => {
  const asked = Date.parse(askedAt ?? '');
  return asked <= now.getTime() && now.getTime() - asked <= answerWithinMs;
};

/** What there is to go, each kind once, in the words of whoever holds it; what is only known by pseudonym stays. */
export const kindsGoing = (things: readonly HeldThing[]): Both<string>[] => {
  const goes = things.filter(({ table }) => table !== 'audit');
  return [...new Map(goes.map(({ what }) => [what.en, what])).values()];
};

/** Roles that nobody would hold any more. */
export async function lastIn(
  roles: readonly { role: Role }[],
  isLast: (role: Role) => Promise<boolean>,
): Promise<{ chairOf: string[]; administrator: boolean }> {
  const last: Role[] = [];
  for (const { role } of roles) if (await isLast(role)) last.push(role);
  return {
    chairOf: last.filter(role => role.name === 'chair').map(role => role.network),
    administrator: last.some(role => role.name === 'administrator'),
  };
}
