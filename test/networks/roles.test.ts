import assert from 'node:assert/strict';
import { featureOf, type Feature } from '../../bot/feature.ts';
import { unsaid, type Network } from '../../bot/networks/directory/network.ts';
import { openDirectory } from '../../bot/networks/directory/directory.ts';
import { rolesPart } from '../../bot/networks/roles/roles.part.ts';
import { givingText } from '../../bot/networks/roles/giving.text.ts';
import { rolesText } from '../../bot/networks/roles/roles.text.ts';
import type { People } from '../../bot/people/people.ts';
import type { Person } from '../../bot/people/person.ts';
import type { RoleName } from '../../bot/people/roles.ts';
import type { Caller } from '../../bot/web/caller.ts';
import { Refusal } from '../../bot/refusal.ts';
import { doorText } from '../../bot/teams/door.text.ts';
import { chatOf, type Chat } from '../support/chatting.ts';
import { aPerson, aTenant, aTurn, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';
import { sussex } from '../support/door-server.ts';

const june = new Date('2026-06-02T17:00:00Z');
const dayMs = 86_400_000;
const { en } = rolesText;
const giving = givingText.en;

const aNetwork = (id: string, name: string, more: Partial<Network> = {}): Network => ({
  ...unsaid,
  id,
  words: { en: { name, short: name, purpose: 'Support.', whoFor: 'Anyone' } },
  joining: 'stated',
  isSample: false,
  ...more,
});
const networks = [
  aNetwork('ren', 'Race Equality Network'),
  aNetwork('men', 'Men’s Forum'),
  aNetwork('old', 'Old Network', { status: 'closed' }),
];

describe('Roles in the chat', function () {
  this.timeout(20_000);
  const { storage } = storageHere();
  let now: Date;
  let tenant: string;
  let people: People;
  let guests: Set<string>;
  let part: ReturnType<typeof rolesPart>;
  let features: Feature[];
  let admin: Someone;

  type Someone = Chat & { person: Person; name: string };

  beforeEach(async () => {
    now = june;
    tenant = aTenant();
    guests = new Set();
    people = peopleOver(storage(), () => now);
    const directoryOf = openDirectory(() => [...networks], { rows: async () => [] });
    part = rolesPart({ directoryOf, people, isGuest: async turn => guests.has(turn.person.id) });
    features = [featureOf('networks', [part])];
    admin = await someone('Helen Whitcombe', 'administrator');
  });

  /** Somebody the app knows by name, with a role from the start where one is given. */
  async function someone(name: string, role?: RoleName, network = 'ren', language: 'en' | 'cy' = 'en'): Promise<Someone> {
    const person = aPerson(tenant);
    await people.names.note(person, name, now);
    if (role) await people.roles.grant(person, { name: role, network: ['administrator', 'launcher'].includes(role) ? '' : network }, now);
    const chat = chatOf(features, person, () => ({ now, name, force: sussex, language }));
    return Object.defineProperties(chat, { person: { value: person }, name: { value: name } }) as Someone;
  }

  const form = (role: string, who: string, more: Record<string, string> = {}) => ({ role, network: 'ren', until: '', who, ...more });
  const rolesOf = async ({ person }: Someone) => (await people.roles.of(person)).map(role => `${role.name} ${role.network}`.trim());
  const officers = (network = 'ren') => part.officers(tenant, network, 'en');

  async function offer(from: Someone, role: string, to: Someone, more: Record<string, string> = {}) {
    await from.say('give a role');
    await from.press('roles/find', form(role, to.name, more));
    await from.press('roles/offer', {}, to.name);
    assert.ok(from.seen.text.includes(giving.offered), from.seen.text);
  }

  it('nobody holds one at first, and can see who does or ask for a right', async () => {
    const priya = await someone('Priya Nair');
    const seen = await priya.say('roles');
    assert.ok(seen.text.includes(en.homeNone));
    assert.ok(seen.text.includes(en.homeOpenTab));
    await priya.press('roles/who');
    assert.ok(!priya.seen.text.includes(en.wholeForce), 'who serves the whole force is shown to nobody else');
    await priya.press('roles/in', { network: 'ren' });
    assert.ok(priya.seen.text.includes(giving.nobodyHere));
  });

  it('are given by an administrator and start when the person accepts, who is told first what will be shown', async () => {
    const sam = await someone('Sam Hollis');
    await offer(admin, 'chair', sam, { until: '2027-03-31' });
    assert.deepEqual(await rolesOf(sam), []);
    assert.deepEqual(await officers(), []);
    const card = await sam.say('accept');
    for (const words of [en.shown, en.othersSee, 'Helen Whitcombe', '31 March 2027', '16 June 2026', en.noChairAfter])
      assert.ok(card.text.includes(words), words);
    await sam.press('roles/accept');
    assert.ok(sam.seen.text.includes('You hold this role now: Chair, Race Equality Network.'));
    assert.deepEqual(await rolesOf(sam), ['chair ren']);
    assert.deepEqual(await officers(), [{ role: 'chair', name: 'Sam Hollis' }]);
  });

  it('work in Welsh from the first word to the last', async () => {
    const rhiannon = await someone('Rhiannon Pryce', undefined, 'ren', 'cy');
    await admin.say('rhoi rôl', { language: 'cy' });
    await admin.say('give a role');
    await admin.press('roles/find', form('adviser', 'pryce rhi'));
    await admin.press('roles/offer');
    assert.ok((await rhiannon.say('derbyn')).text.includes(rolesText.cy.shown));
    await rhiannon.press('roles/accept');
    assert.ok((await rhiannon.say('rolau')).text.includes('Cynghorydd, Race Equality Network'));
  });

  it('declined show nothing of the person, and the offer is gone', async () => {
    const sam = await someone('Sam Hollis');
    await offer(admin, 'secretary', sam);
    await sam.say('accept');
    const accept = sam.button('roles/accept');
    await sam.press('roles/decline');
    assert.ok(sam.seen.text.includes(en.declined));
    await sam.pressKept(accept);
    assert.ok(sam.seen.text.includes(en.gone));
    assert.deepEqual(await rolesOf(sam), []);
    assert.equal((await sam.say('accept')).text, en.noOffer);
  });

  it('accepted twice in one moment are one role, and both presses get a calm answer', async () => {
    const sam = await someone('Sam Hollis');
    await offer(admin, 'secretary', sam);
    await sam.say('accept');
    const accept = sam.button('roles/accept');
    const both = await Promise.all([sam.pressKept(accept), sam.pressKept(accept)]);
    assert.deepEqual(
      both.map(one => one.kind),
      ['replace', 'replace'],
    );
    assert.deepEqual(await rolesOf(sam), ['secretary ren']);
  });

  it('offered 15 days ago cannot be accepted any more', async () => {
    const sam = await someone('Sam Hollis');
    await offer(admin, 'secretary', sam);
    await sam.say('accept');
    now = new Date(june.getTime() + 15 * dayMs);
    await sam.press('roles/accept');
    assert.ok(sam.seen.text.includes(en.gone));
    assert.deepEqual(await rolesOf(sam), []);
  });

  it('offered by somebody who lost the right meanwhile cannot be accepted', async () => {
    const [chair, sam] = [await someone('Jo Farrow', 'chair'), await someone('Sam Hollis')];
    await offer(chair, 'secretary', sam);
    await sam.say('accept');
    await people.roles.take(chair.person, { name: 'chair', network: 'ren' });
    await sam.press('roles/accept');
    assert.ok(sam.seen.text.includes(en.gone));
    assert.deepEqual(await rolesOf(sam), []);
  });

  describe('to find somebody', () => {
    it('up to five are shown, and with a common name the way to find more', async () => {
      for (let at = 0; at < 7; at += 1) await someone(`Jo Sample${at}`);
      await admin.say('give a role');
      await admin.press('roles/find', form('secretary', 'jo sample'));
      assert.equal(admin.seen.card && JSON.stringify(admin.seen.card).split('"roles/offer"').length - 1, 5);
      assert.ok(admin.seen.text.includes(giving.more));
      await admin.press('roles/give');
      assert.match(JSON.stringify(admin.seen.card), /"value":"jo sample"/, 'what was typed is still there');
    });

    it('two of one name are never offered as a guess: a code is the way', async () => {
      for (const name of ['Sam Jones', 'sam jones', 'Sam Jonesworth']) await someone(name);
      await admin.say('give a role');
      await admin.press('roles/find', form('secretary', 'sam jones'));
      assert.ok(admin.seen.text.includes(giving.offerTo('Sam Jonesworth')));
      assert.ok(!admin.seen.text.includes(giving.offerTo('Sam Jones\n')));
      assert.ok(admin.seen.text.includes(giving.someShare));
      await admin.press('roles/give');
      await admin.press('roles/find', form('secretary', 'jones sam'));
      await someone('Kim Twin');
      await someone('Kim Twin');
      await admin.press('roles/give');
      await admin.press('roles/find', form('secretary', 'kim twin'));
      assert.ok(admin.seen.text.includes(giving.wrong.namesakes));
    });

    for (const [inputs, words] of [
      [form('', 'Sam Hollis'), giving.wrong.role],
      [form('king', 'Sam Hollis'), giving.wrong.role],
      [form('chair', 'Sam Hollis', { network: '' }), giving.wrong.network],
      [form('chair', 'Sam Hollis', { network: 'old' }), giving.wrong.network],
      [form('chair', 'Sam Hollis', { until: '2026-06-01' }), giving.wrong.until],
      [form('chair', 'Sam Hollis', { until: 'soon' }), giving.wrong.until],
      [form('chair', 's'), giving.wrong.who],
      [form('chair', ''), giving.wrong.who],
      [form('chair', 'Nobody Atall'), giving.wrong.nobody],
      [form('chair', '[x](https://evil.example)'), giving.wrong.nobody],
      [form('chair', 'Helen Whitcombe'), giving.wrong.oneself],
    ] as const) {
      it(`says “${words}” to ${JSON.stringify(Object.values(inputs))}, and keeps what was typed`, async () => {
        await someone('Sam Hollis');
        await admin.say('give a role');
        await admin.press('roles/find', inputs);
        assert.ok(admin.seen.text.includes(words), admin.seen.text);
        if (inputs.who) assert.ok(JSON.stringify(admin.seen.card).includes(JSON.stringify(inputs.who)));
        assert.deepEqual(await people.roles.openOffers(tenant), []);
      });
    }
  });

  describe('by an invitation code', () => {
    async function code(role = 'secretary'): Promise<string> {
      await admin.say('give a role');
      await admin.press('roles/code', form(role, ''));
      const found = /Code: ([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(admin.seen.text)?.[1];
      assert.ok(found, admin.seen.text);
      return found;
    }

    it('go to whoever brings it first, once', async () => {
      const [sam, kim] = [await someone('Sam Hollis'), await someone('Kim Twin')];
      const handed = await code();
      await sam.say(`accept ${handed.toLowerCase().replace('-', ' ')}`);
      assert.ok(sam.seen.text.includes(en.shown));
      assert.deepEqual(await kim.say(`accept ${handed}`).then(seen => [seen.kind, seen.text]), ['refused', en.codeUnknown]);
      await sam.press('roles/accept');
      assert.deepEqual(await rolesOf(sam), ['secretary ren']);
      assert.equal((await sam.say(`accept ${handed}`)).text, en.codeUnknown);
    });

    it('cannot be guessed: after five tries there is an hour to wait', async () => {
      const sam = await someone('Sam Hollis');
      const handed = await code();
      for (let at = 0; at < 5; at += 1) assert.equal((await sam.say(`accept BCDFG-2345${at + 2}`)).text, en.codeUnknown);
      assert.equal((await sam.say(`accept ${handed}`)).text, en.codeTooMany);
      now = new Date(june.getTime() + 3_600_000);
      assert.ok((await sam.say(`accept ${handed}`)).text.includes(en.shown));
    });

    it('cannot be used by whoever made it', async () => {
      assert.equal((await admin.say(`accept ${await code('chair')}`)).text, en.codeOwn);
    });

    it('are made once by one button, however often it is pressed', async () => {
      await admin.say('give a role');
      const make = admin.button('roles/code');
      await admin.pressKept(make, form('secretary', ''));
      await admin.pressKept(make, form('secretary', ''));
      assert.ok(admin.seen.text.includes(en.stale));
      assert.equal((await people.roles.openOffers(tenant)).length, 1);
    });

    it('leave “accept” in a sentence to whoever understands it', async () => {
      const sam = await someone('Sam Hollis');
      assert.notEqual((await sam.say('accept a colleague as they are')).text, en.codeUnknown);
    });
  });

  describe('handed over', () => {
    it('go to the successor as they accept, and the network is never without', async () => {
      const [chair, kim] = [await someone('Jo Farrow', 'chair'), await someone('Kim Okoro')];
      await chair.say('roles');
      await chair.press('roles/leaving');
      assert.ok(chair.seen.text.includes(en.lastOne.chair));
      await chair.press('roles/hand-over');
      await chair.press('roles/find', { who: 'kim' });
      await chair.press('roles/offer', {}, 'Kim Okoro');
      assert.deepEqual(await officers(), [{ role: 'chair', name: 'Jo Farrow' }]);
      assert.ok((await kim.say('accept')).text.includes(en.takesOver));
      await kim.press('roles/accept');
      assert.deepEqual(await officers(), [{ role: 'chair', name: 'Kim Okoro' }]);
      assert.deepEqual(await rolesOf(chair), []);
    });

    it('ask for a name again when nobody is found, and do not go to oneself', async () => {
      const chair = await someone('Jo Farrow', 'chair');
      await chair.say('roles');
      await chair.press('roles/leaving');
      await chair.press('roles/hand-over');
      await chair.press('roles/find', { who: 'zed' });
      assert.ok(chair.seen.text.includes(giving.wrongHandingOver.nobody));
      await chair.press('roles/find', { who: 'farrow' });
      assert.ok(chair.seen.text.includes(giving.wrongHandingOver.oneself));
    });

    it('can be taken back while nobody accepted', async () => {
      const [chair, kim] = [await someone('Jo Farrow', 'secretary'), await someone('Kim Okoro')];
      await chair.say('roles');
      await chair.press('roles/leaving');
      await chair.press('roles/hand-over');
      await chair.press('roles/find', { who: 'kim' });
      await chair.press('roles/offer');
      await chair.say('roles');
      await chair.press('roles/who');
      await chair.press('roles/in', { network: 'ren' });
      const [offered] = await people.roles.openOffers(tenant);
      await chair.press('roles/taking', { which: `offer|${offered?.id}` });
      await chair.press('roles/withdraw');
      assert.ok(chair.seen.text.includes(giving.withdrawn));
      assert.equal((await kim.say('accept')).text, en.noOffer);
    });
  });

  describe('given up or taken away', () => {
    it('stop at once', async () => {
      const sam = await someone('Sam Hollis', 'secretary');
      await sam.say('my roles');
      await sam.press('roles/leaving');
      await sam.press('roles/give-up');
      assert.ok(sam.seen.text.includes(en.gaveUp('Secretary, Race Equality Network')));
      assert.deepEqual(await rolesOf(sam), []);
    });

    it('of the last chair need a step that says there will be no chair, after handing over was offered', async () => {
      const chair = await someone('Jo Farrow', 'chair');
      await chair.say('roles');
      await chair.press('roles/leaving');
      const { title } = chair.button('roles/give-up');
      assert.equal(title, en.giveUpLast.chair);
      assert.ok(chair.seen.text.indexOf(en.handOver('Chair')) < chair.seen.text.indexOf(title));
      await chair.press('roles/give-up');
      assert.deepEqual(await rolesOf(chair), []);
    });

    it('of a chair who became the last one meanwhile ask once more instead', async () => {
      const [one, other] = [await someone('Jo Farrow', 'chair'), await someone('Kim Okoro', 'chair')];
      await one.say('roles');
      await one.press('roles/leaving');
      assert.equal(one.button('roles/give-up').title, en.giveUp('Chair'));
      await people.roles.end(other.person, { name: 'chair', network: 'ren' }, false);
      await one.press('roles/give-up');
      assert.ok(one.seen.text.includes(en.lastOne.chair));
      assert.deepEqual(await rolesOf(one), ['chair ren']);
    });

    it('by an administrator are shown first, with the person’s name; of the last chair with the extra step', async () => {
      const chair = await someone('Jo Farrow', 'chair');
      await admin.say('roles');
      await admin.press('roles/who');
      assert.ok(admin.seen.text.includes('Men’s Forum'), 'the networks without a chair');
      await admin.press('roles/in', { network: 'ren' });
      await admin.press('roles/taking', { which: `holder|${chair.person.id}|chair/ren` });
      for (const words of ['Jo Farrow', giving.last.chair, giving.lastFirst]) assert.ok(admin.seen.text.includes(words), words);
      assert.equal(admin.button('roles/take').title, giving.takeLast.chair);
      await admin.press('roles/take');
      assert.ok(admin.seen.text.includes(giving.taken));
      assert.deepEqual(await rolesOf(chair), []);
      assert.deepEqual(await officers(), []);
    });

    it('pressed again on an old card do nothing to a role given back since', async () => {
      const sam = await someone('Sam Hollis', 'secretary');
      await admin.say('roles');
      await admin.press('roles/who');
      await admin.press('roles/in', { network: 'ren' });
      await admin.press('roles/taking', { which: `holder|${sam.person.id}|secretary/ren` });
      const take = admin.button('roles/take');
      await admin.pressKept(take);
      await people.roles.grant(sam.person, { name: 'secretary', network: 'ren' }, now);
      await admin.pressKept(take);
      assert.ok(admin.seen.text.includes(en.stale));
      assert.deepEqual(await rolesOf(sam), ['secretary ren']);
    });
  });

  describe('asked for', () => {
    it('reach the administrators with the name, after a line that says so, and are dealt with once', async () => {
      const priya = await someone('Priya Nair');
      await priya.say('roles');
      await priya.press('roles/asking');
      assert.ok(priya.seen.text.includes(en.askSees));
      await priya.press('roles/ask', { act: 'launch a survey' });
      assert.ok(priya.seen.text.includes(en.asked));
      await priya.say('roles');
      await priya.press('roles/asking');
      await priya.press('roles/ask', { act: 'launch a survey' });
      assert.ok(priya.seen.text.includes(en.askedBefore));
      await admin.say('roles');
      await admin.press('roles/requests');
      assert.ok(admin.seen.text.includes('Priya Nair') && admin.seen.text.includes('would like to launch surveys (2 June 2026)'));
      await admin.press('roles/settle', { request: `launch a survey|${priya.person.id}` });
      assert.ok(admin.seen.text.includes(giving.settled) && admin.seen.text.includes(giving.requestsNone));
    });

    it('and then given close the request by themselves', async () => {
      const priya = await someone('Priya Nair');
      await priya.say('give a role');
      assert.ok(priya.seen.text.includes(en.notYours));
      assert.ok(priya.seen.text.indexOf(en.askSees) < priya.seen.text.indexOf(priya.button('roles/ask').title));
      await priya.press('roles/ask');
      assert.ok(priya.seen.text.includes(en.asked));
      await priya.say('roles');
      await priya.press('roles/asking');
      await priya.press('roles/ask', { act: 'launch a survey' });
      await admin.say('roles');
      await admin.press('roles/requests');
      await admin.press('roles/answer', { request: `launch a survey|${priya.person.id}` });
      assert.match(JSON.stringify(admin.seen.card), /"value":"Priya Nair"/);
      await admin.press('roles/find', form('launcher', 'Priya Nair', { network: '' }));
      await admin.press('roles/offer');
      const card = await priya.say('accept');
      assert.ok(card.text.includes(en.shownToAdministrators) && !card.text.includes(en.shown));
      await priya.press('roles/accept');
      assert.deepEqual(
        (await people.roles.asked.open(tenant)).map(one => one.act),
        ['offer a role in a network'],
        'what a launcher still may not do stays open',
      );
      assert.deepEqual(await officers(), []);
    });

    it('are refused where there is nothing to ask for, and not kept for somebody who may already', async () => {
      const priya = await someone('Priya Nair', 'chair');
      await priya.say('roles');
      await priya.press('roles/asking');
      await priya.press('roles/ask', { act: 'see the audit log' });
      assert.ok(priya.seen.text.includes(en.askNeeded));
      const asked = { ...priya.button('roles/ask'), data: { sn: { about: 'launch a survey', version: 'v', carried: { network: 'ren' } } } };
      await priya.pressKept(asked, { act: '' });
      assert.ok(priya.seen.text.includes(en.askMay));
      assert.deepEqual(await people.roles.asked.open(tenant), []);
    });
  });

  it('guests are refused each act with an effect', async () => {
    const [sam, guest] = [await someone('Sam Hollis'), await someone('Gwen Guest')];
    await offer(admin, 'secretary', guest);
    guests.add(guest.person.id);
    assert.equal((await guest.say('accept')).text, en.guest);
    await guest.say('roles');
    await guest.press('roles/consider');
    await guest.press('roles/accept');
    assert.equal(guest.seen.text, en.guest);
    await guest.say('roles');
    await guest.press('roles/asking');
    await guest.press('roles/ask', { act: 'launch a survey' });
    assert.equal(guest.seen.text, en.guest);
    assert.deepEqual(await rolesOf(guest), []);
    assert.deepEqual(await rolesOf(sam), []);
  });

  it('say nothing of anybody in a channel, whatever is typed or pressed there', async () => {
    const sam = await someone('Sam Hollis', 'secretary');
    const lines = new Set<string>();
    for (const text of ['roles', 'rolau', 'give a role', 'accept', 'accept BCDFG-23456'])
      lines.add((await sam.say(text, { scope: 'channel' })).text);
    assert.equal(lines.size, 1);
    for (const { verb, run } of part.verbs ?? []) {
      const turn = aTurn(admin.person, { scope: 'channel', now });
      const reply = await run(turn, { verb, about: 'ren', version: 'v', carried: {}, inputs: {} } as never);
      assert.deepEqual(reply, { kind: 'notice', text: doorText.en.privately }, verb);
    }
  });

  it('leave a whole trail in the audit log that names nobody', async () => {
    const [chair, kim] = [await someone('Jo Farrow', 'chair'), await someone('Kim Okoro')];
    await offer(chair, 'secretary', kim);
    await kim.say('accept');
    await kim.press('roles/accept');
    await admin.say('roles');
    await admin.press('roles/who');
    await admin.press('roles/in', { network: 'ren' });
    await admin.press('roles/taking', { which: `holder|${kim.person.id}|secretary/ren` });
    await admin.press('roles/take');
    const acts = async (who: Someone) =>
      (await people.audit.held.export(who.person))
        .flatMap(({ fields }) => (fields['act'] ? [`${fields['act']}: ${fields['object']}`] : []))
        .sort();
    assert.deepEqual(await acts(chair), ['role offered: ren/secretary']);
    assert.deepEqual(await acts(kim), ['role accepted: ren/secretary', 'role ended by an administrator: ren/secretary']);
    assert.deepEqual(await acts(admin), ['role taken away: ren/secretary']);
    assert.equal((await people.audit.verify(tenant)).whole, true);
  });

  it('are tidied up at night: ended terms, lapsed offers, names nobody uses', async () => {
    const sam = await someone('Sam Hollis');
    await people.roles.grant(sam.person, { name: 'adviser', network: 'ren' }, now, new Date(june.getTime() + dayMs));
    await offer(admin, 'secretary', sam);
    now = new Date(june.getTime() + 800 * dayMs);
    const run = part.due?.['roles/tidy'];
    const { again } = (await run?.({ tenant, kind: 'roles/tidy', name: 'standing', dueAt: now, now, payload: '' })) ?? {};
    assert.ok(again && again > now && again.getTime() - now.getTime() <= dayMs);
    assert.deepEqual((await people.roles.held.export(sam.person)).length, 0);
    assert.equal(await people.names.of(sam.person), undefined);
  });

  describe('in the tab', () => {
    const callerOf = ({ person, name }: Someone, told: Partial<Caller> = {}): Caller => ({
      person,
      name,
      force: sussex,
      appRoles: [],
      guest: false,
      language: 'en',
      now,
      ...told,
    });
    let asked = 0;
    async function call<T>(
      who: Someone,
      route: string,
      given: { body?: unknown; params?: Record<string, string>; told?: Partial<Caller> } = {},
    ): Promise<T> {
      const [method, path] = route.split(' ');
      const found = part.routes?.find(one => one.method === method && one.path === path);
      assert.ok(found, route);
      // Two requests are two moments.
      const at = new Date(now.getTime() + (asked += 1));
      return (await found.run(callerOf(who, { now: at, ...given.told }), { params: {}, body: undefined, ...given })) as T;
    }
    const refusal = (words: string) => (error: unknown) => error instanceof Refusal && error.in('en') === words;

    it('go the whole way: offered, seen in “me”, accepted, shown on the network’s page, handed over, given up', async () => {
      const [sam, kim] = [await someone('Sam Hollis'), await someone('Kim Okoro')];
      const { id } = await call<{ id: string }>(admin, 'post /roles/offers', {
        body: { role: 'chair', network: 'ren', lastDay: '2027-03-31', person: sam.person.id },
      });
      const me = await call<{ offers: { id: string; shown: string; lastDay: string }[] }>(sam, 'get /me');
      assert.deepEqual(
        me.offers.map(one => [one.id, one.shown, one.lastDay]),
        [[id, en.shown, '2027-03-31']],
      );
      assert.deepEqual(await call(sam, 'post /roles/offers/:id/accept', { params: { id } }), {
        role: 'chair',
        words: 'Chair',
        network: 'ren',
        place: 'Race Equality Network',
      });
      const page = await call<{ holders: unknown[]; mayTake: boolean }>(kim, 'get /networks/:id/roles', { params: { id: 'ren' } });
      assert.deepEqual(page.holders, [
        {
          role: 'chair',
          words: 'Chair',
          network: 'ren',
          place: 'Race Equality Network',
          name: 'Sam Hollis',
          since: '2026-06-02',
          lastDay: '2027-03-31',
        },
      ]);
      assert.equal(page.mayTake, false);
      const over = await call<{ id: string }>(sam, 'post /roles/hand-over', {
        body: { role: 'chair', network: 'ren', person: kim.person.id },
      });
      await call(kim, 'post /roles/offers/:id/accept', { params: { id: over.id } });
      assert.deepEqual([await rolesOf(sam), await rolesOf(kim)], [[], ['chair ren']]);
      assert.deepEqual(await call(kim, 'post /roles/give-up', { body: { role: 'chair', network: 'ren' } }), {
        outcome: 'last',
        words: giving.last.chair,
      });
      assert.deepEqual(await call(kim, 'post /roles/give-up', { body: { role: 'chair', network: 'ren', leavesNone: true } }), {
        outcome: 'ended',
      });
    });

    it('of Entra count as soon as a token had them, and are told in “me” as what cannot be given up here', async () => {
      const sam = await someone('Sam Hollis');
      await assert.rejects(call(sam, 'get /roles'), refusal(en.unknown));
      const me = await call<{ roles: unknown[]; may: { act: string }[] }>(sam, 'get /me', {
        told: { appRoles: ['Administrator', 'SurveyLauncher'] },
      });
      assert.equal(me.roles.length, 2);
      assert.ok(me.may.some(one => one.act === 'offer any role'));
      await call(sam, 'get /roles');
      assert.ok((await sam.say('roles')).text.includes(en.fromEntra), 'the chat knows it too');
    });

    it('taken away by an administrator need the same extra step, and only administrators get ids', async () => {
      const chair = await someone('Jo Farrow', 'chair');
      const page = await call<{ holders: { person?: string }[] }>(admin, 'get /networks/:id/roles', { params: { id: 'ren' } });
      assert.equal(page.holders[0]?.person, chair.person.id);
      const body = { role: 'chair', network: 'ren', person: chair.person.id };
      assert.deepEqual(await call(admin, 'post /roles/take-away', { body }), { outcome: 'last', words: giving.last.chair });
      assert.deepEqual(await rolesOf(chair), ['chair ren']);
      assert.deepEqual(await call(admin, 'post /roles/take-away', { body: { ...body, leavesNone: true } }), { outcome: 'ended' });
      assert.deepEqual(await call(admin, 'post /roles/take-away', { body: { ...body, leavesNone: true } }), { outcome: 'notHeld' });
    });

    it('by a code, and asked for, and settled', async () => {
      const sam = await someone('Sam Hollis');
      const { code } = await call<{ code: string }>(admin, 'post /roles/codes', { body: { role: 'secretary', network: 'ren' } });
      const offered = await call<{ id: string }>(sam, 'post /roles/codes/use', { body: { code } });
      await call(sam, 'post /roles/offers/:id/decline', { params: { id: offered.id } });
      await assert.rejects(call(sam, 'post /roles/codes/use', { body: { code } }), refusal(en.codeUnknown));
      await call(sam, 'post /roles/requests', { body: { act: 'see growth', network: 'ren' } });
      const { requests } = await call<{ requests: { person: string; act: string; words: string }[] }>(admin, 'get /roles');
      assert.deepEqual(
        requests.map(one => [one.person, one.words]),
        [[sam.person.id, 'see the growth of a network']],
      );
      await call(admin, 'post /roles/requests/settle', { body: { person: sam.person.id, act: 'see growth' } });
      assert.deepEqual((await call<{ requests: unknown[] }>(admin, 'get /roles')).requests, []);
    });

    it('withdrawn are gone', async () => {
      const sam = await someone('Sam Hollis');
      const { id } = await call<{ id: string }>(admin, 'post /roles/offers', {
        body: { role: 'adviser', network: 'ren', person: sam.person.id },
      });
      await call(admin, 'del /roles/offers/:id', { params: { id } });
      await assert.rejects(call(sam, 'post /roles/offers/:id/accept', { params: { id } }), refusal(en.gone));
    });

    for (const body of [
      undefined,
      {},
      { role: 'chair', network: 'ren', person: 'x' },
      { role: 'king', network: 'ren', person: '6b1f3c52-8a0e-4d27-9f64-1d2c3b4a5e6f' },
      { role: 'chair', network: 'ren', person: '6b1f3c52-8a0e-4d27-9f64-1d2c3b4a5e6f', by: 'me' },
      { role: 'chair', network: ['ren'], person: '6b1f3c52-8a0e-4d27-9f64-1d2c3b4a5e6f' },
    ]) {
      it(`are not given for ${JSON.stringify(body)}`, async () => {
        await assert.rejects(call(admin, 'post /roles/offers', { body }), refusal(en.notUnderstood));
      });
    }

    it('are not given to oneself, in a closed or unknown network, or until yesterday', async () => {
      const sam = await someone('Sam Hollis');
      const body = { role: 'chair', network: 'ren', person: sam.person.id };
      await assert.rejects(
        call(admin, 'post /roles/offers', { body: { ...body, person: admin.person.id } }),
        refusal(giving.wrong.oneself),
      );
      for (const network of ['old', 'nowhere', ''])
        await assert.rejects(call(admin, 'post /roles/offers', { body: { ...body, network } }), refusal(en.unknown));
      await assert.rejects(call(admin, 'post /roles/offers', { body: { ...body, lastDay: '2026-06-01' } }), refusal(giving.wrong.until));
    });
  });
});
