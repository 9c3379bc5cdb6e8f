import type { DataMapLine, Held } from '../feature.ts';
import type { Both } from '../language/language.ts';
import type { Retention } from '../people/retention.ts';
import { lengthInWords } from '../people/data-map.ts';

/** One kind of thing that is held about people: a table, with everything in it that is about somebody. */
export type Kind = {
  table: string;
  lines: readonly DataMapLine[];
  /** How long, in words; several where parts of it live differently. */
  lives: readonly Both<string>[];
  /** What for, each reason once. */
  purposes: readonly Both<string>[];
};

/** Every line of the data map, whoever wrote it. */
export const gathered = (holders: readonly Pick<Held, 'map'>[]): DataMapLine[] => holders.flatMap(({ map }) => map);

/** The map as it is in a force that has set how long things are kept. */
export const asSet = (map: readonly DataMapLine[], retention: Retention): DataMapLine[] =>
  map.map(line => (line.life.set ? { ...line, life: lengthInWords(line.life.set, retention[line.life.set]) } : line));

/** The kinds of things that are held about people, in the order of the map. */
export function kindsIn(map: readonly DataMapLine[]): Kind[] {
  const byTable = Map.groupBy(
    map.filter(line => line.isPersonal),
    line => line.table,
  );
  return [...byTable].map(([table, lines]) => ({
    table,
    lines,
    lives: eachOnce(lines.map(line => line.life)),
    purposes: eachOnce(lines.map(line => line.purpose)),
  }));
}

export const lineFor = (map: readonly DataMapLine[], table: string, property: string): DataMapLine | undefined =>
  map.find(line => line.table === table && line.property === property);

function eachOnce(said: readonly Both<string>[]): Both<string>[] {
  return said.filter((one, at) => said.findIndex(other => other.en === one.en) === at);
}
