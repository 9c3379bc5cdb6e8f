import { setTimeout as pause } from 'node:timers/promises';
import type { BroadcastRef } from '../../bot/delivery/broadcast.ts';
import { seededRandom } from '../faults/random.ts';
import { openWorld, type World } from '../faults/world.ts';
import { median } from './comparison.ts';
import type { BareTold } from './load.contract.ts';
import type { Machine } from './machine.ts';
import { startBare, startBot, startLoad, type Bot } from './processes.ts';
import type { Figure } from './rows.ts';

/** As many requests as the product has under way at most. */
const inFlight = 48;
/** More than any machine reaches: then only the work itself takes time. */
const unlimited = 5_000;
const asLocally = 40;
const card = 'application/vnd.microsoft.card.adaptive';
const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

type Stage = { world: World; bot: Bot; people: number };

/** A storage and a stand-in for Teams of their own, people, and one bot. Nothing goes wrong here. */
async function onStage<Result>(
  { people, pace, flags }: { people: number; pace: number; flags?: string[] },
  act: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const world = await openWorld(seededRandom(1));
  let bot: Bot | undefined;
  try {
    await world.populate(people, 0);
    bot = await startBot('our-bot.ts', { arguments: [world.directConnectionString, world.secret, String(pace)], flags });
    return await act({ world, bot, people });
  } finally {
    await bot?.stop();
    await world.close();
  }
}

let announced = 0;

async function begin({ engine, tenant, network, writeNews }: World): Promise<BroadcastRef> {
  announced += 1;
  const of: BroadcastRef = { tenant, id: `mark-${announced}` };
  const audience = [{ kind: 'network', id: network }];
  await engine.announce({ ...of, kind: 'news', about: await writeNews(of.id), audience, policy: 'never twice', mayWait: false });
  await engine.approve(of);
  await engine.start(of);
  return of;
}

async function sent({ observer }: World): Promise<number> {
  return (await observer.ask({ kind: 'count' })).sends;
}

async function untilSent(world: World, count: number, patienceSeconds: number): Promise<void> {
  const patience = performance.now() + patienceSeconds * 1000;
  while ((await sent(world)) < count) {
    if (performance.now() > patience) throw new Error(`${await sent(world)} of ${count} messages in ${patienceSeconds} s`);
    await pause(100);
  }
}

/** From the first message to the last of them. */
async function perSecond({ observer }: World): Promise<number> {
  const { log } = await observer.ask({ kind: 'log' });
  const times = log.filter(({ what }) => what === 'send').map(({ at }) => at);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return (times.length - 1) / ((last - first) / 1000);
}

/** Messages a second with the full ledger, and how that compares to a bare loop that posts the same card. */
export async function messagesASecond({ quick }: Machine): Promise<Figure> {
  const rates: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    await onStage({ people: quick ? 1_500 : 5_000, pace: unlimited }, async ({ world, people }) => {
      await begin(world);
      await untilSent(world, people, 300);
      rates.push(await perSecond(world));
      const { lastBody } = await world.observer.ask({ kind: 'count' });
      const loop = await startBare();
      try {
        const ask = (count: number): Promise<BareTold> => loop.post({ serviceUrl: world.serviceUrl, body: lastBody, count, inFlight });
        await ask(people / 5);
        bare.push(people / (await ask(people)).seconds);
      } finally {
        await loop.stop();
      }
    });
  }
  const [best, ratio] = [Math.max(...rates), median(rates.map((rate, at) => rate / (bare[at] ?? NaN)))];
  return {
    value: best,
    detail: `${ratio.toFixed(2)} × a bare loop of the SDK's client, ${Math.round(median(bare))} a second at ${inFlight} in flight`,
  };
}

/** From the press to the last row of the plan. */
export async function planning({ quick }: Machine): Promise<Figure> {
  const people = quick ? 5_000 : 100_000;
  return onStage({ people, pace: 1 }, async ({ world }) => {
    const began = performance.now();
    const of = await begin(world);
    while (!(await world.engine.find(of))?.isPlanned) {
      if (performance.now() - began > 600_000) throw new Error('not planned after ten minutes');
      await pause(100);
    }
    const seconds = (performance.now() - began) / 1000;
    return { value: (seconds / people) * 100_000, detail: `${people} people in ${seconds.toFixed(1)} s` };
  });
}

/** The most that the process takes above what it took before, while it sends; and how its heap grows meanwhile. */
export async function memoryOfSending({ quick }: Machine): Promise<Figure> {
  const [people, sends] = quick ? [5_000, 1_000] : [100_000, 20_000];
  return onStage({ people, pace: unlimited, flags: ['--expose-gc'] }, async ({ world, bot }) => {
    await pause(2_000);
    const [idle, idleHeap] = [await bot.memoryBytes(), await bot.heapBytes()];
    const of = await begin(world);
    let most = idle;
    const look = async () => {
      most = Math.max(most, await bot.memoryBytes());
      await pause(200);
    };
    while (!(await world.engine.find(of))?.isPlanned) await look();
    const planning = most;
    const heaps: number[] = [];
    const taken: number[] = [];
    for (let stop = 1; stop <= 10; stop += 1) {
      while ((await sent(world)) < (sends * stop) / 10) await look();
      taken.push(await bot.memoryBytes());
      heaps.push(await bot.heapBytes());
    }
    await world.engine.cancel(of);
    const above = (bytes: readonly number[], before: number) => bytes.map(one => Math.round((one - before) / 1024 / 1024)).join(' ');
    return {
      value: (most - idle) / 1024 / 1024,
      detail:
        `${mb(idle)} idle, at most ${mb(planning)} while planning ${people} and ${mb(most)} while sending to ${sends}; above idle, tenth ` +
        `by tenth: ${above(taken, idle)} MB taken, ${above(heaps, idleHeap)} MB of heap in use`,
    };
  });
}

/** How much of a set pace comes about. */
export async function keepingPace({ quick }: Machine): Promise<Figure> {
  return onStage({ people: quick ? 400 : 2_400, pace: asLocally }, async ({ world, people }) => {
    await begin(world);
    await untilSent(world, people, people / 10);
    const rate = await perSecond(world);
    return { value: (rate / asLocally) * 100, detail: `${rate.toFixed(1)} a second of ${asLocally}, over ${people} messages` };
  });
}

/** How long an answer takes while an announcement goes out at the usual pace, against before and after. */
export async function turnsMeanwhile({ quick }: Machine): Promise<Figure> {
  const [rounds, seconds] = [quick ? 2 : 5, quick ? 2 : 4];
  const load = await startLoad();
  try {
    return await onStage({ people: asLocally * rounds * seconds * 3, pace: asLocally }, async ({ world, bot }) => {
      const look = async () => (await load.round({ bot: bot.url, inFlight: 2, people: 100, expect: card, until: { seconds } })).p95;
      await load.round({ bot: bot.url, inFlight: 2, people: 100, expect: card, until: { turns: quick ? 500 : 2_000 } });
      const [idle, busy]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) idle.push(await look());
      const of = await begin(world);
      await untilSent(world, 1, 30);
      const before = await sent(world);
      for (let round = 0; round < rounds; round += 1) busy.push(await look());
      const meanwhile = (await sent(world)) - before;
      await world.engine.cancel(of);
      await pause(3_000);
      for (let round = 0; round < rounds; round += 1) idle.push(await look());
      const [calm, loaded] = [median(idle), median(busy)];
      return {
        value: loaded / calm,
        detail: `p95 ${loaded.toFixed(1)} ms against ${calm.toFixed(1)} ms, 2 in flight, while ${meanwhile} messages went out`,
      };
    });
  } finally {
    await load.stop();
  }
}
