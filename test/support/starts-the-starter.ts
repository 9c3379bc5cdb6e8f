import { spawn } from 'node:child_process';
import { join } from 'node:path';

// Stands for npm, a terminal or an editor that starts the local run and may be killed.
const starter = spawn(process.execPath, [join(import.meta.dirname, '../../bot/local/start.ts')], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
console.log(`starter ${starter.pid}`);
