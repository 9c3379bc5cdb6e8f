import { randomBytes } from 'node:crypto';
import type { TableClient, TableEntityResultPage, TableServiceClientOptions, TransactionAction } from '@azure/data-tables';
import { conditionalRemoval, expectEtags } from './conditional-removal.ts';
import { StorageRefused } from './failure.ts';
import { entityOf, markProperty, rowOf } from './fields.ts';
import type { PartitionKey, RowKey } from './keys.ts';
import type { Patience } from './patience.ts';
import type { Change, ListOptions, Page, StoredRow, Table } from './table.ts';

export type TableClientOptions = TableServiceClientOptions;

/** Makes the client of one table, with these options. */
export type TableConnection = (name: string, options: TableClientOptions) => TableClient;

const mostChanges = 100;
const mostRowsAPage = 1000;

/**
 * A table is made when the first write finds it missing, so that no start and no read pays for asking.
 *
 * Every write but a plain put carries a mark of its own. When a try ends without an answer and the next one finds the row
 * there already (409) or changed (412), the mark in the row tells whether that was ourselves: then the answer is "inserted" or
 * "replaced", and otherwise the plain truth, "exists" or "changed". Without it either a person would be told "you have done this
 * already" for something that never happened, or two writers of the same row would both believe they came first.
 * A row that somebody else has already written over again has lost our mark and counts as theirs.
 */
export function azureTable(connect: TableConnection, name: string, patient: Patience): Table {
  if (!/^[A-Za-z][A-Za-z0-9]{2,62}$/.test(name)) throw new Error(`"${name}" cannot be the name of a table`);
  const client = connect(name, {
    // patience.ts tries again.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: conditionalRemoval, position: 'perCall' }],
  });

  let making: Promise<void> | undefined;
  const make = () =>
    (making ??= patient(({ signal }) => client.createTable({ abortSignal: signal })).finally(() => {
      making = undefined;
    }));

  const writing: Patience = async (request, foreseen) => {
    try {
      return await patient(request, foreseen);
    } catch (error) {
      if (!(error instanceof StorageRefused) || error.code !== 'TableNotFound') throw error;
    }
    await make();
    return patient(request, foreseen);
  };

  async function isOurs(partition: PartitionKey, row: RowKey, mark: string): Promise<boolean> {
    const entity = await patient<Record<string, unknown>>(
      ({ signal }) => client.getEntity(partition, row, { abortSignal: signal, queryOptions: { select: [markProperty] } }),
      refused => (refused.status === 404 ? {} : undefined),
    );
    return entity[markProperty] === mark;
  }

  async function find(partition: PartitionKey, row: RowKey): Promise<StoredRow | undefined> {
    const found = await patient<StoredRow | null>(
      async ({ signal }) => rowOf(await client.getEntity(partition, row, { abortSignal: signal })),
      refused => (refused.status === 404 ? null : undefined),
    );
    return found ?? undefined;
  }

  async function list(partition: PartitionKey, options: ListOptions = {}): Promise<Page> {
    const limit = options.limit ?? mostRowsAPage;
    if (!(limit >= 1 && limit <= mostRowsAPage)) throw new Error(`a page has 1 to ${mostRowsAPage} rows`);
    if (options.after !== undefined && !isPlace(options.after)) throw new Error('that is not a place in this list');
    const queryOptions = { filter: filterOf(partition, options) };
    let next = options.after;
    for (;;) {
      const page = await patient<{ rows: StoredRow[]; next?: string }>(
        async ({ signal }) => {
          const pages = client
            .listEntities<Record<string, unknown>>({ queryOptions, abortSignal: signal })
            .byPage({ maxPageSize: limit, continuationToken: next });
          const { value } = (await pages.next()) as { value?: TableEntityResultPage<Record<string, unknown>> };
          return { rows: (value ?? []).map(rowOf), next: value?.continuationToken };
        },
        refused => (refused.code === 'TableNotFound' ? { rows: [] } : undefined),
      );
      // Azure may stop at any point of a scan with nothing in hand and a place to go on from.
      if (page.rows.length > 0 || !page.next) return page;
      next = page.next;
    }
  }

  return {
    find,
    list,

    async *all(partition, options = {}) {
      let after: string | undefined;
      do {
        const page = await list(partition, { ...options, after });
        yield* page.rows;
        after = page.next;
      } while (after);
    },

    async insert(partition, row, fields) {
      const mark = newMark();
      const entity = entityOf(partition, row, fields, mark);
      return writing<'inserted' | 'exists'>(
        async ({ signal }) => {
          await client.createEntity(entity, { abortSignal: signal });
          return 'inserted';
        },
        async (refused, { mayBeDone }) => {
          if (refused.code !== 'EntityAlreadyExists') return undefined;
          return mayBeDone && (await isOurs(partition, row, mark)) ? 'inserted' : 'exists';
        },
      );
    },

    async replace(read, fields) {
      const mark = newMark();
      const entity = entityOf(read.partition, read.row, fields, mark);
      return patient<'replaced' | 'changed'>(
        async ({ signal }) => {
          await client.updateEntity(entity, 'Replace', { etag: read.etag, abortSignal: signal });
          return 'replaced';
        },
        async (refused, { mayBeDone }) => {
          if (refused.status === 404) return 'changed';
          if (refused.status !== 412) return undefined;
          return mayBeDone && (await isOurs(read.partition, read.row, mark)) ? 'replaced' : 'changed';
        },
      );
    },

    async put(partition, row, fields) {
      const entity = entityOf(partition, row, fields);
      await writing(({ signal }) => client.upsertEntity(entity, 'Replace', { abortSignal: signal }));
    },

    async remove(partition, row, etag) {
      return patient<'removed' | 'absent' | 'changed'>(
        async ({ signal }) => {
          await client.deleteEntity(partition, row, { etag: etag ?? '*', abortSignal: signal });
          return 'removed';
        },
        (refused, { mayBeDone }) => {
          // Nothing is left to carry a mark. After a try without an answer it was far more likely ourselves.
          if (refused.status === 404) return mayBeDone ? 'removed' : 'absent';
          return refused.status === 412 ? 'changed' : undefined;
        },
      );
    },

    async together(partition, changes) {
      if (changes.length === 0) return { done: true };
      if (changes.length > mostChanges) throw new Error(`at most ${mostChanges} changes go together, not ${changes.length}`);
      if (new Set(changes.map(change => change.row)).size < changes.length)
        throw new Error('two changes of the same row cannot go together');
      const mark = newMark();
      const actions = changes.map(change => actionOf(partition, change, mark));
      const removalEtags = changes.flatMap(change => (change.do === 'remove' ? [change.etag] : []));
      const wasDone = async () => {
        const written = changes.find(change => change.do !== 'remove');
        if (written) return isOurs(partition, written.row, mark);
        for (const change of changes) if (await find(partition, change.row)) return false;
        return true;
      };
      return writing<{ done: true } | { done: false; conflict: number }>(
        async ({ signal }) => {
          expectEtags(signal, removalEtags);
          await client.submitTransaction(actions, { abortSignal: signal });
          return { done: true };
        },
        async (refused, { mayBeDone }) => {
          const isConflict = refused.code === 'EntityAlreadyExists' || refused.status === 412 || refused.status === 404;
          if (!isConflict || refused.code === 'TableNotFound' || refused.index === undefined) return undefined;
          return mayBeDone && (await wasDone()) ? { done: true } : { done: false, conflict: refused.index };
        },
      );
    },
  };
}

function actionOf(partition: PartitionKey, change: Change, mark: string): TransactionAction {
  switch (change.do) {
    case 'insert':
      return ['create', entityOf(partition, change.row, change.fields, mark)];
    case 'replace':
      return ['update', entityOf(partition, change.row, change.fields, mark), 'Replace', { etag: change.etag }];
    case 'put':
      return ['upsert', entityOf(partition, change.row, change.fields, mark), 'Replace'];
    case 'remove':
      return ['delete', { partitionKey: partition, rowKey: change.row }];
  }
}

function filterOf(partition: PartitionKey, { from, before }: ListOptions): string {
  let filter = `PartitionKey eq ${quoted(partition)}`;
  if (from !== undefined) filter += ` and RowKey ge ${quoted(from)}`;
  if (before !== undefined) filter += ` and RowKey lt ${quoted(before)}`;
  return filter;
}

/** Whether the client will be able to read it. Wherever it points, the filter keeps the list inside its partition. */
function isPlace(after: string): boolean {
  try {
    const place = JSON.parse(Buffer.from(after, 'base64').toString('utf8')) as { nextPartitionKey?: unknown } | null;
    return typeof place?.nextPartitionKey === 'string';
  } catch {
    return false;
  }
}

function quoted(key: string): string {
  return `'${key.replaceAll("'", "''")}'`;
}

const processMark = randomBytes(6).toString('base64url');
let marks = 0;

function newMark(): string {
  marks += 1;
  return `${processMark}${marks.toString(36)}`;
}
