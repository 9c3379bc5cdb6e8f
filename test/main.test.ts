import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BrokenArticles } from '../bot/answers/library/article.reader.ts';
import { sentenceFor } from '../bot/main.ts';
import { typed } from './support/activities.ts';
import { azuriteHere } from './support/azurite.ts';
import { clearUp, runProgram, type Program } from './support/bot-process.ts';
import { freePort } from './support/ports.ts';

describe('The bot as a process', function () {
  this.timeout(60_000);
  const azurite = azuriteHere();
  let bot: Program | undefined;
  let teams: Server | undefined;
  afterEach(async () => {
    await clearUp(bot);
    teams?.closeAllConnections();
    teams?.close();
    teams = undefined;
  });

  const environment = (port: number) => ({
    PORT: String(port),
    STORAGE_CONNECTION_STRING: azurite.running().connectionString,
    STAFF_NETWORKS_KEY: Buffer.alloc(32, 7).toString('base64'),
  });

  async function startBot(): Promise<{ bot: Program; port: number }> {
    const port = await freePort();
    bot = runProgram('bot/main.ts', [], environment(port));
    await bot.prints('"event":"listening"');
    return { bot, port };
  }

  /** A Teams that takes its time with every message: it answers when it is told to, or never. */
  async function slowTeams(): Promise<{ serviceUrl: string; heard: () => number; answer: () => void }> {
    let heard = 0;
    let answer: () => void = () => undefined;
    const told = new Promise<void>(resolve => (answer = resolve));
    const server = createServer((_request, response) => {
      heard += 1;
      void told.then(() => {
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end('{"id":"sent"}');
      });
    });
    teams = server;
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return { serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`, heard: () => heard, answer };
  }

  const post = (port: number, body: unknown) =>
    fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('says in its log that local mode takes activities without a token, and where it listens', async () => {
    const { bot, port } = await startBot();
    assert.match(bot.output(), /"event":"start warning".*without a token.*127\.0\.0\.1 only/);
    assert.match(bot.output(), new RegExp(`"event":"listening","mode":"local","host":"127\\.0\\.0\\.1","port":${port}`));
  });

  it('finishes the answer it has begun when it is told to end, and takes nothing new', async function () {
    if (process.platform === 'win32') return this.skip();
    const { bot, port } = await startBot();
    const { serviceUrl, heard, answer } = await slowTeams();
    const turn = post(port, typed('help', 'personal', { serviceUrl }));
    for (let waited = 0; heard() === 0 && waited < 400; waited += 1) await pause(25);
    bot.kill('SIGTERM');
    await bot.prints('"event":"ending"');
    await assert.rejects(fetch(`http://127.0.0.1:${port}/health`), 'it listens no more');
    answer();
    assert.equal((await turn).status, 200);
    assert.deepEqual(await bot.ends(), { code: 0, signal: null });
    assert.match(bot.output(), /"event":"ended"/);
  });

  it('ends within 20 seconds although Teams never answers', async function () {
    if (process.platform === 'win32') return this.skip();
    const { bot, port } = await startBot();
    const { serviceUrl, heard } = await slowTeams();
    post(port, typed('help', 'personal', { serviceUrl })).catch(() => undefined);
    for (let waited = 0; heard() === 0 && waited < 400; waited += 1) await pause(25);
    const told = Date.now();
    bot.kill('SIGTERM');
    await bot.ends(25);
    assert.ok(Date.now() - told < 21_000, `it took ${Date.now() - told} ms`);
  });

  it('says in a sentence that its port is in use', async () => {
    const other = createTcpServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    bot = runProgram('bot/main.ts', [], environment(port));
    assert.equal((await bot.ends()).code, 1);
    assert.match(
      bot.output(),
      new RegExp(`Port ${port} is already in use\\. End the program that uses it, or choose another with PORT\\.`),
    );
    assert.doesNotMatch(bot.output(), /\n\s+at /);
    other.close();
  });

  it('names broken articles and keeps the stack of what is our own fault', () => {
    assert.equal(
      sentenceFor(new BrokenArticles(['a.en.md: title must not be empty.'])),
      'The articles cannot be used:\n- a.en.md: title must not be empty.',
    );
    assert.match(sentenceFor(new TypeError('our mistake')), /our mistake\n\s+at /);
  });

  it('names every unsafe setting of production at once, and does not listen', async () => {
    const port = await freePort();
    bot = runProgram('bot/main.ts', [], { ...environment(port), NODE_ENV: 'production' });
    assert.equal((await bot.ends()).code, 1);
    for (const name of ['MicrosoftAppId', 'MicrosoftAppType', 'TABLES_URL', 'STORAGE_CONNECTION_STRING'])
      assert.match(bot.output(), new RegExp(`^- ${name} `, 'm'));
    assert.doesNotMatch(bot.output(), /"event":"listening"|\n\s+at /);
  });

  it('leads nobody in from outside: the open local mode cannot be reached under another name', async () => {
    const { port } = await startBot();
    const response = await post(port, typed('help'));
    assert.notEqual(response.status, 403, 'by its own name it answers');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/health', headers: { host: `evil.example:${port}` } }, got => {
        got.resume();
        resolve(got.statusCode);
      });
      asked.once('error', reject);
      asked.end();
    });
    assert.equal(status, 403);
  });
});
