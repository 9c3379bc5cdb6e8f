import { createServer } from 'node:net';
import { CannotStart } from './cannot-start.ts';

export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Names every port that is taken at once, with the setting that changes it. */
export async function needFreePorts(wanted: { port: number; what: string; setting: string }[]): Promise<void> {
  const taken: string[] = [];
  for (const { port, what, setting } of wanted) {
    if (!(await isFree(port)))
      taken.push(`Port ${port}, for ${what}, is already in use. End the program that uses it, or choose another with ${setting}.`);
  }
  if (taken.length > 0) throw new CannotStart(taken.join('\n'));
}
