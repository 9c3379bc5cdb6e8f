import assert from 'node:assert/strict';
import { openStorageClock, type StorageClock } from '../../../bot/delivery/pace/storage-clock.ts';
import { openPace, type Pace } from '../../../bot/delivery/pace/turns.ts';
import type { Storage } from '../../../bot/storage/storage.ts';
import { azuriteHere } from '../../support/azurite.ts';

const tenant = 'force-one';

describe('turns at a pace that several instances share', function () {
  this.timeout(30_000);
  const azurite = azuriteHere();
  let made = 0;

  /** Instances of their own storage each, at one pace. */
  function instances(count: number, perSecond: number): { paces: Pace[]; clock: StorageClock } {
    made += 1;
    const stores: Storage[] = Array.from({ length: count }, () => azurite.storage());
    const clocks = stores.map(storage => openStorageClock(storage.table(`pace${made}`)));
    const paces = stores.map((storage, at) =>
      openPace({ table: storage.table(`pace${made}`), clock: clocks[at] as StorageClock, perSecond }),
    );
    return { paces, clock: clocks[0] as StorageClock };
  }

  /** When turns came, with so many waiting at each instance all the time. */
  async function turnsIn(ms: number, paces: readonly Pace[], waiting = 20): Promise<number[]> {
    const end = performance.now() + ms;
    const came: number[] = [];
    const one = async (pace: Pace) => {
      while (performance.now() < end) {
        await pace.turn(tenant);
        came.push(performance.now());
      }
    };
    await Promise.all(paces.flatMap(pace => Array.from({ length: waiting }, () => one(pace))));
    return came.filter(at => at <= end);
  }

  function fullestSecond(came: readonly number[]): number {
    return Math.max(...came.map((first, at) => came.findLastIndex(one => one < first + 1000) - at + 1));
  }

  // How near to the pace a quiet machine comes is measured by the bench.
  it('come to two instances together, and in no second more than forty', async () => {
    const { paces } = instances(2, 40);
    const came = await turnsIn(3000, paces);
    assert.ok(came.length > 0);
    assert.ok(fullestSecond(came) <= 40, `${fullestSecond(came)} in one second`);
  });

  it('come in the order in which they were asked for', async () => {
    const { paces } = instances(1, 40);
    const order: number[] = [];
    await Promise.all([0, 1, 2, 3].map(async at => paces[0]?.turn(tenant).then(() => order.push(at))));
    assert.deepEqual(order, [0, 1, 2, 3]);
  });

  it('come to half as many for everybody once Teams asked one of them for less', async () => {
    const { paces } = instances(2, 40);
    await paces[0]?.turn(tenant);
    await Promise.all(paces.map(pace => pace.slowDown(tenant)));
    const came = await turnsIn(1000, paces, 6);
    assert.ok(came.length > 0 && came.length <= 26, `${came.length} in a second`);
  });

  it('come to one tenant whatever another does', async () => {
    const [pace] = instances(1, 10).paces;
    assert.ok(pace);
    const came: string[] = [];
    const turn = (of: string) => pace.turn(of).then(() => came.push(of));
    await Promise.all([...Array.from({ length: 12 }, () => turn(tenant)), turn('force-two')]);
    assert.ok(came.indexOf('force-two') < 11, `${came.indexOf('force-two')} came before`);
  });

  it('come to one channel a second apart, also from two instances, while others go ahead', async () => {
    const { paces } = instances(2, 40);
    const came: number[] = [];
    const toChannel = async (pace: Pace | undefined) => {
      await pace?.turn(tenant, '19:channel');
      came.push(performance.now());
    };
    const others = turnsIn(2500, paces.slice(0, 1), 4);
    await Promise.all([toChannel(paces[0]), toChannel(paces[1])]);
    assert.ok(Math.abs((came[1] ?? 0) - (came[0] ?? 0)) >= 1000);
    const between = (await others).filter(at => at > Math.min(...came) && at < Math.max(...came));
    assert.ok(between.length > 1);
  });

  it('are refused to everybody who waits when the storage does not answer, and come again when it does', async () => {
    made += 1;
    const storage = azurite.storage();
    const clock = openStorageClock(storage.table(`pace${made}`));
    const table = storage.table(`pace${made}`);
    let isAway = true;
    const away = {
      ...table,
      find: async (...asked: Parameters<typeof table.find>) => (isAway ? Promise.reject(new Error('away')) : table.find(...asked)),
    };
    const pace = openPace({ table: away, clock, perSecond: 40 });
    const answers = await Promise.allSettled([pace.turn(tenant), pace.turn(tenant)]);
    assert.deepEqual(
      answers.map(answer => answer.status),
      ['rejected', 'rejected'],
    );
    isAway = false;
    await pace.turn(tenant);
  });
});
