import assert from 'node:assert/strict';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { clearUp, startLocalRun, type LocalRun } from '../support/bot-process.ts';
import { openPlayground, type PlaygroundClient } from '../support/playground.ts';

describe('Colleagues with Staff Networks in a channel and a group chat', function () {
  this.timeout(120_000);
  let run: LocalRun | undefined;
  let priya: PlaygroundClient;
  const marcus = castMemberMeant('chair');
  before(async () => {
    run = await startLocalRun();
    priya = await openPlayground(run.playgroundPort, castMemberMeant('constable'));
  });
  after(() => {
    priya?.close();
    return clearUp(run);
  });

  it('see one line in a channel when the app is added to the team', async () => {
    await priya.installs('channel');
    const line = await priya.next('channel');
    assert.match(line.words, /Mention me with a question/);
    assert.equal(line.card, undefined);
  });

  it('mention it with a question and all see a sourced answer without anything personal on it', async () => {
    for (const place of ['channel', 'group'] as const) {
      const answer = await priya.says('who can join the race equality network?', place);
      assert.match(answer.words, /open to all three groups/);
      assert.match(answer.words, /Source: Race Equality Network/);
      assert.ok(!answer.buttons.some(({ verb }) => /join|ask|mine|leave/.test(verb)), answer.buttons.map(({ title }) => title).join());
    }
  });

  it('get their answer in the thread where they asked', async () => {
    const answer = await priya.says('networks', 'channel');
    assert.match(answer.conversation, /;messageid=\d+/);
  });

  it('get one and the same line when they ask there for something private', async () => {
    const lines = [];
    for (const asked of ['my networks', 'join race equality network', 'leave race equality network', 'cymraeg']) {
      for (const place of ['channel', 'group'] as const) lines.push((await priya.says(asked, place)).words);
    }
    assert.equal(new Set(lines).size, 1, lines.join('\n---\n'));
    assert.match(lines[0] ?? '', /That is for our own chat, so I did nothing here/);
    assert.doesNotMatch(
      (await priya.presses(await priya.says('my networks'), 'Show my networks here')).words,
      /Race Equality/,
      'nothing was done',
    );
  });

  it('press a button on a shared card, and only the presser sees what it shows', async () => {
    const list = await priya.says('networks', 'group');
    const before = priya.seen('group').length;
    const about = await priya.presses(list, /^About: Carers’ Circle/, { as: marcus });
    assert.match(about.words, /Carers’ Circle/);
    assert.doesNotMatch(about.words, /You are (in|a member)|joined/, 'a chair learns nothing there that others might see');
    assert.equal(priya.seen('group').length, before, 'the group was told nothing');
  });

  it('ask in Welsh and are answered with the Welsh that is held', async () => {
    await priya.sends({ text: `<at>Staff Networks</at> cymorth`, locale: 'cy-GB', entities: [mention] }, 'group');
    assert.match((await priya.next('group')).words, /Beth allwch chi ei wneud yma/);
  });
});

const mention = {
  type: 'mention',
  text: '<at>Staff Networks</at>',
  mentioned: { id: '28:0d9c6a1f-4b7e-4f53-a2c8-6e1b3d5f7a90', name: 'Staff Networks' },
};
