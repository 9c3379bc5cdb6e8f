import { general, mapOf, personal } from '../people/data-map.ts';

const life = {
  en: 'A draft for 90 days without a change; what was sent as long as the register of what was sent to many',
  cy: 'Drafft am 90 diwrnod heb newid; yr hyn a anfonwyd cyhyd â’r gofrestr o’r hyn a anfonwyd at lawer',
};
const words = general('What the news says', 'Yr hyn y mae’r newyddion yn ei ddweud');

export const table = 'news';

export const newsMap = mapOf(table, life, {
  network: general('Whose news it is', 'Newyddion pwy ydyw'),
  state: general('Whether it was sent', 'A gafodd ei anfon'),
  version: general('Which version people get', 'Pa fersiwn y mae pobl yn ei gael'),
  isWriting: general('Whether it is being written or corrected', 'A yw’n cael ei ysgrifennu neu ei gywiro'),
  saves: general('So that an older card changes nothing', 'Fel na fydd hen gerdyn yn newid dim'),
  whom: general('Whom it is for', 'Ar gyfer pwy y mae'),
  place: general('Which channel it is for', 'Ar gyfer pa sianel y mae'),
  placeName: general('What that channel is called', 'Beth yw enw’r sianel honno'),
  at: general('When it is to go out', 'Pryd y bydd yn mynd allan'),
  confirmedWords: general('Which words about impartiality were confirmed', 'Pa eiriau am ddidueddrwydd a gadarnhawyd'),
  confirmedAt: general('When they were confirmed', 'Pryd y cadarnhawyd nhw'),
  askedAt: general('When a second person was asked', 'Pryd y gofynnwyd i ail berson'),
  approver: personal('Who agreed to it', 'Pwy a gytunodd iddo'),
  note: general('Why it did not go out', 'Pam nad aeth allan'),
  author: personal('Who wrote it', 'Pwy a’i hysgrifennodd'),
  createdAt: general('When it was begun', 'Pryd y dechreuwyd ef'),
  changedAt: general('When it was last changed', 'Pryd y newidiwyd ef ddiwethaf'),
  enTitle: words,
  enText: words,
  cyTitle: words,
  cyText: words,
  link: words,
  writtenAt: general('When this version was written', 'Pryd yr ysgrifennwyd y fersiwn hon'),
});
