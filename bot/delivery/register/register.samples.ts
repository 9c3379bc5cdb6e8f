import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { registerCard, registeredCard } from './register.card.ts';
import type { RegisterPage, RegisteredWhole } from './register.ts';

export function registerSamples(language: Language): Record<string, Shown> {
  const drawn = { language, version: 'v1', kept: language === 'cy' ? '24 mis' : '24 months' };
  const to = ['Race Equality Network'];
  const said = {
    en: { title: 'Where to find us this month', text: 'We meet in the training centre from now on, as the library is being painted.' },
    cy: {
      title: 'Ble i ddod o hyd i ni y mis hwn',
      text: 'Rydym yn cyfarfod yn y ganolfan hyfforddi o hyn ymlaen, gan fod y llyfrgell yn cael ei phaentio.',
    },
  };
  const page: RegisterPage = {
    announcements: [
      {
        broadcast: 'n1',
        title: said[language].title,
        sentOn: language === 'cy' ? '2 Mehefin 2026, 18:00' : '2 June 2026, 18:00',
        to,
        acts: ['sent', 'corrected'],
      },
      {
        broadcast: 'n2',
        title: said.en.title,
        sentOn: language === 'cy' ? '2 Mehefin 2026, 18:00' : '2 June 2026, 18:00',
        to,
        acts: ['sent', 'withdrawn'],
      },
    ],
    page: 1,
    pages: 3,
    total: 12,
  };
  const whole: RegisteredWhole = {
    broadcast: 'n1',
    to,
    entries: [
      {
        act: 'sent',
        version: 1,
        on: language === 'cy' ? '2 Mehefin 2026, 18:00' : '2 June 2026, 18:00',
        words: said,
        author: 'Amara Cole',
        confirmed: 'This is information or support.',
      },
      {
        act: 'corrected',
        version: 2,
        on: language === 'cy' ? '2 Mehefin 2026, 18:00' : '2 June 2026, 18:00',
        words: { en: said.en },
        approver: 'Robin Hale',
      },
    ],
  };
  return {
    register: registerCard(drawn, page),
    'register searched': registerCard(drawn, { ...page, announcements: page.announcements.slice(0, 1), pages: 1, total: 1 }, 'paint'),
    'register empty': registerCard(drawn, { announcements: [], page: 1, pages: 1, total: 0 }),
    'register, nothing found': registerCard(drawn, { announcements: [], page: 1, pages: 1, total: 0 }, 'zebra'),
    'registered announcement': registeredCard(drawn, whole, { typed: '', page: '1' }, 'https://example.org/go/register/n1'),
  };
}
