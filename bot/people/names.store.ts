import { LRUCache } from 'lru-cache';
import type { Held } from '../feature.ts';
import { partition, partsOf, row, rowsBeginning } from '../storage/keys.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import { mapOf, personal } from './data-map.ts';
import { fits, formsOf, leastTyped, lookedUpBy, plainName } from './names.ts';
import type { Person } from './person.ts';
import { shardOf, shards } from './shard.ts';

const name = 'names';
const freshForMs = 30_000;
const dayMs = 86_400_000;
/** A name in use is marked as such now and then, so that one nobody uses any more can be forgotten. */
const markUseAfterMs = 30 * dayMs;
/** However common a name, a look-up reads no further than this. */
const mostRead = 400;
const mostAlike = 20;

export type NamesStore = ReturnType<typeof openNames>;
export type Named = { person: Person; name: string };

/** The names Teams shows for people who have used the app. Nothing in here says what anybody belongs to. */
export function openNames(table: Table) {
  const known = new LRUCache<string, { name?: string }>({ max: 20_000, ttl: freshForMs });
  // What this instance has looked at today, so that a name in use costs nothing.
  const noted = new LRUCache<string, { name: string; at: number }>({ max: 50_000 });
  const cacheKey = (person: Person) => `${person.tenant}|${person.id}`;
  const place = (person: Person) => [partition(person.tenant, name, shardOf(person.id)), row(person.id)] as const;
  // By the first letters, so that the names of a large force do not all stand in one partition.
  const index = (tenant: string, form: string) => partition(tenant, 'find', form.slice(0, leastTyped));

  /** Keeps the name somebody is shown by: written when it changed, looked at once a day for each person. */
  async function note(person: Person, shown: string, now: Date): Promise<void> {
    const before = noted.get(cacheKey(person));
    if (!shown.trim() || (before?.name === shown && now.getTime() - before.at < dayMs)) return;
    const found = await table.find(...place(person));
    const stored = found && nameIn(found);
    const isMarked = found && now.getTime() - (found.fields['usedAt'] as Date).getTime() < markUseAfterMs;
    if (stored !== shown || !isMarked) await write(person, shown, now, stored);
    noted.set(cacheKey(person), { name: shown, at: now.getTime() });
  }

  async function write(person: Person, shown: string, now: Date, before: string | undefined): Promise<void> {
    // The name as it stands is written last: a line of the index is shown only where that agrees, and after a crash this is done again.
    await Promise.all(formsOf(shown).map(form => table.put(index(person.tenant, form), row(form, person.id), { name: shown })));
    if (before !== undefined) await unlist(person, before, new Set(formsOf(shown)));
    await table.put(...place(person), { name: shown, usedAt: now });
    known.delete(cacheKey(person));
  }

  async function unlist(person: Person, shown: string, stays = new Set<string>()): Promise<void> {
    const goes = formsOf(shown).filter(form => !stays.has(form));
    await Promise.all(goes.map(form => table.remove(index(person.tenant, form), row(form, person.id))));
  }

  async function of(person: Person): Promise<string | undefined> {
    const cached = known.get(cacheKey(person));
    if (cached) return cached.name;
    const found = await table.find(...place(person));
    const stored = found && nameIn(found);
    known.set(cacheKey(person), { name: stored });
    return stored;
  }

  /** Who is called something like this: every typed word begins a word of the name. `more` where there are others still. */
  async function find(tenant: string, typed: string, most: number): Promise<{ found: Named[]; more: boolean }> {
    const word = lookedUpBy(typed);
    const people = new Map<string, Named>();
    if (!word) return { found: [], more: false };
    let read = 0;
    for await (const line of table.all(index(tenant, word), { ...rowsBeginning(word), limit: mostRead })) {
      if (people.size > most || (read += 1) > mostRead) break;
      const person = { tenant, id: partsOf(line.row).at(-1) ?? '' };
      const listed = nameIn(line);
      if (people.has(person.id) || listed === undefined || !fits(listed, typed)) continue;
      if ((await of(person)) === listed) people.set(person.id, { person, name: listed });
    }
    const found = [...people.values()];
    return { found: found.slice(0, most), more: found.length > most || read > mostRead };
  }

  /** The one person who is called this, in whatever order and with whatever beside it; undefined where there is nobody, or more than one. */
  async function only(tenant: string, typed: string): Promise<Person | undefined> {
    const words = plainName(typed).split(' ').filter(Boolean);
    if (words.length < 2) return undefined;
    const { found, more } = await find(tenant, typed, mostAlike);
    const called = found.filter(({ name: shown }) => words.every(word => plainName(shown).split(' ').includes(word)));
    return !more && called.length === 1 ? called[0]?.person : undefined;
  }

  async function forget(person: Person): Promise<void> {
    const found = await table.find(...place(person));
    const stored = found && nameIn(found);
    await table.remove(...place(person));
    known.delete(cacheKey(person));
    noted.delete(cacheKey(person));
    if (stored !== undefined) await unlist(person, stored);
  }

  /** Forgets names of people who have not been here since `before`. Answers how many went. */
  async function forgetUnused(tenant: string, before: Date): Promise<number> {
    let gone = 0;
    for (const shard of shards) {
      for await (const found of table.all(partition(tenant, name, shard))) {
        if ((found.fields['usedAt'] as Date) >= before) continue;
        await forget({ tenant, id: found.row });
        gone += 1;
      }
    }
    return gone;
  }

  const held: Held = {
    map: mapOf(
      name,
      { en: 'Until you erase it, or 24 months unused', cy: 'Nes i chi ei ddileu, neu 24 mis heb ei ddefnyddio' },
      {
        name: personal('To find you by name when a role is offered', 'I ddod o hyd i chi wrth eich enw pan gynigir rôl'),
        usedAt: personal('To forget the name of somebody who no longer comes', 'I anghofio enw rhywun nad yw’n dod mwyach'),
      },
    ),
    export: async person => {
      const found = await table.find(...place(person));
      const stored = found && nameIn(found);
      if (stored === undefined) return [];
      const usedAt = (found?.fields['usedAt'] as Date).toISOString();
      const what = { en: 'The name Teams shows for you', cy: 'Yr enw y mae Teams yn ei ddangos i chi' };
      return [{ table: name, what, fields: { name: stored, usedAt } }];
    },
    erase: forget,
  };

  return { note, of, find, only, forgetUnused, held };
}

const nameIn = ({ fields }: StoredRow): string | undefined => (typeof fields['name'] === 'string' ? fields['name'] : undefined);
