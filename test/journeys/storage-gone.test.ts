import assert from 'node:assert/strict';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { clearUp, temporaryFolder } from '../support/bot-process.ts';
import { startParts, type PartsRun } from '../support/parts-run.ts';
import type { PlaygroundClient } from '../support/playground.ts';

describe('When the storage has gone away, a constable', function () {
  this.timeout(120_000);
  let run: PartsRun | undefined;
  let priya: PlaygroundClient;
  before(async () => {
    run = await startParts(temporaryFolder());
    priya = await run.seat(castMemberMeant('constable'));
    assert.match((await priya.says('help')).words, /What you can do here/);
  });
  after(async () => {
    await run?.end();
    await clearUp();
  });

  it('still gets an answer to a question, for that needs no storage', async () => {
    const consent = await priya.says('join race equality network');
    process.kill(run?.storage.pid ?? 0, 'SIGKILL');
    await run?.storage.ended;
    const answer = await priya.says('what is the race equality network');
    assert.match(answer.words, /Race Equality Network \(REN\)/);
    // A press that has to be kept is not pretended to have been.
    const pressed = await priya.presses(consent, /^Join/);
    assert.doesNotMatch(pressed.words, /Done/);
    assert.match(pressed.words, /[0-9a-f]{8}/, 'the apology has a reference');
    assert.match(run?.log() ?? '', new RegExp(/[0-9a-f]{8}/.exec(pressed.words)?.[0] ?? 'no reference'), 'and the log has the same');
  });

  it('is told calmly, with a reference, when something has to be looked up', async () => {
    const answer = await priya.presses(await priya.says('my networks'), 'Show my networks here');
    assert.match(answer.words, /[0-9a-f]{8}/);
    assert.doesNotMatch(answer.words, /storage|ECONNREFUSED|Error/i);
  });

  it('is not let down again by a bot that says it is ready: it says that it is not', async () => {
    const ready = await fetch(`http://127.0.0.1:${run?.botPort}/ready`);
    assert.equal(ready.status, 503);
    assert.equal((await fetch(`http://127.0.0.1:${run?.botPort}/health`)).status, 200);
  });

  it('finds nothing of what she wrote in the log', () => {
    assert.doesNotMatch(run?.log() ?? '', /race equality|Priya|my networks/i);
  });
});
