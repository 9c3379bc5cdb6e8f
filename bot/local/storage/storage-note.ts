import { join } from 'node:path';

/** What a running storage leaves in its folder, for the next start to find it by. */
export type StorageNote = { pid: number; tables: string; queues: string };

export const storageNote = (folder: string): string => join(folder, 'running.json');
