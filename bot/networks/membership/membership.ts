import type { Both } from '../../language/language.ts';
import type { NewsWanted } from '../../people/news.ts';

/** Who may see that somebody is in a network: any colleague, other members, the chair and the secretary only, or nobody in any role. */
export const visibilities = ['everyone', 'members', 'officers', 'hidden'] as const;
export type Visibility = (typeof visibilities)[number];

/** A member of the community, or an ally who supports it. Shown to nobody else, and no column or filter anywhere. */
export type Belonging = 'member' | 'ally';

export type Membership = {
  joinedAt: Date;
  /** Which consent text they agreed to. */
  consent: string;
  visibility: Visibility;
  belonging: Belonging;
  /** `asked`: waiting for the welcome of the committee; sees nothing of the network and gets nothing from it yet. */
  standing: 'in' | 'asked';
  /** When they last said that they are still in: at joining, and once a year. */
  confirmedAt: Date;
  news: NewsWanted;
  /** Messages and the lock screen may name the network, though it is sensitive. */
  isNamed?: true;
};

/** What joining starts with, where the person changes nothing. A network that is not sensitive may start more openly. */
export const newMembership = (now: Date): Membership => ({
  joinedAt: now,
  confirmedAt: now,
  consent: consent.version,
  visibility: 'officers',
  belonging: 'member',
  standing: 'in',
  news: { events: 'now', vacancies: 'now', surveys: 'now', news: 'now' },
});

/** In whose eyes a member list is drawn. A committee member who is neither chair nor secretary looks as a member or a colleague. */
export type Viewer = 'officer' | 'member' | 'colleague';

const seen: Record<Viewer, readonly Visibility[]> = {
  officer: ['everyone', 'members', 'officers'],
  member: ['everyone', 'members'],
  colleague: ['everyone'],
};

export const visibleTo = (viewer: Viewer): readonly Visibility[] => seen[viewer];

export const maySee = (viewer: Viewer, visibility: Visibility): boolean => seen[viewer].includes(visibility);

const dayMs = 86_400_000;
const confirmEveryDays = 365;
export const lapseAfterDays = 90;

/** Whether it is time to ask somebody if they are still in. Whoever still waits for a welcome is not asked. */
export const isConfirmationDue = ({ standing, confirmedAt }: Pick<Membership, 'standing' | 'confirmedAt'>, now: Date): boolean =>
  standing === 'in' && now.getTime() - confirmedAt.getTime() >= confirmEveryDays * dayMs;

/** What is known of sending to somebody since a time, and of what they did themselves. */
export type Reached = {
  /** The first and the last send that ended terminally, with none that arrived in between; undefined where none did. */
  unreachable?: { since: Date; until: Date };
  /** The last thing they did here, in any chat or the tab. */
  lastAct: Date;
};

/**
 * A membership lapses when every send for 90 days ended terminally and the person did nothing in that time.
 * Silence alone never ends it: without sends there is nothing to go by.
 */
export function hasLapsed({ unreachable, lastAct }: Reached, now: Date): boolean {
  if (!unreachable) return false;
  const longEnough = unreachable.until.getTime() - unreachable.since.getTime() >= lapseAfterDays * dayMs;
  return longEnough && lastAct < unreachable.since && unreachable.until <= now;
}

/** What somebody agrees to by joining. New words need a new version; the old ones stay in the history of this file. */
export const consent: { version: string; words: Both<readonly string[]> } = {
  version: '2026-11',
  words: {
    en: [
      'We record that you joined, and when.',
      'You choose below who can see your name. You can change it at any time.',
      'You can leave at any time with one press. The record goes when you leave.',
    ],
    cy: [
      'Rydym yn cofnodi eich bod wedi ymuno, a phryd.',
      'Chi sy’n dewis isod pwy all weld eich enw. Gallwch newid hynny unrhyw bryd.',
      'Gallwch adael unrhyw bryd drwy bwyso un botwm. Mae’r cofnod yn mynd pan fyddwch yn gadael.',
    ],
  },
};
