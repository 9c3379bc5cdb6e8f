import type { Shown } from '../../cards/card.ts';
import { press } from '../../cards/pieces.ts';
import type { Language } from '../../language/language.ts';
import type { Drawn } from '../drawn.ts';
import { directoryCard, networkCard, type NetworkView } from './directory.card.ts';
import { unsaid, type Network } from './network.ts';

export const gardening: Network = {
  ...unsaid,
  id: 'sample-allotment',
  words: {
    en: {
      name: 'Allotment and Growing Network (AGN)',
      short: 'Allotment and Growing Network',
      purpose: 'Colleagues who grow things help each other with plots, seeds and time outdoors.',
      whoFor: 'Every officer, member of staff and volunteer',
      meetings: 'First Tuesday of the month, 12:30, canteen garden',
      contact: 'Ask in its team',
    },
    cy: {
      name: 'Rhwydwaith Garddio a Thyfu (AGN)',
      short: 'Rhwydwaith Garddio a Thyfu',
      purpose: 'Cydweithwyr sy’n tyfu pethau yn helpu ei gilydd gyda lleiniau, hadau ac amser yn yr awyr agored.',
      whoFor: 'Pob swyddog, aelod o staff a gwirfoddolwr',
      meetings: 'Dydd Mawrth cyntaf y mis, 12:30, gardd y ffreutur',
      contact: 'Gofynnwch yn ei dîm',
    },
  },
  joining: 'stated',
  isSample: true,
  champions: [{ name: 'Sam Hollis', area: 'East division' }],
  topics: ['allotments', 'wellbeing'],
  teamsLink: 'https://teams.microsoft.com/l/team/sample',
  charter: { terms: 'Terms of reference of March 2026', reviewOn: '2027-03-01' },
  budget: '200 pounds a year',
  dutyTime: 'Two hours a month for the chair',
  openRoles: ['secretary'],
};
export const published: Network = {
  ...unsaid,
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

/** Every card of the directory, in every state. */
export function directorySamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const many = Array.from({ length: 12 }, (_, at) => ({ ...(at % 2 ? gardening : published), id: `network-${at}` }));
  const view: NetworkView = {
    network: gardening,
    officers: [{ role: language === 'cy' ? 'cadeirydd' : 'chair', name: 'Jo Farrow' }],
    size: language === 'cy' ? 'Tua 40 o aelodau' : 'About 40 members',
    seesMoney: true,
    standing: language === 'cy' ? 'Rydych yn aelod o’r rhwydwaith hwn.' : 'You are in this network.',
    steps: [press(language === 'cy' ? 'Ymuno: Rhwydwaith Garddio' : 'Join: Allotment and Growing Network', 'networks/ask', { about: 'x' })],
  };
  return {
    directory: directoryCard(drawn, [gardening, published], 1),
    'directory, one page of several': directoryCard(drawn, many, 2),
    'directory, last page': directoryCard(drawn, many, 99),
    'directory, nothing held': directoryCard(drawn, [], 1),
    'network, everything said': networkCard(drawn, view, false),
    'network, in a channel': networkCard(drawn, view, true),
    'network, from a document': networkCard(
      drawn,
      { ...view, network: published, officers: [], size: undefined, standing: undefined },
      false,
    ),
    'network, paused': networkCard(drawn, { ...view, network: { ...gardening, status: 'paused' } }, false),
    'network, closed': networkCard(drawn, { ...view, network: { ...gardening, status: 'closed' } }, false),
  };
}
