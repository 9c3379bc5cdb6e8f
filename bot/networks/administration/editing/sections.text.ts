import type { DetailName, Section } from '../../directory/details.ts';
import type { Why } from './typed.ts';

const enLabels: Record<DetailName, string> = {
  enName: 'Whole name',
  enShort: 'Short name, for buttons',
  enPurpose: 'What it does',
  enWhoFor: 'Who it is for, and who may join',
  cyName: 'Whole name in Welsh',
  cyShort: 'Short name in Welsh',
  cyPurpose: 'What it does, in Welsh',
  cyWhoFor: 'Who it is for, in Welsh',
  enMeetings: 'When and where it meets',
  cyMeetings: 'When and where it meets, in Welsh',
  enContact: 'How to reach it',
  cyContact: 'How to reach it, in Welsh',
  champions: 'Champions and single points of contact',
  teamsLink: 'Address of its team in Teams',
  terms: 'Terms of reference',
  reviewOn: 'To be reviewed by',
  budget: 'Budget',
  dutyTime: 'Duty time',
  topics: 'Topics',
  openRoles: 'Roles it would like to fill',
  joining: 'Who may join?',
  entry: 'How do new members come in?',
  sensitive: 'Is this network sensitive?',
  status: 'Status',
};
const cyLabels: Record<DetailName, string> = {
  enName: 'Enw llawn yn Saesneg',
  enShort: 'Enw byr yn Saesneg, ar gyfer botymau',
  enPurpose: 'Yr hyn y mae’n ei wneud, yn Saesneg',
  enWhoFor: 'Ar gyfer pwy y mae, a phwy all ymuno, yn Saesneg',
  cyName: 'Enw llawn',
  cyShort: 'Enw byr, ar gyfer botymau',
  cyPurpose: 'Yr hyn y mae’n ei wneud',
  cyWhoFor: 'Ar gyfer pwy y mae, a phwy all ymuno',
  enMeetings: 'Pryd a ble y mae’n cyfarfod, yn Saesneg',
  cyMeetings: 'Pryd a ble y mae’n cyfarfod',
  enContact: 'Sut i gysylltu ag ef, yn Saesneg',
  cyContact: 'Sut i gysylltu ag ef',
  champions: 'Hyrwyddwyr a phwyntiau cyswllt unigol',
  teamsLink: 'Cyfeiriad ei dîm yn Teams',
  terms: 'Cylch gorchwyl',
  reviewOn: 'I’w adolygu erbyn',
  budget: 'Cyllideb',
  dutyTime: 'Amser gwaith',
  topics: 'Pynciau',
  openRoles: 'Rolau yr hoffai eu llenwi',
  joining: 'Pwy all ymuno?',
  entry: 'Sut mae aelodau newydd yn dod i mewn?',
  sensitive: 'A yw’r rhwydwaith hwn yn sensitif?',
  status: 'Statws',
};

const enSections: Record<Section, string> = {
  english: 'Words in English',
  welsh: 'Words in Welsh',
  places: 'People and places',
  team: 'Team in Teams',
  charter: 'Terms and review',
  money: 'Budget and duty time',
  topics: 'Topics and open roles',
  joining: 'Joining and privacy',
};
const cySections: Record<Section, string> = {
  english: 'Geiriau Saesneg',
  welsh: 'Geiriau Cymraeg',
  places: 'Pobl a lleoedd',
  team: 'Tîm yn Teams',
  charter: 'Cylch gorchwyl ac adolygiad',
  money: 'Cyllideb ac amser gwaith',
  topics: 'Pynciau a rolau gwag',
  joining: 'Ymuno a phreifatrwydd',
};

const enHints: Record<Section, string> = {
  english: 'Write as the network speaks of itself. Names are words and the usual signs, without an address.',
  welsh: 'Fill in all four, or empty all four where there is no Welsh yet.',
  places:
    'Champions: one on each line, the name, a comma, the area. Every colleague sees these names: write only those of people you have asked, and who agreed.',
  team: 'Copy it in Teams from “Get link to team”. A team shows your name to everyone in it, and the card says so.',
  charter: 'One sentence is enough, such as where to read them.',
  money: 'One short sentence each. Only the committee and administrators see them.',
  topics: 'Topics: a comma between them. Roles: one on each line.',
  joining:
    'Notifications name a sensitive network only to members who chose that, and members start with “officers only”. Whoever joins hidden needs no greeting.',
};
const cyHints: Record<Section, string> = {
  english: 'Ysgrifennwch fel y mae’r rhwydwaith yn siarad amdano’i hun. Geiriau a’r arwyddion arferol yw enwau, heb gyfeiriad.',
  welsh: 'Llenwch y pedwar, neu gwagiwch y pedwar os nad oes Cymraeg eto.',
  places:
    'Hyrwyddwyr: un ar bob llinell, yr enw, coma, yr ardal. Mae pob cydweithiwr yn gweld yr enwau hyn: ysgrifennwch enwau pobl rydych wedi gofyn iddynt, ac a gytunodd, yn unig.',
  team: 'Copïwch ef yn Teams o “Cael dolen i’r tîm”. Mae tîm yn dangos eich enw i bawb sydd ynddo, ac mae’r cerdyn yn dweud hynny.',
  charter: 'Mae un frawddeg yn ddigon, megis ble i’w ddarllen.',
  money: 'Un frawddeg fer yr un. Dim ond y pwyllgor a’r gweinyddwyr sy’n eu gweld.',
  topics: 'Pynciau: coma rhyngddynt. Rolau: un ar bob llinell.',
  joining:
    'Dim ond i aelodau a ddewisodd hynny y mae hysbysiadau’n enwi rhwydwaith sensitif, ac mae aelodau’n dechrau gyda “swyddogion yn unig”. Nid oes angen croeso ar neb sy’n ymuno’n gudd.',
};

const enWhy: Record<Why, (limit: string) => string> = {
  missing: () => 'This one is needed.',
  long: limit => `Use at most ${limit} characters.`,
  notPlain: () => 'Use letters, numbers and the usual signs of a name. Leave out brackets like [ ], stars, and addresses.',
  halfWelsh: () => 'Fill in all four Welsh boxes, or empty all four.',
  notTeams: () => 'Use an address that begins with https://teams.microsoft.com, or one of a *.cloud.microsoft host.',
  noArea: () => 'Write each champion as name, comma, area: Sam Hollis, East division.',
  manyLines: limit => `Use at most ${limit} of them.`,
  notADate: () => 'Choose a date.',
  notAChoice: () => 'Choose one of these.',
};
const cyWhy: typeof enWhy = {
  missing: () => 'Mae angen hwn.',
  long: limit => `Defnyddiwch ${limit} nod ar y mwyaf.`,
  notPlain: () => 'Defnyddiwch lythrennau, rhifau ac arwyddion arferol enw. Gadewch fachau fel [ ], sêr a chyfeiriadau allan.',
  halfWelsh: () => 'Llenwch y pedwar blwch Cymraeg, neu gwagiwch y pedwar.',
  notTeams: () => 'Defnyddiwch gyfeiriad sy’n dechrau â https://teams.microsoft.com, neu ag un o westeiwyr *.cloud.microsoft.',
  noArea: () => 'Ysgrifennwch bob hyrwyddwr fel enw, coma, ardal: Sam Hollis, Rhanbarth y Dwyrain.',
  manyLines: limit => `Defnyddiwch ${limit} ohonynt ar y mwyaf.`,
  notADate: () => 'Dewiswch ddyddiad.',
  notAChoice: () => 'Dewiswch un o’r rhain.',
};

const enChoices = {
  stated: 'Those named above',
  notStated: 'Not settled yet',
  open: 'At once',
  welcomed: 'After the committee greets them',
  yes: 'Yes, treat it with care',
  no: 'No, its name may be shown',
};
const cyChoices: typeof enChoices = {
  stated: 'Y rhai a enwir uchod',
  notStated: 'Heb ei setlo eto',
  open: 'Ar unwaith',
  welcomed: 'Ar ôl croeso gan y pwyllgor',
  yes: 'Ydy, byddwch yn ofalus ag ef',
  no: 'Nac ydy, gellir dangos ei enw',
};

const en = { labels: enLabels, sections: enSections, hints: enHints, why: enWhy, choices: enChoices };
const cy: typeof en = { labels: cyLabels, sections: cySections, hints: cyHints, why: cyWhy, choices: cyChoices };
export const sectionsText = { en, cy };
