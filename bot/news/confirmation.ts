import type { Both } from '../language/language.ts';

/** What the author confirms. A change of these words is a new version: the register says which were confirmed. */
export const confirmation: { version: string; words: Both<string> } = {
  version: '2026-11',
  words: {
    en: 'This is information or support. It asks nobody to back a party, a campaign or a side in a public dispute, including between networks.',
    cy: 'Gwybodaeth neu gefnogaeth yw hon. Nid yw’n gofyn i neb gefnogi plaid, ymgyrch nac ochr mewn dadl gyhoeddus, gan gynnwys dadl rhwng rhwydweithiau.',
  },
};
