import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openAddresses } from '../../bot/people/addresses.store.ts';
import type { Address } from '../../bot/teams/turn.ts';
import { aPerson, aTurn } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2027-06-01T12:00:00Z');

describe('where somebody or some place is reached', () => {
  const { storage } = storageHere();
  const open = () => openAddresses(storage().table('addresses'), () => june);

  it('is known, known to be gone with the reason, or unknown', async () => {
    const { person, address } = aTurn(aPerson());
    const addresses = open();
    const where = () => addresses.whereIs(person.tenant, { person: person.id });
    assert.deepEqual(await where(), { kind: 'unknown' });
    await addresses.note(address);
    assert.deepEqual(await where(), { kind: 'here', address });
    await addresses.markGone(address, 'blocked', june);
    assert.deepEqual(await where(), { kind: 'gone', reason: 'blocked' });
  });

  it('is known of a channel by its conversation, and of no channel in another force', async () => {
    const { person, address } = aTurn(aPerson());
    const { person: _, ...rest } = address;
    const channel: Address = { ...rest, scope: 'channel', conversation: '19:garden@thread.tacv2', team: '19:team@thread.tacv2' };
    const addresses = open();
    await addresses.note(channel);
    const of = { conversation: channel.conversation };
    assert.deepEqual(await addresses.whereIs(person.tenant, of), { kind: 'here', address: channel });
    assert.deepEqual(await addresses.whereIs(randomUUID(), of), { kind: 'unknown' });
  });

  it('tells of any address of a force where Teams is, even when only a channel is known', async () => {
    const { address } = aTurn(aPerson());
    const addresses = open();
    const tenant = randomUUID();
    assert.equal(await addresses.anyIn(tenant), undefined);
    const { person: _, ...rest } = { ...address, tenant };
    const channel: Address = { ...rest, scope: 'channel', conversation: '19:x@thread.tacv2' };
    await addresses.note(channel);
    assert.deepEqual(await addresses.anyIn(tenant), channel);
    const own = { ...address, tenant, person: { tenant, id: randomUUID(), channelId: '29:x' } };
    await addresses.note(own);
    assert.deepEqual(await addresses.anyIn(tenant), own);
  });
});
