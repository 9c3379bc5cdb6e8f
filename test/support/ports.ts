import { isFree } from '../../bot/local/processes/ports.ts';

const given = new Set<number>();

/**
 * A port nobody listens on now. It lies below those that systems hand out by themselves, so that no connection of another program
 * takes it before the test does.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}
