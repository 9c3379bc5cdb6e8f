import assert from 'node:assert/strict';
import { buildApp, type App } from '../../bot/app.ts';
import type { Press } from '../../bot/cards/card.ts';
import { readSettings } from '../../bot/config.ts';
import { digestText } from '../../bot/delivery/digest/digest.text.ts';
import { nextMonthly } from '../../bot/delivery/due.ts';
import { progressText } from '../../bot/delivery/progress/progress.text.ts';
import { registerText } from '../../bot/delivery/register/register.text.ts';
import { respite } from '../../bot/news/news.samples.ts';
import { openPeople } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { atOnce, typed } from '../news/office.ts';
import { inRecordings, typed as message, type Activity } from '../support/activities.ts';
import { startConnector, type Call, type Connector } from '../support/connector.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { dayMs, described } from '../support/office.ts';
import { aPerson } from '../support/people.ts';
import { pressOf } from '../support/pressing.ts';
import { storageHere } from '../support/storage.ts';
import { serve } from '../web/serving.ts';

const progress = progressText.en;
const tenant = inRecordings.tenant;
const secret = Buffer.alloc(32, 7);
const patienceMs = 20_000;
const firstWords = respite.en.text.slice(0, 30);

type Someone = { person: Person; name: string };

describe('What is sent to many, from outside, today and tomorrow', function () {
  this.timeout(60_000);
  const { storage, connectionString } = storageHere();
  const [marcus, helen, priya, dana] = ['Marcus Adeyemi', 'Helen Whitcombe', 'Priya Nair', 'Dana Quill'].map((name): Someone => ({
    person: aPerson(tenant),
    name,
  })) as [Someone, Someone, Someone, Someone];
  /** The ninth of a month, at noon: the next morning has a digest, the nights' work and the question of the tenth. */
  const aheadMs = nextMonthly(new Date(), { day: 9, hour: 12, minute: 0 }).getTime() - Date.now();
  let connector: Connector;
  let running: { app: App; port: number; ran: string[] } | undefined;
  /** The buttons each person has in front of them. */
  const offered = new Map<string, Press[]>();

  before(async () => {
    connector = await startConnector();
    const { roles } = openPeople(storage(), { homeForce: 'Sussex Police', secret });
    await roles.grant(marcus.person, { name: 'chair', network: described.id }, new Date());
    await roles.grant(helen.person, { name: 'administrator', network: '' }, new Date());
    await begin(aheadMs);
  });
  after(async () => {
    await running?.app.stop();
    await connector.stop();
  });

  /** The whole bot, on the same storage, with a clock that is so much ahead. */
  async function begin(clockAheadMs: number): Promise<void> {
    await running?.app.stop();
    const ran: string[] = [];
    const settings = readSettings({
      PORT: '0',
      STORAGE_CONNECTION_STRING: connectionString(),
      STAFF_NETWORKS_KEY: secret.toString('base64'),
    });
    const app = buildApp(settings, {
      storage: openStorage(settings.storage),
      now: () => new Date(Date.now() + clockAheadMs),
      log: (event, fields) => void (event === 'due.ran' && ran.push(String(fields?.['kind']))),
    });
    running = { app, ran, port: (await app.start()).port };
  }

  async function does(...kinds: string[]): Promise<void> {
    await until(() => kinds.every(kind => running?.ran.includes(kind)), `${kinds.join(', ')} among ${running?.ran.join(', ')}`);
    for (const kind of kinds) wentThroughFrontDoor({ kind: 'due', name: kind });
  }

  async function posts({ person, name }: Someone, activity: Activity): Promise<{ status: number; text: string }> {
    const response = await fetch(`http://127.0.0.1:${running?.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...activity,
        serviceUrl: connector.serviceUrl,
        from: { ...activity.from, id: `29:${person.id}`, name, aadObjectId: person.id },
        conversation: { ...activity.conversation, id: chatOf(person) },
      }),
    });
    return { status: response.status, text: await response.text() };
  }

  const chatOf = ({ id }: Person): string => `a:${id}`;
  const isFor =
    ({ person }: Someone, words: string) =>
    (call: Call) =>
      call.method === 'POST' && call.conversation === chatOf(person) && JSON.stringify(call.body).includes(words);

  /** Something with these words comes into their chat. */
  async function gets(who: Someone, words: string): Promise<Call> {
    const call = await connector.called(isFor(who, words), patienceMs);
    offered.set(who.person.id, pressesIn(call.body));
    return call;
  }

  async function says(who: Someone, words: string): Promise<string> {
    const seen = connector.messages().length;
    await posts(who, message(words));
    const answer = () => connector.messages().slice(seen).find(({ conversation }) => conversation === chatOf(who.person)); // prettier-ignore
    await until(() => answer() !== undefined, `an answer to ${words}`);
    offered.set(who.person.id, pressesIn(answer()?.body));
    return JSON.stringify(answer()?.body);
  }

  async function presses(who: Someone, verb: string, inputs: Record<string, unknown> = {}, title = ''): Promise<string> {
    const buttons = offered.get(who.person.id) ?? [];
    const button = buttons.find(one => one.verb === verb && one.title.includes(title));
    assert.ok(button, `no button for ${verb} ${title} among ${buttons.map(one => `${one.verb} “${one.title}”`).join(', ')}`);
    const { status, text } = await posts(who, pressOf(button, 'execute', 'personal', inputs));
    assert.equal(status, 200, text);
    wentThroughFrontDoor({ kind: 'verb', name: verb });
    const shown = pressesIn(JSON.parse(text));
    if (shown.length > 0) offered.set(who.person.id, shown);
    return text;
  }

  /** Refreshes until the organiser's card says so. */
  const comesTo = (standing: string) =>
    until(async () => (await presses(marcus, 'delivery/progress')).includes(standing), `the card says “${standing}”`);

  it('reaches members at once or waits for their digest, as they chose', async () => {
    for (const who of [priya, dana]) {
      await says(who, `join ${described.short}`);
      await presses(who, 'networks/join', { visibility: 'hidden', belonging: 'ally' });
    }
    await says(priya, 'my networks');
    await presses(priya, 'networks/mine');
    await presses(priya, 'networks/choices');
    const chosen = { visibility: 'hidden', events: 'now', vacancies: 'now', surveys: 'now', news: 'digest' };
    await presses(priya, 'networks/choose', chosen);

    // The line breaks when Teams has it all: nobody can say whether it arrived.
    connector.answerWith(call => (isFor(dana, respite.en.title)(call) ? 'hang up' : undefined));
    await says(marcus, 'write news');
    await presses(marcus, 'news/words-save', typed);
    await presses(marcus, 'news/whom-save', atOnce);
    await presses(marcus, 'news/confirm');
    await presses(marcus, 'news/send');
    await gets(dana, respite.en.title);
    await comesTo(progress.states.sent);
    await does('delivery/expand', 'delivery/watch');
    assert.ok(!connector.calls.some(isFor(priya, respite.en.title)));
  });

  it('is sent again, when its organiser wishes, to whoever may not have it', async () => {
    connector.clear();
    await presses(marcus, 'delivery/ask', {}, progress.resend);
    assert.ok((await presses(marcus, 'delivery/resend')).includes(progress.done.resend));
    await gets(dana, respite.en.title);
    await comesTo(progress.states.sent);
  });

  it('is in the register, for administrators, in the chat and in the tab', async () => {
    assert.ok((await says(helen, 'register')).includes(respite.en.title));
    assert.ok((await presses(helen, 'delivery/register', { typed: 'zebra' })).includes(registerText.en.noMatch('zebra')));
    await presses(helen, 'delivery/register', {}, registerText.en.everything);
    assert.ok((await presses(helen, 'delivery/registered')).includes(marcus.name));
    const routes = running?.app.features.flatMap(feature => feature.routes ?? []) ?? [];
    const served = await serve(routes);
    try {
      const call = async (path: string, route: string) => {
        const headers = { authorization: await served.bearer(helen.person) };
        const response = await fetch(`${served.origin}/api${path}`, { headers });
        const answer = await response.text();
        assert.equal(response.status, 200, answer);
        wentThroughFrontDoor({ kind: 'route', name: routeName('get', route) });
        return JSON.parse(answer) as { announcements: { broadcast: string }[] };
      };
      const { announcements } = await call('/register', '/register');
      assert.ok(JSON.stringify(await call(`/register/${announcements[0]?.broadcast}`, '/register/:broadcast')).includes(respite.en.title));
    } finally {
      await served.stop();
    }
  });

  it('comes the next morning in one digest, which opens each piece, and the other work of the day is done', async () => {
    connector.clear();
    await begin(aheadMs + dayMs);
    const digest = await gets(priya, digestText.en.heading(1));
    const summary = String(digest.body['summary']);
    assert.equal(summary, digestText.en.heading(1), 'the lock screen says how much, and nothing of what it is');
    assert.ok(JSON.stringify(digest.body).includes(respite.en.title));
    assert.ok(!connector.calls.some(isFor(dana, digestText.en.kind)), 'whoever had it at once gets no digest');
    await does('delivery/digest', 'networks/confirm', 'networks/lapse');
    assert.ok(!JSON.stringify(digest.body).includes(firstWords));
    await presses(priya, 'delivery/read');
    await gets(priya, firstWords);
  });
});

function pressesIn(value: unknown): Press[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { type?: unknown }).type === 'Action.Execute' ? [value as Press] : [];
  return [...own, ...Object.values(value).flatMap(pressesIn)];
}

async function until(what: () => boolean | Promise<boolean>, wanted: string): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`it did not come about: ${wanted}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
