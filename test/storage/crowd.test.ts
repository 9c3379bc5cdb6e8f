import assert from 'node:assert/strict';
import { openCrowd } from '../../bot/storage/crowd.ts';
import { partition, row } from '../../bot/storage/keys.ts';
import type { Table } from '../../bot/storage/table.ts';
import { storageHere } from '../support/storage.ts';

const at = partition('force', 'crowd', '0');
const key = (who: number) => row('person', String(who).padStart(4, '0'));
const all = (count: number) => Array.from({ length: count }, (_, who) => key(who));

describe('Rows for many who are asked about one after another', () => {
  const { storage } = storageHere();
  let tables = 0;

  /** A table with this many people, and how it was read. */
  async function crowdOf(people: number) {
    const real = storage().table(`crowd${(tables += 1)}`);
    for (const who of all(people)) await real.insert(at, who, { said: 'now' });
    const read = { singles: 0, lists: 0 };
    const table: Pick<Table, 'find' | 'all'> = {
      find: (...asked) => ((read.singles += 1), real.find(...asked)),
      all: (...asked) => ((read.lists += 1), real.all(...asked)),
    };
    let now = 1;
    const crowd = openCrowd(table, { valueOf: ({ fields }) => String(fields['said']), freshForMs: 30_000, clock: { now: () => now } });
    return { crowd, read, real, pass: (ms: number) => (now += ms) };
  }

  it('reads a few each by itself, and whoever is not there is not in the answer', async () => {
    const { crowd, read } = await crowdOf(3);
    assert.deepEqual([...(await crowd.of(at, [key(1), key(7)]))], [[key(1), 'now']]);
    assert.deepEqual(read, { singles: 2, lists: 0 });
  });

  it('reads all of them once many are asked about, and no more for a while', async () => {
    const { crowd, read } = await crowdOf(60);
    assert.equal((await crowd.of(at, all(20))).size, 20);
    assert.equal((await crowd.of(at, all(80))).size, 60);
    assert.deepEqual(read, { singles: 0, lists: 1 });
  });

  it('reads all of them, too, when few are asked about again and again', async () => {
    const { crowd, read } = await crowdOf(20);
    for (let who = 0; who < 20; who += 1) assert.equal((await crowd.of(at, [key(who)])).size, 1);
    assert.deepEqual(read, { singles: 10, lists: 1 });
  });

  it('tells nothing that is older than it may be', async () => {
    const { crowd, real, pass } = await crowdOf(12);
    await crowd.of(at, all(12));
    await real.remove(at, key(3));
    pass(29_000);
    assert.equal((await crowd.of(at, all(12))).size, 12);
    pass(1_001);
    assert.equal((await crowd.of(at, all(12))).size, 11);
  });

  it('sees at once what was written here: changed, gone and new', async () => {
    const { crowd, real } = await crowdOf(12);
    await crowd.of(at, all(12));
    await real.put(at, key(1), { said: 'off' });
    await real.remove(at, key(2));
    await real.insert(at, key(40), { said: 'digest' });
    crowd.changed(at, [key(1), key(2), key(40)]);
    const seen = await crowd.of(at, [key(0), key(1), key(2), key(40)]);
    assert.deepEqual(
      [...seen],
      [
        [key(0), 'now'],
        [key(1), 'off'],
        [key(40), 'digest'],
      ],
    );
  });

  it('does not believe what it began to read before a write', async () => {
    const real = storage().table('crowdslow');
    for (const who of all(12)) await real.insert(at, who, { said: 'now' });
    const crowd = openCrowd(
      {
        find: real.find,
        async *all(...asked) {
          for await (const found of real.all(...asked)) yield found;
          await real.put(at, key(5), { said: 'off' });
          crowd.changed(at, [key(5)]);
        },
      },
      { valueOf: ({ fields }) => String(fields['said']), freshForMs: 30_000 },
    );
    assert.equal((await crowd.of(at, all(12))).get(key(5)), 'off');
  });
});
