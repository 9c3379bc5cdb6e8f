import assert from 'node:assert/strict';
import { openForceSettings } from '../../bot/people/settings.store.ts';
import { mostMessagesNames, readMostMessages, unsetMostMessages } from '../../bot/people/most-messages.ts';
import { bounds, readRetention, retentionNames, unsetRetention } from '../../bot/people/retention.ts';
import { longestWording, readValue, wordingFor } from '../../bot/people/settings.ts';
import { partition } from '../../bot/storage/keys.ts';
import { aTenant } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const consent = { en: 'Article 9(2)(a), consent', cy: 'Erthygl 9(2)(a), cydsyniad' };

describe('A setting of the force', () => {
  const { storage } = storageHere();
  const open = () => openForceSettings(storage().table('settings'));

  it('is empty until somebody sets it, and then the same for every instance', async () => {
    const tenant = aTenant();
    const here = open();
    assert.deepEqual(await here.of(tenant, 'lawfulBasis'), { value: { en: '', cy: '' }, version: 0 });
    assert.equal(await here.set(tenant, 'lawfulBasis', consent, { seen: 0, now: june }), 'set');
    assert.deepEqual((await here.of(tenant, 'lawfulBasis')).value, consent);
    assert.deepEqual(await open().of(tenant, 'lawfulBasis'), { value: consent, version: 1, changedAt: june });
    assert.deepEqual((await open().of(aTenant(), 'lawfulBasis')).version, 0);
  });

  it('is set by one of two who saw the same, and by nobody who saw an older one', async () => {
    const tenant = aTenant();
    const attempts = ['one', 'other', 'third'].map(en => open().set(tenant, 'lawfulBasis', { en, cy: '' }, { seen: 0, now: june }));
    assert.deepEqual((await Promise.all(attempts)).sort(), ['changed', 'changed', 'set']);
    assert.equal(await open().set(tenant, 'lawfulBasis', consent, { seen: 0, now: june }), 'changed');
    assert.equal(await open().set(tenant, 'lawfulBasis', consent, { seen: 2, now: june }), 'changed');
    assert.equal(await open().set(tenant, 'lawfulBasis', consent, { seen: 1, now: june }), 'set');
    assert.equal((await open().read(tenant, 'lawfulBasis')).version, 2);
  });

  it('keeps its earlier versions, so that it can be said what somebody agreed to', async () => {
    const tenant = aTenant();
    for (const seen of [0, 1, 2]) await open().set(tenant, 'lawfulBasis', { en: `version ${seen + 1}`, cy: '' }, { seen, now: june });
    const kept: unknown[] = [];
    for await (const row of storage().table('settings').all(partition(tenant, 'settings'))) kept.push(row.fields['version']);
    assert.deepEqual(kept, [3, 2, 1]);
  });

  it('is read in the reader’s language, and in the other where there is none in theirs', async () => {
    const tenant = aTenant();
    assert.equal(await open().lawfulBasis(tenant, 'en'), '');
    await open().set(tenant, 'lawfulBasis', consent, { seen: 0, now: june });
    assert.equal(await open().lawfulBasis(tenant, 'cy'), consent.cy);
    assert.equal(wordingFor({ en: 'Consent', cy: '' }, 'cy'), 'Consent');
    assert.equal(wordingFor({ en: '', cy: 'Cydsyniad' }, 'en'), 'Cydsyniad');
  });

  it('says how many messages one person gets: within bounds, and in a week at least as many as in a day', () => {
    assert.deepEqual(readMostMessages({ day: ' 3 ', week: '6' }), { value: unsetMostMessages });
    assert.deepEqual(readMostMessages({ day: '20', week: '20' }), { value: { day: 20, week: 20 } });
    for (const text of ['', 'x', '-1', '0', '1e1', '2.5', '９', '21']) {
      assert.deepEqual(readMostMessages({ day: text, week: '100' }), { problems: [{ name: 'day', why: 'bounds' }] }, text);
    }
    assert.deepEqual(readMostMessages({}), { problems: mostMessagesNames.map(name => ({ name, why: 'bounds' })) });
    assert.deepEqual(readMostMessages({ day: '4', week: '3' }), { problems: [{ name: 'week', why: 'lessThanDay' }] });
  });

  it('says how long things are kept: within bounds, and never longer for leavers than the log can tell', () => {
    const typed = Object.fromEntries(retentionNames.map(name => [name, ` ${bounds[name].unset} `]));
    assert.deepEqual(readRetention(typed), { value: unsetRetention });
    const wrongOf = (changed: Record<string, string>) => {
      const read = readRetention({ ...typed, ...changed });
      return 'problems' in read ? read.problems.map(({ name, why }) => `${name} ${why}`) : [];
    };
    for (const name of retentionNames) {
      const { from, to } = bounds[name];
      for (const text of ['', 'x', '-1', '1e2', '12.5', '９９', String(from - 1), String(to + 1)]) {
        assert.deepEqual(wrongOf({ [name]: text }), [`${name} bounds`], text);
      }
      for (const text of [from, to])
        assert.deepEqual(
          wrongOf({ auditMonths: '84', [name]: String(text) }).filter(one => one.endsWith('bounds')),
          [],
        );
    }
    assert.deepEqual(wrongOf({ auditMonths: '12', leaverMonths: '14' }), ['leaverMonths longerThanAudit']);
  });

  it('keeps the lengths that were set when a newer version adds one', () => {
    assert.deepEqual(readValue('retention', '{"auditMonths":60,"pressesDays":14}'), {
      ...unsetRetention,
      auditMonths: 60,
      pressesDays: 14,
    });
    assert.deepEqual(readValue('retention', '{"auditMonths":1}'), unsetRetention);
  });

  it('counts as never set where the stored text is not of its shape', () => {
    for (const stored of [
      '',
      'x',
      '[]',
      '{"en":1,"cy":""}',
      '{"en":"x"}',
      JSON.stringify({ en: 'x'.repeat(longestWording + 1), cy: '' }),
      7,
    ]) {
      assert.deepEqual(readValue('lawfulBasis', stored), { en: '', cy: '' }, String(stored).slice(0, 20));
    }
  });
});
