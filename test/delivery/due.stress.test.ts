import assert from 'node:assert/strict';
import { openDue, type Due } from '../../bot/delivery/due.runner.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { startFaultyProxy, type Fault, type FaultyProxy } from '../contracts/faulty-proxy.ts';
import { azuriteHere, connectionStringFor } from '../support/azurite.ts';

const kind = 'events/remind';
const tenants = ['force-one', 'force-two'];
const hour = 60 * 60_000;
const lastsMs = 10_000;
const everyMs = 1500;
const account = 'devstoreaccount1';

const soon = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Three instances with leases of a second, so that everything a lease may meet within minutes happens within seconds. */
async function play(connectionString: string, areClocksWrong: boolean): Promise<{ runs: string[]; atOnce: string[]; wanted: Set<string> }> {
  const runs: string[] = [];
  const atOnce: string[] = [];
  const atWork = new Set<string>();
  const wanted = new Set<string>();
  const start = Date.now();
  const shifts = [0, 0, 0];

  const open = (i: number): Due =>
    openDue({
      storage: openStorage({ kind: 'connection', connectionString }),
      tenants: async () => tenants,
      now: () => new Date(Date.now() + (shifts[i] ?? 0)),
      log: () => undefined,
      leaseSeconds: 1,
      handlers: () => async run => {
        const slot = `${run.name} ${run.dueAt.getTime() - start}`;
        if (atWork.has(slot)) atOnce.push(slot);
        atWork.add(slot);
        runs.push(slot);
        // Now and then one takes longer than a lease.
        await soon(Math.random() < 0.15 ? 1500 + Math.random() * 1000 : Math.random() * 50);
        atWork.delete(slot);
        const again = run.dueAt.getTime() + everyMs;
        return run.name.startsWith('every') && again < start + lastsMs ? { again: new Date(again) } : {};
      },
    });
  const instances = [open(0), open(1), open(2)] as const;
  const anyone = () => instances[Math.floor(Math.random() * 3)] ?? instances[0];

  try {
    for (const due of instances) due.start();
    for (let n = 0; n < 24; n += 1) {
      const [name, after] = n < 20 ? [`once-${n}`, Math.round(Math.random() * (lastsMs - 2000))] : [`every-${n}`, n * 10];
      await anyone().at({ tenant: tenants[n % 2] ?? '', kind, name, when: new Date(start + after) });
      for (let time = after; time < lastsMs; time += n < 20 ? lastsMs : everyMs) wanted.add(`${name} ${time}`);
    }
    while (Date.now() < start + lastsMs) {
      await soon(300);
      if (areClocksWrong) for (const i of shifts.keys()) shifts[i] = Math.random() < 0.3 ? (Math.random() - 0.5) * 2 * hour : 0;
      void anyone().sweep();
    }
    // An alarm set by a wrong clock may ring an hour late: then the sweep of a later time finds it.
    shifts.fill(2 * hour);
    for (const end = Date.now() + 40_000; Date.now() < end; await soon(300)) {
      await anyone().sweep();
      const waiting = await Promise.all(tenants.map(tenant => instances[0].list(tenant).catch(() => ['unknown'])));
      if (waiting.flat().length === 0) break;
    }
  } finally {
    for (const due of instances) await due.stop();
  }
  return { runs, atOnce, wanted };
}

describe('due work on three instances', function () {
  this.timeout(90_000);
  const azurite = azuriteHere();
  const proxies: FaultyProxy[] = [];
  after(async () => {
    for (const proxy of proxies) await proxy.close();
  });

  it('is run once each, whatever their clocks say', async () => {
    const { runs, atOnce, wanted } = await play(azurite.running().connectionString, true);
    assert.deepEqual(atOnce, []);
    assert.deepEqual(runs.sort(), [...wanted].sort());
  });

  it('is never lost and never run twice at once while one request in ten goes wrong', async () => {
    const wrong: Fault[] = [
      { kind: 'reset' },
      { kind: 'done then reset' },
      { kind: 'done then status', status: 500 },
      { kind: 'status', status: 503 },
      { kind: 'done then cut' },
    ];
    const plan = () =>
      Array.from({ length: 20_000 }, () => (Math.random() < 0.1 ? wrong[Math.floor(Math.random() * wrong.length)] : undefined));
    const [tables, queues] = [await startFaultyProxy(azurite.running().tables), await startFaultyProxy(azurite.running().queues)];
    proxies.push(tables, queues);
    tables.next(...plan());
    queues.next(...plan());
    const { runs, atOnce, wanted } = await play(connectionStringFor(account, { tables: tables.address, queues: queues.address }), false);
    assert.deepEqual(atOnce, []);
    assert.deepEqual([...new Set(runs)].sort(), [...wanted].sort());
  });
});
