import assert from 'node:assert/strict';
import type { Address } from '../../bot/teams/turn.ts';
import { aPerson } from '../support/people.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';

describe('the channels somebody is in', () => {
  let served: DoorServer;
  const person = { ...aPerson(), channelId: '29:casey' };
  const team = '19:team@thread.tacv2';

  beforeEach(async () => {
    served = await serveDoor([]);
  });
  afterEach(() => served.stop());

  const channel = (conversation: string): Address => ({
    tenant: person.tenant,
    scope: 'channel',
    conversation,
    serviceUrl: served.connector.serviceUrl,
    bot: { id: '28:bot', name: 'Staff Networks' },
    team,
  });

  it('are those whose list of members has them, by the name Teams shows', async () => {
    served.connector.answerWith(({ path }) => {
      if (path.endsWith(`/v3/teams/${team}/conversations`))
        return { status: 200, body: { conversations: [{ id: team }, { id: '19:briefing', name: 'Briefing' }] } };
      if (path.includes('19:secret')) return { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } };
      return undefined;
    });
    const rooms = await served.door.rooms.of(person, [channel(team), channel('19:briefing'), channel('19:secret')]);
    assert.deepEqual(rooms, [
      { conversation: team, name: '' },
      { conversation: '19:briefing', name: 'Briefing' },
    ]);
    assert.ok(served.connector.calls.some(({ path }) => path.endsWith('/members/29:casey')));
  });

  it('are none where Teams does not answer, and nobody is let in for that', async () => {
    served.connector.answerWith(() => ({ status: 500 }));
    assert.deepEqual(await served.door.rooms.of(person, [channel('19:briefing')]), []);
    assert.deepEqual(
      served.logged.map(({ event }) => event),
      ['channel not looked into'],
    );
  });

  it('are found even when nobody can say what they are called', async () => {
    served.connector.answerWith(({ path }) => (path.includes('/v3/teams/') ? { status: 403 } : undefined));
    assert.deepEqual(await served.door.rooms.of(person, [channel('19:briefing')]), [{ conversation: '19:briefing', name: '' }]);
  });
});
