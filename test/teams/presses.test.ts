import assert from 'node:assert/strict';
import sinon from 'sinon';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import type { DoorNeeds } from '../../bot/teams/door.ts';
import { doorText } from '../../bot/teams/door.text.ts';
import { nothing, replace, show } from '../../bot/teams/reply.ts';
import type { Address, Turn } from '../../bot/teams/turn.ts';
import { inRecordings, recorded, freshId } from '../support/activities.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { pressOf, routes, sealedButton, type Route, type Where } from '../support/pressing.ts';
import { gardenCard, smallFeatures } from '../support/small-features.ts';

const { en } = doorText;
const { ownChat, person, tenant } = inRecordings;
const cardType = 'application/vnd.microsoft.card.adaptive';
const messageType = 'application/vnd.microsoft.activity.message';

describe('a press', () => {
  let served: DoorServer;
  let small: ReturnType<typeof smallFeatures>;
  let languageOf: DoorNeeds['languageOf'];
  let personalAddress: DoorNeeds['personalAddress'];
  const noted: [Address, Turn][] = [];
  const renewed: Address[] = [];
  const gone: [Address, string][] = [];
  const ownAddress = (): Address => ({
    tenant,
    scope: 'personal',
    conversation: ownChat,
    serviceUrl: served.connector.serviceUrl,
    bot: recorded('message-personal').recipient,
    person: { ...person, channelId: recorded('message-personal').from.id },
  });

  before(async () => {
    small = smallFeatures();
    served = await serveDoor(small.features, {
      languageOf: who => languageOf(who),
      personalAddress: who => personalAddress(who),
      noteAddress: async (address, turn) => void noted.push([address, turn]),
      renewAddress: async address => void renewed.push(address),
      markGone: async (address, reason) => void gone.push([address, reason]),
    });
  });
  beforeEach(() => {
    languageOf = () => undefined;
    personalAddress = async () => ownAddress();
    small.told.press = async turn => replace(gardenCard(turn, 'You have joined'));
    for (const list of [...Object.values(small.seen), noted, renewed, gone, served.logged]) list.length = 0;
    served.connector.clear();
  });
  after(() => served.stop());

  const pressing = async (verb: string, route: Route, where: Where, inputs: Record<string, unknown> = {}) => {
    const answered = await served.post(pressOf(sealedButton(verb), route, where, inputs));
    await served.door.idle();
    assert.equal(answered.status, 200);
    return { answer: answered.body, messages: served.connector.messages(), text: answered.text };
  };
  const cardText = (value: unknown) => (value as { body: { text: string }[] }).body[0]?.text;
  const sentCard = (body: Record<string, unknown> | undefined) => cardText((body?.['attachments'] as { content: unknown }[])[0]?.content);

  it('tells that the one who pressed can be reached, in their own chat and nowhere else', async () => {
    for (const route of routes) {
      renewed.length = 0;
      await pressing('garden/join', route, 'channel');
      assert.equal(renewed.length, 0, route);
      await pressing('garden/join', route, 'personal');
      assert.deepEqual(
        renewed.map(({ conversation }) => conversation),
        [ownChat],
      );
    }
  });

  it('reaches its verb with what our card said and what the person typed', async () => {
    for (const route of routes) {
      const button = sealedButton('garden/note', { about: 'rose', version: 'v9', carried: { step: '2' } });
      await served.post(pressOf(button, route, 'personal', { note: 'hi' }));
      assert.deepEqual(small.seen.presses.at(-1), {
        verb: 'garden/note',
        about: 'rose',
        version: 'v9',
        carried: { step: '2' },
        inputs: { note: 'hi' },
        card: route === 'execute' ? '1780000000101' : '1780000000010',
      });
    }
  });

  describe('of a new client (Action.Execute)', () => {
    for (const where of ['personal', 'group', 'channel'] as const) {
      it(`puts the new card in the place of the pressed one, for the person who pressed, in a ${where} chat`, async () => {
        const { answer, messages } = await pressing('garden/join', 'execute', where);
        assert.equal(answer?.['statusCode'], 200);
        assert.equal(answer?.['type'], cardType);
        assert.equal(cardText(answer?.['value']), 'You have joined');
        assert.match(JSON.stringify(answer?.['value']), /"mac":"[\w-]{43}"/);
        assert.deepEqual(messages, []);
      });
    }

    it('is told a short line', async () => {
      for (const [verb, value] of [
        ['garden/notice', 'Noticed.'],
        ['garden/say', 'Said.'],
        ['garden/nothing', en.done],
      ] as const) {
        assert.deepEqual((await pressing(verb, 'execute', 'channel')).answer, { statusCode: 200, type: messageType, value });
      }
    });

    it('brings another card below in the own chat, and in its place where others are', async () => {
      const own = await pressing('garden/show', 'execute', 'personal');
      assert.deepEqual(own.answer, { statusCode: 200, type: messageType, value: en.below });
      assert.equal(sentCard(own.messages[0]?.body), 'Another card');
      served.connector.clear();
      const among = await pressing('garden/show', 'execute', 'channel');
      assert.equal(cardText(among.answer?.['value']), 'Another card');
      assert.deepEqual(among.messages, []);
    });

    it('works when Teams presses by itself, to refresh a card', async () => {
      const button = sealedButton('garden/join');
      const { body } = await served.post(
        recorded('execute-refresh', { id: freshId(), value: { action: { verb: button.verb, data: button.data }, trigger: 'automatic' } }),
      );
      assert.equal(cardText(body?.['value']), 'You have joined');
    });
  });

  describe('of an old client (Action.Submit)', () => {
    it('changes the pressed card in the own chat', async () => {
      const { messages, text } = await pressing('garden/join', 'submit', 'personal');
      assert.equal(text, '');
      assert.equal(messages.length, 1);
      assert.equal(messages[0]?.method, 'PUT');
      assert.match(messages[0]?.path ?? '', /\/activities\/1780000000010$/);
      assert.equal(messages[0]?.conversation, ownChat);
      assert.equal(sentCard(messages[0]?.body), 'You have joined');
    });

    it('is answered by a new message where the card cannot be changed', async () => {
      served.connector.answerWith(({ method }) =>
        method === 'PUT' ? { status: 404, body: { error: { code: 'ActivityNotFoundInConversation', message: 'x' } } } : undefined,
      );
      const { messages } = await pressing('garden/join', 'submit', 'personal');
      assert.deepEqual(
        messages.map(({ method }) => method),
        ['PUT', 'POST'],
      );
      assert.equal(sentCard(messages[1]?.body), 'You have joined');
    });

    it('is answered by a new message where Teams does not say which card it was', async () => {
      await served.post({ ...pressOf(sealedButton('garden/join'), 'submit', 'personal'), replyToId: undefined });
      assert.deepEqual(
        served.connector.messages().map(({ method }) => method),
        ['POST'],
      );
    });

    it('gets a line as a message', async () => {
      for (const [verb, text] of [
        ['garden/notice', 'Noticed.'],
        ['garden/say', 'Said.'],
      ] as const) {
        assert.equal((await pressing(verb, 'submit', 'personal')).messages.at(-1)?.body['text'], text);
      }
      assert.equal((await pressing('garden/nothing', 'submit', 'personal')).messages.length, 2);
    });

    for (const where of ['group', 'channel'] as const) {
      it(`is answered in the own chat when it is pressed in a ${where}`, async () => {
        const { messages } = await pressing('garden/join', 'submit', where);
        assert.deepEqual(
          messages.map(({ method, conversation }) => [method, conversation]),
          [['POST', ownChat]],
        );
        assert.equal(sentCard(messages[0]?.body), 'You have joined');
      });
    }

    it('gets an own chat made for it where there is none yet, which is noted', async () => {
      personalAddress = async () => undefined;
      await pressing('garden/join', 'submit', 'channel');
      const [made, sent, ...more] = served.connector.calls;
      assert.deepEqual(more, []);
      assert.match(made?.path ?? '', /\/v3\/conversations$/);
      assert.deepEqual(made?.body, {
        isGroup: false,
        bot: recorded('message-personal').recipient,
        members: [{ id: person.id, name: '' }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      });
      assert.match(sent?.conversation ?? '', /^a:made-/);
      assert.equal(noted[0]?.[0].conversation, sent?.conversation);
    });

    it('says nothing anywhere when there is no chat to be had', async () => {
      personalAddress = async () => undefined;
      served.connector.answerWith(() => ({ status: 403, body: { error: { code: 'ForbiddenOperationException', message: 'x' } } }));
      const { messages } = await pressing('garden/join', 'submit', 'channel');
      assert.deepEqual(messages, []);
      assert.equal(served.connector.calls.length, 1);
    });

    it('says nothing anywhere when the address book cannot be read', async () => {
      personalAddress = () => Promise.reject(new StorageUnavailable(new Error('no')));
      assert.deepEqual((await pressing('garden/join', 'submit', 'channel')).messages, []);
      assert.equal(served.logged.at(-1)?.event, 'answer not sent');
    });

    it('marks an own chat that takes no more messages', async () => {
      served.connector.answerWith(() => ({ status: 403, body: { error: { code: 'ConversationBlockedByUser', message: 'x' } } }));
      await pressing('garden/join', 'submit', 'group');
      assert.deepEqual(gone, [[ownAddress(), 'blocked']]);
    });

    it('has one effect when Teams delivers it twice', async () => {
      const activity = pressOf(sealedButton('garden/join'), 'submit', 'personal');
      await Promise.all([served.post(activity), served.post(activity)]);
      assert.equal(small.seen.presses.length, 1);
    });
  });

  describe('that is not right', () => {
    const told = async (activity: Parameters<DoorServer['post']>[0]) => {
      const answered = await served.post(activity);
      await served.door.idle();
      assert.equal(answered.status, 200);
      return answered.body ? [answered.body['type'], answered.body['value']] : served.connector.messages().at(-1)?.body['text'];
    };

    it('is told that an old or foreign button does not work any more', async () => {
      const good = sealedButton('garden/join');
      const elsewhere = sealedButton('garden/join', {}, 'b4d90e27-6a13-4c58-9f70-e2c1a8d5b603');
      const forged = {
        ...good,
        data: { sn: { ...good.data.sn, about: 'rose' } },
        fallback: { ...good.fallback, data: { sn: { ...good.fallback?.data.sn, about: 'rose' } } },
      };
      for (const button of [elsewhere, forged, sealedButton('garden/unknown'), { verb: 'x', data: {}, fallback: { data: {} } }]) {
        assert.deepEqual(await told(pressOf(button as typeof good, 'execute', 'channel')), [messageType, en.oldButton]);
        assert.equal(await told(pressOf(button as typeof good, 'submit', 'personal')), en.oldButton);
      }
      assert.deepEqual(small.seen.presses, []);
    });

    it('is told so when what Teams sends lacks its action', async () => {
      for (const value of [undefined, null, {}, { action: null }, { action: {} }, { action: { verb: 7, data: 'x' } }, []]) {
        assert.deepEqual(await told(recorded('execute-personal', { id: freshId(), value })), [messageType, en.oldButton]);
      }
    });

    it('is told which way out there is when an input is wrong, missing or one too many', async () => {
      for (const inputs of [{}, { note: 7 }, { note: 'x'.repeat(21) }, { note: 'hi', role: 'chair' }, { Note: 'hi' }]) {
        assert.deepEqual(await told(pressOf(sealedButton('garden/note'), 'execute', 'channel', inputs)), [messageType, en.wrongInputs]);
        assert.equal(await told(pressOf(sealedButton('garden/note'), 'submit', 'personal', inputs)), en.wrongInputs);
      }
      assert.deepEqual(small.seen.presses, []);
    });

    it('is told an expected no in their language, and the log says nothing', async () => {
      languageOf = () => 'cy';
      assert.deepEqual(await told(pressOf(sealedButton('garden/closed'), 'execute', 'channel')), [messageType, 'Mae ar gau.']);
      assert.equal(await told(pressOf(sealedButton('garden/closed'), 'submit', 'personal')), 'Mae ar gau.');
      assert.deepEqual(served.logged, []);
    });

    it('gets an apology when something breaks, and one line in the log without a word of theirs', async () => {
      assert.deepEqual(await told(pressOf(sealedButton('garden/broken'), 'execute', 'channel')), [messageType, en.sorry('REF-1')]);
      assert.equal(served.logged.length, 1);
      const { where, ...fields } = served.logged[0]?.fields ?? {};
      assert.match(String(where), /^teams\/turns\/presses\.ts:\d+$/);
      assert.deepEqual(fields, {
        feature: 'garden',
        act: 'garden/broken',
        reference: 'REF-1',
        error: 'TypeError',
        code: undefined,
        status: undefined,
        cause: undefined,
      });
    });

    it('gets its own sentence when the storage is away', async () => {
      assert.deepEqual(await told(pressOf(sealedButton('garden/stored'), 'execute', 'personal')), [messageType, en.storage('REF-1')]);
      assert.equal(await told(pressOf(sealedButton('garden/stored'), 'submit', 'personal')), en.storage('REF-1'));
    });

    it('by somebody whom Teams does not name is refused', async () => {
      const visitor = { from: { id: '29:visitor', name: 'Visitor' } };
      assert.deepEqual(await told({ ...pressOf(sealedButton('garden/join'), 'execute', 'channel'), ...visitor }), [
        messageType,
        en.whoAreYou,
      ]);
      assert.equal(await told({ ...pressOf(sealedButton('garden/join'), 'submit', 'channel'), ...visitor }), undefined);
      assert.deepEqual(small.seen.presses, []);
    });
  });

  describe('that takes its time', () => {
    let clock: sinon.SinonFakeTimers;
    beforeEach(() => {
      clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    });
    afterEach(() => clock.restore());

    for (const where of ['personal', 'channel'] as const) {
      it(`is answered in time all the same, and then in the own chat, when it was pressed in a ${where} chat`, async () => {
        const reached = new Promise<void>(resolve => {
          small.told.press = async turn => {
            resolve();
            await new Promise(wait => setTimeout(wait, 6_000));
            return show(gardenCard(turn, 'At last'));
          };
        });
        const answered = served.post(pressOf(sealedButton('garden/join'), 'execute', where));
        await reached;
        await clock.tickAsync(4_600);
        assert.deepEqual((await answered).body, { statusCode: 200, type: messageType, value: en.stillWorking });
        await clock.tickAsync(2_000);
        const { conversation } = await served.connector.called(({ body }) => body['type'] === 'message');
        assert.equal(conversation, ownChat);
        await served.door.idle();
        assert.equal(served.connector.calls.length, 1);
      });
    }

    it('shows no typing sign where others are', async () => {
      small.told.press = async () => {
        await new Promise(wait => setTimeout(wait, 3_000));
        return nothing;
      };
      const answered = served.post(pressOf(sealedButton('garden/join'), 'submit', 'channel'));
      for (let second = 0; second < 4; second += 1) {
        await new Promise(resolve => setImmediate(resolve));
        await new Promise(resolve => setImmediate(resolve));
        await clock.tickAsync(1_000);
      }
      await clock.tickAsync(5_000);
      await answered;
      assert.deepEqual(served.connector.calls, []);
    });
  });

  it('may not be offered by two features under one name', async () => {
    const { features } = smallFeatures();
    await assert.rejects(serveDoor([...features, ...features]), /two features offer the verb garden\/join/);
  });
});
