import { localeOf, type Both, type Language } from '../../language/language.ts';
import { dateInWords, numberInWords, timeZone } from '../../language/wording.ts';

const formats = (options: Intl.DateTimeFormatOptions): Both<Intl.DateTimeFormat> => ({
  en: new Intl.DateTimeFormat(localeOf.en, { timeZone, ...options }),
  cy: new Intl.DateTimeFormat(localeOf.cy, { timeZone, ...options }),
});
const dayAlone = formats({ day: 'numeric' });
const monthAndYear = formats({ month: 'long', year: 'numeric' });
const monthAlone = formats({ month: 'long' });

/** 1 December · 1 Rhagfyr. Put together here: the locale data would have the Welsh month before the day. */
export const dayInWords = (date: Date, language: Language): string =>
  `${dayAlone[language].format(date)} ${monthAlone[language].format(date)}`;

const middleOf = (month: string): Date => new Date(`${month}-15T12:00:00Z`);
export const monthInWords = (month: string, language: Language): string => monthAndYear[language].format(middleOf(month));

/** A month, or the three of a quarter with a dash: after a word, the second would have to change its first letter in Welsh. */
export function periodInWords(period: string, language: Language): string {
  const [year = '', quarter] = period.split('-Q');
  if (quarter === undefined) return monthInWords(period, language);
  const month = (number: number) => middleOf(`${year}-${String(number).padStart(2, '0')}`);
  const last = Number(quarter) * 3;
  return `${monthAlone[language].format(month(last - 2))}–${monthAndYear[language].format(month(last))}`;
}

/** A month, or an ISO day. */
export const sinceInWords = (since: string, language: Language): string =>
  since.length > 7 ? dateInWords(middleOfDay(since), language) : monthInWords(since, language);
const middleOfDay = (day: string): Date => new Date(`${day}T12:00:00Z`);

const en = {
  kind: 'Growth',
  summary: 'How a network grew',
  few: 'Fewer than 10 members',
  about: (value: number) => `About ${numberInWords(value, 'en')} members`,
  first: (day: string) => `The first figure comes on ${day}.`,
  up: (size: string, percent: number, since: string) => `${size}, up ${percent}% since ${since}`,
  down: (size: string, percent: number, since: string) => `${size}, down ${percent}% since ${since}`,
  same: (size: string, since: string) => `${size}, no change since ${since}`,
  declared: (day: string) => `Declared before the app (${day})`,
  moved: (joined: number, left: number) => `about ${numberInWords(joined, 'en')} joined, about ${numberInWords(left, 'en')} left`,
  notMoved: 'not shown',
  since: 'Change since',
  sinceNeeded: 'Choose a month.',
  sinceSee: 'Show the change',
  honest: (month: string) =>
    `Counted once a month, last at the end of ${month}. Numbers are to the nearest 5, and below 10 none is shown. ` +
    'Joined and left are shown only where at least 10 people came and went.',
  joint: 'All networks',
  jointSummary: 'The networks of your force in figures',
  jointHeading: (force: string) => `Membership in ${force}`,
  memberships: 'Memberships',
  people: 'People',
  networksCounted: 'Networks counted',
  number: (value: number) => `about ${numberInWords(value, 'en')}`,
  fewNumber: 'fewer than 10',
  peopleNotShown: 'not shown: it would say too much about who is in several networks',
  jointHonest: (month: string) =>
    `Counted at the end of ${month}. Only networks with 10 members or more are in these totals. Numbers are to the nearest 5.`,
  see: (network: string) => `Growth: ${network}`,
  which: 'Whose growth would you like to see?',
  others: 'For another network, type “growth” and its name.',
};
const cy: typeof en = {
  kind: 'Twf',
  summary: 'Sut y tyfodd rhwydwaith',
  few: 'Llai na 10 aelod',
  about: value => `Tua ${numberInWords(value, 'cy')} o aelodau`,
  first: day => `Daw’r ffigur cyntaf ar ${day}.`,
  up: (size, percent, since) => `${size}: cynnydd o ${percent}% ers ${since}`,
  down: (size, percent, since) => `${size}: gostyngiad o ${percent}% ers ${since}`,
  same: (size, since) => `${size}: dim newid ers ${since}`,
  declared: day => `Datganwyd cyn yr ap (${day})`,
  moved: (joined, left) => `ymunodd tua ${numberInWords(joined, 'cy')}, gadawodd tua ${numberInWords(left, 'cy')}`,
  notMoved: 'heb eu dangos',
  since: 'Newid ers',
  sinceNeeded: 'Dewiswch fis.',
  sinceSee: 'Dangos y newid',
  honest: month =>
    `Cyfrifir unwaith y mis, y tro diwethaf ar ddiwedd ${month}. Mae’r rhifau i’r 5 agosaf, ac ni ddangosir nifer o dan 10. ` +
    'Dangosir faint a ymunodd ac a adawodd dim ond lle bu o leiaf 10 yn mynd a dod.',
  joint: 'Pob rhwydwaith',
  jointSummary: 'Rhwydweithiau eich heddlu mewn ffigurau',
  jointHeading: force => `Aelodaeth yn eich heddlu: ${force}`,
  memberships: 'Aelodaethau',
  people: 'Pobl',
  networksCounted: 'Rhwydweithiau a gyfrifwyd',
  number: value => `tua ${numberInWords(value, 'cy')}`,
  fewNumber: 'llai na 10',
  peopleNotShown: 'heb eu dangos: byddai’n dweud gormod am bwy sydd mewn sawl rhwydwaith',
  jointHonest: month =>
    `Cyfrifwyd ar ddiwedd ${month}. Dim ond rhwydweithiau â 10 aelod neu fwy sydd yn y cyfansymiau hyn. Mae’r rhifau i’r 5 agosaf.`,
  see: network => `Twf: ${network}`,
  which: 'Twf pa rwydwaith hoffech chi ei weld?',
  others: 'Ar gyfer rhwydwaith arall, teipiwch “twf” a’i enw.',
};
export const figuresText = { en, cy };

/** The size of a network, as everybody may know it. */
export function sizeInWords(figure: { kind: 'few' } | { kind: 'about'; value: number }, language: Language): string {
  const text = figuresText[language];
  return figure.kind === 'few' ? text.few : text.about(figure.value);
}
