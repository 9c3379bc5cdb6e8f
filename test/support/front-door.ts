import { appendFileSync } from 'node:fs';

/** Names the file in which a run of the tests collects what came in from outside; set by run-tests.ts. */
export const frontDoorFile = 'FRONT_DOOR_FILE';

export type Exercised = { kind: 'verb' | 'route' | 'due'; name: string };

/** A journey calls this when the product has answered: a verb pressed over HTTP, a route called, a due kind that ran. */
export function wentThroughFrontDoor({ kind, name }: Exercised): void {
  const file = process.env[frontDoorFile];
  if (file) appendFileSync(file, `${kind} ${name}\n`);
}

/** As the features name it: `get /networks/:id`. */
export const routeName = (method: string, path: string): string => `${method.toLowerCase()} ${path}`;
