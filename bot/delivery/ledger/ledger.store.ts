import { createHmac, createSecretKey } from 'node:crypto';
import type { Held, HeldThing } from '../../feature.ts';
import type { Person } from '../../people/person.ts';
import { row, type RowKey } from '../../storage/keys.ts';
import { StorageUnavailable, type Table } from '../../storage/table.ts';
import type { Broadcast, Tally } from '../broadcast.ts';
import { tallyOf } from './counts.ts';
import type { Delivery, Recipient } from './delivery.ts';
import { ledgerMap } from './ledger.map.ts';
import { deliveryOf, fieldsOf } from './ledger.rows.ts';
import { openProgress, type Noted, type SliceProgress } from './progress.store.ts';
import { sliceOf, slicesOf } from './slices.ts';
import { openSlices, type Slice, type Sliced } from './slices.store.ts';

/** Somebody an announcement is for, with the part of the audience it reaches them through. */
export type Planned = { to: Recipient; via: number };

export type Ledger = {
  /** Writes the rows that are not there yet, and leaves the others as they are. Harmless twice. Answers how many were new. */
  plan(of: Sliced, recipients: readonly Planned[]): Promise<number>;
  /** All of a slice, in one read. */
  read(of: Sliced, slice: number): Promise<Slice>;
  /** Writes at most 99 rows of a slice, by their keys, if nobody wrote to it since it was read. Answers the slice as it is then. */
  write(slice: Slice, rows: readonly (readonly [string, Delivery])[]): Promise<Slice | 'conflict'>;
  /** Notes how far a slice is, for `progress` and `tally`. What was noted of a later state of it stays. */
  note(slice: Slice, noted: Noted): Promise<void>;
  /** How far each slice is: what was last noted. Slices without a recipient are not among them. */
  progress(of: Sliced): Promise<SliceProgress[]>;
  /** How the recipients stand, a little behind. */
  tally(of: Sliced & Pick<Broadcast, 'version'>): Promise<Tally>;
  /** One look for one person. */
  ofPerson(of: Sliced, person: Person): Promise<Delivery | undefined>;
  /** Changes how some people stand, each by what stands then; undefined leaves it. For changes that make no new work. */
  change(of: Sliced, people: readonly Person[], decide: (delivery: Delivery) => Delivery | undefined): Promise<void>;
  /** Forgets who got it; how many stays. */
  dropRows(of: Sliced): Promise<void>;
  /** Forgets how many got it, too. */
  dropProgress(of: Sliced): Promise<void>;
  /** What rows hold about people. `recent` answers every announcement that still has rows. */
  held(recent: (tenant: string) => AsyncIterable<Sliced> | Iterable<Sliced>): Held;
};

const mostRows = 99;
const slicesAtOnce = 8;
const tries = 8;
const longestPauseMs = 3_000;

/**
 * One row for every recipient of an announcement, written before anything is sent. It is named by a keyed hash of announcement
 * and person: one look finds it, and the rows of two announcements cannot be joined by their names.
 */
export function openLedger(tables: { deliveries: Table; progress: Table }, key: Buffer): Ledger {
  const slices = openSlices(tables.deliveries);
  const progress = openProgress(tables.progress);
  const secret = createSecretKey(key);

  function whereIs(of: Sliced, to: Recipient): { slice: number; key: RowKey } {
    const whom = to.kind === 'person' ? to.id : to.conversation;
    const named = JSON.stringify([of.tenant, of.id, to.kind, whom]);
    const hash = createHmac('sha256', secret).update(named).digest('hex');
    return { slice: sliceOf(to, hash, of.slices), key: row('to', hash) };
  }

  async function plan(of: Sliced, recipients: readonly Planned[]): Promise<number> {
    const bySlice = new Map<number, Map<string, Delivery>>();
    for (const { to, via } of recipients) {
      const { slice, key } = whereIs(of, to);
      const rows = bySlice.get(slice) ?? new Map<string, Delivery>();
      bySlice.set(slice, rows);
      if (!rows.has(key)) rows.set(key, { to, via, state: 'pending', attempts: 0, version: 0 });
    }
    let added = 0;
    const planned: Slice[] = [];
    const waiting = [...bySlice];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [number, wanted] = next;
        const { slice, isNew } = await planSlice(of, number, wanted);
        added += isNew;
        planned.push(slice);
      }
    };
    await Promise.all(Array.from({ length: slicesAtOnce }, work));
    await patiently(() => progress.noteNew(of, planned));
    return added;
  }

  async function planSlice(of: Sliced, number: number, wanted: ReadonlyMap<string, Delivery>): Promise<{ slice: Slice; isNew: number }> {
    let isNew = 0;
    // Mostly nothing is there yet, and one write does it. Where something is, that write is refused, and the slice is read.
    let slice = slices.fresh(of, number);
    return patiently(async () => {
      for (;;) {
        const missing = [...wanted].filter(([key]) => !slice.deliveries.has(key)).slice(0, mostRows);
        if (missing.length === 0) return { slice, isNew };
        const written = await slices.write(slice, missing);
        if (written === 'conflict') slice = await slices.read(of, number);
        else {
          slice = written;
          isNew += missing.length;
        }
      }
    });
  }

  async function rowOf(of: Sliced, { id }: Person) {
    if (of.slices === 0) return undefined;
    const { slice, key } = whereIs(of, { kind: 'person', id });
    return slices.find(of, slice, key);
  }

  async function change(of: Sliced, people: readonly Person[], decide: (delivery: Delivery) => Delivery | undefined): Promise<void> {
    const bySlice = Map.groupBy(
      people.map(({ id }) => whereIs(of, { kind: 'person', id })),
      ({ slice }) => slice,
    );
    for (const [number, wanted] of bySlice) {
      const written = await patiently(() => changeSlice(of, number, wanted.map(({ key }) => key), decide)); // prettier-ignore
      if (written) await progress.recount(written);
    }
  }

  async function changeSlice(of: Sliced, number: number, keys: readonly string[], decide: (delivery: Delivery) => Delivery | undefined) {
    let written: Slice | undefined;
    let [slice, left] = [await slices.read(of, number), keys];
    for (;;) {
      const rows = left.flatMap(key => {
        const before = slice.deliveries.get(key);
        const after = before && decide(before);
        return after ? [[key, after] as const] : [];
      });
      const some = rows.slice(0, mostRows);
      if (some.length === 0) return written;
      const outcome = await slices.write(slice, some);
      if (outcome === 'conflict') slice = await slices.read(of, number);
      else {
        const done = new Set<string>(some.map(([key]) => key));
        left = left.filter(key => !done.has(key));
        slice = written = outcome;
      }
    }
  }

  async function tally(of: Sliced & Pick<Broadcast, 'version'>): Promise<Tally> {
    const noted = await progress.all(of);
    return tallyOf(noted.map(({ counts }) => counts), of); // prettier-ignore
  }

  const held: Ledger['held'] = recent => ({
    map: ledgerMap,
    export: async person => {
      const things: HeldThing[] = [];
      for await (const of of recent(person.tenant)) {
        const found = await rowOf(of, person);
        const delivery = found && deliveryOf(found.fields);
        if (delivery) things.push(thingOf(of, delivery));
      }
      return things;
    },
    erase: async person => {
      for await (const of of recent(person.tenant)) {
        if (of.slices === 0) continue;
        const { slice, key } = whereIs(of, { kind: 'person', id: person.id });
        await slices.erase(of, slice, key);
      }
    },
  });

  return {
    plan,
    read: slices.read,
    write: slices.write,
    note: progress.note,
    progress: progress.all,
    tally,
    ofPerson: async (of, person) => {
      const found = await rowOf(of, person);
      return found && deliveryOf(found.fields);
    },
    change,
    dropRows: async of => {
      for (const number of slicesOf(of)) await slices.drop(of, number);
    },
    dropProgress: progress.drop,
    held,
  };
}

function thingOf({ id }: Sliced, delivery: Delivery): HeldThing {
  const fields = Object.entries(fieldsOf(delivery)).flatMap(([property, value]) =>
    value === undefined ? [] : [[property, value instanceof Date ? value.toISOString() : String(value)] as const],
  );
  return {
    table: 'deliveries',
    what: { en: 'Something we sent you, or were to send', cy: 'Rhywbeth a anfonwyd atoch, neu a oedd i’w anfon' },
    fields: { announcement: id, ...Object.fromEntries(fields) },
  };
}

/** A plan is written by nobody who waits for it: a storage that is busy is given time. What was written is not written again. */
async function patiently<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || attempt >= tries) throw error;
      await new Promise(resolve => setTimeout(resolve, Math.random() * Math.min(longestPauseMs, 200 * 2 ** attempt)));
    }
  }
}
