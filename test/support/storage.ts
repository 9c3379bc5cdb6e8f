import { openStorage } from '../../bot/storage/azure.ts';
import type { Storage } from '../../bot/storage/storage.ts';
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
