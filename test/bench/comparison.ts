import type { LoadTold } from './load.contract.ts';
import type { Bot, Load } from './processes.ts';

export type Side = { bot: Bot; expect: string };
export type Compared = {
  /** Of ours to the baseline's, the median over the rounds. */
  rate: number;
  p95: number;
  processor: number;
  ours: Measured;
  baseline: Measured;
};
/** The median of the rounds. */
export type Measured = { turnsPerSecond: number; p50: number; p95: number; processorMsPerTurn: number };

type Options = { inFlight: number; people: number; rounds: number; seconds: number; warmUpTurns: number };

/** Loads two bots by turns (A B, B A, A B, …), so that whatever else the machine does falls on both alike. */
export async function compare(load: Load, ours: Side, baseline: Side, options: Options): Promise<Compared> {
  const { inFlight, people, rounds, seconds, warmUpTurns } = options;
  const run = (side: Side, until: { turns: number } | { seconds: number }) =>
    load.round({ bot: side.bot.url, expect: side.expect, inFlight, people, until });
  for (const side of [baseline, ours]) await run(side, { turns: warmUpTurns });

  const measure = async (side: Side): Promise<Measured> => {
    const before = await side.bot.processorMs();
    const told: LoadTold = await run(side, { seconds });
    const spent = (await side.bot.processorMs()) - before;
    return { turnsPerSecond: told.turns / told.seconds, p50: told.p50, p95: told.p95, processorMsPerTurn: spent / told.turns };
  };
  const pairs: { ours: Measured; baseline: Measured }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) pairs.push({ baseline: await measure(baseline), ours: await measure(ours) });
    else pairs.push({ ours: await measure(ours), baseline: await measure(baseline) });
  }
  const ratio = (of: (measured: Measured) => number) => median(pairs.map(pair => of(pair.ours) / of(pair.baseline)));
  return {
    rate: ratio(measured => measured.turnsPerSecond),
    p95: ratio(measured => measured.p95),
    processor: ratio(measured => measured.processorMsPerTurn),
    ours: middle(pairs.map(pair => pair.ours)),
    baseline: middle(pairs.map(pair => pair.baseline)),
  };
}

function middle(measured: Measured[]): Measured {
  const of = (name: keyof Measured) => median(measured.map(one => one[name]));
  return { turnsPerSecond: of('turnsPerSecond'), p50: of('p50'), p95: of('p95'), processorMsPerTurn: of('processorMsPerTurn') };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2;
}
