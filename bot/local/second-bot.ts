import { parseArgs } from 'node:util';
import { environmentWith, isProduction, readSettings, readStarterSettings } from '../config.ts';
import { serve } from '../main.ts';
import { CannotStart } from './cannot-start.ts';
import { readRunning } from './running.ts';
import { loadSamples } from './samples.ts';

// npm run bot -- --port <n>: another instance of the bot on the storage of the run that npm start began.
try {
  if (isProduction()) throw new CannotStart('A second bot is for local runs; in production every instance is started as the first one.');
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  if (!values.port) throw new CannotStart('Say on which port the second bot listens: npm run bot -- --port 3979');
  const { dataFolder, sampleData } = readStarterSettings();
  const running = readRunning(dataFolder);
  if (!running) throw new CannotStart(`Nothing runs from ${dataFolder}. Start Staff Networks with npm start first.`);
  const settings = readSettings(environmentWith({ ...running.environment, PORT: values.port }));
  await serve({ settings, onFirstTenant: sampleData ? loadSamples : undefined });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
