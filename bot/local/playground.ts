import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStarterSettings } from '../config.ts';
import { CannotStart } from './processes/cannot-start.ts';
import { castMemberMeant, type CastMember } from './sample/cast.ts';
import { howItEnded, startChild, type Child } from './processes/child.ts';
import { playgroundConfig, playgroundConfigName } from './playground-config.ts';
import { needFreePorts } from './processes/ports.ts';
import { readRunning } from './processes/running.ts';
import { untilToldToEnd, withSentences } from './processes/starting.ts';

export type PlaygroundOptions = {
  /** Who is at its keyboard. */
  as: CastMember;
  port: number;
  botPort: number;
  /** Where it keeps its configuration and its own logs. */
  dataFolder: string;
};

const playgroundProgram = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
const listensOnLoopback = new URL('processes/listens-on-loopback.ts', import.meta.url).href;

/** The Playground of one person, on loopback. It waits by itself until the bot answers. */
export async function startPlayground({ as, port, botPort, dataFolder }: PlaygroundOptions): Promise<Child> {
  const folder = join(dataFolder, 'playground', String(port));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, playgroundConfigName), playgroundConfig(as));
  const child = startChild({
    name: 'The Playground',
    module: playgroundProgram,
    options: ['-e', `http://127.0.0.1:${botPort}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt'],
    preloads: [listensOnLoopback],
    environment: { TEAMSAPPTESTER_BROWSER: 'none' },
    folder,
    readyIn: line => {
      const found = /^Listening on (\d+)/.exec(line);
      return found ? { port: Number(found[1]) } : undefined;
    },
  });
  const ready = await child.ready;
  if (ready['port'] === port) return child;
  // It takes any other port without a word when its own is taken.
  await child.end(0);
  throw new CannotStart(`Port ${port}, for the Playground, was taken while it started. Choose another with PLAYGROUND_PORT.`);
}

export const addressOfPlayground = (port: number): string => `http://localhost:${port}`;

// npm run playground -- --as <name> --port <n>: another person's, beside the one that npm start opened. With --bot <n> it stands in
// front of a second bot.
if (import.meta.main) {
  await withSentences(async () => {
    const settings = readStarterSettings();
    const usual = settings.playground === 'off' ? { port: 56150, as: undefined } : settings.playground;
    const { values } = parseArgs({ options: { as: { type: 'string' }, port: { type: 'string' }, bot: { type: 'string' } } });
    const as = castMemberMeant(values.as ?? usual.as ?? 'constable');
    const port = Number(values.port ?? usual.port);
    await needFreePorts([{ port, what: 'the Playground', setting: '--port' }]);
    const botPort = Number(values.bot ?? readRunning(settings.dataFolder)?.port ?? settings.port);
    const playground = await startPlayground({ as, port, botPort, dataFolder: settings.dataFolder });
    console.log(
      `${addressOfPlayground(port)} is the Playground of ${as.name} (${as.part}), in front of the bot on port ${botPort}. Ctrl-C ends it.`,
    );
    const ending = await Promise.race([
      untilToldToEnd(),
      playground.ended.then(end => ({ why: `The Playground ${howItEnded(end)}.`, asWanted: false })),
    ]);
    await playground.end(5);
    return ending;
  });
}
