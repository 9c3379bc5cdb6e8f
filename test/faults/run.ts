import { appendFileSync } from 'node:fs';
import { copyWithoutClaims } from './broken-build.ts';
import { run, type Ended, type Options } from './course.ts';
import { brokenPlan, longPlans, shortPlans, type Plan } from './plan.ts';
import { seededRandom } from './random.ts';

// npm run test:faults [-- --short] [--seed 7] [--only 'words of one|words of another'] [--lanes 2] [--log file]
const args = process.argv.slice(2);
const isShort = args.includes('--short');
const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const seed = Number(option('--seed') ?? Math.floor(Math.random() * 1e6));
const lanes = Number(option('--lanes') ?? 2);
const logFile = option('--log');
const words = option('--only') ?? '';
const pace = 50;
const minuteMs = 60_000;

console.log(`Faults of delivery, the ${isShort ? 'short' : 'long'} form. Seed ${seed}: "--seed ${seed}" does the same again.`);
const began = performance.now();
const plans = (isShort ? shortPlans : longPlans).filter(plan => words.split('|').some(some => nameOf(plan).includes(some)));
const ended: Ended[] = [];
const failures: string[] = [];

await inLanes([...plans.entries()], async ([at, plan]) => {
  const options: Options = { random: seededRandom(seed * 1000 + at), pace, patienceMs: isShort ? 10 * minuteMs : 25 * minuteMs };
  try {
    const one = await run(plan, options);
    ended.push(one);
    tell(one, isGood(one));
  } catch (error) {
    failures.push(`${nameOf(plan)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    console.log(failures.at(-1));
  }
});

const isSeen = words === '' ? await canFail() : true;
printTable(ended);
const bad = ended.filter(one => !isGood(one)).length + failures.length + (isSeen ? 0 : 1);
const kills = ended.reduce((sum, one) => sum + one.kills, 0);
const recipients = ended.reduce((sum, { plan }) => sum + plan.recipients, 0);
console.log(
  `\nFaults: ${bad === 0 ? 'nothing is over its bound' : `${bad} over their bound`}; ${ended.length} broadcasts to ${recipients} people, ` +
    `${kills} kills, ${Math.round((performance.now() - began) / 1000)} s, seed ${seed}.`,
);
process.exit(bad === 0 ? 0 : 1);

/** The checker finds what comes of it when nothing is claimed. */
async function canFail(): Promise<boolean> {
  const copy = copyWithoutClaims();
  try {
    const one = await run(brokenPlan, { random: seededRandom(seed), pace, folder: copy.folder, patienceMs: 2 * minuteMs });
    const isFound = one.verdict.duplicated > one.verdict.mayBeDuplicated;
    tell(one, isFound);
    console.log(
      isFound
        ? `The checker can fail: it reports ${one.verdict.duplicated} duplicates of a build that claims nothing.`
        : 'The checker did NOT report the duplicates of a build that claims nothing.',
    );
    return isFound;
  } finally {
    copy.remove();
  }
}

async function inLanes<One>(all: One[], act: (one: One) => Promise<void>): Promise<void> {
  const lane = async () => {
    for (let next = all.shift(); next; next = all.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function isGood({ verdict, faults }: Ended): boolean {
  return verdict.isGood && faults.length === 0;
}

function tell(one: Ended, asWanted: boolean): void {
  const { plan, verdict, seconds, perSecond, states, faults, kills, lines } = one;
  const counted = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  console.log(
    `${asWanted ? 'ok ' : 'BAD'} ${nameOf(plan)}: ${seconds.toFixed(0)} s, ${perSecond.toFixed(1)} sends a second (${one.mostInASecond} at most), ${kills} kills; ` +
      `${counted.join(', ')}; lost ${verdict.lost}, duplicated ${verdict.duplicated} of ${verdict.mayBeDuplicated} allowed, ` +
      `late ${verdict.late}, over pace ${verdict.overPace}, wrongly retried ${verdict.wronglyRetried}` +
      `${faults.map(fault => `; ${fault}`).join('')}`,
  );
  if (logFile) appendFileSync(logFile, `${nameOf(plan)}\n${lines.join('\n')}\n`);
}

function printTable(all: readonly Ended[]): void {
  const header = [
    'broadcast',
    'people',
    'kills',
    'lost',
    'duplicated',
    'allowed',
    'late',
    'over pace',
    'wrongly retried',
    's',
    'a second',
    'most in 1 s',
  ];
  const rows = all.map(({ plan, kills, verdict, seconds, perSecond, mostInASecond }) => [
    ...[nameOf(plan), plan.recipients, kills, verdict.lost, verdict.duplicated, verdict.mayBeDuplicated, verdict.late],
    ...[verdict.overPace, verdict.wronglyRetried, seconds.toFixed(0), perSecond.toFixed(1), mostInASecond],
  ]);
  const table = [header, ...rows.map(row => row.map(String))];
  const widths = header.map((_, column) => Math.max(...table.map(row => row[column]?.length ?? 0)));
  console.log('');
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()); // prettier-ignore
}

function nameOf(plan: Plan): string {
  return `${plan.name} (${plan.policy})`;
}
