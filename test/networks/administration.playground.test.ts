import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { languages, type Language } from '../../bot/language/language.ts';
import { sampleNetworks } from '../../bot/local/sample/sample-networks.ts';
import { administrationText } from '../../bot/networks/administration/administration.text.ts';
import { proposalsText } from '../../bot/networks/administration/proposals/proposals.text.ts';
import { sectionsText } from '../../bot/networks/administration/editing/sections.text.ts';
import { dayOneText } from '../../bot/networks/dayone/dayone.text.ts';
import { directoryText } from '../../bot/networks/directory/directory.text.ts';
import { figuresText } from '../../bot/networks/figures/figures.text.ts';
import { givingText } from '../../bot/networks/roles/giving.text.ts';
import { rolesText } from '../../bot/networks/roles/roles.text.ts';
import { auditLogText } from '../../bot/privacy/audit/audit-log.text.ts';
import type { PlaygroundClient } from '../support/playground.ts';
import { doesNotRead, isForOnesOwnChat, movedTo, reads, seatsHere } from '../support/seats.ts';

const phrases = {
  en: {
    manage: 'manage networks',
    settings: 'force settings',
    setup: 'set-up list',
    propose: 'propose a network',
    invite: 'invite members',
    growth: 'growth',
    audit: 'audit log',
    networks: 'networks',
    about: 'tell me about',
    join: 'join',
  },
  cy: {
    manage: 'rheoli rhwydweithiau',
    settings: 'gosodiadau’r heddlu',
    setup: 'rhestr sefydlu',
    propose: 'cynnig rhwydwaith',
    invite: 'gwahodd aelodau',
    growth: 'twf',
    audit: 'cofnod archwilio',
    networks: 'rhwydweithiau',
    about: 'dywedwch wrthyf am',
    join: 'ymuno â',
  },
};
// One for each language to close and delete.
const networks = { en: 'sample-hearing', cy: 'sample-nights' };
const placeOf = (language: Language, id = networks[language]) => sampleNetworks.find(one => one.id === id)?.words[language]?.short ?? '';

type Sitting = () => PlaygroundClient;

describe('Administration, in the running product', function () {
  this.timeout(60_000);
  const seats = seatsHere(['administrator', 'chair', 'constable']);
  const [helen, marcus, priya] = (['administrator', 'chair', 'constable'] as const).map(part => () => seats.of(part)) as [
    Sitting,
    Sitting,
    Sitting,
  ];

  async function opens(language: Language, who = helen, network = networks[language]) {
    const list = await who().says(phrases[language].manage);
    return who().presses(list, administrationText[language].open, { typed: { network } });
  }

  /** One of the things that wait for an administrator. */
  async function looks(language: Language, who: typeof helen, name: string) {
    const list = await who().says(phrases[language].manage);
    const waits = list.buttons.find(({ verb }) => verb === 'networks/waiting');
    const waiting = await who().presses(list, waits?.title ?? 'what waits');
    return who().presses(waiting, administrationText[language].look(name));
  }

  for (const language of languages) {
    describe({ en: 'in English', cy: 'in Welsh' }[language], () => {
      const [text, says, place] = [administrationText[language], phrases[language], placeOf(language)];
      const { labels, sections, why } = sectionsText[language];
      const proposals = proposalsText[language];
      const dayOne = dayOneText[language];
      before(() => seats.speak(language));

      it('a network is changed, with a word on what is wrong and nothing lost, and everybody sees it', async () => {
        const form = await helen().presses(await opens(language), text.changeThis, { typed: { section: 'places' } });
        const typed = { enContact: 'Ask Sam at the desk', cyContact: 'Gofynnwch i Sam', champions: 'Sam Hollis' };
        const wrong = reads(
          await helen().presses(form, text.save(sections.places), { typed }),
          text.notSaved,
          labels.champions,
          why.noArea(''),
        );
        assert.equal(wrong.filledIn['enContact'], typed.enContact);
        const saved = await helen().presses(wrong, text.save(sections.places), { typed: { champions: 'Sam Hollis, East' } });
        reads(saved, text.done.saved(sections.places));
        reads(await helen().presses(form, text.save(sections.places), { typed: { enContact: 'Ask Kim' } }), text.nothingLost);
        reads(await priya().says(`${says.about} ${place}`), { en: typed.enContact, cy: typed.cyContact }[language], 'Sam Hollis (East)');
      });

      it('a network is paused, opened again and closed, after a step that says what closing means', async () => {
        const open = await opens(language);
        const paused = reads(await helen().presses(open, text.pause), text.done.pause, text.statuses.paused);
        reads(await priya().says(`${says.join} ${place}`), directoryText[language].pausedLine);
        const again = reads(await helen().presses(paused, text.reopen), text.done.reopen);
        reads(await helen().presses(open, text.pause), text.done.before, text.statuses.open);
        const question = reads(await helen().presses(again, text.closeThis), ...text.closeMeans);
        reads(await helen().presses(question, text.keep), text.statuses.open);
        reads(await helen().presses(question, text.close(place)), text.done.close, text.statuses.closed);
        doesNotRead(await priya().says(says.networks), place);
      });

      it('a network is made, and not a second one of the same name', async () => {
        const form = await helen().presses(await helen().says(says.manage), text.create);
        const name = { en: 'Chess Club', cy: 'Clwb Gwyddbwyll' }[language];
        const typed = { enName: place, enShort: place, enPurpose: 'We play chess.', enWhoFor: 'Anyone' };
        reads(await helen().presses(form, text.newButton, { typed: { ...typed, enName: '' } }), text.notSaved, why.missing(''));
        reads(await helen().presses(form, text.newButton, { typed: { ...typed, enName: 'Carers’ Circle' } }), text.nameTaken);
        reads(await helen().presses(form, text.newButton, { typed: { ...typed, enName: name, enShort: name } }), text.done.created, name);
      });

      it('a network is proposed by anybody; one is approved, one is declined with a reason, and the proposer sees both', async () => {
        const [walkers, singers] = { en: ['Walkers', 'Singers'], cy: ['Cerddwyr', 'Cantorion'] }[language] as [string, string];
        for (const name of [walkers, singers]) {
          const form = reads(await priya().says(says.propose), proposals.seen);
          reads(await priya().presses(form, proposals.button, { typed: { name, purpose: '', whoFor: 'Anyone' } }), proposals.notSaved);
          const typed = { name, purpose: 'Together once a week.', whoFor: 'Anyone' };
          doesNotRead(reads(await priya().presses(form, proposals.button, { typed }), proposals.sent), name);
        }
        const looksAt = (name: string) => looks(language, helen, name);
        const approved = await looksAt(walkers);
        reads(approved, 'Priya Nair', 'Together once a week.');
        reads(await helen().presses(approved, proposals.approve(walkers)), proposals.done.approved);
        reads(await helen().presses(approved, proposals.approve(walkers)), proposals.done.before);
        const declined = await looksAt(singers);
        reads(await helen().presses(declined, proposals.decline(singers)), proposals.reasonNeeded);
        const typed = { reason: 'There is a choir already.' };
        reads(await helen().presses(declined, proposals.decline(singers), { typed }), proposals.done.declined);
        reads(await marcus().says(`${says.about} ${walkers}`), 'Together once a week.');
        const mine = await priya().presses(await priya().says(says.propose), proposals.show);
        reads(mine, walkers, singers, typed.reason);
      });

      it('the force’s settings are written, and read by everybody before joining', async () => {
        const basis = { en: `Article 9(2)(a), consent (${language})`, cy: `Erthygl 9(2)(a), cydsyniad (${language})` };
        const form = await helen().says(says.settings);
        const saved = reads(await helen().presses(form, text.settingsSave, { typed: basis }), text.settingsSaved);
        reads(await helen().presses(saved, text.settingsSave, { typed: { en: 'x'.repeat(601) } }), text.notSaved);
        reads(await priya().says(`${says.join} ${placeOf(language, 'sample-rural')}`), basis[language]);
      });

      it('the set-up list says what is missing, and leads to the form that mends it', async () => {
        const list = await helen().says(says.setup);
        const lacking = reads(list, dayOne.lack.contact).buttons.find(({ verb }) => verb === 'networks/edit');
        const form = await helen().presses(list, lacking?.title ?? '');
        assert.equal(form.buttons[0]?.verb, 'networks/save');
      });

      it('a chair invites members with a text, a link and a QR code, and says how many there were before', async () => {
        const carers = placeOf(language, 'sample-carers');
        const invitation = reads(await marcus().says(says.invite), dayOne.inviteHeading(carers), '/go/network/sample-carers', dayOne.bcc);
        assert.match(JSON.stringify(invitation.card), /data:image\/png;base64,/);
        assert.match(String(invitation.filledIn['invitation-cy']), /Cylch y Gofalwyr/);
        assert.match((await marcus().presses(invitation, dayOne.reach)).words, /fewer than 10|llai na 10|about|tua/i);
        const form = await marcus().presses(invitation, dayOne.opening);
        reads(
          await marcus().presses(form, dayOne.openingSave, { typed: { members: 'many', on: '2026-03-01' } }),
          dayOne.openingWrong.number,
        );
        reads(await marcus().presses(form, dayOne.openingSave, { typed: { members: '31', on: '2026-03-01' } }), dayOne.saved, '30');
      });

      it('the audit log is read, and says that it is whole', async () => {
        reads(await helen().says(says.audit), auditLogText[language].whole, auditLogText[language].honest);
      });

      it('all of it is nobody else’s: the words are none, and the buttons do nothing', async () => {
        const { manage, settings, setup, growth, audit } = says;
        const list = await helen().says(manage);
        const one = await helen().presses(list, text.open, { typed: { network: 'sample-rural' } });
        for (const asked of [manage, settings, setup, growth, audit]) {
          const answer = await priya().says(asked);
          assert.ok(!answer.buttons.some(({ verb }) => /networks\/(manage|settings|setup|new|growth)|audit/.test(verb)), asked);
        }
        const priyas = await priya().says(says.networks);
        for (const [card, title, typed] of [
          [list, text.open, { network: 'sample-rural' }],
          [list, text.create, {}],
          [list, text.settings, {}],
          [list, text.setup, {}],
          [one, text.pause, {}],
          [one, text.closeThis, {}],
          [one, text.changeThis, { section: 'places' }],
        ] as const) {
          assert.equal((await priya().presses(movedTo(priyas, card), title, { typed })).words, text.unknown, title);
        }
      });

      it('none of it is for a channel: one line for everybody', async () => {
        const { manage, settings, setup, propose, invite, growth, audit } = says;
        await isForOnesOwnChat([helen(), priya()], [manage, settings, setup, propose, invite, growth, audit]);
      });
    });
  }

  describe('a month later', () => {
    before('a second administrator, and a month', async function () {
      this.timeout(120_000);
      await seats.speak('en');
      const [roles, giving] = [rolesText.en, givingText.en];
      const found = await helen().presses(await helen().says('give a role'), giving.find, {
        typed: { role: 'administrator', who: 'Priya' },
      });
      await helen().presses(found, giving.offerTo('Priya Nair'));
      await priya().presses(await priya().says('accept'), roles.accept(roles.title.administrator));
      const run = await seats.later(40);
      const counted = '"event":"due.ran","kind":"networks/freeze-figures"';
      for (let waited = 0; waited < 400 && !run.log().includes(counted); waited += 1) await pause(100);
      assert.ok(run.log().includes(counted), run.log());
    });

    for (const language of languages) {
      const text = administrationText[language];
      const name = { en: 'English', cy: 'Welsh' }[language];

      it(`a closed network is deleted by two, after one said no (${name})`, async () => {
        await seats.speak(language);
        const place = placeOf(language);
        for (const decision of ['deleteNo', 'deleteYes'] as const) {
          const question = reads(await helen().presses(await opens(language), text.delete), ...text.deleteMeans, text.deleteSecond);
          reads(await helen().presses(question, text.keep), text.statuses.closed);
          reads(await helen().presses(question, text.deleteAsk), text.done.askedToDelete);
          const own = reads(await looks(language, helen, place), text.done.own);
          assert.ok(!own.buttons.some(({ verb }) => /delete-/.test(verb)), 'nobody agrees with themselves');
          const asked = reads(await looks(language, priya, place), 'Helen Whitcombe', ...text.deleteMeans);
          const decided = await priya().presses(asked, text[decision]);
          reads(decided, decision === 'deleteYes' ? text.done.deleted : text.done.refusedToDelete);
        }
        const list = await helen().says(phrases[language].manage);
        assert.ok(!JSON.stringify(list.card).includes(networks[language]));
      });

      it(`growth is shown in figures, to administrators for all networks and to a chair for their own (${name})`, async () => {
        const figures = figuresText[language];
        const [carers, rural] = [placeOf(language, 'sample-carers'), placeOf(language, 'sample-rural')];
        const joint = reads(await helen().says(phrases[language].growth), figures.memberships, figures.people);
        reads(await helen().presses(joint, figures.see(carers)), figures.about(40));
        const own = reads(await marcus().says(phrases[language].growth), figures.about(40));
        doesNotRead(own, figures.memberships, 'Aaliyah');
        doesNotRead(await marcus().says(`${phrases[language].growth} ${rural}`), figures.kind);
        const another = joint.buttons.find(({ title }) => title !== figures.see(carers))?.title ?? '';
        assert.equal((await marcus().presses(movedTo(own, joint), another)).words, directoryText[language].unknown);
      });
    }
  });
});
