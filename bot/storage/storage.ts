import type { Queue } from './queue.ts';
import type { Table } from './table.ts';

/** One storage account, by table and queue name. Tables and queues are made when first used. */
export type Storage = {
  table(name: string): Table;
  queue(name: string): Queue;
  /** Answers when the account does, for the readiness route. Rises as `StorageUnavailable`. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
