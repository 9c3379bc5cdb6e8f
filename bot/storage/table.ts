import type { PartitionKey, RowKey } from './keys.ts';

/** What a row may hold. Dates come back as dates, bigints as bigints; a property that is undefined is not stored. */
export type Fields = Record<string, string | number | boolean | bigint | Date | undefined>;

export type StoredRow = {
  partition: PartitionKey;
  row: RowKey;
  /** Changes with every write; hand it back to `replace` or `remove` to act only on what was read. */
  etag: string;
  /** When it was last written, by the storage's own clock. */
  writtenAt: Date;
  fields: Fields;
};

export type Page = {
  rows: StoredRow[];
  /** Hand it back for the next page, which may turn out to be empty. */
  next?: string;
};

export type ListOptions = {
  /** Only row keys at or after this one. */
  from?: RowKey;
  /** Only row keys before this one. */
  before?: RowKey;
  /** At most this many rows, 1 to 1000; 1000 unless told. */
  limit?: number;
  /** `next` of the page before. */
  after?: string;
};

export type Change =
  | { do: 'insert'; row: RowKey; fields: Fields }
  | { do: 'replace'; row: RowKey; fields: Fields; etag: string }
  | { do: 'put'; row: RowKey; fields: Fields }
  | { do: 'remove'; row: RowKey; etag?: string };

/**
 * The narrow face of one Azure table. Every partition begins with a tenant (keys.ts), so nothing can be read across tenants.
 * An outage rises as `StorageUnavailable` after the retries that Azure allows.
 */
export interface Table {
  find(partition: PartitionKey, row: RowKey): Promise<StoredRow | undefined>;
  /** One page, in row-key order. Empty pages with a continuation are walked through, so `rows` is empty only at the end. */
  list(partition: PartitionKey, options?: ListOptions): Promise<Page>;
  /** Every row of the partition, page by page; `limit` is then the size of a page. */
  all(partition: PartitionKey, options?: Omit<ListOptions, 'after'>): AsyncIterable<StoredRow>;
  insert(partition: PartitionKey, row: RowKey, fields: Fields): Promise<'inserted' | 'exists'>;
  /** Writes only if the row is still as it was read; one that is gone counts as changed. Fields that are not given are gone. */
  replace(read: StoredRow, fields: Fields): Promise<'replaced' | 'changed'>;
  /** Inserts or replaces, whatever stands there. */
  put(partition: PartitionKey, row: RowKey, fields: Fields): Promise<void>;
  remove(partition: PartitionKey, row: RowKey, etag?: string): Promise<'removed' | 'absent' | 'changed'>;
  /** Up to 100 changes in one partition, all or none. `conflict` names the first change that could not be made. */
  together(partition: PartitionKey, changes: Change[]): Promise<{ done: true } | { done: false; conflict: number }>;
}

/** The storage did not answer, or refused for now, after all allowed retries. Nothing is known to be written. */
export class StorageUnavailable extends Error {
  constructor(cause: unknown) {
    super('The storage did not answer.', { cause });
    this.name = 'StorageUnavailable';
  }
}
