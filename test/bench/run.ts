import { cpus, loadavg } from 'node:os';
import { withMachine } from './machine.ts';
import { meets, rows, type Figure, type Goal, type Row } from './rows.ts';

// npm run bench [-- --quick] [-- words of the rows wanted]
const args = process.argv.slice(2);
const quick = args.includes('--quick');
const wanted = args.filter(arg => !arg.startsWith('--'));
const chosen = rows.filter(row => wanted.every(word => row.name.includes(word)));

const began = performance.now();
const busy = loadavg()[0] ?? 0;
if (busy > 0.5) console.log(`Other work is going on here (load ${busy.toFixed(1)} on ${cpus().length} cores): figures will be noisy.\n`);

const lines: { row: Row; figure?: Figure; failure?: string }[] = [];
await withMachine(quick, async machine => {
  for (const row of chosen) {
    try {
      lines.push({ row, figure: await row.run(machine) });
    } catch (error) {
      lines.push({ row, failure: error instanceof Error ? error.message : String(error) });
    }
  }
});

printTable(
  lines.map(({ row, figure, failure }) => [
    row.name,
    figure ? shown(figure.value, row.unit) : 'failed',
    asked(row.goal),
    verdict(row, figure),
    figure?.detail ?? failure ?? '',
  ]),
);
const missed = lines.filter(({ row, figure }) => !figure || !meets(figure.value, row.goal)).length;
const took = Math.round((performance.now() - began) / 1000);
console.log(`\nBench: ${lines.length - missed} of ${lines.length} rows meet their goals${quick ? ' (a quick look)' : ''}, ${took} s.`);
process.exitCode = missed === 0 && lines.length > 0 ? 0 : 1;

function verdict(row: Row, figure: Figure | undefined): string {
  return figure && meets(figure.value, row.goal) ? 'ok' : 'MISSED';
}

function asked(goal: Goal): string {
  return 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
}

function shown(value: number, unit: string): string {
  return `${Math.abs(value) < 10 ? value.toFixed(2) : Math.round(value)} ${unit}`;
}

function printTable(cells: string[][]): void {
  const table = [['row', 'figure', 'goal', '', ''], ...cells];
  const widths = [0, 1, 2, 3].map(column => Math.max(...table.map(line => line[column]?.length ?? 0)));
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
