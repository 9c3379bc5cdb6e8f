import { LRUCache } from 'lru-cache';
import type { Held, HeldThing } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { openCrowd } from '../storage/crowd.ts';
import { partition, row } from '../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../storage/table.ts';
import { mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { stillWanted, weekdays, type Quiet, type Weekday } from './quiet.ts';
import { shardOf, shards } from './shard.ts';

/** What somebody chose about how the product speaks to them. */
export type Preferences = {
  language?: Language;
  /** When they chose the language. */
  chosenAt?: Date;
  quiet?: Quiet;
  quietChosenAt?: Date;
  lastUsed: Date;
};

const name = 'preferences';
const key = (person: Person) => [partition(person.tenant, name, shardOf(person.id)), row(person.id)] as const;

// A choice stays fresh for 30 s in every instance; the person who chooses sees it at once in theirs.
const freshForMs = 30_000;
// "Last used" is kept to the day, so that using the product does not write a row each time.
const dayMs = 86_400_000;
// Two choices of one person at the same moment are rare, and a third try finds the row at rest.
const tries = 8;

export type PreferencesStore = ReturnType<typeof openPreferences>;

export function openPreferences(table: Table) {
  const known = new LRUCache<string, { preferences?: Preferences }>({ max: 20_000, ttl: freshForMs });
  const crowd = openCrowd(table, { valueOf: preferencesOf, freshForMs });
  const cacheKey = (person: Person) => `${person.tenant}|${person.id}`;

  /** The language somebody chose. At once where it is in memory, for every turn asks. */
  function languageOf(person: Person): Language | undefined | Promise<Language | undefined> {
    const cached = known.get(cacheKey(person));
    return cached ? cached.preferences?.language : of(person).then(preferences => preferences?.language);
  }

  /** When somebody wants nothing that can wait. At once where it is in memory, for every delivery asks. */
  function quietOf(person: Person): Quiet | undefined | Promise<Quiet | undefined> {
    const cached = known.get(cacheKey(person));
    return cached ? cached.preferences?.quiet : of(person).then(preferences => preferences?.quiet);
  }

  async function of(person: Person): Promise<Preferences | undefined> {
    const cached = known.get(cacheKey(person));
    if (cached) return cached.preferences;
    const found = await table.find(...key(person));
    const preferences = found && preferencesOf(found);
    known.set(cacheKey(person), { preferences });
    return preferences;
  }

  /** What those of these people chose who chose something: for sending to many, so nothing here is put in the way of `of`. */
  async function ofMany(tenant: string, ids: readonly string[]): Promise<Map<string, Preferences>> {
    const inShards = Map.groupBy(ids, shardOf);
    const found = new Map<string, Preferences>();
    for (const [shard, people] of inShards) {
      const rows = await crowd.of(
        partition(tenant, name, shard),
        people.map(id => row(id)),
      );
      for (const id of people) {
        const preferences = rows.get(row(id));
        if (preferences) found.set(id, preferences);
      }
    }
    return found;
  }

  const chooseLanguage = (person: Person, language: Language, now: Date): Promise<void> =>
    choose(person, before => ({ ...before, language, chosenAt: now, lastUsed: now }));

  /** Sets somebody's quiet hours; undefined ends them. */
  const chooseQuiet = (person: Person, quiet: Quiet | undefined, now: Date): Promise<void> =>
    choose(person, ({ language, chosenAt }) => {
      const kept = { language, chosenAt, lastUsed: now };
      if (quiet) return { ...kept, quiet, quietChosenAt: now };
      return language ? kept : undefined;
    });

  /** Changes one choice and keeps the other, also when both are made at once; nothing chosen leaves no row. */
  async function choose(person: Person, change: (before: Partial<Preferences>) => Preferences | undefined): Promise<void> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const found = await table.find(...key(person));
      const preferences = change(found ? preferencesOf(found) : {});
      if (!(await written(person, found, preferences))) continue;
      known.set(cacheKey(person), { preferences });
      return;
    }
    throw new Error('too many choices of one person at once');
  }

  async function written(person: Person, found: StoredRow | undefined, preferences: Preferences | undefined): Promise<boolean> {
    const [place, own] = key(person);
    try {
      return await writtenTo(person, found, preferences);
    } finally {
      crowd.changed(place, [own]);
    }
  }

  async function writtenTo(person: Person, found: StoredRow | undefined, preferences: Preferences | undefined): Promise<boolean> {
    if (!preferences) return !found || (await table.remove(found.partition, found.row, found.etag)) !== 'changed';
    if (!found) return (await table.insert(...key(person), fieldsOf(preferences))) === 'inserted';
    return (await table.replace(found, fieldsOf(preferences))) === 'replaced';
  }

  /** Notes that a choice is still in use, at most once a day. */
  async function used(person: Person, now: Date): Promise<void> {
    const preferences = known.get(cacheKey(person))?.preferences;
    if (!preferences || now.getTime() - preferences.lastUsed.getTime() < dayMs) return;
    const found = await table.find(...key(person));
    if (!found) return;
    const renewed = renewedAt(preferencesOf(found), now);
    // If somebody changed the row meanwhile, theirs is the newer truth and this note can wait for tomorrow.
    if (await written(person, found, renewed)) known.set(cacheKey(person), { preferences: renewed });
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
    const [place, own] = key(person);
    await table.remove(place, own);
    crowd.changed(place, [own]);
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

  return { of, ofMany, languageOf, quietOf, chooseLanguage, chooseQuiet, used, forgetUnused, held };
}

/** Still in use today; an "until" that is over goes, and everything if that was all. */
function renewedAt({ quiet, quietChosenAt, ...rest }: Preferences, now: Date): Preferences | undefined {
  const wanted = quiet && stillWanted(quiet, now);
  if (!wanted && !rest.language) return undefined;
  return { ...rest, ...(wanted ? { quiet: wanted, quietChosenAt } : {}), lastUsed: now };
}

function preferencesOf({ fields }: StoredRow): Preferences {
  const { language, chosenAt, quietChosenAt, lastUsed } = fields;
  const quiet = quietIn(fields);
  return {
    ...(language === undefined ? {} : { language: language === 'cy' ? 'cy' : 'en' }),
    ...(chosenAt instanceof Date ? { chosenAt } : {}),
    ...(quiet ? { quiet } : {}),
    ...(quietChosenAt instanceof Date ? { quietChosenAt } : {}),
    lastUsed: lastUsed as Date,
  };
}

function quietIn({ quietFrom, quietTo, quietDays, quietWholeDays, quietUntil }: Fields): Quiet | undefined {
  const wholeDays = daysIn(quietWholeDays);
  const span = quietFrom && quietTo ? { from: String(quietFrom), to: String(quietTo), days: daysIn(quietDays) } : undefined;
  const until = quietUntil instanceof Date ? quietUntil : undefined;
  if (!span && !until && wholeDays.length === 0) return undefined;
  return { ...(span ? { span } : {}), wholeDays, ...(until ? { until } : {}) };
}

const daysIn = (stored: Fields[string]): Weekday[] => weekdays.filter(day => String(stored ?? '').includes(String(day)));

function fieldsOf({ quiet, ...rest }: Preferences) {
  return {
    ...rest,
    quietFrom: quiet?.span?.from,
    quietTo: quiet?.span?.to,
    quietDays: quiet?.span?.days.join(','),
    quietWholeDays: quiet?.wholeDays.join(',') || undefined,
    quietUntil: quiet?.until,
  };
}

const exported = (preferences: Preferences): HeldThing => ({
  table: name,
  what: { en: 'Your language and quiet hours', cy: 'Eich iaith a’ch oriau tawel' },
  fields: Object.fromEntries(
    Object.entries(fieldsOf(preferences)).flatMap(([property, value]) =>
      value === undefined ? [] : [[property, value instanceof Date ? value.toISOString() : value]],
    ),
  ),
});

const whenQuiet = personal('To send nothing that can wait in your quiet hours', 'I beidio ag anfon dim a all aros yn eich oriau tawel');

const dataMap = mapOf(
  name,
  { en: 'Until you erase it, or 24 months unused', cy: 'Nes i chi ei ddileu, neu 24 mis heb ei ddefnyddio' },
  {
    language: personal('To speak the language you chose', 'I siarad yr iaith a ddewisoch'),
    chosenAt: personal('To show when you chose it', 'I ddangos pryd y gwnaethoch ei dewis'),
    quietFrom: whenQuiet,
    quietTo: whenQuiet,
    quietDays: whenQuiet,
    quietWholeDays: whenQuiet,
    quietUntil: whenQuiet,
    quietChosenAt: personal('To show when you chose your quiet hours', 'I ddangos pryd y dewisoch eich oriau tawel'),
    lastUsed: personal('To forget choices nobody uses', 'I anghofio dewisiadau nad oes neb yn eu defnyddio'),
  },
);
