import type { Wish } from '../../feature.ts';
import type { PaceOfNews } from '../../people/news.ts';
import { nextAllowed, type Quiet } from '../../people/quiet.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Delivery } from '../ledger/delivery.ts';
import type { Allowed } from './allowed.ts';

/** The kind of the announcement that brings what was put into somebody's digest. */
export const digestKind = 'digest';

export type Choices = {
  /** Of each part of the audience that they are in at this moment. */
  wishes: readonly Wish[];
  quiet: Quiet | undefined;
};

/** `go` says whether the message counts towards the most that one person gets. */
export type Decided = { kind: 'go'; counts: boolean } | Exclude<Allowed, { kind: 'go' }>;

/** What somebody's choices mean for one message at this moment; whether they had too many already is asked afterwards. */
export function decide(
  delivery: Pick<Delivery, 'state'>,
  broadcast: Pick<Broadcast, 'kind' | 'news' | 'mayWait' | 'deadline'>,
  { wishes, quiet }: Choices,
  now: Date,
): Decided {
  // A correction or recall changes what they have; it is no new message, and nobody may keep what was taken back.
  if (delivery.state === 'sent') return { kind: 'go', counts: false };
  const pace = mostWelcoming(wishes, broadcast.news);
  if (pace === 'left' || pace === 'off') return { kind: 'skip', reason: pace };
  if (pace === 'digest') return { kind: 'digest' };
  if (!broadcast.mayWait) return { kind: 'go', counts: false };
  const isDigest = broadcast.kind === digestKind;
  const allowed = nextAllowed(quiet, now);
  // A digest is what is left over: it is not left over itself, and comes once a day at most.
  if (allowed <= now) return { kind: 'go', counts: !isDigest };
  if (allowed < broadcast.deadline) return { kind: 'wait', until: allowed };
  // Away for longer than this is tried for.
  return isDigest ? { kind: 'skip', reason: 'nextDigest' } : { kind: 'digest' };
}

const welcoming: readonly PaceOfNews[] = ['now', 'digest', 'off'];

/** Whoever is in several parts of an audience gets it as the most welcoming of their choices says. */
export function mostWelcoming(wishes: readonly Wish[], news: Broadcast['news']): PaceOfNews | 'left' {
  const paces = wishes.map(wish => (news && wish.news ? wish.news[news] : 'now'));
  return welcoming.find(pace => paces.includes(pace)) ?? 'left';
}
