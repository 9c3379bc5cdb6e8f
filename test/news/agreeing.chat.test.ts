import assert from 'node:assert/strict';
import { writingText } from '../../bot/news/writing.text.ts';
import { dayMs, hourMs, type Someone } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';
import { atOnce, openNewsOffice, typed, writes, type NewsOffice } from './office.ts';

const { en } = writingText;
const everyone = { ...atOnce, whom: 'everyone' };

const includes = (text: string, ...words: string[]) => {
  for (const one of words) assert.ok(text.includes(one), `“${one}” in:\n${text}`);
};

describe('News that needs a second person', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: NewsOffice;
  let marcus: Someone;
  let helen: Someone;

  beforeEach(async () => {
    office = openNewsOffice(storage());
    marcus = await office.someone('Marcus Adeyemi', 'chair');
    helen = await office.someone('Helen Whitcombe', 'administrator');
    for (const who of [marcus, helen]) await office.meet(who);
  });

  const broadcasts = () => office.delivery.engine.newest(office.tenant);
  async function asks(): Promise<void> {
    await writes(marcus, everyone);
    await marcus.press('news/ask');
  }
  async function looks(who: Someone): Promise<string> {
    await who.say('news to agree to');
    return (await who.press('news/look')).text;
  }

  it('is all that is for everyone who has the app; its author sees who can agree, and first who will see their name', async () => {
    const seen = await writes(marcus, everyone);
    includes(seen.text, en.askSees, en.canAgree, 'Helen Whitcombe', en.ask('fewer than 10 people'));
    assert.throws(() => marcus.button('news/send'));
    includes((await marcus.press('news/ask')).text, en.done.asked, en.waitsHeading, 'Wednesday 3 June, 18:00');
    assert.deepEqual(await broadcasts(), []);
  });

  it('is told to the administrators, who look at the very preview, and goes out when one agrees', async () => {
    await asks();
    const notice = office.told.find(({ conversation }) => conversation === `a:${helen.person.id}`);
    includes(notice?.text ?? '', 'Marcus Adeyemi');
    includes(await looks(helen), typed.enTitle, typed.cyTitle, 'Marcus Adeyemi', en.everyoneShort, en.approveMeans);
    includes((await helen.press('news/approve')).text, en.done.approved);
    const [broadcast] = await broadcasts();
    assert.deepEqual([broadcast?.audience, broadcast?.author], [[{ kind: 'everyone', id: 'all' }], marcus.person.id]);
    const [entry] = await office.delivery.register.all(office.tenant);
    assert.equal(entry?.approver, helen.person.id);
    includes(office.told.findLast(({ conversation }) => conversation === `a:${marcus.person.id}`)?.text ?? '', en.done.approved);
  });

  it('is not sent when they refuse, and its author keeps the draft', async () => {
    await asks();
    await looks(helen);
    includes((await helen.press('news/refuse')).text, en.done.declined);
    includes(office.told.at(-1)?.text ?? '', en.done.refused);
    assert.deepEqual(await broadcasts(), []);
    await marcus.say('my news');
    includes((await marcus.press('news/open')).text, en.done.refused, typed.enTitle);
  });

  it('lapses after a day, with a word to its author, and can be asked for again', async () => {
    await asks();
    await looks(helen);
    const approve = helen.button('news/approve');
    await office.pass(dayMs + 1);
    includes(office.told.at(-1)?.text ?? '', en.done.lapsed);
    includes((await helen.pressKept(approve)).text, en.done.gone);
    await marcus.say('my news');
    await marcus.press('news/open');
    includes((await marcus.press('news/ask')).text, en.done.asked);
    assert.deepEqual(await broadcasts(), []);
  });

  it('is agreed to by somebody else than its author, and once', async () => {
    const dawn = await office.someone('Dawn Okonkwo', 'administrator');
    await dawn.say('write news');
    await dawn.press('news/words-save', typed);
    await dawn.press('news/whom-save', everyone);
    await dawn.press('news/confirm');
    await dawn.press('news/ask');
    includes(await looks(dawn), en.done.own);
    assert.throws(() => dawn.button('news/approve'));
    await looks(helen);
    const approve = helen.button('news/approve');
    includes((await helen.press('news/approve')).text, en.done.approved);
    includes((await helen.pressKept(approve)).text, en.done.gone);
    assert.equal((await broadcasts()).length, 1);
  });

  it('is nothing to anybody without that right, whatever button they kept', async () => {
    await asks();
    await looks(helen);
    const [look, approve] = [{ ...helen.button('news/approve'), verb: 'news/look' }, helen.button('news/approve')];
    for (const button of [look, approve]) assert.equal((await marcus.pressKept(button)).text, en.unknown);
    assert.notEqual((await marcus.say('news to agree to')).text, en.approvalsHeading);
    assert.deepEqual(await broadcasts(), []);
  });

  it('does not go out for an author whose role has ended meanwhile', async () => {
    await asks();
    await looks(helen);
    for (const { role } of await office.people.roles.heldBy(marcus.person)) await office.people.roles.take(marcus.person, role);
    await office.pass(hourMs);
    includes((await helen.press('news/approve')).text, en.done.gone);
    assert.deepEqual(await broadcasts(), []);
  });

  it('can be taken back by its author, and then what was asked counts no more', async () => {
    await asks();
    await looks(helen);
    const approve = helen.button('news/approve');
    includes((await marcus.press('news/unask')).text, en.done.withdrawnRequest);
    includes((await helen.pressKept(approve)).text, en.done.gone);
    assert.deepEqual(await broadcasts(), []);
  });

  it('is also what is for more people than the force has set', async () => {
    await helen.say('news to agree to');
    includes((await helen.press('news/limit')).text, en.limitHint);
    includes((await helen.press('news/limit-save', { above: 'many' })).text, en.limitBad);
    includes((await helen.press('news/limit-save', { above: '5' })).text, en.limitSaved);
    assert.equal((await office.people.forceSettings.of(office.tenant, 'approvalAbove')).value, 5);
    const send = (await writes(marcus)).text;
    includes(send, 'Send to fewer than 10 people');
  });
});
