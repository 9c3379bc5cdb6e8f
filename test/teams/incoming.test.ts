import assert from 'node:assert/strict';
import { readIncoming, type Did } from '../../bot/teams/entry/incoming.ts';
import { inRecordings, recorded, recordedNames } from '../support/activities.ts';

const { tenant, person, channel, thread, ownChat } = inRecordings;
const read = (name: string, fields: Record<string, unknown> = {}) => readIncoming(recorded(name, fields), tenant);
const sn = { about: '', version: '1', mac: '' };

const expected: Record<string, Did> = {
  'message-personal': { kind: 'text', text: 'what is the race equality network' },
  'message-channel': { kind: 'text', text: 'networks' },
  'message-group': { kind: 'text', text: 'networks' },
  'message-picture': { kind: 'text', text: '' },
  'submit-personal': { kind: 'submit', data: { sn: { verb: 'x/y', ...sn } }, card: '1780000000010' },
  'submit-channel': { kind: 'submit', data: { sn: { verb: 'x/y', ...sn } }, card: '1780000000011' },
  'submit-group': { kind: 'submit', data: { sn: { verb: 'x/y', ...sn } }, card: '1780000000017' },
  'execute-personal': { kind: 'execute', verb: 'x/y', data: { sn }, card: '1780000000101' },
  'execute-channel': { kind: 'execute', verb: 'x/y', data: { sn }, card: '1780000000102' },
  'execute-group': { kind: 'execute', verb: 'x/y', data: { sn }, card: '1780000000103' },
  'execute-refresh': { kind: 'execute', verb: 'x/y', data: { sn }, card: '1780000000104' },
  'execute-between-two-people': { kind: 'execute', verb: 'x/y', data: { sn }, card: '1780000000105' },
  query: { kind: 'query', text: 'race equality', skip: 0, count: 25 },
  'query-initial': { kind: 'query', text: '', skip: 0, count: 25 },
  'fetch-task': { kind: 'openAction', action: 'announce' },
  'fetch-task-from-message': { kind: 'openAction', action: 'announce' },
  'submit-action': { kind: 'submitAction', action: 'announce', data: { sn: { verb: 'x/y', ...sn }, title: 'Hello' } },
  'query-link': { kind: 'link', url: 'https://networks.example/go/network/sussex-race-equality' },
  'install-personal': { kind: 'arrived' },
  'install-team': { kind: 'arrived' },
  'bot-added-personal': { kind: 'arrived' },
  'bot-added-team': { kind: 'arrived' },
  'remove-personal': { kind: 'removed' },
  'bot-removed-team': { kind: 'removed' },
  'upgrade-personal': { kind: 'event' },
  'members-added-team': { kind: 'event' },
  'channel-renamed': { kind: 'event' },
  reaction: { kind: 'event' },
  'message-edited': { kind: 'event' },
  'event-unknown': { kind: 'event' },
  feedback: { kind: 'invoke', name: 'message/submitAction' },
  'dialog-from-card': { kind: 'invoke', name: 'task/fetch' },
  typeahead: { kind: 'invoke', name: 'application/search' },
};

describe('what somebody did', () => {
  it('is known for each kind of activity', () => assert.deepEqual(Object.keys(expected).sort(), recordedNames));

  for (const [name, did] of Object.entries(expected)) {
    it(`is read from ${name}`, () => assert.deepEqual(read(name).did, did));
  }

  it('is a press where a message has a value, whatever its text says', () => {
    const data = { sn: { verb: 'x/y', ...sn } };
    assert.equal(read('message-personal', { value: data }).did.kind, 'submit');
    for (const value of [null, undefined, '', 'x', 7, []]) assert.equal(read('message-personal', { value }).did.kind, 'text');
  });

  it('is read in whatever case the installation is written', () => {
    for (const action of ['add', 'ADD', 'Add']) assert.equal(read('install-personal', { action }).did.kind, 'arrived');
    for (const action of ['remove', 'REMOVE']) assert.equal(read('install-personal', { action }).did.kind, 'removed');
    for (const action of ['add-upgrade', 'Remove-Upgrade', 'other', undefined, 7])
      assert.equal(read('install-personal', { action }).did.kind, 'event');
  });

  it('is read without a fault from invokes that lack what they should have', () => {
    for (const name of recordedNames) {
      for (const value of [
        undefined,
        null,
        7,
        'x',
        [],
        {},
        { action: null },
        { parameters: {} },
        { parameters: [null, 7] },
        { queryOptions: { skip: -4, count: 1e9 } },
      ]) {
        assert.doesNotThrow(() => read(name, { value }), name);
      }
      for (const field of [
        'from',
        'recipient',
        'channelData',
        'entities',
        'membersAdded',
        'membersRemoved',
        'text',
        'name',
        'id',
        'locale',
      ]) {
        for (const odd of [undefined, null, 7, 'x', [], [null], {}])
          assert.doesNotThrow(() => read(name, { [field]: odd }), `${name} ${field}`);
      }
    }
  });

  it('asks for no more than 25 results at a time, and for none before the first', () => {
    const options = (queryOptions: unknown) => read('query', { value: { parameters: [], queryOptions } }).did;
    assert.deepEqual(options({ skip: 25, count: 10 }), { kind: 'query', text: '', skip: 25, count: 10 });
    assert.deepEqual(options({ skip: -1, count: 400 }), { kind: 'query', text: '', skip: 0, count: 25 });
    assert.deepEqual(options({ skip: '1', count: 0 }), { kind: 'query', text: '', skip: 0, count: 1 });
  });
});

describe('what somebody typed', () => {
  const mention = (name = 'Staff Networks', id = recorded('message-personal').recipient.id) => ({
    type: 'mention',
    mentioned: { id, name },
    text: `<at>${name}</at>`,
  });
  const text = (typed: unknown, entities: unknown = [mention()]) => {
    const { did } = read('message-channel', { text: typed, entities });
    return did.kind === 'text' ? did.text : undefined;
  };

  it('loses the mention of the bot, wherever it stands and however often', () => {
    assert.equal(text('<at>Staff Networks</at> networks'), 'networks');
    assert.equal(text('networks <at>Staff Networks</at>'), 'networks');
    assert.equal(text('<at>Staff Networks</at> show <at>Staff Networks</at> garden', [mention(), mention()]), 'show garden');
  });

  it('keeps the mention of somebody else', () => {
    const entities = [mention(), mention('Robin', '29:robin')];
    assert.equal(text('<at>Staff Networks</at> ask <at>Robin</at>', entities), 'ask <at>Robin</at>');
  });

  it('has single spaces and no line ends', () => {
    assert.equal(text('<at>Staff Networks</at>&nbsp;\u00a0 list \r\n\t networks&nbsp;&nbsp;\n'), 'list networks');
  });

  it('is read in spite of odd entities', () => {
    for (const entities of [undefined, null, 'x', [null, 7, {}, { type: 'mention' }, { type: 'mention', mentioned: {} }, { type: 7 }]]) {
      assert.equal(text('networks', entities), 'networks');
    }
    assert.equal(text('<at>Staff Networks</at> networks', [{ ...mention(), text: undefined }, mention()]), 'networks');
  });

  it('is nothing where there is no text', () => {
    for (const typed of [undefined, null, '', '   ', '&nbsp;', 7, ['x'], '<at>Staff Networks</at>']) assert.equal(text(typed), '');
  });
});

describe('where somebody did it', () => {
  it('is their own chat with the bot', () => {
    assert.deepEqual(read('message-personal').address, {
      tenant,
      scope: 'personal',
      conversation: ownChat,
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
      bot: recorded('message-personal').recipient,
      person: { ...person, channelId: recorded('message-personal').from.id },
    });
  });

  it('is a channel of a team, its thread left out of the address and kept for the answer', () => {
    const { address, conversation } = read('message-channel');
    assert.equal(address.scope, 'channel');
    assert.equal(address.conversation, channel);
    assert.equal(address.team, '19:0c3e7a5f9b1d4826a4c8e0f27b6d9351@thread.tacv2');
    assert.equal(address.person, undefined);
    assert.equal(conversation, thread);
  });

  it('is a group chat', () => assert.equal(read('message-group').address.scope, 'group'));

  it('is never a chat between two people, which Teams calls personal as well', () => {
    assert.equal(read('execute-between-two-people').address.scope, 'group');
    assert.equal(read('execute-between-two-people').address.person, undefined);
  });

  it('counts as a place with others where it does not say', () => {
    for (const conversationType of [undefined, null, 'meeting', 7, 'Personal']) {
      const conversation = { ...recorded('message-personal').conversation, conversationType };
      assert.equal(read('message-personal', { conversation }).address.scope, 'group');
    }
  });
});

describe('who did it', () => {
  it('is the object id, in small letters, in the tenant the gate found', () => {
    const from = { ...recorded('message-personal').from, aadObjectId: person.id.toUpperCase() };
    assert.deepEqual(read('message-personal', { from }).person, person);
  });

  it('is nobody of ours where Teams says they are of another tenant', () => {
    const from = recorded('message-personal').from;
    assert.equal(read('message-personal', { from: { ...from, tenantId: 'b4d90e27-6a13-4c58-9f70-e2c1a8d5b603' } }).person, undefined);
    assert.deepEqual(read('message-personal', { from: { ...from, tenantId: tenant.toUpperCase() } }).person, person);
  });

  it('is nobody where Teams gives no object id', () => {
    for (const aadObjectId of [undefined, null, '', 7, {}]) {
      assert.equal(read('message-personal', { from: { id: '29:x', name: 'Visitor', aadObjectId } }).person, undefined);
    }
  });
});
