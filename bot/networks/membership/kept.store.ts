import { kindsOfNews, pacesOfNews, type NewsWanted } from '../../people/news.ts';
import type { Fields, StoredRow } from '../../storage/table.ts';
import { belongingOf } from './memberships.map.ts';
import { visibilities, type Membership } from './membership.ts';

/** A membership with the name its member is shown by, where anybody may see it at all. */
export type Kept = Membership & { name?: string };

/** What a message goes by. */
export type Wanted = Pick<Membership, 'standing' | 'news' | 'isNamed'>;

export function fieldsOf({ news, ...kept }: Kept) {
  return { ...kept, ...news };
}

// The same few objects for all members: what many want is kept in memory while they are sent to.
const known = new Map<string, Wanted>();

export function wantedIn(fields: Fields): Wanted {
  const { standing, news, isNamed } = keptOf({ fields });
  const mark = [standing, isNamed, ...Object.values(news)].join(' ');
  const before = known.get(mark);
  if (before) return before;
  const wanted = { standing, news, ...(isNamed ? { isNamed } : {}) };
  known.set(mark, wanted);
  return wanted;
}

export function keptOf({ fields }: Pick<StoredRow, 'fields'>): Kept {
  const news = Object.fromEntries(kindsOfNews.map(kind => [kind, pacesOfNews.find(pace => pace === fields[kind]) ?? 'now'])) as NewsWanted;
  return {
    joinedAt: fields['joinedAt'] as Date,
    confirmedAt: fields['confirmedAt'] as Date,
    consent: String(fields['consent']),
    // Whatever cannot be read is the most careful choice.
    visibility: visibilities.find(one => one === fields['visibility']) ?? 'hidden',
    belonging: belongingOf(fields['belonging']),
    standing: fields['standing'] === 'asked' ? 'asked' : 'in',
    news,
    ...(fields['isNamed'] === true ? { isNamed: true } : {}),
    ...(typeof fields['name'] === 'string' ? { name: fields['name'] } : {}),
  };
}
