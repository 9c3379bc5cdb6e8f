import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { openDue, type Due } from '../../bot/delivery/due.runner.ts';
import { azuriteHere } from '../support/azurite.ts';

const tenant = 'force-one';
const kind = 'events/remind';
const day = 24 * 60 * 60_000;

const soon = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** One storage account with the instances that work on it. */
type Scene = {
  account: string;
  /** Only asks and looks; the instances do the work. */
  due: Due;
  /** What the instances told, such as "first began party". */
  told: string[];
  startInstance: (label: string) => ChildProcess;
  until: (what: () => boolean | Promise<boolean>) => Promise<void>;
};

const scenes: Record<string, (scene: Scene) => Promise<void>> = {
  'is begun again by another instance': async ({ due, told, startInstance, until }) => {
    await due.at({ tenant, kind, name: 'party', when: new Date(), payload: '1500' });
    const first = startInstance('first');
    await until(() => told.includes('first began party'));
    first.kill('SIGKILL');
    startInstance('second');
    await until(async () => (await due.list(tenant)).length === 0);
    assert.deepEqual(told, ['first began party', 'second began party', 'second ended party']);
  },

  'is begun again by the same instance after each restart': async ({ due, told, startInstance, until }) => {
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
  },

  'is begun again though its message is lost as well: two sweeps see that nobody is at it any more': async scene => {
    const { due, told, startInstance, until, account } = scene;
    await due.at({ tenant, kind, name: 'party', when: new Date(), payload: '1500' });
    const first = startInstance('first');
    await until(() => told.includes('first began party'));
    first.kill('SIGKILL');
    const queue = azurite.storage(account).queue('due');
    await until(async () => {
      const [taken] = await queue.take(1, 30);
      await taken?.done();
      return taken !== undefined;
    });
    const sweeper = openLooker(account, 1);
    await sweeper.sweep();
    assert.deepEqual(await queue.take(1, 1), []);
    assert.equal((await due.list(tenant))[0]?.state, 'running');
    await soon(1100);
    await sweeper.sweep();
    startInstance('second');
    await until(async () => (await due.list(tenant)).length === 0);
    assert.deepEqual(told, ['first began party', 'second began party', 'second ended party']);
  },

  'goes to another one when it freezes past its lease, and its waking up changes nothing': async scene => {
    const { due, told, startInstance, until } = scene;
    const when = new Date();
    await due.at({ tenant, kind, name: 'daily', when, payload: '3000' });
    const frozen = startInstance('frozen');
    await until(() => told.includes('frozen began daily'));
    frozen.kill('SIGSTOP');
    startInstance('second');
    await until(() => told.includes('second ended daily'));
    const next = new Date(when.getTime() + day);
    await until(async () => (await due.list(tenant))[0]?.dueAt.getTime() === next.getTime());
    frozen.kill('SIGCONT');
    await until(() => told.includes('frozen ended daily'));
    await soon(1500);
    assert.deepEqual(
      (await due.list(tenant)).map(({ name, dueAt, state }) => ({ name, dueAt, state })),
      [{ name: 'daily', dueAt: next, state: 'waiting' }],
    );
    assert.equal(told.filter(line => line.includes('began')).length, 2);
  },
};

const accounts = Object.keys(scenes).map((_, i) => `account${i}`);
let azurite: ReturnType<typeof azuriteHere>;
const children = new Set<ChildProcess>();

function openLooker(account: string, leaseSeconds: number): Due {
  return openDue({
    storage: azurite.storage(account),
    handlers: () => async () => ({}),
    tenants: async () => [tenant],
    now: () => new Date(),
    log: () => undefined,
    leaseSeconds,
  });
}

function sceneOf(account: string): Scene {
  const told: string[] = [];
  const connectionString = azurite.running().connectionStringOf(account);
  return {
    account,
    told,
    due: openLooker(account, 60),
    startInstance(label) {
      const child = fork(join(import.meta.dirname, 'due.child.ts'), [connectionString, tenant], { stdio: 'inherit' });
      children.add(child);
      child.once('exit', () => children.delete(child));
      child.on('message', (message: { began?: string; ended?: string }) => {
        told.push(message.began ? `${label} began ${message.began}` : `${label} ended ${message.ended}`);
      });
      return child;
    },
    async until(what) {
      const end = performance.now() + 60_000;
      while (!(await what())) {
        if (performance.now() > end) throw new Error(`it did not come about: ${told.join(', ')}`);
        await soon(50);
      }
    },
  };
}

describe('due work on an instance that dies', function () {
  this.timeout(120_000);
  azurite = azuriteHere(accounts);
  const over = new Map<string, Promise<void>>();

  // They mostly wait for leases to end, so they do it at the same time.
  before('begin all of them', () => {
    for (const [i, [title, scene]] of Object.entries(scenes).entries()) {
      const played = scene(sceneOf(accounts[i] ?? ''));
      // It is the test that tells of the failure.
      played.catch(() => undefined);
      over.set(title, played);
    }
  });
  after(async () => {
    await Promise.allSettled(over.values());
    for (const child of children) {
      const isOver = new Promise(resolve => child.once('exit', resolve));
      if (child.kill('SIGKILL')) await isOver;
    }
  });

  for (const title of Object.keys(scenes)) it(title, () => over.get(title));
});
