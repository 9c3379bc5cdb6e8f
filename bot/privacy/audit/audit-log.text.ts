import { counted } from '../../language/wording.ts';

const en = {
  kind: 'Audit log',
  summary: 'The audit log',
  whole: 'The log is whole: nothing was changed or taken out.',
  broken: 'The log is not whole: something in it was changed or taken out. Tell your data protection officer.',
  entries: (count: number) => counted(count, 'en', { one: '# entry', other: '# entries' }),
  none: 'Nothing has been done yet.',
  by: (pseudonym: string) => `by ${pseudonym}`,
  bySystem: 'by itself',
  older: 'Show older entries',
  newest: 'Back to the newest',
  honest: 'People stand here under a pseudonym, another one for each network. That you looked is in the log too.',
};
const cy: typeof en = {
  kind: 'Cofnod archwilio',
  summary: 'Y cofnod archwilio',
  whole: 'Mae’r cofnod yn gyfan: ni newidiwyd ac ni thynnwyd dim.',
  broken: 'Nid yw’r cofnod yn gyfan: newidiwyd neu tynnwyd rhywbeth. Dywedwch wrth eich swyddog diogelu data.',
  entries: count => counted(count, 'cy', { other: '# cofnod' }),
  none: 'Nid oes dim wedi’i wneud eto.',
  by: pseudonym => `gan ${pseudonym}`,
  bySystem: 'ohono’i hun',
  older: 'Dangos cofnodion hŷn',
  newest: 'Yn ôl i’r diweddaraf',
  honest: 'Mae pobl yma dan ffugenw, un gwahanol ar gyfer pob rhwydwaith. Mae’r ffaith i chi edrych yn y cofnod hefyd.',
};
export const auditLogText = { en, cy };
