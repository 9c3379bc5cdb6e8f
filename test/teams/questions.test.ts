import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Language } from '../../bot/language/language.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import type { DoorNeeds } from '../../bot/teams/door.ts';
import { doorText } from '../../bot/teams/door.text.ts';
import { say } from '../../bot/teams/reply.ts';
import type { Address, Turn } from '../../bot/teams/turn.ts';
import { inRecordings, recorded, typed } from '../support/activities.ts';
import { serveDoor, sussex, type DoorServer } from '../support/door-server.ts';
import { smallFeatures } from '../support/small-features.ts';

const { en, cy } = doorText;
const { ownChat, thread, channel, group, person } = inRecordings;

describe('what somebody types', () => {
  let served: DoorServer;
  let small: ReturnType<typeof smallFeatures>;
  const noted: [Address, Turn][] = [];
  let languageOf: DoorNeeds['languageOf'];
  let forceOf: DoorNeeds['forceOf'];
  let noteAddress: DoorNeeds['noteAddress'];

  before(async () => {
    small = smallFeatures();
    served = await serveDoor(small.features, {
      languageOf: who => languageOf(who),
      forceOf: tenant => forceOf(tenant),
      noteAddress: (address, turn) => noteAddress(address, turn),
    });
  });
  beforeEach(() => {
    languageOf = () => undefined;
    forceOf = () => sussex;
    noteAddress = async (address, turn) => void noted.push([address, turn]);
    small.told.answer = async (_turn, text) => say(`You asked: ${text}`);
    for (const list of [...Object.values(small.seen), noted, served.logged]) list.length = 0;
    served.connector.clear();
  });
  after(() => served.stop());

  const ask = async (text: string, where: 'personal' | 'group' | 'channel' = 'personal', fields: Record<string, unknown> = {}) => {
    const before = served.connector.messages().length;
    const answered = await served.post(typed(text, where, fields));
    assert.equal(answered.status, 200);
    assert.equal(answered.text, '');
    return served.connector.messages().slice(before);
  };
  const answerTo = async (...asked: Parameters<typeof ask>) => {
    const messages = await ask(...asked);
    assert.equal(messages.length, 1);
    return messages[0]?.body as Record<string, string>;
  };

  it('is answered in the chat it was typed in, with a plain line for the lock screen', async () => {
    const [call] = await ask('what is the garden network');
    assert.equal(call?.conversation, ownChat);
    const { text, textFormat, summary, attachments, from, recipient, replyToId } = call?.body ?? {};
    assert.deepEqual(
      { text, textFormat, summary, attachments },
      {
        text: 'You asked: what is the garden network',
        textFormat: 'plain',
        summary: 'You asked: what is the garden network',
        attachments: undefined,
      },
    );
    assert.deepEqual(from, recorded('message-personal').recipient);
    assert.equal((recipient as { id: string }).id, recorded('message-personal').from.id);
    assert.equal(typeof replyToId, 'string');
  });

  it('is answered in its thread in a channel, and in a group chat', async () => {
    assert.equal((await ask('networks', 'channel'))[0]?.conversation, thread);
    assert.equal((await ask('networks', 'group'))[0]?.conversation, group);
  });

  it('gets a card as a message of its own, sealed, with its summary and no words beside it', async () => {
    small.told.answer = smallFeatures().told.answer;
    const body = (await answerTo('garden')) as unknown as {
      attachments: { contentType: string; content: object }[];
      summary: string;
      text?: string;
    };
    assert.equal(body.summary, 'Network');
    assert.equal(body.text, undefined);
    assert.equal(body.attachments.length, 1);
    assert.equal(body.attachments[0]?.contentType, 'application/vnd.microsoft.card.adaptive');
    assert.match(JSON.stringify(body.attachments[0]?.content), /"mac":"[\w-]{43}"/);
  });

  describe('a command', () => {
    it('is found in any case, with its argument, before any free answer', async () => {
      await ask('NETWORKS!');
      await ask('Show Rose Garden?');
      await ask('show all');
      assert.deepEqual(small.seen.commands, [
        ['garden/list', ''],
        ['garden/show', 'Rose Garden'],
        ['garden/show-all', ''],
      ]);
      assert.deepEqual(small.seen.questions, []);
    });

    it('that does not know what follows it hands on to whoever answers free text', async () => {
      assert.equal((await answerTo('what is love')).text, 'You asked: what is love');
    });

    it('in Welsh is answered in Welsh, and only this time', async () => {
      assert.equal((await answerTo('Rhwydweithiau?')).text, 'garden/list in cy: ');
      assert.equal((await answerTo('networks')).text, 'garden/list in en: ');
      assert.equal((await answerTo('radio')).text, 'garden/radio in en: ');
      const { locale } = await answerTo('diolch');
      assert.equal(locale, 'cy-GB');
    });

    it('that is private gets one fixed line among others, whoever asks, and has no effect', async () => {
      const lines = new Set<string>();
      for (const where of ['channel', 'group'] as const) {
        for (const language of ['en', 'cy', undefined] as const) {
          languageOf = () => language;
          lines.add((await answerTo('my networks', where)).text ?? '');
          lines.add((await answerTo('fy rhwydweithiau', where, { locale: 'cy-GB' })).text ?? '');
        }
      }
      assert.deepEqual([...lines], [`${en.privateHere}\n\n${cy.privateHere}`]);
      assert.deepEqual(small.seen.commands, []);
      assert.equal((await answerTo('my networks')).text, 'garden/mine in en: ');
    });

    it('that is private is refused in the language of the force', async () => {
      forceOf = () => ({ ...sussex, welsh: 'off' });
      assert.equal((await answerTo('my networks', 'channel')).text, en.privateHere);
      forceOf = async () => ({ ...sussex, welsh: 'required' });
      assert.equal((await answerTo('my networks', 'channel')).text, `${cy.privateHere}\n\n${en.privateHere}`);
    });
  });

  describe('the language of an answer', () => {
    const spoken = async (chosen: Language | undefined, welsh: 'off' | 'offered' | 'required', locale: string) => {
      languageOf = async () => chosen;
      forceOf = async () => ({ ...sussex, welsh });
      await ask('anything', 'personal', { locale });
      return small.seen.turns.at(-1)?.language;
    };
    it('is the one they chose, then what the force requires, then that of their client', async () => {
      assert.equal(await spoken('cy', 'offered', 'en-GB'), 'cy');
      assert.equal(await spoken('en', 'required', 'cy-GB'), 'en');
      assert.equal(await spoken(undefined, 'required', 'en-GB'), 'cy');
      assert.equal(await spoken(undefined, 'offered', 'cy-GB'), 'cy');
      assert.equal(await spoken(undefined, 'offered', 'en-US'), 'en');
      assert.equal(await spoken('cy', 'off', 'cy-GB'), 'en');
    });

    it('does not wait for a storage that hangs, or breaks', async () => {
      languageOf = () => new Promise(() => {});
      forceOf = () => Promise.reject(new StorageUnavailable(new Error('no')));
      const started = Date.now();
      assert.equal((await answerTo('hello there')).text, 'You asked: hello there');
      assert.ok(Date.now() - started < 2_000);
      assert.deepEqual(small.seen.turns[0]?.force, sussex);
      assert.equal(served.logged[0]?.event, 'settings not read');
    });
  });

  describe('that cannot be answered as it is', () => {
    it('an empty message gets a hint', async () => {
      for (const text of ['', '   ', '&nbsp;']) assert.equal((await answerTo(text)).text, en.empty);
      const picture = await served.post(recorded('message-picture'));
      assert.equal(picture.status, 200);
      assert.equal(served.connector.messages().at(-1)?.body['text'], en.empty);
    });

    it('a message of 10,000 letters is asked to be shorter', async () => {
      assert.equal((await answerTo('rose '.repeat(2_000))).text, en.tooLong);
      assert.deepEqual(small.seen.questions, []);
    });

    it('what nobody answers still gets a line', async () => {
      small.told.answer = async () => undefined;
      assert.equal((await answerTo('xyzzy')).text, en.noAnswer);
    });

    it('somebody whom Teams does not name is told so', async () => {
      const visitor = { from: { id: '29:visitor', name: 'Visitor' } };
      assert.equal((await answerTo('my networks', 'personal', visitor)).text, en.whoAreYou);
      assert.deepEqual(small.seen.turns, []);
    });
  });

  describe('when something breaks', () => {
    it('gets an apology with a reference, and the log never has their words', async () => {
      small.told.answer = async () => {
        throw Object.assign(new RangeError('They wrote: my private trouble'), { code: 'E_ODD' });
      };
      assert.equal((await answerTo('my private trouble')).text, en.sorry('REF-1'));
      const [line] = served.logged;
      assert.deepEqual(line?.event, 'turn failed');
      const { where, ...fields } = line?.fields ?? {};
      assert.deepEqual(fields, {
        feature: 'answers',
        act: 'answer',
        reference: 'REF-1',
        error: 'RangeError',
        code: 'E_ODD',
        status: undefined,
        cause: undefined,
      });
      assert.match(String(where), /^teams\/turns\/words\.ts:\d+$/);
      assert.doesNotMatch(JSON.stringify(served.logged), /trouble/);
    });

    it('gets a sentence of its own when the storage is away', async () => {
      languageOf = () => 'cy';
      small.told.answer = async () => {
        throw new StorageUnavailable(new Error('503'));
      };
      assert.equal((await answerTo('anything')).text, cy.storage('REF-1'));
      assert.equal(served.logged[0]?.fields['error'], 'StorageUnavailable');
    });

    it('nothing is said twice, and the turn still ends, when Teams will not take the answer', async () => {
      served.connector.answerWith(({ method }) =>
        method === 'POST' ? { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'x' } } } : undefined,
      );
      assert.equal((await served.post(typed('hello'))).status, 200);
      assert.equal(served.connector.messages().length, 1);
      assert.equal(served.logged[0]?.event, 'answer not sent');
      assert.equal(served.logged[0]?.fields['code'], 'BotNotInConversationRoster');
    });
  });

  describe('and Teams delivers twice', () => {
    it('is answered once', async () => {
      const activity = typed('networks');
      await Promise.all([served.post(activity), served.post(activity)]);
      await served.post(activity);
      assert.equal(served.connector.messages().length, 1);
    });

    it('is answered again when it is typed again', async () => {
      await ask('networks');
      await ask('networks');
      assert.equal(served.connector.messages().length, 2);
    });
  });

  describe('and the answer takes its time', () => {
    let clock: sinon.SinonFakeTimers;
    beforeEach(() => {
      clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    });
    afterEach(() => clock.restore());
    const later = <T>(value: T, ms: number) => new Promise<T>(resolve => setTimeout(resolve, ms, value));
    const asked = () => new Promise<void>(resolve => (small.told.answer = async () => (resolve(), later(say('Here it is.'), 7_000))));

    it('shows that the bot is typing after a second, and not before', async () => {
      const reached = asked();
      const answered = served.post(typed('slow'));
      await reached;
      await clock.tickAsync(900);
      assert.equal(served.connector.calls.length, 0);
      await clock.tickAsync(200);
      await served.connector.called(({ body }) => body['type'] === 'typing');
      await clock.tickAsync(10_000);
      await answered;
      await served.door.idle();
    });

    it('ends the turn after five seconds, and the answer comes by itself', async () => {
      const reached = asked();
      const answered = served.post(typed('slow', 'channel'));
      await reached;
      await clock.tickAsync(5_000);
      assert.equal((await answered).status, 200);
      assert.equal(served.connector.messages().length, 0);
      await clock.tickAsync(2_000);
      const { conversation } = await served.connector.called(({ body }) => body['text'] === 'Here it is.');
      assert.equal(conversation, thread);
      await served.door.idle();
    });

    it('shows nothing of the kind for an answer that is there at once', async () => {
      await ask('networks');
      await clock.tickAsync(5_000);
      assert.equal(served.connector.calls.length, 1);
    });
  });

  describe('tells where to find them', () => {
    it('which is noted once the answer is there', async () => {
      let answered = 0;
      noteAddress = async address => {
        answered = served.connector.messages().length;
        noted.push([address, undefined as never]);
      };
      await ask('networks');
      await served.door.idle();
      assert.equal(answered, 1);
      assert.equal(noted[0]?.[0].conversation, ownChat);
      assert.equal(noted[0]?.[0].person?.id, person.id);
      await ask('networks', 'channel');
      await served.door.idle();
      assert.equal(noted[1]?.[0].conversation, channel);
    });

    it('and that this could not be noted is no trouble of theirs', async () => {
      noteAddress = () => Promise.reject(new StorageUnavailable(new Error('no')));
      await ask('networks');
      await served.door.idle();
      assert.deepEqual(
        served.logged.map(({ event }) => event),
        ['address not noted'],
      );
    });
  });
});

describe('the first turn of a tenant', () => {
  it('waits for what is made ready then, which happens once however many come at the same time', async () => {
    const met: string[] = [];
    let ready = false;
    const small = smallFeatures();
    small.told.answer = async () => say(`ready: ${ready}`);
    const served = await serveDoor(small.features, {
      firstSeen: async tenant => {
        met.push(tenant);
        await new Promise(resolve => setTimeout(resolve, 50));
        ready = true;
      },
    });
    try {
      await Promise.all([1, 2, 3].map(at => served.post(typed(`question ${at}`))));
      await served.post(typed('one more'));
      assert.deepEqual(met, [inRecordings.tenant]);
      assert.deepEqual(new Set(served.connector.messages().map(({ body }) => body['text'])), new Set(['ready: true']));
    } finally {
      await served.stop();
    }
  });

  it('is answered even when that fails, and it is tried again later', async () => {
    let now = new Date('2026-06-01T09:00:00Z');
    let tries = 0;
    const served = await serveDoor(smallFeatures().features, {
      now: () => now,
      firstSeen: async () => {
        tries += 1;
        throw new StorageUnavailable(new Error('no'));
      },
    });
    try {
      for (const text of ['networks', 'networks']) await served.post(typed(text));
      assert.equal(tries, 1);
      assert.equal(served.connector.messages().length, 2);
      now = new Date('2026-06-01T09:01:00Z');
      await served.post(typed('networks'));
      assert.equal(tries, 2);
    } finally {
      await served.stop();
    }
  });
});
