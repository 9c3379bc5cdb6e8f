import { spawn } from 'node:child_process';
import { join } from 'node:path';

// Stands for a terminal, an editor or npm that starts the local run and may be killed; `shell` puts a shell between, as npm does.
const starter = join(import.meta.dirname, '../../bot/local/start.ts');
const stdio = ['ignore', 'inherit', 'inherit'] as const;
if (process.argv[2] === 'shell') {
  spawn(`"${process.execPath}" "${starter}"; :`, { shell: true, stdio: [...stdio], env: { ...process.env, npm_lifecycle_event: 'start' } });
} else {
  spawn(process.execPath, [starter], { stdio: [...stdio] });
}
