import { setTimeout as pause } from 'node:timers/promises';
import { StorageUnavailable } from '../../bot/storage/table.ts';

const patienceMs = 60_000;

/** What the suite itself asks of the storage is asked again on a machine so busy that no answer came. Only for what is harmless twice. */
export async function patiently<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  const began = performance.now();
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || performance.now() - began > patienceMs) throw error;
      await pause(500);
    }
  }
}
