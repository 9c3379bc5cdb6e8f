import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isProduction, readStarterSettings } from '../config.ts';
import { CannotStart } from './processes/cannot-start.ts';
import { howItEnded, startChild } from './processes/child.ts';
import { readRunning } from './processes/running.ts';
import { untilToldToEnd, withSentences } from './processes/starting.ts';

const localBot = fileURLToPath(new URL('local-bot.ts', import.meta.url));
/** The bot drains for 20 s. */
const graceSeconds = 25;

// npm run bot -- --port <n>: another instance of the bot on the storage of the run that npm start began.
await withSentences(async () => {
  if (isProduction()) throw new CannotStart('A second bot is for local runs; in production every instance is started as the first one.');
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  if (!values.port) throw new CannotStart('Say on which port the second bot listens: npm run bot -- --port 3979');
  const { dataFolder } = readStarterSettings();
  const running = readRunning(dataFolder);
  if (!running) throw new CannotStart(`Nothing runs from ${dataFolder}. Start Staff Networks with npm start first.`);
  const toldToEnd = untilToldToEnd();
  const bot = startChild({
    name: 'The second bot',
    module: localBot,
    environment: { ...running.environment, PORT: values.port },
    hear: line => console.log(`bot | ${line}`),
  });
  await bot.ready;
  console.log(`A second bot listens on http://localhost:${values.port}, on the storage of the first. Ctrl-C ends it.`);
  const ending = await Promise.race([toldToEnd, bot.ended.then(end => ({ why: `The second bot ${howItEnded(end)}.`, asWanted: false }))]);
  await bot.end(graceSeconds);
  return ending;
});
