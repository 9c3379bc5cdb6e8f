import { counted } from '../../bot/language/wording.ts';

const en = {
  heading: (force: string) => `Staff networks in ${force}`,
  intro: 'Run by colleagues, for colleagues. Look around, join, and leave whenever you like.',
  search: 'Search the networks',
  searchHint: 'A name, or what you are looking for',
  onlyMine: 'Only the networks I am in',
  count: (shown: number) => counted(shown, 'en', { one: '# network', other: '# networks' }),
  honest: 'These are the networks we hold. There may be others.',
  inIt: 'You are in this network',
  sample: 'Sample',
  whoFor: 'For',
  source: (source: string) => `Source: ${source}`,
  join: (network: string) => `Join: ${network}`,
  joinHeading: (network: string) => `Join ${network}?`,
  notNow: 'Not now',
  joined: (network: string) => `You have joined ${network}. Only the chair and the secretary can see your name.`,
  leave: (network: string) => `Leave: ${network}`,
  left: (network: string) => `You have left ${network}. Nobody was told.`,
  saving: 'Saving',
  notSaved: 'We cannot tell whether that was saved. Try again: it counts once.',
  loading: 'Loading the networks',
  none: {
    heading: (force: string) => `No networks of ${force} yet`,
    words: 'This is where you will find, join and leave them. That we hold none does not mean there is none.',
    next: 'Until then, ask Staff Networks in its chat, in your own words.',
  },
  noMatch: {
    heading: 'No network matches',
    words: 'Try fewer or other words.',
    next: 'Show all networks',
  },
  failed: {
    heading: 'We could not load the networks',
    noAnswer: 'Staff Networks did not answer. Check your connection, then try again.',
    reference: (reference: string) => `Reference for support: ${reference}`,
    again: 'Try again',
  },
};

const cy: typeof en = {
  heading: force => `Rhwydweithiau staff: ${force}`,
  intro: 'Cydweithwyr sy’n eu rhedeg, ar gyfer cydweithwyr. Edrychwch o gwmpas, ymunwch, a gadewch pryd bynnag y mynnwch.',
  search: 'Chwilio drwy’r rhwydweithiau',
  searchHint: 'Enw, neu’r hyn rydych yn chwilio amdano',
  onlyMine: 'Dim ond y rhwydweithiau rwy’n aelod ohonynt',
  count: shown =>
    counted(shown, 'cy', {
      zero: 'Dim rhwydweithiau',
      one: '# rhwydwaith',
      two: '# rwydwaith',
      few: '# rhwydwaith',
      many: '# rhwydwaith',
      other: '# rhwydwaith',
    }),
  honest: 'Dyma’r rhwydweithiau sydd gennym. Efallai fod rhai eraill.',
  inIt: 'Rydych yn aelod o’r rhwydwaith hwn',
  sample: 'Enghraifft',
  whoFor: 'Ar gyfer',
  source: source => `Ffynhonnell: ${source}`,
  join: network => `Ymuno: ${network}`,
  joinHeading: network => `Ymuno â’r rhwydwaith hwn? ${network}`,
  notNow: 'Nid nawr',
  joined: network => `Rydych wedi ymuno: ${network}. Dim ond y cadeirydd a’r ysgrifennydd all weld eich enw.`,
  leave: network => `Gadael: ${network}`,
  left: network => `Rydych wedi gadael: ${network}. Ni chafodd neb wybod.`,
  saving: 'Wrthi’n cadw',
  notSaved: 'Ni allwn ddweud a gafodd hynny ei gadw. Rhowch gynnig arall arni: dim ond unwaith y bydd yn cyfrif.',
  loading: 'Wrthi’n llwytho’r rhwydweithiau',
  none: {
    heading: force => `Dim rhwydweithiau eto: ${force}`,
    words: 'Dyma lle byddwch yn dod o hyd iddynt, yn ymuno ac yn gadael. Nid yw’r ffaith nad oes gennym yr un yn golygu nad oes un.',
    next: 'Tan hynny, gofynnwch i Rhwydweithiau Staff yn ei sgwrs, yn eich geiriau eich hun.',
  },
  noMatch: {
    heading: 'Nid oes rhwydwaith yn cyfateb',
    words: 'Rhowch gynnig ar lai o eiriau, neu ar eiriau eraill.',
    next: 'Dangos pob rhwydwaith',
  },
  failed: {
    heading: 'Ni allem lwytho’r rhwydweithiau',
    noAnswer: 'Ni atebodd Rhwydweithiau Staff. Gwiriwch eich cysylltiad, yna rhowch gynnig arall arni.',
    reference: reference => `Cyfeirnod i’r tîm cymorth: ${reference}`,
    again: 'Rhoi cynnig arall arni',
  },
};

export const directoryText = { en, cy };
