import type { Broadcast } from '../broadcast.ts';

/** How an announcement stands, for its organiser. */
export type Standing = 'waits' | 'sending' | 'sent' | 'paused' | 'stopped' | 'recalling' | 'recalled';

type Stands = Pick<Broadcast, 'state' | 'isRecalled' | 'isStopped'>;

export function standingOf({ state, isRecalled, isStopped }: Stands): Standing {
  const isOver = state === 'done' || state === 'cancelled';
  if (isRecalled) return isOver ? 'recalled' : 'recalling';
  if (state === 'paused') return 'paused';
  if (isStopped || state === 'cancelled') return 'stopped';
  if (state === 'draft' || state === 'approved') return 'waits';
  return state === 'done' ? 'sent' : 'sending';
}

/** What an organiser may do to it. */
export const acts = ['pause', 'resume', 'cancel', 'recall', 'resend'] as const;
export type Act = (typeof acts)[number];
export const isAct = (value: unknown): value is Act => acts.includes(value as Act);

/** Acts that are asked about first: they cannot be undone, or somebody may get it twice. */
export type Asked = Exclude<Act, 'pause' | 'resume'>;
export const isAsked = (value: unknown): value is Asked => isAct(value) && value !== 'pause' && value !== 'resume';

/** What may be done now. Told from how it stands alone, so that no button says how many there are of anything. */
export function mayDo(broadcast: Stands & Pick<Broadcast, 'policy'>): Act[] {
  switch (standingOf(broadcast)) {
    case 'waits':
      return ['cancel'];
    case 'sending':
      return ['pause', 'cancel', 'recall'];
    case 'paused':
      return ['resume', 'cancel', 'recall'];
    case 'sent':
      return ['recall', 'resend'];
    case 'stopped':
      return ['recall'];
    case 'recalling':
    case 'recalled':
      return [];
  }
}
