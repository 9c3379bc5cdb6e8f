import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AudiencePart } from '../../bot/delivery/broadcast.ts';
import type { Wanted } from '../../bot/delivery/engine.ts';
import { slicesOf } from '../../bot/delivery/ledger/slices.ts';
import { Refusal } from '../../bot/refusal.ts';
import { azuriteHere } from '../support/azurite.ts';
import { openInstance, someNews, somePeople, type Instance, type Networks } from './engine.samples.ts';

const network = (id: string): AudiencePart => ({ kind: 'network', id });
const day = 24 * 60 * 60_000;

describe('something sent to many', function () {
  this.timeout(30_000);
  const azurite = azuriteHere();
  const opened: Instance[] = [];
  afterEach(async () => {
    for (const { engine, due } of opened.splice(0)) {
      await due.stop();
      await engine.stop();
    }
  });

  type Opening = { networks?: Networks; tenant?: string; ledger?: Parameters<typeof openInstance>[1]['ledger'] };
  function open({ networks = { race: somePeople(40) }, tenant = randomUUID(), ledger }: Opening = {}): Instance & { tenant: string } {
    const instance = openInstance(azurite.storage(), { tenant, networks, ledger });
    opened.push(instance);
    return { ...instance, tenant };
  }

  async function announced({ engine, tenant }: Instance & { tenant: string }, more: Partial<Wanted> = {}) {
    const broadcast = await engine.announce(someNews(tenant, more));
    assert.equal(await engine.approve(broadcast), 'done');
    return broadcast;
  }

  async function planned(instance: Instance & { tenant: string }, more: Partial<Wanted> = {}) {
    const broadcast = await announced(instance, more);
    assert.equal(await instance.engine.start(broadcast), 'started');
    await instance.runsDue('delivery/expand');
    await instance.runsDue('delivery/watch');
    return broadcast;
  }

  const stateOf = async ({ engine }: Instance, of: { tenant: string; id: string }) => (await engine.find(of))?.state;

  /** Everybody who has a row, and through which part. */
  async function rowsOf({ engine, ledger }: Instance, of: { tenant: string; id: string }): Promise<Map<string, number>> {
    const broadcast = await engine.find(of);
    assert.ok(broadcast);
    const rows: [string, number][] = [];
    for (const slice of slicesOf(broadcast)) {
      const { deliveries } = await ledger.read(broadcast, slice);
      for (const { to, via } of deliveries.values()) rows.push([to.kind === 'person' ? to.id : to.conversation, via]);
    }
    assert.equal(new Set(rows.map(([id]) => id)).size, rows.length, 'somebody is there twice');
    return new Map(rows);
  }

  it('goes from a press to its end by itself: planned, put on the queue, done, and told', async () => {
    const instance = open();
    const { engine, due } = instance;
    due.start();
    const broadcast = await announced(instance);
    assert.equal(await engine.start(broadcast), 'started');
    let sent = 0;
    for (let tries = 0; sent < 40 && tries < 200; tries += 1) {
      sent += await instance.works();
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    for (let tries = 0; instance.ended.length === 0 && tries < 200; tries += 1) await new Promise(resolve => setTimeout(resolve, 50));
    assert.equal(instance.ended.length, 1);
    const { broadcast: told, tally } = instance.ended[0] ?? assert.fail();
    assert.deepEqual([told.state, tally.planned, tally.sent], ['done', 40, 40]);
    const progress = await engine.progress(broadcast);
    assert.deepEqual([progress?.broadcast.state, progress?.tally.sent], ['done', 40]);
  });

  it('is the same announcement when it is announced again', async () => {
    const { engine, tenant } = open();
    const wanted = someNews(tenant);
    const [one, other] = await Promise.all([engine.announce(wanted), engine.announce({ ...wanted, about: 'n-2' })]);
    assert.deepEqual({ author: undefined, ...one }, { author: undefined, ...other });
    await engine.approve(one);
    assert.equal((await engine.announce(wanted)).state, 'approved');
  });

  it('is refused when nobody draws it', async () => {
    const { engine, tenant } = open();
    await assert.rejects(engine.announce(someNews(tenant, { kind: 'gossip' })), /nobody draws a message of the kind "gossip"/);
  });

  it('is sent once by two presses on two instances, and by a third afterwards', async () => {
    const networks = { race: somePeople(40) };
    const one = open({ networks });
    const other = open({ networks, tenant: one.tenant });
    const broadcast = await announced(one);
    const pressed = await Promise.all([one.engine.start(broadcast), other.engine.start(broadcast), one.engine.start(broadcast)]);
    assert.deepEqual(pressed.sort(), ['already', 'already', 'started']);
    await Promise.all([one.runsDue(), other.runsDue()]);
    await one.runsDue();
    assert.equal(await one.engine.start(broadcast), 'already');
    assert.equal(await one.works(), 40);
    await one.runsDue();
    assert.equal(await one.engine.start(broadcast), 'already');
    assert.equal(await stateOf(one, broadcast), 'done');
  });

  it('is not sent before it was approved, nor when there is no such thing', async () => {
    const { engine, tenant } = open();
    const draft = await engine.announce(someNews(tenant));
    assert.equal(await engine.start(draft), 'not approved');
    assert.equal(await engine.start({ tenant, id: 'nothing' }), 'unknown');
    assert.equal(await engine.pause({ tenant, id: 'nothing' }), 'unknown');
    assert.equal(await engine.progress({ tenant, id: 'nothing' }), undefined);
    await engine.cancel(draft);
    assert.equal(await engine.start(draft), 'cancelled');
  });

  it('is at an end at once when nobody is in its audience', async () => {
    const instance = open({ networks: { race: [] } });
    const broadcast = await planned(instance);
    assert.equal(await stateOf(instance, broadcast), 'done');
    assert.deepEqual(instance.ended.map(({ tally }) => tally.planned), [0]); // prettier-ignore
  });

  describe('at a time to come', () => {
    it('starts then and not before, and a second press changes nothing', async () => {
      const instance = open();
      const broadcast = await announced(instance);
      const at = new Date(instance.now().getTime() + 3_600_000);
      assert.equal(await instance.engine.start(broadcast, { at }), 'scheduled');
      assert.equal(await instance.engine.start(broadcast, { at }), 'already');
      await instance.runsDue();
      assert.equal(await stateOf(instance, broadcast), 'approved');
      instance.passes(3_601_000);
      await instance.runsDue('delivery/expand');
      assert.equal(await stateOf(instance, broadcast), 'sending');
      assert.equal((await rowsOf(instance, broadcast)).size, 40);
    });

    it('follows the last word: another time, at once, or never', async () => {
      const instance = open();
      const { engine, due, tenant } = instance;
      const [moved, hurried, dropped] = [await announced(instance), await announced(instance), await announced(instance)] as const;
      const [at, later] = [new Date(instance.now().getTime() + day), new Date(instance.now().getTime() + 2 * day)];
      for (const one of [moved, hurried, dropped]) assert.equal(await engine.start(one, { at }), 'scheduled');
      assert.equal(await engine.start(moved, { at: later }), 'scheduled');
      assert.equal(await engine.start(hurried), 'started');
      assert.equal(await engine.cancel(dropped), 'done');
      assert.deepEqual((await due.list(tenant)).map(({ name }) => name).sort(), [`${moved.id}.at`, `${hurried.id}.0`].sort());
      await instance.runsDue('delivery/expand');
      assert.deepEqual(
        [await stateOf(instance, moved), await stateOf(instance, hurried), await stateOf(instance, dropped)],
        ['approved', 'sending', 'cancelled'],
      );
      instance.passes(day + 1000);
      await instance.runsDue('delivery/expand');
      assert.equal(await stateOf(instance, moved), 'approved');
      instance.passes(day);
      await instance.runsDue('delivery/expand');
      assert.equal(await stateOf(instance, moved), 'sending');
    });

    it('is refused in a sentence when that time has passed, or its end comes before its start', async () => {
      const instance = open();
      const broadcast = await announced(instance);
      const [past, soon] = [new Date(instance.now().getTime() - 1000), new Date(instance.now().getTime() + day)];
      await assert.rejects(instance.engine.start(broadcast, { at: past }), (error: unknown) => {
        assert.ok(error instanceof Refusal);
        assert.match(error.in('en'), /That time has passed/);
        assert.match(error.in('cy'), /wedi mynd heibio/);
        return true;
      });
      await assert.rejects(instance.engine.start(broadcast, { deadline: past }), Refusal);
      await assert.rejects(instance.engine.start(broadcast, { at: soon, deadline: soon }), Refusal);
      assert.equal(await stateOf(instance, broadcast), 'approved');
    });
  });

  describe('while it is planned', () => {
    it('counts each of two thousand once, through the first part they are in', async () => {
      const people = somePeople(2000);
      const networks = { race: people.slice(0, 1200), faith: people.slice(600, 1800), carers: people.slice(1500) };
      const instance = open({ networks });
      const audience = [network('race'), network('faith'), { kind: 'place', id: '19:room@thread.tacv2' }, network('carers')];
      assert.equal(await instance.engine.reach(instance.tenant, audience), 2901);
      const broadcast = await planned(instance, { audience });
      const rows = await rowsOf(instance, broadcast);
      assert.equal(rows.size, 2001);
      for (const [at, id] of people.entries()) assert.equal(rows.get(id), at < 1200 ? 0 : at < 1800 ? 1 : 3);
      assert.equal(rows.get('19:room@thread.tacv2'), 2);
      const { tally } = (await instance.engine.progress(broadcast)) ?? assert.fail();
      assert.equal(tally.planned, 2001);
      const errands = await instance.errands();
      assert.equal(new Set(errands.map(({ slice }) => slice)).size, errands.length);
    });

    it('takes up again where whoever planned it was lost, and again', async () => {
      const networks = { race: somePeople(600) };
      let allowed = 3;
      const instance = open({
        networks,
        ledger: ledger => ({
          ...ledger,
          plan: async (...given) => {
            if (allowed === 0) throw new Error('lost');
            allowed -= 1;
            return ledger.plan(...given);
          },
        }),
      });
      const broadcast = await announced(instance);
      await instance.engine.start(broadcast);
      await assert.rejects(instance.runsDue('delivery/expand'), /lost/);
      const some = (await rowsOf(instance, broadcast)).size;
      assert.ok(some > 0 && some < 600);
      allowed = 9;
      await assert.rejects(instance.runsDue('delivery/expand'), /lost/);
      assert.ok((await rowsOf(instance, broadcast)).size > some);
      assert.deepEqual(await instance.errands(), [], 'nothing is sent before everybody is planned');
      allowed = 100;
      await instance.runsDue('delivery/expand');
      assert.equal((await rowsOf(instance, broadcast)).size, 600);
      assert.equal(await stateOf(instance, broadcast), 'sending');
    });

    it('keeps its slices when the audience grows between two tries', async () => {
      const networks = { race: somePeople(1500) };
      let isLost = true;
      const instance = open({
        networks,
        ledger: ledger => ({
          ...ledger,
          plan: async (...given) => (isLost ? Promise.reject(new Error('lost')) : ledger.plan(...given)),
        }),
      });
      const broadcast = await announced(instance);
      await instance.engine.start(broadcast);
      await assert.rejects(instance.runsDue('delivery/expand'), /lost/);
      const slices = (await instance.engine.find(broadcast))?.slices;
      networks.race = [...networks.race, ...somePeople(500)];
      isLost = false;
      await instance.runsDue('delivery/expand');
      assert.equal((await instance.engine.find(broadcast))?.slices, slices);
      assert.equal((await rowsOf(instance, broadcast)).size, 2000);
    });

    it('has everybody once when two instances plan it at the same time', async () => {
      const networks = { race: somePeople(500), faith: somePeople(100) };
      const one = open({ networks });
      const other = open({ networks, tenant: one.tenant });
      const broadcast = await announced(one, { audience: [network('race'), network('faith')] });
      await one.engine.start(broadcast);
      await Promise.all([one.runsDue('delivery/expand'), other.runsDue('delivery/expand')]);
      assert.equal((await rowsOf(one, broadcast)).size, 600);
      const { broadcast: stands, tally } = (await one.engine.progress(broadcast)) ?? assert.fail();
      assert.deepEqual([stands.state, stands.pass, tally.planned], ['sending', 1, 600]);
    });

    it('is left to another instance when this one is asked to stop', async () => {
      const networks = { race: somePeople(300) };
      let times = 0;
      const one = open({
        networks,
        ledger: ledger => ({
          ...ledger,
          plan: async (...given) => {
            times += 1;
            if (times === 3) await one.engine.stop();
            return ledger.plan(...given);
          },
        }),
      });
      const other = open({ networks, tenant: one.tenant });
      const broadcast = await announced(one);
      await one.engine.start(broadcast);
      await one.runsDue('delivery/expand');
      assert.equal(times, 3);
      assert.equal(await stateOf(one, broadcast), 'expanding');
      await other.runsDue('delivery/expand');
      assert.equal(await stateOf(other, broadcast), 'sending');
      // So are the messages: none is put by whoever is about to end.
      await one.runsDue('delivery/watch');
      assert.deepEqual(await one.errands(), []);
      await other.runsDue('delivery/watch');
      assert.equal(await other.works(), 300);
    });

    it('stops when it is paused, and goes on when it is resumed', async () => {
      const pausesAfter = 4;
      let plannedTimes = 0;
      const networks = { race: somePeople(300) };
      const instance = open({
        networks,
        ledger: ledger => ({
          ...ledger,
          plan: async (...given) => {
            plannedTimes += 1;
            if (plannedTimes === pausesAfter) assert.equal(await instance.engine.pause(broadcast), 'done');
            return ledger.plan(...given);
          },
        }),
      });
      const broadcast = await announced(instance);
      await instance.engine.start(broadcast);
      await instance.runsDue('delivery/expand');
      assert.equal(plannedTimes, pausesAfter);
      assert.equal(await stateOf(instance, broadcast), 'paused');
      assert.equal(await instance.engine.resume(broadcast), 'done');
      await instance.runsDue('delivery/expand');
      assert.equal(await stateOf(instance, broadcast), 'sending');
      assert.equal((await rowsOf(instance, broadcast)).size, 300);
    });
  });

  describe('while it is sent', () => {
    it('is paused, resumed and stopped by many at once, and stays one thing', async () => {
      const one = open();
      const other = open({ tenant: one.tenant });
      const broadcast = await planned(one);
      for (let round = 0; round < 3; round += 1) {
        const engines = [one.engine, other.engine, one.engine];
        const pauses = await Promise.all(engines.map(engine => engine.pause(broadcast)));
        assert.deepEqual(pauses.sort(), ['already', 'already', 'done']);
        const resumes = await Promise.all(engines.map(engine => engine.resume(broadcast)));
        assert.deepEqual(resumes.sort(), ['already', 'already', 'done']);
      }
      const mixed = await Promise.all([one.engine.pause(broadcast), other.engine.cancel(broadcast), one.engine.resume(broadcast)]);
      assert.ok(mixed.includes('done'));
      assert.equal((await one.engine.find(broadcast))?.isStopped, true);
      await one.errands();
      await one.runsDue('delivery/watch');
      assert.equal(await one.works(), 0);
      await one.runsDue('delivery/watch');
      assert.equal(await stateOf(one, broadcast), 'cancelled');
      assert.equal(await one.engine.resume(broadcast), 'not now');
      assert.deepEqual(one.ended.at(-1)?.broadcast.state, 'cancelled');
    });

    it('has a message for each slice again after a pause, and the older ones mean nothing', async () => {
      const instance = open();
      const broadcast = await planned(instance);
      const first = await instance.errands();
      await instance.engine.pause(broadcast);
      await instance.runsDue('delivery/watch');
      assert.deepEqual(await instance.errands(), []);
      await instance.engine.resume(broadcast);
      await instance.runsDue('delivery/watch');
      const second = await instance.errands();
      assert.deepEqual(first.map(({ pass }) => pass), first.map(() => 1)); // prettier-ignore
      assert.deepEqual(second.map(({ slice, pass }) => [slice, pass]).sort(), first.map(({ slice }) => [slice, 2]).sort());
    });

    it('is corrected, sent again to who is unsure, and taken back, each in a pass of its own that ends', async () => {
      const instance = open();
      const { engine } = instance;
      const broadcast = await planned(instance);
      await instance.works();
      await instance.runsDue('delivery/watch');
      const acts = [() => engine.correct(broadcast, 2), () => engine.resendUnsure(broadcast), () => engine.recall(broadcast)];
      for (const [at, act] of acts.entries()) {
        assert.equal(await act(), 'done');
        assert.equal(await stateOf(instance, broadcast), 'sending');
        await instance.runsDue('delivery/watch');
        const errands = await instance.works();
        assert.equal(errands, 0);
        await instance.runsDue('delivery/watch');
        assert.equal(await stateOf(instance, broadcast), 'done');
        assert.equal(instance.ended.length, at + 2);
      }
      assert.equal(await engine.correct(broadcast, 2), 'already');
      assert.equal(await engine.recall(broadcast), 'already');
      const stands = await engine.find(broadcast);
      assert.deepEqual([stands?.version, stands?.isRecalled, stands?.pass], [2, true, 4]);
    });

    it('is told as ended again where whoever saw the end was lost before it was told', async () => {
      const instance = open();
      const broadcast = await planned(instance);
      await instance.works();
      await instance.broadcasts.change(broadcast, () => ({ state: 'done', endedAt: instance.now() }));
      await instance.runsDue('delivery/watch');
      assert.equal(instance.ended.length, 0, 'whoever saw the end may still be telling it');
      instance.passes(31_000);
      await instance.runsDue('delivery/watch');
      assert.equal(instance.ended.length, 1);
      instance.passes(60_000);
      await instance.runsDue();
      assert.equal(instance.ended.length, 1);
    });
  });

  describe('when messages are lost', () => {
    it('asks for the slices again that do not move, ever more rarely, shows them, and is done in the end', async () => {
      const instance = open();
      const { engine } = instance;
      const broadcast = await planned(instance);
      const slices = (await instance.errands()).length;
      const looks = async (minutes: number) => {
        instance.passes(minutes * 60_000);
        await engine.due['delivery/watch']({
          ...{ tenant: instance.tenant, kind: 'delivery/watch', name: 'look', dueAt: new Date(0), now: instance.now() },
          payload: JSON.stringify({ id: broadcast.id, pass: 1 }),
        });
        return (await instance.errands()).length;
      };
      assert.equal(await looks(1), 0, 'a worker that died keeps its messages for a while');
      assert.equal(await looks(1), slices);
      assert.equal(await looks(2), 0);
      assert.equal(await looks(2), slices);
      assert.equal((await engine.find(broadcast))?.stuck, undefined);
      assert.equal(await looks(4), 0);
      assert.equal(await looks(4), slices);
      assert.equal((await engine.find(broadcast))?.stuck, slices);
      assert.equal(await looks(4), 0);
      instance.passes(30 * 60_000);
      await engine.due['delivery/watch']({
        ...{ tenant: instance.tenant, kind: 'delivery/watch', name: 'look', dueAt: new Date(0), now: instance.now() },
        payload: JSON.stringify({ id: broadcast.id, pass: 1 }),
      });
      assert.equal(await instance.works(), 40);
      await looks(1);
      const { broadcast: stands, tally } = (await engine.progress(broadcast)) ?? assert.fail();
      assert.deepEqual([stands.state, stands.stuck, tally.sent], ['done', undefined, 40]);
    });

    it('puts those that were never put, where whoever was to do it was lost', async () => {
      const instance = open();
      const broadcast = await announced(instance);
      await instance.engine.start(broadcast);
      await instance.runsDue('delivery/expand');
      assert.deepEqual(await instance.errands(), []);
      await instance.runsDue('delivery/watch');
      assert.ok((await instance.errands()).length > 0);
      assert.equal((await instance.broadcasts.find(broadcast))?.putPass, 1);
    });
  });

  describe('in the course of time', () => {
    const forgets = ({ engine, tenant, now }: Instance & { tenant: string }) =>
      engine.forgetOld(tenant, { deliveryDays: 30, registerMonths: 24 }, now());

    it('is forgotten: first who got it, then that it was', async () => {
      const instance = open();
      const broadcast = await planned(instance);
      await instance.works();
      await instance.runsDue('delivery/watch');
      instance.passes(29 * day);
      await forgets(instance);
      assert.equal((await rowsOf(instance, broadcast)).size, 40);
      instance.passes(2 * day);
      await forgets(instance);
      const { broadcast: stands, tally } = (await instance.engine.progress(broadcast)) ?? assert.fail();
      assert.deepEqual([stands.isForgotten, stands.slices, tally.sent], [true, 0, 40]);
      assert.equal(await instance.engine.recall(broadcast), 'not now');
      for await (const one of instance.broadcasts.withRows(instance.tenant)) assert.fail(`${one.id} has rows`);
      instance.passes(740 * day);
      await forgets(instance);
      assert.equal(await instance.engine.find(broadcast), undefined);
      assert.deepEqual(await instance.engine.newest(instance.tenant), []);
      assert.equal((await instance.ledger.tally({ ...broadcast, slices: 16 })).planned, 0);
    });

    it('is forgotten when nobody ever sent it, and stopped when it was paused and left', async () => {
      const instance = open();
      const draft = await instance.engine.announce(someNews(instance.tenant));
      const scheduled = await announced(instance);
      await instance.engine.start(scheduled, { at: new Date(instance.now().getTime() + 90 * day) });
      const left = await planned(instance);
      await instance.engine.pause(left);
      instance.passes(40 * day);
      await forgets(instance);
      assert.equal(await instance.engine.find(draft), undefined);
      assert.equal(await stateOf(instance, scheduled), 'approved');
      assert.equal((await instance.engine.find(left))?.isStopped, true);
    });

    it('goes on when whoever pressed fell silent before the work was asked for', async () => {
      const instance = open();
      const [begun, scheduled] = [await announced(instance), await announced(instance)] as const;
      await instance.broadcasts.change(begun, () => ({ state: 'expanding', startedAt: instance.now() }));
      await instance.broadcasts.change(scheduled, () => ({ startsAt: new Date(instance.now().getTime() + day) }));
      assert.deepEqual(await instance.due.list(instance.tenant), []);
      const { engine, tenant } = instance;
      const sweep = { tenant, kind: 'delivery/sweep', name: 'standing', dueAt: instance.now(), now: instance.now(), payload: '' };
      const { again } = await engine.due['delivery/sweep'](sweep);
      assert.ok(again && again > instance.now());
      assert.deepEqual(
        (await instance.due.list(instance.tenant)).map(({ name }) => name),
        [`${begun.id}.0`, `${scheduled.id}.at`],
      );
    });
  });

  describe('and whoever sent it', () => {
    it('sees it among theirs, the newest first, and nobody else’s', async () => {
      const instance = open();
      const [one, other] = [randomUUID(), randomUUID()];
      const ids: string[] = [];
      for (let n = 0; n < 25; n += 1) {
        instance.passes(1000);
        const { id } = await instance.engine.announce(someNews(instance.tenant, { author: n % 5 === 0 ? other : one }));
        ids.unshift(id);
      }
      const all = await instance.engine.newest(instance.tenant, { most: 100 });
      assert.deepEqual(all.map(({ id }) => id), ids); // prettier-ignore
      const theirs = await instance.engine.newest(instance.tenant, { author: other });
      assert.deepEqual(theirs.map(({ id }) => id), ids.filter((_, at) => (24 - at) % 5 === 0)); // prettier-ignore
      assert.equal((await instance.engine.newest(instance.tenant, { most: 3 })).length, 3);
      assert.deepEqual(await instance.engine.newest(randomUUID()), []);
    });

    it('has it in their data, and leaves it without a name', async () => {
      const instance = open();
      const author = { tenant: instance.tenant, id: randomUUID() };
      const { held } = instance.broadcasts;
      const broadcast = await planned(instance, { author: author.id });
      const [thing] = await held.export(author);
      assert.deepEqual([thing?.table, thing?.fields['id'], thing?.fields['state']], ['broadcasts', broadcast.id, 'sending']);
      await held.erase(author, instance.now());
      assert.deepEqual(await held.export(author), []);
      const stands = await instance.engine.find(broadcast);
      assert.deepEqual([stands?.author, stands?.state], [undefined, 'sending']);
    });
  });
});
