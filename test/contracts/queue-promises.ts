import assert from 'node:assert/strict';
import type { Queue } from '../../bot/storage/queue.ts';

const soon = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** What every Queue promises. `newQueue` gives one that has never been used. */
export function queuePromises(newQueue: () => Queue): void {
  const slow: { scenario: () => Promise<void>; over?: Promise<void> }[] = [];

  /** A test that mostly waits for leases to end. All of them wait at the same time, each with a queue of its own. */
  function itSlowly(title: string, scenario: () => Promise<void>): void {
    const entry: (typeof slow)[number] = { scenario };
    slow.push(entry);
    it(title, () => entry.over);
  }

  before('begin the slow ones', () => {
    for (const entry of slow) {
      entry.over = entry.scenario();
      // It is the test that tells of the failure.
      entry.over.catch(() => undefined);
    }
  });

  it('has nothing to take at first, nothing set aside, and does not complain', async () => {
    const queue = newQueue();
    assert.deepEqual(await queue.take(5, 10), []);
    assert.deepEqual(await queue.poison(), []);
  });

  it('gives back what was put, odd characters and all', async () => {
    const queue = newQueue();
    const body = { words: 'Cyfarfod nesaf: ŵyth ô\u0000\u0001 <a>&]]> 👩🏽‍✈️ "x"', list: [1, null, { deep: true }] };
    await queue.put(body);
    const [taken] = await queue.take(1, 10);
    assert.deepEqual(taken?.body, body);
    assert.equal(taken.tries, 1);
  });

  itSlowly('keeps a taken message from others until its lease ends, and then counts the tries', async () => {
    const queue = newQueue();
    await queue.put('a');
    const [first] = await queue.take(1, 1);
    assert.ok(first);
    assert.deepEqual(await queue.take(1, 1), []);
    await soon(1200);
    const [second] = await queue.take(1, 10);
    assert.equal(second?.body, 'a');
    assert.equal(second.tries, 2);
    assert.equal(second.id, first.id);
    assert.equal(await first.extend(10), 'lost');
  });

  it('tells two messages of the same words apart', async () => {
    const queue = newQueue();
    await queue.put('a');
    await queue.put('a');
    const taken = await queue.take(2, 10);
    assert.equal(new Set(taken.map(({ id }) => id)).size, 2);
  });

  itSlowly('does not give out a message again once it is done', async () => {
    const queue = newQueue();
    await queue.put('a');
    const [taken] = await queue.take(1, 1);
    await taken?.done();
    await soon(1200);
    assert.deepEqual(await queue.take(1, 1), []);
  });

  itSlowly('says nothing when someone is done after the lease went to somebody else, who keeps it', async () => {
    const queue = newQueue();
    await queue.put('a');
    const [first] = await queue.take(1, 1);
    await soon(1200);
    const [second] = await queue.take(1, 1);
    await first?.done();
    assert.equal(await second?.extend(1), 'kept');
  });

  itSlowly('extends a lease again and again', async () => {
    const queue = newQueue();
    await queue.put('a');
    const [taken] = await queue.take(1, 1);
    assert.ok(taken);
    for (let i = 0; i < 3; i += 1) {
      assert.equal(await taken.extend(2), 'kept');
      await soon(700);
    }
    assert.deepEqual(await queue.take(1, 1), []);
    await taken.done();
  });

  itSlowly('shows a message only after its delay', async () => {
    const queue = newQueue();
    await queue.put('late', 1.2);
    await queue.put('now');
    assert.deepEqual(
      (await queue.take(5, 10)).map(taken => taken.body),
      ['now'],
    );
    await soon(2200);
    assert.deepEqual(
      (await queue.take(5, 10)).map(taken => taken.body),
      ['late'],
    );
  });

  it('takes a delay of six days and refuses more, and less than none', async () => {
    const queue = newQueue();
    const sixDays = 6 * 24 * 60 * 60;
    await queue.put('a', sixDays);
    await assert.rejects(queue.put('a', sixDays + 1), /0 seconds to 6 days/);
    await assert.rejects(queue.put('a', -1), /0 seconds to 6 days/);
    await assert.rejects(queue.put('a', NaN), /0 seconds to 6 days/);
  });

  it('takes as many as asked for, 32 at most', async () => {
    const queue = newQueue();
    for (let i = 0; i < 5; i += 1) await queue.put(i);
    assert.equal((await queue.take(3, 10)).length, 3);
    assert.equal((await queue.take(32, 10)).length, 2);
    await assert.rejects(queue.take(33, 10), /1 to 32/);
    await assert.rejects(queue.take(0, 10), /1 to 32/);
  });

  itSlowly('sets a message aside after five tries and does not give it out a sixth time', async () => {
    const queue = newQueue();
    await queue.put({ n: 1 });
    for (let tries = 1; tries <= 5; tries += 1) {
      const [taken] = await queue.take(1, 1);
      assert.equal(taken?.tries, tries);
      await soon(1150);
    }
    assert.deepEqual(await queue.take(1, 1), []);
    assert.deepEqual(await queue.poison(), [{ body: { n: 1 }, tries: 6 }]);
    await soon(1150);
    assert.deepEqual(await queue.take(1, 1), []);
  });

  it('sets a message aside at once when its reader says so, and shows the oldest first', async () => {
    const queue = newQueue();
    for (const body of ['first', 'second']) {
      await queue.put(body);
      const [taken] = await queue.take(1, 10);
      await taken?.setAside();
    }
    assert.deepEqual(
      (await queue.poison()).map(set => set.body),
      ['first', 'second'],
    );
    assert.deepEqual(await queue.take(1, 1), []);
  });

  it('refuses a message too large for Azure before it is sent', async () => {
    const queue = newQueue();
    await queue.put('x'.repeat(48 * 1024 - 2));
    await assert.rejects(queue.put('x'.repeat(48 * 1024)), /at most 49152 bytes/);
  });

  it('gives every message to exactly one of eight readers', async () => {
    const queue = newQueue();
    for (let i = 0; i < 40; i += 1) await queue.put(i);
    const seen: unknown[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (;;) {
          const batch = await queue.take(4, 30);
          if (batch.length === 0) return;
          for (const taken of batch) {
            seen.push(taken.body);
            await taken.done();
          }
        }
      }),
    );
    assert.deepEqual(
      seen.map(Number).sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i),
    );
  });
}
