import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type Child } from '../../bot/local/processes/child.ts';
import { clockShift } from '../support/clock-shift.ts';
import { steadyNow } from './observer.ts';
import type { Random } from './random.ts';

const projectFolder = join(import.meta.dirname, '..', '..');

export type BotNeeds = {
  connectionString: string;
  pace: number;
  /** The root key, in base64. */
  secret: string;
  /** By how many hours the clock of each bot is wrong; there are as many bots as numbers. */
  clocks: readonly number[];
  /** The tree they run from; this project's own unless told. */
  folder?: string;
  random: Random;
};

export type Bots = Awaited<ReturnType<typeof startBots>>;

type Seat = { hours: number; child?: Child; port?: number; isFrozen?: boolean };

/** Real bots, each a process: they are killed, frozen and told to end from outside, and know nothing of it. */
export async function startBots({ connectionString, pace, secret, clocks, folder = projectFolder, random }: BotNeeds) {
  const lines: string[] = [];
  const crashes: number[] = [];
  const drains: { ms: number; code: number | null }[] = [];
  const started = new Set<Child>();
  let kills = 0;
  const seats: Seat[] = clocks.map(hours => ({ hours }));

  async function start(seat: Seat): Promise<void> {
    const child = startChild({
      name: 'The bot',
      module: join(folder, 'bot', 'main.ts'),
      preloads: seat.hours === 0 ? [] : [clockShift],
      environment: {
        PORT: '0',
        HOME_FORCE: 'Sussex Police',
        STORAGE_CONNECTION_STRING: connectionString,
        STAFF_NETWORKS_KEY: secret,
        DELIVERY_PACE: String(pace),
        CLOCK_SHIFT_DAYS: String(seat.hours / 24),
      },
      folder,
      hear: line => {
        lines.push(line);
        if (lines.length > linesKept) lines.shift();
      },
      readyIn: line => {
        const port = /"event":"listening".*"port":(\d+)/.exec(line)?.[1];
        return port === undefined ? undefined : { port: Number(port) };
      },
    });
    started.add(child);
    seat.port = Number((await child.ready)['port']);
    seat.child = child;
  }

  /** One that is up, by chance. Where all are being started, the first that is. */
  async function someone(): Promise<{ seat: Seat; child: Child }> {
    for (;;) {
      const up = seats.filter(({ child, isFrozen }) => child && !isFrozen);
      const seat = up[Math.floor(random() * up.length)];
      if (seat?.child) return { seat, child: seat.child };
      await pause(100);
    }
  }

  await Promise.all(seats.map(start));

  return {
    lines: lines as readonly string[],
    crashes: crashes as readonly number[],
    drains: drains as readonly { ms: number; code: number | null }[],
    kills: () => kills,
    /** Where those listen that are up. */
    ports: (): number[] => seats.flatMap(({ child, port }) => (child && port !== undefined ? [port] : [])),
    /** Kills one of them at once, and starts another in its place. */
    async kill(): Promise<void> {
      const { seat, child } = await someone();
      seat.child = undefined;
      process.kill(child.pid, 'SIGKILL');
      crashes.push(steadyNow());
      kills += 1;
      await child.ended;
      started.delete(child);
      await start(seat);
    },
    /** Stops one of them dead for so long, and lets it go on as if nothing had been. */
    async freeze(ms: number): Promise<void> {
      const { seat, child } = await someone();
      process.kill(child.pid, 'SIGSTOP');
      seat.isFrozen = true;
      crashes.push(steadyNow());
      await pause(ms);
      process.kill(child.pid, 'SIGCONT');
      seat.isFrozen = false;
    },
    /** Asks one of them to end, as a deployment does, and starts another in its place. */
    async drain(): Promise<void> {
      const { seat, child } = await someone();
      seat.child = undefined;
      drains.push(await ended(child));
      started.delete(child);
      await start(seat);
    },
    async stop(): Promise<void> {
      for (const { child } of seats) {
        if (!child) continue;
        drains.push(await ended(child));
        started.delete(child);
      }
    },
    /** Without asking: for the end of a run that failed. */
    killAll: () => {
      for (const { pid } of started) killQuietly(pid);
    },
  };
}

const linesKept = 200;
const drainPatienceMs = 25_000;

async function ended(child: Child): Promise<{ ms: number; code: number | null }> {
  const began = steadyNow();
  process.kill(child.pid, 'SIGTERM');
  const patience = setTimeout(() => killQuietly(child.pid), drainPatienceMs);
  const { code } = await child.ended;
  clearTimeout(patience);
  return { ms: steadyNow() - began, code };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
