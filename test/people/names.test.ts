import assert from 'node:assert/strict';
import { openNames } from '../../bot/people/names.store.ts';
import { fits, formsOf, lookedUpBy, plainName } from '../../bot/people/names.ts';
import { aPerson, aTenant } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const days = (count: number) => new Date(june.getTime() + count * 86_400_000);

describe('A name', () => {
  it('is looked up without accents, signs and letter case', () => {
    assert.equal(plainName('  Siân O’Brien-Łukasz '), 'sian o brien łukasz');
    assert.equal(plainName('🙂'), '');
  });

  it('is found from each of its words', () => {
    assert.deepEqual(formsOf('Tariq Aziz Khan'), ['tariq aziz khan', 'aziz khan tariq', 'khan tariq aziz']);
    assert.deepEqual(formsOf(''), []);
  });

  for (const [typed, yes] of [
    ['tariq khan', true],
    ['khan tar', true],
    ['Khan', true],
    ['tariq tariq', false],
    ['tariq smith', false],
    ['ariq', false],
  ] as const) {
    it(`is ${yes ? '' : 'not '}meant by “${typed}”`, () => assert.equal(fits('Tariq Aziz Khan', typed), yes));
  }

  it('needs two letters at least, so that nobody can page through everybody', () => {
    for (const typed of ['', ' ', 'a', '-', 'a b']) assert.equal(lookedUpBy(typed), undefined);
    assert.equal(lookedUpBy('jo farrow'), 'farrow');
  });
});

describe('The names of people who have used the app', () => {
  const { storage } = storageHere();
  const open = () => openNames(storage().table('names'));
  const findAll = async (tenant: string, typed: string, most = 5) => (await open().find(tenant, typed, most)).found.map(one => one.name);

  it('are found by any part of the name, in one force only', async () => {
    const tenant = aTenant();
    const names = open();
    for (const name of ['Priya Nair', 'Sam Hollis', 'Siân Nairn', 'Tariq Aziz Khan']) await names.note(aPerson(tenant), name, june);
    assert.deepEqual((await findAll(tenant, 'nair')).sort(), ['Priya Nair', 'Siân Nairn']);
    assert.deepEqual(await findAll(tenant, 'PRIYA N'), ['Priya Nair']);
    assert.deepEqual(await findAll(tenant, 'sian'), ['Siân Nairn']);
    assert.deepEqual(await findAll(tenant, 'khan tariq'), ['Tariq Aziz Khan']);
    for (const typed of ['zz', 'p', '', '*', '~~', 'nair khan']) assert.deepEqual(await findAll(tenant, typed), [], typed);
    assert.deepEqual(await findAll(aTenant(), 'nair'), []);
  });

  it('come up to five at a time, and say when there are more', async () => {
    const tenant = aTenant();
    const names = open();
    for (let at = 0; at < 7; at += 1) await names.note(aPerson(tenant), `Jo Sample${at}`, june);
    const { found, more } = await open().find(tenant, 'jo', 5);
    assert.equal(found.length, 5);
    assert.equal(more, true);
    assert.equal((await open().find(tenant, 'sample6', 5)).more, false);
  });

  it('are not found any more under a name somebody no longer has, and nothing of it stays', async () => {
    const person = aPerson();
    await open().note(person, 'Old Name', june);
    await open().note(person, 'New Name', days(1));
    assert.deepEqual(await findAll(person.tenant, 'old'), []);
    assert.deepEqual(await findAll(person.tenant, 'new'), ['New Name']);
    assert.deepEqual(
      await open()
        .held.export(person)
        .then(things => things.map(thing => thing.fields['name'])),
      ['New Name'],
    );
  });

  it('cost nothing again on the same day, and are written only when they changed', async () => {
    const calls = { find: 0, put: 0 };
    const table = storage().table('names');
    const counting = openNames({
      ...table,
      find: (...at) => ((calls.find += 1), table.find(...at)),
      put: (...at) => ((calls.put += 1), table.put(...at)),
    });
    const person = aPerson();
    await counting.note(person, 'Casey Example', june);
    const afterFirst = { ...calls };
    await counting.note(person, 'Casey Example', new Date(june.getTime() + 3_600_000));
    assert.deepEqual(calls, afterFirst);
    await counting.note(person, 'Casey Example', days(1));
    assert.deepEqual(calls, { find: afterFirst.find + 1, put: afterFirst.put });
  });

  it('are not kept where Teams gives none', async () => {
    const person = aPerson();
    await open().note(person, ' ', june);
    assert.equal(await open().of(person), undefined);
  });

  it('go whole when somebody is erased, or has not been here for two years', async () => {
    const [goes, stays, erased] = Array.from({ length: 3 }, (_, at) => ({ ...aPerson('11111111-1111-4111-8111-111111111111'), at }));
    const names = open();
    for (const person of [goes!, stays!, erased!]) await names.note(person, `Forgotten Number${person.at}`, june);
    await open().note(stays!, 'Forgotten Number1', days(700));
    await open().held.erase(erased!, june);
    assert.equal(await open().forgetUnused(goes!.tenant, days(365)), 1);
    assert.deepEqual(await findAll(goes!.tenant, 'forgotten'), ['Forgotten Number1']);
    assert.deepEqual(await open().held.export(erased!), []);
  });
});
