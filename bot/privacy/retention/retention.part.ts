import { nextDaily } from '../../delivery/due.ts';
import type { Feature } from '../../feature.ts';
import type { People } from '../../people/people.ts';
import type { Erase } from '../erasing/erasing.ts';
import { hasLeft, limitsAt } from './retention.ts';

const kindOfRun = 'privacy/retention';

/** What another part lets go of when its time is over. Harmless twice. */
export type Retain = (tenant: string, now: Date) => Promise<unknown>;

export type RetentionNeeds = {
  people: Pick<People, 'acts' | 'addresses' | 'audit' | 'forceSettings' | 'preferences'>;
  erase: Erase;
  retain: readonly Retain[];
};

/** Retention runs by itself, every night: presses, the oldest of the audit log, and people who left. */
export function retentionPart({ people, erase, retain }: RetentionNeeds): Partial<Feature> {
  async function forgetLeavers(tenant: string, goneBefore: Date, now: Date): Promise<void> {
    const gone = [];
    for await (const person of people.addresses.goneSince(tenant, goneBefore)) gone.push(person);
    for (const person of gone) {
      const acts = [(await people.preferences.of(person))?.lastUsed, await people.audit.lastActOf(person)];
      if (hasLeft(goneBefore, acts)) await erase(person, 'erased as a leaver', now);
    }
  }

  /** One that fails is tried again with the whole run, and keeps none of the others from being done. */
  async function run(tenant: string, now: Date): Promise<void> {
    const { pressesBefore, auditBefore, goneBefore } = limitsAt(now, await people.forceSettings.retention(tenant));
    const all: (() => Promise<unknown>)[] = [
      () => people.acts.forget(tenant, pressesBefore),
      () => forgetLeavers(tenant, goneBefore, now),
      () => people.audit.dropOlder(tenant, auditBefore, now),
      ...retain.map(one => () => one(tenant, now)),
    ];
    const outcomes: PromiseSettledResult<unknown>[] = [];
    for (const one of all) outcomes.push(...(await Promise.allSettled([one()])));
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  return {
    due: {
      [kindOfRun]: async ({ tenant, now }) => {
        await run(tenant, now);
        return { again: nextRetention(now) };
      },
    },
    standing: [{ kind: kindOfRun, next: nextRetention }],
  };
}

/** Every day at 03:30, UK time. */
export const nextRetention = (after: Date): Date => nextDaily(after, { hour: 3, minute: 30 });
