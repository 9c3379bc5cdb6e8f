import type { DataMapLine } from '../../feature.ts';
import { general, mapOf, personal } from '../../people/data-map.ts';
import type { Belonging } from './membership.ts';

export const belongingOf = (value: unknown): Belonging => (value === 'ally' ? 'ally' : 'member');

const news = personal('What you want to hear from the network, and when', 'Yr hyn yr hoffech ei glywed gan y rhwydwaith, a phryd');

/** Every property of the table of memberships: memberships, the index of names, counts. */
export const membershipsMap: DataMapLine[] = mapOf(
  'memberships',
  { en: 'Until you leave the network', cy: 'Nes i chi adael y rhwydwaith' },
  {
    joinedAt: personal('When you joined', 'Pryd y gwnaethoch ymuno'),
    consent: personal('Which wording you agreed to', 'Pa eiriad y cytunoch ag ef'),
    visibility: personal('Who may see that you are a member', 'Pwy all weld eich bod yn aelod'),
    belonging: personal('Whether you are a member or an ally', 'Ai aelod ynteu cynghreiriad ydych'),
    standing: personal('Whether you are in or wait for a welcome', 'Ai aelod ydych ynteu’n aros am groeso'),
    confirmedAt: personal('When you last said that you are still in', 'Pryd y dywedoch ddiwethaf eich bod yn dal yn aelod'),
    name: personal('To show your name to those you chose', 'I ddangos eich enw i’r rhai a ddewisoch'),
    askedAt: personal('When you asked to join', 'Pryd y gofynnoch am gael ymuno'),
    events: news,
    vacancies: news,
    surveys: news,
    news,
    isNamed: personal('Whether messages may name the network', 'A gaiff negeseuon enwi’r rhwydwaith'),
  },
).concat(
  mapOf(
    'memberships',
    { en: 'As long as the network', cy: 'Cyhyd â’r rhwydwaith' },
    {
      members: general('How many are in a part of a network', 'Faint sydd mewn rhan o rwydwaith'),
      joined: general('How many joined in a month', 'Faint a ymunodd mewn mis'),
      left: general('How many left in a month', 'Faint a adawodd mewn mis'),
    },
  ),
);
