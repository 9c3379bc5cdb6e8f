import { championOf, linesOf } from './details.ts';
import type { NetworkRow } from './edits.ts';
import type { Champion } from './network.ts';

/** Which of the champions somebody typed are people who have used the app: a line for each, the name, a tab, the person's id. */
export const championIdsFrom = (people: ReadonlyMap<string, string>): string =>
  [...people].map(([name, id]) => `${name}\t${id}`).join('\n');

type Row = Pick<NetworkRow, 'details' | 'championIds'>;

const namesOf = ({ championIds = '' }: Row, person: string): Set<string> =>
  new Set(
    linesOf(championIds)
      .filter(line => line.endsWith(`\t${person}`))
      .map(line => championOf(line).name),
  );

/** The lines about one person. */
export function championsAs(row: Row, person: string): Champion[] {
  const names = namesOf(row, person);
  return linesOf(row.details.champions ?? '')
    .map(championOf)
    .filter(({ name }) => names.has(name));
}

/** The row without one person among its champions. */
export function withoutChampion(row: NetworkRow, person: string): NetworkRow {
  const names = namesOf(row, person);
  const staying = linesOf(row.details.champions ?? '').filter(line => !names.has(championOf(line).name));
  const ids = linesOf(row.championIds ?? '').filter(line => !names.has(line.split('\t')[0] ?? ''));
  return { ...row, details: { ...row.details, champions: staying.join('\n') }, championIds: ids.join('\n') };
}
