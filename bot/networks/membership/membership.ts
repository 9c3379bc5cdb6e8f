import type { Both } from '../../language/language.ts';

/** Who may see that somebody is in a network. A network is sensitive, so it starts at its chair and secretary. */
export type Visibility = 'officers';

export type Membership = {
  joinedAt: Date;
  /** Which consent text they agreed to. */
  consent: string;
  visibility: Visibility;
};

/** What somebody agrees to by joining. New words need a new version; the old ones stay in the history of this file. */
export const consent: { version: string; words: Both<readonly string[]> } = {
  version: '2026-11',
  words: {
    en: [
      'We record that you joined, and when.',
      'Only the chair and the secretary can see your name. Other colleagues cannot.',
      'You can leave at any time with one press. The record goes when you leave.',
    ],
    cy: [
      'Rydym yn cofnodi eich bod wedi ymuno, a phryd.',
      'Dim ond y cadeirydd a’r ysgrifennydd all weld eich enw. Ni all cydweithwyr eraill ei weld.',
      'Gallwch adael unrhyw bryd drwy bwyso un botwm. Mae’r cofnod yn mynd pan fyddwch yn gadael.',
    ],
  },
};
