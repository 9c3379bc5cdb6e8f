import type { Shown } from '../../cards/card.ts';
import { press } from '../../cards/pieces.ts';
import type { Language } from '../../language/language.ts';
import type { Amount, Outcomes } from './outcomes.ts';
import { askCard, progressCard, type ProgressShown } from './progress.card.ts';
import { mayDo, standingOf } from './standing.ts';

const few: Amount = { kind: 'few' };
const about = (value: number): Amount => ({ kind: 'about', value });

/** Every way in which something that was sent may stand. */
export function progressSamples(language: Language): Record<string, Shown> {
  const drawn = { language, version: 'sample' };
  const isWelsh = language === 'cy';
  const one = (stands: Parameters<typeof mayDo>[0], outcomes: Outcomes, startsAt?: Date): ProgressShown => ({
    id: 'sample',
    kind: isWelsh ? 'Newyddion' : 'News',
    whose: isWelsh ? 'Cylch y Gofalwyr' : 'Carers’ Circle',
    title: isWelsh ? 'Penwythnos o seibiant ym mis Mehefin' : 'A weekend of respite in June',
    standing: standingOf(stands),
    startsAt,
    outcomes,
    may: mayDo(stands),
    steps: [
      press(isWelsh ? 'Ei chywiro' : 'Correct it', 'delivery/progress', { about: 'sample' }),
      press(isWelsh ? 'Un arall fel hon' : 'Write another like it', 'delivery/progress', { about: 'sample' }),
    ],
  });
  const stands = { state: 'done' as const, isRecalled: false, isStopped: false, policy: 'never twice' as const };
  const sending = { ...stands, state: 'sending' as const };
  const parts = { inDigest: about(25), unreachable: about(40), unsure: few, unwanted: few };
  const whole = { kind: 'about' as const, isOver: false, planned: 310, waiting: about(120), without: { kind: 'many' as const } };
  const over = { ...whole, isOver: true, waiting: few, parts, mainReason: 'unknown' };
  return {
    'progress: sending': progressCard(drawn, one(sending, whole)),
    'progress: sent': progressCard(drawn, one(stands, over)),
    'progress: paused': progressCard(drawn, one({ ...stands, state: 'paused' }, whole)),
    'progress: stopped': progressCard(drawn, one({ ...stands, state: 'cancelled', isStopped: true }, { ...whole, isOver: true })),
    'progress: few': progressCard(drawn, one(stands, { kind: 'few', isOver: true })),
    'progress: small': progressCard(drawn, one(stands, { kind: 'about', isOver: true, planned: 45, waiting: few, without: few })),
    'progress: waits': progressCard(
      drawn,
      one({ ...stands, state: 'approved' }, { kind: 'few', isOver: false }, new Date('2026-06-02T17:00:00Z')),
    ),
    'progress: in a channel': progressCard(drawn, one(stands, { kind: 'place', isOver: true, arrived: 'yes' })),
    'progress: not in the channel': progressCard(drawn, one(stands, { kind: 'place', isOver: true, arrived: 'no', reason: 'uninstalled' })),
    'progress: taken back': progressCard(
      drawn,
      one({ ...stands, isRecalled: true }, { ...over, replaced: { kind: 'many' }, notRecalled: few }),
    ),
    'progress: stop it': askCard(drawn, { id: 'sample', title: 'A weekend', act: 'cancel' }),
    'progress: take it back': askCard(drawn, { id: 'sample', title: 'A weekend', act: 'recall' }),
    'progress: send again': askCard(drawn, { id: 'sample', title: 'A weekend', act: 'resend' }),
  };
}
