import assert from 'node:assert/strict';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import { confirmation } from '../../bot/news/confirmation.ts';
import { writingText } from '../../bot/news/writing.text.ts';
import { progressText } from '../../bot/delivery/progress/progress.text.ts';
import { rolesText } from '../../bot/networks/roles/roles.text.ts';
import { dayMs, described, hourMs, type Someone } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';
import { aPerson, aTurn } from '../support/people.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { atOnce, briefing, openNewsOffice, typed, writes, type NewsOffice } from './office.ts';

const { en, cy } = writingText;
const progress = progressText.en;
const nasty = '[click](https://evil.example) **bold** <at>everyone</at>';

const includes = (text: string, ...words: string[]) => {
  for (const one of words) assert.ok(text.includes(one), `“${one}” in:\n${text}`);
};
const excludes = (text: string, ...words: string[]) => {
  for (const one of words) assert.ok(!text.includes(one), `no “${one}” in:\n${text}`);
};

describe('Writing news in the chat', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: NewsOffice;
  let marcus: Someone;

  beforeEach(async () => {
    office = openNewsOffice(storage());
    marcus = await office.someone('Marcus Adeyemi', 'chair');
    await office.meet(marcus);
  });

  const broadcasts = () => office.delivery.engine.newest(office.tenant);
  const idOf = async () => (await broadcasts())[0]?.id ?? '';

  async function members(count: number): Promise<void> {
    const memberships = openMemberships(storage().table('memberships'));
    const all = Array.from({ length: count }, async () => {
      const person = aPerson(office.tenant);
      await office.people.addresses.note(aTurn(person).address);
      await memberships.join(person, described.id, newMembership(office.now()));
    });
    await Promise.all(all);
  }

  describe('by somebody who may', () => {
    it('goes step by step on one card: words, for whom and when, the check, the preview, and how it goes', async () => {
      includes((await marcus.say('write news')).text, described.short, en.wordsHeading, en.boxes.cyText);
      includes((await marcus.press('news/words-save', typed)).text, en.whomHeading, en.members(described.short));
      includes((await marcus.press('news/whom-save', atOnce)).text, en.allWell, confirmation.words.en);
      const seen = await marcus.press('news/confirm');
      assert.equal(seen.kind, 'replace');
      includes(
        seen.text,
        en.previewHeading,
        typed.enTitle,
        typed.cyTitle,
        'News from one of your networks',
        'fewer than 10 people',
        en.fewNote,
      );
      assert.deepEqual(await broadcasts(), [], 'nothing is sent before the press');
      const sent = await marcus.press('news/send', {}, 'Send to fewer than 10 people');
      includes(sent.text, en.done.sent, typed.enTitle);
      const [broadcast] = await broadcasts();
      assert.deepEqual(broadcast?.audience, [{ kind: 'network', id: described.id }]);
      assert.equal(broadcast?.policy, 'never twice');
      assert.equal(broadcast?.author, marcus.person.id);
    });

    it('says for about how many, by the count of the month and not by a live one', async () => {
      await members(12);
      includes((await writes(marcus)).text, 'about 10 people, counted on 2 June 2026', 'Send to about 10 people');
      await members(20);
      await marcus.say('my news');
      includes((await marcus.press('news/open')).text, 'Send to about 10 people');
    });

    it('works in Welsh', async () => {
      const rhys = await office.someone('Rhys Pugh', 'secretary', described.id, 'cy');
      includes((await rhys.say('ysgrifennu newyddion')).text, cy.wordsHeading);
      await rhys.press('news/words-save', typed);
      await rhys.press('news/whom-save', atOnce);
      includes(rhys.seen.text, confirmation.words.cy);
      includes((await rhys.press('news/confirm')).text, cy.previewHeading, 'Newyddion gan un o’ch rhwydweithiau');
      includes((await rhys.press('news/send')).text, cy.done.sent);
    });

    it('asks first whose news it is, where they may write for several', async () => {
      await office.people.roles.grant(marcus.person, { name: 'administrator', network: '' }, office.now());
      includes((await marcus.say('write news')).text, en.whichHeading, en.forForce('Sussex Police'));
      includes((await marcus.press('news/words', { network: described.id })).text, en.wordsHeading, described.short);
    });

    it('shows what they typed as plain text, on the preview and in what people get', async () => {
      const seen = await writes(marcus, atOnce, { ...typed, enTitle: nasty, enText: `${nasty}\n${nasty}` });
      const drawn = JSON.stringify(seen.card?.body).match(/\{[^{}]*evil\.example[^{}]*\}/g) ?? [];
      assert.equal(drawn.length >= 3, true);
      for (const one of drawn) assert.match(one, /"type":"TextRun"/);
    });

    it('has no button in the preview that would lead its author away', async () => {
      const seen = await writes(marcus);
      const verbs = [...buttonsOf(seen.card!)].map(one => (one.type === 'Action.Execute' ? one.verb : one.type));
      assert.deepEqual(verbs, ['news/send', 'news/words', 'news/whom']);
    });

    it('posts in a channel that is theirs, in both languages, naming the network', async () => {
      await office.addChannel();
      includes((await writes(marcus, { ...atOnce, whom: `place ${briefing}` })).text, 'Channel “Briefing”', typed.enTitle, typed.cyTitle);
      includes((await marcus.press('news/send', {}, 'Post in')).text, en.done.posted);
      assert.deepEqual((await broadcasts())[0]?.audience, [{ kind: 'place', id: briefing }]);
    });

    it('is sent at its time', async () => {
      await writes(marcus, { ...atOnce, when: 'later', date: '2026-06-05', time: '09:30' });
      includes((await marcus.press('news/send', {}, 'at that time')).text, 'It goes out on Friday 5 June, 09:30.');
      assert.equal((await broadcasts())[0]?.state, 'approved');
      includes((await marcus.say('my news')).text, 'Goes out on Friday 5 June, 09:30');
      await office.pass(3 * dayMs);
      assert.equal((await broadcasts())[0]?.state === 'approved', false);
    });
  });

  describe('by somebody who may not', () => {
    it('gets the one button that asks an administrator', async () => {
      const priya = await office.someone('Priya Nair');
      includes((await priya.say('write news')).text, en.noRight, rolesText.en.askSees, rolesText.en.acts['write news']);
      includes((await priya.press('roles/ask')).text, rolesText.en.asked);
    });

    it('finds out nothing by a kept button: of another network’s chair, or after the role has ended', async () => {
      await writes(marcus);
      const send = marcus.button('news/send');
      const other = await office.someone('Sam Hollis', 'chair', 'another-network');
      assert.equal((await other.pressKept(send)).text, en.unknown);
      await office.people.roles.take(marcus.person, { name: 'chair', network: described.id });
      const later = office.elsewhere(marcus);
      assert.equal((await later.pressKept(send)).text, en.unknown);
      assert.deepEqual(await broadcasts(), []);
    });

    it('keeps a draft to its author, though others write for the network too', async () => {
      await writes(marcus);
      const send = marcus.button('news/send');
      const secretary = await office.someone('Sana Malik', 'secretary');
      assert.equal((await secretary.pressKept(send)).text, en.unknown);
      excludes((await secretary.say('my news')).text, typed.enTitle);
    });
  });

  describe('with something wrong in it', () => {
    it('comes back with what was typed, and a sentence for each thing', async () => {
      await marcus.say('write news');
      const wrong = { enTitle: 'x'.repeat(81), enText: 'y'.repeat(1_501), cyTitle: 'Teitl', cyText: '', link: 'javascript:alert(1)' };
      const seen = await marcus.press('news/words-save', wrong);
      includes(
        seen.text,
        en.notSaved,
        'The title is too long (English). Use at most 80',
        'at most 1,500',
        'The text is missing (Welsh).',
        en.problems.link,
      );
      for (const one of Object.values(wrong)) if (one) includes(JSON.stringify(seen.card), one);
      includes((await marcus.press('news/words-save', typed)).text, en.whomHeading);
    });

    it('asks for a title and a text in one language at least', async () => {
      await marcus.say('write news');
      includes((await marcus.press('news/words-save', { link: '' })).text, en.problems.nothing);
    });

    it('does not take a time that is over, nor a channel that is not theirs', async () => {
      await marcus.say('write news');
      await marcus.press('news/words-save', typed);
      const past = { whom: 'network', when: 'later', date: '2026-06-02', time: '17:59' };
      includes((await marcus.press('news/whom-save', past)).text, en.problems.past);
      includes(JSON.stringify(marcus.seen.card), '17:59');
      includes((await marcus.press('news/whom-save', { ...past, date: '' })).text, en.problems.noTime);
      includes((await marcus.press('news/whom-save', { ...past, date: '2027-06-02' })).text, en.problems.far(180));
      includes((await marcus.press('news/whom-save', { ...atOnce, whom: `place ${briefing}` })).text, en.problems.noWhom);
      includes((await marcus.press('news/whom-save', atOnce)).text, en.checkHeading);
    });

    it('says when the time went by while it lay ready, and sends nothing', async () => {
      await writes(marcus, { ...atOnce, when: 'later', date: '2026-06-02', time: '19:00' });
      await office.pass(2 * hourMs);
      includes((await marcus.press('news/send')).text, en.problems.past, en.whomHeading);
      assert.deepEqual(await broadcasts(), []);
    });

    it('says when they are not in the channel any more, and sends nothing', async () => {
      await office.addChannel();
      await writes(marcus, { ...atOnce, whom: `place ${briefing}` });
      office.rooms.splice(0);
      includes((await marcus.press('news/send')).text, en.problems.notYours);
      assert.deepEqual(await broadcasts(), []);
    });

    it('points out what somebody may not have meant to write, and lets them send it all the same', async () => {
      await marcus.say('write news');
      const enText = 'Write to casey@force.example, ring 01273 555 0199 or ask PC 4821. In an emergency ring 999 before 18:00.';
      await marcus.press('news/words-save', { enTitle: 'A talk', enText });
      const seen = await marcus.press('news/whom-save', atOnce);
      includes(seen.text, en.lookAgain, en.advice.noWelsh, en.advice.email('casey@force.example'), en.advice.phone('01273 555 0199'));
      includes(seen.text, en.advice.collar('PC 4821'));
      includes((await marcus.press('news/confirm')).text, en.previewHeading);
    });
  });

  describe('pressed again', () => {
    it('is sent once, whoever presses how often', async () => {
      await writes(marcus);
      const send = marcus.button('news/send');
      const instances = [marcus, office.elsewhere(marcus)];
      const presses = await Promise.all([...instances, ...instances, ...instances].map(instance => instance.pressKept(send)));
      assert.equal((await broadcasts()).length, 1);
      assert.equal(presses.filter(({ text }) => text.includes(en.done.sent)).length, 1);
      includes((await marcus.pressKept(send)).text, en.done.already);
      const entries = await office.delivery.register.all(office.tenant);
      assert.equal(entries.length, 1);
    });

    it('does not send what was changed since it was confirmed', async () => {
      await writes(marcus);
      const send = marcus.button('news/send');
      await marcus.press('news/words');
      await marcus.press('news/words-save', { ...typed, enTitle: 'Another title' });
      includes((await marcus.pressKept(send)).text, en.done.changedElsewhere, en.checkHeading);
      assert.deepEqual(await broadcasts(), []);
    });

    it('loses nothing where a draft was changed elsewhere meanwhile', async () => {
      await writes(marcus);
      const words = marcus.button('news/words');
      const there = office.elsewhere(marcus);
      await there.pressKept(words);
      await marcus.press('news/words');
      await marcus.press('news/words-save', { ...typed, enTitle: 'Here' });
      includes((await there.press('news/words-save', { ...typed, enTitle: 'There' })).text, en.done.changed);
      includes(JSON.stringify(there.seen.card), 'There');
      await there.press('news/words-save', { ...typed, enTitle: 'There' });
      await there.say('my news');
      includes(there.seen.text, 'There');
    });

    it('never goes out at its time when its author may not write for the network any more, and the register says so', async () => {
      await writes(marcus, { ...atOnce, when: 'later', date: '2026-06-05', time: '09:30' });
      await marcus.press('news/send');
      await office.people.roles.take(marcus.person, { name: 'chair', network: described.id });
      await office.pass(4 * dayMs);
      assert.equal((await broadcasts())[0]?.state, 'cancelled');
      const acts = (await office.delivery.register.all(office.tenant)).map(({ act }) => act);
      assert.deepEqual(acts.sort(), ['sent', 'stopped']);
    });

    it('finishes what a crash cut off between saving and sending', async () => {
      await writes(marcus);
      const { engine } = office.delivery;
      const approve = engine.approve;
      engine.approve = async () => Promise.reject(new Error('the process died here'));
      await assert.rejects(marcus.press('news/send'), /died here/);
      engine.approve = approve;
      assert.equal((await broadcasts())[0]?.state, 'draft');
      await office.pass(2 * 60_000);
      assert.notEqual((await broadcasts())[0]?.state, 'draft');
      assert.equal((await office.delivery.register.all(office.tenant)).length, 1);
    });
  });

  describe('after it was sent', () => {
    beforeEach(async () => {
      await writes(marcus);
      await marcus.press('news/send');
    });

    it('is in the register with its words, its author and what they confirmed', async () => {
      const [entry] = await office.delivery.register.all(office.tenant);
      assert.deepEqual(entry?.words.en, { title: typed.enTitle, text: typed.enText, link: typed.link });
      assert.deepEqual([entry?.act, entry?.author, entry?.confirmed], ['sent', marcus.person.id, confirmation.words]);
    });

    it('is corrected by a new version, previewed and confirmed again', async () => {
      await office.pass(5 * 60_000);
      await marcus.press('delivery/progress');
      includes((await marcus.press('news/correct')).text, en.correction, en.wordsNextCorrection);
      includes((await marcus.press('news/words-save', { ...typed, enTitle: 'Two weekends of respite' })).text, confirmation.words.en);
      includes((await marcus.press('news/confirm')).text, 'Two weekends of respite', 'corrected', en.everybodyWithIt);
      includes((await marcus.press('news/send', {}, en.sendCorrection)).text, en.done.corrected);
      assert.equal((await broadcasts())[0]?.version, 2);
      assert.deepEqual(
        (await office.delivery.register.all(office.tenant)).map(({ act, version }) => [act, version]),
        [
          ['sent', 1],
          ['corrected', 2],
        ],
      );
    });

    it('can be left as it was after a correction was begun', async () => {
      await marcus.press('news/correct');
      includes((await marcus.press('news/drop', {}, en.dropCorrection)).text, en.done.notCorrected);
      includes((await marcus.say('my news')).text, 'Sent, 2 June 2026');
    });

    it('is taken back after a question, and cannot be corrected then', async () => {
      const correct = marcus.button('news/correct');
      includes((await marcus.press('delivery/ask', {}, progress.recall)).text, progress.asks.recall.heading);
      includes((await marcus.press('delivery/recall')).text, progress.done.recall);
      includes((await marcus.pressKept(correct)).text, en.done.recalled);
      const acts = (await office.delivery.register.all(office.tenant)).map(({ act }) => act);
      assert.deepEqual(acts.toSorted(), ['sent', 'withdrawn']);
    });

    it('is looked after by whoever else writes for that network, and by nobody else', async () => {
      const refresh = marcus.button('delivery/progress');
      const secretary = await office.someone('Sana Malik', 'secretary');
      includes((await secretary.pressKept(refresh)).text, typed.enTitle);
      const helen = await office.someone('Helen Whitcombe', 'administrator');
      for (const who of [helen, await office.someone('Priya Nair'), await office.someone('Sam Hollis', 'chair', 'another-network')])
        assert.equal((await who.pressKept(refresh)).text, progress.unknown);
    });

    it('makes another like it', async () => {
      includes((await marcus.press('news/duplicate')).text, en.wordsHeading);
      includes(JSON.stringify(marcus.seen.card), typed.enTitle);
      await marcus.press('news/words-save', typed);
      includes((await marcus.say('my news')).text, 'Draft, 2 June 2026', 'Sent, 2 June 2026');
    });

    it('is read and steered from the tab by the same rules', async () => {
      const calls = office.calls(marcus);
      const { news } = await calls<{ news: { id: string; stands: string }[] }>('get', '/news');
      assert.deepEqual(
        news.map(({ stands }) => stands),
        ['sent'],
      );
      const path = `/announcements/${news[0]?.id}`;
      const shown = await calls<{ title: string; outcomes: { kind: string } }>('get', path);
      assert.deepEqual([shown.title, shown.outcomes.kind], [typed.enTitle, 'few']);
      assert.equal((await calls<{ kind: string }>('post', path, { act: 'recall' })).kind, 'done');
      await assert.rejects(office.calls({ person: aPerson(office.tenant), name: 'x' })('get', path), { message: progress.unknown });
    });

    it('tells nobody of how many there are when they are fewer than ten', async () => {
      await office.pass(60_000);
      const { text } = await marcus.press('delivery/progress');
      includes(text, progress.fewPeople);
      excludes(text, progress.waiting, progress.without);
    });
  });

  it('throws a draft away', async () => {
    await writes(marcus);
    await marcus.press('news/words');
    includes((await marcus.press('news/drop', {}, en.drop)).text, en.done.dropped);
    includes((await marcus.press('news/mine')).text, en.mineNone);
  });

  it('says that a closed network sends no news, also where it was closed after the preview', async () => {
    await writes(marcus);
    const send = marcus.button('news/send');
    const helen = await office.someone('Helen Whitcombe', 'administrator');
    await office.calls(helen)('post', `/administration/networks/${described.id}/status`, { intent: 'close the network', move: 'close' });
    assert.equal((await office.elsewhere(marcus).pressKept(send)).text, en.closed);
    assert.equal(await idOf(), '');
  });
});
