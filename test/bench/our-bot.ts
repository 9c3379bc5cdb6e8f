import { buildApp } from '../../bot/app.ts';
import { readSettings } from '../../bot/config.ts';
import { log } from '../../bot/log.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { answerBench } from './answer-bench.ts';

// The product, whole, in local mode: like the echo it takes activities without a token. The arguments are the storage to use, the
// key, and how many requests a second announcements may make: also more than the product lets anybody set.
const [connectionString, key = Buffer.alloc(32, 7).toString('base64'), pace] = process.argv.slice(2);
const read = readSettings({
  PORT: '0',
  HOME_FORCE: 'Sussex Police',
  STORAGE_CONNECTION_STRING: connectionString,
  STAFF_NETWORKS_KEY: key,
});
const settings = pace === undefined ? read : { ...read, deliveryPace: Number(pace) };
const app = buildApp(settings, { storage: openStorage(settings.storage), now: () => new Date(), log });
const { port } = await app.start();
answerBench(port, () => app.stop());
