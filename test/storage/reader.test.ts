import assert from 'node:assert/strict';
import type { Queue, Taken } from '../../bot/storage/queue.ts';
import { readQueue, type Reader } from '../../bot/storage/reader.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import { azuriteHere } from '../support/azurite.ts';

const soon = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function until(what: () => boolean, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!what()) {
    if (performance.now() > end) throw new Error('it did not come about');
    await soon(10);
  }
}

describe('a queue reader', function () {
  this.timeout(20_000);
  const azurite = azuriteHere();
  let queue: Queue;
  let logged: string[];
  let reader: Reader | undefined;
  let made = 0;

  beforeEach(() => {
    made += 1;
    queue = azurite.storage().queue(`work-${made}`);
    logged = [];
  });
  afterEach(() => reader?.stop());

  function read(handle: (taken: Taken) => Promise<void>, { from = queue, atOnce = 4, leaseSeconds = 30 } = {}): Reader {
    const log = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
    reader = readQueue({ name: 'work', queue: from, handle, atOnce, leaseSeconds, log, random: () => 1 });
    reader.start();
    return reader;
  }

  it('hands out everything once, and never more at a time than it may', async () => {
    for (let i = 0; i < 20; i += 1) await queue.put(i);
    const seen: unknown[] = [];
    let now = 0;
    let most = 0;
    read(async taken => {
      now += 1;
      most = Math.max(most, now);
      await soon(20);
      seen.push(taken.body);
      await taken.done();
      now -= 1;
    });
    await until(() => seen.length === 20);
    assert.equal(new Set(seen).size, 20);
    assert.equal(most, 4);
  });

  it('lets a message come back when its handling failed, and logs neither its content nor the words of the error', async () => {
    await queue.put('private');
    let tries = 0;
    read(
      async taken => {
        tries = taken.tries;
        if (tries === 1) throw new RangeError('private');
        await taken.done();
      },
      { leaseSeconds: 1 },
    );
    await until(() => tries === 2);
    assert.deepEqual(logged, [JSON.stringify({ event: 'queue.failed', queue: 'work', tries: 1, error: 'RangeError' })]);
  });

  it('asks ever more rarely while there is nothing, and at once when told to look', async () => {
    const asked: number[] = [];
    const counted: Queue = {
      ...queue,
      take: (count, lease) => {
        asked.push(performance.now());
        return queue.take(count, lease);
      },
    };
    const idle = read(async taken => taken.done(), { from: counted });
    await until(() => asked.length === 4);
    const pauses = asked.slice(1).map((time, i) => time - (asked[i] ?? 0));
    for (const [i, expected] of [200, 400, 800].entries()) assert.ok((pauses[i] ?? 0) >= expected - 5, pauses.join(' '));
    const before = performance.now();
    idle.look();
    await until(() => asked.length === 5);
    assert.ok(performance.now() - before < 500);
    // From there it starts over with short pauses.
    await until(() => asked.length === 6);
    assert.ok(performance.now() - before < 1000);
  });

  it('goes on after the storage was away, and says so once each way', async () => {
    let isAway = true;
    let failures = 0;
    const shaky: Queue = {
      ...queue,
      take: (count, lease) => {
        if (!isAway) return queue.take(count, lease);
        failures += 1;
        return Promise.reject(new StorageUnavailable('away'));
      },
    };
    let isDone = false;
    await queue.put('a');
    read(
      async taken => {
        await taken.done();
        isDone = true;
      },
      { from: shaky },
    );
    await until(() => failures === 3);
    isAway = false;
    await until(() => isDone);
    assert.deepEqual(logged, [
      JSON.stringify({ event: 'queue.unreadable', queue: 'work', error: 'StorageUnavailable' }),
      JSON.stringify({ event: 'queue.back', queue: 'work' }),
    ]);
  });

  it('finishes what is in hand when it stops, and takes nothing more', async () => {
    await queue.put('a');
    let isBegun = false;
    let isDone = false;
    const stopping = read(async taken => {
      isBegun = true;
      await soon(500);
      await taken.done();
      isDone = true;
    });
    await until(() => isBegun);
    await stopping.stop();
    assert.ok(isDone);
    await queue.put('b');
    await soon(400);
    assert.deepEqual(
      (await queue.take(5, 1)).map(taken => taken.body),
      ['b'],
    );
  });

  it('gives back what arrives while it stops, so that another instance has it soon', async () => {
    await queue.put('a');
    let release = () => {};
    const slow: Queue = {
      ...queue,
      take: async (count, lease) => {
        const batch = await queue.take(count, lease);
        await new Promise<void>(resolve => (release = resolve));
        return batch;
      },
    };
    const stopping = read(async () => assert.fail('it was stopping'), { from: slow });
    await soon(300);
    const stopped = stopping.stop();
    release();
    await stopped;
    await soon(1200);
    assert.equal((await queue.take(1, 1))[0]?.body, 'a');
  });

  it('starts again after it was stopped', async () => {
    const seen: unknown[] = [];
    const again = read(async taken => {
      seen.push(taken.body);
      await taken.done();
    });
    await again.stop();
    await queue.put('a');
    again.start();
    await until(() => seen.length === 1);
  });
});
