import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { castMemberMeant, type CastMember } from '../../bot/local/sample/cast.ts';
import type { Growth, Joint } from '../../bot/networks/figures/figures.contract.ts';
import type { Consequences, Erased, MyData } from '../../bot/privacy/privacy.contract.ts';
import { clearUp, temporaryFolder } from '../support/bot-process.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { startParts, type PartsRun } from '../support/parts-run.ts';

const aMonthLater = {
  CLOCK_SHIFT_DAYS: '40',
  NODE_OPTIONS: `--import ${new URL('../support/clock-shift.ts', import.meta.url).href}`,
};

describe('Privacy and figures, in the running product', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const [priya, helen] = [castMemberMeant('constable'), castMemberMeant('administrator')];
  let run: PartsRun | undefined;
  before(async () => {
    run = await startParts(folder);
  });
  after(async () => {
    await run?.end();
    await clearUp();
  });

  const seat = async (member: CastMember) => {
    assert.ok(run);
    return run.seat(member);
  };

  async function call<Answer>(as: CastMember, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization: `Bearer ${await run?.tokenOf(as)}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const response = await fetch(`http://127.0.0.1:${run?.botPort}/api${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = (await response.json()) as Answer;
    assert.equal(response.status, 200, JSON.stringify(answer));
    const [known = ''] = path.split('?');
    wentThroughFrontDoor({ kind: 'route', name: routeName(method, known.replace(/sample-\w+/, ':id')) });
    return answer;
  }

  async function joinsHidden(chat: Awaited<ReturnType<typeof seat>>): Promise<void> {
    const consent = await chat.says('join rural colleagues network');
    await chat.presses(consent, /^Join/, { typed: { visibility: 'hidden', belonging: 'ally' } });
  }

  it('somebody sees what is held about her, on demand and folded again, and reads why', async () => {
    const chat = await seat(priya);
    await joinsHidden(chat);
    const folded = await chat.says('my data');
    assert.doesNotMatch(folded.words, /Rural/);
    const shown = await chat.presses(folded, 'Show my data here');
    assert.match(shown.words, /Rural Colleagues/);
    assert.doesNotMatch((await chat.presses(shown, 'Hide my data')).words, /Rural/);
    const notice = await chat.presses(folded, 'Privacy notice');
    assert.match(notice.words, /What is kept about you/);
    assert.match((await chat.presses(notice, 'See my data')).words, /What I hold about you/);
    const question = await chat.presses(folded, /^Erase my data/);
    assert.match((await chat.presses(question, 'Keep my data')).words, /Nothing was erased/);
    const data = await call<MyData>(priya, 'GET', '/privacy/mine');
    assert.ok(data.held.some(thing => thing.fields['network'] === 'sample-rural'));
  });

  it('she erases it all, in the chat and again from the tab, and can begin anew', async () => {
    const chat = await seat(priya);
    const question = await chat.says('erase me');
    assert.match(question.words, /This stays/);
    assert.match((await chat.presses(question, 'Erase everything about me')).words, /Everything about you is erased/);
    assert.match((await chat.presses(question, 'Erase everything about me')).words, /nothing to erase/);
    assert.doesNotMatch((await chat.presses(await chat.says('my networks'), 'Show my networks here')).words, /Rural/);
    await joinsHidden(chat);
    const means = await call<Consequences>(priya, 'GET', '/privacy/erase');
    assert.ok(means.goes.includes('A network you are in'), means.goes.join());
    assert.deepEqual(await call<Erased>(priya, 'POST', '/privacy/erase', { confirm: 'erase everything' }), { outcome: 'erased' });
    const { held } = await call<MyData>(priya, 'GET', '/privacy/mine');
    assert.ok(!held.some(thing => thing.table === 'memberships'));
  });

  it('an administrator sees the audit log, further back too, and that there are no figures yet', async () => {
    const chat = await seat(helen);
    let log = await chat.says('audit log');
    for (let looks = 0; looks < 12; looks += 1) log = await chat.says('audit log');
    assert.match(log.words, /The log is whole/);
    const older = await chat.presses(log, 'Show older entries');
    assert.match(older.words, /Everything about oneself erased|Own data/);
    assert.match((await chat.says('growth')).words, /The first figure comes on 1 /);
    const growth = await call<Growth>(helen, 'GET', '/networks/sample-carers/growth?since=2026-01');
    assert.equal(growth.members, undefined);
    assert.equal((await call<Joint>(helen, 'GET', '/figures')).month, undefined);
  });

  it('a month later the night’s work and the count have been done, and figures are there', async () => {
    await run?.end();
    run = await startParts(folder, aMonthLater);
    for (const kind of ['privacy/retention', 'networks/freeze-figures']) {
      const ran = `"event":"due.ran","kind":"${kind}"`;
      for (let waited = 0; waited < 600 && !run.log().includes(ran); waited += 1) await pause(100);
      assert.ok(run.log().includes(ran), `${kind} did not run:\n${run.log()}`);
      wentThroughFrontDoor({ kind: 'due', name: kind });
    }
    const chat = await seat(helen);
    const joint = await chat.says('growth');
    assert.match(joint.words, /Memberships\s+about \d+/);
    const growth = await chat.presses(joint, /^Growth: /);
    assert.match(growth.words, /About \d+ members|Fewer than 10 members/);
    const priyas = await seat(priya);
    assert.doesNotMatch((await priyas.says('growth')).words, /Memberships/);
  });
});
