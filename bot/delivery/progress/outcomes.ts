import { fewest, suppress } from '../../people/suppress.ts';
import type { Broadcast, Tally } from '../broadcast.ts';

/**
 * A number of recipients as an organiser may see it: fewer than 10 (none included), ten or more, all of the whole but fewer than
 * 10, or the nearest 5.
 */
export type Amount = { kind: 'few' | 'many' | 'allButFew' } | { kind: 'about'; value: number };

/** What is shown of each way in which somebody may not have got it, or not yet. */
export const parts = ['inDigest', 'unreachable', 'unsure', 'unwanted'] as const;
export type Part = (typeof parts)[number];

export type Outcomes =
  /** One channel or group chat and no person: everybody there can see how it stands. */
  | { kind: 'place'; isOver: boolean; arrived: 'yes' | 'no' | 'unsure' | 'notYet'; reason?: string }
  /** Planned for fewer than 10: whether it is under way, and nothing else. */
  | { kind: 'few'; isOver: boolean }
  | {
      kind: 'about';
      isOver: boolean;
      planned: number;
      /** Not sent yet: put off, or waiting for somebody's quiet hours to end. */
      waiting: Amount;
      /** Of those who are through with, how many have not got it. Absent where it would say too much. */
      without?: Amount;
      /** The same by why. Absent where the whole is too small to be parted. */
      parts?: Record<Part, Amount>;
      /** Why most of those cannot be reached, where they are enough to say so: a code that has words. */
      mainReason?: string;
      /** Once it was taken back: where a line that says so stands in its place, and where it stands as it was. */
      replaced?: Amount;
      notRecalled?: Amount;
    };

type Counted = Pick<Broadcast, 'audience' | 'state' | 'isRecalled'>;

// Below this the whole is not parted at all, and below the next one it is not parted by reason.
const leastForWithout = 20;
const leastForParts = 50;
/** What must be left beside the numbers that are shown, so that no small number is found by subtracting them. */
const leastBeside = 20;

/**
 * How an announcement stands, as its organiser may see it. Membership may be secret, so this says no more than that about so many
 * are meant: one who subtracts what is shown finds nothing below ten. That is why it never says how many have got it: whoever is
 * in no part has, and a number of them beside the whole and the parts would give the smallest part away. Whether every small
 * number keeps ten values or more is proved by exact search (test/delivery/progress/outcomes.attack.test.ts).
 */
export function outcomesShown(broadcast: Counted, tally: Tally): Outcomes {
  const isOver = broadcast.state === 'done' || broadcast.state === 'cancelled';
  if (broadcast.audience.length === 1 && broadcast.audience[0]?.kind === 'place') return placeShown(isOver, tally);
  const whole = suppress(tally.planned);
  if (whole.kind === 'few') return { kind: 'few', isOver };
  const planned = whole.value;
  const waiting = amountOf(tally.waiting, tally.planned);
  const base = throughWith(planned, waiting, broadcast.state === 'done');
  if (base < leastForWithout) return { kind: 'about', isOver, planned, waiting };
  const without = fewOrMany(tally.planned - tally.waiting - tally.sent);
  const recall = broadcast.isRecalled ? { replaced: fewOrMany(tally.replaced), notRecalled: fewOrMany(tally.notRecalled) } : {};
  if (base < leastForParts) return { kind: 'about', isOver, planned, waiting, without, ...recall };
  const unreachable = tally.undeliverable + tally.failed;
  const counts: Record<Part, number> = { inDigest: tally.inDigest, unreachable, unsure: tally.unsure, unwanted: tally.skipped };
  const shown = partsShown(base, counts);
  const [reason] = Object.entries(tally.reasons).sort(([, one = 0], [, other = 0]) => other - one);
  const isTold = reason !== undefined && (reason[1] ?? 0) >= fewest && unreachable >= leastForWithout;
  return {
    kind: 'about',
    isOver,
    planned,
    waiting,
    without,
    parts: shown,
    ...(isTold ? { mainReason: reason[0] } : {}),
    ...recall,
  };
}

/** Numbers only where enough is left beside them; that is told from the numbers themselves, so it says nothing new. */
function partsShown(base: number, counts: Record<Part, number>): Record<Part, Amount> {
  const figures = parts.map(part => [part, suppress(counts[part])] as const);
  const large = figures.reduce((sum, [, figure]) => sum + (figure.kind === 'about' ? figure.value : 0), 0);
  const isNumbered = base - large >= leastBeside;
  return Object.fromEntries(
    figures.map(([part, figure]): [Part, Amount] => [part, figure.kind === 'few' || isNumbered ? figure : { kind: 'many' }]),
  ) as Record<Part, Amount>;
}

const fewOrMany = (count: number): Amount => ({ kind: count < fewest ? 'few' : 'many' });

/** A part of the whole, where the rest must not be found either. */
function amountOf(count: number, whole: number): Amount {
  if (count >= fewest && whole - count < fewest) return { kind: 'allButFew' };
  return suppress(count);
}

/** About how many at least are through with, told from what is shown alone, so that it says nothing new. */
function throughWith(planned: number, waiting: Amount, isDone: boolean): number {
  if (waiting.kind === 'about') return planned - waiting.value;
  if (waiting.kind === 'few') return isDone ? planned : planned - fewest;
  return 0;
}

function placeShown(isOver: boolean, tally: Tally): Outcomes {
  const arrived = tally.sent > 0 ? 'yes' : tally.unsure > 0 ? 'unsure' : tally.undeliverable + tally.failed > 0 ? 'no' : 'notYet';
  const [reason] = Object.keys(tally.reasons);
  return { kind: 'place', isOver, arrived, ...(arrived === 'no' && reason !== undefined ? { reason } : {}) };
}
