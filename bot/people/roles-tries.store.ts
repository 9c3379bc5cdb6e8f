import type { HeldThing } from '../feature.ts';
import { partition, row } from '../storage/keys.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import type { Person } from './person.ts';
import { oneMoreTry, triesAreOver, type Tries } from './roles-offered.ts';
import { shardOf, shards } from './shard.ts';

const attempts = 10;

/** How often somebody tried an invitation code in the current hour, so that codes cannot be guessed. */
export function openTries(table: Table, { now }: { now: () => Date }) {
  const place = (person: Person) => [partition(person.tenant, 'tries', shardOf(person.id)), row(person.id)] as const;

  /** Counts a try before it is made, so that many at once count as many. */
  async function mayTry(person: Person): Promise<boolean> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const found = await table.find(...place(person));
      const tries = oneMoreTry(found && triesIn(found), now());
      if (!tries) return false;
      const written = found ? await table.replace(found, fieldsOf(tries)) : await table.insert(...place(person), fieldsOf(tries));
      if (written === 'replaced' || written === 'inserted') return true;
    }
    return false;
  }

  const forget = async (person: Person): Promise<void> => void (await table.remove(...place(person)));

  async function tidy(tenant: string): Promise<number> {
    let gone = 0;
    for (const shard of shards) {
      for await (const found of table.all(partition(tenant, 'tries', shard))) {
        if (!triesAreOver(triesIn(found), now())) continue;
        if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
      }
    }
    return gone;
  }

  async function exported(person: Person): Promise<HeldThing[]> {
    const found = await table.find(...place(person));
    if (!found) return [];
    const { count, since } = triesIn(found);
    return [
      {
        table: 'roles',
        what: { en: 'Your tries at an invitation code', cy: 'Eich ceisiadau â chod gwahoddiad' },
        fields: { tries: count, triesSince: since.toISOString() },
      },
    ];
  }

  return { mayTry, forget, tidy, exported };
}

const fieldsOf = ({ count, since }: Tries) => ({ tries: count, triesSince: since });
const triesIn = ({ fields }: StoredRow): Tries => ({ count: Number(fields['tries']), since: fields['triesSince'] as Date });
