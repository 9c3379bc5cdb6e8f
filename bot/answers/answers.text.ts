import type { Kind } from './library/article.ts';

/** English possessive: "Essex Police's", "Norfolk and Suffolk Constabularies'". */
const of = (name: string): string => (name.endsWith('s') ? `${name}'` : `${name}'s`);

const en = {
  kinds: {
    network: 'Network',
    role: 'Role',
    programme: 'Programme',
    policy: 'Policy',
    term: 'What it means',
    'how-to': 'How to',
  } satisfies Record<Kind, string>,

  // Another force's practice is never shown as if it were here.
  otherForce: {
    network: (theirs: string, ours: string) => `This is ${of(theirs)} network, not ${of(ours)}.`,
    list: (theirs: string, ours: string) => `This is about ${theirs}, not ${ours}.`,
    role: (theirs: string, ours: string) => `This is a role in ${theirs}, not in ${ours}.`,
    programme: (theirs: string, ours: string) => `This is ${of(theirs)} programme, not ${of(ours)}.`,
    policy: (theirs: string, ours: string) => `This is ${of(theirs)} policy, not ${of(ours)}.`,
    practice: (theirs: string, ours: string) => `This is how ${theirs} does it, not ${ours}.`,
  },
  reportedBy: (force: string) => `Reported by ${force}.`,
  heldInEnglish: 'I hold this in English only, so here is the English.',
  awaitingCheck: 'A fluent speaker has not checked this Welsh yet.',

  audience: 'For',
  next: 'Next',
  noContact: "I don't hold a contact for this yet.",
  joiningNotStated: "The source does not say who can join. I can't tell you that you can, or that you cannot.",
  noFigure: 'I hold no figure for that.',
  noTime: 'I hold no date or time for that.',
  showMore: 'Show more',
  asOf: (date: string) => `Date of these facts: ${date}.`,
  undated: 'The source shows no date, so this may have changed.',
  source: (document: string) => `Source: ${document}`,
  comesFrom: (document: string) => `This comes from ${document}.`,
  moreInPrivate: 'Ask me in a private chat for the rest.',

  heldOn: (date: string) => `This is what I held on ${date}. It may have changed since.`,
  seeLatest: (topic: string) => `See the latest: ${topic}`,
  show: (topic: string) => `Show: ${topic}`,
  showOf: (topic: string, force: string) => `Show: ${topic} (${force})`,

  kicker: 'Answer',
  whichNetwork: 'Which network do you mean?',
  sayItsName: 'Type its name, or choose one here.',
  noneHere: 'Type its name, or type “networks” for the list.',
  networksOf: (force: string) => `Some networks I hold for ${force}`,
  seeAll: 'Type “networks” for the whole list. My list may not be complete.',
  whichOfThese: 'Which of these do you mean?',
  notCertain: "I'm not certain. These are the nearest I hold.",
  isItThis: 'Is this what you mean?',
  notCertainOfOne: "I'm not certain. This is the nearest I hold.",
  notHeld: "I don't hold that",
  notHeldFor: (forces: string) => `I don't hold that for ${forces}`,
  mayExist: 'It may still exist: I know only what the published documents say.',
  nearest: 'The nearest I hold is below. It may not be what you want.',
  tryThis: 'Try other words, or type “networks” for the list or “help” for what I can do.',
  tooLong: 'That was a long message, and I read only its beginning. A short question works best.',
  noWords: 'Ask me in your own words',
  noWordsHelp:
    'I found no words there that I could look up. Ask about a network, a scheme or a term, such as “who can join?” with its name.',
  startHere: 'Or start with one of these.',
  gone: 'I no longer hold that.',
};

const cy: typeof en = {
  kinds: {
    network: 'Rhwydwaith',
    role: 'Rôl',
    programme: 'Rhaglen',
    policy: 'Polisi',
    term: "Beth mae'n ei olygu",
    'how-to': 'Sut i',
  },

  otherForce: {
    network: (theirs, ours) => `Rhwydwaith ${theirs} yw hwn, nid un ${ours}.`,
    list: (theirs, ours) => `Sôn am ${theirs} mae hwn, nid am ${ours}.`,
    role: (theirs, ours) => `Rôl yn ${theirs} yw hon, nid yn ${ours}.`,
    programme: (theirs, ours) => `Rhaglen ${theirs} yw hon, nid un ${ours}.`,
    policy: (theirs, ours) => `Polisi ${theirs} yw hwn, nid un ${ours}.`,
    practice: (theirs, ours) => `Dyma sut mae ${theirs} yn gwneud hyn, nid ${ours}.`,
  },
  reportedBy: force => `Daw'r adroddiad gan ${force}.`,
  heldInEnglish: 'Dim ond yn Saesneg y mae hwn gen i, felly dyma’r Saesneg.',
  awaitingCheck: "Nid yw siaradwr rhugl wedi gwirio'r Gymraeg hon eto.",

  audience: 'I bwy',
  next: 'Nesaf',
  noContact: 'Nid oes gen i gyswllt ar gyfer hyn eto.',
  joiningNotStated: "Nid yw'r ffynhonnell yn dweud pwy all ymuno. Alla i ddim dweud y cewch chi ymuno, na dweud na chewch chi.",
  noFigure: 'Nid oes gen i ffigur ar gyfer hynny.',
  noTime: 'Nid oes gen i ddyddiad nac amser ar gyfer hynny.',
  showMore: 'Dangos mwy',
  asOf: date => `Dyddiad y ffeithiau hyn: ${date}.`,
  undated: 'Nid oes dyddiad ar y ffynhonnell, felly gall hyn fod wedi newid.',
  source: document => `Ffynhonnell: ${document}`,
  comesFrom: document => `Daw hyn o'r ddogfen hon: ${document}.`,
  moreInPrivate: 'Gofynnwch i mi mewn sgwrs breifat i gael y gweddill.',

  heldOn: date => `Dyma oedd gen i ar ${date}. Gall fod wedi newid ers hynny.`,
  seeLatest: topic => `Gweld y diweddaraf: ${topic}`,
  show: topic => `Dangos: ${topic}`,
  showOf: (topic, force) => `Dangos: ${topic} (${force})`,

  kicker: 'Ateb',
  whichNetwork: 'Pa rwydwaith sydd gennych chi mewn golwg?',
  sayItsName: 'Teipiwch ei enw, neu dewiswch un yma.',
  noneHere: 'Teipiwch ei enw, neu teipiwch “rhwydweithiau” i gael y rhestr.',
  networksOf: force => `Rhai o'r rhwydweithiau sydd gen i ar gyfer ${force}`,
  seeAll: 'Teipiwch “rhwydweithiau” i gael y rhestr gyfan. Efallai nad yw fy rhestr yn gyflawn.',
  whichOfThese: "Pa un o'r rhain sydd gennych chi mewn golwg?",
  notCertain: "Dydw i ddim yn siŵr. Dyma'r pethau agosaf sydd gen i.",
  isItThis: 'Ai dyma sydd gennych chi mewn golwg?',
  notCertainOfOne: "Dydw i ddim yn siŵr. Dyma'r peth agosaf sydd gen i.",
  notHeld: 'Nid yw hynny gen i',
  notHeldFor: forces => `Nid yw hynny gen i ar gyfer ${forces}`,
  mayExist: "Gall fodoli er hynny: dim ond yr hyn sydd yn y dogfennau cyhoeddedig rwy'n ei wybod.",
  nearest: "Mae'r pethau agosaf sydd gen i isod. Efallai nad dyna sydd ei angen arnoch.",
  tryThis: 'Rhowch gynnig ar eiriau eraill, neu teipiwch “rhwydweithiau” i gael y rhestr neu “cymorth” i weld beth alla i ei wneud.',
  tooLong: "Roedd honno'n neges hir, a dim ond ei dechrau a ddarllenais. Cwestiwn byr sy'n gweithio orau.",
  noWords: 'Gofynnwch yn eich geiriau eich hun',
  noWordsHelp:
    'Welais i ddim geiriau yno y gallwn chwilio amdanynt. Gofynnwch am rwydwaith, cynllun neu derm, er enghraifft “pwy all ymuno?” a’i enw.',
  startHere: "Neu dechreuwch gydag un o'r rhain.",
  gone: 'Nid yw hynny gen i bellach.',
};

export const answersText = { en, cy };
