import { join } from 'node:path';
import { readLibrary } from '../../bot/answers/library/article.reader.ts';
import { featuresOf } from '../../bot/app.ts';
import type { Feature } from '../../bot/feature.ts';
import { openPeople } from '../../bot/people/people.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { connectionStringFor } from './azurite.ts';

/** Every feature of the product, for what can be said of them without asking the storage anything. */
export function everyFeature(): Feature[] {
  const nowhere = 'http://127.0.0.1:1';
  const storage = openStorage({ kind: 'connection', connectionString: connectionStringFor('data', { tables: nowhere, queues: nowhere }) });
  const people = openPeople(storage, { homeForce: 'Sussex Police', secret: Buffer.alloc(32, 7) });
  const library = readLibrary(join(import.meta.dirname, '..', '..', 'bot', 'answers'));
  const due = { list: async () => [], at: async () => 'set' as const };
  return featuresOf({ storage, people, library, due, publicOrigin: 'https://networks.example', isGuest: async () => false });
}
