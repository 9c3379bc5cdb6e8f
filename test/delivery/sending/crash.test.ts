import assert from 'node:assert/strict';
import type { Broadcast, Policy } from '../../../bot/delivery/broadcast.ts';
import type { Ledger } from '../../../bot/delivery/ledger/ledger.store.ts';
import { StorageUnavailable } from '../../../bot/storage/table.ts';
import type { DoorServer } from '../../support/door-server.ts';
import { storageHere } from '../../support/storage.ts';
import { openStage, openTeams, secondMs, soon, until, type Stage } from './stage.ts';

const leaseMs = 26 * secondMs;
const everyone = 7;

describe('an instance that is lost', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let teams: DoorServer;
  let stage: Stage;
  let stages: Stage[] = [];
  before(async () => {
    teams = await openTeams();
  });
  beforeEach(() => teams.connector.clear());
  after(() => teams.stop());
  afterEach(async () => {
    for (const opened of stages) await opened.close();
    stages = [];
  });

  async function open(told: Partial<Broadcast> = {}): Promise<Stage> {
    stage = await openStage(storage(), teams, told);
    stages.push(stage);
    return stage;
  }
  const sendsIn = ({ received }: Stage, id: string) => received('POST').filter(({ conversation }) => conversation === `a:${id}`).length;
  const sendsTo = (id: string) => sendsIn(stage, id);

  /** Another instance looks at once, and again when the leases of the first are over, and when what was put off is due. */
  async function anotherTakesOver(on = stage): Promise<void> {
    const { sender } = on.instance();
    for (let look = 0; look < 6 && !(await on.isDone()); look += 1) {
      await on.ask();
      sender.look();
      await until(async () => (await on.isDone()) || (await on.ledger.progress(on.broadcast()))[0]?.waitsUntil !== undefined);
      on.pass(leaseMs);
    }
    await until(() => on.isDone());
  }

  /** At each step of a batch: how many may have it without our knowing, and how many may get it twice when everybody is to be reached. */
  const steps: [string, { count?: number; unsure: number; twice: number }][] = [
    ['before ledger.read', { unsure: 0, twice: 0 }],
    ['before ledger.write', { unsure: 0, twice: 0 }],
    // Claimed, and nothing is sent yet. Nobody else can know that.
    ['after ledger.write', { unsure: everyone, twice: 0 }],
    ['before pace.turn', { count: 4, unsure: everyone, twice: everyone }],
    ['before courier.send', { count: 4, unsure: everyone, twice: everyone }],
    ['after courier.send', { unsure: everyone, twice: everyone }],
    // All outcomes are known here, and not written.
    ['before ledger.write', { count: 2, unsure: everyone, twice: everyone }],
    ['after ledger.write', { count: 2, unsure: 0, twice: 0 }],
    ['before taken.done', { unsure: 0, twice: 0 }],
  ];

  async function loses(policy: Policy, step: string, count: number): Promise<{ on: Stage; people: string[] }> {
    const on = await open({ policy });
    const people = await on.planned(everyone);
    const lost = on.instance().stopAt(step, count);
    await on.ask();
    await lost;
    await anotherTakesOver(on);
    return { on, people };
  }

  for (const [step, { count = 1, unsure, twice }] of steps) {
    it(`${step}${count > 1 ? `, time ${count}` : ''}: loses nobody, and tells nobody twice unless everybody is to be reached`, async () => {
      const [never, reach] = await Promise.all([loses('never twice', step, count), loses('reach everyone', step, count)]);
      const tally = await never.on.tally();
      assert.deepEqual([tally.planned, tally.waiting, tally.sent + tally.unsure], [everyone, 0, everyone]);
      assert.ok(tally.unsure <= unsure, `${tally.unsure} unsure`);
      for (const id of never.people) {
        const sends = sendsIn(never.on, id);
        assert.ok(sends <= 1, 'told twice');
        if ((await never.on.stateOf(id))?.state === 'sent') assert.equal(sends, 1, 'said to have it, and has it not');
      }
      assert.equal((await reach.on.tally()).sent, everyone);
      const sends = reach.people.map(id => sendsIn(reach.on, id));
      assert.ok(sends.every(times => times === 1 || times === 2));
      assert.ok(sends.filter(times => times === 2).length <= twice);
    });
  }

  it('does not make a second chat with whom it made one', async () => {
    await open({ policy: 'reach everyone' });
    await stage.person();
    const [one] = await stage.planned(1, false);
    assert.ok(one);
    const first = stage.instance();
    const lost = first.stopAt('before courier.send');
    await stage.ask();
    await lost;
    await anotherTakesOver();
    assert.equal((await stage.stateOf(one))?.state, 'sent');
    assert.equal(teams.connector.calls.filter(({ path }) => path.endsWith('/v3/conversations')).length, 1);
  });

  it('in the middle of a correction leaves it to another, who may do it once more', async () => {
    await open();
    await stage.planned(everyone);
    await stage.ask();
    const first = stage.instance();
    await until(() => stage.isDone());
    stage.change({ version: 2, pass: 2 });
    const lost = first.stopAt('after courier.update', 3);
    await stage.ask();
    await lost;
    await anotherTakesOver();
    assert.equal((await stage.tally()).corrected, everyone);
    assert.ok(stage.received('PUT').length <= 2 * everyone);
  });

  it('several times over still leaves nobody out', async () => {
    await open({ policy: 'reach everyone' });
    const people = await stage.planned(60);
    for (const [step, count] of [
      ['before courier.send', 5],
      ['after courier.send', 7],
      ['before ledger.write', 4],
    ] as const) {
      const victim = stage.instance();
      const lost = victim.stopAt(step, count);
      await stage.ask();
      victim.sender.look();
      await lost;
      stage.pass(leaseMs);
    }
    await anotherTakesOver();
    // Whoever was in hand at two of the crashes stays unsure: once more is enough.
    const { sent, unsure, waiting } = await stage.tally();
    assert.deepEqual([sent + unsure, waiting], [60, 0]);
    assert.ok(unsure <= 20, String(unsure));
    assert.ok(people.map(sendsTo).every(times => times <= 2));
  });

  describe('only for a while', () => {
    const policies: Policy[] = ['never twice', 'reach everyone'];
    for (const policy of policies) {
      it(`before it sends ("${policy}"): once its lease is over it does not send any more`, async () => {
        await open({ policy });
        const [one] = await stage.planned(1);
        assert.ok(one);
        const frozen = stage.instance();
        const stopped = frozen.stopAt('before pace.turn');
        await stage.ask();
        await stopped;
        stage.pass(leaseMs);
        await anotherTakesOver();
        const sent = policy === 'never twice' ? 0 : 1;
        assert.equal(sendsTo(one), sent);
        frozen.thaw();
        await soon(500);
        assert.equal(sendsTo(one), sent);
        assert.equal((await stage.stateOf(one))?.state, policy === 'never twice' ? 'unsure' : 'sent');
      });
    }

    it('after it sent: it still says so, where another could only say that nobody knows', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      const frozen = stage.instance();
      const stopped = frozen.stopAt('after courier.send');
      await stage.ask();
      await stopped;
      stage.pass(leaseMs);
      await anotherTakesOver();
      assert.equal((await stage.stateOf(one))?.state, 'unsure');
      frozen.thaw();
      await until(async () => (await stage.stateOf(one))?.state === 'sent');
      await until(async () => (await stage.tally()).sent === 1);
      assert.equal(sendsTo(one), 1);
    });

    it('after it sent: it says nothing once another has sent as well', async () => {
      await open({ policy: 'reach everyone' });
      const [one] = await stage.planned(1);
      assert.ok(one);
      const frozen = stage.instance();
      const stopped = frozen.stopAt('after courier.send');
      await stage.ask();
      await stopped;
      stage.pass(leaseMs);
      await anotherTakesOver();
      const before = await stage.stateOf(one);
      frozen.thaw();
      await soon(500);
      assert.deepEqual(await stage.stateOf(one), before);
      assert.equal(sendsTo(one), 2);
    });

    it('whose turn came too late for its lease gives back what it claimed, and sends in good time', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      let turns = 0;
      stage.parts.pace.turn = async () => {
        turns += 1;
        if (turns === 1) stage.pass(12 * secondMs);
      };
      stage.instance();
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal(turns, 2);
      assert.equal(sendsTo(one), 1);
      assert.equal((await stage.tally()).sent, 1);
    });
  });

  describe('but for the storage', () => {
    /** A ledger whose writes fail so many times, from the n-th on: before anything is written, or after it was. */
    function shaky(ledger: Stage['ledger'], from: number, times: number, isDone: boolean): Ledger['write'] {
      let writes = 0;
      return async (slice, rows) => {
        writes += 1;
        if (writes < from || writes >= from + times) return ledger.write(slice, rows);
        if (isDone) await ledger.write(slice, rows);
        throw new StorageUnavailable('it is away');
      };
    }

    for (const isDone of [false, true]) {
      const how = isDone ? 'wrote and does not say so' : 'does not write';
      it(`which ${how} what became of the sends: it is written when it is back, and nobody is told twice`, async () => {
        await open();
        const people = await stage.planned(5);
        const write = shaky(stage.ledger, 2, 2, isDone);
        stage.instance({ ledger: { ...stage.ledger, write } });
        await stage.ask();
        await until(() => stage.isDone());
        assert.equal((await stage.tally()).sent, 5);
        assert.ok(people.every(id => sendsTo(id) === 1));
      });

      it(`which ${how} the claims: nothing is sent by them, and everybody is reached later`, async () => {
        await open();
        const people = await stage.planned(5);
        const write = shaky(stage.ledger, 1, 1, isDone);
        stage.instance({ ledger: { ...stage.ledger, write } });
        await stage.ask();
        await until(() => stage.logged.includes('delivery.slice-failed'));
        assert.deepEqual(stage.received('POST'), []);
        assert.ok((await stage.rows()).every(({ state }) => state === 'pending'));
        await stage.ask();
        await until(() => stage.isDone());
        assert.ok(people.every(id => sendsTo(id) === 1));
      });
    }

    it('which wrote the claims and says that another was first: nobody is left in hand', async () => {
      await open();
      const people = await stage.planned(5);
      let writes = 0;
      stage.instance({
        ledger: {
          ...stage.ledger,
          write: async (slice, rows) => {
            writes += 1;
            const written = await stage.ledger.write(slice, rows);
            return writes === 1 ? 'conflict' : written;
          },
        },
      });
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal((await stage.tally()).sent, 5);
      assert.ok(people.every(id => sendsTo(id) === 1));
    });

    it('which cannot say when requests may be made: what was claimed is given back', async () => {
      await open();
      await stage.planned(3);
      let turns = 0;
      stage.parts.pace.turn = async () => {
        turns += 1;
        if (turns <= 3) throw new StorageUnavailable('it is away');
      };
      stage.instance();
      await stage.ask();
      await until(() => stage.logged.includes('delivery.slice-failed'));
      assert.ok((await stage.rows()).every(({ state, attempts }) => state === 'pending' && attempts === 0));
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal((await stage.tally()).sent, 3);
    });

    it('which cannot note that somebody is gone: that they cannot be reached is written all the same', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      teams.connector.answerWith(() => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }));
      const markGone = async () => {
        throw new StorageUnavailable('it is away');
      };
      stage.instance({ addresses: { ...stage.addresses, markGone } });
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal((await stage.stateOf(one))?.state, 'undeliverable');
    });
  });
});
