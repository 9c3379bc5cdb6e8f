import type { HeldThing } from '../feature.ts';
import { partition, partsOf, row, rowAfter } from '../storage/keys.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import type { Person } from './person.ts';
import { guardedActs, type Guarded } from './roles.ts';

/** Somebody without a right asks the administrators for it. */
export type Asked = { person: Person; act: Guarded; network: string; askedAt: Date };

const dayMs = 86_400_000;
const keptForDays = 30;
const mostShown = 50;

/** Requests for a right: at most one open for each person and act. Administrators see them when they look. */
export function openAsked(table: Table, { now }: { now: () => Date }) {
  const place = (tenant: string) => partition(tenant, 'asked');
  const isOpen = ({ askedAt }: Asked) => now().getTime() - askedAt.getTime() < keptForDays * dayMs;

  async function ask(person: Person, act: Guarded, network: string): Promise<'asked' | 'already'> {
    const key = row(person.id, act);
    const fields = { network, askedAt: now() };
    if ((await table.insert(place(person.tenant), key, fields)) === 'inserted') return 'asked';
    const found = await table.find(place(person.tenant), key);
    const before = found && askedOf(person.tenant, found);
    if (!found || !before || isOpen(before)) return 'already';
    return (await table.replace(found, fields)) === 'replaced' ? 'asked' : 'already';
  }

  /** The oldest first. */
  async function open(tenant: string): Promise<Asked[]> {
    const asked: Asked[] = [];
    for await (const found of table.all(place(tenant))) {
      const one = askedOf(tenant, found);
      if (one && isOpen(one)) asked.push(one);
    }
    return asked.sort((one, other) => one.askedAt.getTime() - other.askedAt.getTime()).slice(0, mostShown);
  }

  async function settle(person: Person, act: Guarded): Promise<'settled' | 'absent'> {
    return (await table.remove(place(person.tenant), row(person.id, act))) === 'removed' ? 'settled' : 'absent';
  }

  async function of(person: Person): Promise<Asked[]> {
    const asked: Asked[] = [];
    for await (const found of table.all(place(person.tenant), { from: row(person.id), before: rowAfter(person.id) })) {
      const one = askedOf(person.tenant, found);
      if (one) asked.push(one);
    }
    return asked;
  }

  async function forget(person: Person): Promise<void> {
    for (const { act } of await of(person)) await settle(person, act);
  }

  /** Takes out requests about a network that is no more. */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    for await (const found of table.all(place(tenant))) {
      if (found.fields['network'] === network) await table.remove(found.partition, found.row);
    }
  }

  async function tidy(tenant: string): Promise<number> {
    let gone = 0;
    for await (const found of table.all(place(tenant))) {
      const one = askedOf(tenant, found);
      if (one && isOpen(one)) continue;
      if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
    }
    return gone;
  }

  async function exported(person: Person): Promise<HeldThing[]> {
    return (await of(person)).map(({ act, network, askedAt }) => ({
      table: 'roles',
      what: { en: 'What you asked the administrators for', cy: 'Yr hyn y gofynnoch i’r gweinyddwyr amdano' },
      fields: { act, network, askedAt: askedAt.toISOString() },
    }));
  }

  return { ask, open, settle, of, forget, forgetNetwork, tidy, exported };
}

/** Undefined for a row of an act that is no longer in the table: nobody can be given it. */
function askedOf(tenant: string, { row: key, fields }: StoredRow): Asked | undefined {
  const [id, act] = partsOf(key);
  const known = guardedActs.find(one => one === act);
  if (!id || !known) return undefined;
  return { person: { tenant, id }, act: known, network: String(fields['network'] ?? ''), askedAt: fields['askedAt'] as Date };
}
