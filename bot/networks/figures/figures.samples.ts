import type { Shown } from '../../cards/card.ts';
import type { Language } from '../../language/language.ts';
import { gardening, published } from '../directory/directory.samples.ts';
import type { Drawn } from '../drawn.ts';
import { growthCard, jointCard, whichGrowthCard } from './figures.card.ts';
import { growthOf, jointOf, monthAfter } from './figures.ts';

/** Every card of figures, in every state. */
export function figuresSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, force: 'Sussex Police', version: 'sample' };
  const nextOn = new Date('2026-12-01T02:00:00Z');
  const months = (size: number, by: number) =>
    Array.from({ length: 14 }, (_, at) => ({
      month: monthAfter('2025-10', at),
      members: size + at * by,
      joined: by + 6,
      left: 6,
    }));
  const growth = (size: number, by: number, more: { since?: string; opening?: { members: number; on: string } } = {}) =>
    growthOf({ network: gardening.id, months: months(size, by), last: '2026-11', nextOn, ...more });
  const networks = [gardening, published];
  const joint = (people: number) =>
    jointOf({
      last: '2026-11',
      nextOn,
      sizes: networks.map(({ id }, at) => ({ id, members: 200 + at * 40 })),
      people: { people, memberships: 440, largest: 240, networks: networks.map(({ id }) => id) },
    });
  return {
    growth: growthCard(drawn, gardening, growth(360, 4)),
    'growth, falling': growthCard(drawn, gardening, growth(360, -6)),
    'growth, unchanged': growthCard(drawn, gardening, growth(40, 0)),
    'growth, small': growthCard(drawn, gardening, growth(3, 0)),
    'growth, from a declared number': growthCard(drawn, gardening, growth(40, 2, { opening: { members: 32, on: '2025-09-01' } })),
    'growth, before the first count': growthCard(
      drawn,
      gardening,
      growthOf({ network: gardening.id, months: [], last: undefined, nextOn }),
    ),
    'all networks': jointCard(drawn, joint(400), networks),
    'all networks, people not shown': jointCard(drawn, joint(439), networks),
    'all networks, before the first count': jointCard(drawn, jointOf({ last: undefined, nextOn, sizes: [] }), networks),
    'which of several networks': whichGrowthCard(drawn, networks),
    'which of many networks': whichGrowthCard(drawn, Array<typeof gardening>(6).fill(gardening)),
  };
}
