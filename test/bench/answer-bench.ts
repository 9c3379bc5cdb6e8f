import type { BotAsked, BotTold } from './load.contract.ts';

/** Lets a bot's process tell the bench its port, its processor time and its heap. Ends the process when the bench has gone. */
export function answerBench(port: number, stop: () => Promise<void> = async () => {}): void {
  const tell = (told: BotTold) => process.send?.(told);
  process.on('message', (asked: BotAsked) => {
    if (asked === 'processor') {
      const { user, system } = process.cpuUsage();
      return tell({ processorMs: (user + system) / 1000 });
    }
    if (asked === 'memory') return tell({ memoryBytes: process.memoryUsage().rss });
    // What is only reachable through finished promises goes in a second collection.
    globalThis.gc?.();
    setTimeout(() => {
      globalThis.gc?.();
      tell({ heapBytes: process.memoryUsage().heapUsed });
    }, 200);
  });
  process.on('disconnect', () => void stop().finally(() => process.exit()));
  tell({ port });
}
