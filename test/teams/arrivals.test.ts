import assert from 'node:assert/strict';
import type { Feature } from '../../bot/feature.ts';
import { say } from '../../bot/teams/reply.ts';
import type { Address, Turn } from '../../bot/teams/turn.ts';
import { freshId, inRecordings, recorded } from '../support/activities.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';

const { ownChat, channel } = inRecordings;

describe('when the app arrives', () => {
  let served: DoorServer;
  let turns: Turn[];
  let noted: Address[];
  let gone: [Address, string][];
  let now: Date;
  let installed: NonNullable<NonNullable<Feature['arrivals']>['installed']>;

  beforeEach(async () => {
    turns = [];
    noted = [];
    gone = [];
    now = new Date('2026-06-01T09:00:00Z');
    installed = async turn => say(`Hello. Added by ${turn.name}.`);
    const welcome: Feature = { name: 'welcome', arrivals: { installed: turn => (turns.push(turn), installed(turn)) } };
    served = await serveDoor([{ name: 'other' }, welcome], {
      now: () => now,
      noteAddress: async address => void noted.push(address),
      markGone: async (address, reason) => void gone.push([address, reason]),
    });
  });
  afterEach(() => served.stop());

  const arrive = async (name: string, fields: object = {}) => {
    const { status } = await served.post({ ...recorded(name), id: freshId(), ...fields });
    assert.equal(status, 200);
    await served.door.idle();
  };
  const said = () => served.connector.messages().map(({ conversation, body }) => [conversation, body['text']]);

  it('a person is welcomed once, though Teams announces it twice', async () => {
    await Promise.all([arrive('install-personal'), arrive('bot-added-personal')]);
    assert.deepEqual(said(), [[ownChat, 'Hello. Added by .']]);
    assert.equal(noted[0]?.conversation, ownChat);
    assert.equal(turns[0]?.scope, 'personal');
  });

  it('a team is told who added it', async () => {
    await arrive('install-team');
    assert.deepEqual(said(), [[channel, 'Hello. Added by Casey Morgan.']]);
    assert.equal(turns[0]?.scope, 'channel');
    assert.equal(noted[0]?.team, '19:0c3e7a5f9b1d4826a4c8e0f27b6d9351@thread.tacv2');
    const [asked] = served.connector.calls.filter(({ method }) => method === 'GET');
    assert.match(asked?.path ?? '', /\/members\/29:/);
  });

  it('a team is told all the same when Teams does not say who', async () => {
    served.connector.answerWith(({ method }) => (method === 'GET' ? { status: 403, body: {} } : undefined));
    await arrive('install-team');
    assert.deepEqual(said(), [[channel, 'Hello. Added by .']]);
  });

  it('nobody is welcomed for an upgrade, or because somebody else joined', async () => {
    for (const action of ['add-upgrade', 'remove-upgrade', 'ADD-UPGRADE']) await arrive('upgrade-personal', { action });
    await arrive('members-added-team');
    assert.deepEqual(said(), []);
    assert.deepEqual(gone, []);
  });

  it('somebody who comes back later is welcomed again', async () => {
    await arrive('install-personal');
    now = new Date('2026-06-01T09:00:59Z');
    await arrive('install-personal');
    assert.equal(said().length, 1);
    now = new Date('2026-06-01T09:01:00Z');
    await arrive('install-personal');
    assert.equal(said().length, 2);
  });

  it('somebody who takes it away and adds it again at once is welcomed again', async () => {
    await arrive('install-personal');
    await arrive('remove-personal');
    await arrive('install-personal');
    assert.equal(said().length, 2);
  });

  it('a welcome that breaks troubles nobody', async () => {
    installed = () => Promise.reject(new Error('Casey'));
    await arrive('install-personal');
    assert.deepEqual(said(), []);
    assert.equal(served.logged[0]?.fields['act'], 'installed');
    assert.doesNotMatch(JSON.stringify(served.logged), /Casey/);
  });

  it('and leaves, the address is marked, whatever the case of its letters', async () => {
    for (const action of ['remove', 'Remove', 'REMOVE']) await arrive('remove-personal', { action });
    await arrive('bot-removed-team');
    assert.deepEqual(
      gone.map(([{ conversation }, reason]) => [conversation, reason]),
      [
        [ownChat, 'uninstalled'],
        [ownChat, 'uninstalled'],
        [ownChat, 'uninstalled'],
        ['19:0c3e7a5f9b1d4826a4c8e0f27b6d9351@thread.tacv2', 'uninstalled'],
      ],
    );
    assert.deepEqual(said(), []);
  });
});
