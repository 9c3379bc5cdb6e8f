import type { DataMapLine, Held } from '../feature.ts';
import type { Both } from '../language/language.ts';

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
