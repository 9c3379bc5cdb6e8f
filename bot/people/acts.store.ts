import { createHmac, createSecretKey } from 'node:crypto';
import type { Held } from '../feature.ts';
import { partition, row } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import { mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { shardOf } from './shard.ts';

const name = 'acts';

export type ActsStore = ReturnType<typeof openActs>;

/**
 * Remembers that a press was carried out, so that the same press delivered again, even days later, does nothing.
 * A row names its person in the partition and keeps only a keyed hash of what was done.
 */
export function openActs(table: Table, key: Buffer) {
  // Made into a key object once: with raw bytes each HMAC would cost several times as much.
  const secret = createSecretKey(key);
  const place = (person: Person) => partition(person.tenant, name, shardOf(person.id), person.id);

  /**
   * Carries out `act` unless this very press was carried out before. The effect must itself be harmless twice (an insert-only
   * or ETag write), because two copies that arrive together may both run; the mark is written after it, so a crash loses nothing.
   */
  async function once<T>(
    press: { person: Person; verb: string; object: string; version: string; now: Date },
    act: () => Promise<T>,
  ): Promise<{ done: T } | 'before'> {
    const mark = row(
      createHmac('sha256', secret)
        .update(JSON.stringify([press.verb, press.object, press.version]))
        .digest('hex'),
    );
    if (await table.find(place(press.person), mark)) return 'before';
    const done = await act();
    await table.insert(place(press.person), mark, { at: press.now });
    return { done };
  }

  async function* marks(person: Person) {
    yield* table.all(place(person));
  }

  const held: Held = {
    map: mapOf(
      name,
      { en: 'Until you erase it', cy: 'Nes i chi ei ddileu' },
      {
        at: personal('So that a button pressed once works once', 'Er mwyn i fotwm a wasgir unwaith weithio unwaith'),
      },
    ),
    export: async person => {
      let count = 0;
      for await (const _ of marks(person)) count += 1;
      return count === 0
        ? []
        : [{ table: name, what: { en: 'Buttons pressed (how many)', cy: 'Botymau a wasgwyd (faint)' }, fields: { count } }];
    },
    erase: async person => {
      for await (const found of marks(person)) await table.remove(found.partition, found.row);
    },
  };

  return { once, held };
}
