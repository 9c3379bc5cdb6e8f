import { LRUCache } from 'lru-cache';
import type { Held, HeldThing } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { partition, row } from '../storage/keys.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import { mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { shardOf, shards } from './shard.ts';

/** What somebody chose about how the product speaks to them. */
export type Preferences = { language: Language; chosenAt: Date; lastUsed: Date };

const name = 'preferences';
const key = (person: Person) => [partition(person.tenant, name, shardOf(person.id)), row(person.id)] as const;

// A choice stays fresh for 30 s in every instance; the person who chooses sees it at once in theirs.
const freshForMs = 30_000;
// "Last used" is kept to the day, so that using the product does not write a row each time.
const dayMs = 86_400_000;

export type PreferencesStore = ReturnType<typeof openPreferences>;

export function openPreferences(table: Table) {
  const known = new LRUCache<string, { preferences?: Preferences }>({ max: 20_000, ttl: freshForMs });
  const cacheKey = (person: Person) => `${person.tenant}|${person.id}`;

  /** The language somebody chose. At once where it is in memory, for every turn asks. */
  function languageOf(person: Person): Language | undefined | Promise<Language | undefined> {
    const cached = known.get(cacheKey(person));
    return cached ? cached.preferences?.language : of(person).then(preferences => preferences?.language);
  }

  async function of(person: Person): Promise<Preferences | undefined> {
    const cached = known.get(cacheKey(person));
    if (cached) return cached.preferences;
    const found = await table.find(...key(person));
    const preferences = found && preferencesOf(found);
    known.set(cacheKey(person), { preferences });
    return preferences;
  }

  async function chooseLanguage(person: Person, language: Language, now: Date): Promise<void> {
    const preferences: Preferences = { language, chosenAt: now, lastUsed: now };
    await table.put(...key(person), fieldsOf(preferences));
    known.set(cacheKey(person), { preferences });
  }

  /** Notes that a choice is still in use, at most once a day. */
  async function used(person: Person, now: Date): Promise<void> {
    const preferences = known.get(cacheKey(person))?.preferences;
    if (!preferences || now.getTime() - preferences.lastUsed.getTime() < dayMs) return;
    const found = await table.find(...key(person));
    if (!found) return;
    const renewed = { ...preferencesOf(found), lastUsed: now };
    // If somebody changed the row meanwhile, theirs is the newer truth and this note can wait for tomorrow.
    if ((await table.replace(found, fieldsOf(renewed))) === 'replaced') known.set(cacheKey(person), { preferences: renewed });
  }

  /** Forgets choices nobody has used since `before`. Answers how many went. */
  async function forgetUnused(tenant: string, before: Date): Promise<number> {
    let gone = 0;
    for (const shard of shards) {
      for await (const found of table.all(partition(tenant, name, shard))) {
        if (preferencesOf(found).lastUsed >= before) continue;
        if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
      }
    }
    known.clear();
    return gone;
  }

  async function forget(person: Person): Promise<void> {
    await table.remove(...key(person));
    known.delete(cacheKey(person));
  }

  const held: Held = {
    map: dataMap,
    export: async person => {
      const found = await table.find(...key(person));
      return found ? [exported(preferencesOf(found))] : [];
    },
    erase: forget,
  };

  return { of, languageOf, chooseLanguage, used, forgetUnused, held };
}

function preferencesOf({ fields }: StoredRow): Preferences {
  return {
    language: fields['language'] === 'cy' ? 'cy' : 'en',
    chosenAt: fields['chosenAt'] as Date,
    lastUsed: fields['lastUsed'] as Date,
  };
}

const fieldsOf = (preferences: Preferences) => ({ ...preferences });

const exported = (preferences: Preferences): HeldThing => ({
  table: name,
  what: { en: 'Your language', cy: 'Eich iaith' },
  fields: {
    language: preferences.language,
    chosenAt: preferences.chosenAt.toISOString(),
    lastUsed: preferences.lastUsed.toISOString(),
  },
});

const dataMap = mapOf(
  name,
  { en: 'Until you erase it, or 24 months unused', cy: 'Nes i chi ei ddileu, neu 24 mis heb ei ddefnyddio' },
  {
    language: personal('To speak the language you chose', 'I siarad yr iaith a ddewisoch'),
    chosenAt: personal('To show when you chose it', 'I ddangos pryd y gwnaethoch ei dewis'),
    lastUsed: personal('To forget a choice nobody uses', 'I anghofio dewis nad oes neb yn ei ddefnyddio'),
  },
);
