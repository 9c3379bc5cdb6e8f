import assert from 'node:assert/strict';
import { announcementsOf, saysAll, type Entry } from '../../../bot/delivery/register/register.ts';
import { openRegister } from '../../../bot/delivery/register/register.store.ts';
import { storageHere } from '../../support/storage.ts';

const at = (day: number) => new Date(Date.UTC(2026, 5, day, 12));
const entry = (over: Partial<Entry> = {}): Entry => ({
  broadcast: 'n1',
  kind: 'news',
  act: 'sent',
  version: 1,
  at: at(2),
  audience: [{ kind: 'network', id: 'ren' }],
  words: {
    en: { title: 'Where to find us', text: 'We meet in the training centre.' },
    cy: { title: 'Ble’r ydym', text: 'Y ganolfan hyfforddi.' },
  },
  ...over,
});

describe('the register of announcements', () => {
  it('shows each announcement once, the newest first, with everything that was done with it in order', () => {
    const entries = [
      entry({ broadcast: 'n1', act: 'withdrawn', version: 2, at: at(9) }),
      entry({ broadcast: 'n2', at: at(4) }),
      entry({ broadcast: 'n1', at: at(2) }),
      entry({ broadcast: 'n1', act: 'corrected', version: 2, at: at(3) }),
    ];
    assert.deepEqual(
      announcementsOf(entries).map(({ broadcast, entries: of }) => [broadcast, of.map(({ act }) => act)]),
      [
        ['n2', ['sent']],
        ['n1', ['sent', 'corrected', 'withdrawn']],
      ],
    );
  });

  it('finds an announcement by words it said in any version and either language, whatever their accents and capitals', () => {
    const [one] = announcementsOf([
      entry(),
      entry({ version: 2, act: 'corrected', words: { en: { title: 'Moved again', text: 'Café' } } }),
    ]);
    assert.ok(one);
    for (const typed of ['training', 'FIND us', 'cafe', 'ganolfan', '', 'moved training']) assert.ok(saysAll(one, typed), typed);
    for (const typed of ['zebra', 'training zebra']) assert.ok(!saysAll(one, typed), typed);
  });

  it('finds a word at the end of the longest text', () => {
    const long = `${'word '.repeat(290)}needle`;
    const [one] = announcementsOf([entry({ words: { en: { title: 'Long', text: long } } })]);
    assert.ok(one && saysAll(one, 'needle'));
  });

  describe('as it is kept', () => {
    const { storage } = storageHere();
    const author = { tenant: 'force-d', id: 'a-chair' };
    const approver = { tenant: 'force-d', id: 'an-administrator' };
    const confirmed = { en: 'It takes no side.', cy: 'Nid yw’n cymryd ochr.' };

    it('gives back what was entered, and enters the same act of a version once', async () => {
      const register = openRegister(storage().table('register'));
      const whole = entry({ author: author.id, approver: approver.id, confirmed });
      await register.enter('force-a', whole);
      await register.enter('force-a', { ...whole, at: at(20) });
      assert.deepEqual(await register.all('force-a'), [whole]);
      assert.deepEqual(await register.all('force-b'), []);
    });

    it('keeps what was said when its author erases themselves, and no longer says who it was', async () => {
      const register = openRegister(storage().table('register'));
      await register.enter(author.tenant, entry({ author: author.id, approver: approver.id, confirmed }));
      assert.equal((await register.held.export(author)).length, 1);
      await register.held.erase(author, at(10));
      assert.deepEqual(await register.held.export(author), []);
      assert.equal((await register.held.export(approver)).length, 1);
      const [kept] = await register.all(author.tenant);
      assert.equal(kept?.author, undefined);
      assert.equal(kept?.words.en?.title, 'Where to find us');
      assert.ok(!JSON.stringify(kept).includes(author.id));
    });

    it('forgets what is older than the force keeps it, and nothing else', async () => {
      const register = openRegister(storage().table('register'));
      await register.enter('force-c', entry({ broadcast: 'old', at: at(1) }));
      await register.enter('force-c', entry({ broadcast: 'new', at: at(3) }));
      assert.equal(await register.dropOlder('force-c', at(2)), 1);
      assert.deepEqual(
        (await register.all('force-c')).map(({ broadcast }) => broadcast),
        ['new'],
      );
    });
  });
});
