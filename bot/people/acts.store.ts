import { createHmac } from 'node:crypto';
import type { Held } from '../feature.ts';
import { partition, row, rowAfter } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import { lifeSetBy, mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { shardOf, shards } from './shard.ts';

const name = 'acts';

export type ActsStore = ReturnType<typeof openActs>;

/**
 * Remembers that a press was carried out, so that the same press delivered again, even days later, does nothing.
 * A row names its person and when, and keeps only a keyed hash of what was done.
 */
export function openActs(table: Table, key: Buffer) {
  const place = (person: Person) => partition(person.tenant, name, shardOf(person.id));

  /**
   * Carries out `act` unless this very press was carried out before. The effect must itself be harmless twice (an insert-only
   * or ETag write), because two copies that arrive together may both run; the mark is written after it, so a crash loses nothing.
   */
  async function once<T>(
    press: { person: Person; verb: string; object: string; version: string; now: Date },
    act: () => Promise<T>,
  ): Promise<{ done: T } | 'before'> {
    const { person, verb, object, version, now } = press;
    const mark = createHmac('sha256', key)
      .update(JSON.stringify([verb, object, version]))
      .digest('hex');
    const marked = row(person.id, mark);
    if (await table.find(place(person), marked)) return 'before';
    const done = await act();
    await table.insert(place(person), marked, { at: now });
    return { done };
  }

  async function* marks(person: Person) {
    yield* table.all(place(person), { from: row(person.id), before: rowAfter(person.id) });
  }

  /** Forgets presses from before a time; nobody presses the same showing of a card that long after. Answers how many went. */
  async function forget(tenant: string, before: Date): Promise<number> {
    let gone = 0;
    for (const shard of shards) {
      for await (const found of table.all(partition(tenant, name, shard))) {
        const at = found.fields['at'];
        if (at instanceof Date && at >= before) continue;
        if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
      }
    }
    return gone;
  }

  const held: Held = {
    map: mapOf(name, lifeSetBy('pressesDays'), {
      at: personal('So that a button pressed once works once', 'Er mwyn i fotwm a wasgir unwaith weithio unwaith'),
    }),
    export: async person => {
      const things = [];
      for await (const { fields } of marks(person)) {
        const at = fields['at'] instanceof Date ? fields['at'].toISOString() : '';
        things.push({ table: name, what: { en: 'A button you pressed', cy: 'Botwm a wasgwyd gennych' }, fields: { at } });
      }
      return things;
    },
    erase: async person => {
      for await (const found of marks(person)) await table.remove(found.partition, found.row);
    },
  };

  return { once, forget, held };
}
