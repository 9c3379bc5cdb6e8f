import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { openDue, type Due } from '../../bot/delivery/due.runner.ts';
import { azuriteHere } from '../support/azurite.ts';

const tenant = 'force-one';
const kind = 'events/remind';

describe('due work on an instance that dies', function () {
  this.timeout(60_000);
  const azurite = azuriteHere();
  const children = new Set<ChildProcess>();
  let told: string[];
  let due: Due;

  beforeEach(() => {
    told = [];
    // Only asks and looks; the children do the work.
    due = openDue({
      storage: azurite.storage(),
      handlers: () => async () => ({}),
      tenants: async () => [],
      now: () => new Date(),
      log: () => undefined,
    });
  });
  afterEach(async () => {
    for (const child of children) {
      const isOver = new Promise(resolve => child.once('exit', resolve));
      if (child.kill('SIGKILL')) await isOver;
    }
    children.clear();
    for (const { name } of await due.list(tenant)) await due.cancel({ tenant, kind, name });
  });

  function startInstance(label: string): ChildProcess {
    const child = fork(join(import.meta.dirname, 'due.child.ts'), [azurite.running().connectionString, tenant], { stdio: 'inherit' });
    children.add(child);
    child.once('exit', () => children.delete(child));
    child.on('message', (message: { began?: string; ended?: string }) => {
      told.push(message.began ? `${label} began ${message.began}` : `${label} ended ${message.ended}`);
    });
    return child;
  }

  async function until(what: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + 30_000;
    while (!(await what())) {
      if (performance.now() > end) throw new Error(`it did not come about: ${told.join(', ')}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('is begun again by another instance', async () => {
    await due.at({ tenant, kind, name: 'party', when: new Date(), payload: '1500' });
    const first = startInstance('first');
    await until(() => told.includes('first began party'));
    first.kill('SIGKILL');
    startInstance('second');
    await until(() => told.includes('second ended party'));
    await until(async () => (await due.list(tenant)).length === 0);
    assert.deepEqual(told, ['first began party', 'second began party', 'second ended party']);
  });

  it('is begun again by the same instance after its restart', async () => {
    await due.at({ tenant, kind, name: 'daily', when: new Date(), payload: '1500' });
    for (const label of ['first', 'second']) {
      const child = startInstance(label);
      await until(() => told.includes(`${label} began daily`));
      child.kill('SIGKILL');
    }
    startInstance('third');
    await until(() => told.includes('third ended daily'));
    await until(async () => (await due.list(tenant))[0]?.state === 'waiting');
    assert.equal((await due.list(tenant)).length, 1);
    assert.equal(told.filter(line => line.includes('ended')).length, 1);
  });

  it('is begun again though its message is lost as well: two sweeps see that nobody is at it any more', async () => {
    await due.at({ tenant, kind, name: 'party', when: new Date(), payload: '1500' });
    const first = startInstance('first');
    await until(() => told.includes('first began party'));
    first.kill('SIGKILL');
    const queue = azurite.storage().queue('due');
    await until(async () => {
      const [taken] = await queue.take(1, 30);
      await taken?.done();
      return taken !== undefined;
    });
    const sweeper = openDue({
      storage: azurite.storage(),
      handlers: () => undefined,
      tenants: async () => [tenant],
      now: () => new Date(),
      log: () => undefined,
      leaseSeconds: 1,
    });
    await sweeper.sweep();
    assert.deepEqual(await queue.take(1, 1), []);
    assert.equal((await due.list(tenant))[0]?.state, 'running');
    await new Promise(resolve => setTimeout(resolve, 1100));
    await sweeper.sweep();
    startInstance('second');
    await until(async () => (await due.list(tenant)).length === 0);
    assert.deepEqual(told, ['first began party', 'second began party', 'second ended party']);
  });

  it('goes to another one when it freezes past its lease, and its waking up changes nothing', async () => {
    const when = new Date();
    await due.at({ tenant, kind, name: 'daily', when, payload: '3000' });
    const frozen = startInstance('frozen');
    await until(() => told.includes('frozen began daily'));
    frozen.kill('SIGSTOP');
    startInstance('second');
    await until(() => told.includes('second ended daily'));
    const next = new Date(when.getTime() + 24 * 60 * 60_000);
    await until(async () => (await due.list(tenant))[0]?.dueAt.getTime() === next.getTime());
    frozen.kill('SIGCONT');
    await until(() => told.includes('frozen ended daily'));
    await new Promise(resolve => setTimeout(resolve, 1500));
    const lines = await due.list(tenant);
    assert.deepEqual(
      lines.map(({ name, dueAt, state }) => ({ name, dueAt, state })),
      [{ name: 'daily', dueAt: next, state: 'waiting' }],
    );
    assert.equal(told.filter(line => line.includes('began')).length, 2);
  });
});
