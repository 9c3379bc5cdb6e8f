import assert from 'node:assert/strict';
import { partition, partsOf, row, rowAfter, sortable } from '../../bot/storage/keys.ts';
import type { StoredRow, Table } from '../../bot/storage/table.ts';

/** What every Table promises. `newTable` gives one that has never been used. */
export function tablePromises(newTable: () => Table): void {
  const force = partition('force-one', 'things');

  async function everything(table: Table, ...options: Parameters<Table['all']> extends [unknown, ...infer Rest] ? Rest : never) {
    const rows: StoredRow[] = [];
    for await (const stored of table.all(force, ...options)) rows.push(stored);
    return rows;
  }

  describe('a table nobody has written to', () => {
    it('has nothing to find, to list or to remove, and does not complain', async () => {
      const table = newTable();
      assert.equal(await table.find(force, row('a')), undefined);
      assert.deepEqual((await table.list(force)).rows, []);
      assert.deepEqual(await everything(table), []);
      assert.equal(await table.remove(force, row('a')), 'absent');
    });

    it('is made once when many write to it first at the same moment', async () => {
      const table = newTable();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => table.insert(force, row(`r${i}`), { i })));
      assert.deepEqual(new Set(answers), new Set(['inserted']));
      assert.equal((await everything(table)).length, 20);
    });

    it('is made by a first put and by a first transaction as well', async () => {
      const one = newTable();
      await one.put(force, row('a'), { a: 1 });
      assert.deepEqual((await one.find(force, row('a')))?.fields, { a: 1 });
      const other = newTable();
      assert.deepEqual(await other.together(force, [{ do: 'insert', row: row('a'), fields: { a: 2 } }]), { done: true });
      assert.deepEqual((await other.find(force, row('a')))?.fields, { a: 2 });
    });

    it('has changed in the eyes of someone who read a row elsewhere', async () => {
      const elsewhere = newTable();
      await elsewhere.insert(force, row('a'), { a: 1 });
      const read = await elsewhere.find(force, row('a'));
      assert.ok(read);
      assert.equal(await newTable().replace(read, { a: 2 }), 'changed');
    });
  });

  describe('what a row holds', () => {
    it('comes back as it went in: words, numbers, yes and no, dates, big numbers', async () => {
      const table = newTable();
      const fields = {
        words: 'Rhwydwaith Cydraddoldeb Hil, ŷ ẁ 👩🏽‍✈️ "quoted" <b> & \\ \n\t end',
        empty: '',
        small: -7,
        fraction: 0.1,
        milliseconds: 1_823_456_789_012,
        large: 9_007_199_254_740_991,
        negative: -3_000_000_000,
        yes: true,
        no: false,
        at: new Date('2027-03-28T00:59:59.123Z'),
        early: new Date('1601-01-01T00:00:00.000Z'),
        most: 2n ** 63n - 1n,
        least: -(2n ** 63n),
      };
      await table.insert(force, row('a'), fields);
      assert.deepEqual((await table.find(force, row('a')))?.fields, fields);
      assert.deepEqual((await table.list(force)).rows[0]?.fields, fields);
    });

    it('leaves out what is undefined, and has nothing of its own besides', async () => {
      const table = newTable();
      await table.insert(force, row('a'), { here: 1, absent: undefined });
      assert.deepEqual(Object.keys((await table.find(force, row('a')))?.fields ?? {}), ['here']);
    });

    it('takes the longest text Azure allows', async () => {
      const table = newTable();
      const text = 'ŵ'.repeat(32_768);
      await table.insert(force, row('a'), { text });
      assert.equal((await table.find(force, row('a')))?.fields['text'], text);
    });

    const refused: [string, Parameters<Table['insert']>[2], RegExp][] = [
      ['a text of 70 KB', { note: 'x'.repeat(35_840) }, /"note" is longer than 32768 characters/],
      ['a number that is none', { size: NaN }, /"size" is not a finite number/],
      ['an endless number', { size: Infinity }, /"size" is not a finite number/],
      ['a big number beyond 64 bits', { size: 2n ** 63n }, /"size" does not fit into 64 bits/],
      ['a date that is none', { when: new Date(NaN) }, /"when" is not a date/],
      ['a date before 1601', { when: new Date('1066-10-14') }, /"when" is not a date/],
      ['a property named as one of Azure’s own', { Timestamp: 1 }, /"Timestamp" cannot be the name/],
      ['a property its client would take for the ETag', { etag: 'x' }, /"etag" cannot be the name/],
      ['a property with a space in its name', { 'two words': 1 }, /"two words" cannot be the name/],
    ];
    for (const [what, fields, message] of refused) {
      it(`refuses ${what}, naming the property and not its content`, async () => {
        const table = newTable();
        await assert.rejects(table.insert(force, row('a'), fields), message);
        await assert.rejects(table.put(force, row('a'), fields), message);
        await assert.rejects(table.together(force, [{ do: 'put', row: row('a'), fields }]), message);
        assert.equal(await table.find(force, row('a')), undefined);
      });
    }
  });

  describe('when a row was written', () => {
    const written = async (table: Table): Promise<number> => (await table.find(force, row('a')))?.writtenAt.getTime() ?? NaN;

    it('is told by whoever keeps it, to the millisecond or so, wherever the row is read', async () => {
      const table = newTable();
      const before = Date.now();
      await table.insert(force, row('a'), { n: 1 });
      const at = await written(table);
      assert.ok(at >= before - 1000 && at <= Date.now() + 1000, `written at ${at}, asked at ${before}`);
      assert.equal((await table.list(force)).rows[0]?.writtenAt.getTime(), at);
      const moments = new Set<number>();
      for (let n = 0; n < 8; n += 1) {
        await table.put(force, row('a'), { n });
        moments.add((await written(table)) % 1000);
      }
      assert.ok(moments.size > 1, 'whole seconds would tell too little');
    });

    it('moves on with every kind of write, and not by reading', async () => {
      const table = newTable();
      await table.insert(force, row('a'), { n: 1 });
      let last = await written(table);
      assert.equal(await written(table), last);
      const writes: ((read: StoredRow) => Promise<unknown>)[] = [
        read => table.replace(read, { n: 2 }),
        () => table.put(force, row('a'), { n: 3 }),
        read => table.together(force, [{ do: 'replace', row: row('a'), fields: { n: 4 }, etag: read.etag }]),
      ];
      for (const write of writes) {
        await new Promise(resolve => setTimeout(resolve, 5));
        const read = await table.find(force, row('a'));
        assert.ok(read);
        await write(read);
        assert.ok((await written(table)) > last);
        last = await written(table);
      }
    });
  });

  describe('odd keys', () => {
    const odd = [
      'a/b\\c#d?e%f',
      "O'Neill & sons + daughters = 100 %",
      'Rhwydwaith Merched Ŵyn, ŷ ô',
      '👮🏽‍♀️🏳️‍🌈',
      '19:abc_def@thread.tacv2;messageid=1700000000000',
      '!$~|}{',
      '%2F%00',
      ' leading and trailing ',
      '\u0000\u001f\u007f\u0085',
      '.',
      '..',
      '(1,2)',
      'x'.repeat(500),
    ];

    it('find the row they were made for, and only that one', async () => {
      const table = newTable();
      for (const part of odd) assert.equal(await table.insert(partition('t', part), row(part), { part }), 'inserted');
      for (const part of odd) {
        const stored = await table.find(partition('t', part), row(part));
        assert.equal(stored?.fields['part'], part);
        assert.deepEqual(partsOf(stored.row), [part]);
        assert.deepEqual(partsOf(stored.partition), ['t', part]);
      }
    });

    it('can be replaced, listed, changed together and removed', async () => {
      const table = newTable();
      for (const part of odd) {
        const place = partition('t', part);
        await table.insert(place, row(part), { n: 1 });
        const read = await table.find(place, row(part));
        assert.ok(read);
        assert.equal(await table.replace(read, { n: 2 }), 'replaced', part);
        const listed = await table.list(place, { from: row(part), before: rowAfter(part) });
        assert.deepEqual(
          listed.rows.map(stored => stored.fields),
          [{ n: 2 }],
          part,
        );
        const etag = listed.rows[0]?.etag ?? '';
        assert.deepEqual(await table.together(place, [{ do: 'replace', row: row(part), fields: { n: 3 }, etag }]), { done: true }, part);
        assert.equal(await table.remove(place, row(part)), 'removed', part);
      }
    });

    it('may be as long as Azure allows, 512 characters', async () => {
      const table = newTable();
      const key = row('y'.repeat(512));
      await table.insert(force, key, { n: 1 });
      assert.equal((await table.find(force, key))?.row, key);
    });
  });

  describe('inserting', () => {
    it('tells the second of two that the row exists, and leaves the first one’s words', async () => {
      const table = newTable();
      assert.equal(await table.insert(force, row('a'), { by: 'first' }), 'inserted');
      assert.equal(await table.insert(force, row('a'), { by: 'second' }), 'exists');
      assert.deepEqual((await table.find(force, row('a')))?.fields, { by: 'first' });
    });

    it('lets exactly one of twenty win', async () => {
      const table = newTable();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => table.insert(force, row('a'), { i })));
      assert.equal(answers.filter(answer => answer === 'inserted').length, 1);
    });
  });

  describe('replacing', () => {
    it('writes over what was read, and the fields not given are gone', async () => {
      const table = newTable();
      await table.insert(force, row('a'), { kept: 1, dropped: 2 });
      const read = await table.find(force, row('a'));
      assert.ok(read);
      assert.equal(await table.replace(read, { kept: 3 }), 'replaced');
      const again = await table.find(force, row('a'));
      assert.deepEqual(again?.fields, { kept: 3 });
      assert.notEqual(again?.etag, read.etag);
    });

    it('does nothing when somebody else wrote or removed it in between', async () => {
      const table = newTable();
      await table.insert(force, row('a'), { n: 1 });
      const read = await table.find(force, row('a'));
      assert.ok(read);
      await table.put(force, row('a'), { n: 2 });
      assert.equal(await table.replace(read, { n: 3 }), 'changed');
      assert.deepEqual((await table.find(force, row('a')))?.fields, { n: 2 });
      await table.remove(force, row('a'));
      assert.equal(await table.replace(read, { n: 3 }), 'changed');
      assert.equal(await table.find(force, row('a')), undefined);
    });

    it('brings twenty writers who each add ten to exactly two hundred', async () => {
      const table = newTable();
      await table.insert(force, row('count'), { n: 0 });
      const addOne = async () => {
        for (;;) {
          const read = await table.find(force, row('count'));
          assert.ok(read);
          if ((await table.replace(read, { n: Number(read.fields['n']) + 1 })) === 'replaced') return;
          await new Promise(resolve => setTimeout(resolve, Math.random() * 40));
        }
      };
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          for (let i = 0; i < 10; i += 1) await addOne();
        }),
      );
      assert.equal((await table.find(force, row('count')))?.fields['n'], 200);
    });
  });

  describe('putting', () => {
    it('inserts or replaces, whatever stands there', async () => {
      const table = newTable();
      await table.put(force, row('a'), { n: 1, gone: true });
      await table.put(force, row('a'), { n: 2 });
      assert.deepEqual((await table.find(force, row('a')))?.fields, { n: 2 });
    });
  });

  describe('removing', () => {
    it('tells what was there: removed, absent, or changed since it was read', async () => {
      const table = newTable();
      await table.insert(force, row('a'), { n: 1 });
      const read = await table.find(force, row('a'));
      assert.ok(read);
      await table.put(force, row('a'), { n: 2 });
      assert.equal(await table.remove(force, row('a'), read.etag), 'changed');
      assert.equal(await table.remove(force, row('a'), (await table.find(force, row('a')))?.etag), 'removed');
      assert.equal(await table.remove(force, row('a')), 'absent');
      assert.equal(await table.remove(force, row('a'), read.etag), 'absent');
    });
  });

  describe('changes made together', () => {
    it('are all made: insert, replace, put and remove', async () => {
      const table = newTable();
      for (const name of ['b', 'c', 'd']) await table.insert(force, row(name), { n: 0 });
      const b = await table.find(force, row('b'));
      const d = await table.find(force, row('d'));
      const answer = await table.together(force, [
        { do: 'insert', row: row('a'), fields: { n: 1 } },
        { do: 'replace', row: row('b'), fields: { n: 2 }, etag: b?.etag ?? '' },
        { do: 'put', row: row('c'), fields: { text: 'x\nDELETE http://x HTTP/1.1\nIf-Match: *\n' } },
        { do: 'remove', row: row('d'), etag: d?.etag },
        { do: 'put', row: row('e'), fields: { n: 5 } },
      ]);
      assert.deepEqual(answer, { done: true });
      assert.deepEqual(
        (await everything(table)).map(stored => [stored.row, stored.fields]),
        [
          ['a', { n: 1 }],
          ['b', { n: 2 }],
          ['c', { text: 'x\nDELETE http://x HTTP/1.1\nIf-Match: *\n' }],
          ['e', { n: 5 }],
        ],
      );
    });

    it('are not made at all when one cannot be, which is named', async () => {
      const table = newTable();
      await table.insert(force, row('taken'), { n: 0 });
      const taken = await table.find(force, row('taken'));
      assert.ok(taken);
      await table.put(force, row('taken'), { n: 1 });
      const good = { do: 'put', row: row('good'), fields: { n: 1 } } as const;
      const wrong = [
        { do: 'insert', row: row('taken'), fields: {} },
        { do: 'replace', row: row('taken'), fields: {}, etag: taken.etag },
        { do: 'replace', row: row('absent'), fields: {}, etag: taken.etag },
        { do: 'remove', row: row('taken'), etag: taken.etag },
        { do: 'remove', row: row('absent') },
      ] as const;
      for (const change of wrong) {
        assert.deepEqual(await table.together(force, [good, change]), { done: false, conflict: 1 }, `${change.do} ${change.row}`);
        assert.deepEqual(await table.together(force, [change, good]), { done: false, conflict: 0 }, `${change.do} ${change.row}`);
      }
      assert.equal(await table.find(force, row('good')), undefined);
      assert.deepEqual((await table.find(force, row('taken')))?.fields, { n: 1 });
    });

    it('can depend on what some rows were and not on others when they are removed', async () => {
      const table = newTable();
      for (const name of ['a', 'b', 'c']) await table.insert(force, row(name), { n: 0 });
      const b = await table.find(force, row('b'));
      await table.put(force, row('b'), { n: 1 });
      const removals = (etag?: string) => [
        { do: 'remove' as const, row: row('a') },
        { do: 'remove' as const, row: row('b'), etag },
        { do: 'remove' as const, row: row('c') },
      ];
      assert.deepEqual(await table.together(force, removals(b?.etag)), { done: false, conflict: 1 });
      assert.deepEqual(await table.together(force, removals((await table.find(force, row('b')))?.etag)), { done: true });
      assert.deepEqual(await everything(table), []);
    });

    it('are at most a hundred: one more is refused before it is sent', async () => {
      const table = newTable();
      const puts = Array.from({ length: 101 }, (_, i) => ({ do: 'put' as const, row: row(`r${i}`), fields: { i } }));
      await assert.rejects(table.together(force, puts), /at most 100 changes go together, not 101/);
      assert.deepEqual(await table.together(force, puts.slice(1)), { done: true });
      assert.equal((await everything(table)).length, 100);
    });

    it('may be none, and never two of the same row', async () => {
      const table = newTable();
      assert.deepEqual(await table.together(force, []), { done: true });
      const twice = { do: 'put', row: row('a'), fields: {} } as const;
      await assert.rejects(table.together(force, [twice, twice]), /two changes of the same row/);
    });
  });

  describe('listing', () => {
    it('goes in the order of the keys, one partition only, between two keys', async () => {
      const table = newTable();
      for (const n of [3, 20, 100]) await table.insert(force, row('n', sortable(n)), { n });
      await table.insert(force, row('n'), { n: 0 });
      await table.insert(force, row('na'), { n: -1 });
      await table.insert(partition('force-one'), row('n', sortable(4)), { n: 4 });
      await table.insert(partition('force-two', 'things'), row('n', sortable(5)), { n: 5 });
      const numbers = async (from: string[], before: string[]) => {
        const page = await table.list(force, { from: row(...from), before: rowAfter(...before) });
        return page.rows.map(stored => stored.fields['n']);
      };
      assert.deepEqual(await numbers(['n'], ['n']), [0, 3, 20, 100]);
      assert.deepEqual(await numbers(['n', sortable(3)], ['n', sortable(20)]), [3, 20]);
      assert.deepEqual(await numbers(['n', sortable(4)], ['n', sortable(19)]), []);
      const exact = await table.list(force, { from: row('n', sortable(3)), before: row('n', sortable(20)) });
      assert.deepEqual(
        exact.rows.map(stored => stored.fields['n']),
        [3],
      );
    });

    it('gives a page at a time and goes on where it stopped', async () => {
      const table = newTable();
      for (let i = 0; i < 7; i += 1) await table.insert(force, row(sortable(i)), { i });
      const seen: unknown[] = [];
      const sizes: number[] = [];
      let after: string | undefined;
      do {
        const page = await table.list(force, { limit: 3, after });
        sizes.push(page.rows.length);
        seen.push(...page.rows.map(stored => stored.fields['i']));
        after = page.next;
      } while (after);
      assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6]);
      assert.ok(sizes.every(size => size <= 3));
      assert.deepEqual(
        (await everything(table, { limit: 2, from: row(sortable(2)) })).map(stored => stored.fields['i']),
        [2, 3, 4, 5, 6],
      );
    });

    it('gives 1000 rows a page and all of 1001', async () => {
      const table = newTable();
      for (let start = 0; start < 1001; start += 100) {
        const length = Math.min(100, 1001 - start);
        const puts = Array.from({ length }, (_, i) => ({ do: 'put' as const, row: row(sortable(start + i)), fields: { n: start + i } }));
        assert.deepEqual(await table.together(force, puts), { done: true });
      }
      const page = await table.list(force);
      assert.equal(page.rows.length, 1000);
      assert.ok(page.next);
      assert.equal((await everything(table)).length, 1001);
    });

    it('refuses a page of no rows, of too many, and a place to go on from that it never gave', async () => {
      const table = newTable();
      await assert.rejects(table.list(force, { limit: 0 }), /1 to 1000/);
      await assert.rejects(table.list(force, { limit: 1001 }), /1 to 1000/);
      await assert.rejects(table.list(force, { after: 'rubbish' }), /not a place in this list/);
    });
  });
}
