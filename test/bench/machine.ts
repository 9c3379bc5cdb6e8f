import { startAzurite, type RunningAzurite } from '../support/azurite.ts';

/** What every row may use. */
export type Machine = {
  /** Tables and queues, in memory, running before anything is measured. */
  azurite: RunningAzurite;
  /** A short look while working: too few rounds to judge by. */
  quick: boolean;
};

export async function withMachine<Result>(quick: boolean, use: (machine: Machine) => Promise<Result>): Promise<Result> {
  const azurite = await startAzurite();
  try {
    return await use({ azurite, quick });
  } finally {
    await azurite.close();
  }
}
