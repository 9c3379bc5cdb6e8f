import assert from 'node:assert/strict';
import { openStorage } from '../../bot/storage/azure.ts';
import { StorageRefused } from '../../bot/storage/failure.ts';
import { partition, row, type PartitionKey, type RowKey } from '../../bot/storage/keys.ts';
import type { Queue } from '../../bot/storage/queue.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import { StorageUnavailable, type Table } from '../../bot/storage/table.ts';
import { azuriteHere, connectionStringFor } from '../support/azurite.ts';
import { startFaultyProxy, type Fault, type FaultyProxy } from './faulty-proxy.ts';

const account = 'devstoreaccount1';
const force = partition('force-one', 'things');
const here = row('here');
/** Two seconds, and what a busy machine adds. */
const soonMs = 3500;

describe('when the storage stumbles', function () {
  this.timeout(30_000);
  const azurite = azuriteHere();
  let tables: FaultyProxy;
  let queues: FaultyProxy;
  let storage: Storage;
  let table: Table;
  let queue: Queue;
  let made = 0;

  before(async () => {
    tables = await startFaultyProxy(azurite.running().tables);
    queues = await startFaultyProxy(azurite.running().queues);
    const connectionString = connectionStringFor(account, { tables: tables.address, queues: queues.address });
    storage = openStorage({ kind: 'connection', connectionString });
  });
  after(async () => {
    await storage.close();
    await Promise.all([tables.close(), queues.close()]);
  });
  beforeEach(async () => {
    made += 1;
    tables.heal();
    queues.heal();
    table = storage.table(`things${made}`);
    queue = storage.queue(`work-${made}`);
    await table.put(force, here, { n: 1 });
    await queue.put('first');
  });

  async function read(place: PartitionKey = force, key: RowKey = here) {
    const stored = await table.find(place, key);
    assert.ok(stored);
    return stored;
  }

  async function timed(act: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
    const start = performance.now();
    const error: unknown = await act.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    return { error, ms: performance.now() - start };
  }

  const passing: Fault[] = [
    { kind: 'status', status: 503 },
    { kind: 'status', status: 500, code: 'OperationTimedOut' },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 504 },
    { kind: 'status', status: 429 },
    { kind: 'reset' },
    { kind: 'done then cut' },
  ];
  for (const fault of passing) {
    const what = fault.kind === 'status' ? `a ${fault.status}` : `"${fault.kind}"`;
    it(`reads and takes on after ${what}`, async () => {
      tables.next(fault);
      assert.deepEqual((await read()).fields, { n: 1 });
      assert.equal(tables.requests(), 2);
      queues.next(fault.kind === 'done then cut' ? { kind: 'reset' } : fault);
      assert.equal((await queue.take(1, 10))[0]?.body, 'first');
    });
  }

  it('reads on after a connection that went silent', async () => {
    tables.next({ kind: 'silence' });
    const { error, ms } = await timed(read());
    assert.equal(error, undefined);
    assert.ok(ms < soonMs, `${ms} ms`);
  });

  it('waits as long as a Retry-After says, if that is soon', async () => {
    tables.next({ kind: 'status', status: 503, headers: { 'retry-after': '1' } });
    const { error, ms } = await timed(read());
    assert.equal(error, undefined);
    assert.ok(ms >= 990, `${ms} ms`);
  });

  it('gives up at once when a Retry-After is further off than anybody waits', async () => {
    tables.always({ kind: 'status', status: 503, headers: { 'retry-after': '30' } });
    const { error, ms } = await timed(read());
    assert.ok(error instanceof StorageUnavailable);
    assert.ok(ms < 1000, `${ms} ms`);
    assert.equal(tables.requests(), 1);
  });

  for (const status of [400, 401, 403, 408, 409, 413, 501]) {
    it(`does not try a ${status} again`, async () => {
      tables.always({ kind: 'status', status, code: 'Whatever' });
      const { error } = await timed(read());
      assert.ok(error instanceof (status === 408 || status === 501 ? StorageUnavailable : StorageRefused), String(error));
      assert.equal(tables.requests(), 1);
    });
  }

  it('tells nobody in an error which row it was', async () => {
    tables.always({ kind: 'status', status: 403, code: 'AuthorizationFailure' });
    const { error } = await timed(table.find(force, row('secret-person')));
    tables.always({ kind: 'status', status: 503 });
    const { error: outage } = await timed(table.find(force, row('secret-person')));
    for (const thrown of [error, outage]) {
      assert.ok(thrown instanceof Error);
      assert.doesNotMatch(
        `${thrown.stack} ${JSON.stringify(thrown)} ${String((thrown.cause as Error | undefined)?.stack)}`,
        /secret-person|force-one/,
      );
    }
  });

  it('takes a table that is being deleted for an outage, not for a row that exists', async () => {
    tables.always({ kind: 'status', status: 409, code: 'TableBeingDeleted' });
    await assert.rejects(table.insert(force, row('new'), {}), StorageUnavailable);
  });

  describe('after the write was done and its answer lost', () => {
    const lost: Fault[] = [
      { kind: 'done then reset' },
      { kind: 'done then status', status: 500 },
      { kind: 'done then status', status: 503 },
    ];
    for (const fault of lost) {
      const what = fault.kind === 'done then status' ? `a ${fault.status}` : 'a reset';

      it(`an insert knows its own row (${what})`, async () => {
        tables.next(fault);
        assert.equal(await table.insert(force, row('new'), { n: 5 }), 'inserted');
        assert.deepEqual((await read(force, row('new'))).fields, { n: 5 });
      });

      it(`a replacement knows its own row (${what})`, async () => {
        const stored = await read();
        tables.next(fault);
        assert.equal(await table.replace(stored, { n: 2 }), 'replaced');
        assert.deepEqual((await read()).fields, { n: 2 });
      });

      it(`a removal counts as done (${what})`, async () => {
        tables.next(fault);
        assert.equal(await table.remove(force, here), 'removed');
      });

      it(`changes made together know their own (${what})`, async () => {
        const stored = await read();
        tables.next(fault);
        const changes = await table.together(force, [
          { do: 'remove', row: here, etag: stored.etag },
          { do: 'insert', row: row('new'), fields: { n: 5 } },
        ]);
        assert.deepEqual(changes, { done: true });
        tables.next(fault);
        assert.deepEqual(await table.together(force, [{ do: 'remove', row: row('new') }]), { done: true });
        assert.equal(await table.find(force, row('new')), undefined);
      });
    }
  });

  describe('after a try without an answer that did nothing', () => {
    it('an insert still tells that somebody else’s row exists, the same words in it or not', async () => {
      tables.next({ kind: 'reset' });
      assert.equal(await table.insert(force, here, { n: 1 }), 'exists');
      await table.insert(force, row('twin'), { n: 5 });
      tables.next({ kind: 'reset' });
      assert.equal(await table.insert(force, row('twin'), { n: 5 }), 'exists');
    });

    it('a replacement still tells that somebody else changed the row', async () => {
      const stored = await read();
      await table.put(force, here, { n: 7 });
      tables.next({ kind: 'reset' });
      assert.equal(await table.replace(stored, { n: 7 }), 'changed');
    });

    it('changes made together still name the conflict', async () => {
      tables.next({ kind: 'reset' });
      const changes = await table.together(force, [
        { do: 'put', row: row('new'), fields: {} },
        { do: 'insert', row: here, fields: {} },
      ]);
      assert.deepEqual(changes, { done: false, conflict: 1 });
      tables.next({ kind: 'reset' });
      const removal = await table.together(force, [{ do: 'remove', row: here, etag: 'W/"datetime\'2026-01-01T00%3A00%3A00.0000000Z\'"' }]);
      assert.deepEqual(removal, { done: false, conflict: 0 });
    });
  });

  it('lets exactly one of ten inserts win though every first answer is lost', async () => {
    tables.next(...Array.from({ length: 10 }, (): Fault => ({ kind: 'done then reset' })));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => table.insert(force, row('new'), { i })));
    assert.equal(answers.filter(answer => answer === 'inserted').length, 1);
  });

  it('walks through empty pages that say there is more', async () => {
    tables.next({ kind: 'empty page' }, { kind: 'empty page' });
    assert.deepEqual(
      (await table.list(force, { limit: 5 })).rows.map(stored => stored.fields),
      [{ n: 1 }],
    );
    assert.equal(tables.requests(), 3);
    tables.next({ kind: 'empty page' }, { kind: 'status', status: 503 }, { kind: 'empty page' });
    const all = [];
    for await (const stored of table.all(force)) all.push(stored.fields);
    assert.deepEqual(all, [{ n: 1 }]);
  });

  describe('once the storage has gone away', () => {
    const gone: Fault[] = [{ kind: 'status', status: 503 }, { kind: 'reset' }, { kind: 'silence' }];
    for (const fault of gone) {
      it(`everything says so within two seconds (${fault.kind})`, async () => {
        const stored = await read();
        const [message] = await queue.take(1, 10);
        assert.ok(message);
        tables.always(fault);
        queues.always(fault);
        const acts = [
          table.find(force, here),
          table.list(force),
          table.insert(force, row('new'), {}),
          table.replace(stored, {}),
          table.put(force, here, {}),
          table.remove(force, here),
          table.together(force, [{ do: 'put', row: here, fields: {} }]),
          queue.put('x'),
          queue.take(1, 1),
          queue.poison(),
          message.extend(5),
          message.done(),
          storage.ping(),
        ];
        for (const { error, ms } of await Promise.all(acts.map(timed))) {
          assert.ok(error instanceof StorageUnavailable, String(error));
          assert.ok(ms < soonMs, `${ms} ms`);
        }
      });
    }

    it('everything works again once it is back', async () => {
      tables.always({ kind: 'reset' });
      await assert.rejects(table.find(force, here), StorageUnavailable);
      tables.heal();
      assert.deepEqual((await read()).fields, { n: 1 });
    });

    it('an address where nobody listens is an outage as well', async () => {
      const nobody = await startFaultyProxy('http://127.0.0.1:1');
      await nobody.close();
      const at = { tables: nobody.address, queues: nobody.address };
      const away = openStorage({ kind: 'connection', connectionString: connectionStringFor(account, at) });
      const { error, ms } = await timed(away.table('things').find(force, here));
      assert.ok(error instanceof StorageUnavailable);
      assert.ok(ms < soonMs, `${ms} ms`);
      await away.close();
    });
  });
});
