import { z } from 'zod';
import type { Held } from '../feature.ts';
import { kindsOfNews } from '../people/news.ts';
import type { Person } from '../people/person.ts';
import { partition, partsOf, row, rowAfter, sortableDown } from '../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../storage/table.ts';
import { mayBecome, type Broadcast, type BroadcastRef, type BroadcastState } from './broadcast.ts';
import { broadcastsMap } from './broadcasts.map.ts';

/** An announcement as it is stored, with what only the engine goes by. */
export type Kept = Broadcast & {
  /** The last pass whose messages were all put on the queue. */
  putPass: number;
  /** Its feature has been told that it ended. */
  isTold: boolean;
};

export type BroadcastsStore = ReturnType<typeof openBroadcasts>;

const tries = 12;
const readAtOnce = 20;

/** Announcements: one row for each, found by its id, and one that lists it by its time. */
export function openBroadcasts(table: Table) {
  const place = (tenant: string) => partition(tenant, 'broadcasts');
  const oneRow = (id: string) => row('one', id);
  const listRow = ({ id, createdAt }: Pick<Broadcast, 'id' | 'createdAt'>) => row('new', sortableDown(createdAt.getTime()), id);

  async function find({ tenant, id }: BroadcastRef): Promise<Kept | undefined> {
    const found = await table.find(place(tenant), oneRow(id));
    return found && keptOf(found);
  }

  /** Keeps a new one, or answers the one that has this id already. */
  async function add(broadcast: Broadcast): Promise<Kept> {
    const kept: Kept = { ...broadcast, putPass: 0, isTold: false };
    const { done } = await table.together(place(broadcast.tenant), [
      { do: 'insert', row: oneRow(broadcast.id), fields: fieldsOf(kept) },
      { do: 'put', row: listRow(broadcast), fields: {} },
    ]);
    if (done) return kept;
    const before = await find(broadcast);
    if (!before) throw new Error('an announcement is there and is not found');
    return before;
  }

  /**
   * Reads, decides and writes, again where somebody else wrote meanwhile. What `decide` answers in words comes back as it is, and
   * nothing is written then.
   */
  async function change<Answer extends string>(
    of: BroadcastRef,
    decide: (kept: Kept) => Partial<Kept> | Answer,
  ): Promise<{ kept: Kept; answer: Answer | 'changed' } | undefined> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const found = await table.find(place(of.tenant), oneRow(of.id));
      if (!found) return undefined;
      const before = keptOf(found);
      const decided = decide(before);
      if (typeof decided !== 'object') return { kept: before, answer: decided };
      const after: Kept = { ...before, ...decided };
      refuseLeap(before.state, after.state);
      if ((await table.replace(found, fieldsOf(after))) === 'replaced') return { kept: after, answer: 'changed' };
    }
    throw new Error('too many changes to one announcement at once');
  }

  async function* all(tenant: string): AsyncGenerator<Kept> {
    for await (const found of table.all(place(tenant), { from: row('one'), before: rowAfter('one') })) yield keptOf(found);
  }

  /** Those that have rows of recipients. */
  async function* withRows(tenant: string): AsyncGenerator<Kept> {
    for await (const kept of all(tenant)) if (kept.slices > 0) yield kept;
  }

  /** The newest first. */
  async function newest(tenant: string, { author, most = 50 }: { author?: string; most?: number } = {}): Promise<Kept[]> {
    const chosen: Kept[] = [];
    let after: string | undefined;
    do {
      const page = await table.list(place(tenant), { from: row('new'), before: rowAfter('new'), limit: readAtOnce, after });
      const read = await Promise.all(page.rows.map(({ row: key }) => find({ tenant, id: partsOf(key)[2] ?? '' })));
      chosen.push(...read.filter(kept => kept !== undefined).filter(kept => author === undefined || kept.author === author));
      after = page.next;
    } while (after !== undefined && chosen.length < most);
    return chosen.slice(0, most);
  }

  async function remove(kept: Kept): Promise<void> {
    await table.remove(place(kept.tenant), listRow(kept));
    await table.remove(place(kept.tenant), oneRow(kept.id));
  }

  async function by(person: Person): Promise<Kept[]> {
    const theirs: Kept[] = [];
    for await (const kept of all(person.tenant)) if (kept.author === person.id) theirs.push(kept);
    return theirs;
  }

  const held: Held = {
    map: broadcastsMap,
    export: async person =>
      (await by(person)).map(({ id, kind, state, createdAt }) => ({
        table: 'broadcasts',
        what: { en: 'An announcement you made', cy: 'Cyhoeddiad a wnaethoch' },
        fields: { id, kind, state, createdAt: createdAt.toISOString() },
      })),
    // It was sent to others, and goes on without a name.
    erase: async person => {
      for (const kept of await by(person)) await change(kept, () => ({ author: undefined }));
    },
  };

  return { find, add, change, all, withRows, newest, remove, held };
}

function refuseLeap(from: BroadcastState, to: BroadcastState): void {
  if (from !== to && !mayBecome(from, to)) throw new Error(`an announcement that is ${from} cannot become ${to}`);
}

const states = ['draft', 'approved', 'expanding', 'sending', 'paused', 'done', 'cancelled'] as const;
const schema = z.object({
  kind: z.string(),
  about: z.string(),
  audience: z.string(),
  policy: z.enum(['reach everyone', 'never twice']),
  news: z.enum(kindsOfNews).optional(),
  mayWait: z.boolean(),
  state: z.enum(states),
  version: z.int(),
  isRecalled: z.boolean(),
  isStopped: z.boolean(),
  slices: z.int(),
  isPlanned: z.boolean(),
  pass: z.int(),
  resendAt: z.date().optional(),
  deadline: z.date(),
  stuck: z.int().optional(),
  isForgotten: z.literal(true).optional(),
  author: z.string().optional(),
  createdAt: z.date(),
  startsAt: z.date().optional(),
  startedAt: z.date().optional(),
  endedAt: z.date().optional(),
  putPass: z.int(),
  isTold: z.boolean(),
});
const audienceSchema = z.array(z.strictObject({ kind: z.string(), id: z.string() }));

function keptOf({ partition: at, row: key, fields }: StoredRow): Kept {
  const { audience, ...rest } = schema.parse(fields);
  return { tenant: partsOf(at)[0] ?? '', id: partsOf(key)[1] ?? '', audience: audienceSchema.parse(JSON.parse(audience)), ...rest };
}

function fieldsOf({ tenant: _, id: __, audience, ...rest }: Kept): Fields {
  return { ...rest, audience: JSON.stringify(audience) };
}
