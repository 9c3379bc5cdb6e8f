import { randomUUID } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { median } from './comparison.ts';
import { counting } from './counting.ts';
import type { Machine } from './machine.ts';
import type { Figure } from './rows.ts';

const now = new Date('2026-06-02T17:00:00Z');
const name = 'Casey Example';

/** Somebody joins with their name and leaves again, against one row that is written and removed by the bare client. */
export async function joinAndLeave({ azurite, quick }: Machine): Promise<Figure> {
  const { connectionString } = azurite;
  const storage = openStorage({ kind: 'connection', connectionString });
  const bare = TableClient.fromConnectionString(connectionString, 'benchbare', { allowInsecureConnection: true });
  try {
    await bare.createTable();
    const { counted, asked } = counting(storage.table('benchjoining'));
    const memberships = openMemberships(counted);
    const tenant = randomUUID();
    const inAndOut = async () => {
      const person = { tenant, id: randomUUID() };
      const joined = await memberships.join(person, 'network', { ...newMembership(now), name });
      const left = await memberships.leave(person, 'network', now);
      if (joined !== 'joined' || left !== 'left') throw new Error(`joining said ${joined}, leaving said ${left}`);
    };
    const { news, ...fields } = newMembership(now);
    const writtenAndRemoved = async () => {
      const rowKey = randomUUID();
      await bare.createEntity({ partitionKey: tenant, rowKey, ...fields, ...news, name });
      await bare.deleteEntity(tenant, rowKey);
    };

    await inAndOut();
    const before = asked();
    await inAndOut();
    const requests = asked() - before;

    const times: { ours: number; baseline: number }[] = [];
    for (let round = -2; round < (quick ? 10 : 40); round += 1) {
      const [one, other] = round % 2 === 0 ? [inAndOut, writtenAndRemoved] : [writtenAndRemoved, inAndOut];
      const [first, second] = [await average(one), await average(other)];
      if (round >= 0) times.push(round % 2 === 0 ? { ours: first, baseline: second } : { ours: second, baseline: first });
    }
    const ms = (of: 'ours' | 'baseline') => `${median(times.map(took => took[of])).toFixed(1)} ms`;
    return {
      value: median(times.map(({ ours, baseline }) => ours / baseline)),
      detail: `${ms('ours')} against ${ms('baseline')}, with ${requests} requests against 2`,
    };
  } finally {
    await bare.deleteTable();
    await storage.close();
  }
}

const timesARound = 25;

async function average(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let count = 0; count < timesARound; count += 1) await act();
  return (performance.now() - began) / timesARound;
}
