import assert from 'node:assert/strict';
import { QueueClient } from '@azure/storage-queue';
import type { Storage } from '../../bot/storage/storage.ts';
import { azuriteHere } from '../support/azurite.ts';
import { queuePromises } from './queue-promises.ts';
import { tablePromises } from './table-promises.ts';

describe('the storage over Azurite', function () {
  this.timeout(30_000);
  const azurite = azuriteHere(['data', 'ballots']);
  let storage: Storage;
  let made = 0;
  before(() => {
    storage = azurite.storage('data');
  });
  const next = () => {
    made += 1;
    return made;
  };

  describe('a table', () => tablePromises(() => storage.table(`things${next()}`)));
  describe('a queue', () => queuePromises(() => storage.queue(`work-${next()}`)));

  it('refuses names that Azure would refuse', () => {
    for (const name of ['', 'a', '1things', 'two words', 'things-1'])
      assert.throws(() => storage.table(name), /cannot be the name of a table/);
    for (const name of ['', 'ab', 'Work', '-work', 'work--two', 'work_two']) {
      assert.throws(() => storage.queue(name), /cannot be the name of a queue/);
    }
  });

  it('keeps the accounts apart', async () => {
    await storage.queue('shared').put('mine');
    assert.deepEqual(await azurite.storage('ballots').queue('shared').take(1, 1), []);
  });

  it('answers a ping', () => storage.ping());

  it('lets no message expire', async () => {
    await storage.queue('forever').put('a');
    const { peekedMessageItems } = await new QueueClient(azurite.running().connectionStringOf('data'), 'forever').peekMessages();
    assert.equal(peekedMessageItems[0]?.expiresOn.getUTCFullYear(), 9999);
  });

  it('sets aside what somebody else put on a queue in a form that nobody here reads', async () => {
    const queue = storage.queue('foreign');
    await queue.put('ours');
    await new QueueClient(azurite.running().connectionStringOf('data'), 'foreign').sendMessage('not ours');
    assert.deepEqual(
      (await queue.take(5, 10)).map(taken => taken.body),
      ['ours'],
    );
    assert.deepEqual(await queue.poison(), [{ body: 'not ours', tries: 1 }]);
  });
});
