import { setTimeout as pause } from 'node:timers/promises';
import type { Broadcast, BroadcastRef } from '../../bot/delivery/broadcast.ts';
import { startBots, type Bots } from './bots.ts';
import { judge, mostInASecond, rushesIn, type Stretch, type Verdict } from './checker.ts';
import { steadyNow } from './observer.ts';
import { patiently } from './patiently.ts';
import type { Plan } from './plan.ts';
import { between, type Random } from './random.ts';
import { byPresses, byTheEngine } from './starting.ts';
import { conversationOf, openWorld, type World } from './world.ts';

export type Ended = {
  plan: Plan;
  verdict: Verdict;
  kills: number;
  seconds: number;
  /** Of the stretch in which messages went out. */
  perSecond: number;
  mostInASecond: number;
  /** How it stands in the ledger, by state. */
  states: Record<string, number>;
  /** What else is not as it has to be, in sentences. */
  faults: string[];
  lines: readonly string[];
};

export type Options = {
  random: Random;
  pace: number;
  /** The tree that bots run from. */
  folder?: string;
  patienceMs: number;
};

/** As many requests as one instance has under way at most. */
const inFlight = 48;
const effectMs = 2_000;
const drainMs = 20_000;
/** Past the lease of a row and that of a slice. */
const frozenMs = 45_000;
const unmet = 0.02;

/** One broadcast, from a fresh storage to the verdict. */
export async function run(plan: Plan, options: Options): Promise<Ended> {
  const { random } = options;
  const world = await openWorld(random);
  let bots: Bots | undefined;
  try {
    const people = await world.populate(plan.recipients, unmet);
    const { connectionString, secret } = world;
    bots = await startBots({ connectionString, secret, pace: options.pace, clocks: plan.clocks, folder: options.folder, random });
    return await follow(plan, options, { world, bots, people });
  } finally {
    bots?.killAll();
    await world.close();
  }
}

type Stage = { world: World; bots: Bots; people: readonly string[] };

async function follow(plan: Plan, { random, pace, patienceMs }: Options, { world, bots, people }: Stage): Promise<Ended> {
  const { engine } = world;
  const mark = `mark-${Math.floor(random() * 1e9)}`;
  const faults: string[] = [];
  const pressed = plan.policy === 'never twice' ? await byPresses(world, bots, mark, random) : await byTheEngine(world, mark, plan.policy);
  await world.observer.ask({ kind: 'weather', weather: { ...plan.weather, seed: Math.floor(random() * 2 ** 31) } });
  if (plan.storage) world.spoilStorage(plan.storage);

  const began = steadyNow();
  const of = await pressed.start(faults);

  const silences: Stretch[] = [];
  const acts = actsOf(plan, random, {
    ...{ world, bots, of, silences, faults },
    isCancelled: () => silences.some(({ to }) => to === Infinity),
  });
  const isOver = await untilOver(world, of, acts, began + patienceMs);
  if (!isOver) faults.push(`it had not ended after ${Math.round(patienceMs / 1000)} s`);
  if (!isSame(await patiently(() => engine.find(of)), await pressed.again(of))) faults.push('a late press changed it');
  await pause(effectMs);
  const seconds = (steadyNow() - began) / 1000;
  await bots.stop();

  const slowest = Math.max(...bots.drains.map(({ ms }) => ms));
  if (slowest > drainMs) faults.push(`SIGTERM took ${(slowest / 1000).toFixed(1)} s`);
  const codes = bots.drains.filter(({ code }) => code !== 0).length;
  if (codes > 0) faults.push(`${codes} of ${bots.drains.length} told to end by SIGTERM did not end by themselves`);

  const broadcast = await patiently(() => engine.find(of));
  if (!broadcast) throw new Error('the announcement is gone');
  const settled = await patiently(() => world.settled(broadcast));
  const told = await world.observer.ask({ kind: 'log' });
  // What an organiser is shown of it is an answer to them, and none of the messages.
  const log = told.log.filter(({ conversation }) => conversation !== pressed.organiser);
  const times = log.filter(({ what }) => what === 'send').map(({ at }) => at);
  const verdict = judge({
    ...{ mark, policy: plan.policy, settled, observed: log, pace, silences, inFlight },
    recipients: people.map(conversationOf),
    crashes: bots.crashes,
    isStopped: broadcast.isStopped,
  });
  const states: Record<string, number> = {};
  for (const { state } of settled) states[state] = (states[state] ?? 0) + 1;
  for (const { ms, stalledMs } of rushesIn(log, pace).slice(0, 5))
    faults.push(`${pace + 1} requests in ${ms.toFixed(0)} ms, while the machine let nobody run for ${stalledMs.toFixed(0)} ms at most`);
  const perSecond = times.length / Math.max(1, (Math.max(...times) - Math.min(...times)) / 1000);
  return { plan, verdict, kills: bots.kills(), seconds, perSecond, mostInASecond: mostInASecond(log), states, faults, lines: bots.lines };
}

const isSame = (before: Broadcast | undefined, after: Broadcast | undefined): boolean =>
  before !== undefined && after?.id === before.id && after.state === before.state && after.pass === before.pass;

/** Something that is done once so many messages have gone out. */
type Act = { after: number; act: () => Promise<unknown> };

async function untilOver(world: World, of: BroadcastRef, acts: Act[], patience: number): Promise<boolean> {
  const waiting = acts.sort((one, other) => one.after - other.after);
  const underWay = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  while (steadyNow() < patience && failures.length === 0) {
    const { sends } = await world.observer.ask({ kind: 'count' });
    while (waiting[0] && waiting[0].after <= sends) {
      const begun = waiting.shift()?.act().catch((error: unknown) => failures.push(error)); // prettier-ignore
      underWay.add(begun ?? Promise.resolve());
    }
    const broadcast = await patiently(() => world.engine.find(of));
    if (broadcast?.state === 'done' || broadcast?.state === 'cancelled') {
      await Promise.all(underWay);
      if (failures.length > 0) break;
      return true;
    }
    await pause(200);
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return false;
}

type Acting = { world: World; bots: Bots; of: BroadcastRef; silences: Stretch[]; faults: string[]; isCancelled: () => boolean };

function actsOf(plan: Plan, random: Random, { world, bots, of, silences, faults, isCancelled }: Acting): Act[] {
  const { engine } = world;
  const { recipients, kills, killsWhilePlanning = 0, cancelsAt = 1 } = plan;
  const soon = () => pause(between(random, 0, 1_000));
  // Not all of them is sent where some is stopped or taken off the list, so acts end a little before.
  const last = recipients * cancelsAt * 0.9;
  const acts: Act[] = Array.from({ length: kills }, (_, count) => ({
    after: count < killsWhilePlanning ? 0 : between(random, 1, last),
    act: () => soon().then(bots.kill),
  }));
  if (plan.freezes) acts.push({ after: between(random, 1, last / 2), act: () => bots.freeze(frozenMs) });
  if (plan.drains) acts.push({ after: between(random, 1, last), act: bots.drain });
  if (plan.pauses) {
    acts.push({
      after: between(random, last / 4, last / 2),
      act: async () => {
        const paused = await patiently(() => engine.pause(of));
        if (paused === 'not now' || paused === 'unknown') faults.push(`a pause in the middle: ${paused}`);
        const from = steadyNow() + effectMs;
        await pause(effectMs * 4);
        silences.push({ from, to: steadyNow() });
        if (!isCancelled()) await patiently(() => engine.resume(of));
      },
    });
  }
  if (plan.cancelsAt !== undefined) {
    acts.push({
      after: recipients * plan.cancelsAt,
      act: async () => {
        const cancelled = await patiently(() => engine.cancel(of));
        if (cancelled === 'not now' || cancelled === 'unknown') faults.push(`a cancel in the middle: ${cancelled}`);
        silences.push({ from: steadyNow() + effectMs, to: Infinity });
      },
    });
  }
  return acts;
}
