import assert from 'node:assert/strict';
import { invitedIn, linkTo, readOpening } from '../../bot/networks/dayone/invitation.ts';
import { lackingIn, type LookedAt } from '../../bot/networks/dayone/setup.ts';
import { qrDrawing, qrPicture } from '../../bot/networks/dayone/qr.reader.ts';
import { openDayOne } from '../../bot/networks/dayone/dayone.store.ts';
import { openReach } from '../../bot/networks/dayone/reach.ts';
import { gardening, published } from '../../bot/networks/directory/directory.samples.ts';
import { goToTab } from '../../bot/web/go.ts';
import { aPerson, aTenant } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const july = new Date('2026-07-02T17:00:00Z');
const complete: LookedAt = { network: gardening, edited: { lookedAt: june }, hasChair: true };
const bare: LookedAt = { network: published, edited: {}, hasChair: false };
const done = { speaksWelsh: true, hasLawfulBasis: true };
const whatIn = (...looked: LookedAt[]) => lackingIn(looked, done).map(one => one.what);

describe('What is still missing', () => {
  it('is nothing where everything is there', () => assert.deepEqual(whatIn(complete), []));

  it('is named one by one, the most pressing first', () => {
    assert.deepEqual(whatIn(bare), ['chair', 'contact', 'welsh', 'joining']);
    assert.deepEqual(whatIn({ ...complete, hasChair: false }), ['chair']);
    assert.deepEqual(whatIn({ ...complete, network: { ...gardening, words: { en: gardening.words.en } } }), ['welsh']);
    assert.deepEqual(whatIn({ ...complete, network: { ...gardening, joining: 'notStated' } }), ['joining']);
    assert.deepEqual(whatIn({ ...complete, edited: {} }), ['looked']);
  });

  it('is asked for once where one form settles two things', () => {
    assert.deepEqual(whatIn({ ...complete, edited: {}, network: { ...gardening, joining: 'notStated' } }), ['joining']);
  });

  it('is no Welsh where the force speaks none, and no longer anything once a network is closed', () => {
    assert.ok(!lackingIn([bare], { ...done, speaksWelsh: false }).some(one => one.what === 'welsh'));
    assert.deepEqual(whatIn({ ...bare, network: { ...published, status: 'closed' } }), []);
  });

  it('begins with the lawful basis, once for the force', () => {
    const lacking = lackingIn([bare, bare], { ...done, hasLawfulBasis: false });
    assert.deepEqual(lacking[0], { kind: 'force', what: 'lawfulBasis' });
    assert.equal(lacking.filter(one => one.kind === 'force').length, 1);
  });
});

describe('An opening figure', () => {
  const today = '2026-06-02';
  it('is a whole number of members on a day until today', () => {
    assert.deepEqual(readOpening({ members: ' 1,200 ', on: '2026-06-02' }, today), { opening: { members: 1200, on: '2026-06-02' } });
    for (const members of ['', '-1', '1e3', 'many', '12a', '9999999', '200001']) {
      assert.deepEqual(readOpening({ members, on: today }, today), { why: 'number' }, members);
    }
    for (const on of ['', '2026-06-03', '2026-02-30', '02/06/2026', '1066-10-14']) {
      assert.deepEqual(readOpening({ members: '120', on }, today), { why: 'day' }, on);
    }
  });
});

describe('An invitation', () => {
  it('is in the reader’s language first, and in Welsh only where the force speaks it', () => {
    assert.deepEqual([invitedIn('cy', true), invitedIn('en', true), invitedIn('en', false)], [['cy', 'en'], ['en', 'cy'], ['en']]);
  });

  it('leads where the app goes on from', () => {
    const link = new URL(linkTo('https://networks.example', { id: 'men-s-sheds-4f2a1c' }));
    const [, go, kind = '', id = ''] = link.pathname.split('/');
    const goTo = goToTab({ mode: 'local', publicOrigin: 'https://networks.example', teamsApp: 'x', screens: { network: 'directory' } });
    assert.equal(go, 'go');
    assert.equal(goTo(kind, id), 'https://networks.example/tab/directory#network/men-s-sheds-4f2a1c');
  });

  it('has its link as a picture that fits on a card, and as a drawing for a poster', async () => {
    const link = linkTo('https://networks.some-police-force.example', { id: 'x'.repeat(50) });
    const picture = await qrPicture(link);
    assert.match(picture, /^data:image\/png;base64,[A-Za-z0-9+/=]+$/);
    assert.ok(picture.length < 8_000, `${picture.length} characters`);
    // The first chunk of a PNG says how large it is.
    const bytes = Buffer.from(picture.split(',')[1] ?? '', 'base64');
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    assert.ok(width === height && width >= 150 && width <= 1024, `${width} × ${height}`);
    assert.match(await qrDrawing(link), /^<svg/);
    assert.notEqual(await qrPicture(`${link}y`), picture);
  });
});

describe('How many can be reached', () => {
  const { storage } = storageHere();

  function counting(members: number, reachable: number, store = openDayOne(storage().table('dayone'))) {
    const asked: string[] = [];
    const world = { members, reachable };
    const people = Array.from({ length: 300 }, () => aPerson());
    const reachOf = openReach({
      store,
      memberships: {
        async *pages() {
          for (let from = 0; from < world.members; from += 120) yield people.slice(from, Math.min(from + 120, world.members));
        },
      },
      canReach: async person => {
        asked.push(person.id);
        return people.indexOf(person) < world.reachable;
      },
    });
    return { reachOf, asked, world };
  }

  it('is said only as any figure is: fewer than 10, or the nearest 5', async () => {
    for (const [reachable, figure] of [
      [0, { kind: 'few' }],
      [9, { kind: 'few' }],
      [10, { kind: 'about', value: 10 }],
      [143, { kind: 'about', value: 145 }],
    ] as const) {
      const { reachOf, asked } = counting(200, reachable);
      assert.deepEqual(await reachOf(aTenant(), 'ren', june), { figure, on: june });
      assert.equal(new Set(asked).size, 200);
    }
  });

  it('stands for its month, whoever joins, in every instance, and is counted anew in the next', async () => {
    const tenant = aTenant();
    const { reachOf, asked, world } = counting(42, 42);
    assert.deepEqual((await reachOf(tenant, 'ren', june)).figure, { kind: 'about', value: 40 });
    world.members = world.reachable = 43;
    assert.deepEqual((await reachOf(tenant, 'ren', june)).figure, { kind: 'about', value: 40 });
    assert.deepEqual((await counting(90, 90).reachOf(tenant, 'ren', june)).figure, { kind: 'about', value: 40 });
    assert.equal(asked.length, 42);
    assert.deepEqual((await reachOf(tenant, 'ren', july)).figure, { kind: 'about', value: 45 });
    assert.deepEqual((await reachOf(aTenant(), 'ren', june)).figure, { kind: 'about', value: 45 });
  });

  it('is counted once for two who ask at the same moment, and the same for two instances', async () => {
    const tenant = aTenant();
    const { reachOf, asked } = counting(60, 60);
    await Promise.all([reachOf(tenant, 'ren', june), reachOf(tenant, 'ren', june), reachOf(tenant, 'ren', june)]);
    assert.equal(asked.length, 60);
    const other = aTenant();
    const both = await Promise.all([counting(60, 60).reachOf(other, 'ren', june), counting(80, 80).reachOf(other, 'ren', june)]);
    assert.deepEqual(both[0].figure, both[1].figure);
  });

  it('is counted again after a count that failed', async () => {
    const tenant = aTenant();
    let isDown = true;
    const flaky = openReach({
      store: openDayOne(storage().table('dayone')),
      memberships: {
        async *pages() {
          yield [aPerson(tenant)];
        },
      },
      canReach: async () => {
        if (isDown) throw new Error('the storage is away');
        return true;
      },
    });
    await assert.rejects(flaky(tenant, 'ren', june));
    isDown = false;
    assert.deepEqual((await flaky(tenant, 'ren', june)).figure, { kind: 'few' });
  });

  it('goes with its network, and so does the opening figure', async () => {
    const tenant = aTenant();
    const store = openDayOne(storage().table('dayone'));
    const { reachOf } = counting(42, 42, store);
    await reachOf(tenant, 'ren', june);
    await reachOf(tenant, 'ren', july);
    await reachOf(tenant, 'rent', june);
    await store.declare(tenant, 'ren', { members: 120, on: '2026-06-02' });
    assert.deepEqual(await store.openingOf(tenant, 'ren'), { members: 120, on: '2026-06-02' });
    await store.forget(tenant, 'ren');
    assert.equal(await store.openingOf(tenant, 'ren'), undefined);
    for (const month of ['2026-06', '2026-07']) assert.equal(await store.reachIn(tenant, 'ren', month), undefined);
    assert.ok(await store.reachIn(tenant, 'rent', '2026-06'));
  });
});
