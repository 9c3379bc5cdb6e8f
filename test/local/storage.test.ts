import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startStorage } from '../../bot/local/storage/azurite.ts';
import { localKeys } from '../../bot/local/storage/local-keys.ts';
import { isAlive } from '../../bot/local/processes/note.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { partition, row } from '../../bot/storage/keys.ts';
import { clearUp, runProgram, temporaryFolder, type Program } from '../support/bot-process.ts';

type Note = { pid: number; tables: string; queues: string };
const noteOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as Note;
const place = [partition('tenant', 'kept'), row('one')] as const;

describe('The storage of a local run', function () {
  this.timeout(60_000);
  let leftBehind: Program | undefined;
  const keys = () => localKeys(temporaryFolder()).accounts;
  const quietly = () => undefined;

  afterEach(async () => {
    await clearUp(leftBehind);
    leftBehind = undefined;
  });

  async function withTable<T>(
    connectionString: string,
    use: (table: ReturnType<ReturnType<typeof openStorage>['table']>) => Promise<T>,
  ): Promise<T> {
    const storage = openStorage({ kind: 'connection', connectionString });
    try {
      return await use(storage.table('things'));
    } finally {
      await storage.close();
    }
  }

  const put = (connectionString: string) => withTable(connectionString, table => table.put(...place, { said: 'hello' }));
  const said = (connectionString: string) => withTable(connectionString, async table => (await table.find(...place))?.fields['said']);

  /** A storage whose starter is gone: nobody holds its channel. */
  async function leaveBehind(folder: string, accounts: ReturnType<typeof keys>): Promise<Note> {
    leftBehind = runProgram('bot/local/storage/azurite-child.ts', [folder], {
      AZURITE_ACCOUNTS: Object.entries(accounts)
        .map(([name, key]) => `${name}:${key}`)
        .join(';'),
    });
    for (let waited = 0; !existsSync(join(folder, 'running.json')) && waited < 300; waited += 1)
      await new Promise(resolve => setTimeout(resolve, 100));
    return noteOf(folder);
  }

  const connectionStringTo = ({ tables, queues }: Note, key: string) =>
    `DefaultEndpointsProtocol=http;AccountName=data;AccountKey=${key};TableEndpoint=${tables}/data;QueueEndpoint=${queues}/data`;

  it('listens on loopback only, with an account for each purpose', async () => {
    const { child, connectionStringOf } = await startStorage(temporaryFolder(), keys(), quietly);
    try {
      for (const account of ['data', 'ballots', 'count'] as const) {
        assert.match(connectionStringOf(account), /TableEndpoint=http:\/\/127\.0\.0\.1:\d+\/.*QueueEndpoint=http:\/\/127\.0\.0\.1:\d+\//);
        await put(connectionStringOf(account));
      }
    } finally {
      await child.end(20);
    }
  });

  it('keeps one account out of another', async () => {
    const accounts = keys();
    const { child, connectionStringOf } = await startStorage(temporaryFolder(), accounts, quietly);
    try {
      await put(connectionStringOf('ballots'));
      assert.equal(await said(connectionStringOf('ballots')), 'hello');
      assert.equal(await said(connectionStringOf('data')), undefined);
      await assert.rejects(put(connectionStringOf('ballots').replace(accounts.ballots, accounts.data)));
    } finally {
      await child.end(20);
    }
  });

  it('has everything again after an end and a start', async () => {
    const [folder, accounts] = [temporaryFolder(), keys()];
    const first = await startStorage(folder, accounts, quietly);
    await put(first.connectionStringOf('data'));
    await first.child.end(20);
    assert.ok(!existsSync(join(folder, 'running.json')), 'its note goes with it');
    const second = await startStorage(folder, accounts, quietly);
    try {
      assert.equal(await said(second.connectionStringOf('data')), 'hello');
    } finally {
      await second.child.end(20);
    }
  });

  it('ends one that a killed run left behind, after it has saved, and takes over its files', async () => {
    const [folder, accounts] = [temporaryFolder(), keys()];
    const note = await leaveBehind(folder, accounts);
    await put(connectionStringTo(note, accounts.data));
    const { child, connectionStringOf } = await startStorage(folder, accounts, quietly);
    try {
      assert.equal(isAlive(note.pid), false, 'the one left behind has ended');
      assert.equal(await said(connectionStringOf('data')), 'hello');
    } finally {
      await child.end(20);
    }
  });

  it('does not end a process that merely has the number of one left behind', async () => {
    const [folder, accounts] = [temporaryFolder(), keys()];
    const other = runProgram('test/support/keeps-running.ts');
    leftBehind = other;
    await other.prints('running');
    writeFileSync(
      join(folder, 'running.json'),
      JSON.stringify({ pid: other.pid, tables: 'http://127.0.0.1:1', queues: 'http://127.0.0.1:1' }),
    );
    const { child } = await startStorage(folder, accounts, quietly);
    await child.end(20);
    assert.ok(isAlive(other.pid));
  });

  it('leaves alone a storage that has other keys', async () => {
    const folder = temporaryFolder();
    const note = await leaveBehind(folder, keys());
    const { child } = await startStorage(folder, keys(), quietly);
    await child.end(20);
    assert.ok(isAlive(note.pid));
  });

  it('refuses to share the files with one that is frozen, and says which process it is', async function () {
    if (process.platform === 'win32') return this.skip();
    const [folder, accounts] = [temporaryFolder(), keys()];
    const note = await leaveBehind(folder, accounts);
    process.kill(note.pid, 'SIGSTOP');
    await assert.rejects(startStorage(folder, accounts, quietly), new RegExp(`Process ${note.pid} may still hold the local storage`));
  });

  for (const file of ['tables.json', 'queues.json', 'queue-extents.json']) {
    it(`says in a sentence that ${file} is damaged, and what to do`, async () => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, file), '{"filename":"cut sho');
      await assert.rejects(startStorage(folder, keys(), quietly), {
        message: `The local storage cannot read ${join(folder, file)}. Move it away and start again: what you saved in it is lost, and the sample data comes back by itself.`,
      });
      assert.equal(readFileSync(join(folder, file), 'utf8'), '{"filename":"cut sho', 'nothing is overwritten');
    });
  }
});

describe('The keys of a local run', () => {
  afterEach(() => clearUp());

  it('are made once, for this account only, and kept', () => {
    const folder = temporaryFolder();
    const made = localKeys(folder);
    assert.deepEqual(localKeys(folder), made);
    assert.notDeepEqual(localKeys(temporaryFolder()), made);
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'keys.json')).mode & 0o777, 0o600);
    assert.equal(Buffer.from(made.root, 'base64').length, 32);
  });

  it('are not made anew over a damaged file, which would lock everything stored away', () => {
    const folder = temporaryFolder();
    for (const damage of ['{"root":', '{}', '{"root":"short","accounts":{}}']) {
      writeFileSync(join(folder, 'keys.json'), damage);
      assert.throws(() => localKeys(folder), /keys\.json is damaged\. It holds the keys of this local run/);
      assert.equal(readFileSync(join(folder, 'keys.json'), 'utf8'), damage);
    }
  });
});
