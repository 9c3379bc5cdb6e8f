import assert from 'node:assert/strict';
import { everyoneAudience } from '../../bot/delivery/everyone.ts';
import { shardOf } from '../../bot/people/shard.ts';
import { aPerson, aTenant, aTurn, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

describe('everybody who has the app', function () {
  this.timeout(20_000);
  const { storage } = storageHere();

  it('is whoever has a chat with us that is not gone, shard after shard; no channel, and nobody of another force', async () => {
    const now = new Date('2026-06-02T17:00:00Z');
    const { addresses } = peopleOver(storage(), () => now);
    const [tenant, other] = [aTenant(), aTenant()];
    const people = Array.from({ length: 40 }, () => aPerson(tenant));
    for (const person of [...people, aPerson(other)]) await addresses.note(aTurn(person).address);
    const [gone, ...here] = people;
    assert.ok(gone && here[0]);
    await addresses.markGone(aTurn(gone).address, 'uninstalled', now);
    await addresses.note(aTurn(here[0], { scope: 'channel' }).address);

    const everyone = everyoneAudience(addresses);
    const found: string[] = [];
    for await (const page of everyone.pages(tenant, 'all')) found.push(...page.map(({ id }) => id));
    assert.deepEqual(found.toSorted(), here.map(({ id }) => id).toSorted());
    assert.deepEqual(found.map(shardOf), found.map(shardOf).toSorted());
    assert.equal(await everyone.size(tenant, 'all'), 39);
    const wishes = await everyone.wishes(tenant, 'all', [gone.id, here[0].id, 'nobody']);
    assert.deepEqual([...wishes], [[here[0].id, { isNamed: true }]]);
  });
});
