import { openDue } from '../../bot/delivery/due.runner.ts';
import { openStorage } from '../../bot/storage/azure.ts';

// One instance of the app as far as due work goes, for tests that kill or freeze it: `due.child.ts <connection string> <tenant>`.
// It tells its parent when a run begins and ends, and takes as long over each as the payload says.
const [, , connectionString = '', tenant = ''] = process.argv;
const storage = openStorage({ kind: 'connection', connectionString });

const due = openDue({
  storage,
  handlers: () => async run => {
    process.send?.({ began: run.name });
    await new Promise(resolve => setTimeout(resolve, Number(run.payload)));
    process.send?.({ ended: run.name });
    return run.name === 'daily' ? { again: new Date(run.dueAt.getTime() + 24 * 60 * 60_000) } : {};
  },
  tenants: async () => [tenant],
  now: () => new Date(),
  log: () => undefined,
  leaseSeconds: 2,
});
due.start();

// An orphan ends by itself.
process.on('disconnect', () => process.exit());
