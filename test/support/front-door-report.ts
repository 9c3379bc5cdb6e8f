import { existsSync, readFileSync } from 'node:fs';
import type { Feature } from '../../bot/feature.ts';
import { routeName, type Exercised } from './front-door.ts';

type Kind = Exercised['kind'];
const plural: Record<Kind, string> = { verb: 'verbs', route: 'routes', due: 'due kinds' };

/** What the features offer, beside what the journeys went through. One sentence for each kind with something missing. */
export function compareFrontDoor(features: readonly Feature[], file: string): { line: string; missing: string[] } {
  const exercised = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  const parts: string[] = [];
  const missing: string[] = [];
  for (const [kind, names] of offered(features)) {
    const untouched = names.filter(name => !exercised.has(`${kind} ${name}`));
    parts.push(`${plural[kind]} ${names.length - untouched.length} of ${names.length}`);
    if (untouched.length > 0) missing.push(`No journey went through these ${plural[kind]}: ${untouched.join(', ')}.`);
  }
  return { line: `Front door: ${parts.join(', ')}`, missing };
}

function offered(features: readonly Feature[]): [Kind, string[]][] {
  return [
    ['verb', features.flatMap(feature => feature.verbs ?? []).map(({ verb }) => verb)],
    ['route', features.flatMap(feature => feature.routes ?? []).map(({ method, path }) => routeName(method, path))],
    ['due', features.flatMap(feature => Object.keys(feature.due ?? {}))],
  ];
}
