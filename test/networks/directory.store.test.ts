import assert from 'node:assert/strict';
import { detailsOf } from '../../bot/networks/directory/details.ts';
import { openDirectory } from '../../bot/networks/directory/directory.ts';
import { gardening, published } from '../../bot/networks/directory/directory.samples.ts';
import { openNetworks } from '../../bot/networks/directory/networks.store.ts';
import type { NetworkRow } from '../../bot/networks/directory/edits.ts';
import type { StoredRow, Table } from '../../bot/storage/table.ts';
import { aTenant } from '../support/people.ts';
import { sussex } from '../support/door-server.ts';
import { storageHere } from '../support/storage.ts';

const june = new Date('2026-06-02T17:00:00Z');
const edits = (told: Partial<NetworkRow> = {}): NetworkRow => ({
  id: published.id,
  kind: 'edits',
  details: { enContact: 'Ask Sam' },
  isSample: false,
  version: 1,
  ...told,
});

describe('The directory of a force', () => {
  const { storage } = storageHere();
  const table = () => storage().table('networks');
  const open = (over: Table = table()) => {
    const store = openNetworks(over);
    const directoryOf = openDirectory(() => [published], store);
    return { store, directory: (tenant: string) => directoryOf(tenant, sussex) };
  };

  it('brings a row back as it was written, with every moment in it', async () => {
    const tenant = aTenant();
    const { store } = open();
    const row = edits({ details: detailsOf(gardening), changedAt: june, saidAt: june, lookedAt: june, closedAt: june, version: 7 });
    assert.equal(await store.save(tenant, row), 'saved');
    assert.deepEqual((await store.read(tenant, published.id))?.row, row);
  });

  it('shows what the force says on top of what its documents say, at once where it was written', async () => {
    const tenant = aTenant();
    const { store, directory } = open();
    assert.equal((await directory(tenant)).find(published.id)?.words.en.contact, undefined);
    await store.save(tenant, edits());
    assert.equal((await directory(tenant)).find(published.id)?.words.en.contact, 'Ask Sam');
    assert.equal((await directory(tenant)).networks.length, 1);
  });

  it('shows it to nobody in another force', async () => {
    const { store, directory } = open();
    await store.save(aTenant(), edits());
    assert.deepEqual((await directory(aTenant())).networks, [published]);
  });

  it('no longer knows a network that was deleted, described or not', async () => {
    const tenant = aTenant();
    const { store, directory } = open();
    await store.add(tenant, gardening);
    for (const id of [published.id, gardening.id]) {
      const before = await store.read(tenant, id);
      await store.save(tenant, edits({ id, kind: 'gone', details: {}, version: 2 }), before?.stored);
    }
    assert.deepEqual((await directory(tenant)).networks, []);
    assert.equal((await directory(tenant)).naming('Published network').kind, 'none');
  });

  it('keeps nothing of the words of a network that was deleted', async () => {
    const tenant = aTenant();
    const { store } = open();
    await store.add(tenant, gardening);
    const before = await store.read(tenant, gardening.id);
    await store.save(tenant, { ...before!.row, kind: 'gone' }, before?.stored);
    assert.deepEqual((await store.read(tenant, gardening.id))?.row.details, {});
  });

  it('lets only one of two write over the same state', async () => {
    const tenant = aTenant();
    const [one, other] = [open().store, open().store];
    assert.equal(await one.save(tenant, edits()), 'saved');
    assert.equal(await other.save(tenant, edits()), 'changed');
    const seen = await one.read(tenant, published.id);
    const outcomes = await Promise.all(
      [one, other].map((store, at) => store.save(tenant, edits({ details: { enContact: String(at) }, version: 2 }), seen?.stored)),
    );
    assert.deepEqual(outcomes.sort(), ['changed', 'saved']);
  });

  it('does not remember what it read while somebody here was writing', async () => {
    const tenant = aTenant();
    const hasRead = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    const slow: Table = {
      ...table(),
      async *all(place, options) {
        const read: StoredRow[] = [];
        for await (const row of table().all(place, options)) read.push(row);
        hasRead.resolve();
        await mayGoOn.promise;
        yield* read;
      },
    };
    const { store, directory } = open(slow);
    const early = directory(tenant);
    await hasRead.promise;
    await store.save(tenant, edits());
    mayGoOn.resolve();
    assert.equal((await early).find(published.id)?.words.en.contact, undefined);
    assert.equal((await directory(tenant)).find(published.id)?.words.en.contact, 'Ask Sam');
  });

  it('says of each network how often it was changed and whether a document describes it', async () => {
    const tenant = aTenant();
    const { store, directory } = open();
    await store.add(tenant, gardening);
    await store.save(tenant, edits({ version: 3, lookedAt: june }));
    const known = await directory(tenant);
    assert.equal(known.stateOf(published.id).version, 3);
    assert.deepEqual(known.stateOf(published.id).lookedAt, june);
    assert.equal(known.stateOf('unheard of').version, 0);
    assert.deepEqual([published.id, gardening.id].map(known.isSeed), [true, false]);
  });
});
