import { buildApp } from './app.ts';
import { readSettings, warningsAbout } from './config.ts';
import { log } from './log.ts';
import type { Settings } from './settings.ts';
import { openStorage } from './storage/azure.ts';
import type { Storage } from './storage/storage.ts';

const secondsToDrain = 20;

export type ServeOptions = {
  /** Already read; from the environment otherwise. */
  settings?: Settings;
  /** What a local run does for each tenant it meets. */
  onFirstTenant?: (tenant: string, at: { storage: Storage; settings: Settings }) => Promise<void>;
  /** Called once the bot listens. */
  onReady?: (at: { port: number }) => void;
  /** Called with the sentence when the bot cannot start. */
  onRefusal?: (sentence: string) => Promise<void>;
};

/** Runs the bot until it is told to end, and then lets it finish what it has begun. */
export async function serve(options: ServeOptions = {}): Promise<void> {
  try {
    const settings = options.settings ?? readSettings();
    for (const warning of warningsAbout(settings)) log('start warning', { warning });
    const storage = openStorage(settings.storage);
    const { onFirstTenant } = options;
    const app = buildApp(settings, {
      storage,
      now: () => new Date(),
      log,
      onFirstTenant: onFirstTenant && (tenant => onFirstTenant(tenant, { storage, settings })),
    });
    endWhenTold(() => app.stop());
    const { port } = await app.start();
    log('listening', { mode: settings.mode, host: settings.host, port });
    options.onReady?.({ port });
  } catch (error) {
    const sentence = sentenceFor(error);
    console.error(sentence);
    await options.onRefusal?.(sentence);
    process.exit(1);
  }
}

function endWhenTold(stop: () => Promise<void>): void {
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    log('ending', { signal });
    const impatient = setTimeout(() => {
      log('ended before everything was finished', { seconds: secondsToDrain });
      process.exit(1);
    }, secondsToDrain * 1000);
    stop().then(
      () => {
        clearTimeout(impatient);
        log('ended');
        process.exit(0);
      },
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
}

/** What a person can mend, in a sentence; anything else is our own fault and keeps its stack. */
export function sentenceFor(error: unknown): string {
  // Settings and articles say everything that is wrong with them, in sentences.
  if (error instanceof Error && 'problems' in error) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is already in use. End the program that uses it, or choose another with PORT.`;
  if (code === 'EACCES' && port !== undefined) return `This account may not listen on port ${port}. Choose one above 1023 with PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (import.meta.main) await serve();
