import { LRUCache } from 'lru-cache';
import type { WelshRule } from '../language/language.ts';
import { partition, partsOf, row } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import type { Force } from '../teams/turn.ts';
import { general, mapOf } from './data-map.ts';
import { forceNamed } from './forces.ts';

// The register of tenants is the one list that stands above them all. It holds tenant ids and force settings, nothing about a person.
const register = partition('-', 'tenants');
const freshForMs = 30_000;

export type TenantsStore = ReturnType<typeof openTenants>;

/** Which tenants use the app, and which force each is. A tenant without a setting of its own is the home force. */
export function openTenants(table: Table, home: { homeForce: string; welsh?: WelshRule }) {
  const homeForce = forceNamed(home.homeForce, home.welsh);
  const known = new LRUCache<string, Force>({ max: 1_000, ttl: freshForMs });

  /** The force of a tenant, remembered for 30 s: at once while it is, for every turn asks. */
  function forceOf(tenant: string): Force | Promise<Force> {
    return known.get(tenant) ?? readForce(tenant);
  }

  async function readForce(tenant: string): Promise<Force> {
    const found = await table.find(register, row(tenant));
    const name = found?.fields['force'];
    const force = typeof name === 'string' ? forceNamed(name, welshRuleOf(found?.fields['welsh'])) : homeForce;
    known.set(tenant, force);
    return force;
  }

  /** Enters a tenant in the register. `first` is true for exactly one caller, whatever the number of instances. */
  async function meet(tenant: string, now: Date): Promise<{ first: boolean }> {
    return { first: (await table.insert(register, row(tenant), { metAt: now })) === 'inserted' };
  }

  // Once met, a tenant stays met: only the answer "not yet" is asked for again.
  const met = new Set<string>();
  async function knows(tenant: string): Promise<boolean> {
    if (met.has(tenant)) return true;
    const found = await table.find(register, row(tenant));
    if (found) met.add(tenant);
    return found !== undefined;
  }

  async function all(): Promise<string[]> {
    const tenants: string[] = [];
    for await (const found of table.all(register)) tenants.push(...partsOf(found.row));
    return tenants;
  }

  return { forceOf, meet, knows, all, homeForce, map };
}

const map = mapOf(
  'tenants',
  { en: 'As long as the tenant uses the app', cy: 'Cyhyd ag y mae’r tenant yn defnyddio’r ap' },
  {
    metAt: general('When a tenant was first met', 'Pryd y daeth tenant i’r golwg gyntaf'),
  },
);

function welshRuleOf(value: unknown): WelshRule | undefined {
  return value === 'off' || value === 'offered' || value === 'required' ? value : undefined;
}
