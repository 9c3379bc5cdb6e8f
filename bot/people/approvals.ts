import { isSamePerson, type Person } from './person.ts';

const lapsesAfterMs = 24 * 3_600_000;

/** An act that one person asks for and another must agree to. */
export type Approval = {
  /** What is asked for, such as `delete a network`, and of what. */
  act: string;
  object: string;
  state: 'asked' | 'approved' | 'refused';
  askedAt: Date;
  decidedAt?: Date;
  /** Who asked, by the name Teams showed; forgotten with the decision. */
  asker?: Person & { name: string };
};

/** How it stands now: what nobody decided within a day has lapsed. */
export const standingOf = ({ state, askedAt }: Pick<Approval, 'state' | 'askedAt'>, now: Date): Approval['state'] | 'lapsed' =>
  state === 'asked' && now >= lapsesAt({ askedAt }) ? 'lapsed' : state;

export const lapsesAt = ({ askedAt }: Pick<Approval, 'askedAt'>): Date => new Date(askedAt.getTime() + lapsesAfterMs);

/** Whether this person may decide now: never whoever asked, never twice, never after a day. */
export function mayDecide(approval: Approval, person: Person, now: Date): 'may' | 'own' | 'decided' | 'lapsed' {
  const standing = standingOf(approval, now);
  if (standing === 'lapsed') return 'lapsed';
  if (standing !== 'asked') return 'decided';
  // Without an asker there is nobody to be different from.
  if (!approval.asker || isSamePerson(approval.asker, person)) return 'own';
  return 'may';
}
