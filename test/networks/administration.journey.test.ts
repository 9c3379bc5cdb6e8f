import assert from 'node:assert/strict';
import type { Press } from '../../bot/cards/card.ts';
import type { Route } from '../../bot/feature.ts';
import { inRecordings, typed, type Activity } from '../support/activities.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { routeName, wentThroughFrontDoor } from '../support/front-door.ts';
import { dayMs, described, openOffice, type Office, type Someone } from '../support/office.ts';
import { pressOf } from '../support/pressing.ts';
import { storageHere } from '../support/storage.ts';
import { serve, type Serving } from '../web/serving.ts';

const id = described.id;
const sheds = { enName: 'Men’s Sheds (MS)', enShort: 'Men’s Sheds', enPurpose: 'Making things.', enWhoFor: 'Anyone' };

describe('From outside, over HTTP', function () {
  this.timeout(60_000);
  const { storage } = storageHere();
  let office: Office;
  let helen: Someone;
  let dawn: Someone;
  let marcus: Someone;
  let priya: Someone;

  async function opens(tenant?: string): Promise<void> {
    office = openOffice(storage(), tenant);
    helen = await office.someone('Helen Whitcombe', 'administrator');
    dawn = await office.someone('Dawn Okonkwo', 'administrator');
    marcus = await office.someone('Marcus Adeyemi', 'chair');
    priya = await office.someone('Priya Nair');
  }

  describe('a chat', () => {
    let door: DoorServer;
    /** The buttons each person has in front of them. */
    const before = new Map<string, Press[]>();

    beforeEach(async () => {
      await opens(inRecordings.tenant);
      door = await serveDoor(office.features, { now: office.now, forceOf: people => office.people.tenants.forceOf(people) });
    });
    afterEach(() => door.stop());

    const as = ({ person, name }: Someone, activity: Activity): Activity => ({
      ...activity,
      from: { ...activity.from, id: `29:${person.id}`, name, aadObjectId: person.id },
      conversation: { ...activity.conversation, id: `a:${person.id}` },
    });

    async function says(who: Someone, text: string): Promise<string> {
      door.connector.clear();
      await door.post(as(who, typed(text)));
      await door.door.idle();
      const message = door.connector.messages().at(-1)?.body;
      before.set(who.person.id, pressesIn(message));
      return JSON.stringify(message);
    }

    async function presses(who: Someone, verb: string, inputs: Record<string, unknown> = {}, title = ''): Promise<string> {
      const button = before.get(who.person.id)?.find(one => one.verb === verb && one.title.includes(title));
      assert.ok(
        button,
        `no button for ${verb}: ${before
          .get(who.person.id)
          ?.map(one => one.verb)
          .join(' ')}`,
      );
      const answer = await door.post(as(who, pressOf(button, 'execute', 'personal', inputs)));
      await door.door.idle();
      assert.equal(answer.body?.['type'], 'application/vnd.microsoft.card.adaptive', `${verb}: ${answer.text}`);
      wentThroughFrontDoor({ kind: 'verb', name: verb });
      before.set(who.person.id, pressesIn(answer.body));
      return answer.text;
    }

    it('manages networks: makes one, changes it, pauses, opens, closes, and deletes it with a second administrator', async () => {
      await says(helen, 'manage networks');
      await presses(helen, 'networks/new');
      await presses(helen, 'networks/create', sheds);
      await presses(helen, 'networks/edit', { section: 'money' });
      await presses(helen, 'networks/save', { budget: '200 pounds', dutyTime: '' });
      for (const verb of ['pause', 'reopen', 'close', 'close-now']) await presses(helen, `networks/${verb}`);
      await presses(helen, 'networks/manage');
      const networks = await office.calls(helen)<{ networks: { id: string; name: string }[] }>('get', '/administration/networks');
      const made = networks.networks.find(one => one.name === sheds.enName)?.id ?? '';
      await presses(helen, 'networks/manage-one', { network: made });
      for (const decision of ['delete-no', 'delete-yes']) {
        await office.pass(28 * dayMs);
        await says(helen, 'manage networks');
        await presses(helen, 'networks/manage-one', { network: made });
        await presses(helen, 'networks/delete');
        await presses(helen, 'networks/delete-ask');
        await says(dawn, 'manage networks');
        await presses(dawn, 'networks/waiting');
        await presses(dawn, 'networks/deletion');
        await presses(dawn, `networks/${decision}`);
      }
      assert.doesNotMatch(await says(priya, 'about men’s sheds'), /Making things/);
    });

    it('proposes networks, of which one is approved and one declined', async () => {
      for (const name of ['Walkers', 'Singers']) {
        await says(priya, 'propose a network');
        await presses(priya, 'networks/propose-send', { name, purpose: 'Together.', whoFor: 'Anyone' });
      }
      await says(helen, 'manage networks');
      await presses(helen, 'networks/waiting');
      await presses(helen, 'networks/proposal', {}, 'Walkers');
      assert.match(await presses(helen, 'networks/approve'), /Walkers/);
      await says(helen, 'manage networks');
      await presses(helen, 'networks/waiting');
      await presses(helen, 'networks/proposal', {}, 'Singers');
      await presses(helen, 'networks/decline', { reason: 'There is a choir.' });
      await says(priya, 'propose a network');
      assert.match(await presses(priya, 'networks/proposals-mine'), /There is a choir/);
      await presses(priya, 'networks/propose');
    });

    it('sets the force up, and brings existing members along', async () => {
      await says(helen, 'set-up list');
      await presses(helen, 'networks/settings');
      await presses(helen, 'networks/settings-save', { en: 'Consent', cy: 'Cydsyniad' });
      await presses(helen, 'networks/keeping');
      const lengths = { auditMonths: '24', pressesDays: '30', leaverMonths: '13', deliveryDays: '30', registerMonths: '24' };
      assert.match(await presses(helen, 'networks/keeping-save', lengths), /takes effect the next night/);
      await presses(helen, 'networks/settings');
      await presses(helen, 'networks/messages');
      assert.match(await presses(helen, 'networks/messages-save', { day: '2', week: '5' }), /counts within half a minute/);
      await presses(helen, 'networks/manage');
      assert.doesNotMatch(await presses(helen, 'networks/setup'), /lawful basis/);
      assert.match(await says(marcus, 'invite members'), /data:image\/png/);
      await presses(marcus, 'networks/reach');
      await presses(marcus, 'networks/opening');
      assert.match(await presses(marcus, 'networks/opening-save', { members: '120', on: '2026-03-01' }), /About 120/);
      await presses(marcus, 'networks/opening');
      await presses(marcus, 'networks/invite');
    });
  });

  describe('the tab', () => {
    let served: Serving;
    const routes: Route[] = [];

    beforeEach(async () => {
      await opens();
      routes.splice(0, routes.length, ...office.features.flatMap(feature => feature.routes ?? []));
      served = await serve(routes, { now: office.now, forceOf: () => office.people.tenants.homeForce });
    });
    afterEach(() => served.stop());

    async function calls<Answer>({ person }: Someone, method: 'get' | 'post', path: string, body?: unknown): Promise<Answer> {
      const response = await fetch(`${served.origin}/api${path}`, {
        method: method.toUpperCase(),
        headers: { authorization: await served.bearer(person, { nbf: 0, iat: 0, exp: 4_102_444_800 }), 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      assert.equal(response.status, 200, `${method} ${path}: ${text}`);
      const parts = path.split('/');
      const route = routes.find(
        one =>
          one.method === method &&
          one.path.split('/').length === parts.length &&
          one.path.split('/').every((part, at) => part.startsWith(':') || part === parts[at]),
      );
      wentThroughFrontDoor({ kind: 'route', name: routeName(method, route?.path ?? '') });
      return JSON.parse(text) as Answer;
    }

    it('does all of it too', async () => {
      const intent = 'a fresh intent';
      type Section = { section: string; stamp: string };
      await calls(helen, 'get', '/administration/networks');
      const { sections } = await calls<{ sections: Section[] }>(helen, 'get', `/administration/networks/${id}`);
      const stamp = sections.find(one => one.section === 'money')?.stamp;
      await calls(helen, 'post', `/administration/networks/${id}/sections/money`, {
        stamp,
        values: { budget: '200 pounds', dutyTime: '' },
      });
      const made = await calls<{ network: { id: string } }>(helen, 'post', '/administration/networks', { intent, values: sheds });
      const network = `/administration/networks/${made.network.id}`;
      await calls(helen, 'post', `${network}/status`, { intent, move: 'close' });
      await office.pass(28 * dayMs);
      await calls(helen, 'post', `${network}/deletion`, {});
      await calls(priya, 'post', '/proposals', { intent, name: 'Walkers', purpose: 'Walking.', whoFor: 'Anyone' });
      const waiting = await calls<{ deletions: { askedAt: string }[]; proposals: { id: string }[] }>(
        dawn,
        'get',
        '/administration/waiting',
      );
      await calls(dawn, 'post', `${network}/deletion/decision`, { askedAt: waiting.deletions[0]?.askedAt, decision: 'approved' });
      await calls(dawn, 'post', `/administration/proposals/${waiting.proposals[0]?.id}`, { decision: 'approve' });
      const mine = await calls<{ proposals: { state: string }[] }>(priya, 'get', '/proposals');
      assert.equal(mine.proposals[0]?.state, 'approved');
      await calls(helen, 'get', '/administration/settings');
      await calls(helen, 'post', '/administration/settings', { seen: 0, lawfulBasis: { en: 'Consent', cy: '' } });
      await calls(helen, 'get', '/administration/set-up');
      await calls(marcus, 'get', `/networks/${id}/invitation`);
      await calls(marcus, 'post', `/networks/${id}/opening`, { members: '120', on: '2026-03-01' });
      await calls(marcus, 'get', `/networks/${id}/reach`);
    });
  });
});

/** Every button anywhere in what was shown. */
function pressesIn(shown: unknown): Press[] {
  if (typeof shown !== 'object' || shown === null) return [];
  const inside = Object.values(shown).flatMap(pressesIn);
  return (shown as { type?: unknown }).type === 'Action.Execute' ? [shown as Press, ...inside] : inside;
}
