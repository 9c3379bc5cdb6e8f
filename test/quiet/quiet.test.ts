import assert from 'node:assert/strict';
import type { QuietAnswered, QuietShown } from '../../bot/quiet/quiet.contract.ts';
import { standingInWords } from '../../bot/quiet/quiet.card.ts';
import { readQuiet, typedFrom, withPreset, type Typed } from '../../bot/quiet/typed.ts';
import { quietPresets, weekdays, type Quiet } from '../../bot/people/quiet.ts';
import { Refusal } from '../../bot/refusal.ts';
import { dayMs, openOffice } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T11:00:00Z');
const empty: Typed = { from: '', to: '', days: '', wholeDays: '', untilDate: '', untilTime: '' };
const night: Typed = { ...empty, from: '22:00', to: '07:00', days: '1,2,3,4,5,6,7' };

describe('The form of quiet hours', () => {
  it('reads times, days and a date as they are meant', () => {
    assert.deepEqual(readQuiet(night, june), { quiet: { span: { from: '22:00', to: '07:00', days: weekdays }, wholeDays: [] } });
    assert.deepEqual(readQuiet({ ...empty, wholeDays: '7, 6' }, june), { quiet: { wholeDays: [6, 7] } });
    assert.deepEqual(readQuiet({ ...empty, untilDate: '2026-06-15', untilTime: '6.30' }, june), {
      quiet: { wholeDays: [], until: new Date('2026-06-15T05:30:00Z') },
    });
  });

  it('gives back what it was given', () => {
    for (const typed of [night, { ...night, wholeDays: '3', untilDate: '2026-12-24', untilTime: '18:00' }]) {
      const read = readQuiet(typed, june);
      assert.ok('quiet' in read);
      assert.deepEqual(typedFrom(read.quiet), typed);
    }
    assert.equal(typedFrom({ wholeDays: [7] }).from, '', 'whole days alone bring no times with them');
  });

  for (const [what, typed, problem] of [
    ['nothing', {}, 'nothing'],
    ['days alone', { days: '1,2' }, 'nothing'],
    ['one time', { from: '22:00' }, 'oneTime'],
    ['no time of day', { from: '25:00', to: '07:00' }, 'notATime'],
    ['words', { from: 'late', to: '07:00' }, 'notATime'],
    ['the same time twice', { from: '22:00', to: '22', days: '1' }, 'sameTimes'],
    ['no day', { from: '22:00', to: '07:00' }, 'noDay'],
    ['an eighth day', { from: '22:00', to: '07:00', days: '1,8' }, 'notADay'],
    ['seven whole days', { wholeDays: '1,2,3,4,5,6,7' }, 'everyDay'],
    ['a date alone', { untilDate: '2026-06-15' }, 'untilHalf'],
    ['a time alone', { untilTime: '06:00' }, 'untilHalf'],
    ['a day that is none', { untilDate: '2026-02-30', untilTime: '06:00' }, 'notADate'],
    ['a moment that is over', { untilDate: '2026-06-02', untilTime: '12:00' }, 'past'],
    ['years', { untilDate: '2062-06-02', untilTime: '12:00' }, 'tooFar'],
  ] as const) {
    it(`says what is wrong with ${what}`, () => assert.deepEqual(readQuiet({ ...empty, ...typed }, june), { problems: [problem] }));
  }

  it('names everything that is wrong at once', () => {
    const read = readQuiet({ ...night, to: '', wholeDays: '1,2,3,4,5,6,7', untilDate: '2026-01-01', untilTime: '06:00' }, june);
    assert.deepEqual(read, { problems: ['oneTime', 'everyDay', 'past'] });
  });

  it('lets a leave go on when a shift pattern is chosen', () => {
    const until = new Date('2026-06-15T05:00:00Z');
    assert.deepEqual(withPreset({ wholeDays: [1], until }, 'nights'), { ...quietPresets.nights, until });
    assert.deepEqual(withPreset(undefined, 'office'), quietPresets.office);
  });
});

describe('Quiet hours in words', () => {
  const inWords = (quiet: Quiet | undefined, language: 'en' | 'cy' = 'en') => standingInWords(quiet, language, june);
  const span = { from: '22:00', to: '07:00', days: weekdays };

  it('say when what can wait comes', () => {
    assert.deepEqual(inWords({ span, wholeDays: [] }), ['Quiet from 22:00 to 07:00, every day. What can wait comes at 07:00.']);
    assert.deepEqual(inWords({ span, wholeDays: [] }, 'cy'), ['Tawel o 22:00 tan 07:00, bob dydd. Daw’r hyn a all aros am 07:00.']);
    assert.deepEqual(inWords(undefined), ['You have no quiet hours. What can wait comes at any time.']);
  });

  it('name the days they begin on, and say when it is quiet now', () => {
    assert.deepEqual(inWords({ span: { from: '08:00', to: '16:00', days: [2, 4] }, wholeDays: [7] }), [
      'Quiet from 08:00 to 16:00 on these days: Tuesday and Thursday. What can wait comes at 16:00.',
      'Quiet all day, from midnight to midnight, on these days: Sunday.',
      'It is quiet now. What waits comes on Tuesday 2 June, 16:00.',
    ]);
    assert.match(inWords({ span: { ...span, days: [1, 2, 3, 4, 5] }, wholeDays: [] })[0] ?? '', /these days: Monday to Friday\./);
    assert.match(inWords({ span: { ...span, days: [1, 7] }, wholeDays: [] }, 'cy')[0] ?? '', /hyn: dydd Llun a dydd Sul\./);
  });

  it('say of a leave when it ends, and when that is a quiet hour also when things come', () => {
    const until = new Date('2026-06-15T08:00:00Z');
    assert.deepEqual(inWords({ wholeDays: [], until }), ['Nothing that can wait before Monday 15 June, 09:00.']);
    const atNight = inWords({ span, wholeDays: [], until: new Date('2026-06-15T01:00:00Z') });
    assert.equal(atNight.at(-1), 'It is quiet now. What waits comes on Monday 15 June, 07:00.');
    assert.equal(inWords({ span, wholeDays: [], until: new Date('2026-06-01T01:00:00Z') }).length, 1, 'one that is over is not named');
  });
});

describe('Somebody who sets quiet hours', function () {
  this.timeout(20_000);
  const { storage } = storageHere();

  it('sees none, takes those of their shift, and ends them again', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    assert.match((await alys.say('quiet hours')).text, /You have no quiet hours/);
    const saved = await alys.press('quiet/preset', {}, 'On nights');
    assert.equal(saved.kind, 'replace');
    assert.match(saved.text, /^Saved\. Quiet from 08:00 to 16:00, every day\. What can wait comes at 16:00\./);
    assert.deepEqual(await office.people.preferences.quietOf(alys.person), quietPresets.nights);
    await alys.press('quiet/preset', {}, 'Office');
    assert.match((await alys.say('quiet hours')).text, /18:00 to 08:00.*Saturday and Sunday/s);
    assert.match((await alys.press('quiet/end')).text, /^You have no quiet hours any more/);
    assert.equal(await office.people.preferences.quietOf(alys.person), undefined);
    assert.match((await alys.say('oriau tawel', { language: 'cy' })).text, /Nid oes gennych oriau tawel/);
  });

  it('gives their own times, days and the end of a leave, and finds them in the form again', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await alys.say('quiet hours');
    await alys.press('quiet/form');
    const typed = { ...night, days: '1,3', wholeDays: '7', untilDate: '2026-06-20', untilTime: '09:00' };
    assert.match((await alys.press('quiet/save', typed)).text, /^Saved\. Nothing that can wait before Saturday 20 June, 09:00\./);
    const form = JSON.stringify((await alys.press('quiet/form')).card);
    for (const value of ['22:00', '07:00', '1,3', '7', '2026-06-20', '09:00']) assert.ok(form.includes(`"value":"${value}"`), value);
    assert.match((await alys.press('quiet/show')).text, /Quiet from 22:00 to 07:00 the next day/);
  });

  it('is told what is wrong, gets back what they typed, and has lost nothing', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await alys.say('quiet hours');
    await alys.press('quiet/preset', {}, 'earlies');
    await alys.press('quiet/form');
    // A client leaves out what is empty.
    const wrong = await alys.press('quiet/save', { from: '22:15', to: '22:15', days: '2,4', untilDate: '2026-06-20' });
    assert.match(wrong.text, /^Not saved yet\nBoth times are the same.*\nGive both the date and the time/);
    const form = JSON.stringify(wrong.card);
    for (const value of ['22:15', '2,4', '2026-06-20']) assert.ok(form.includes(`"value":"${value}"`), value);
    assert.deepEqual(await office.people.preferences.quietOf(alys.person), quietPresets.earlies);
  });

  it('is known in another instance, and keeps their language', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await alys.say('cymraeg');
    await alys.say('quiet hours');
    await alys.press('quiet/preset', {}, 'earlies');
    assert.equal(await office.people.preferences.languageOf(alys.person), 'cy');
    assert.match((await office.elsewhere(alys).say('quiet hours')).text, /20:00 to 06:00/);
  });

  it('keeps them through two years of use, and they are forgotten after two years without', async () => {
    const office = openOffice(storage());
    const [here, gone] = [await office.someone('Alys Ap Rhys'), await office.someone('Bo Bellamy')];
    for (const someone of [here, gone]) {
      await someone.say('quiet hours');
      await someone.press('quiet/preset', {}, 'earlies');
    }
    await office.pass(400 * dayMs);
    await office.people.preferences.used(here.person, office.now());
    await office.pass(400 * dayMs);
    const forget = office.features.find(feature => feature.due?.['welcome/forget-languages'])?.due?.['welcome/forget-languages'];
    const now = office.now();
    await forget?.({ tenant: office.tenant, kind: 'welcome/forget-languages', name: 'standing', dueAt: now, now, payload: '' });
    assert.deepEqual(await office.people.preferences.quietOf(here.person), quietPresets.earlies);
    assert.equal(await office.people.preferences.quietOf(gone.person), undefined);
  });

  it('in a channel gets one line and no card', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    const asked = await alys.say('quiet hours', { scope: 'channel' });
    assert.match(asked.text, /That is for our own chat/);
    assert.equal(asked.card, undefined);
  });

  describe('in the tab', () => {
    it('sees and sets the same as in the chat', async () => {
      const office = openOffice(storage());
      const alys = await office.someone('Alys Ap Rhys');
      const call = office.calls(alys);
      const before = await call<QuietShown>('get', '/quiet-hours');
      assert.deepEqual([before.isSet, before.times.from, before.presets.length, before.weekdays.length], [false, '22:00', 3, 7]);
      const times = { ...before.times, days: [1, 2], wholeDays: [7] };
      const saved = await call<QuietAnswered>('post', '/quiet-hours', times);
      assert.ok(saved.kind === 'saved');
      assert.deepEqual(saved.quiet.times, times);
      assert.match((await alys.say('quiet hours')).text, /these days: Monday and Tuesday/);
      await call('post', '/quiet-hours', { preset: 'office' });
      assert.deepEqual((await call<QuietShown>('get', '/quiet-hours')).times.wholeDays, [6, 7]);
      await call('post', '/quiet-hours', { end: true });
      assert.equal((await call<QuietShown>('get', '/quiet-hours')).isSet, false);
      assert.match((await office.calls(alys, 'cy')<QuietShown>('get', '/quiet-hours')).words[0] ?? '', /Nid oes gennych/);
    });

    it('is told in sentences what is wrong, and nothing changes', async () => {
      const office = openOffice(storage());
      const alys = await office.someone('Alys Ap Rhys');
      const call = office.calls(alys);
      const times = { from: '22:00', to: '', days: [1], wholeDays: [], untilDate: '', untilTime: '' };
      assert.deepEqual(await call<QuietAnswered>('post', '/quiet-hours', times), {
        kind: 'wrong',
        problems: ['Give both times: when it becomes quiet, and when that ends.'],
      });
      for (const body of [undefined, {}, { preset: 'toString' }, { ...times, more: 1 }, { ...times, days: [0] }, { end: false }, 'x'])
        await assert.rejects(call('post', '/quiet-hours', body), Refusal);
      assert.equal(await office.people.preferences.quietOf(alys.person), undefined);
    });
  });
});
