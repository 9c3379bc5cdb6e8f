import assert from 'node:assert/strict';
import { readIncoming } from '../../bot/teams/entry/incoming.ts';
import type { Turn } from '../../bot/teams/turn.ts';
import { inRecordings, recorded } from '../support/activities.ts';
import { serveDoor, sussex, type DoorServer } from '../support/door-server.ts';

describe('whether somebody is a guest', () => {
  let served: DoorServer;
  beforeEach(async () => {
    served = await serveDoor([]);
  });
  afterEach(() => served.stop());

  const turnIn = (name: string, id = inRecordings.person.id): Turn => {
    const { address } = readIncoming(recorded(name, { serviceUrl: served.connector.serviceUrl }), inRecordings.tenant);
    const person = { ...inRecordings.person, id };
    return {
      person,
      name: '',
      force: sussex,
      language: 'en',
      languageChosen: false,
      scope: address.scope,
      address,
      id: '1',
      now: new Date(),
    };
  };
  const listSays = (member: object) => served.connector.answerWith(() => ({ status: 200, body: { id: '29:x', name: 'x', ...member } }));

  it('is what the list of members says', async () => {
    listSays({ userRole: 'guest' });
    assert.equal(await served.door.standingOf(turnIn('message-channel')), 'guest');
    listSays({ userRole: 'user' });
    assert.equal(await served.door.standingOf(turnIn('message-channel', 'other')), 'colleague');
    assert.match(served.connector.calls[0]?.path ?? '', /tacv2\/members\/7c0e5d1a/);
  });

  it('is asked once for each person', async () => {
    listSays({ userRole: 'user' });
    await Promise.all([1, 2, 3].map(() => served.door.standingOf(turnIn('message-personal'))));
    await served.door.standingOf(turnIn('message-channel'));
    assert.equal(served.connector.calls.length, 1);
    assert.match(served.connector.calls[0]?.path ?? '', /\/members\/29:/);
  });

  it('stays open when Teams does not say, and is asked again', async () => {
    served.connector.answerWith(() => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'Casey' } } }));
    assert.equal(await served.door.standingOf(turnIn('message-group')), 'unknown');
    assert.doesNotMatch(JSON.stringify(served.logged), /Casey/);
    listSays({ userRole: 'user' });
    assert.equal(await served.door.standingOf(turnIn('message-group')), 'colleague');
  });
});
