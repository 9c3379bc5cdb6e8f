import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { gardening, published } from '../directory/directory.samples.ts';
import type { Drawn } from '../drawn.ts';
import { choicesCard, consentCard, foldedCard, leaveCard, mineCard, mineFoldedCard, whichCard } from './membership.card.ts';
import { newMembership } from './membership.ts';

/** Every card about one's own membership, in every state. */
export function membershipSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const membership = newMembership(new Date('2026-02-03T09:00:00Z'));
  const now = new Date('2026-06-02T09:00:00Z');
  const longAgo = newMembership(new Date('2024-05-13T09:00:00Z'));
  const waiting = { ...membership, standing: 'asked' as const };
  const outcomes = ['joined', 'asked', 'already', 'before', 'paused', 'closed', 'left', 'notIn', 'chosen', 'confirmed', 'hidden'] as const;
  return {
    'what joining means': consentCard(drawn, gardening, ''),
    'what joining means, with a welcome': consentCard(drawn, { ...gardening, entry: 'welcomed' }, 'Article 9(2)(a), consent'),
    ...Object.fromEntries(outcomes.map(outcome => [`folded: ${outcome}`, foldedCard(drawn, outcome)])),
    leave: leaveCard(drawn, gardening),
    'which to join': whichCard(drawn, [gardening, published], 'join'),
    'which to leave': whichCard(drawn, [gardening, published], 'leave'),
    'mine, folded': mineFoldedCard(drawn),
    mine: mineCard(
      drawn,
      Array.from({ length: 6 }, (_, at) => ({ network: gardening, membership: at === 1 ? waiting : membership })),
      now,
    ),
    'mine, one of last year': mineCard(
      drawn,
      [membership, longAgo, membership].map(one => ({ network: gardening, membership: one })),
      now,
    ),
    'mine, all of years ago': mineCard(
      drawn,
      Array.from({ length: 3 }, () => ({ network: gardening, membership: { ...longAgo, confirmedAt: new Date('2025-05-14T09:00:00Z') } })),
      now,
    ),
    'mine, none': mineCard(drawn, [], now),
    choices: choicesCard(drawn, gardening, membership),
  };
}
