import assert from 'node:assert/strict';
import { writeFileSync, mkdirSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { isFree } from '../../bot/local/processes/ports.ts';
import { isAlive } from '../../bot/local/processes/note.ts';
import {
  beginLocalRun,
  clearUp,
  runProgram,
  runningIn,
  startLocalRun,
  temporaryFolder,
  type LocalRun,
  type Program,
} from '../support/bot-process.ts';
import { openPlayground } from '../support/playground.ts';
import { freePort } from '../support/ports.ts';

const withoutPlayground = { PLAYGROUND: 'off' };

describe('npm start', function () {
  this.timeout(180_000);
  const running: (Program | undefined)[] = [];
  const kept = <P extends Program>(program: P): P => {
    running.push(program);
    return program;
  };
  const started = async (environment: NodeJS.ProcessEnv = {}): Promise<LocalRun> => kept(await startLocalRun(environment));
  const refused = async (environment: NodeJS.ProcessEnv): Promise<string> => {
    const run = kept(await beginLocalRun(environment));
    const { code } = await run.ends(60);
    assert.equal(code, 1, run.output());
    assert.doesNotMatch(run.output(), /\n\s+at .*:\d+:\d+/, 'a sentence, not a stack');
    return run.output();
  };

  afterEach(() => clearUp(...running.splice(0)));

  /** Nothing of a run is left: its children have ended and its ports are free. */
  async function isGone(run: LocalRun, children: { bot: number; storage?: number }): Promise<void> {
    for (let waited = 0; waited < 300; waited += 1) {
      const left = [children.bot, children.storage ?? 0].some(pid => pid !== 0 && isAlive(pid));
      if (!left && (await isFree(run.port)) && (await isFree(run.playgroundPort))) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    assert.fail('something of the run is still there');
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends everything cleanly on ${signal === 'SIGINT' ? 'Ctrl-C' : signal}`, async function () {
      if (process.platform === 'win32') return this.skip();
      const run = await started();
      const { children } = run.running();
      run.kill(signal);
      assert.deepEqual(await run.ends(60), { code: 0, signal: null }, run.output());
      assert.match(run.output(), signal === 'SIGINT' ? /Ended by Ctrl-C\./ : /Ended by SIGTERM\./);
      assert.match(run.output(), /"event":"ended"/, 'the bot drained');
      await isGone(run, children);
    });
  }

  it('leaves no child behind when it is killed itself', async () => {
    const run = await started();
    const { children } = run.running();
    run.kill('SIGKILL');
    await isGone(run, children);
  });

  for (const between of ['', 'shell']) {
    it(`ends when whoever started it is gone${between && ', with a shell between them as npm has it'}`, async function () {
      if (between && process.platform === 'win32') return this.skip();
      const [port, dataFolder] = [await freePort(), temporaryFolder()];
      const environment = { PORT: String(port), DATA_DIR: dataFolder, PLAYGROUND: 'off' };
      const parent = kept(runProgram('test/support/starts-the-starter.ts', [between], environment));
      await parent.prints('Ctrl-C ends everything.', 90);
      const { pid: starter } = runningIn(dataFolder);
      assert.ok(isAlive(starter));
      parent.kill('SIGKILL');
      for (let waited = 0; isAlive(starter) && waited < 300; waited += 1) await new Promise(resolve => setTimeout(resolve, 100));
      assert.equal(isAlive(starter), false);
      assert.ok(await isFree(port));
    });
  }

  it('loses nothing when the bot is killed, says that the bot ended, and ends the rest', async () => {
    const run = await started();
    const { children } = run.running();
    const priya = await openPlayground(run.playgroundPort, castMemberMeant('constable'));
    const joined = await priya.presses(await priya.says('join race equality network'), /^Join/);
    assert.match(joined.words, /^Done\./);
    process.kill(children.bot, 'SIGKILL');
    assert.deepEqual(await run.ends(60), { code: 1, signal: null });
    assert.match(run.output(), /The bot was ended by SIGKILL, so everything ends\./);
    priya.close();
    await isGone(run, children);

    const again = await started({ DATA_DIR: run.dataFolder });
    const back = await openPlayground(again.playgroundPort, castMemberMeant('constable'));
    assert.match((await back.presses(await back.says('my networks'), 'Show my networks here')).words, /Race Equality Network/);
    back.close();
  });

  it('says so when the storage ends, and ends the rest', async () => {
    const run = await started(withoutPlayground);
    const { children } = run.running();
    process.kill(children.storage ?? 0, 'SIGKILL');
    assert.deepEqual(await run.ends(60), { code: 1, signal: null });
    assert.match(run.output(), /The storage \(Azurite\) was ended by SIGKILL, so everything ends\./);
    await isGone(run, children);
  });

  it('names every port that is in use, and the setting that changes it', async () => {
    const servers = [createServer(), createServer()];
    for (const server of servers) await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const [PORT = '', PLAYGROUND_PORT = ''] = servers.map(server => String((server.address() as AddressInfo).port));
    const said = await refused({ PORT, PLAYGROUND_PORT });
    for (const server of servers) server.close();
    assert.match(said, new RegExp(`Port ${PORT}, for the bot, is already in use\\. .* choose another with PORT\\.`));
    assert.match(
      said,
      new RegExp(`Port ${PLAYGROUND_PORT}, for the Playground, is already in use\\. .* choose another with PLAYGROUND_PORT\\.`),
    );
  });

  it('says in a sentence that a data file is broken', async () => {
    const DATA_DIR = temporaryFolder();
    mkdirSync(join(DATA_DIR, 'storage'));
    writeFileSync(join(DATA_DIR, 'storage', 'tables.json'), '{"filename":"cut sho');
    assert.match(await refused({ DATA_DIR }), /The local storage cannot read .*tables\.json\. Move it away and start again/);
  });

  it('says in a sentence that the data folder cannot be made', async () => {
    const file = join(temporaryFolder(), 'a file');
    writeFileSync(file, '');
    assert.match(await refused({ DATA_DIR: join(file, 'below') }), /The folder .* cannot be made .* Choose another with DATA_DIR\./);
  });

  it('names everybody who can sit at the Playground when PLAYGROUND_AS is nobody', async () => {
    assert.match(await refused({ PLAYGROUND_AS: 'Gandalf' }), /Nobody in the sample cast is called "Gandalf"\. Choose Priya \(constable\)/);
  });

  it('names every setting that is wrong at once', async () => {
    const said = await refused({ WELSH: 'now and then', SAMPLE_DATA: 'perhaps' });
    assert.match(said, /WELSH is "now and then"/);
    assert.match(said, /SAMPLE_DATA is "perhaps"/);
  });

  it('starts with a warning for a home force that nobody knows', async () => {
    const run = await started({ ...withoutPlayground, HOME_FORCE: 'Ruritania Police' });
    assert.match(run.output(), /HOME_FORCE \\"Ruritania Police\\" is not a force we hold articles about/);
    assert.match(run.output(), /Staff Networks runs for Ruritania Police/);
  });

  it('seats whom PLAYGROUND_AS names', async () => {
    const run = await started({ PLAYGROUND_AS: 'adviser' });
    assert.match(run.output(), /as Rhiannon Pryce/);
    const rhiannon = await openPlayground(run.playgroundPort, castMemberMeant('adviser'));
    assert.match((await rhiannon.presses(await rhiannon.says('my networks'), 'Show my networks here')).words, /Hearing Well Network/);
    rhiannon.close();
  });

  it('leaves the sample data out with SAMPLE_DATA=off', async () => {
    const run = await started({ SAMPLE_DATA: 'off' });
    const priya = await openPlayground(run.playgroundPort, castMemberMeant('constable'));
    const { words } = await priya.says('networks');
    assert.match(words, /Race Equality Network/);
    assert.doesNotMatch(words, /Carers’ Circle/);
    priya.close();
  });

  it('starts only the bot when there are production settings, and the bot refuses unsafe ones in sentences', async () => {
    const said = await refused({
      NODE_ENV: 'production',
      MicrosoftAppType: 'MultiTenant',
      STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    });
    assert.match(said, /MicrosoftAppId is missing/);
    assert.match(said, /MicrosoftAppType is "MultiTenant"/);
    assert.match(said, /STORAGE_CONNECTION_STRING is for local runs only/);
    assert.doesNotMatch(said, /Playground|Azurite/);
  });
});

describe('A run of npm start', function () {
  this.timeout(180_000);
  let shared: LocalRun | undefined;
  const others: Program[] = [];
  before(async () => {
    shared = await startLocalRun();
  });
  after(() => clearUp(...others, shared));
  const kept = <P extends Program>(program: P): P => {
    others.push(program);
    return program;
  };
  function first(): LocalRun {
    assert.ok(shared);
    return shared;
  }

  it('prints what runs and the address to open', async () => {
    const run = first();
    const printed = run.output();
    assert.match(printed, /Staff Networks runs for Sussex Police, on this machine only\./);
    assert.match(printed, new RegExp(`Open http://localhost:${run.playgroundPort} and ask`));
    assert.match(printed, new RegExp(`Bot +http://localhost:${run.port} `));
    assert.match(printed, /as Priya Nair/);
    assert.match(printed, /activities are accepted without a token/);
    const page = await fetch(`http://localhost:${run.playgroundPort}/`);
    assert.match(await page.text(), /<title>/);
  });

  it('listens on loopback only, the Playground included', async function () {
    const elsewhere = Object.values(networkInterfaces()).flatMap(addresses =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    if (elsewhere.length === 0) return this.skip();
    const run = first();
    for (const { address } of elsewhere) {
      for (const port of [run.port, run.playgroundPort]) {
        const outcome = await new Promise<string>(resolve => {
          const socket = connect(port, address, () => resolve('reached'));
          socket.once('error', () => resolve('refused'));
          socket.once('connect', () => socket.destroy());
        });
        assert.equal(outcome, 'refused', `${address}:${port}`);
      }
    }
  });

  it('does not start a second time on the same folder', async () => {
    const run = first();
    const second = kept(await beginLocalRun({ DATA_DIR: run.dataFolder, ...withoutPlayground }));
    assert.equal((await second.ends(60)).code, 1);
    const said = second.output();
    assert.match(said, new RegExp(`already running from .* \\(process ${run.pid}\\)`));
    assert.ok(isAlive(run.pid));
  });

  it('uses the storage it is given instead of starting one', async () => {
    const { environment } = first().running();
    const run = kept(await startLocalRun({ ...withoutPlayground, STORAGE_CONNECTION_STRING: environment.STORAGE_CONNECTION_STRING }));
    assert.equal(run.running().children.storage, undefined);
    assert.match(run.output(), /Storage +yours, from STORAGE_CONNECTION_STRING/);
    assert.equal((await fetch(`http://127.0.0.1:${run.port}/ready`)).status, 200);
  });

  it('npm run playground opens the chat of somebody else', async () => {
    const port = await freePort();
    const other = kept(runProgram('bot/local/playground.ts', ['--as', 'chair', '--port', String(port)], { DATA_DIR: first().dataFolder }));
    await other.prints(`http://localhost:${port} is the Playground of Marcus Adeyemi (chair)`);
    const marcus = await openPlayground(port, castMemberMeant('chair'));
    assert.match((await marcus.presses(await marcus.says('my networks'), 'Show my networks here')).words, /Carers’ Circle/);
    marcus.close();
  });

  it('npm run bot starts a second instance on the same storage', async () => {
    const port = await freePort();
    const second = kept(runProgram('bot/local/second-bot.ts', ['--port', String(port)], { DATA_DIR: first().dataFolder }));
    await second.prints(`"port":${port}`);
    assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 200);

    const playgroundPort = await freePort();
    const playground = kept(
      runProgram('bot/local/playground.ts', ['--as', 'colleague', '--port', String(playgroundPort), '--bot', String(port)], {
        DATA_DIR: first().dataFolder,
      }),
    );
    await playground.prints(`is the Playground of Dawn Okonkwo (colleague), in front of the bot on port ${port}.`);
    const dawn = await openPlayground(playgroundPort, castMemberMeant('colleague'));
    assert.match((await dawn.says('networks')).words, /Carers’ Circle/);
    dawn.close();
  });

  it('npm run bot asks for a port and for a run to join', async () => {
    const withoutPort = runProgram('bot/local/second-bot.ts', [], { DATA_DIR: first().dataFolder });
    assert.equal((await withoutPort.ends()).code, 1);
    assert.match(withoutPort.output(), /npm run bot -- --port 3979/);
    const alone = runProgram('bot/local/second-bot.ts', ['--port', '3979'], { DATA_DIR: temporaryFolder() });
    assert.equal((await alone.ends()).code, 1);
    assert.match(alone.output(), /Nothing runs from .*\. Start Staff Networks with npm start first\./);
  });

  it('npm run playground names a wrong option and a taken port in a sentence', async () => {
    const wrong = runProgram('bot/local/playground.ts', ['--who', 'chair'], { DATA_DIR: first().dataFolder });
    assert.equal((await wrong.ends()).code, 1);
    assert.match(wrong.output(), /Unknown option '--who'/);
    const taken = runProgram('bot/local/playground.ts', ['--port', String(first().playgroundPort)], { DATA_DIR: first().dataFolder });
    assert.equal((await taken.ends()).code, 1);
    assert.match(taken.output(), /for the Playground, is already in use\. .* choose another with --port\./);
  });
});
