import assert from 'node:assert/strict';
import { castMemberMeant, type CastMember } from '../../bot/local/sample/cast.ts';
import { clearUp, temporaryFolder } from '../support/bot-process.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { startParts, type PartsRun } from '../support/parts-run.ts';

type Listed = { id: string; name: string; standing: string; confirmationDue?: { question: string } };
type Directory = { networks: Listed[]; consent: { version: string } };

describe('Somebody who opens the tab', function () {
  this.timeout(120_000);
  let run: PartsRun | undefined;
  const priya = castMemberMeant('constable');
  before(async () => {
    run = await startParts(temporaryFolder());
    // The tenant is met, and gets its sample data, with its first message.
    const client = await run.seat(priya);
    await client.says('help');
  });
  after(async () => {
    await run?.end();
    await clearUp();
  });

  async function call(
    as: CastMember | undefined,
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`http://127.0.0.1:${run?.botPort}/api${path}`, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${await run?.tokenOf(as)}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = { status: response.status, body: (await response.json()) as unknown };
    if (response.ok) wentThroughFrontDoor({ kind: 'route', name: routeName(method, path.replace(/sample-\w+/, ':id')) });
    return answer;
  }
  const networksOf = async (member: CastMember) => (await call(member, 'GET', '/networks')).body as Directory;
  const isIn = async (member: CastMember, id: string) =>
    (await networksOf(member)).networks.find(network => network.id === id)?.standing === 'in';

  it('sees the networks of the force and which of them are hers', async () => {
    const { networks } = await networksOf(priya);
    assert.ok(networks.some(({ name }) => name === 'Race Equality Network (REN)'));
    assert.deepEqual(
      networks.filter(({ standing }) => standing !== 'out'),
      [],
    );
    assert.equal(await isIn(castMemberMeant('chair'), 'sample-carers'), true);
  });

  it('joins and leaves there, and the chat knows of it', async () => {
    const { consent } = await networksOf(priya);
    assert.equal(
      (await call(priya, 'POST', '/networks/sample-rural/join', { consent: consent.version, visibility: 'hidden', belonging: 'ally' }))
        .status,
      200,
    );
    assert.equal(await isIn(priya, 'sample-rural'), true);
    const wanted = { visibility: 'hidden', events: 'now', vacancies: 'off', surveys: 'now', news: 'digest' };
    assert.equal((await call(priya, 'POST', '/networks/sample-rural/choices', wanted)).status, 200);
    assert.match(JSON.stringify((await call(priya, 'GET', '/networks/sample-rural/choices')).body), /"kind":"news".*"start":"digest"/);
    assert.equal((await call(priya, 'POST', '/networks/sample-rural/leave')).status, 200);
    assert.equal(await isIn(priya, 'sample-rural'), false);
  });

  it('who joined over a year ago is asked whether they are still in, in the chat and in the tab, and answers with one press', async () => {
    const callum = castMemberMeant('committee');
    const chat = await run?.seat(callum);
    assert.ok(chat);
    const mine = async () => chat.presses(await chat.says('my networks'), 'Show my networks here');
    const asked = async () => (await networksOf(callum)).networks.find(({ id }) => id === 'sample-rural')?.confirmationDue;
    const shown = await mine();
    assert.match(shown.words, /You joined over a year ago\. Still in\?/);
    assert.match((await asked())?.question ?? '', /You joined over a year ago\. Still in\?/);
    assert.match((await chat.presses(shown, 'I am still in: Rural Colleagues Network')).words, /^Done\. You stay in/);
    assert.doesNotMatch((await mine()).words, /Still in/);
    assert.equal(await asked(), undefined);
    const again = await call(callum, 'POST', '/networks/sample-rural/confirm');
    assert.deepEqual(again.body, { id: 'sample-rural', standing: 'in' });
  });

  it('sets her quiet hours there and ends them', async () => {
    const set = await call(priya, 'POST', '/quiet-hours', { preset: 'nights' });
    assert.match(JSON.stringify(set.body), /Quiet from 08:00 to 16:00, every day/);
    assert.match(JSON.stringify((await call(priya, 'GET', '/quiet-hours')).body), /What can wait comes at 16:00/);
    const { status, body } = await call(priya, 'POST', '/quiet-hours', { preset: 'holidays' });
    assert.deepEqual([status, /nothing was changed/.test(JSON.stringify(body))], [409, true]);
    await call(priya, 'POST', '/quiet-hours', { end: true });
    assert.match(JSON.stringify((await call(priya, 'GET', '/quiet-hours')).body), /"isSet":false/);
  });

  it('is refused with words when she joins without having seen what it means', async () => {
    const { status, body } = await call(priya, 'POST', '/networks/sample-rural/join', {});
    assert.ok(status >= 400 && status < 500, String(status));
    assert.match(JSON.stringify(body), /[a-z]+ [a-z]+/);
    assert.equal(await isIn(priya, 'sample-rural'), false);
  });

  it('is refused without a token, and the refusal gives nothing away', async () => {
    const { status, body } = await call(undefined, 'GET', '/networks');
    assert.equal(status, 401);
    assert.doesNotMatch(JSON.stringify(body), /Race Equality|at .*\.ts/);
  });
});
