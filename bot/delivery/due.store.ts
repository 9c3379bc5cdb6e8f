import { partition, partsOf, row, rowAfter, sortable, type PartitionKey } from '../storage/keys.ts';
import type { Change, Fields, StoredRow, Table } from '../storage/table.ts';
import type { Waiting } from './due.ts';

/** A waiting run with the row it was read from. */
export type Stored = { waiting: Waiting; read: StoredRow };

export type Named = { tenant: string; kind: string; name: string };
export type Asked = Named & { dueAt: Date; payload: string };

const keepMs = 30 * 24 * 60 * 60_000;
const attempts = 10;

/**
 * The rows of one tenant: `run` by kind and name says what was asked for last and, as a high-water mark, which time was run
 * last; `at` by time holds the run that waits; `over` by time lets finished ones be forgotten after a month. What belongs
 * together is written together, so a run waits in exactly one place.
 */
export function dueStore(table: Table) {
  const runKey = (kind: string, name: string) => row('run', kind, name);
  const atKey = (dueAt: Date, kind: string, name: string) => row('at', sortable(dueAt.getTime()), kind, name);

  /** Tries again as long as others write to the same run, which is rare and short. */
  async function settled<Answer>(act: () => Promise<Answer | undefined>): Promise<Answer> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const answer = await act();
      if (answer !== undefined) return answer;
    }
    throw new Error('a due run is being changed by too many at once');
  }

  async function findRun({ tenant, kind, name }: Named): Promise<(Run & { read: StoredRow }) | undefined> {
    const read = await table.find(partition(tenant), runKey(kind, name));
    return read && { read, ...runOf(read.fields) };
  }

  async function find(of: Named & { at: number }): Promise<Stored | undefined> {
    const read = await table.find(partition(of.tenant), atKey(new Date(of.at), of.kind, of.name));
    return read && storedOf(of.tenant, read);
  }

  /** `past`: that time, or a later one, has been run. `first` leaves whatever waits already as it is. */
  async function ask(asked: Asked, first: boolean, now: Date): Promise<Waiting | 'kept' | 'past'> {
    const { tenant, kind, name, dueAt } = asked;
    return settled<Waiting | 'kept' | 'past'>(async () => {
      const run = await findRun({ tenant, kind, name });
      if (run?.doneAt && dueAt <= run.doneAt) return 'past';
      if (run?.dueAt && (first || (await isTheSame(asked, run)))) return 'kept';
      const version = (run?.version ?? 0) + 1;
      const waiting: Waiting = { ...asked, version, ringsAt: now, tries: 0 };
      const fields = runFields({ version, dueAt, doneAt: run?.doneAt });
      const changes: Change[] = [
        run ? { do: 'replace', row: runKey(kind, name), fields, etag: run.read.etag } : { do: 'insert', row: runKey(kind, name), fields },
        // Whatever waited at this very time is written over; what waited at another goes.
        { do: 'put', row: atKey(dueAt, kind, name), fields: waitingFields(waiting) },
      ];
      if (run?.dueAt && run.dueAt.getTime() !== dueAt.getTime()) changes.push({ do: 'remove', row: atKey(run.dueAt, kind, name) });
      return (await table.together(partition(tenant), changes)).done ? waiting : undefined;
    });
  }

  /** Asked for again as it waits already: then its alarm may stay. */
  async function isTheSame({ tenant, kind, name, dueAt, payload }: Asked, run: Run): Promise<boolean> {
    if (run.dueAt?.getTime() !== dueAt.getTime()) return false;
    const stored = await find({ tenant, kind, name, at: dueAt.getTime() });
    return stored?.waiting.payload === payload && !stored.waiting.failedAt;
  }

  async function cancel({ tenant, kind, name }: Named, now: Date): Promise<'cancelled' | 'absent'> {
    return settled<'cancelled' | 'absent'>(async () => {
      const run = await findRun({ tenant, kind, name });
      if (!run?.dueAt) return 'absent';
      const { done } = await table.together(partition(tenant), [
        {
          do: 'replace',
          row: runKey(kind, name),
          fields: runFields({ version: run.version + 1, doneAt: run.doneAt }),
          etag: run.read.etag,
        },
        { do: 'remove', row: atKey(run.dueAt, kind, name) },
        { do: 'put', row: row('over', sortable(now.getTime()), kind, name), fields: {} },
      ]);
      return done ? 'cancelled' : undefined;
    });
  }

  /** Writes a change to the waiting row, if it is still as it was read. */
  async function change({ waiting, read }: Stored, changed: Partial<Waiting>): Promise<'replaced' | 'changed'> {
    return table.replace(read, waitingFields({ ...waiting, ...changed }));
  }

  /**
   * The run was carried out. Its time becomes the high-water mark, and the next one waits. Where it was meanwhile cancelled,
   * asked for anew, or finished by somebody else, only the mark is written: that later word holds.
   */
  async function finish(waiting: Waiting, again: Date | undefined, now: Date): Promise<Waiting | 'over'> {
    const { tenant, kind, name, dueAt } = waiting;
    return settled<Waiting | 'over'>(async () => {
      const run = await findRun({ tenant, kind, name });
      if (!run) return 'over';
      const doneAt = run.doneAt && run.doneAt > dueAt ? run.doneAt : dueAt;
      if (run.version !== waiting.version) {
        if (run.doneAt && run.doneAt >= dueAt) return 'over';
        const fields = runFields({ version: run.version, dueAt: run.dueAt, doneAt });
        return (await table.replace(run.read, fields)) === 'replaced' ? 'over' : undefined;
      }
      const version = run.version + 1;
      const fields = runFields({ version, dueAt: again, doneAt });
      const next: Waiting | undefined = again && {
        tenant,
        kind,
        name,
        dueAt: again,
        payload: waiting.payload,
        version,
        ringsAt: now,
        tries: 0,
      };
      const changes: Change[] = [
        { do: 'replace', row: runKey(kind, name), fields, etag: run.read.etag },
        { do: 'remove', row: atKey(dueAt, kind, name) },
        next
          ? { do: 'put', row: atKey(next.dueAt, kind, name), fields: waitingFields(next) }
          : { do: 'put', row: row('over', sortable(now.getTime()), kind, name), fields: {} },
      ];
      return (await table.together(partition(tenant), changes)).done ? (next ?? 'over') : undefined;
    });
  }

  /** What waits, the earliest first. */
  async function* waitingIn(tenant: string, until?: Date): AsyncGenerator<Stored> {
    const before = until ? row('at', sortable(until.getTime())) : rowAfter('at');
    for await (const read of table.all(partition(tenant), { from: row('at'), before })) yield storedOf(tenant, read);
  }

  /** Removes what is left of runs that ended a month ago and were not asked for again. */
  async function forget(tenant: string, now: Date): Promise<void> {
    const place: PartitionKey = partition(tenant);
    const before = row('over', sortable(now.getTime() - keepMs));
    for await (const over of table.all(place, { from: row('over'), before })) {
      const [, , kind = '', name = ''] = partsOf(over.row);
      const run = await findRun({ tenant, kind, name });
      const isOver = run && !run.dueAt && (!run.doneAt || run.doneAt.getTime() < now.getTime() - keepMs);
      if (isOver) await table.remove(place, runKey(kind, name), run.read.etag);
      await table.remove(place, over.row);
    }
  }

  return { ask, cancel, find, change, finish, waitingIn, forget };
}

export type DueStore = ReturnType<typeof dueStore>;

type Run = { version: number; dueAt?: Date; doneAt?: Date };

function runOf(fields: Fields): Run {
  return { version: Number(fields['version']), dueAt: dateOf(fields['dueAt']), doneAt: dateOf(fields['doneAt']) };
}

function runFields({ version, dueAt, doneAt }: Run): Fields {
  return { version, dueAt, doneAt };
}

function waitingFields({ version, payload, alarm, ringsAt, tries, heldAt, failedAt }: Waiting): Fields {
  return { version, payload, alarm, ringsAt, tries, heldAt, failedAt };
}

function storedOf(tenant: string, read: StoredRow): Stored {
  const [, at = '', kind = '', name = ''] = partsOf(read.row);
  const { version, payload, alarm, ringsAt, tries, heldAt, failedAt } = read.fields;
  const waiting: Waiting = {
    tenant,
    kind,
    name,
    dueAt: new Date(Number(at)),
    version: Number(version),
    payload: String(payload),
    alarm: alarm === undefined ? undefined : String(alarm),
    ringsAt: dateOf(ringsAt) ?? new Date(0),
    tries: Number(tries),
    heldAt: dateOf(heldAt),
    failedAt: dateOf(failedAt),
  };
  return { waiting, read };
}

function dateOf(value: Fields[string]): Date | undefined {
  return value instanceof Date ? value : undefined;
}
