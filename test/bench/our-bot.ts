import { buildApp } from '../../bot/app.ts';
import { readSettings } from '../../bot/config.ts';
import { log } from '../../bot/log.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { answerBench } from './answer-bench.ts';

// The product, whole, in local mode: like the echo it takes activities without a token. The argument is the storage to use.
const settings = readSettings({
  PORT: '0',
  HOME_FORCE: 'Sussex Police',
  STORAGE_CONNECTION_STRING: process.argv[2],
  STAFF_NETWORKS_KEY: Buffer.alloc(32, 7).toString('base64'),
});
const app = buildApp(settings, { storage: openStorage(settings.storage), now: () => new Date(), log });
const { port } = await app.start();
answerBench(port, () => app.stop());
