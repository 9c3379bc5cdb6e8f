import assert from 'node:assert/strict';
import { administrationText } from '../../bot/networks/administration/administration.text.ts';
import { sectionsText } from '../../bot/networks/administration/editing/sections.text.ts';
import type { Invitation, OpeningAnswered, ReachShown, SetupList } from '../../bot/networks/dayone/dayone.contract.ts';
import { dayOneText } from '../../bot/networks/dayone/dayone.text.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { Refusal } from '../../bot/refusal.ts';
import { aPerson, aTurn } from '../support/people.ts';
import { publicOrigin } from '../support/door-server.ts';
import { described, openOffice, type Office, type Someone } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';

const { en, cy } = dayOneText;
const { short } = described;
const link = `${publicOrigin}/go/network/${described.id}`;
const unknown = (error: unknown) => error instanceof Refusal && error.in('en') === en.unknown;

const includes = (text: string, ...words: string[]) => {
  for (const one of words) assert.ok(text.includes(one), `“${one}” in:\n${text}`);
};

describe('The first day', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: Office;
  let helen: Someone;
  let marcus: Someone;

  beforeEach(async () => {
    office = openOffice(storage());
    helen = await office.someone('Helen Whitcombe', 'administrator');
    marcus = await office.someone('Marcus Adeyemi', 'chair');
  });

  describe('set-up list', () => {
    it('shows an administrator what is missing, and each line leads to the form that mends it', async () => {
      includes((await helen.say('set-up list')).text, en.lawfulBasis, en.lack.contact, en.lack.welsh, short);
      assert.ok(!helen.seen.text.includes(en.lack.chair), 'it has a chair');
      await helen.press('networks/edit', {}, en.mend.contact(short));
      includes(helen.seen.text, sectionsText.en.hints.places);
      await helen.press('networks/save', { enMeetings: '', cyMeetings: '', enContact: 'Ask Sam', cyContact: '', champions: '' });
      await helen.press('networks/setup');
      assert.ok(!helen.seen.text.includes(en.lack.contact));
    });

    it('comes to an end, line by line', async () => {
      await helen.say('set-up list');
      await helen.press('networks/settings');
      await helen.press('networks/settings-save', { en: 'Consent', cy: 'Cydsyniad' });
      const typed: Record<string, Record<string, string>> = {
        contact: { enMeetings: '', cyMeetings: '', enContact: 'Ask Sam', cyContact: '', champions: '' },
        welsh: { cyName: 'Rhwydwaith', cyShort: 'Rhwydwaith', cyPurpose: 'Cymorth.', cyWhoFor: 'Pawb' },
        joining: { joining: 'stated', entry: 'open', sensitive: 'yes' },
        looked: { joining: 'stated', entry: 'open', sensitive: 'yes' },
      };
      for (let more = 0; more < 10; more += 1) {
        const { lines } = await office.calls(helen)<SetupList>('get', '/administration/set-up');
        const [next] = lines;
        if (!next) break;
        await helen.say('set-up list');
        await helen.press('networks/edit', {}, en.mend[next.what as 'contact'](short));
        await helen.press('networks/save', typed[next.what]);
      }
      includes((await helen.say('set-up list')).text, en.none, en.noneMore);
    });

    it('says that a chair is missing, with the way to offer the role', async () => {
      await office.people.roles.end(marcus.person, { name: 'chair', network: described.id }, true);
      includes((await helen.say('set-up list')).text, en.lack.chair);
      assert.equal(helen.button('roles/give').data.sn.carried?.['network'], described.id);
    });

    it('is paged where there is much of it', async () => {
      for (const name of ['Walkers', 'Singers', 'Cyclists']) {
        await helen.say('manage networks');
        await helen.press('networks/new');
        await helen.press('networks/create', { enName: name, enShort: name, enPurpose: 'x', enWhoFor: 'y' });
      }
      includes((await helen.say('set-up list')).text, en.pageOf(1, 4));
      await helen.press('networks/setup', {}, en.next);
      includes(helen.seen.text, en.pageOf(2, 4));
    });

    it('is in Welsh for a Welsh reader, and for nobody but administrators', async () => {
      const rhys = await office.someone('Rhys Pugh', 'administrator', '', 'cy');
      includes((await rhys.say('rhestr sefydlu')).text, cy.lack.contact);
      const setup = helen.button.bind(helen);
      await helen.say('manage networks');
      assert.equal((await marcus.pressKept(setup('networks/setup'))).text, administrationText.en.unknown);
      assert.ok(!(await marcus.say('set-up list')).text.includes(en.lack.contact));
    });
  });

  describe('invitation', () => {
    it('gives a chair a text in both languages, the link and a QR code', async () => {
      const { card, text } = await marcus.say('invite members');
      includes(text, link, en.bcc, en.copy.en, en.copy.cy);
      const drawn = JSON.stringify(card);
      includes(drawn, en.qr(link), 'data:image/png;base64,', 'Open this link in Teams', 'Agorwch y ddolen hon yn Teams');
      assert.ok(drawn.length < 24 * 1024, `${drawn.length}`);
    });

    it('is the secretary’s too, and nobody else’s: to them it is no command', async () => {
      includes((await (await office.someone('Sue Lane', 'secretary')).say('gwahodd aelodau')).text, link);
      await marcus.say('invite members');
      const buttons = [marcus.button('networks/reach'), marcus.button('networks/opening')];
      for (const role of [undefined, 'committee', 'liaison', 'adviser', 'launcher', 'administrator'] as const) {
        const other = await office.someone('Sam Hollis', role);
        assert.ok(!(await other.say('invite members')).text.includes(link), role);
        for (const button of buttons) assert.equal((await other.pressKept(button)).text, administrationText.en.unknown, role);
        for (const path of ['invitation', 'reach'])
          await assert.rejects(office.calls(other)('get', `/networks/${described.id}/${path}`), unknown);
      }
      const elsewhere = await office.someone('Sam Hollis', 'chair', 'another-network');
      assert.equal((await elsewhere.pressKept(buttons[0]!)).text, administrationText.en.unknown);
    });

    it('asks which network where somebody chairs several', async () => {
      await helen.say('manage networks');
      await helen.press('networks/new');
      await helen.press('networks/create', { enName: 'Walkers', enShort: 'Walkers', enPurpose: 'Walking.', enWhoFor: 'Anyone' });
      const { networks } = await office.calls(helen)<{ networks: { id: string; name: string }[] }>('get', '/administration/networks');
      const walkers = networks.find(one => one.name === 'Walkers')?.id ?? '';
      await office.people.roles.grant(marcus.person, { name: 'chair', network: walkers }, office.now());
      const both = office.elsewhere(marcus);
      includes((await both.say('invite members')).text, en.inviteWhich, 'Walkers', short);
      includes((await both.press('networks/invite', {}, 'Walkers')).text, `${publicOrigin}/go/network/${walkers}`);
    });

    it('is none while the network takes nobody in', async () => {
      await helen.say('manage networks');
      await helen.press('networks/manage-one', { network: described.id });
      await helen.press('networks/pause');
      const { text } = await marcus.say('invite members');
      includes(text, en.notOpen);
      assert.ok(!text.includes(link));
    });

    it('says how many members can be reached, hidden ones too, and only roughly', async () => {
      const memberships = openMemberships(storage().table('memberships'));
      for (let at = 0; at < 14; at += 1) {
        const person = aPerson(office.tenant);
        const kept = { ...newMembership(office.now()), visibility: at % 2 ? ('hidden' as const) : ('officers' as const) };
        await memberships.join(person, described.id, { ...kept, name: at % 2 ? undefined : `Member ${at}` });
        if (at < 12) await office.people.addresses.note(aTurn(person).address);
        if (at === 11) await office.people.addresses.markGone(aTurn(person).address, 'blocked', office.now());
      }
      await marcus.say('invite members');
      includes((await marcus.press('networks/reach')).text, en.reachAbout(10, '2 June 2026'), en.reachNext);
      const shown = await office.calls(marcus)<ReachShown>('get', `/networks/${described.id}/reach`);
      assert.equal(shown.words, en.reachAbout(10, '2 June 2026'));
    });

    it('takes an opening figure, which growth then starts from', async () => {
      await marcus.say('invite members');
      await marcus.press('networks/opening');
      includes((await marcus.press('networks/opening-save', { members: 'many', on: '2026-03-01' })).text, en.openingWrong.number);
      includes(JSON.stringify(marcus.seen.card), '"many"', '2026-03-01');
      includes((await marcus.press('networks/opening-save', { members: '121', on: '2027-01-01' })).text, en.openingWrong.day);
      includes(
        (await marcus.press('networks/opening-save', { members: '121', on: '2026-03-01' })).text,
        en.openingAbout(120, '1 March 2026'),
      );
      const growth = await office.calls(marcus)<{ opening?: unknown }>('get', `/networks/${described.id}/growth`);
      assert.deepEqual(growth.opening, { on: '2026-03-01', members: { kind: 'about', value: 120 } });
    });

    it('is the same in the tab, with a drawing for a poster', async () => {
      const call = office.calls(marcus, 'cy');
      const invitation = await call<Invitation>('get', `/networks/${described.id}/invitation`);
      assert.equal(invitation.link, link);
      assert.deepEqual(
        invitation.texts.map(one => one.language),
        ['cy', 'en'],
      );
      assert.match(invitation.qr.svg, /^<svg/);
      const path = `/networks/${described.id}/opening`;
      assert.equal((await call<OpeningAnswered>('post', path, { members: '0', on: '2026-03-01' })).kind, 'saved');
      assert.equal((await call<OpeningAnswered>('post', path, { members: 'x', on: '2026-03-01' })).kind, 'wrong');
      await assert.rejects(call('post', path, { members: '1', on: '2026-03-01', more: 1 }), Refusal);
      includes((await call<Invitation>('get', `/networks/${described.id}/invitation`)).opening ?? '', 'Llai na 10');
    });
  });
});
