import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages, pagesAreStale } from '../../bot/local/tab/pages.ts';
import { untilToldToEnd } from '../../bot/local/processes/starting.ts';
import { browserPath, howToInstallBrowser } from './browser-path.ts';
import { everyFeature } from './features.ts';
import { compareFrontDoor } from './front-door-report.ts';
import { frontDoorFile } from './front-door.ts';
import type { TestSummary } from './summary-reporter.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const reporter = join(root, 'test/support/summary-reporter.ts');
const inCi = /^(1|true)$/i.test(process.env.CI ?? '');
/** What the last test may take to let go of its sockets and children. */
const secondsToLetGo = 15;

/** Most of the long tests wait for leases, alarms and processes, so more files run side by side than there are cores. */
const jobs = '5';

/** The longest files, begun first: one of them begun last would run on alone. A run tells which are the longest. */
const longest = [
  'delivery/due.runner',
  'local/start',
  'tabs/directory',
  'who-learns-what',
  'main',
  'delivery/due.stress',
  'journeys/storage-gone',
  'tabs/start',
  'journeys/playground-page',
  'journeys/due-work',
  'contracts/storage',
  'contracts/faults',
  'contracts/identity',
  'roles',
  'privacy/journey',
  'delivery/due.crash',
  'data-map',
  'local/storage',
  'people/roles',
].map(name => `test/${name}.test.ts`);

/** Long suites with a command of their own. */
const ofTheirOwn = 'test/attack/';

const asked = process.argv.slice(2);
const files = filesFor(asked);
const scratch = mkdtempSync(join(tmpdir(), 'staff-networks-tests-'));
const doorFile = join(scratch, 'front-door.txt');

const faults: string[] = [];
// Every local run that finds them old would begin to build them, side by side with the others.
if (asked.length === 0 && pagesAreStale()) await buildPages(line => console.log(line)).ended;
const summary = files.length > 0 ? await runMocha() : undefined;
if (files.length === 0) faults.push(`No test file matches ${asked.join(' ') || 'test/**/*.test.ts'}.`);
else if (!summary) faults.push('The test run broke before its end.');
reportNotRun(summary?.notRun ?? []);
reportLongest();
reportFrontDoor();
rmSync(scratch, { recursive: true, force: true });

for (const fault of faults) console.log(fault);
const failed = (summary?.failed ?? 0) + faults.length;
console.log(`${summary?.passed ?? 0} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Every test file, or those that the arguments name: a file, a folder or a pattern. */
function filesFor(patterns: string[]): string[] {
  const wanted = patterns.length > 0 ? patterns : ['test'];
  const found = wanted.flatMap(pattern => {
    const plain = pattern.replaceAll('\\', '/').replace(/\/$/, '');
    return globSync(plain.endsWith('.ts') ? plain : [plain, `${plain}/**/*.test.ts`], { cwd: root });
  });
  const files = [...new Set(found.map(file => file.replaceAll('\\', '/')).filter(file => file.endsWith('.test.ts')))].sort();
  const chosen = patterns.length > 0 ? files : files.filter(file => !file.startsWith(ofTheirOwn));
  return [...longest.filter(file => chosen.includes(file)), ...chosen.filter(file => !longest.includes(file))];
}

function runMocha(): Promise<TestSummary | undefined> {
  return new Promise(resolve => {
    let told: TestSummary | undefined;
    let patience: NodeJS.Timeout | undefined;
    const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), '--parallel', '--jobs', jobs, '--reporter', reporter];
    const child = spawn(process.execPath, [...mocha, ...files], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // The many processes of a run share what is compiled; each would spend half of its start on that.
      env: { NODE_COMPILE_CACHE: join(scratch, 'compiled'), ...process.env, [frontDoorFile]: doorFile },
    });
    child.on('message', message => {
      told = message as TestSummary;
      patience = setTimeout(() => {
        faults.push(`The tests ended but left something running for ${secondsToLetGo} seconds.`);
        child.kill('SIGKILL');
      }, secondsToLetGo * 1000);
    });
    // Letting go of its channel, instead of a signal, gives it the time to end what it started.
    void untilToldToEnd().then(() => child.disconnect());
    child.on('exit', (code, signal) => {
      clearTimeout(patience);
      // Mocha's exit status is its number of failures; anything else that is not zero was not said in the summary.
      if (told && told.failed === 0 && code !== 0 && faults.length === 0) faults.push(`The test process ended with ${signal ?? code}.`);
      resolve(told);
    });
  });
}

function reportNotRun(notRun: TestSummary['notRun']): void {
  if (notRun.length === 0) return;
  console.log(`Not run (${notRun.length}):`);
  for (const { title, file } of notRun) console.log(`  ${title}  (${relative(root, file)})`);
  if (!browserPath()) console.log(howToInstallBrowser);
  if (inCi) faults.push(`${notRun.length} tests were not run, which counts as a failure with CI=true.`);
}

/** So that the list of the longest stays true. */
function reportLongest(): void {
  if (asked.length > 0 || !summary) return;
  const times = summary.times.sort((one, other) => other.seconds - one.seconds).slice(0, 8);
  console.log(`Longest: ${times.map(({ file, seconds }) => `${relative(root, file)} ${Math.round(seconds)} s`).join(', ')}`);
  for (const file of longest.filter(file => !files.includes(file))) faults.push(`${file} is among the longest, but there is no such file.`);
}

/** Only a whole run can have been through every door. */
function reportFrontDoor(): void {
  if (asked.length > 0 || !summary) return;
  const { line, missing } = compareFrontDoor(everyFeature(), doorFile);
  console.log(line);
  faults.push(...missing);
}
