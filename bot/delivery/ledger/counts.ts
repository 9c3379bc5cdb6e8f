import type { Broadcast, Tally } from '../broadcast.ts';
import type { Delivery } from './delivery.ts';

/** How many recipients of a slice stand how. Kept beside their rows and changed together with them, so nothing is ever counted anew. */
export type Counts = Readonly<Record<string, number>>;

/** How one recipient stands, as something to count by. It tells nothing about who they are. */
export function standingOf(delivery: Delivery): string {
  const { state, version, missed, recalled, reason } = delivery;
  switch (state) {
    case 'sent':
      if (recalled) return `sent/recalled/${recalled}`;
      return missed ? `sent/${version}/missed/${missed}` : `sent/${version}`;
    case 'undeliverable':
    case 'failed':
    case 'unsure':
    case 'skipped':
      return `${state}/${reason ?? ''}`;
    case 'pending':
    case 'claimed':
    case 'digest':
      return state;
  }
}

/** What is left of somebody who erased themselves: that there was one, and what became of it. */
export function standingOfErased(delivery: Delivery): string {
  switch (delivery.state) {
    case 'sent':
      return delivery.recalled ? standingOf(delivery) : 'sent/erased';
    case 'pending':
    case 'claimed':
    case 'digest':
      return 'skipped/erased';
    default:
      return standingOf(delivery);
  }
}

export function recounted(counts: Counts, gone: readonly string[], come: readonly string[]): Counts {
  const next: Record<string, number> = { ...counts };
  for (const standing of gone) next[standing] = (next[standing] ?? 0) - 1;
  for (const standing of come) next[standing] = (next[standing] ?? 0) + 1;
  return Object.fromEntries(Object.entries(next).filter(([, count]) => count !== 0));
}

/** The counts of all slices, as an organiser's figures. What counts as corrected is to have the version of now. */
export function tallyOf(slices: readonly Counts[], broadcast: Pick<Broadcast, 'version'>): Tally {
  const tally = emptyTally();
  for (const counts of slices) for (const [standing, count] of Object.entries(counts)) add(tally, standing, count, broadcast.version);
  return tally;
}

export const emptyTally = (): Tally => ({
  planned: 0,
  sent: 0,
  waiting: 0,
  inDigest: 0,
  undeliverable: 0,
  failed: 0,
  unsure: 0,
  skipped: 0,
  corrected: 0,
  notCorrected: 0,
  recalled: 0,
  replaced: 0,
  notRecalled: 0,
  reasons: {},
});

const recalls = { yes: 'recalled', replaced: 'replaced', no: 'notRecalled' } as const;

function add(tally: Tally, standing: string, count: number, latest: number): void {
  const [state = '', detail = '', ...more] = standing.split('/');
  tally.planned += count;
  switch (state) {
    case 'sent': {
      tally.sent += count;
      const recall = recalls[more[0] as keyof typeof recalls];
      if (detail === 'recalled' && recall) tally[recall] += count;
      else if (latest > 1 && Number(detail) === latest) tally.corrected += count;
      else if (latest > 1 && more[0] === 'missed' && Number(more[1]) === latest) tally.notCorrected += count;
      return;
    }
    case 'pending':
    case 'claimed':
      tally.waiting += count;
      return;
    case 'digest':
      tally.inDigest += count;
      return;
    case 'undeliverable':
    case 'failed':
      tally.reasons[detail] = (tally.reasons[detail] ?? 0) + count;
      tally[state] += count;
      return;
    case 'unsure':
    case 'skipped':
      tally[state] += count;
  }
}
