import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Courier } from '../../bot/teams/courier.ts';
import { failure, patiently } from '../../bot/teams/sending/sending.ts';
import type { Address } from '../../bot/teams/turn.ts';
import { inRecordings } from '../support/activities.ts';
import type { Answer, Connector } from '../support/connector.ts';
import { serveDoor, type DoorServer } from '../support/door-server.ts';
import { gardenCard } from '../support/small-features.ts';

const { tenant, person, ownChat } = inRecordings;

describe('the courier', () => {
  let served: DoorServer;
  let courier: Courier;
  let connector: Connector;
  let to: Address;

  before(async () => {
    served = await serveDoor([]);
    ({ connector } = served);
    ({ courier } = served.door);
    to = {
      tenant,
      scope: 'personal',
      conversation: ownChat,
      serviceUrl: connector.serviceUrl,
      bot: { id: '28:bot', name: 'Staff Networks' },
      person: { ...person, channelId: '29:casey' },
    };
  });
  beforeEach(() => connector.clear());
  after(() => served.stop());

  const parcel = { text: 'The café is on Tuesday.', summary: 'News from a network', language: 'en' } as const;
  const sentWith = (answer: Answer) => {
    connector.answerWith(() => answer);
    return courier.send(to, parcel);
  };
  const error = (code: string) => ({ error: { code, message: 'x' } });

  it('brings words to a chat, with the line for the lock screen that it was given', async () => {
    assert.deepEqual(await sentWith({ status: 201, body: { id: '178' } }), { kind: 'sent', activity: '178' });
    const [call] = connector.calls;
    assert.equal(call?.method, 'POST');
    assert.equal(call?.conversation, ownChat);
    assert.equal(call?.body['text'], parcel.text);
    assert.equal(call?.body['summary'], parcel.summary);
    assert.deepEqual(call?.body['from'], to.bot);
    assert.deepEqual((call?.body['conversation'] as { tenantId: string }).tenantId, tenant);
  });

  it('brings a card, sealed, in the language it is in', async () => {
    await courier.send(to, { shown: gardenCard({ language: 'cy' }), language: 'cy' });
    const [call] = connector.calls;
    assert.equal(call?.body['locale'], 'cy-GB');
    assert.equal(call?.body['text'], undefined);
    assert.match(JSON.stringify(call?.body['attachments']), /"mac":"[\w-]{43}"/);
  });

  it('changes what it brought', async () => {
    connector.answerWith(() => ({ status: 200, body: { id: '178' } }));
    assert.deepEqual(await courier.update(to, '178', parcel), { kind: 'sent', activity: '178' });
    assert.equal(connector.calls[0]?.method, 'PUT');
    assert.match(connector.calls[0]?.path ?? '', /\/activities\/178$/);
  });

  it('makes a chat with somebody, by their id in this channel where it is known', async () => {
    const opened = await courier.open({ ...person, channelId: '29:casey' }, to);
    assert.equal(opened.kind, 'opened');
    assert.deepEqual(opened.kind === 'opened' && { ...opened.address, conversation: 'made' }, { ...to, conversation: 'made' });
    assert.deepEqual(connector.calls[0]?.body['members'], [{ id: '29:casey', name: '' }]);
    connector.answerWith(() => ({ status: 403, body: error('ForbiddenOperationException') }));
    assert.deepEqual(await courier.open(person, to), { kind: 'unreachable', reason: 'uninstalled' });
    assert.deepEqual(connector.calls[1]?.body['members'], [{ id: person.id, name: '' }]);
  });

  const ends: [string, Answer, Awaited<ReturnType<Courier['send']>>][] = [
    [
      '429 with Retry-After',
      { status: 429, headers: { 'retry-after': '7' }, body: error('Throttled') },
      { kind: 'later', afterSeconds: 7 },
    ],
    ['429 without', { status: 429, body: error('Throttled') }, { kind: 'later', afterSeconds: 2 }],
    ['412', { status: 412, body: error('PreconditionFailed') }, { kind: 'later', afterSeconds: 2 }],
    ['400', { status: 400, body: error('Bad Argument') }, { kind: 'refused', code: 'Bad Argument' }],
    ['401', { status: 401, body: error('BotNotRegistered') }, { kind: 'refused', code: 'BotNotRegistered' }],
    ['413', { status: 413, body: error('MessageSizeTooBig') }, { kind: 'refused', code: 'MessageSizeTooBig' }],
    ['413 without a body', { status: 413 }, { kind: 'refused', code: '413' }],
    [
      '403 not in the conversation',
      { status: 403, body: error('BotNotInConversationRoster') },
      { kind: 'unreachable', reason: 'uninstalled' },
    ],
    ['403 not installed', { status: 403, body: error('ForbiddenOperationException') }, { kind: 'unreachable', reason: 'uninstalled' }],
    ['403 blocked', { status: 403, body: error('ConversationBlockedByUser') }, { kind: 'unreachable', reason: 'blocked' }],
    [
      '403 blocked, as number 209',
      { status: 403, body: { errorCode: 209, message: '{\n  "subCode": "MessageWritesBlocked"\n}' } },
      { kind: 'unreachable', reason: 'blocked' },
    ],
    ['403 writes blocked', { status: 403, body: error('MessageWritesBlocked') }, { kind: 'unreachable', reason: 'blocked' }],
    ['403 turned off', { status: 403, body: error('BotDisabledByAdmin') }, { kind: 'unreachable', reason: 'disabled' }],
    ['403 of another kind', { status: 403, body: error('InvalidBotApiHost') }, { kind: 'refused', code: 'InvalidBotApiHost' }],
    ['404', { status: 404, body: error('ConversationNotFound') }, { kind: 'unreachable', reason: 'gone' }],
    [
      '404 of a message',
      { status: 404, body: error('ActivityNotFoundInConversation') },
      { kind: 'refused', code: 'ActivityNotFoundInConversation' },
    ],
    ['500', { status: 500, body: error('ServiceError') }, { kind: 'unsure', after: 'error' }],
    ['501', { status: 501, body: error('NotImplemented') }, { kind: 'refused', code: 'NotImplemented' }],
    ['502', { status: 502 }, { kind: 'unsure', after: 'busy' }],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }, { kind: 'unsure', after: 'busy' }],
    ['504', { status: 504 }, { kind: 'unsure', after: 'busy' }],
    ['a broken connection', 'hang up', { kind: 'unsure', after: 'silence' }],
    ['a redirect elsewhere', { status: 307, headers: { location: 'https://evil.example/' } }, { kind: 'refused', code: '307' }],
  ];
  for (const [how, answer, expected] of ends) {
    it(`knows how ${how} ended, after one call`, async () => {
      assert.deepEqual(await sentWith(answer), expected);
      assert.equal(connector.calls.length, 1);
    });
  }

  it('does not know how it ended when nothing came back in a quarter of a minute', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const sending = sentWith('say nothing');
      await connector.called(() => true);
      await clock.tickAsync(15_500);
      assert.deepEqual(await sending, { kind: 'unsure', after: 'silence' });
    } finally {
      clock.restore();
    }
  });

  it('knows that nothing left when there was no connection', async () => {
    const nowhere = { ...to, serviceUrl: 'http://127.0.0.1:1/teams/' };
    assert.deepEqual(await courier.send(nowhere, parcel), { kind: 'later', afterSeconds: 5 });
  });

  it('sends to no host that is not on the list', async () => {
    for (const serviceUrl of ['https://evil.example/', 'http://192.168.1.7/', 'https://smba.trafficmanager.net@evil.example/']) {
      await assert.rejects(courier.send({ ...to, serviceUrl }, parcel), /not on the list/);
    }
    assert.equal(connector.calls.length, 0);
  });
});

describe('an answer to somebody who waits', () => {
  const answer = (status: number, retryAfter?: string) =>
    Object.assign(new Error('x'), { name: 'RestError', statusCode: status, response: { headers: { get: () => retryAfter } } });

  /** Sends against these answers, one after the other; pauses are kept, not waited for. */
  async function send(...answers: (Error | 'ok')[]) {
    const pauses: number[] = [];
    let calls = 0;
    const result = await patiently(
      async () => {
        const next = answers[calls];
        calls += 1;
        if (next instanceof Error) throw next;
        return next;
      },
      async ms => void pauses.push(ms),
    ).catch((error: unknown) => error);
    return { result, calls, pauses };
  }

  it('is sent again after 412, 429, 502, 503 and 504, three times in all', async () => {
    for (const status of [412, 429, 502, 503, 504]) {
      const tried = await send(answer(status), answer(status), 'ok');
      assert.equal(tried.result, 'ok');
      const [first = 0, second = 0] = tried.pauses;
      assert.ok(first >= 1_000 && first <= 2_000, String(first));
      assert.ok(second >= 2_000 && second <= 4_000, String(second));
      assert.equal((await send(answer(status), answer(status), answer(status), 'ok')).calls, 3);
    }
  });

  it('is never sent again after anything else', async () => {
    for (const error of [...[400, 401, 403, 404, 413, 500, 501].map(status => answer(status)), new TypeError('x')]) {
      assert.equal((await send(error, 'ok')).calls, 1);
    }
  });

  it('waits as long as Teams asks, but not longer than a person would', async () => {
    const [pause = 0] = (await send(answer(429, '3'), 'ok')).pauses;
    assert.ok(pause >= 3_000 && pause <= 3_250, String(pause));
    assert.equal((await send(answer(429, '60'), 'ok')).calls, 1);
    const [odd = 0] = (await send(answer(429, 'soon'), 'ok')).pauses;
    assert.ok(odd >= 1_000 && odd <= 2_000);
  });
});

describe('a failure that is no failure of sending', () => {
  it('rises again', () => assert.throws(() => failure(new TypeError('ours')), /ours/));
  it('is put off when there was no token of our own to send with', () => {
    assert.deepEqual(failure(Object.assign(new Error('x'), { name: 'ClientAuthError' })), { kind: 'later', afterSeconds: 30 });
  });
});
