import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { dateInWords } from '../../language/wording.ts';
import { gardening, published } from '../directory/directory.samples.ts';
import type { Drawn } from '../drawn.ts';
import { invitationCard, notOpenCard, openingCard, setupCard, whichInvitationCard, type InvitationView } from './dayone.card.ts';
import { dayOneText } from './dayone.text.ts';
import { lackingIn } from './setup.ts';

// A tiny stand-in: what a real code looks like is drawn by its library.
const qr = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Every card of a network's first day, in every state. */
export function dayOneSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const text = dayOneText[language];
  const day = dateInWords(new Date('2026-06-02T12:00:00Z'), language);
  const link = 'https://networks.example/go/network/sample-allotment';
  const lacking = lackingIn(
    [
      { network: published, edited: {}, hasChair: false },
      { network: gardening, edited: {}, hasChair: false },
      { network: { ...gardening, joining: 'notStated' }, edited: { lookedAt: new Date(0) }, hasChair: true },
    ],
    { speaksWelsh: true, hasLawfulBasis: false },
  );
  const view: InvitationView = {
    network: gardening,
    link,
    qr,
    texts: {
      en: dayOneText.en.invitation({ ...gardening.words.en, link }),
      cy: dayOneText.cy.invitation({ ...(gardening.words.cy ?? gardening.words.en), link }),
    },
    languages: language === 'cy' ? ['cy', 'en'] : ['en', 'cy'],
    opening: text.openingAbout(120, day),
  };
  return {
    'set-up list': setupCard(drawn, lacking, 1),
    'set-up list, last page': setupCard(drawn, lacking, 9),
    'set-up list, one line': setupCard(drawn, lacking.slice(0, 1), 1),
    'set-up list, nothing missing': setupCard(drawn, [], 1),
    invitation: invitationCard(drawn, view),
    'invitation, with how many can be reached': invitationCard(drawn, {
      ...view,
      said: text.reachAbout(35, day),
      saidMore: text.reachNext,
    }),
    'invitation, to which': whichInvitationCard(drawn, [gardening, published]),
    'invitation, not open': notOpenCard(drawn, { ...gardening, status: 'paused' }),
    'opening figure': openingCard(drawn, gardening, { members: '', on: '' }),
    'opening figure, not a number': openingCard(drawn, gardening, { members: 'many', on: '2026-06-02', why: 'number' }),
  };
}
