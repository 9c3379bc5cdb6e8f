import { LRUCache } from 'lru-cache';
import type { HeldThing } from '../feature.ts';
import { partition, row } from '../storage/keys.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import type { Person } from './person.ts';
import { grantedByToken, hasLapsedWhole, rolesInToken, tokenRoles, type SeenInToken } from './roles-from-token.ts';
import type { Role } from './roles.ts';
import { shardOf, shards } from './shard.ts';

const freshForMs = 30_000;
// Every request of the tab brings the token; a role lapses in days, so it is noted now and then.
const noteAgainAfterMs = 600_000;
const tries = 5;

/** The Entra app roles somebody's tab tokens had, and when each was last seen. */
export function openTokenRoles(table: Table, { now }: { now: () => Date }) {
  const known = new LRUCache<string, { at: number; seen: SeenInToken }>({ max: 20_000 });
  const cacheKey = (person: Person) => `${person.tenant}|${person.id}`;
  const place = (person: Person) => [partition(person.tenant, 'app roles', shardOf(person.id)), row(person.id)] as const;

  async function seenOf(person: Person): Promise<SeenInToken> {
    const at = now().getTime();
    const cached = known.get(cacheKey(person));
    if (cached && Math.abs(at - cached.at) < freshForMs) return cached.seen;
    const seen = seenIn(await table.find(...place(person)));
    known.set(cacheKey(person), { at, seen });
    return seen;
  }

  const of = async (person: Person): Promise<Role[]> => grantedByToken(await seenOf(person), now());

  /** Notes the app roles of a token just verified. One that is missing from it is left as it was. */
  async function note(person: Person, values: readonly string[]): Promise<void> {
    const at = now();
    const roles = rolesInToken(values);
    const isNoted = (seen: SeenInToken) => roles.every(role => at.getTime() - (seen[role]?.getTime() ?? 0) < noteAgainAfterMs);
    if (roles.length === 0 || isNoted(await seenOf(person))) return;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const found = await table.find(...place(person));
      const seen = { ...seenIn(found), ...Object.fromEntries(roles.map(role => [role, at])) };
      const written = found ? await table.replace(found, fieldsOf(seen)) : await table.insert(...place(person), fieldsOf(seen));
      if (written === 'changed' || written === 'exists') continue;
      known.set(cacheKey(person), { at: at.getTime(), seen });
      return;
    }
  }

  async function forget(person: Person): Promise<void> {
    await table.remove(...place(person));
    known.delete(cacheKey(person));
  }

  async function tidy(tenant: string): Promise<number> {
    let gone = 0;
    for (const shard of shards) {
      for await (const found of table.all(partition(tenant, 'app roles', shard))) {
        if (!hasLapsedWhole(seenIn(found), now())) continue;
        if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
      }
    }
    return gone;
  }

  async function exported(person: Person): Promise<HeldThing[]> {
    return Object.entries(seenIn(await table.find(...place(person)))).map(([role, seenAt]) => ({
      table: 'roles',
      what: { en: 'A role that Microsoft Entra gives you', cy: 'Rôl y mae Microsoft Entra yn ei rhoi i chi' },
      fields: { role, seenAt: seenAt.toISOString() },
    }));
  }

  return { of, note, forget, tidy, exported };
}

const fieldsOf = (seen: SeenInToken) => Object.fromEntries(tokenRoles.map(role => [`${role}SeenAt`, seen[role]]));

function seenIn(found: StoredRow | undefined): SeenInToken {
  const seen: SeenInToken = {};
  for (const role of tokenRoles) {
    const at = found?.fields[`${role}SeenAt`];
    if (at instanceof Date) seen[role] = at;
  }
  return seen;
}
