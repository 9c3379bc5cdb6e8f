import type { Feature } from '../../../feature.ts';
import { mostMessagesNames, readMostMessages } from '../../../people/most-messages.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { messagesLines, messagesNamed } from './messages.card.ts';
import { messagesText } from './messages.text.ts';
import { numbersPart } from './numbers.part.ts';

/** How many messages people get, set in an administrator's own chat. */
export const messagesPart = (needs: AdministrationNeeds): Partial<Feature> =>
  numbersPart(needs, {
    setting: 'mostMessages',
    show: 'networks/messages',
    named: messagesNamed,
    saved: { en: messagesText.en.saved, cy: messagesText.cy.saved },
    names: mostMessagesNames,
    read: readMostMessages,
    lines: messagesLines,
  });
