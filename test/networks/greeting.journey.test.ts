import assert from 'node:assert/strict';
import type { Press } from '../../bot/cards/card.ts';
import { openDue } from '../../bot/delivery/due.runner.ts';
import { newMembership } from '../../bot/networks/membership/membership.ts';
import { openMemberships } from '../../bot/networks/membership/memberships.store.ts';
import type { MembersPage, Waiting, Welcomed } from '../../bot/networks/membership/members.contract.ts';
import { inRecordings, typed, type Activity } from '../support/activities.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { described, openOffice, type Office, type Someone } from '../support/office.ts';
import { pressOf } from '../support/pressing.ts';
import { storageHere } from '../support/storage.ts';
import { serve, type Serving } from '../web/serving.ts';

const june = new Date('2026-06-02T17:00:00Z');

describe('New members, from outside, over HTTP', function () {
  this.timeout(60_000);
  const { storage } = storageHere();
  let office: Office;
  let door: DoorServer;
  let tab: Serving;
  let [secretary, committee, colleague, dana, robin]: Someone[] = [];

  before(async () => {
    office = openOffice(storage(), inRecordings.tenant);
    [secretary, committee, colleague, dana, robin] = await Promise.all([
      office.someone('Sana Iqbal', 'secretary'),
      office.someone('Callum Zielinski', 'committee'),
      office.someone('Priya Nair'),
      office.someone('Dana Quill'),
      office.someone('Robin Teal'),
    ]);
    const memberships = openMemberships(storage().table('memberships'));
    for (const who of [dana, robin]) {
      await memberships.join(who.person, described.id, {
        ...newMembership(june),
        visibility: 'members',
        standing: 'asked',
        name: who.name,
      });
    }
    door = await serveDoor(office.features, { now: office.now, forceOf: tenant => office.people.tenants.forceOf(tenant) });
    const routes = office.features.flatMap(feature => feature.routes ?? []);
    tab = await serve(routes, { now: office.now, forceOf: () => office.people.tenants.homeForce });
  });
  after(async () => {
    await door.stop();
    await tab.stop();
  });

  const as = ({ person, name }: Someone, activity: Activity): Activity => ({
    ...activity,
    from: { ...activity.from, id: `29:${person.id}`, name, aadObjectId: person.id },
    conversation: { ...activity.conversation, id: `a:${person.id}` },
  });

  async function says(who: Someone, text: string): Promise<string> {
    door.connector.clear();
    await door.post(as(who, typed(text)));
    await door.door.idle();
    return JSON.stringify(door.connector.messages().at(-1)?.body);
  }

  async function call<Answer>(
    who: Someone,
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Answer }> {
    const headers = {
      authorization: await tab.bearer(who.person, { nbf: 0, iat: 0, exp: 4_102_444_800 }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const heard = await fetch(`${tab.origin}/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (heard.ok) wentThroughFrontDoor({ kind: 'route', name: routeName(method, path.replace(/\?.*/, '').replace(described.id, ':id')) });
    return { status: heard.status, body: (await heard.json()) as Answer };
  }

  it('are shown to the committee, who lets one in with a press; to anybody else the command is none', async () => {
    const shown = await says(committee!, 'new members');
    assert.match(shown, /2 colleagues wait for a welcome/);
    const [button] = pressesIn(JSON.parse(shown)).filter(one => one.title.startsWith('Welcome: Dana Quill'));
    assert.ok(button);
    const answer = await door.post(as(committee!, pressOf(button, 'execute', 'personal')));
    assert.match(answer.text, /They are in/);
    wentThroughFrontDoor({ kind: 'verb', name: 'networks/welcome' });
    assert.doesNotMatch(await says(colleague!, 'new members'), /Robin|wait for a welcome/);
    // Somebody who got hold of the button without the right changes nothing.
    assert.doesNotMatch((await door.post(as(colleague!, pressOf(button, 'execute', 'personal')))).text, /They are in/);
  });

  it('are listed in the tab for those who may see them, and each look is in the audit log', async () => {
    const waiting = await call<Waiting>(secretary!, 'GET', `/networks/${described.id}/waiting`);
    assert.deepEqual(
      waiting.body.waiting.map(({ name }) => name),
      ['Robin Teal'],
    );
    const welcomed = await call<Welcomed>(secretary!, 'POST', `/networks/${described.id}/welcome`, { id: robin!.person.id });
    assert.deepEqual(welcomed.body, { outcome: 'welcomed' });
    const seen = await call<MembersPage>(secretary!, 'GET', `/networks/${described.id}/members`);
    assert.deepEqual(
      { as: seen.body.seenAs, names: seen.body.members.map(({ name }) => name) },
      { as: 'officer', names: ['Dana Quill', 'Robin Teal'] },
    );
    const outside = await call<MembersPage>(colleague!, 'GET', `/networks/${described.id}/members?search=dana`);
    assert.deepEqual({ as: outside.body.seenAs, members: outside.body.members }, { as: 'colleague', members: [] });
    assert.equal((await call(colleague!, 'GET', `/networks/${described.id}/waiting`)).status, 409);
    const acts = (await office.people.audit.held.export(secretary!.person)).map(thing => thing.fields['act']);
    assert.ok(acts.includes('waiting seen') && acts.includes('members seen as officer'), acts.join());
  });

  it('and what is due about networks runs when its time comes', async () => {
    const ran: string[] = [];
    const due = openDue({
      storage: storage(),
      handlers: kind => office.features.find(feature => feature.due?.[kind])?.due?.[kind],
      tenants: async () => [inRecordings.tenant],
      now: () => new Date(),
      log: (event, fields) => void (event === 'due.ran' && ran.push(String(fields?.['kind']))),
    });
    const kinds = ['networks/delete', 'networks/forget-asked'];
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
});

function pressesIn(value: unknown): Press[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { type?: unknown }).type === 'Action.Execute' ? [value as Press] : [];
  return [...own, ...Object.values(value).flatMap(pressesIn)];
}
