import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Card, Press } from '../../bot/cards/card.ts';
import { buttonsOf } from '../../bot/cards/pieces.ts';
import { openDue } from '../../bot/delivery/due.runner.ts';
import { featureOf, type Feature } from '../../bot/feature.ts';
import { sampleNetworks } from '../../bot/local/sample/sample-networks.ts';
import { openDirectory } from '../../bot/networks/directory/directory.ts';
import { rolesPart } from '../../bot/networks/roles/roles.part.ts';
import type { Me, Offered, OfferToMe, RolesOfForce } from '../../bot/networks/roles/roles.contract.ts';
import type { People } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import { inRecordings, typed, type Activity } from '../support/activities.ts';
import { textOf } from '../support/chatting.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { peopleOver } from '../support/people.ts';
import { pressOf, type Route } from '../support/pressing.ts';
import { storageHere } from '../support/storage.ts';
import { serve, type Serving } from '../web/serving.ts';

const { tenant } = inRecordings;
const ren = sampleNetworks[0]!.id;

describe('Roles through the front door', function () {
  this.timeout(60_000);
  const { storage } = storageHere();
  let people: People;
  let feature: Feature;
  let served: DoorServer;
  let tab: Serving;
  const pressed = new Set<string>();
  const called = new Set<string>();

  before(async () => {
    people = peopleOver(storage());
    const directoryOf = openDirectory(() => [...sampleNetworks], { rows: async () => [] });
    feature = featureOf('networks', [rolesPart({ directoryOf, people, isGuest: async () => false })]);
    served = await serveDoor([feature], { noteAddress: async (_, turn) => people.names.note(turn.person, turn.name, turn.now) });
    tab = await serve(feature.routes);
  });
  after(async () => {
    await served.stop();
    await tab.stop();
  });

  type Chatting = {
    person: Person;
    says(text: string): Promise<string>;
    presses(verb: string, inputs?: Record<string, unknown>, part?: string): Promise<string>;
  };

  /** Somebody in their own chat, over HTTP: what is typed and pressed goes in as an activity, what comes back is what Teams would get. */
  function chatting(name: string, by: Route = 'execute'): Chatting {
    const person = { tenant, id: randomUUID() };
    const chat = `a:${person.id}`;
    let card: Card | undefined;
    const mine = (activity: Activity): Activity => ({
      ...activity,
      from: { id: `29:${person.id}`, name, aadObjectId: person.id },
      conversation: { ...activity.conversation, id: chat },
    });
    async function post(activity: Activity): Promise<string> {
      served.connector.clear();
      const answered = await served.post(mine(activity));
      await served.door.idle();
      assert.equal(answered.status, 200, answered.text);
      const message = served.connector.messages().at(-1)?.body;
      const [attachment] = (message?.['attachments'] ?? []) as { content: Card }[];
      const value = answered.body?.['value'];
      const shown = typeof value === 'object' ? (value as Card) : attachment?.content;
      if (shown) card = shown;
      return shown ? textOf(shown) : [value, message?.['text']].filter(one => typeof one === 'string').join('');
    }
    return {
      person,
      says: text => post(typed(text)),
      presses: async (verb, inputs = {}, part = '') => {
        const buttons = card ? [...buttonsOf(card)] : [];
        const button = buttons.find(one => one.type === 'Action.Execute' && one.verb === verb && one.title.includes(part));
        assert.ok(button, `no ${verb} among ${buttons.map(one => one.title).join(' | ')}`);
        const got = await post(pressOf(button as Press, by, 'personal', inputs));
        pressed.add(verb);
        wentThroughFrontDoor({ kind: 'verb', name: verb });
        return got;
      },
    };
  }

  async function calls<T>(who: Person, method: string, path: string, body?: unknown, claims: Record<string, unknown> = {}): Promise<T> {
    const route = feature.routes?.find(one => one.method === method && new RegExp(`^${one.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path));
    assert.ok(route, path);
    const answered = await fetch(`${tab.origin}/api${path}`, {
      method: method === 'del' ? 'DELETE' : method.toUpperCase(),
      headers: { authorization: await tab.bearer(who, claims), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answered.text();
    assert.equal(answered.status, 200, `${method} ${path}: ${text}`);
    called.add(`${route.method} ${route.path}`);
    wentThroughFrontDoor({ kind: 'route', name: routeName(route.method, route.path) });
    return JSON.parse(text) as T;
  }

  for (const by of ['execute', 'submit'] as const) {
    it(`are given, accepted, handed over and taken away in the chat (Action.${by === 'execute' ? 'Execute' : 'Submit'})`, async () => {
      const mark = by === 'execute' ? 'Alder' : 'Birch';
      const [admin, sam, kim] = [chatting(`Helen ${mark}`, by), chatting(`Sam ${mark}`, by), chatting(`Kim ${mark}`, by)];
      await people.roles.grant(admin.person, { name: 'administrator', network: '' }, new Date());
      for (const one of [sam, kim]) await one.says('roles');
      await admin.says('roles');
      await admin.presses('roles/give');
      assert.match(await admin.presses('roles/find', { role: 'chair', network: ren, until: '', who: `sam ${mark}` }), /Who is it/);
      assert.match(await admin.presses('roles/offer', {}, `Sam ${mark}`), /Offered/);
      await sam.says('roles');
      assert.match(await sam.presses('roles/consider'), /Any colleague will see your name/);
      assert.match(await sam.presses('roles/accept'), /You hold this role now: Chair/);
      await sam.presses('roles/home');
      assert.match(await sam.presses('roles/leaving'), /only chair/);
      await sam.presses('roles/hand-over');
      await sam.presses('roles/find', { who: `kim ${mark}` });
      await sam.presses('roles/offer');
      assert.match(await kim.says('accept'), /You take over/);
      await kim.presses('roles/accept');
      assert.equal((await people.roles.of(sam.person)).length, 0);

      await admin.says('give a role');
      const code = /Code: (\S+)/.exec(await admin.presses('roles/code', { role: 'secretary', network: ren }))?.[1];
      await sam.says(`accept ${code}`);
      assert.match(await sam.presses('roles/decline'), /You declined/);
      await sam.presses('roles/home');
      await sam.presses('roles/asking');
      assert.match(await sam.presses('roles/ask', { act: 'see growth' }), /Administrators see your request/);
      await admin.says('roles');
      await admin.presses('roles/requests');
      const request = `see growth|${sam.person.id}`;
      await admin.presses('roles/answer', { request });
      await admin.presses('roles/find', { role: 'liaison', network: ren, who: `sam ${mark}` });
      await admin.presses('roles/offer');
      await admin.says('roles');
      await admin.presses('roles/requests');
      await admin.presses('roles/settle', { request });

      await admin.says('roles');
      await admin.presses('roles/who');
      assert.match(await admin.presses('roles/in', { network: ren }), new RegExp(`Kim ${mark}`));
      const [offer] = (await people.roles.openOffers(tenant)).filter(one => one.to === sam.person.id);
      await admin.presses('roles/taking', { which: `offer|${offer?.id}` });
      assert.match(await admin.presses('roles/withdraw'), /withdrawn/);
      await admin.says('roles');
      await admin.presses('roles/who');
      await admin.presses('roles/in', { network: ren });
      await admin.presses('roles/taking', { which: `holder|${kim.person.id}|chair/${ren}` });
      assert.match(await admin.presses('roles/take'), /taken away/);
      await people.roles.grant(sam.person, { name: 'adviser', network: ren }, new Date());
      await sam.says('roles');
      await sam.presses('roles/leaving');
      assert.match(await sam.presses('roles/give-up'), /no longer hold/);
    });
  }

  it('go the same way in the tab', async () => {
    const [admin, sam, kim] = [randomUUID(), randomUUID(), randomUUID()].map(id => ({
      tenant: '6b1f3c52-8a0e-4d27-9f64-1d2c3b4a5e6f',
      id,
    }));
    assert.ok(admin && sam && kim);
    await calls<Me>(admin, 'get', '/me', undefined, { roles: ['Administrator'] });
    const { id } = await calls<Offered>(admin, 'post', '/roles/offers', { role: 'chair', network: ren, person: sam.id });
    assert.equal((await calls<Me>(sam, 'get', '/me')).offers[0]?.id, id);
    await calls(sam, 'post', `/roles/offers/${id}/accept`);
    await calls(sam, 'get', `/networks/${ren}/roles`);
    const over = await calls<Offered>(sam, 'post', '/roles/hand-over', { role: 'chair', network: ren, person: kim.id });
    await calls(kim, 'post', `/roles/offers/${over.id}/accept`);
    const { code } = await calls<Offered>(admin, 'post', '/roles/codes', { role: 'secretary', network: ren });
    const used = await calls<OfferToMe>(sam, 'post', '/roles/codes/use', { code });
    await calls(sam, 'post', `/roles/offers/${used.id}/decline`);
    const again = await calls<Offered>(admin, 'post', '/roles/offers', { role: 'adviser', network: ren, person: sam.id });
    await calls(admin, 'del', `/roles/offers/${again.id}`);
    await calls(sam, 'post', '/roles/requests', { act: 'see growth', network: ren });
    assert.equal((await calls<RolesOfForce>(admin, 'get', '/roles')).requests.length, 1);
    await calls(admin, 'post', '/roles/requests/settle', { person: sam.id, act: 'see growth' });
    assert.deepEqual(await calls(kim, 'post', '/roles/give-up', { role: 'chair', network: ren }), {
      outcome: 'last',
      words: 'There will be no chair then.',
    });
    const body = { role: 'chair', network: ren, person: kim.id, leavesNone: true };
    assert.deepEqual(await calls(admin, 'post', '/roles/take-away', body), { outcome: 'ended' });
  });

  it('are tidied up when the night’s run comes due', async () => {
    const person = { tenant, id: randomUUID() };
    await people.roles.grant(person, { name: 'adviser', network: ren }, new Date(), new Date(Date.now() - 1_000));
    const due = openDue({
      storage: storage(),
      handlers: kind => feature.due?.[kind],
      tenants: async () => [tenant],
      now: () => new Date(),
      log: () => undefined,
    });
    await due.ensure({ tenant, kind: 'roles/tidy', name: 'standing', when: new Date(Date.now() - 1_000) });
    due.start();
    try {
      for (let waited = 0; (await people.roles.held.export(person)).length > 0; waited += 1) {
        assert.ok(waited < 200, 'the run did not come');
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      wentThroughFrontDoor({ kind: 'due', name: 'roles/tidy' });
    } finally {
      await due.stop();
    }
  });

  it('left nothing untried: every verb and every route was gone through', () => {
    assert.deepEqual(
      (feature.verbs ?? []).map(one => one.verb).filter(verb => !pressed.has(verb)),
      [],
    );
    assert.deepEqual(
      (feature.routes ?? []).map(one => `${one.method} ${one.path}`).filter(route => !called.has(route)),
      [],
    );
  });
});
