import type { EditState } from '../../directory/edits.ts';
import type { Network } from '../../directory/network.ts';

/** What administrators do to a whole network with one press. */
export const moveNames = ['pause', 'reopen', 'close'] as const;
export type Move = (typeof moveNames)[number];

const moves: Record<Move, { from: readonly Network['status'][]; to: Network['status'] }> = {
  pause: { from: ['open'], to: 'paused' },
  reopen: { from: ['paused', 'closed'], to: 'open' },
  close: { from: ['open', 'paused'], to: 'closed' },
};

/** Where a move leads from here. `already`: it stands so. `cannot`: a closed network is not paused, it is reopened first. */
export function moved(status: Network['status'], move: Move): Network['status'] | 'already' | 'cannot' {
  const { from, to } = moves[move];
  if (status === to) return 'already';
  return from.includes(status) ? to : 'cannot';
}

const dayMs = 86_400_000;
/** Its members see for at least this long that a network is closed, before anybody can delete it. */
export const closedDaysBeforeDeletion = 28;

/** When a closed network may be deleted for good; undefined where it is not closed. */
export function deletableFrom(status: Network['status'], { closedAt }: Pick<EditState, 'closedAt'>): Date | undefined {
  if (status !== 'closed' || !closedAt) return undefined;
  return new Date(closedAt.getTime() + closedDaysBeforeDeletion * dayMs);
}

export function isDeletable(status: Network['status'], state: Pick<EditState, 'closedAt'>, now: Date): boolean {
  const from = deletableFrom(status, state);
  return from !== undefined && now >= from;
}
