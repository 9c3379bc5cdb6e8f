import assert from 'node:assert/strict';
import { administrationText } from '../../bot/networks/administration/administration.text.ts';
import { keepingText } from '../../bot/networks/administration/settings/keeping.text.ts';
import { messagesText } from '../../bot/networks/administration/settings/messages.text.ts';
import { numbersText } from '../../bot/networks/administration/settings/numbers.text.ts';
import { sectionsText } from '../../bot/networks/administration/editing/sections.text.ts';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import { directoryText } from '../../bot/networks/directory/directory.text.ts';
import type { MyData } from '../../bot/privacy/privacy.contract.ts';
import { doorText } from '../../bot/teams/door.text.ts';
import { textOf } from '../support/chatting.ts';
import { described, openOffice, type Office, type Someone } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';

const { en, cy } = administrationText;
const { short } = described;
const good = { enName: 'Men’s Sheds (MS)', enShort: 'Men’s Sheds', enPurpose: 'Making things.', enWhoFor: 'Anyone' };
const nasty = '[click](https://evil.example) **bold** <at>everyone</at>';

describe('An administrator in the chat', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: Office;
  let helen: Someone;

  beforeEach(async () => {
    office = openOffice(storage());
    helen = await office.someone('Helen Whitcombe', 'administrator');
  });

  const opens = async (who: Someone, id = described.id) => {
    await who.say('manage networks');
    return who.press('networks/manage-one', { network: id });
  };
  const edits = async (who: Someone, section: string, id?: string) => {
    await opens(who, id);
    return who.press('networks/edit', { section });
  };
  const includes = (text: string, ...words: string[]) => {
    for (const one of words) assert.ok(text.includes(one), `“${one}” in:\n${text}`);
  };
  const listed = async (who: Someone) => (await who.say('networks')).text;

  it('sees every network of the force, and can open each', async () => {
    includes((await helen.say('manage networks')).text, en.heading, short);
    includes((await helen.press('networks/manage-one', { network: described.id })).text, short, en.statuses.open, en.fromDocument);
  });

  it('finds it in Welsh too, from the first word to the last', async () => {
    const rhys = await office.someone('Rhys Pugh', 'administrator', '', 'cy');
    includes((await rhys.say('rheoli rhwydweithiau')).text, cy.heading);
    await rhys.press('networks/manage-one', { network: described.id });
    includes((await rhys.press('networks/edit', { section: 'joining' })).text, sectionsText.cy.labels.sensitive);
    await rhys.press('networks/manage-one');
    includes((await rhys.press('networks/pause')).text, cy.done.pause);
  });

  it('is the only one for whom the command exists', async () => {
    for (const role of [undefined, 'chair', 'secretary', 'committee', 'liaison', 'adviser', 'launcher'] as const) {
      const other = await office.someone('Sam Hollis', role);
      for (const words of ['manage networks', 'rheoli rhwydweithiau', 'force settings', 'set-up list']) {
        const { text, card } = await other.say(words);
        assert.ok(!text.includes(en.heading) && !text.includes(en.settingsHeading), `${role} ${words}`);
        assert.ok(!/networks\/(manage|setup|settings)/.test(JSON.stringify(card ?? '')), `${role} ${words}`);
      }
    }
  });

  it('cannot be played by pressing a button of theirs', async () => {
    const sam = await office.someone('Sam Hollis', 'chair');
    await edits(helen, 'money');
    const save = helen.button('networks/save');
    await opens(helen);
    const buttons = [save, helen.button('networks/pause'), helen.button('networks/close'), helen.button('networks/edit')];
    await helen.press('networks/manage');
    buttons.push(helen.button('networks/new'), helen.button('networks/settings'), helen.button('networks/setup'));
    for (const button of buttons) {
      const typed = button === save ? { budget: 'mine', dutyTime: '' } : button.verb === 'networks/edit' ? { section: 'money' } : {};
      assert.deepEqual(await sam.pressKept(button, typed), { ...sam.seen, kind: 'refused', text: en.unknown }, button.verb);
    }
    const other = await office.elsewhere(helen).say('manage networks');
    assert.equal(other.kind, 'show');
    includes((await opens(helen)).text, en.statuses.open, en.fromDocument);
  });

  it('who is one no longer is refused at the next press', async () => {
    await edits(helen, 'money');
    await office.people.roles.end(helen.person, { name: 'administrator', network: '' }, true);
    assert.equal((await helen.press('networks/save', { budget: 'x', dutyTime: '' })).text, en.unknown);
  });

  it('reads the same answer for a network nobody knows as for one that is not theirs to see', async () => {
    await opens(helen);
    const button = { ...helen.button('networks/pause') };
    const unheard = { ...button, data: { sn: { ...button.data.sn, about: 'unheard-of' } } };
    assert.equal((await helen.pressKept(unheard)).text, en.unknown);
  });

  for (const scope of ['group', 'channel'] as const) {
    it(`gets the same line as everybody in a ${scope}`, async () => {
      const said = await helen.say('manage networks', { scope });
      assert.equal(said.text, `${doorText.en.privateHere}\n\n${doorText.cy.privateHere}`);
    });
  }

  describe('changes a network', () => {
    it('section by section, and everybody sees it', async () => {
      const sam = await office.someone('Sam Hollis');
      includes((await edits(helen, 'places')).text, sectionsText.en.hints.places);
      const typed = { enMeetings: 'Mondays, 12:30', cyMeetings: '', enContact: 'Ask Sam', cyContact: '', champions: 'Sam Hollis, East' };
      includes((await helen.press('networks/save', typed)).text, en.done.saved(sectionsText.en.sections.places));
      includes((await sam.say(`about ${short}`)).text, 'Mondays, 12:30', 'Ask Sam', 'Sam Hollis (East)');
    });

    it('and keeps what was typed where something is wrong with it, with a sentence on each', async () => {
      await edits(helen, 'english');
      const seen = await helen.press('networks/save', { ...good, enName: nasty, enShort: '', enWhoFor: 'w'.repeat(301) });
      includes(seen.text, en.notSaved, sectionsText.en.why.notPlain(''), sectionsText.en.why.missing(''), sectionsText.en.why.long('300'));
      includes(JSON.stringify(seen.card), JSON.stringify(nasty), 'w'.repeat(301));
      includes((await helen.press('networks/save', good)).text, 'Men’s Sheds (MS)');
      includes(await listed(helen), 'Men’s Sheds (MS)');
    });

    it('and is told calmly that somebody else was first, with both wordings on the card', async () => {
      const dawn = await office.someone('Dawn Okonkwo', 'administrator');
      await edits(helen, 'money');
      const elsewhere = office.elsewhere(dawn);
      await edits(elsewhere, 'money');
      await elsewhere.press('networks/save', { budget: 'Dawn’s words', dutyTime: '' });
      const seen = await helen.press('networks/save', { budget: 'Helen’s words', dutyTime: '' });
      includes(seen.text, en.nothingLost, 'Dawn’s words');
      includes(JSON.stringify(seen.card), 'Helen’s words');
      await helen.press('networks/save', { budget: 'Both', dutyTime: '' });
      includes(helen.seen.text, en.done.saved(sectionsText.en.sections.money));
    });

    it('and a mistake does not hide that somebody else wrote meanwhile', async () => {
      await edits(helen, 'money');
      await helen.press('networks/save', { budget: 'x'.repeat(201), dutyTime: '' });
      const dawn = office.elsewhere(await office.someone('Dawn Okonkwo', 'administrator'));
      await edits(dawn, 'money');
      await dawn.press('networks/save', { budget: 'Dawn’s words', dutyTime: '' });
      includes((await helen.press('networks/save', { budget: 'short', dutyTime: '' })).text, en.nothingLost, 'Dawn’s words');
    });

    it('and is told where there is nothing to save', async () => {
      await edits(helen, 'money');
      const save = helen.button('networks/save');
      await helen.press('networks/save', { budget: 'x', dutyTime: '' });
      includes((await helen.pressKept(save, { budget: 'x', dutyTime: '' })).text, en.done.same);
    });

    it('and cannot write what is not on the card', async () => {
      await edits(helen, 'money');
      for (const more of [{ status: 'closed' }, { champions: 'Sam, East' }]) {
        await helen.press('networks/save', { budget: 'x', dutyTime: '', ...more });
        await edits(helen, 'money');
      }
      assert.equal((await helen.press('networks/save', { budget: 'y', dutyTime: '', surprise: 'z' })).text, doorText.en.wrongInputs);
      const stands = (await opens(helen)).text;
      includes(stands, en.statuses.open);
      assert.ok(!(await helen.say(`about ${short}`)).text.includes('Sam (East)'));
    });

    it('whose team is shown with the warning, and the address in full', async () => {
      const address = 'https://teams.microsoft.com/l/team/19%3aabc%40thread.tacv2/conversations';
      includes((await edits(helen, 'team')).text, 'A team shows your name');
      await helen.press('networks/save', { teamsLink: 'https://evil.example/' });
      includes(helen.seen.text, sectionsText.en.why.notTeams(''));
      await helen.press('networks/save', { teamsLink: address });
      includes((await helen.say(`about ${short}`)).text, directoryText.en.teamsWarning, address);
    });

    it('whose budget only the committee and administrators see', async () => {
      await edits(helen, 'money');
      await helen.press('networks/save', { budget: '200 pounds a year', dutyTime: 'Two hours a month' });
      for (const [role, isShown] of [
        ['committee', true],
        ['chair', true],
        ['liaison', false],
        ['adviser', false],
        [undefined, false],
      ] as const) {
        const sam = await office.someone('Sam Hollis', role);
        assert.equal((await sam.say(`about ${short}`)).text.includes('200 pounds a year'), isShown, role);
      }
      assert.ok(!(await helen.say(`about ${short}`, { scope: 'channel' })).text.includes('200 pounds a year'));
    });
  });

  it('names champions: whoever of them has used the app finds the name and can take it out; any other typed name stays', async () => {
    const [alys, ...sams] = await Promise.all(['Alys Ap Rhys', 'Sam Hollis', 'Sam Hollis'].map(name => office.someone(name)));
    assert.ok(alys);
    const shownAs = ['AP RHYS, Alys 1234', 'Sam Hollis', 'Sam Hollis'];
    for (const [at, { person }] of [alys, ...sams].entries()) await office.people.names.note(person, shownAs[at] ?? '', office.now());
    await edits(helen, 'places');
    const typed = { champions: 'Alys Ap Rhys, East\nSam Hollis, West\nCasey Champion, North\nAlys Ap Rhys, South' };
    includes((await helen.press('networks/save', typed)).text, en.done.saved(sectionsText.en.sections.places));
    const mine = async (who: Someone) => {
      const { held } = await office.calls(who)<MyData>('get', '/privacy/mine');
      return held.filter(({ table }) => table === 'networks').map(({ fields }) => fields);
    };
    const name = 'Alys Ap Rhys';
    assert.deepEqual(await mine(alys), [
      { network: described.id, name, area: 'East' },
      { network: described.id, name, area: 'South' },
    ]);
    for (const sam of sams) assert.deepEqual(await mine(sam), [], 'nobody knows which Sam is meant');
    await alys.say('erase me');
    await alys.press('privacy/erase');
    assert.deepEqual(await mine(alys), []);
    const { text } = await alys.say(`about ${short}`);
    assert.ok(!text.includes(name), text);
    includes(text, 'Sam Hollis', 'Casey Champion');
  });

  it('pauses, opens again and closes, with a step before closing that says what happens', async () => {
    const priya = await office.someone('Priya Nair');
    await opens(helen);
    includes((await helen.press('networks/pause')).text, en.done.pause, en.statuses.paused);
    includes((await priya.say(`about ${short}`)).text, directoryText.en.pausedLine);
    includes((await helen.press('networks/reopen')).text, en.done.reopen);
    includes((await helen.press('networks/close')).text, ...en.closeMeans);
    includes((await helen.press('networks/manage-one')).text, en.statuses.open);
    await helen.press('networks/close');
    includes((await helen.press('networks/close-now')).text, en.done.close, 'It can be deleted from 30 June 2026.');
    assert.ok(!(await listed(priya)).includes(short));
  });

  it('is followed by the button under an answer: the network’s name as it is now, and no button while nobody can join', async () => {
    const priya = await office.someone('Priya Nair');
    const question = 'what is the race equality network';
    const joinsOffered = async () => {
      const { card } = await priya.say(question);
      return [...buttonsOf(card!)].filter(one => one.type === 'Action.Execute' && one.verb === 'networks/ask').map(one => one.title);
    };
    const [before] = await joinsOffered();
    assert.ok(before?.includes(short), before);
    await edits(helen, 'english');
    await helen.press('networks/save', good);
    const [renamed] = await joinsOffered();
    assert.ok(renamed?.includes(good.enShort), renamed);
    await helen.press('networks/pause');
    assert.deepEqual(await joinsOffered(), []);
    await helen.press('networks/close');
    await helen.press('networks/close-now');
    assert.deepEqual(await joinsOffered(), []);
    await helen.press('networks/reopen');
    assert.equal((await joinsOffered()).length, 1);
  });

  it('closes a network that its members go on seeing until they leave', async () => {
    const priya = await office.someone('Priya Nair');
    await priya.say(`join ${short}`);
    await priya.press('networks/join', { visibility: 'officers', belonging: 'member' });
    await opens(helen);
    await helen.press('networks/close');
    await helen.press('networks/close-now');
    await priya.say('my networks');
    includes((await priya.press('networks/mine')).text, short);
    const mine = await office.calls(priya)<{ networks: { id: string; status: string }[] }>('get', '/networks');
    assert.equal(mine.networks.find(one => one.id === described.id)?.status, 'closed');
  });

  it('presses the same button twice, and is told that nothing changed', async () => {
    await opens(helen);
    const pause = helen.button('networks/pause');
    await helen.pressKept(pause);
    await helen.press('networks/reopen');
    includes((await helen.pressKept(pause)).text, en.done.before, en.statuses.open);
  });

  describe('makes a network', () => {
    it('that everybody finds and can join', async () => {
      const priya = await office.someone('Priya Nair');
      await helen.say('manage networks');
      await helen.press('networks/new');
      includes((await helen.press('networks/create', good)).text, en.done.created, good.enName);
      includes(await listed(priya), good.enName);
      await priya.say('join men’s sheds');
      includes((await priya.press('networks/join', { visibility: 'officers', belonging: 'member' })).text, 'Done');
    });

    it('not without what it needs, not under a name that is taken, and once however often it is pressed', async () => {
      await helen.say('manage networks');
      await helen.press('networks/new');
      const create = helen.button('networks/create');
      includes((await helen.press('networks/create', { ...good, enPurpose: '' })).text, en.notSaved, sectionsText.en.why.missing(''));
      includes((await helen.press('networks/create', { ...good, enName: short })).text, en.nameTaken);
      includes(JSON.stringify(helen.seen.card), good.enPurpose);
      await helen.press('networks/create', good);
      includes((await helen.pressKept(create, good)).text, en.done.created);
      const tab = await office.calls(helen)<{ networks: { name: string }[] }>('get', '/administration/networks');
      assert.equal(tab.networks.filter(one => one.name === good.enName).length, 1);
    });
  });

  describe('writes the lawful basis', () => {
    it('that everybody reads before joining', async () => {
      const priya = await office.someone('Priya Nair');
      await helen.say('force settings');
      includes((await helen.press('networks/settings-save', { en: 'Article 9(2)(a), consent', cy: '' })).text, en.settingsSaved);
      includes((await priya.say(`join ${short}`)).text, 'Article 9(2)(a), consent');
    });

    it('and loses nothing where it is too long or somebody else was first', async () => {
      await helen.say('force settings');
      includes((await helen.press('networks/settings-save', { en: 'x'.repeat(601), cy: '' })).text, en.notSaved, '600');
      const dawn = office.elsewhere(await office.someone('Dawn Okonkwo', 'administrator'));
      await dawn.say('force settings');
      await dawn.press('networks/settings-save', { en: 'Dawn’s words', cy: '' });
      includes((await helen.press('networks/settings-save', { en: 'Helen’s words', cy: '' })).text, en.nothingLost, 'Dawn’s words');
      includes(JSON.stringify(helen.seen.card), 'Helen’s words');
      includes((await helen.press('networks/settings-save', { en: 'Both', cy: '' })).text, en.settingsSaved);
      includes((await helen.press('networks/settings-save', { en: 'Both', cy: '' })).text, en.done.same);
    });

    it('without anything in it that could become a link on the card people read', async () => {
      const priya = await office.someone('Priya Nair');
      await helen.say('force settings');
      await helen.press('networks/settings-save', { en: nasty, cy: '' });
      const { card } = await priya.say(`join ${short}`);
      assert.ok(card && textOf(card).includes(nasty));
      for (const text of textBlocksIn(card)) assert.ok(!text.includes('evil.example'), text);
    });
  });

  describe('sets how long things are kept', () => {
    const text = keepingText.en;
    const lengths = { auditMonths: '24', pressesDays: '14', leaverMonths: '18', deliveryDays: '60', registerMonths: '36' };
    const opensKeeping = async (who: Someone) => {
      await who.say('force settings');
      return who.press('networks/keeping');
    };

    it('from what stands, within bounds, and every version is kept', async () => {
      const opened = await opensKeeping(helen);
      for (const value of ['12', '30', '13', '24']) includes(JSON.stringify(opened.card), `"value":"${value}"`);
      includes((await helen.press('networks/keeping-save', lengths)).text, text.saved);
      const stands = { auditMonths: 24, pressesDays: 14, leaverMonths: 18, deliveryDays: 60, registerMonths: 36 };
      assert.deepEqual(await office.people.forceSettings.retention(office.tenant), stands);
      includes((await helen.press('networks/keeping-save', lengths)).text, en.done.same);
      const latest = (await office.people.audit.latest(office.tenant, 5)).map(({ act, object }) => `${act}: ${object}`);
      assert.ok(latest.includes('setting changed: retention'), latest.join('\n'));
    });

    it('and what is wrong comes back as it was typed, each with its reason', async () => {
      const before = await office.people.forceSettings.retention(office.tenant);
      await opensKeeping(helen);
      const seen = await helen.press('networks/keeping-save', { ...lengths, auditMonths: 'a year', pressesDays: '5' });
      includes(seen.text, en.notSaved, numbersText.en.bounds(6, 84), numbersText.en.bounds(14, 90));
      includes(JSON.stringify(seen.card), '"value":"a year"', '"value":"5"');
      const longer = await helen.press('networks/keeping-save', { ...lengths, auditMonths: '6', leaverMonths: '8' });
      includes(longer.text, en.notSaved, text.problems.longerThanAudit);
      assert.deepEqual(await office.people.forceSettings.retention(office.tenant), before);
    });

    it('and loses nothing where somebody else was first', async () => {
      const dawn = office.elsewhere(await office.someone('Dawn Okonkwo', 'administrator'));
      await opensKeeping(helen);
      await opensKeeping(dawn);
      await dawn.press('networks/keeping-save', { ...lengths, auditMonths: '48' });
      const seen = await helen.press('networks/keeping-save', { ...lengths, auditMonths: '36' });
      includes(seen.text, en.nothingLost, '48');
      includes(JSON.stringify(seen.card), '"value":"36"');
      includes((await helen.press('networks/keeping-save', { ...lengths, auditMonths: '36' })).text, text.saved);
    });
  });

  for (const language of ['en', 'cy'] as const) {
    describe(`sets how many messages people get (${language})`, () => {
      const [text, shared] = [messagesText[language], administrationText[language]];
      let administrator: Someone;
      const opensMessages = async (who: Someone) => {
        await who.say('force settings', { language });
        return who.press('networks/messages');
      };
      const most = async () => (await office.people.forceSettings.read(office.tenant, 'mostMessages')).value;

      beforeEach(async () => {
        administrator = await office.someone('Helen Whitcombe', 'administrator', undefined, language);
      });

      it('from what stands, and it counts for the next message', async () => {
        const opened = await opensMessages(administrator);
        includes(JSON.stringify(opened.card), '"value":"3"', '"value":"6"');
        includes(opened.text, text.hint, numbersText[language].range(text.labels.day, 1, 20));
        includes((await administrator.press('networks/messages-save', { day: '2', week: ' 9 ' })).text, text.saved);
        assert.deepEqual(await most(), { day: 2, week: 9 });
        includes((await administrator.press('networks/messages-save', { day: '2', week: '9' })).text, shared.done.same);
        const latest = (await office.people.audit.latest(office.tenant, 5)).map(({ act, object }) => `${act}: ${object}`);
        assert.ok(latest.includes('setting changed: mostMessages'), latest.join('\n'));
      });

      it('and what is wrong comes back as it was typed, each with its reason', async () => {
        const before = await most();
        await opensMessages(administrator);
        const seen = await administrator.press('networks/messages-save', { day: 'a few', week: '101' });
        includes(seen.text, shared.notSaved, numbersText[language].bounds(1, 20), numbersText[language].bounds(1, 100));
        includes(JSON.stringify(seen.card), '"value":"a few"', '"value":"101"');
        const less = await administrator.press('networks/messages-save', { day: '5', week: '4' });
        includes(less.text, shared.notSaved, text.problems.lessThanDay);
        assert.deepEqual(await most(), before);
      });

      it('and loses nothing where somebody else was first', async () => {
        const dawn = office.elsewhere(await office.someone('Dawn Okonkwo', 'administrator'));
        await opensMessages(administrator);
        await opensMessages(dawn);
        await dawn.press('networks/messages-save', { day: '4', week: '17' });
        const seen = await administrator.press('networks/messages-save', { day: '5', week: '18' });
        includes(seen.text, shared.nothingLost, '17');
        includes(JSON.stringify(seen.card), '"value":"18"');
        includes((await administrator.press('networks/messages-save', { day: '5', week: '18' })).text, text.saved);
      });
    });
  }

  it('writes words that cannot become markup on any card that shows them', async () => {
    await edits(helen, 'english');
    await helen.press('networks/save', { ...good, enPurpose: nasty, enWhoFor: nasty });
    for (const [section, typed] of [
      ['places', { enMeetings: nasty, cyMeetings: '', enContact: nasty, cyContact: '', champions: `${nasty}, East` }],
      ['charter', { terms: nasty, reviewOn: '' }],
      ['money', { budget: nasty, dutyTime: nasty }],
      ['topics', { topics: '[x](//evil.example)', openRoles: nasty }],
    ] as const) {
      await edits(helen, section);
      const seen = await helen.press('networks/save', typed);
      includes(seen.text, en.done.saved(sectionsText.en.sections[section]));
    }
    const shown = [await helen.say('about men’s sheds'), await helen.say('networks'), await edits(helen, 'places'), await opens(helen)];
    shown.push(await helen.say('join men’s sheds'));
    includes(shown[0]?.text ?? '', nasty);
    for (const { card } of shown) {
      for (const text of textBlocksIn(card)) assert.ok(!text.includes('evil.example'), text);
    }
  });
});

/** Every text that Teams would draw as Markdown: text blocks, and the titles of choices. */
function textBlocksIn(shown: unknown): string[] {
  if (typeof shown !== 'object' || shown === null) return [];
  const { type, text, choices } = shown as { type?: string; text?: string; choices?: { title: string }[] };
  const own = type === 'TextBlock' && text ? [text] : (choices ?? []).map(one => one.title);
  return [...own, ...Object.values(shown).flatMap(textBlocksIn)];
}
