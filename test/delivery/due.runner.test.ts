import assert from 'node:assert/strict';
import { nextDaily } from '../../bot/delivery/due.ts';
import { openDue, type Due } from '../../bot/delivery/due.runner.ts';
import type { DueHandler, DueRun } from '../../bot/feature.ts';
import type { Queue } from '../../bot/storage/queue.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import { azuriteHere } from '../support/azurite.ts';

const day = 24 * 60 * 60_000;
const tenant = 'force-one';
const kind = 'events/remind';
const soon = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await what())) {
    if (performance.now() > end) throw new Error('it did not come about');
    await soon(20);
  }
}

describe('due work', function () {
  this.timeout(40_000);
  const azurite = azuriteHere();
  let storage: Storage;
  let clock: number;
  let ran: DueRun[];
  let logged: string[];
  let opened: Due[];
  let account = 0;

  beforeEach(async () => {
    // An Azurite has one account per test file here; a fresh pair of names keeps the tests apart.
    account += 1;
    storage = namesOfTheirOwn(azurite.storage(), account);
    clock = Date.parse('2027-06-01T12:00:00Z');
    ran = [];
    logged = [];
    opened = [];
  });
  afterEach(async () => {
    for (const due of opened) await due.stop();
  });

  type Wanted = { handle?: DueHandler; storage?: Storage; now?: () => Date; leaseSeconds?: number; kinds?: string[] };
  function open({ handle, storage: other = storage, now = () => new Date(clock), leaseSeconds, kinds = [kind] }: Wanted = {}): Due {
    const due = openDue({
      storage: other,
      handlers: asked => (kinds.includes(asked) ? async run => (ran.push(run), (await handle?.(run)) ?? {}) : undefined),
      tenants: async () => [tenant],
      now,
      log: (event, fields) => logged.push(JSON.stringify({ event, ...fields })),
      random: () => 0,
      leaseSeconds,
    });
    opened.push(due);
    return due;
  }
  const run = (name: string, when: Date | number, payload?: string) => ({ tenant, kind, name, when: new Date(when), payload });
  const rings = async (queue: Queue) => (await queue.take(32, 1)).map(taken => taken.body as { name: string; version: number });

  it('runs what is due, once, with what was given along', async () => {
    const due = open();
    assert.equal(await due.at(run('party', clock - 1000, 'id-7')), 'set');
    due.start();
    await until(() => ran.length > 0);
    await soon(600);
    assert.deepEqual(ran, [{ tenant, kind, name: 'party', dueAt: new Date(clock - 1000), now: new Date(clock), payload: 'id-7' }]);
    assert.deepEqual(await due.list(tenant), []);
  });

  it('runs when its time comes and not before', async () => {
    const due = open({ now: () => new Date() });
    const when = Date.now() + 2500;
    await due.at(run('soon', when));
    due.start();
    await until(() => ran.length > 0);
    assert.ok(Date.now() >= when);
  });

  it('shows an operator what waits, the earliest first', async () => {
    const due = open();
    await due.at(run('later', clock + 2 * day));
    await due.at(run('far', clock + 300 * day));
    await due.at(run('sooner', clock + day));
    assert.deepEqual(
      (await due.list(tenant)).map(({ name, state, tries }) => [name, state, tries]),
      [
        ['sooner', 'waiting', 0],
        ['later', 'waiting', 0],
        ['far', 'waiting', 0],
      ],
    );
    assert.deepEqual(await due.list('force-two'), []);
  });

  it('refuses work that nobody handles', async () => {
    await assert.rejects(open().at({ tenant, kind: 'nobody/knows', name: 'x', when: new Date() }), /nobody handles/);
  });

  describe('asked for again', () => {
    it('goes by the latest word: the earlier alarm is stale', async () => {
      const due = open();
      await due.at(run('party', clock - 1000));
      await due.at(run('party', clock + day));
      due.start();
      await soon(1000);
      assert.deepEqual(ran, []);
      assert.deepEqual(
        (await due.list(tenant)).map(line => line.dueAt),
        [new Date(clock + day)],
      );
      await due.at(run('party', clock - 500, 'now'));
      await until(() => ran.length > 0);
      assert.deepEqual(
        ran.map(({ payload }) => payload),
        ['now'],
      );
    });

    it('keeps its alarm when nothing is different', async () => {
      const due = open();
      assert.equal(await due.at(run('party', clock, 'a')), 'set');
      assert.equal(await due.at(run('party', clock, 'a')), 'kept');
      assert.equal(await due.at(run('party', clock, 'b')), 'set');
      assert.equal((await rings(storage.queue('due'))).length, 2);
    });

    it('leaves what waits already to itself when every start asks for it', async () => {
      const due = open();
      assert.equal(await due.ensure(run('standing', clock - day)), 'set');
      assert.equal(await due.ensure(run('standing', clock + day)), 'kept');
      assert.deepEqual(
        (await due.list(tenant)).map(line => line.dueAt),
        [new Date(clock - day)],
      );
    });

    it('is asked for once by twenty at the same moment', async () => {
      const due = open();
      const answers = await Promise.all(Array.from({ length: 20 }, () => due.ensure(run('standing', clock))));
      assert.equal(answers.filter(answer => answer === 'set').length, 1);
      due.start();
      await until(() => ran.length > 0);
      await soon(600);
      assert.equal(ran.length, 1);
    });
  });

  describe('cancelled', () => {
    it('is not run, though its alarm rings', async () => {
      const due = open();
      await due.at(run('party', clock - 1000));
      assert.equal(await due.cancel({ tenant, kind, name: 'party' }), 'cancelled');
      assert.equal(await due.cancel({ tenant, kind, name: 'party' }), 'absent');
      due.start();
      await soon(1000);
      assert.deepEqual(ran, []);
      assert.deepEqual(await rings(storage.queue('due')), []);
    });

    it('while it runs, it does not come again', async () => {
      const due = open({
        handle: async ({ dueAt }) => {
          await due.cancel({ tenant, kind, name: 'daily' });
          return { again: new Date(dueAt.getTime() + 1) };
        },
      });
      await due.at(run('daily', clock - 1000));
      due.start();
      await until(() => ran.length > 0);
      await soon(600);
      assert.equal(ran.length, 1);
      assert.deepEqual(await due.list(tenant), []);
      assert.equal(await due.at(run('daily', clock - 1000)), 'past');
    });

    it('and asked for anew while it runs, the new word holds', async () => {
      const due = open({
        handle: async ({ dueAt, payload }) => {
          if (payload === 'first') await due.at(run('daily', clock + day, 'second'));
          return { again: new Date(dueAt.getTime() + 1) };
        },
      });
      await due.at(run('daily', clock - 1000, 'first'));
      due.start();
      await until(() => ran.length > 0);
      await until(() => logged.some(line => line.includes('due.ran')));
      assert.equal(await due.ensure(run('daily', clock - 1000)), 'past');
      assert.deepEqual(
        (await due.list(tenant)).map(line => line.dueAt),
        [new Date(clock + day)],
      );
      assert.equal(ran.length, 1);
    });
  });

  describe('that comes again and again', () => {
    const three = { hour: 3, minute: 0 };
    const daily: DueHandler = async ({ dueAt }) => ({ again: nextDaily(dueAt, three) });
    const times = () => ran.map(one => one.dueAt.toISOString());

    it('waits for the next time after each run', async () => {
      const due = open({ handle: daily });
      await due.at(run('retention', Date.parse('2027-06-01T02:00Z')));
      due.start();
      await until(async () => (await due.list(tenant))[0]?.dueAt.toISOString() === '2027-06-02T02:00:00.000Z');
      assert.deepEqual(times(), ['2027-06-01T02:00:00.000Z']);
    });

    it('makes up for each time missed in a long outage, once and in order', async () => {
      await open({ handle: daily }).at(run('retention', Date.parse('2027-03-26T03:00Z')));
      clock = Date.parse('2027-03-30T12:00Z');
      const due = open({ handle: daily });
      due.start();
      await until(async () => (await due.list(tenant))[0]?.dueAt.toISOString() === '2027-03-31T02:00:00.000Z');
      assert.deepEqual(times(), [
        '2027-03-26T03:00:00.000Z',
        '2027-03-27T03:00:00.000Z',
        '2027-03-28T02:00:00.000Z',
        '2027-03-29T02:00:00.000Z',
        '2027-03-30T02:00:00.000Z',
      ]);
    });

    it('runs no time twice when the clock jumps back, whoever asks for it again', async () => {
      const due = open({ handle: daily });
      clock = Date.parse('2027-10-31T03:00:01Z');
      await due.at(run('retention', nextDaily(new Date('2027-10-31T00:00Z'), three)));
      due.start();
      await until(async () => (await due.list(tenant))[0]?.dueAt.toISOString() === '2027-11-01T03:00:00.000Z');
      clock -= 60 * 60_000;
      assert.equal(await due.at(run('retention', nextDaily(new Date(clock), three))), 'past');
      assert.equal(await due.ensure(run('retention', nextDaily(new Date(clock), three))), 'past');
      await due.sweep();
      clock += 60 * 60_000;
      await due.sweep();
      await soon(600);
      assert.deepEqual(times(), ['2027-10-31T03:00:00.000Z']);
    });

    it('runs each time once when the clock jumps forward over several, and none again when it comes back', async () => {
      const due = open({ handle: daily });
      await due.at(run('retention', Date.parse('2027-06-02T02:00Z')));
      due.start();
      await soon(400);
      assert.deepEqual(ran, []);
      clock += 3 * day;
      await due.sweep();
      await until(async () => (await due.list(tenant))[0]?.dueAt.toISOString() === '2027-06-05T02:00:00.000Z');
      clock -= 3 * day;
      await due.sweep();
      await soon(600);
      assert.deepEqual(times(), ['2027-06-02T02:00:00.000Z', '2027-06-03T02:00:00.000Z', '2027-06-04T02:00:00.000Z']);
    });

    it('fails when it asks for a time that is not later', async () => {
      const due = open({ handle: async ({ dueAt }) => ({ again: dueAt }) });
      await due.at(run('stuck', clock));
      due.start();
      await until(() => logged.some(line => line.includes('due.failed')));
      assert.equal((await due.list(tenant))[0]?.tries, 1);
    });
  });

  describe('whose alarm', () => {
    it('rings early because the clock went back, is set again and runs at its time', async () => {
      const due = open({ now: () => new Date(clock + performance.now()) });
      const when = clock + performance.now();
      await due.at(run('party', when));
      clock -= 2000;
      due.start();
      await until(() => ran.length > 0);
      await soon(600);
      assert.equal(ran.length, 1);
      assert.ok((ran[0]?.now.getTime() ?? 0) >= when - 1);
    });

    it('was lost with the whole queue is found by the sweep of the next start', async () => {
      await open().at(run('party', clock + 1000));
      const lost = await storage.queue('due').take(32, 30);
      for (const taken of lost) await taken.done();
      clock += 20 * 60_000;
      const due = open();
      due.start();
      await until(() => ran.length > 0);
    });

    it('could not be set because the queue was away is set by the sweep; the run is safe in its row', async () => {
      const broken = queueThat(storage, queue => ({ ...queue, put: () => Promise.reject(new StorageUnavailable('away')) }));
      const due = open({ storage: broken });
      assert.equal(await due.at(run('party', clock)), 'set');
      assert.equal((await due.list(tenant))[0]?.state, 'without alarm');
      const healthy = open();
      healthy.start();
      await until(() => ran.length > 0);
    });

    it('was taken in twice by the queue starts one run, however long that takes', async () => {
      const doubled = queueThat(storage, queue => ({
        ...queue,
        put: async (body, delay) => {
          await queue.put(body, delay);
          await queue.put(body, delay);
        },
      }));
      const due = open({ storage: doubled, handle: () => soon(2500).then(() => ({})) });
      await due.at(run('party', clock));
      due.start();
      await until(async () => (await due.list(tenant)).length === 0);
      assert.equal(ran.length, 1);
    });

    it('rings while another alarm has begun the run does not begin it again', async () => {
      const due = open({ handle: () => soon(3500).then(() => ({})), now: () => new Date(clock + performance.now()) });
      await due.at(run('party', clock + performance.now() + 1000));
      clock += day;
      due.start();
      await until(() => ran.length > 0);
      await until(async () => (await due.list(tenant)).length === 0);
      assert.equal(ran.length, 1);
    });

    it('carries rubbish is set aside', async () => {
      await storage.queue('due').put({ name: 'only' });
      open().start();
      await until(async () => (await storage.queue('due').poison()).length > 0);
      assert.deepEqual(await storage.queue('due').poison(), [{ body: { name: 'only' }, tries: 1 }]);
      assert.ok(logged.includes(JSON.stringify({ event: 'due.malformed' })));
    });
  });

  describe('on two instances', () => {
    it('runs everything once, never the same at once', async () => {
      const atWork = new Set<string>();
      const handle: DueHandler = async ({ name }) => {
        assert.ok(!atWork.has(name), `${name} is being run twice at once`);
        atWork.add(name);
        await soon(30);
        atWork.delete(name);
        return {};
      };
      const [one, two] = [open({ handle }), open({ handle })];
      for (let i = 0; i < 30; i += 1) await one.at(run(`run-${i}`, clock - i));
      one.start();
      two.start();
      await Promise.all([one.sweep(), two.sweep()]);
      await until(() => ran.length >= 30);
      await until(async () => (await one.list(tenant)).length === 0);
      assert.equal(new Set(ran.map(({ name }) => name)).size, 30);
      assert.equal(ran.length, 30);
      assert.deepEqual(
        logged.filter(line => line.includes('due.failed')),
        [],
      );
    });

    it('is not begun by the other while one is at it longer than a lease', async () => {
      const handle: DueHandler = () => soon(3500).then(() => ({}));
      const [one, two] = [open({ handle, leaseSeconds: 1 }), open({ handle, leaseSeconds: 1 })];
      await one.at(run('long', clock));
      one.start();
      two.start();
      await until(() => ran.length > 0);
      clock += day;
      const sweeps = setInterval(() => void two.sweep(), 300);
      await until(async () => (await one.list(tenant)).length === 0);
      clearInterval(sweeps);
      assert.equal(ran.length, 1);
    });
  });

  describe('on an instance that lost its message', () => {
    // The answer to its first "keep this from others" never came, and without that it cannot ask again.
    const losing = () =>
      queueThat(storage, queue => ({
        ...queue,
        take: async (count, lease) => (await queue.take(count, lease)).map(taken => ({ ...taken, extend: async () => 'lost' as const })),
      }));

    it('is left to it as long as it is at work, and then dropped', async () => {
      const handle: DueHandler = () => soon(4500).then(() => ({}));
      const [first, other] = [open({ handle, leaseSeconds: 1, storage: losing() }), open({ handle, leaseSeconds: 1 })];
      await first.at(run('long', clock));
      first.start();
      await until(() => ran.length > 0);
      other.start();
      await until(async () => (await other.list(tenant)).length === 0);
      await soon(1500);
      assert.equal(ran.length, 1);
    });

    it('does not keep the other one from stopping while it waits for its turn', async () => {
      const handle: DueHandler = () => soon(4500).then(() => ({}));
      const [first, other] = [open({ handle, leaseSeconds: 1, storage: losing() }), open({ handle, leaseSeconds: 30 })];
      await first.at(run('long', clock));
      first.start();
      await until(() => ran.length > 0);
      other.start();
      await soon(2500);
      const start = performance.now();
      await other.stop();
      assert.ok(performance.now() - start < 1500);
    });
  });

  describe('whose handler fails', () => {
    const failing: DueHandler = async () => {
      throw new TypeError('secret name of somebody');
    };
    // Half a minute and more between tries is too long for a test: the queue gives it back after a second.
    const impatient = () =>
      queueThat(storage, queue => ({
        ...queue,
        take: async (count, lease) =>
          (await queue.take(count, lease)).map(taken => ({ ...taken, extend: seconds => taken.extend(Math.min(seconds, 1)) })),
      }));

    it('is tried again later', async () => {
      let failures = 0;
      const due = open({ storage: impatient(), handle: run => (failures++ < 2 ? failing(run) : Promise.resolve({})) });
      await due.at(run('party', clock));
      due.start();
      await until(async () => (await due.list(tenant)).length === 0);
      assert.equal(ran.length, 3);
    });

    it('is set aside after five tries, shown as failed, logged without names or words, and tried again a day later', async () => {
      let isMended = false;
      const due = open({ storage: impatient(), handle: run => (isMended ? Promise.resolve({}) : failing(run)) });
      await due.at(run('party-of-somebody', clock, 'private'));
      due.start();
      await until(async () => (await due.list(tenant))[0]?.state === 'failed', 20_000);
      await until(async () => (await storage.queue('due').poison()).length === 1);
      assert.equal(ran.length, 5);
      await due.sweep();
      await soon(600);
      assert.equal(ran.length, 5);
      assert.deepEqual(
        logged.filter(line => /somebody|private|force-one/.test(line)),
        [],
      );
      assert.ok(logged.includes(JSON.stringify({ event: 'due.failed', kind, tries: 5, error: 'TypeError' })));
      // What recurs must not end with one bad day.
      isMended = true;
      clock += 25 * 60 * 60_000;
      await due.sweep();
      await until(async () => (await due.list(tenant)).length === 0);
      assert.equal(ran.length, 6);
    });

    it('fails when this version of the app does not know the kind', async () => {
      await open().at(run('party', clock));
      open({ kinds: [] }).start();
      await until(() => logged.includes(JSON.stringify({ event: 'due.failed', kind, tries: 1, error: 'UnknownKind' })));
    });
  });

  it('waits for what is being run when it stops, and begins nothing more', async () => {
    let isDone = false;
    const due = open({ handle: () => soon(800).then(() => ((isDone = true), {})) });
    await due.at(run('party', clock));
    due.start();
    await until(() => ran.length > 0);
    await due.stop();
    assert.ok(isDone);
    assert.deepEqual(await due.list(tenant), []);
    await due.at(run('next', clock));
    await soon(600);
    assert.equal(ran.length, 1);
  });

  it('forgets a finished run after a month, and a waiting one never', async () => {
    const due = open();
    await due.at(run('over', clock - 1000));
    await due.at(run('cancelled', clock + day));
    await due.cancel({ tenant, kind, name: 'cancelled' });
    due.start();
    await until(() => ran.length > 0);
    await until(async () => (await due.at(run('over', clock - 1000))) === 'past');
    await due.at(run('far', clock + 400 * day));
    clock += 31 * day;
    await due.sweep();
    // Once forgotten, even a time long gone can be asked for as if it were new.
    assert.equal(await due.at(run('over', clock + 300 * day)), 'set');
    assert.deepEqual(
      (await due.list(tenant)).map(({ name }) => name),
      ['over', 'far'],
    );
  });
});

function namesOfTheirOwn(storage: Storage, n: number): Storage {
  return { ...storage, table: name => storage.table(`${name}${n}`), queue: name => storage.queue(`${name}-${n}`) };
}

function queueThat(storage: Storage, change: (queue: Queue) => Queue): Storage {
  return { ...storage, queue: name => change(storage.queue(name)) };
}
