import { randomUUID } from 'node:crypto';
import type { Broadcast, Tally } from '../../bot/delivery/broadcast.ts';
import { openBroadcasts, type BroadcastsStore } from '../../bot/delivery/broadcasts.store.ts';
import { openDelivering, type Engine } from '../../bot/delivery/delivering.ts';
import { openDue, type Due } from '../../bot/delivery/due.runner.ts';
import type { Wanted } from '../../bot/delivery/engine.ts';
import { sendsQueue, type Errand } from '../../bot/delivery/errands.ts';
import { openLedger, type Ledger } from '../../bot/delivery/ledger/ledger.store.ts';
import { openStorageClock } from '../../bot/delivery/pace/storage-clock.ts';
import type { Audience, DueRun } from '../../bot/feature.ts';
import { shardOf, shards } from '../../bot/people/shard.ts';
import type { Storage } from '../../bot/storage/storage.ts';

/** Networks of a force, by name. */
export type Networks = Record<string, readonly string[]>;

export const somePeople = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** Members as the directory gives them: one shard after another, in pages. */
export function audienceOf(networks: Networks, pageSize = 100): Audience {
  const inOrder = (network: string) => {
    const byShard = Map.groupBy(networks[network] ?? [], shardOf);
    return shards.flatMap(shard => byShard.get(shard) ?? []);
  };
  return {
    async *pages(tenant, network) {
      const members = inOrder(network);
      for (let at = 0; at < members.length; at += pageSize) yield members.slice(at, at + pageSize).map(id => ({ tenant, id }));
    },
    size: async (_tenant, network) => networks[network]?.length ?? 0,
    wishes: async (_tenant, network, people) =>
      new Map(people.filter(id => networks[network]?.includes(id)).map(id => [id, { isNamed: false }])),
  };
}

export type Instance = {
  engine: Engine;
  broadcasts: BroadcastsStore;
  ledger: Ledger;
  due: Due;
  ended: { broadcast: Broadcast; tally: Tally }[];
  /** Runs what is due within a minute, as an instance that is up would; `kind` only those. */
  runsDue(kind?: string): Promise<void>;
  /** What the queue asks for, taken away. */
  errands(): Promise<Errand[]>;
  /** Does all work that the queue asks for, as if everybody could be reached. */
  works(): Promise<number>;
  now(): Date;
  /** By the clock on the wall and by the steady one. */
  passes(ms: number): void;
};

/** The engine of one instance over a storage; `tenant` is a force of its own. */
export function openInstance(
  storage: Storage,
  { tenant, networks, ledger: wrap = given => given }: { tenant: string; networks: Networks; ledger?: (ledger: Ledger) => Ledger },
): Instance {
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const ended: Instance['ended'] = [];
  const broadcasts = openBroadcasts(storage.table('broadcasts'));
  const ledger = openLedger({ deliveries: storage.table('deliveries'), progress: storage.table('progress') }, Buffer.alloc(32, 1));
  const due = openDue({
    storage,
    handlers: kind => engine.due[kind as keyof Engine['due']],
    tenants: async () => [tenant],
    now,
    log: () => undefined,
  });
  const queue = storage.queue(sendsQueue);
  const engine = openDelivering({
    broadcasts,
    ledger: wrap(ledger),
    audiences: kind => (kind === 'network' ? audienceOf(networks) : undefined),
    messages: kind =>
      kind === 'news'
        ? {
            draw: async () => undefined,
            ended: async (broadcast, tally) => void ended.push({ broadcast, tally }),
          }
        : undefined,
    due,
    queue,
    clock: openStorageClock(storage.table('pace'), () => performance.now()),
    now,
    log: () => undefined,
    steady: () => performance.now() + passed,
  });

  async function runsDue(kind?: string): Promise<void> {
    const lines = await due.list(tenant);
    for (const line of lines.filter(one => one.dueAt.getTime() <= now().getTime() + 60_000 && (!kind || one.kind === kind))) {
      const payload = line.kind === 'delivery/expand' ? line.name.replace(/\.(\d+|at)$/, '') : payloadOf(line.name);
      const run: DueRun = { tenant, kind: line.kind, name: line.name, dueAt: line.dueAt, now: now(), payload };
      const { again } = (await engine.due[line.kind as keyof Engine['due']](run)) ?? {};
      if (again) await due.at({ ...run, when: again });
      else await due.cancel(run);
    }
  }

  async function errands(): Promise<Errand[]> {
    const found: Errand[] = [];
    for (let taken = await queue.take(32, 60); taken.length > 0; taken = await queue.take(32, 60)) {
      for (const one of taken) {
        const errand = one.body as Errand;
        // Another test's force is none of ours.
        if (errand.tenant === tenant) found.push(errand);
        await one.done();
      }
    }
    return found;
  }

  async function works(): Promise<number> {
    let sent = 0;
    for (const { tenant: of, broadcast: id, slice: number, pass } of await errands()) {
      const broadcast = await broadcasts.find({ tenant: of, id });
      if (!broadcast || broadcast.state !== 'sending' || broadcast.pass > pass) continue;
      let slice = await ledger.read(broadcast, number);
      const waiting = [...slice.deliveries].filter(([, delivery]) => delivery.state === 'pending' && !broadcast.isStopped);
      for (let at = 0; at < waiting.length; at += 99) {
        const rows = waiting
          .slice(at, at + 99)
          .map(([key, delivery]) => [key, { ...delivery, state: 'sent', version: broadcast.version, activity: key }] as const);
        const written = await ledger.write(slice, rows);
        if (written === 'conflict') throw new Error('somebody else works on this slice');
        slice = written;
        sent += rows.length;
      }
      await ledger.note(slice, { donePass: pass });
      engine.noticed(broadcast);
    }
    return sent;
  }

  return { engine, broadcasts, ledger, due, ended, runsDue, errands, works, now, passes: ms => void (passed += ms) };
}

const payloadOf = (name: string): string => {
  const [, id = name, pass = '0'] = /^(.*)\.(\d+)$/.exec(name) ?? [];
  return JSON.stringify({ id, pass: Number(pass) });
};

export const someNews = (tenant: string, more: Partial<Wanted> = {}): Wanted => ({
  tenant,
  id: randomUUID(),
  kind: 'news',
  about: 'n-1',
  audience: [{ kind: 'network', id: 'race' }],
  policy: 'never twice',
  news: 'news',
  mayWait: true,
  ...more,
});
