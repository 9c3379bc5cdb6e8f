import assert from 'node:assert/strict';
import { shown, words } from '../../../bot/cards/pieces.ts';
import type { Broadcast } from '../../../bot/delivery/broadcast.ts';
import type { Delivery } from '../../../bot/delivery/ledger/delivery.ts';
import { openChats } from '../../../bot/delivery/sending/chats.ts';
import { openDrawing } from '../../../bot/delivery/sending/drawing.ts';
import { openLive } from '../../../bot/delivery/sending/live.ts';
import { openRoom } from '../../../bot/delivery/sending/room.ts';
import { mostWaiting, suit } from '../../../bot/delivery/sending/turn.ts';
import { isCurrent, isSame, workIn } from '../../../bot/delivery/sending/work.ts';
import type { Drawing } from '../../../bot/feature.ts';
import { sussex } from '../../support/door-server.ts';
import { aPerson, aTurn } from '../../support/people.ts';

const now = new Date('2027-06-01T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const broadcast: Broadcast = {
  tenant: 't',
  id: 'party',
  kind: 'news',
  about: 'garden',
  audience: [
    { kind: 'network', id: 'one' },
    { kind: 'network', id: 'two' },
  ],
  policy: 'never twice',
  mayWait: true,
  state: 'sending',
  version: 1,
  isRecalled: false,
  isStopped: false,
  slices: 16,
  isPlanned: true,
  pass: 1,
  deadline: after(1e9),
  createdAt: now,
};
const soon = () => new Promise(resolve => setTimeout(resolve, 0));

describe('room for so many', () => {
  it('lets in as many as fit, in the order in which they came', async () => {
    const room = openRoom(10);
    const inside: string[] = [];
    const enter = (name: string, count: number) => void room.enter(count).then(() => inside.push(name));
    enter('six', 6);
    enter('eight', 8);
    enter('one', 1);
    await soon();
    assert.deepEqual(inside, ['six'], 'nobody overtakes');
    room.leave(4);
    await soon();
    assert.deepEqual(inside, ['six', 'eight']);
    room.leave();
    await soon();
    assert.deepEqual(inside, ['six', 'eight', 'one']);
  });

  it('lets in one party that is too large for it, alone', async () => {
    const room = openRoom(3);
    const inside: number[] = [];
    for (const count of [5, 1]) void room.enter(count).then(() => inside.push(count));
    await soon();
    assert.deepEqual(inside, [5]);
    room.leave(5);
    await soon();
    assert.deepEqual(inside, [5, 1]);
  });

  it('shrinks while turns are long in coming, down to one, and grows again', () => {
    const room = openRoom(mostWaiting);
    for (let count = 0; count < 100; count += 1) suit(room, 9_000);
    assert.equal(room.size(), 1);
    suit(room, 3_000);
    assert.equal(room.size(), 1);
    for (let count = 0; count < 100; count += 1) suit(room, 100);
    assert.equal(room.size(), mostWaiting);
  });
});

describe('an announcement that is followed', () => {
  it('is read once for all who follow it, and again when it was read more than a second ago', async () => {
    let [reads, steady, stands]: [number, number, Broadcast | undefined] = [0, 0, broadcast];
    const follow = openLive(
      async () => {
        reads += 1;
        return stands;
      },
      () => steady,
    );
    const [one, other] = [follow(broadcast), follow(broadcast)];
    assert.equal(one.known(), undefined, 'nothing is known before it was read');
    assert.equal(await one.now(), broadcast);
    assert.equal(await other.now(), broadcast);
    assert.equal(other.known(), broadcast);
    assert.equal(reads, 1);
    stands = { ...broadcast, state: 'paused' };
    assert.equal((await one.read())?.state, 'paused');
    assert.equal(other.known()?.state, 'paused');
    steady = 1_001;
    assert.equal(one.known(), undefined);
    stands = undefined;
    assert.equal(await one.now(), undefined);
    assert.equal(reads, 3);
    one.end();
    other.end();
  });

  it('is read again by itself, and not any more once nobody follows it', async () => {
    let reads = 0;
    const live = openLive(async () => {
      reads += 1;
      if (reads === 1) throw new Error('the storage is away');
      return broadcast;
    })(broadcast);
    while (reads < 2) await new Promise(resolve => setTimeout(resolve, 20));
    live.end();
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(reads, 2);
  });
});

describe('what is drawn', () => {
  const reader = { language: 'en', force: sussex, isNamed: false } as const;
  const to = { kind: 'person', id: 'p' } as const;

  it('is drawn anew for another version, language, naming or part of the audience, and once otherwise', async () => {
    const asked: Drawing[] = [];
    const draw = openDrawing(() => ({
      draw: async one => {
        asked.push(one);
        return shown(one.language, 'News', [words('x')]);
      },
    }));
    await Promise.all([draw(broadcast, { to, via: 0 }, reader, now), draw(broadcast, { to, via: 0 }, reader, after(5))]);
    assert.equal(asked.length, 1);
    await draw({ ...broadcast, version: 2 }, { to, via: 0 }, reader, now);
    await draw({ ...broadcast, isRecalled: true }, { to, via: 0 }, reader, now);
    await draw(broadcast, { to, via: 1 }, reader, now);
    await draw(broadcast, { to, via: 0 }, { ...reader, language: 'cy' }, now);
    await draw(broadcast, { to, via: 0 }, { ...reader, isNamed: true }, now);
    assert.equal(asked.length, 6);
    assert.deepEqual(asked[3]?.via, { kind: 'network', id: 'two' });
    assert.ok(
      asked.every(({ person }) => person === undefined),
      'what is the same for all knows nobody',
    );
  });

  it('that failed is drawn anew', async () => {
    let attempts = 0;
    const draw = openDrawing(() => ({
      draw: async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('not now');
        return undefined;
      },
    }));
    await assert.rejects(draw(broadcast, { to, via: 0 }, reader, now), /not now/);
    assert.equal(await draw(broadcast, { to, via: 0 }, reader, now), undefined);
  });

  it('is nothing that nobody draws', async () => {
    await assert.rejects(openDrawing(() => undefined)(broadcast, { to, via: 0 }, reader, now), /nobody draws the announcement "news"/);
  });
});

describe('a chat with somebody who has none', () => {
  it('is made near any address of their force, which is looked for once, and noted', async () => {
    const { person, address } = aTurn(aPerson());
    const noted: string[] = [];
    let looks = 0;
    const openChat = openChats({
      addresses: {
        anyIn: async () => {
          looks += 1;
          return address;
        },
        note: async one => void noted.push(one.conversation),
      },
      courier: {
        open: async (whom, from) => ({ kind: 'opened', address: { ...from, conversation: `a:${whom.id}` } }),
      } as Parameters<typeof openChats>[0]['courier'],
    });
    await openChat(person);
    await openChat({ ...person, id: 'another' });
    assert.deepEqual(noted, [`a:${person.id}`, 'a:another']);
    assert.equal(looks, 1);
  });

  it('cannot be made in a force that nobody has met us in', async () => {
    const openChat = openChats({ addresses: { anyIn: async () => undefined } as never, courier: {} as never });
    assert.deepEqual(await openChat(aPerson()), { kind: 'unreachable', reason: 'gone' });
  });
});

describe('the work in a slice', () => {
  const row: Delivery = { to: { kind: 'person', id: 'p' }, via: 0, state: 'pending', attempts: 0, version: 0 };
  const lease = { by: 'x', until: after(10) };

  it('is told apart, with the first moment at which there is more', () => {
    const rows: Record<string, Delivery> = {
      send: row,
      wait: { ...row, notBefore: after(20) },
      held: { ...row, state: 'claimed', lease },
      lost: { ...row, state: 'claimed', lease: { ...lease, until: now } },
      behind: { ...row, state: 'sent', version: 1, activity: 'a' },
      over: { ...row, state: 'failed', reason: 'x' },
    };
    const work = workIn(new Map(Object.entries(rows)), { ...broadcast, version: 2 }, now);
    const keys = (of: { key: string }[]) => of.map(({ key }) => key);
    assert.deepEqual([keys(work.send), keys(work.recover), keys(work.change), work.waitUntil], [['send'], ['lost'], ['behind'], after(10)]);
  });

  it('is asked for by a message of this pass while it is being sent, and by no other', () => {
    assert.equal(isCurrent(broadcast, 1), true);
    for (const [one, pass] of [
      [broadcast, 0],
      [undefined, 1],
      [{ ...broadcast, state: 'paused' as const }, 1],
    ] as const)
      assert.equal(isCurrent(one, pass), false);
  });

  it('goes out as it was prepared only while the announcement is the same', () => {
    assert.ok(isSame(broadcast, { ...broadcast, pass: 2 }));
    const changes: Partial<Broadcast>[] = [{ version: 2 }, { isRecalled: true }, { isStopped: true }, { state: 'paused' }];
    for (const change of changes) assert.ok(!isSame(broadcast, { ...broadcast, ...change }), JSON.stringify(change));
  });
});
