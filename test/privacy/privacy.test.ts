import assert from 'node:assert/strict';
import type { Held } from '../../bot/feature.ts';
import { openPeople } from '../../bot/people/people.ts';
import { shardOf } from '../../bot/people/shard.ts';
import { isFresh, kindsGoing, openErasing } from '../../bot/privacy/erasing/erasing.ts';
import { paged, valueInWords } from '../../bot/privacy/mine/mine.ts';
import type { Consequences, Erased, MyData } from '../../bot/privacy/privacy.contract.ts';
import { nextRetention, retentionPart } from '../../bot/privacy/retention/retention.part.ts';
import { unsetRetention } from '../../bot/people/retention.ts';
import { hasLeft, limitsAt } from '../../bot/privacy/retention/retention.ts';
import { Refusal } from '../../bot/refusal.ts';
import { partition, row, sortableDown } from '../../bot/storage/keys.ts';
import { everyDeed } from '../support/deeds.ts';
import { dayMs, described, hourMs, openOffice, type Office, type Someone } from '../support/office.ts';
import { aPerson, aTurn } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const kind = 'privacy/retention';

describe('One’s own data', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: Office;
  beforeEach(() => {
    office = openOffice(storage());
  });
  const member = async (name = 'Alys Ap Rhys', language: 'en' | 'cy' = 'en'): Promise<Someone> => {
    const someone = await office.someone(name, undefined, undefined, language);
    await someone.say(`join ${described.short}`);
    await someone.press('networks/join', { visibility: 'hidden', belonging: 'ally' });
    return someone;
  };
  const entriesOf = async ({ person }: Someone) => (await office.people.audit.held.export(person)).filter(thing => thing.table === 'audit');

  it('stays folded in the chat: what is there without a press is the same for everybody', async () => {
    const alys = await member();
    const nobody = await office.someone('Sam Hollis');
    const folded = (await alys.say('my data')).text;
    assert.equal(folded, (await nobody.say('my data')).text);
    assert.doesNotMatch(folded, new RegExp(described.short));
    assert.match((await alys.say('fy nata', { language: 'cy' })).text, /Yr hyn rwy’n ei gadw amdanoch/);
  });

  it('is shown on demand, readable, and folds again', async () => {
    const alys = await member();
    await alys.say('my data');
    const { text } = await alys.press('privacy/show');
    for (const said of ['A network you are in', 'Race Equality Network (REN)', 'nobody sees it', 'ally or friend', 'Own data looked at']) {
      assert.ok(text.includes(said), `“${said}” in:\n${text}`);
    }
    assert.doesNotMatch(text, /\d{4}-\d{2}-\d{2}T/, 'times are in words');
    const hidden = await alys.press('privacy/hide');
    assert.doesNotMatch(hidden.text, /Race Equality/);
  });

  it('is shown once, whichever parts of the product use it', async () => {
    const alys = await member();
    await alys.say('cymraeg');
    const { held } = await office.calls(alys)<MyData>('get', '/privacy/mine');
    assert.equal(held.filter(({ table }) => table === 'preferences').length, 1);
    const said = held.map(thing => JSON.stringify(thing));
    assert.equal(new Set(said).size, said.length);
  });

  it('is never shown where others are', async () => {
    const alys = await member();
    await alys.say('my data');
    const show = alys.button('privacy/show');
    const inChannel = await office.elsewhere(alys).say('my data', { scope: 'channel' });
    assert.doesNotMatch(inChannel.text, /What I hold about you/);
    for (const verb of [
      'privacy/show',
      'privacy/hide',
      'privacy/erase',
      'privacy/erase-ask',
      'privacy/mine',
      'privacy/keep',
      'privacy/audit',
    ]) {
      const offered = office.features.flatMap(feature => feature.verbs ?? []).find(one => one.verb === verb);
      const press = { ...show.data.sn, verb, carried: { askedAt: office.now().toISOString() }, inputs: {} };
      const reply = await offered?.run(aTurn(alys.person, { scope: 'channel', now: office.now() }), press as never);
      assert.deepEqual(reply, { kind: 'notice', text: 'This is between you and me. Write to me in our own chat.' }, verb);
    }
    assert.equal(
      (await office.people.audit.held.export(alys.person)).some(thing => thing.fields['act'] === 'everything erased'),
      false,
    );
  });

  it('fits on a card however much there is, part by part, with everything on one of them', async () => {
    const alys = await member();
    for (let at = 0; at < 40; at += 1)
      await office.people.audit.write({ person: alys.person, act: `act ${at}`, object: '-', now: office.now() });
    await alys.say('my data');
    await alys.press('privacy/show');
    assert.ok(Buffer.byteLength(JSON.stringify(alys.seen.card)) < 20_000);
    assert.match(alys.seen.text, /And \d+ more\. The file from the tab has all of them\./);
    assert.deepEqual(
      paged([4, 4, 4, 20, 1], size => size, 10),
      [[4, 4], [4], [20], [1]],
    );
    assert.deepEqual(
      paged([], () => 1, 10),
      [[]],
    );
  });

  it('is a file from the tab, with what each thing is for, and having taken it is in the log', async () => {
    const alys = await member();
    const data = await office.calls(alys)<MyData>('get', '/privacy/mine');
    const membership = data.held.find(thing => thing.table === 'memberships');
    assert.equal(membership?.fields['network'], described.id);
    assert.equal(membership?.fields['consent'], '2026-11', 'the wording agreed to');
    assert.ok(membership?.fields['joinedAt'], 'and when');
    assert.ok(data.explained.some(line => line.table === 'memberships' && line.property === 'visibility' && line.purpose && line.life));
    assert.ok(data.held.some(thing => thing.fields['act'] === 'own data taken'));
    assert.ok(data.limits.length > 0);
  });

  it('has values in the words people know', () => {
    const known = new Map([['carers', 'Carers Network']]);
    assert.equal(valueInWords('carers', 'en', known), 'Carers Network');
    assert.equal(valueInWords('2026-03-02T09:00:00.000Z', 'en', known), '2 March 2026, 09:00');
    assert.equal(valueInWords('2026-03-02T09:00:00.000Z', 'cy', known), '2 Mawrth 2026, 09:00');
    assert.equal(valueInWords('anything else', 'en', known), 'anything else');
  });

  describe('is erased', () => {
    it('only after its consequences were shown, by a press of its own', async () => {
      const alys = await member();
      const asked = await alys.say('erase me');
      for (const said of ['This goes', 'This stays', 'under a pseudonym', 'You leave every network and give up every role']) {
        assert.ok(asked.text.includes(said), `“${said}” in:\n${asked.text}`);
      }
      assert.ok((await everything(alys)).length > 0, 'nothing is erased yet');
      assert.match((await alys.press('privacy/erase')).text, /Everything about you is erased/);
      assert.deepEqual(await everything(alys), []);
      assert.match((await alys.say('fy nata')).text, /./);
    });

    it('not at all when they keep it', async () => {
      const alys = await member();
      await alys.say('dileu fi', { language: 'cy' });
      assert.match((await alys.press('privacy/keep')).text, /Nothing was erased/);
      assert.ok((await everything(alys)).length > 0);
    });

    it('once: a second press finds nothing, and a card of long ago asks again', async () => {
      const alys = await member();
      await alys.say('erase me');
      const button = alys.button('privacy/erase');
      await alys.pressKept(button);
      assert.match((await alys.pressKept(button)).text, /There was nothing to erase/);
      await member('Alys Ap Rhys');
      await office.pass(2 * hourMs);
      const bo = await member('Bo Bellamy');
      assert.match((await bo.pressKept(button)).text, /I asked you this a while ago/);
      assert.ok((await everything(bo)).length > 0);
    });

    it('with a warning where they are the last chair or administrator, and no less', async () => {
      const chair = await office.someone('Chris Chair', 'chair');
      assert.match((await chair.say('erase me')).text, /Nobody else chairs: +\nRace Equality Network \(REN\)/);
      const administrator = await office.someone('Helen Office', 'administrator');
      assert.match((await administrator.say('erase me')).text, /Nobody else is an administrator of your force here/);
      const means = await office.calls(chair)<Consequences>('get', '/privacy/erase');
      assert.deepEqual([means.lastChairOf, means.lastAdministrator], [['Race Equality Network (REN)'], false]);

      await office.someone('Dee Deputy', 'chair');
      await office.pass(60_000);
      assert.doesNotMatch((await chair.say('erase me')).text, /Nobody else chairs/);
      await chair.press('privacy/erase');
      await office.pass(60_000);
      assert.deepEqual(await office.people.roles.of(chair.person), []);
    });

    it('through the tab only with the word that says so', async () => {
      const alys = await member();
      const call = office.calls(alys);
      for (const body of [undefined, {}, { confirm: true }, { confirm: 'erase everything', also: 'this' }]) {
        await assert.rejects(call('post', '/privacy/erase', body), Refusal);
      }
      assert.ok((await everything(alys)).length > 0);
      assert.deepEqual(await call<Erased>('post', '/privacy/erase', { confirm: 'erase everything' }), { outcome: 'erased' });
      assert.deepEqual(await call<Erased>('post', '/privacy/erase', { confirm: 'erase everything' }), { outcome: 'nothing' });
    });

    it('and that it was done stands in the log under the pseudonym, whose key is gone', async () => {
      const alys = await member();
      await office.calls(alys)('get', '/privacy/mine');
      const [entry] = await entriesOf(alys);
      await office.calls(alys)('post', '/privacy/erase', { confirm: 'erase everything' });
      const chain = await office.people.audit.read(office.tenant, shardOf(alys.person.id));
      const last = chain.filter(one => one.actor === entry?.fields['actor']).at(-1);
      assert.equal(last?.act, 'everything erased');
      assert.deepEqual(await entriesOf(alys), [], 'nobody can tell any more whose it was');
      assert.deepEqual(await office.people.audit.verify(office.tenant), { whole: true, entries: chain.length });
    });

    it('from the start again when it broke off half-way: the pseudonym’s key goes last', async () => {
      const person = aPerson();
      const { audit } = office.people;
      await audit.write({ person, act: 'network joined', object: 'x', now: office.now() });
      const order: string[] = [];
      let isBroken = true;
      const holder = (name: string): Held => {
        let held = 1;
        return {
          map: [],
          export: async () => Array.from({ length: held }, () => ({ table: name, what: { en: name, cy: name }, fields: {} })),
          erase: async () => {
            if (name === 'second' && isBroken) throw new Error('the storage went away');
            order.push(name);
            held = 0;
          },
        };
      };
      const erase = openErasing({ held: () => [audit.held, holder('first'), ...seconds], audit });
      const seconds = [holder('second')];
      await assert.rejects(erase(person, 'everything erased', office.now()));
      assert.equal((await audit.held.export(person)).filter(thing => thing.table === 'audit').length, 1, 'still theirs');
      isBroken = false;
      assert.equal(await erase(person, 'everything erased', office.now()), 'erased');
      assert.deepEqual(order.slice(-2), ['first', 'second']);
      assert.deepEqual(await audit.held.export(person), []);
    });

    it('with what a press of theirs left behind meanwhile', async () => {
      const person = aPerson();
      let left = 2;
      const busy: Held = {
        map: [],
        export: async () => (left > 0 ? [{ table: 'busy', what: { en: 'Busy', cy: 'Prysur' }, fields: {} }] : []),
        erase: async () => void (left -= 1),
      };
      const { audit } = office.people;
      await openErasing({ held: () => [busy, audit.held], audit })(person, 'everything erased', office.now());
      assert.equal(left, 0);
    });
  });

  it('names each kind once in what goes, and not what stays', () => {
    const what = (words: string) => ({ en: words, cy: words });
    const thing = (table: string, words: string) => ({ table, what: what(words), fields: {} });
    assert.deepEqual(
      kindsGoing([thing('acts', 'A button'), thing('acts', 'A button'), thing('audit', 'An entry')]).map(one => one.en),
      ['A button'],
    );
  });

  it('is confirmed within an hour of being asked, not before and not later', () => {
    const now = new Date('2026-06-02T17:00:00Z');
    const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
    assert.ok(isFresh(at(0), now) && isFresh(at(-hourMs), now));
    assert.ok(!isFresh(at(-hourMs - 1), now) && !isFresh(at(1), now) && !isFresh(undefined, now) && !isFresh('soon', now));
  });

  const everything = async ({ person }: Someone) => {
    const held = [...office.features.flatMap(feature => feature.held ?? []), ...office.people.held];
    return (await Promise.all(held.map(one => one.export(person)))).flat();
  };
});

describe('The privacy notice', function () {
  this.timeout(20_000);
  const { storage } = storageHere();

  it('says what is kept, why, how long and who sees it, from the data map, in both languages', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    const en = (await alys.say('privacy notice')).text;
    const cy = (await alys.say('hysbysiad preifatrwydd', { language: 'cy' })).text;
    for (const said of [
      'Your language',
      'until you erase it, or 24 months unused',
      'your force can search it',
      'To speak the language you chose',
      '13 months',
    ]) {
      assert.ok(en.includes(said), `“${said}” in:\n${en}`);
    }
    for (const said of ['Eich iaith', 'nes i chi ei ddileu', 'gall eich heddlu ei chwilio', 'I siarad yr iaith a ddewisoch', '13 mis']) {
      assert.ok(cy.includes(said), `“${said}” in:\n${cy}`);
    }
  });

  it('is the same for everybody in a channel, and has nothing personal to press', async () => {
    const office = openOffice(storage());
    const [alys, chair] = [await office.someone('Alys Ap Rhys'), await office.someone('Chris Chair', 'chair')];
    const seen = await alys.say('privacy notice', { scope: 'channel' });
    assert.equal(seen.text, (await chair.say('privacy notice', { scope: 'channel' })).text);
    assert.doesNotMatch(JSON.stringify(seen.card), /privacy\/(mine|show|erase)/);
    assert.match(seen.text, /Write “my data” to me in our own chat/);
  });
});

describe('The audit log in the chat', function () {
  this.timeout(20_000);
  const { storage } = storageHere();

  it('is for administrators: to everybody else there is no such command, and a button of theirs does nothing', async () => {
    const office = openOffice(storage());
    const helen = await office.someone('Helen Office', 'administrator');
    const seen = await helen.say('audit log');
    assert.match(seen.text, /The log is whole/);
    for (let at = 0; at < 15; at += 1)
      await office.people.audit.write({ person: helen.person, act: `act ${at}`, object: '-', now: office.now() });
    await helen.say('cofnod archwilio', { language: 'cy' });
    const older = helen.button('privacy/audit');
    for (const role of [undefined, 'chair', 'liaison', 'launcher'] as const) {
      const other = await office.someone('Sam Hollis', role);
      assert.doesNotMatch((await other.say('audit log')).text, /The log is whole/);
      assert.equal((await other.pressKept(older)).kind, 'refused');
    }
  });

  it('shows the newest by pseudonym, page by page, and each look at it is an entry of its own', async () => {
    const office = openOffice(storage());
    const helen = await office.someone('Helen Office', 'administrator');
    const alys = await office.someone('Alys Ap Rhys');
    const placed = ['sussex-ren/adviser', 'force/launcher'];
    for (const object of placed) {
      await office.people.audit.write({ person: alys.person, act: 'role accepted', object, now: office.now() });
    }
    const first = await helen.say('audit');
    assert.match(first.text, /Audit log looked at/);
    assert.ok(!first.text.includes(alys.person.id) && !first.text.includes(alys.name));
    const names = ['adviser, Race Equality Network \\(REN\\)', 'survey launcher, whole force'];
    const by = names.map(name => new RegExp(`Role accepted · ${name} · by ([0-9a-f]{8})`).exec(first.text)?.[1]);
    assert.match((await helen.say('cofnod archwilio', { language: 'cy' })).text, /Derbyn rôl · cynghorydd, .*Race Equality Network/);
    assert.ok(by[0] && by[1] && by[0] !== by[1], 'nobody sees that two networks belong to one person');
    const before = await office.people.audit.verify(office.tenant);
    await helen.say('audit');
    assert.equal((await office.people.audit.verify(office.tenant)).entries, before.entries + 1);
  });

  it('says so when something in it was changed', async () => {
    const office = openOffice(storage());
    const helen = await office.someone('Helen Office', 'administrator');
    await helen.say('audit');
    await helen.say('audit');
    await storage()
      .table('audit')
      .remove(partition(office.tenant, 'audit', shardOf(helen.person.id)), row(sortableDown(1)));
    assert.match((await helen.say('audit')).text, /The log is not whole/);
  });
});

describe('What is kept for a time', function () {
  this.timeout(20_000);
  const { storage } = storageHere();
  const run = (office: Office, now: Date) => {
    const handler = office.features.find(feature => feature.due?.[kind])?.due?.[kind];
    return handler?.({ tenant: office.tenant, kind, name: 'standing', dueAt: now, now, payload: '' });
  };
  const later = (office: Office, days: number) => new Date(office.now().getTime() + days * dayMs);

  it('goes every night at half past three, in winter and in summer', () => {
    assert.equal(nextRetention(new Date('2026-06-02T17:00:00Z')).toISOString(), '2026-06-03T02:30:00.000Z');
    assert.equal(nextRetention(new Date('2026-11-21T01:00:00Z')).toISOString(), '2026-11-21T03:30:00.000Z');
  });

  it('is 30 days for presses, a year for the log, and 13 months until somebody is taken to have left, unless the force sets others', () => {
    const now = new Date('2026-06-02T17:00:00Z');
    const limits = limitsAt(now, unsetRetention);
    assert.equal(limits.pressesBefore.toISOString(), '2026-05-03T17:00:00.000Z');
    assert.equal(limits.auditBefore.toISOString(), '2025-06-02T17:00:00.000Z');
    assert.equal(limits.goneBefore.toISOString(), '2025-05-02T17:00:00.000Z');
    const set = limitsAt(now, { ...unsetRetention, pressesDays: 14, auditMonths: 24, leaverMonths: 18 });
    assert.equal(set.pressesBefore.toISOString(), '2026-05-19T17:00:00.000Z');
    assert.equal(set.auditBefore.toISOString(), '2024-06-02T17:00:00.000Z');
    assert.equal(set.goneBefore.toISOString(), '2024-12-02T17:00:00.000Z');
    const year = new Date('2025-05-02T00:00:00Z');
    assert.ok(hasLeft(year, []) && hasLeft(year, [undefined, new Date('2025-05-01T00:00:00Z')]));
    assert.ok(!hasLeft(year, [new Date('2024-01-01T00:00:00Z'), new Date('2025-05-03T00:00:00Z')]));
  });

  it('goes when its time is over, and not before', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await everyDeed['joins hidden']?.(office, alys, alys);
    await everyDeed['takes their data away']?.(office, alys, alys);
    const count = async (table: string) => (await everythingOf(office, alys)).filter(thing => thing.table === table).length;
    assert.deepEqual(await run(office, later(office, 20)), { again: nextRetention(later(office, 20)) });
    assert.deepEqual([await count('acts'), await count('audit'), await count('memberships')], [1, 1, 1]);
    await run(office, later(office, 31));
    assert.deepEqual([await count('acts'), await count('audit'), await count('memberships')], [0, 1, 1]);
    await run(office, later(office, 370));
    assert.deepEqual([await count('acts'), await count('audit'), await count('memberships')], [0, 0, 1]);
    assert.equal((await office.people.audit.verify(office.tenant)).whole, true);
  });

  it('goes when the force says so: the notice, one’s own data and the night go by what was set', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await everyDeed['joins hidden']?.(office, alys, alys);
    await everyDeed['takes their data away']?.(office, alys, alys);
    const lengths = { ...unsetRetention, pressesDays: 14, auditMonths: 24, leaverMonths: 18 };
    await office.people.forceSettings.set(office.tenant, 'retention', lengths, { seen: 0, now: office.now() });
    const notice = (await alys.say('privacy notice')).text;
    for (const said of ['14 days', '24 months', '18 months']) assert.ok(notice.includes(said), `“${said}” in:\n${notice}`);
    assert.match((await alys.say('hysbysiad preifatrwydd', { language: 'cy' })).text, /14 diwrnod[^]*18 mis/);
    assert.match((await alys.say('erase me')).text, /for 24 months/);
    const { explained } = await office.calls(alys)<MyData>('get', '/privacy/mine');
    assert.equal(explained.find(line => line.table === 'audit')?.life, '24 months');
    const count = async (table: string) => (await everythingOf(office, alys)).filter(thing => thing.table === table).length;
    await run(office, later(office, 15));
    assert.deepEqual([await count('acts'), await count('audit')], [0, 2]);
    await run(office, later(office, 370));
    assert.equal(await count('audit'), 2);
  });

  it('takes somebody who left with it: unreachable for 13 months, and no act of theirs in that time', async () => {
    const office = openOffice(storage());
    const [left, stayed, active] = await Promise.all(['Lee Left', 'Stay Stone', 'Ash Active'].map(name => office.someone(name)));
    for (const someone of [left, stayed, active] as Someone[]) {
      await everyDeed['opens the chat']?.(office, someone, someone);
      await everyDeed['joins openly']?.(office, someone, someone);
    }
    for (const someone of [left, active] as Someone[]) await everyDeed['removes the app']?.(office, someone, someone);
    const active2 = active as Someone;
    await office.people.audit.write({ person: active2.person, act: 'network joined', object: 'x', now: later(office, 300) });
    await run(office, later(office, 380));
    assert.ok(
      (await everythingOf(office, left as Someone)).some(thing => thing.table === 'memberships'),
      'not before 13 months',
    );
    await run(office, later(office, 400));
    assert.deepEqual(await everythingOf(office, left as Someone), []);
    for (const someone of [stayed, active2] as Someone[]) {
      assert.ok(
        (await everythingOf(office, someone)).some(thing => thing.table === 'memberships'),
        someone.name,
      );
    }
  });

  it('does not take whoever an administrator switched the app off for', async () => {
    const office = openOffice(storage());
    const alys = await office.someone('Alys Ap Rhys');
    await everyDeed['opens the chat']?.(office, alys, alys);
    await office.people.addresses.markGone(aTurn(alys.person).address, 'disabled', office.now());
    await run(office, later(office, 800));
    assert.ok((await everythingOf(office, alys)).length > 0);
  });

  it('goes as far as it can when one part of it fails, and is tried again', async () => {
    const office = openOffice(storage());
    const { people } = office;
    const done: string[] = [];
    const retain = [
      async () => void done.push('first'),
      async () => {
        throw new Error('the storage went away');
      },
      async () => void done.push('third'),
    ];
    const part = retentionPart({ people, erase: async () => 'nothing', retain });
    const now = office.now();
    await assert.rejects(async () => part.due?.[kind]?.({ tenant: office.tenant, kind, name: 'standing', dueAt: now, now, payload: '' }));
    assert.deepEqual(done, ['first', 'third']);
  });

  const everythingOf = async (office: Office, { person }: Someone) => {
    const people = openPeople(storage(), { homeForce: 'Sussex Police', secret: Buffer.alloc(32, 7) }, office.now);
    const held = [...office.features.flatMap(feature => feature.held ?? []), ...people.held];
    return (await Promise.all(held.map(one => one.export(person)))).flat();
  };
});
