import assert from 'node:assert/strict';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { clearUp, startLocalRun, type LocalRun } from '../support/bot-process.ts';
import { openPlayground, type PlaygroundClient } from '../support/playground.ts';

describe('A constable in her own chat with Staff Networks', function () {
  this.timeout(120_000);
  let run: LocalRun | undefined;
  let priya: PlaygroundClient;
  before(async () => {
    run = await startLocalRun();
    priya = await openPlayground(run.playgroundPort, castMemberMeant('constable'));
  });
  after(() => {
    priya?.close();
    return clearUp(run);
  });

  it('is welcomed in both languages when the app is added, with three things to press', async () => {
    await priya.installs();
    const welcome = await priya.next();
    assert.match(welcome.words, /Ask me about staff networks/);
    assert.match(welcome.words, /Holwch fi am rwydweithiau staff/);
    assert.match(welcome.words, /I do not keep what you type\. Teams keeps this chat/);
    assert.deepEqual(
      welcome.buttons.map(({ title }) => title),
      ['Show the networks', 'What can I do here?', 'Cymraeg'],
    );
  });

  it('is not welcomed again when the page is loaded again a moment later', async () => {
    const before = priya.seen().length;
    await priya.installs();
    assert.match((await priya.says('help')).words, /What you can do here/);
    assert.equal(priya.seen().length, before + 1);
  });

  it('asks about a network in her own words and gets a sourced answer', async () => {
    const answer = await priya.says('what is the race equality network');
    assert.match(answer.words, /Race Equality Network \(REN\)/);
    assert.match(answer.words, /Sussex Police/);
    assert.match(answer.words, /Source: Race Equality Network \(web page\)/);
  });

  it('asks on, and is understood to mean the same network', async () => {
    await priya.says('what is the race equality network');
    const answer = await priya.says('who can join it?');
    assert.match(answer.words, /Race Equality Network/);
    assert.match(answer.words, /open to all three groups/);
  });

  const mine = async () => priya.presses(await priya.says('my networks'), 'Show my networks here');

  it('joins from the answer, after reading what that means and choosing who sees her name; the chat keeps no trace of which', async () => {
    const answer = await priya.says('what is the race equality network');
    const consent = await priya.presses(answer, /^Join: Race Equality Network/);
    assert.match(consent.words, /We record that you joined/);
    const joined = await priya.presses(consent, /^Join: Race Equality Network/, { typed: { visibility: 'members' } });
    assert.match(joined.words, /^Done\. Your choices are in the tab\./, 'the new state comes first');
    assert.doesNotMatch(joined.words, /Race Equality/);
    const shown = await priya.presses(joined, 'Show my networks here');
    assert.match(shown.words, /Race Equality Network.*members can see it/s);
    assert.doesNotMatch((await priya.presses(shown, 'Hide my networks')).words, /Race Equality/);
  });

  it('changes who sees her name and what she hears, and leaves again', async () => {
    const choices = await priya.presses(await mine(), 'My choices: Race Equality Network');
    const saved = await priya.presses(choices, /^Save my choices/, { typed: { visibility: 'hidden', events: 'digest', surveys: 'off' } });
    assert.match(saved.words, /^Done\./);
    assert.match((await mine()).words, /Race Equality Network.*nobody sees it/s);
    const left = await priya.presses(choices, /^Leave: Race Equality Network/);
    assert.match(left.words, /Your record is gone, and messages stop within a minute/);
    assert.doesNotMatch((await mine()).words, /Race Equality Network/);
  });

  it('presses a button of a card twice and has one effect', async () => {
    const consent = await priya.says('join rural colleagues network');
    await priya.presses(consent, /^Join/);
    const again = await priya.presses(consent, /^Join/);
    assert.match(again.words, /used before, so nothing changed/);
    assert.match((await mine()).words, /Rural Colleagues Network/);
    assert.match((await priya.says('join rural colleagues network')).words, /you are in already/);
  });

  it('presses on an old phone, which sends a message instead, and gets the same', async () => {
    const consent = await priya.says('join night workers');
    assert.match((await priya.pressesOnOldPhone(consent, /^Join/)).words, /^Done\./);
    assert.match((await mine()).words, /Night Workers/);
    await priya.pressesOnOldPhone(await priya.says('leave night workers'), /^Leave/);
    assert.doesNotMatch((await mine()).words, /Night Workers/);
  });

  it('types that she leaves, and is told calmly when there is nothing to leave', async () => {
    assert.match((await priya.says('leave night workers')).words, /you are not in it/);
  });

  it('asks to be told about a network', async () => {
    assert.match((await priya.says('tell me about rural colleagues')).words, /You are in this network/);
  });

  it('sets quiet hours for her shifts on a card that changes in place, is told what is wrong with a time, and ends them', async () => {
    const card = await priya.says('quiet hours');
    assert.match(card.words, /You have no quiet hours/);
    const onNights = await priya.presses(card, /^On nights/);
    assert.equal(onNights.id, card.id);
    assert.match(onNights.words, /^Saved\. Quiet from 08:00 to 16:00, every day\. What can wait comes at 16:00\./);
    const form = await priya.presses(onNights, /^Change the times/);
    assert.equal(form.filledIn['from'], '08:00');
    const wrong = await priya.presses(form, 'Save my quiet hours', { typed: { from: '22:00', to: '', days: '5,6' } });
    assert.match(wrong.words, /^Not saved yet\nGive both times/);
    assert.deepEqual([wrong.filledIn['from'], wrong.filledIn['days']], ['22:00', '5,6']);
    const saved = await priya.presses(wrong, 'Save my quiet hours', { typed: { to: '07:00' } });
    assert.match(saved.words, /Quiet from 22:00 to 07:00 the next day\. It begins on these days: Friday and Saturday\./);
    const back = await priya.presses(await priya.presses(saved, /^Change the times/), 'Back');
    assert.match((await priya.presses(back, 'End my quiet hours')).words, /^You have no quiet hours any more/);
    assert.match((await priya.says('oriau tawel')).words, /Nid oes gennych oriau tawel/);
    assert.match((await priya.says('quiet hours', 'channel')).words, /That is for our own chat/);
  });

  it('looks through the networks and back', async () => {
    const list = await priya.says('networks');
    assert.match(list.words, /Race Equality Network/);
    assert.match(list.words, /Carers’ Circle \(Sample\)/);
    const about = await priya.presses(list, /^About: Carers’ Circle/);
    assert.match(about.words, /Colleagues who look after someone at home/);
    assert.match(about.words, /invented/);
    assert.match((await priya.presses(about, /all networks/i)).words, /Night Workers’ Network/);
  });

  it('chooses among topics when her question could mean several', async () => {
    const unsure = await priya.says('women');
    assert.match(unsure.words, /Which of these do you mean/);
    const [choice] = unsure.buttons;
    assert.ok(choice);
    assert.match((await priya.presses(unsure, choice.title)).words, /Women/);
  });

  it('is told honestly when nothing is held', async () => {
    const answer = await priya.says('asdf qwer zxcv');
    assert.match(answer.words, /I don't hold that/);
    assert.match(answer.words, /networks|help/);
  });

  it('sends an empty message and ten thousand characters and is told what to do', async () => {
    assert.match((await priya.says(' ')).words, /type help/);
    assert.match((await priya.says('x'.repeat(10_000))).words, /more than I can take in at once/);
  });

  it('finds help in any letter case, and in Welsh', async () => {
    assert.match((await priya.says('HELP')).words, /What you can do here/);
    assert.match((await priya.says('Cymorth')).words, /Beth allwch chi ei wneud yma/);
    const shown = await priya.says('help');
    const list = await priya.presses(shown, 'Show the networks');
    assert.match(list.words, /Staff networks in Sussex Police/);
  });

  it('switches to Welsh by a button, is spoken to in Welsh from then on, and switches back', async () => {
    const help = await priya.says('help');
    const chosen = await priya.presses(help, 'Cymraeg');
    assert.match(chosen.words, /Byddaf yn siarad Cymraeg â chi o hyn ymlaen/);
    assert.match((await priya.presses(chosen, 'Beth alla i ei wneud yma?')).words, /Beth allwch chi ei wneud yma/);
    assert.match((await priya.says('rhwydweithiau')).words, /Cylch y Gofalwyr \(Enghraifft\)/);
    assert.match((await priya.says('english')).words, /I will speak English with you from now on/);
  });

  it('searches from the message box and picks a card to send', async () => {
    const result = await priya.extension('query', {
      commandId: 'search',
      parameters: [{ name: 'query', value: 'race' }],
      queryOptions: { skip: 0, count: 25 },
    });
    assert.match(JSON.stringify(result), /"type":"result".*Race Equality Network \(REN\)/);
    const nothing = await priya.extension('query', { commandId: 'search', parameters: [{ name: 'query', value: 'asdf qwer' }] });
    assert.doesNotMatch(JSON.stringify(nothing), /Race Equality/);
  });

  it('chooses her language in the form of the message box', async () => {
    const form = JSON.stringify(await priya.extension('fetchTask', { commandId: 'language', commandContext: 'compose' }));
    assert.match(form, /Which language shall I speak\?/);
    const data = /"data":(\{"sn":\{.*?\}\})/.exec(form)?.[1];
    assert.ok(data);
    const submitted = await priya.extension('submitAction', {
      commandId: 'language',
      commandContext: 'compose',
      data: { ...(JSON.parse(data) as object), language: 'en' },
    });
    assert.match(JSON.stringify(submitted), /I will speak English/);
  });

  it('pastes a link of ours and sees the card of what it names', async () => {
    const unfurled = await priya.extension('queryLink', { url: `http://localhost:${run?.port}/go/network/sample-carers` });
    assert.match(JSON.stringify(unfurled), /Carers’ Circle/);
  });
});
