import { openStorage } from '../../bot/storage/azure.ts';
import type { Storage } from '../../bot/storage/storage.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import { azuriteHere } from './azurite.ts';

/** The real storage room over an Azurite of this describe block's own. */
export function storageHere(): { storage: () => Storage; connectionString: () => string } {
  const azurite = azuriteHere();
  let storage: Storage | undefined;
  before('open the storage', () => {
    storage = openStorage({ kind: 'connection', connectionString: azurite.running().connectionString });
  });
  after('close the storage', async () => {
    await storage?.close();
  });
  return {
    storage: () => {
      if (!storage) throw new Error('the storage is open only inside a test');
      return storage;
    },
    connectionString: () => azurite.running().connectionString,
  };
}

/** Tries again as whoever is told "try again in a moment" does: on a busy machine the storage may not answer in two seconds. */
export async function untilItIsThere<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries >= 20 || !(error instanceof StorageUnavailable)) throw error;
    }
  }
}
