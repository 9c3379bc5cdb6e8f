import type { Shown } from '../cards/card.ts';
import type { DataMapLine, HeldThing } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { unsetRetention } from '../people/retention.ts';
import { auditLogCard } from './audit/audit-log.card.ts';
import { asSet, kindsIn } from './data-map.ts';
import { eraseCard, erasedCard } from './erasing/erasing.card.ts';
import { erasingText } from './erasing/erasing.text.ts';
import { kindInWords } from './kinds.text.ts';
import { mineCard, mineFoldedCard, type Drawn } from './mine/mine.card.ts';
import { noticeCard } from './notice/notice.card.ts';

/** Every card of privacy, in every state. */
export function privacySamples(language: Language, map: readonly DataMapLine[]): Record<string, Shown> {
  const drawn: Drawn = { language, version: 'sample' };
  const now = new Date('2026-06-02T17:00:00Z');
  const names = new Map([['carers', 'Carers Network']]);
  const kinds = kindsIn(asSet(map, unsetRetention));
  const things = [...Array.from({ length: 12 }, () => aMembership), ...Array.from({ length: 30 }, () => anAct)];
  const view = { things, map, names, page: 1 };
  const means = {
    goes: kinds.map(kind => kindInWords(kind, language)),
    stays: erasingText[language].staying(unsetRetention.auditMonths),
    lastChairOf: ['Carers Network'],
    lastAdministrator: true,
  };
  const entries = Array.from({ length: 12 }, (_, at) => ({
    at: now,
    actor: at === 3 ? 'system' : '0123456789abcdef0123456789abcdef',
    ...(deeds[at % deeds.length] as (typeof deeds)[number]),
  }));
  return {
    'my data, folded': mineFoldedCard(drawn, kinds),
    'my data, folded again': mineFoldedCard(drawn, kinds, true),
    'my data': mineCard(drawn, view),
    'my data, last part': mineCard(drawn, { ...view, page: 99 }),
    'my data, with very long words': mineCard(drawn, { ...view, things: [longThing] }),
    'my data, nothing': mineCard(drawn, { ...view, things: [] }),
    'erase, what it means': eraseCard(drawn, means, now),
    'erase, asked again': eraseCard(drawn, { ...means, goes: [], lastChairOf: [], lastAdministrator: false }, now, true),
    erased: erasedCard(drawn, 'erased'),
    'nothing to erase': erasedCard(drawn, 'nothing'),
    'erased nothing': erasedCard(drawn, 'kept'),
    notice: noticeCard(drawn, kinds, false, unsetRetention.leaverMonths),
    'notice in a channel': noticeCard(drawn, kinds, true, unsetRetention.leaverMonths),
    'audit log': auditLogCard(drawn, { whole: true, count: 1234, entries, names, page: 2, hasOlder: true }),
    'audit log, broken': auditLogCard(drawn, { whole: false, count: 12, entries, names, page: 1, hasOlder: false }),
    'audit log, empty': auditLogCard(drawn, { whole: true, count: 0, entries: [], names, page: 1, hasOlder: false }),
  };
}

const deeds = [
  { act: 'role accepted', object: 'carers/chair' },
  { act: 'network edited: joining', object: 'carers' },
  { act: 'request dealt with', object: 'see members as an officer' },
  { act: 'old entries dropped', object: '4' },
  { act: 'role taken away, nobody left', object: 'force/administrator' },
  { act: 'network deleted', object: 'walkers-1c10b8' },
  { act: 'asked for: delete a network', object: 'carers' },
];
const aMembership: HeldThing = {
  table: 'memberships',
  what: { en: 'A network you are in', cy: 'Rhwydwaith rydych yn aelod ohono' },
  fields: {
    network: 'carers',
    joinedAt: '2026-03-02T09:00:00.000Z',
    visibility: 'officers',
    belonging: 'ally',
    news: 'now',
    consent: '2026-11',
  },
};
const anAct: HeldThing = {
  table: 'audit',
  what: { en: 'Something you did here', cy: 'Rhywbeth a wnaethoch yma' },
  fields: { at: '2026-03-02T09:00:00.000Z', actor: '0123456789abcdef', act: 'role accepted', object: 'carers/committee' },
};
const longThing: HeldThing = {
  table: 'proposals',
  what: { en: 'A network you proposed', cy: 'Rhwydwaith a gynigiwyd gennych' },
  fields: Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`purpose${at}`, 'words '.repeat(700)])),
};
