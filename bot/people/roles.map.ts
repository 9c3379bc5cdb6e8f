import type { DataMapLine } from '../feature.ts';
import { mapOf, personal } from './data-map.ts';

const seenAt = personal('When Microsoft Entra last gave you this role', 'Pryd y rhoddodd Microsoft Entra y rôl hon i chi ddiwethaf');

/** Every property of the table of roles: roles held, offers, Entra's roles, requests for a right, tries at a code. */
export const rolesMap: DataMapLine[] = [
  ...mapOf(
    'roles',
    { en: 'Until the role ends or you erase it', cy: 'Nes i’r rôl ddod i ben neu i chi ei dileu' },
    {
      grantedAt: personal('When you took on a role, and which', 'Pryd y cawsoch rôl, a pha un'),
      until: personal('When a role stops by itself', 'Pryd y daw rôl i ben ohoni’i hun'),
    },
  ),
  ...mapOf(
    'roles',
    { en: 'Until it is answered, 14 days at most', cy: 'Nes ei ateb, 14 diwrnod ar y mwyaf' },
    {
      role: personal('Which role is offered', 'Pa rôl a gynigir'),
      to: personal('To whom a role is offered', 'I bwy y cynigir rôl'),
      by: personal('Who offers a role', 'Pwy sy’n cynnig rôl'),
      kind: personal('Whether a role is given or handed over', 'Ai rhoi ynteu trosglwyddo rôl a wneir'),
      byCode: personal('Whether it is offered by an invitation code', 'A gynigir hi drwy god gwahoddiad'),
      offeredAt: personal('When a role was offered, so that an offer lapses', 'Pryd y cynigiwyd rôl, er mwyn i gynnig ddod i ben'),
    },
  ),
  ...mapOf(
    'roles',
    { en: '30 days after you last signed in with it', cy: '30 diwrnod ar ôl i chi fewngofnodi â hi ddiwethaf' },
    { administratorSeenAt: seenAt, launcherSeenAt: seenAt },
  ),
  ...mapOf(
    'roles',
    { en: 'Until it is dealt with, 30 days at most', cy: 'Nes delio ag ef, 30 diwrnod ar y mwyaf' },
    {
      network: personal('Which network a role or a request is about', 'Pa rwydwaith y mae rôl neu gais yn ymwneud ag ef'),
      askedAt: personal('When you asked the administrators for a right', 'Pryd y gofynnoch i’r gweinyddwyr am hawl'),
    },
  ),
  ...mapOf(
    'roles',
    { en: 'An hour, and removed within a day', cy: 'Awr, a’i ddileu o fewn diwrnod' },
    {
      tries: personal('So that nobody can guess an invitation code', 'Er mwyn i neb allu dyfalu cod gwahoddiad'),
      triesSince: personal('So that nobody can guess an invitation code', 'Er mwyn i neb allu dyfalu cod gwahoddiad'),
    },
  ),
];
