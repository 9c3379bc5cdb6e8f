import type { Shown } from '../cards/card.ts';
import type { Language } from '../language/language.ts';
import type { Membership } from './membership/membership.ts';
import { consentCard, directoryCard, leaveCard, mineCard, networkCard, standingCard, whichCard, type Drawn } from './network.card.ts';
import type { Network } from './directory/network.ts';

const garden: Network = {
  id: 'sample-allotment',
  words: {
    en: {
      name: 'Allotment and Growing Network (AGN)',
      short: 'Allotment and Growing Network',
      purpose: 'Colleagues who grow things help each other with plots, seeds and time outdoors.',
      whoFor: 'Every officer, member of staff and volunteer',
    },
    cy: {
      name: 'Rhwydwaith Garddio a Thyfu (AGN)',
      short: 'Rhwydwaith Garddio a Thyfu',
      purpose: 'Cydweithwyr sy’n tyfu pethau yn helpu ei gilydd gyda lleiniau, hadau ac amser yn yr awyr agored.',
      whoFor: 'Pob swyddog, aelod o staff a gwirfoddolwr',
    },
  },
  joining: 'stated',
  isSample: true,
};
const described: Network = {
  id: 'described',
  words: {
    en: {
      name: 'Network of the published page',
      short: 'Published network',
      purpose: 'Helps colleagues and speaks up for them.',
      whoFor: 'Anyone in the force',
    },
  },
  joining: 'notStated',
  isSample: false,
  source: 'Staff networks, published page, undated',
};
const membership: Membership = { joinedAt: new Date('2026-02-03T09:00:00Z'), consent: '2026-11', visibility: 'officers' };

/** Every card about networks, in every state. */
export function networkSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const many = Array.from({ length: 12 }, (_, at) => ({ ...(at % 2 ? garden : described), id: `network-${at}` }));
  return {
    directory: directoryCard(drawn, [garden, described], 1),
    'directory, one page of several': directoryCard(drawn, many, 2),
    'directory, last page': directoryCard(drawn, many, 99),
    'directory, nothing held': directoryCard(drawn, [], 1),
    'network, not a member': networkCard(drawn, garden, { inChannel: false }),
    'network, a member': networkCard(drawn, garden, { inChannel: false, membership }),
    'network, from a document': networkCard(drawn, described, { inChannel: false }),
    'network, in a channel': networkCard(drawn, described, { inChannel: true }),
    'what joining means': consentCard(drawn, garden),
    joined: standingCard(drawn, garden, 'joined'),
    'already in': standingCard(drawn, garden, 'already'),
    left: standingCard(drawn, garden, 'left'),
    'not in': standingCard(drawn, garden, 'notIn'),
    'used before, in': standingCard(drawn, garden, { stale: 'in' }),
    'used before, out': standingCard(drawn, garden, { stale: 'out' }),
    leave: leaveCard(drawn, garden),
    'which to join': whichCard(drawn, [garden, described], 'join'),
    'which to leave': whichCard(drawn, [garden, described], 'leave'),
    mine: mineCard(drawn, [{ network: garden, membership }]),
    'mine, none': mineCard(drawn, []),
  };
}
