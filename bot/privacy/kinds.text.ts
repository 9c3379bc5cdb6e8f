import type { Language } from '../language/language.ts';
import type { Kind } from './data-map.ts';

/** What people call each kind of thing that is held about them, by its table. A test fails when a kind has no name. */
const en: Record<string, string> = {
  preferences: 'Your language and quiet hours',
  addresses: 'How I reach you in Teams',
  names: 'Your name in Teams',
  roles: 'Roles you hold, offer or ask for',
  acts: 'Buttons you pressed',
  approvals: 'What you asked a second person to approve',
  audit: 'What you did, under a pseudonym',
  pseudonyms: 'The key of your pseudonym',
  memberships: 'Networks you are in, and your choices there',
  proposals: 'Networks you proposed',
  networks: 'Your name as a champion of a network',
  broadcasts: 'Announcements you made',
  deliveries: 'What you were sent',
  messagecounts: 'How many messages you had lately',
  news: 'News you wrote or agreed to',
  organisers: 'Where your card about an announcement is',
  register: 'Announcements you sent or agreed to, on record',
};
const cy: typeof en = {
  preferences: 'Eich iaith a’ch oriau tawel',
  addresses: 'Sut rwy’n cysylltu â chi yn Teams',
  names: 'Eich enw yn Teams',
  roles: 'Rolau sydd gennych, a gynigiwch neu y gofynnwch amdanynt',
  acts: 'Botymau a wasgwyd gennych',
  approvals: 'Yr hyn y gofynnoch i ail berson ei gymeradwyo',
  audit: 'Yr hyn a wnaethoch, dan ffugenw',
  pseudonyms: 'Allwedd eich ffugenw',
  memberships: 'Rhwydweithiau rydych ynddynt, a’ch dewisiadau yno',
  proposals: 'Rhwydweithiau a gynigiwyd gennych',
  networks: 'Eich enw fel hyrwyddwr rhwydwaith',
  broadcasts: 'Cyhoeddiadau a wnaethoch',
  deliveries: 'Yr hyn a anfonwyd atoch',
  messagecounts: 'Faint o negeseuon a gawsoch yn ddiweddar',
  news: 'Newyddion a ysgrifennwyd gennych neu y cytunoch iddynt',
  organisers: 'Ble mae eich cerdyn am gyhoeddiad',
  register: 'Cyhoeddiadau a anfonwyd gennych neu y cytunoch iddynt, ar gofnod',
};
export const kindsText = { en, cy };

/** A kind in words. One that has no name yet says what it is for. */
export const kindInWords = (kind: Pick<Kind, 'table' | 'purposes'>, language: Language): string =>
  kindsText[language][kind.table] ?? kind.purposes[0]?.[language] ?? kind.table;
