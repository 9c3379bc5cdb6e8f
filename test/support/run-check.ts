import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

type Check = { name: string; program: string; options: string[] };

const checks: Check[] = [
  { name: 'types', program: 'node_modules/typescript/bin/tsc', options: ['--project', '.', '--pretty'] },
  { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', options: ['.', '--max-warnings', '0'] },
  { name: 'format', program: 'node_modules/prettier/bin/prettier.cjs', options: ['--check', '.', '--log-level', 'warn'] },
];

const results: string[] = [];
for (const check of checks) {
  const { ok, said } = await run(check);
  if (!ok) {
    console.log(`--- ${check.name}`);
    console.log(said.trim());
    process.exitCode = 1;
  }
  results.push(`${check.name} ${ok ? 'ok' : 'FAILED'}`);
}
console.log(`Check: ${results.join(', ')}`);

function run({ program, options }: Check): Promise<{ ok: boolean; said: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [join(root, program), ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', chunk => (said += chunk));
    child.stderr.on('data', chunk => (said += chunk));
    child.on('close', code => resolve({ ok: code === 0, said }));
  });
}
