import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { questions, tenant } from './asked.ts';
import type { LoadRound, LoadTold } from './load.contract.ts';

// A process of its own: it plays both Teams posting messages to a bot and the connector that takes the bot's replies,
// so that what it costs falls on neither of the bots that are compared.

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const waiting = new Map<string, (reply: string) => void>();
let lastId = 0;

const connector = createServer((asked, answer) => {
  void bodyOf(asked).then(body => {
    answer.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"reply"}');
    // A bot that shows it is typing has not answered yet.
    if (!body.includes('"type":"typing"')) waiting.get(decodeURIComponent(asked.url?.split('?')[0]?.split('/').at(-1) ?? ''))?.(body);
  });
});
connector.keepAliveTimeout = 60_000;
connector.listen(0, '127.0.0.1');
await once(connector, 'listening');
const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}/`;

process.on('message', (round: LoadRound) => {
  void drive(round).then(told => process.send?.(told));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function drive(round: LoadRound): Promise<LoadTold> {
  const latencies: number[] = [];
  const faults: string[] = [];
  const began = performance.now();
  let started = 0;
  const goesOn = () =>
    faults.length < 5 && ('turns' in round.until ? started < round.until.turns : performance.now() - began < round.until.seconds * 1000);
  const worker = async () => {
    while (goesOn()) {
      const turn = started++;
      const from = performance.now();
      const fault = await ask(round, turn);
      if (fault) faults.push(fault);
      else latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: round.inFlight }, worker));
  latencies.sort((one, other) => one - other);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { turns: latencies.length, seconds: (performance.now() - began) / 1000, p50: at(0.5), p95: at(0.95), faults };
}

/** One turn: done when the bot has answered the request and its reply has arrived, whichever is later. */
async function ask(round: LoadRound, turn: number): Promise<string | undefined> {
  const id = `q${++lastId}`;
  const replied = new Promise<string | undefined>(resolve => {
    const patience = setTimeout(resolve, 10_000, undefined);
    waiting.set(id, reply => {
      clearTimeout(patience);
      resolve(reply);
    });
  });
  const status = await post(`${round.bot}/api/messages`, activity(id, turn, round.people));
  const reply = status < 300 ? await replied : undefined;
  waiting.delete(id);
  if (status > 299) return `the bot answered ${status}`;
  if (reply === undefined) return 'no reply came within 10 s';
  return reply.includes(round.expect) ? undefined : `a reply without "${round.expect}": ${wordsOf(reply)}`;
}

function activity(id: string, turn: number, people: number): string {
  const number = turn % people;
  const person = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return JSON.stringify({
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date().toISOString(),
    localTimestamp: new Date().toISOString(),
    locale: 'en-GB',
    text: questions[turn % questions.length],
    textFormat: 'plain',
    from: { id: `29:${person}`, name: `Person ${number}`, aadObjectId: person },
    recipient: { id: '28:staff-networks', name: 'Staff Networks' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
  });
}

function wordsOf(reply: string): string {
  const { text, summary } = JSON.parse(reply) as { text?: string; summary?: string };
  return text ?? summary ?? 'no words';
}

function post(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, answer => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
