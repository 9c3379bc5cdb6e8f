import assert from 'node:assert/strict';
import type { Broadcast } from '../../../bot/delivery/broadcast.ts';
import type { Call } from '../../support/connector.ts';
import type { DoorServer } from '../../support/door-server.ts';
import { sussex } from '../../support/door-server.ts';
import { storageHere } from '../../support/storage.ts';
import { openStage, openTeams, secondMs, soon, until, type Stage } from './stage.ts';

const refused = (code: string) => ({ error: { code, message: 'x' } });
const conversationsOf = (calls: readonly Call[]) => calls.map(({ conversation }) => conversation).sort();
const textOf = ({ body }: Call) => JSON.stringify(body['attachments']);

describe('sending an announcement', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let teams: DoorServer;
  let stage: Stage;
  before(async () => {
    teams = await openTeams();
  });
  after(() => teams.stop());
  afterEach(() => stage.close());

  async function open(told: Partial<Broadcast> = {}): Promise<Stage> {
    teams.connector.clear();
    stage = await openStage(storage(), teams, told);
    return stage;
  }

  describe('usually', () => {
    it('reaches everybody once, and several instances share the work', async () => {
      await open();
      const people = await Promise.all(Array.from({ length: 70 }, () => stage.person()));
      const spread = { ...stage.broadcast(), slices: 64 };
      stage.change(spread);
      await stage.ledger.plan(spread, people.map(id => ({ to: { kind: 'person', id }, via: 0 }))); // prettier-ignore
      for (let slice = 0; slice < 4; slice += 1) await stage.ask(slice);
      const noticed: string[] = [];
      for (let count = 0; count < 3; count += 1) stage.instance({ noticed: ({ id }) => noticed.push(id) });
      await until(() => stage.isDone());
      assert.deepEqual(conversationsOf(stage.received('POST')), people.map(id => `a:${id}`).sort()); // prettier-ignore
      const rows = await stage.rows();
      assert.ok(rows.every(({ state, version, activity, lease }) => state === 'sent' && version === 1 && activity && !lease));
      assert.equal((await stage.tally()).sent, 70);
      await until(() => noticed.length === 4);
      assert.deepEqual(await stage.queue.take(10, 1), [], 'no message is left');
    });

    it('is drawn once for all who read it alike, in their language, with its own line for the lock screen', async () => {
      await open();
      const people = await stage.planned(12);
      for (const id of people.slice(0, 3)) stage.allowed.set(id, { kind: 'go', language: 'cy', force: sussex, isNamed: true });
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      assert.deepEqual(stage.drawn.map(({ language, isNamed }) => [language, isNamed]).sort(), [
        ['cy', true],
        ['en', false],
      ]);
      const [first] = stage.drawn;
      assert.deepEqual(
        [first?.about, first?.version, first?.isRecalled, first?.via],
        ['garden', 1, false, { kind: 'network', id: 'garden' }],
      );
      const calls = stage.received('POST');
      assert.equal(calls.filter(({ body }) => body['locale'] === 'cy-GB').length, 3);
      assert.ok(calls.every(({ body }) => typeof body['summary'] === 'string' && body['summary'].length > 0));
    });

    it('that is personal is drawn for each', async () => {
      await open();
      stage.message.isPersonal = true;
      const people = await stage.planned(3);
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      assert.deepEqual(stage.drawn.map(({ person }) => person?.id).sort(), people.sort());
    });

    it('that cannot be drawn for one of them reaches all the others, and is tried again for that one', async () => {
      await open();
      const people = await stage.planned(30);
      const { draw } = stage.message;
      let isBroken = true;
      stage.message.isPersonal = true;
      stage.message.draw = async asked => {
        if (isBroken && asked.person?.id === people[0]) throw new TypeError('there is no such thing');
        return draw(asked);
      };
      await stage.ask();
      stage.instance();
      await until(() => stage.logged.includes('delivery.slice-failed'));
      const { sent, waiting } = await stage.tally();
      assert.deepEqual([sent, waiting], [29, 1]);
      isBroken = false;
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal(stage.received('POST').length, 30);
    });

    it('does as each of them wishes', async () => {
      await open();
      const [wait, digest, off, goes] = await stage.planned(4);
      assert.ok(wait && digest && off && goes);
      const until8 = new Date(stage.now().getTime() + 3600 * secondMs);
      stage.allowed.set(wait, { kind: 'wait', until: until8 });
      stage.allowed.set(digest, { kind: 'digest' });
      stage.allowed.set(off, { kind: 'skip', reason: 'off' });
      await stage.ask();
      stage.instance();
      await until(async () => (await stage.tally()).sent === 1);
      await until(async () => (await stage.ledger.progress(stage.broadcast()))[0]?.waitsUntil !== undefined);
      assert.deepEqual(conversationsOf(stage.received('POST')), [`a:${goes}`]);
      const { waiting, inDigest, skipped } = await stage.tally();
      assert.deepEqual([waiting, inDigest, skipped], [1, 1, 1]);
      assert.deepEqual((await stage.stateOf(wait))?.notBefore, until8);
      assert.deepEqual((await stage.ledger.progress(stage.broadcast()))[0]?.waitsUntil, until8);
      stage.allowed.delete(wait);
      stage.pass(3600 * secondMs);
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal(stage.received('POST').length, 2);
    });

    it('is put on the queue again by itself while something waits', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      stage.allowed.set(one, { kind: 'wait', until: new Date(stage.now().getTime() + secondMs) });
      await stage.ask();
      stage.instance();
      await until(async () => (await stage.ledger.progress(stage.broadcast()))[0]?.waitsUntil !== undefined);
      stage.allowed.clear();
      stage.pass(secondMs);
      await until(() => stage.isDone());
      assert.equal(stage.received('POST').length, 1);
    });

    it('says nothing to whom there is nothing left to say', async () => {
      await open();
      stage.message.draw = async () => undefined;
      await stage.planned(2);
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      assert.deepEqual((await stage.rows()).map(({ state, reason }) => [state, reason]), [['skipped', 'over'], ['skipped', 'over']]); // prettier-ignore
      assert.equal(stage.givenBack.length, 2);
    });

    it('makes a chat with whoever has none, and remembers it', async () => {
      await open();
      await stage.person();
      const [one] = await stage.planned(1, false);
      assert.ok(one);
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      const [opened, sent] = teams.connector.calls.slice(-2);
      assert.ok(opened?.path.endsWith('/v3/conversations'));
      assert.deepEqual(opened?.body['members'], [{ id: one, name: '' }]);
      const where = await stage.addresses.whereIs(stage.tenant, { person: one });
      assert.equal(where.kind === 'here' && where.address.conversation, sent?.conversation);
    });

    it('reaches a channel, and asks for its turn there', async () => {
      await open();
      const { person: _, ...rest } = stage.addressOf('x');
      await stage.addresses.note({ ...rest, scope: 'channel', conversation: '19:room@thread.tacv2' });
      const turns: (string | undefined)[] = [];
      stage.parts.pace.turn = async (...[, conversation]: unknown[]) => void turns.push(conversation as string | undefined);
      const to = ['19:room@thread.tacv2', '19:never-met@thread.tacv2'].map(conversation => ({
        to: { kind: 'place' as const, conversation },
        via: 0,
      }));
      await stage.ledger.plan(stage.broadcast(), to);
      for (const { slice } of await stage.ledger.progress(stage.broadcast())) await stage.ask(slice);
      stage.instance();
      await until(() => stage.isDone());
      assert.deepEqual(conversationsOf(stage.received('POST')), ['19:room@thread.tacv2']);
      assert.deepEqual(turns, ['19:room@thread.tacv2']);
      assert.equal((await stage.stateOf('19:never-met@thread.tacv2'))?.state, 'undeliverable');
    });
  });

  describe('as Teams answers', () => {
    const cases: [string, Parameters<DoorServer['connector']['answerWith']>[0], string, string | undefined][] = [
      [
        'who blocked us is not written to again',
        () => ({ status: 403, body: refused('ConversationBlockedByUser') }),
        'undeliverable',
        'blocked',
      ],
      ['what is too long has failed', () => ({ status: 413, body: refused('MessageSizeTooBig') }), 'failed', 'MessageSizeTooBig'],
      ['an error of theirs leaves it unsure', () => ({ status: 500, body: refused('ServiceError') }), 'unsure', 'error'],
      ['a broken connection leaves it unsure', () => 'hang up', 'unsure', 'silence'],
    ];
    for (const [what, answer, state, reason] of cases) {
      it(what, async () => {
        await open();
        const [one] = await stage.planned(1);
        assert.ok(one);
        teams.connector.answerWith(answer);
        await stage.ask();
        stage.instance();
        await until(() => stage.isDone());
        const row = await stage.stateOf(one);
        assert.deepEqual([row?.state, row?.reason, row?.lease], [state, reason, undefined]);
        assert.equal(stage.received('POST').length, 1);
        const isOver = state !== 'unsure';
        assert.equal(stage.givenBack.length, isOver ? 1 : 0);
        const where = await stage.addresses.whereIs(stage.tenant, { person: one });
        assert.equal(where.kind, state === 'undeliverable' ? 'gone' : 'here');
      });
    }

    it('whoever is known to be gone is not tried, and has the reason', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      await stage.addresses.markGone(stage.addressOf(one), 'uninstalled', stage.now());
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      assert.equal((await stage.stateOf(one))?.reason, 'uninstalled');
      assert.deepEqual(teams.connector.calls, []);
      assert.equal(stage.givenBack.length, 1);
    });

    it('"not now" slows everybody down and is tried again when Teams said, not before', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      let answers = 0;
      teams.connector.answerWith(() => {
        answers += 1;
        return answers < 3 ? { status: 429, headers: { 'retry-after': '7' }, body: refused('Throttled') } : undefined;
      });
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        await stage.ask();
        if (attempt === 1) stage.instance();
        await until(async () => {
          const row = await stage.stateOf(one);
          return row?.state === 'pending' && row.attempts === attempt;
        });
        assert.deepEqual((await stage.stateOf(one))?.notBefore, new Date(stage.now().getTime() + 7 * secondMs));
        stage.pass(6 * secondMs);
        await stage.ask();
        await soon(300);
        assert.equal(stage.received('POST').length, attempt, 'too soon');
        stage.pass(secondMs);
      }
      await stage.ask();
      await until(() => stage.isDone());
      assert.equal(stage.received('POST').length, 3);
      assert.equal(stage.slowedDown(), 2);
      assert.equal((await stage.stateOf(one))?.state, 'sent');
    });

    it('busy is tried again when everybody is to be reached, and not when nobody is to be told twice', async () => {
      for (const policy of ['reach everyone', 'never twice'] as const) {
        await open({ policy });
        await stage.planned(1);
        let answers = 0;
        teams.connector.answerWith(() => ((answers += 1) === 1 ? { status: 503 } : undefined));
        await stage.ask();
        stage.instance();
        await until(() => stage.isDone());
        assert.equal(stage.received('POST').length, policy === 'never twice' ? 1 : 2);
        assert.equal((await stage.tally()).unsure, policy === 'never twice' ? 1 : 0);
        await stage.close();
      }
    });

    it('an unsure one is sent again when the organiser wishes it, once', async () => {
      await open();
      const [one] = await stage.planned(1);
      assert.ok(one);
      teams.connector.answerWith(() => 'hang up');
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      stage.pass(secondMs);
      stage.change({ resendAt: stage.now(), pass: 2 });
      await stage.ask();
      await until(() => stage.isDone());
      assert.deepEqual([(await stage.stateOf(one))?.state, stage.received('POST').length], ['unsure', 2]);
    });
  });

  describe('while it is under way', () => {
    it('is paused within a second, loses nobody, and goes on', async () => {
      await open();
      const people = await stage.planned(40);
      let turns = 0;
      stage.parts.pace.turn = async () => {
        turns += 1;
        if (turns === 10) stage.change({ state: 'paused' });
        if (turns > 10) await soon(1100);
      };
      await stage.ask();
      stage.instance();
      await until(async () => (await stage.rows()).every(({ state }) => state === 'sent' || state === 'pending') && turns >= 10);
      await until(async () => (await stage.tally()).sent > 0);
      const before = stage.received('POST').length;
      assert.ok(before >= 9 && before < 12, String(before));
      const rows = await stage.rows();
      assert.ok(
        rows.every(({ state, attempts }) => state === 'sent' || attempts === 0),
        'what was not begun counts for nothing',
      );
      assert.equal((await stage.tally()).waiting, 40 - before);
      stage.parts.pace.turn = async () => undefined;
      stage.change({ state: 'sending', pass: 2 });
      await stage.ask();
      await until(() => stage.isDone());
      assert.deepEqual(conversationsOf(stage.received('POST')), people.map(id => `a:${id}`).sort()); // prettier-ignore
    });

    it('is stopped for good: nobody gets it from then on, and the turn in their week is theirs again', async () => {
      await open();
      await stage.planned(30);
      let turns = 0;
      stage.parts.pace.turn = async () => {
        turns += 1;
        if (turns === 5) stage.change({ isStopped: true, pass: 2 });
        if (turns > 5) await soon(1100);
      };
      await stage.ask();
      stage.instance();
      await until(() => turns > 5);
      await stage.ask(0, 2);
      await until(() => stage.isDone());
      const sent = stage.received('POST').length;
      assert.ok(sent < 7, String(sent));
      assert.equal((await stage.tally()).waiting, 30 - sent);
      assert.ok(stage.givenBack.length > 0);
    });

    it('is corrected for whoever has it; whoever has not gets the new one only', async () => {
      await open();
      const [late, ...others] = await stage.planned(4);
      assert.ok(late);
      stage.allowed.set(late, { kind: 'wait', until: new Date(stage.now().getTime() + 10 * secondMs) });
      await stage.ask();
      stage.instance();
      await until(async () => (await stage.tally()).sent === 3);
      stage.allowed.clear();
      stage.pass(10 * secondMs);
      stage.change({ version: 2, pass: 2 });
      await stage.ask();
      await until(() => stage.isDone());
      assert.deepEqual(conversationsOf(stage.received('PUT')), others.map(id => `a:${id}`).sort()); // prettier-ignore
      assert.ok(stage.received('PUT').every(call => textOf(call).includes('Version 2')));
      assert.equal(stage.received('POST').filter(call => textOf(call).includes('Version 2')).length, 1);
      assert.equal((await stage.tally()).corrected, 4);
    });

    it('is corrected for whom Teams lets us, and says for how many it could not be', async () => {
      await open();
      await stage.planned(3);
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      const [blocked, busy] = (await stage.rows()).map(({ activity }) => activity);
      let wasBusy = false;
      teams.connector.answerWith(({ path }) => {
        if (path.endsWith(`/${blocked}`)) return { status: 403, body: refused('MessageWritesBlocked') };
        if (!path.endsWith(`/${busy}`) || wasBusy) return undefined;
        wasBusy = true;
        return { status: 503 };
      });
      stage.change({ version: 2, pass: 2 });
      await stage.ask();
      await until(() => stage.isDone());
      const { corrected, notCorrected } = await stage.tally();
      assert.deepEqual([corrected, notCorrected], [2, 1]);
      assert.equal(stage.received('PUT').length, 4);
    });

    it('is taken back, and where Teams deletes nothing a line stands in its place', async () => {
      await open();
      const [one, other] = await stage.planned(2);
      assert.ok(one && other);
      await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      teams.connector.answerWith(({ method, conversation }) =>
        method === 'DELETE' && conversation === `a:${one}` ? { status: 404 } : undefined,
      );
      stage.change({ isRecalled: true, pass: 2 });
      await stage.ask();
      await until(() => stage.isDone());
      assert.deepEqual(conversationsOf(stage.received('DELETE')), [`a:${one}`, `a:${other}`].sort());
      const [replaced] = stage.received('PUT');
      assert.equal(replaced?.conversation, `a:${one}`);
      assert.match(textOf(replaced), /This was taken back\./);
      const { recalled, replaced: lines, notRecalled } = await stage.tally();
      assert.deepEqual([recalled, lines, notRecalled], [1, 1, 0]);
    });
  });

  describe('asked for', () => {
    it('by an older pass, or for an announcement that is not being sent, does nothing', async () => {
      await open({ pass: 3 });
      await stage.planned(2);
      stage.instance();
      await stage.ask(0, 2);
      await stage.queue.put({ tenant: stage.tenant, broadcast: 'unknown', slice: 0, pass: 9 });
      await soon(400);
      stage.change({ state: 'paused' });
      await stage.ask();
      await soon(400);
      assert.deepEqual(teams.connector.calls, []);
      assert.deepEqual(await stage.queue.take(10, 1), []);
    });

    it('in words that nobody here wrote is set aside', async () => {
      await open();
      await stage.queue.put({ tenant: stage.tenant, broadcast: 'party', slice: -1, pass: 1 });
      stage.instance();
      await until(async () => (await stage.queue.poison()).length === 1);
      assert.deepEqual(stage.logged, ['delivery.malformed']);
    });

    it('by many messages at once sends to everybody once', async () => {
      await open();
      await stage.planned(20);
      for (let count = 0; count < 6; count += 1) await stage.ask();
      stage.instance();
      await until(() => stage.isDone());
      assert.equal(stage.received('POST').length, 20);
    });

    it('of four instances at the same moment, each sends to some and nobody gets it twice', async () => {
      await open();
      await stage.planned(45);
      // Each has a queue of its own, so that nothing but the rows keeps them apart.
      const queues = ['a', 'b', 'c', 'd'].map(name => storage().queue(`apart-${name}-${stage.tenant}`));
      for (const queue of queues) await queue.put({ tenant: stage.tenant, broadcast: 'party', slice: 0, pass: 1 });
      for (const queue of queues) stage.instance({ queue });
      await until(() => stage.isDone());
      const calls = conversationsOf(stage.received('POST'));
      assert.equal(calls.length, 45);
      assert.equal(new Set(calls).size, 45);
    });

    it('while the instance is leaving: it ends what it has in hand and leaves the rest to another', async () => {
      await open();
      await stage.planned(60);
      let turns = 0;
      const { sender } = stage.instance();
      let stopping: Promise<void> | undefined;
      stage.parts.pace.turn = async () => {
        turns += 1;
        if (turns === 5) stopping = sender.stop();
      };
      await stage.ask();
      await until(() => stopping !== undefined);
      await stopping;
      const rows = await stage.rows();
      assert.ok(rows.every(({ state }) => state === 'sent' || state === 'pending'));
      const sent = rows.filter(({ state }) => state === 'sent').length;
      assert.ok(sent >= 1 && sent <= 24, String(sent));
      assert.equal((await stage.tally()).sent, sent);
      stage.instance();
      await until(() => stage.isDone());
      assert.equal(stage.received('POST').length, 60);
    });
  });
});
