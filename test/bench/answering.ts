import { compare, median, type Compared } from './comparison.ts';
import type { Machine } from './machine.ts';
import { startBot, startLoad, type Bot } from './processes.ts';
import type { Figure } from './rows.ts';

/** Stands in every answer card, and in no apology. */
const card = 'application/vnd.microsoft.card.adaptive';
const inFlight = 8;

let compared: Promise<Compared> | undefined;

/** Our bot against a bare echo on the same adapter, server and connector. Two rows read the one comparison. */
export async function answeringAgainstEcho(machine: Machine): Promise<{ rate: Figure; p95: Figure }> {
  const { rate, p95, processor, ours, baseline } = await (compared ??= compareWithEcho(machine));
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return {
    rate: {
      value: rate,
      detail: `${Math.round(ours.turnsPerSecond)} against ${Math.round(baseline.turnsPerSecond)} turns a second; processor time a turn ${processor.toFixed(2)} ×`,
    },
    p95: { value: p95, detail: `${ms(ours.p95)} against ${ms(baseline.p95)}; p50 ${ms(ours.p50)} against ${ms(baseline.p50)}` },
  };
}

async function compareWithEcho({ azurite, quick }: Machine): Promise<Compared> {
  const load = await startLoad();
  const echo = await startBot('echo-bot.ts');
  const ours = await startBot('our-bot.ts', { arguments: [azurite.connectionString] });
  try {
    const options = { inFlight, people: 100, rounds: quick ? 4 : 15, seconds: quick ? 1.5 : 2, warmUpTurns: quick ? 1000 : 3000 };
    return await compare(load, { bot: ours, expect: card }, { bot: echo, expect: 'You said' }, options);
  } finally {
    await Promise.all([load.stop(), echo.stop(), ours.stop()]);
  }
}

/** How much the heap grows with each turn up to 21,000 turns, once what is kept on purpose, such as the latest 5,000 activity ids, is full. */
export async function heapGrowth({ azurite, quick }: Machine): Promise<Figure> {
  const load = await startLoad();
  const bot = await startBot('our-bot.ts', { arguments: [azurite.connectionString], flags: ['--expose-gc'] });
  try {
    const points = await heapOverTurns(load, bot, evenly(quick ? { from: 6000, to: 9000 } : { from: 6000, to: 21_000 }));
    const [first, last] = [points[0], points.at(-1)];
    const mb = (bytes = 0) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
    return {
      value: growthPerTurn(points),
      detail: `${mb(first?.bytes)} after ${first?.turns} turns, ${mb(last?.bytes)} after ${last?.turns}`,
    };
  } finally {
    await Promise.all([load.stop(), bot.stop()]);
  }
}

/** Eleven points, both ends included. */
function evenly({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: 11 }, (_, i) => Math.round(from + ((to - from) * i) / 10));
}

export type Point = { turns: number; bytes: number };

async function heapOverTurns(load: Awaited<ReturnType<typeof startLoad>>, bot: Bot, stops: number[]): Promise<Point[]> {
  const points: Point[] = [];
  let done = 0;
  for (const stop of stops) {
    await load.round({ bot: bot.url, expect: card, inFlight, people: 500, until: { turns: stop - done } });
    done = stop;
    points.push({ turns: stop, bytes: await bot.heapBytes() });
  }
  return points;
}

/**
 * The middle one of the growths from point to point. A leak shows in every stretch; compiled code that the engine throws away in
 * one of them, megabytes at once, does not hide it.
 */
export function growthPerTurn(points: Point[]): number {
  return median(points.slice(1).map((point, i) => (point.bytes - (points[i]?.bytes ?? 0)) / (point.turns - (points[i]?.turns ?? 0))));
}
