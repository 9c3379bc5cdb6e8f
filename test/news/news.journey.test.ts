import assert from 'node:assert/strict';
import type { Press } from '../../bot/cards/card.ts';
import { openDue } from '../../bot/delivery/due.runner.ts';
import { progressText } from '../../bot/delivery/progress/progress.text.ts';
import { writingText } from '../../bot/news/writing.text.ts';
import { inRecordings, typed as message, type Activity } from '../support/activities.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { described, openOffice, type Office, type Someone } from '../support/office.ts';
import { pressOf } from '../support/pressing.ts';
import { storageHere } from '../support/storage.ts';
import { serve } from '../web/serving.ts';
import { atOnce, typed } from './office.ts';

const text = writingText.en;
const progress = progressText.en;
const everyone = { ...atOnce, whom: 'everyone' };

describe('News from outside, over HTTP', function () {
  this.timeout(60_000);
  const { storage } = storageHere();
  let office: Office;
  let door: DoorServer;
  let marcus: Someone;
  let helen: Someone;
  /** The buttons each person has in front of them. */
  const before = new Map<string, Press[]>();

  beforeEach(async () => {
    office = openOffice(storage(), inRecordings.tenant);
    marcus = await office.someone('Marcus Adeyemi', 'chair');
    helen = await office.someone('Helen Whitcombe', 'administrator');
    door = await serveDoor(office.features, { now: office.now, forceOf: people => office.people.tenants.forceOf(people) });
  });
  afterEach(() => door.stop());

  const as = ({ person, name }: Someone, activity: Activity): Activity => ({
    ...activity,
    from: { ...activity.from, id: `29:${person.id}`, name, aadObjectId: person.id },
    conversation: { ...activity.conversation, id: `a:${person.id}` },
  });

  async function says(who: Someone, words: string): Promise<string> {
    door.connector.clear();
    await door.post(as(who, message(words)));
    await door.door.idle();
    const shown = door.connector.messages().at(-1)?.body;
    before.set(who.person.id, pressesIn(shown));
    return JSON.stringify(shown);
  }

  async function presses(who: Someone, verb: string, inputs: Record<string, unknown> = {}, title = ''): Promise<string> {
    const button = before.get(who.person.id)?.find(one => one.verb === verb && one.title.includes(title));
    assert.ok(button, `no button for ${verb}`);
    const answer = await door.post(as(who, pressOf(button, 'execute', 'personal', inputs)));
    await door.door.idle();
    assert.equal(answer.body?.['type'], 'application/vnd.microsoft.card.adaptive', `${verb}: ${answer.text}`);
    wentThroughFrontDoor({ kind: 'verb', name: verb });
    before.set(who.person.id, pressesIn(answer.body));
    return answer.text;
  }

  async function writes(whom: Record<string, string>): Promise<string> {
    await says(marcus, 'my news');
    await presses(marcus, 'news/write');
    await presses(marcus, 'news/words-save', typed);
    await presses(marcus, 'news/words');
    await presses(marcus, 'news/words-save', typed);
    await presses(marcus, 'news/whom-save', whom);
    await presses(marcus, 'news/whom');
    await presses(marcus, 'news/whom-save', whom);
    return presses(marcus, 'news/confirm');
  }

  it('is written, paused, sent on, stopped, written again and thrown away', async () => {
    await writes(atOnce);
    await presses(marcus, 'news/send');
    assert.match(await presses(marcus, 'delivery/progress'), new RegExp(progress.refresh));
    const [broadcast] = await office.delivery.engine.newest(office.tenant, { author: marcus.person.id });
    await office.delivery.engine.pause({ tenant: office.tenant, id: broadcast?.id ?? '' });
    await presses(marcus, 'delivery/progress');
    for (const verb of ['resume', 'pause']) assert.ok((await presses(marcus, `delivery/${verb}`)).includes(progress.done[verb as 'pause']));
    await presses(marcus, 'delivery/ask', {}, progress.stop);
    assert.ok((await presses(marcus, 'delivery/cancel')).includes(progress.done.cancel));
    await says(marcus, 'my news');
    await presses(marcus, 'news/open');
    await presses(marcus, 'news/correct');
    await presses(marcus, 'news/drop');
    await presses(marcus, 'news/duplicate');
    await presses(marcus, 'news/drop');
    await presses(marcus, 'news/mine');
  });

  it('is asked for, taken back, refused, lapses and is agreed to', async () => {
    await writes(everyone);
    await presses(marcus, 'news/ask');
    await presses(marcus, 'news/unask');
    await presses(marcus, 'news/ask');
    await says(helen, 'news to agree to');
    await presses(helen, 'news/limit');
    await presses(helen, 'news/limit-save', { above: '200' });
    await presses(helen, 'news/approvals');
    await presses(helen, 'news/look');
    assert.ok((await presses(helen, 'news/refuse')).includes(text.done.declined));
    await says(marcus, 'my news');
    await presses(marcus, 'news/open');
    await presses(marcus, 'news/ask');
    await says(helen, 'news to agree to');
    await presses(helen, 'news/look');
    assert.ok((await presses(helen, 'news/approve')).includes(text.done.approved));
  });

  it('does what is due about it when its time comes', async () => {
    const ran: string[] = [];
    const due = openDue({
      storage: storage(),
      handlers: kind => office.features.find(feature => feature.due?.[kind])?.due?.[kind],
      tenants: async () => [inRecordings.tenant],
      now: () => new Date(),
      log: (event, fields) => void (event === 'due.ran' && ran.push(String(fields?.['kind']))),
    });
    const kinds = ['news/finish', 'news/lapse'];
    for (const kind of kinds) await due.at({ tenant: inRecordings.tenant, kind, name: described.id, when: new Date(Date.now() - 1_000) });
    due.start();
    try {
      for (let waited = 0; ran.length < kinds.length && waited < 400; waited += 1) await new Promise(resolve => setTimeout(resolve, 50));
      assert.deepEqual([...ran].sort(), kinds);
      for (const kind of kinds) wentThroughFrontDoor({ kind: 'due', name: kind });
    } finally {
      await due.stop();
    }
  });

  it('is seen and taken back from the tab', async () => {
    await writes(atOnce);
    await presses(marcus, 'news/send');
    const routes = office.features.flatMap(feature => feature.routes ?? []);
    const served = await serve(routes, { now: office.now, forceOf: () => office.people.tenants.homeForce });
    try {
      const call = async (method: 'get' | 'post', path: string, route: string, body?: unknown) => {
        const authorization = await served.bearer(marcus.person, { nbf: 0, iat: 0, exp: 4_102_444_800 });
        const response = await fetch(`${served.origin}/api${path}`, {
          method: method.toUpperCase(),
          headers: { authorization, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        assert.equal(response.status, 200, path);
        wentThroughFrontDoor({ kind: 'route', name: routeName(method, route) });
        return (await response.json()) as Record<string, unknown>;
      };
      const { news } = (await call('get', '/news', '/news')) as { news: { id: string }[] };
      const path = `/announcements/${news[0]?.id}`;
      assert.equal((await call('get', path, '/announcements/:id'))['title'], typed.enTitle);
      assert.equal((await call('post', path, '/announcements/:id', { act: 'recall' }))['kind'], 'done');
    } finally {
      await served.stop();
    }
  });
});

function pressesIn(value: unknown): Press[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { type?: unknown }).type === 'Action.Execute' ? [value as Press] : [];
  return [...own, ...Object.values(value).flatMap(pressesIn)];
}
