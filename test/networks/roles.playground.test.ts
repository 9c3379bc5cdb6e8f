import assert from 'node:assert/strict';
import { languages } from '../../bot/language/language.ts';
import { sampleNetworks } from '../../bot/local/sample/sample-networks.ts';
import { givingText } from '../../bot/networks/roles/giving.text.ts';
import { whichValue } from '../../bot/networks/roles/role-choices.ts';
import { rolesText } from '../../bot/networks/roles/roles.text.ts';
import type { RoleName } from '../../bot/people/roles.ts';
import type { PlaygroundClient, Shown } from '../support/playground.ts';
import { doesNotRead, isForOnesOwnChat, movedTo, reads, seatsHere } from '../support/seats.ts';

const phrases = {
  en: { roles: 'roles', give: 'give a role', accept: 'accept', about: 'tell me about' },
  cy: { roles: 'rolau', give: 'rhoi rôl', accept: 'derbyn', about: 'dywedwch wrthyf am' },
};
// One for each language, and nobody in the cast holds a role in it.
const networks = { en: 'sample-hearing', cy: 'sample-nights' };

type Sitting = () => PlaygroundClient;

describe('Roles, in the running product', function () {
  this.timeout(60_000);
  const seats = seatsHere(['administrator', 'constable', 'colleague']);
  const [helen, priya, dawn] = (['administrator', 'constable', 'colleague'] as const).map(part => () => seats.of(part)) as [
    Sitting,
    Sitting,
    Sitting,
  ];

  for (const language of languages) {
    describe({ en: 'in English', cy: 'in Welsh' }[language], () => {
      const [text, giving, says] = [rolesText[language], givingText[language], phrases[language]];
      const network = networks[language];
      const place = sampleNetworks.find(one => one.id === network)?.words[language]?.short ?? '';
      const roleHere = (name: RoleName) => text.roleIn(text.title[name], place);
      before(() => seats.speak(language));

      /** An administrator offers a role here to somebody by name. */
      async function offers(role: RoleName, who: string): Promise<Shown> {
        const form = await helen().says(says.give);
        const found = await helen().presses(form, giving.find, { typed: { role, network, who } });
        return helen().presses(found, giving.offerTo(who));
      }
      const leaving = async (who: typeof priya, role: RoleName) =>
        who().presses(await who().says(says.roles), text.leaveThis(text.title[role]));

      it('are given by name, and accepted on a card that says what will be shown', async () => {
        const form = await helen().says(says.give);
        for (const [who, wrong] of [
          ['Nobody At All', 'nobody'],
          ['Helen', 'oneself'],
        ] as const) {
          const back = await helen().presses(form, giving.find, { typed: { role: 'secretary', network, who } });
          reads(back, giving.wrong[wrong]);
        }
        reads(await offers('secretary', 'Priya Nair'), giving.offered, roleHere('secretary'));
        const offer = reads(await priya().says(says.accept), text.means.secretary, text.othersSee, text.shown, 'Helen Whitcombe');
        reads(await priya().presses(offer, text.accept(text.title.secretary)), text.accepted(roleHere('secretary')), text.shown);
        reads(await priya().presses(offer, text.accept(text.title.secretary)), text.gone);
        reads(await dawn().says(`${says.about} ${place}`), `Priya Nair (${text.inWords.secretary})`);
      });

      it('are declined, and nothing is shown', async () => {
        await offers('adviser', 'Dawn Okonkwo');
        const home = reads(await dawn().says(says.roles), text.offeredToYou(roleHere('adviser')));
        const offer = await dawn().presses(home, text.seeOffer);
        reads(await dawn().presses(offer, text.decline(text.title.adviser)), text.declined);
        reads(await dawn().presses(offer, text.accept(text.title.adviser)), text.gone);
        doesNotRead(await priya().says(`${says.about} ${place}`), 'Dawn');
        assert.equal((await dawn().says(says.accept)).words, text.noOffer);
      });

      it('are given up', async () => {
        const question = reads(await leaving(priya, 'secretary'), text.leavingMeans);
        reads(await priya().presses(question, text.giveUp(text.title.secretary)), text.gaveUp(roleHere('secretary')));
        reads(await priya().presses(question, text.giveUp(text.title.secretary)), text.stale);
        doesNotRead(await dawn().says(`${says.about} ${place}`), 'Priya');
      });

      it('are handed over by the last chair, who is told first that nobody else is one', async () => {
        await offers('chair', 'Priya Nair');
        await priya().presses(await priya().says(says.accept), text.accept(text.title.chair));
        const question = reads(await leaving(priya, 'chair'), text.lastOne.chair, text.lastMeans.chair);
        const form = await priya().presses(question, text.handOver(text.title.chair));
        reads(await priya().presses(form, giving.find, { typed: { who: 'Nobody At All' } }), giving.wrongHandingOver.nobody);
        const found = await priya().presses(form, giving.find, { typed: { who: 'Dawn' } });
        reads(await priya().presses(found, giving.offerTo('Dawn Okonkwo')), giving.offered);
        const offer = reads(await dawn().says(says.accept), text.takesOver);
        await dawn().presses(offer, text.accept(text.title.chair));
        reads(await priya().says(says.roles), text.homeNone);
        // A form from before the role went is no way back to it.
        assert.equal((await priya().presses(form, giving.find, { typed: { who: 'Helen' } })).words, text.unknown);
      });

      it('are not given by those who may not, whatever they press', async () => {
        const form = await dawn().says(says.give);
        for (const role of ['chair', 'administrator']) {
          assert.ok(!JSON.stringify(form.card).includes(`"value":"${role}"`), `a chair does not offer ${role}`);
          reads(await dawn().presses(form, giving.find, { typed: { role, who: 'Priya' } }), giving.wrong.role);
        }
        // A button of an administrator's card, pressed in somebody else's chat.
        const helens = await helen().says(says.give);
        const typed = { role: 'chair', network, who: 'Helen' };
        reads(await dawn().presses(movedTo(form, helens), giving.makeCode, { typed }), giving.wrong.role);
        const priyas = await priya().says(says.roles);
        for (const title of [giving.find, giving.makeCode]) {
          reads(await priya().presses(movedTo(priyas, helens), title, { typed }), text.notYours);
        }
      });

      it('do not vanish by accident with the last chair, by their own press or an administrator’s', async () => {
        const question = await leaving(dawn, 'chair');
        reads(await dawn().presses(question, text.keep(text.title.chair)), text.homeHeading(1), roleHere('chair'));
        const here = await helen().presses(await helen().presses(await helen().says(says.roles), text.who), giving.show, {
          typed: { network },
        });
        const which = whichValue({ holder: { name: 'chair', network }, person: seats.named('colleague').id });
        const asked = reads(await helen().presses(here, giving.take, { typed: { which } }), giving.last.chair, giving.lastFirst);
        reads(await helen().presses(asked, giving.leaveAsIs), 'Dawn Okonkwo');
        reads(await dawn().presses(question, text.giveUpLast.chair), text.gaveUp(roleHere('chair')));
        const places = await helen().presses(await helen().says(says.roles), text.who);
        reads(places, giving.withoutChair);
      });

      it('come by an invitation code, which works once and for somebody else', async () => {
        const made = await helen().presses(await helen().says(says.give), giving.makeCode, { typed: { role: 'committee', network } });
        const code = /\b[A-Z0-9]{5}-[A-Z0-9]{5}\b/.exec(made.words)?.[0] ?? '';
        reads(made, giving.codeHeading(code), giving.codeOnce);
        assert.equal((await helen().says(`${says.accept} ${code}`)).words, text.codeOwn);
        const offer = reads(await dawn().says(`${says.accept} ${code}`), roleHere('committee'), text.shown);
        await dawn().presses(offer, text.accept(text.title.committee));
        assert.equal((await priya().says(`${says.accept} ${code}`)).words, text.codeUnknown);
        await dawn().presses(await leaving(dawn, 'committee'), text.giveUp(text.title.committee));
      });

      it('are asked for with one button by whoever lacks the right, and the request is dealt with', async () => {
        const card = reads(await dawn().says(says.give), text.notYours, text.acts['offer a role in a network'], text.askSees);
        assert.deepEqual(
          card.buttons.map(({ title }) => title),
          [text.ask, text.back],
        );
        reads(await dawn().presses(card, text.ask), text.asked);
        reads(await dawn().presses(card, text.ask), text.askedBefore);
        const requests = await helen().presses(await helen().says(says.roles), giving.requests);
        reads(requests, 'Dawn Okonkwo', text.acts['offer a role in a network']);
        reads(await helen().presses(requests, giving.settle), giving.settled, giving.requestsNone);
      });

      it('are nothing for a channel: one line for everybody', async () => {
        await isForOnesOwnChat([helen(), dawn()], [says.roles, says.give, says.accept]);
      });
    });
  }
});
