import assert from 'node:assert/strict';
import { openForceSettings } from '../../bot/people/settings.store.ts';
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
