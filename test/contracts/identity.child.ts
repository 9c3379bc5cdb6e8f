import { openStorage } from '../../bot/storage/azure.ts';
import { partition, row } from '../../bot/storage/keys.ts';

// Uses one account as production does, by the identity of the machine: `identity.child.ts <tables> <queues>`. Its parent gives it
// the certificate to trust and the identity endpoint, which Node and @azure/identity read when the process starts.
const [, , tables = '', queues = ''] = process.argv;
const storage = openStorage({ kind: 'identity', tables, queues, clientId: 'client-7' });
const place = [partition('t'), row('a')] as const;
const table = storage.table('people');
const queue = storage.queue('work');

const acts: Record<string, () => Promise<unknown>> = {
  insert: () => table.insert(...place, { n: 1 }),
  together: () => table.together(place[0], [{ do: 'put', row: row('b'), fields: { n: 2 } }]),
  find: async () => (await table.find(...place))?.fields,
  queue: async () => {
    await queue.put('a');
    return (await queue.take(1, 10)).map(({ body }) => body);
  },
  ping: async () => (await storage.ping(), 'pong'),
};

for (const [name, act] of Object.entries(acts)) {
  const start = performance.now();
  const answer = await act().catch((error: unknown) => (error instanceof Error ? error.name : 'unknown'));
  process.send?.({ name, answer, ms: performance.now() - start });
}
await storage.close();
// A question that nobody answers would keep the process.
process.send?.('over', () => process.exit());
