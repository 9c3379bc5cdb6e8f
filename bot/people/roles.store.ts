import { LRUCache } from 'lru-cache';
import type { Held } from '../feature.ts';
import { partition, partsOf, row } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import { mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { isRoleName, type Role } from './roles.ts';
import { shardOf } from './shard.ts';

const name = 'roles';
// A role taken away must stop working within 60 s everywhere.
const freshForMs = 30_000;

export type RolesStore = ReturnType<typeof openRoles>;

export function openRoles(table: Table) {
  const known = new LRUCache<string, Role[]>({ max: 20_000, ttl: freshForMs });
  const cacheKey = (person: Person) => `${person.tenant}|${person.id}`;
  const place = (person: Person) => partition(person.tenant, name, shardOf(person.id), person.id);
  const rowOf = (role: Role) => row(role.name, role.network);

  async function read(person: Person): Promise<{ role: Role; grantedAt: Date }[]> {
    const roles: { role: Role; grantedAt: Date }[] = [];
    for await (const found of table.all(place(person))) {
      const [roleName, network = ''] = partsOf(found.row);
      if (isRoleName(roleName)) roles.push({ role: { name: roleName, network }, grantedAt: found.fields['grantedAt'] as Date });
    }
    return roles;
  }

  async function of(person: Person): Promise<Role[]> {
    const cached = known.get(cacheKey(person));
    if (cached) return cached;
    const roles = (await read(person)).map(({ role }) => role);
    known.set(cacheKey(person), roles);
    return roles;
  }

  async function grant(person: Person, role: Role, now: Date): Promise<void> {
    await table.insert(place(person), rowOf(role), { grantedAt: now });
    known.delete(cacheKey(person));
  }

  async function take(person: Person, role: Role): Promise<void> {
    await table.remove(place(person), rowOf(role));
    known.delete(cacheKey(person));
  }

  const held: Held = {
    map: mapOf(
      name,
      { en: 'Until the role ends or you erase it', cy: 'Nes i’r rôl ddod i ben neu i chi ei dileu' },
      {
        grantedAt: personal('When you took on a role, and which', 'Pryd y cawsoch rôl, a pha un'),
      },
    ),
    export: async person =>
      (await read(person)).map(({ role, grantedAt }) => ({
        table: name,
        what: { en: 'A role you hold', cy: 'Rôl sydd gennych' },
        fields: { role: role.name, network: role.network, grantedAt: grantedAt.toISOString() },
      })),
    erase: async person => {
      for (const { role } of await read(person)) await take(person, role);
    },
  };

  return { of, grant, take, held };
}
