import { partition, partsOf, row } from '../../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../../storage/table.ts';
import type { Counts } from './counts.ts';
import { countsIn, dateIn, isCount } from './ledger.rows.ts';
import type { Slice, Sliced } from './slices.store.ts';

/** What was last noted of a slice, a little behind its rows. */
export type SliceProgress = {
  slice: number;
  counts: Counts;
  /** Grows with every change: a slice in which it stands still is not being worked on. */
  moves: number;
  /** In which pass of the announcement nothing was left to do in it; 0 for none yet. */
  donePass: number;
  /** Until when nothing can be done in it, while something is left. */
  waitsUntil?: Date;
};

export type Noted = Pick<SliceProgress, 'donePass' | 'waitsUntil'>;

const tries = 20;
const mostTogether = 100;

/** How far each slice is, side by side in one place: so that how an announcement stands is one list. Derived from the slices. */
export function openProgress(table: Table) {
  const place = ({ tenant, id }: Sliced) => partition(tenant, 'progress', id);

  /** What was noted of a later state stays. */
  async function note(slice: Slice, noted: Noted): Promise<void> {
    const [at, named] = [place(slice.of), row(String(slice.number))];
    const fields = fieldsOf(slice, noted);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const found = await table.find(at, named);
      if (!found) {
        if ((await table.insert(at, named, fields)) === 'inserted') return;
        continue;
      }
      const before = progressOf(found);
      if (before.moves > slice.moves || (before.moves === slice.moves && before.donePass > noted.donePass)) return;
      if ((await table.replace(found, fields)) === 'replaced') return;
    }
    throw new Error('the progress of a slice is being noted by too many at once');
  }

  /** Its counts changed, and nothing about what is left to do in it. */
  async function recount(slice: Slice): Promise<void> {
    const found = await table.find(place(slice.of), row(String(slice.number)));
    await note(slice, found ? progressOf(found) : { donePass: 0 });
  }

  /** For slices that were just planned, together where nothing was noted of them yet. */
  async function noteNew(of: Sliced, slices: readonly Slice[]): Promise<void> {
    for (let at = 0; at < slices.length; at += mostTogether) {
      const some = slices.slice(at, at + mostTogether);
      const { done } = await table.together(
        place(of),
        some.map(slice => ({ do: 'insert', row: row(String(slice.number)), fields: fieldsOf(slice, { donePass: 0 }) })),
      );
      if (!done) for (const slice of some) await note(slice, { donePass: 0 });
    }
  }

  async function all(of: Sliced): Promise<SliceProgress[]> {
    const slices: SliceProgress[] = [];
    for await (const found of table.all(place(of))) slices.push(progressOf(found));
    return slices;
  }

  async function drop(of: Sliced): Promise<void> {
    for (;;) {
      const { rows } = await table.list(place(of), { limit: mostTogether });
      if (rows.length === 0) return;
      await table.together(place(of), rows.map(found => ({ do: 'remove', row: found.row }))); // prettier-ignore
    }
  }

  return { note, recount, noteNew, all, drop };
}

const fieldsOf = ({ counts, moves }: Slice, { donePass, waitsUntil }: Noted): Fields => ({
  counts: JSON.stringify(counts),
  moves,
  donePass,
  waitsUntil,
});

function progressOf({ row: key, fields }: StoredRow): SliceProgress {
  const { moves, donePass } = fields;
  if (!isCount(moves) || !isCount(donePass)) throw new Error('this is no progress of a slice');
  const waitsUntil = dateIn(fields, 'waitsUntil');
  return { slice: Number(partsOf(key)[0]), counts: countsIn(fields), moves, donePass, ...(waitsUntil ? { waitsUntil } : {}) };
}
