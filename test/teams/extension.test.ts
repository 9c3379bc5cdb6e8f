import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Feature } from '../../bot/feature.ts';
import { Refusal } from '../../bot/refusal.ts';
import { doorText } from '../../bot/teams/door.text.ts';
import { freshId, recorded } from '../support/activities.ts';
import { publicOrigin, serveDoor, type DoorServer } from '../support/door-server.ts';
import { sealedButton } from '../support/pressing.ts';
import { gardenCard, smallFeatures } from '../support/small-features.ts';

const { en } = doorText;

type Attachment = {
  contentType: string;
  content: { body: { text?: string; actions?: { type: string; data: Record<string, unknown> }[] }[] };
  preview: { content: unknown };
};
type Body = {
  composeExtension?: { type: string; text?: string; attachments?: Attachment[]; suggestedActions?: unknown };
  task?: { type: string; value: { title: string; card: Attachment } | string };
};

describe('the message extension', () => {
  let served: DoorServer;
  let small: ReturnType<typeof smallFeatures>;
  let search: NonNullable<Feature['search']>;
  let open: () => Promise<never>;

  before(async () => {
    small = smallFeatures();
    const third: Feature = {
      name: 'third',
      search: (turn, query) => search(turn, query),
      actions: [{ id: 'broken', open: () => open(), submit: async () => ({ kind: 'close', text: 'Closed.' }) }],
      links: {
        secret: async () => {
          throw new Error('the link of Casey');
        },
      },
    };
    served = await serveDoor([...small.features, third]);
  });
  beforeEach(() => {
    search = async () => [];
    open = () => Promise.reject(new Refusal({ en: 'Only a chair may.', cy: 'Dim ond cadeirydd.' }));
    small.seen.submitted.length = 0;
    served.logged.length = 0;
    served.connector.clear();
  });
  afterEach(() => assert.deepEqual(served.connector.calls, []));
  after(() => served.stop());

  const invoke = async (name: string, value: object = {}): Promise<Body> => {
    const activity = recorded(name, { id: freshId() });
    const answered = await served.post({ ...activity, value: { ...(activity['value'] as object), ...value } });
    assert.equal(answered.status, 200);
    return answered.body as Body;
  };
  const query = (text: string, options: object = {}) =>
    invoke('query', { parameters: [{ name: 'query', value: text }], queryOptions: { skip: 0, count: 25, ...options } });
  const titles = ({ composeExtension }: Body) =>
    composeExtension?.attachments?.map(({ preview }) => (preview.content as { title: string }).title);

  describe('searches', () => {
    it('in all features at once, the best first', async () => {
      const body = await query('rose');
      assert.deepEqual(titles(body), ['Tea rose', 'Rose']);
      const [first] = body.composeExtension?.attachments ?? [];
      assert.equal(first?.contentType, 'application/vnd.microsoft.card.adaptive');
      assert.deepEqual(first?.preview, {
        contentType: 'application/vnd.microsoft.card.thumbnail',
        content: { title: 'Tea rose', text: 'A tea' },
      });
      assert.match(JSON.stringify(first?.content), /"mac":"[\w-]{43}"/);
    });

    it('page by page', async () => {
      search = async turn =>
        Array.from({ length: 60 }, (_, at) => ({
          id: String(at),
          score: 100 - at,
          title: String(at),
          subtitle: '',
          shown: gardenCard(turn),
        }));
      assert.deepEqual(titles(await query('x', { skip: 25, count: 2 })), ['25', '26']);
      assert.equal(titles(await query('x', { count: 1_000 }))?.length, 25);
      assert.deepEqual(titles(await query('x', { skip: 100 })), []);
    });

    it('and says so when there is nothing', async () => {
      assert.deepEqual(await query('zzz'), { composeExtension: { type: 'message', text: en.nothingFound } });
      assert.deepEqual(await invoke('query-initial'), { composeExtension: { type: 'message', text: en.searchFirst } });
    });

    it('and shows what the others found when one of them fails', async () => {
      search = () => Promise.reject(new TypeError('they searched for rose'));
      assert.deepEqual(titles(await query('rose')), ['Tea rose', 'Rose']);
      assert.equal(served.logged[0]?.fields['feature'], 'third');
      assert.doesNotMatch(JSON.stringify(served.logged), /rose/);
      assert.deepEqual(await query('zzz'), { composeExtension: { type: 'message', text: en.sorry('REF-1') } });
    });

    it('and gives up in time', async () => {
      const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        const reached = new Promise<void>(resolve => {
          search = () => (resolve(), new Promise(found => setTimeout(found, 9_000, [])));
        });
        const answered = query('rose');
        await reached;
        await clock.tickAsync(4_600);
        assert.deepEqual(await answered, { composeExtension: { type: 'message', text: en.tooSlow } });
        await clock.tickAsync(9_000);
        await served.door.idle();
      } finally {
        clock.restore();
      }
    });
  });

  describe('has actions', () => {
    it('that open a form whose buttons are plain Submits, and take it back signed', async () => {
      const { task } = await invoke('fetch-task');
      const { title, card } = task?.value as { title: string; card: Attachment };
      assert.equal(task?.type, 'continue');
      assert.equal(title, 'Announce');
      const [button] = card.content.body[0]?.actions ?? [];
      assert.equal(button?.type, 'Action.Submit');
      const body = await invoke('submit-action', { data: { ...button?.data, title: 'Café' } });
      assert.equal(body.composeExtension?.attachments?.[0]?.content.body[0]?.text, 'Announced');
      assert.deepEqual(small.seen.submitted, [{ title: 'Café' }, { verb: 'garden/announce', about: 'garden', version: 'v1', carried: {} }]);
    });

    it('that take nothing which is not signed', async () => {
      for (const data of [undefined, null, {}, { title: 'Café' }, { sn: { verb: 'garden/announce', about: '', version: '', mac: 'x' } }]) {
        assert.deepEqual(await invoke('submit-action', { data }), { task: { type: 'message', value: en.oldButton } });
      }
      assert.deepEqual(small.seen.submitted, []);
    });

    it('that close with a line', async () => {
      const data = sealedButton('third/close').fallback?.data;
      assert.deepEqual(await invoke('submit-action', { commandId: 'broken', data }), { task: { type: 'message', value: 'Closed.' } });
    });

    it('that are refused or break in words', async () => {
      assert.deepEqual(await invoke('fetch-task', { commandId: 'broken' }), { task: { type: 'message', value: 'Only a chair may.' } });
      open = () => Promise.reject(new Error('oh'));
      assert.deepEqual(await invoke('fetch-task', { commandId: 'broken' }), { task: { type: 'message', value: en.sorry('REF-1') } });
      assert.equal(served.logged[0]?.fields['act'], 'broken');
    });

    it('and knows no others', async () => {
      for (const commandId of ['unknown', '', undefined, 7, '__proto__']) {
        assert.deepEqual(await invoke('fetch-task', { commandId }), { task: { type: 'message', value: en.notOffered } });
        assert.deepEqual(await invoke('submit-action', { commandId }), { task: { type: 'message', value: en.notOffered } });
      }
    });
  });

  describe('unfurls', () => {
    const link = (url: unknown) => invoke('query-link', { url });
    const nothing = { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } };

    it('our own addresses, and lets Teams keep nothing of it', async () => {
      const { composeExtension } = await link(`${publicOrigin}/go/network/garden`);
      assert.equal(composeExtension?.attachments?.length, 1);
      assert.deepEqual(composeExtension?.attachments?.[0]?.preview.content, { title: 'Network' });
      assert.deepEqual(composeExtension?.suggestedActions, { actions: [{ type: 'setCachePolicy', value: '{"type":"no-cache"}' }] });
    });

    for (const url of [
      `${publicOrigin}/go/network/unknown`,
      `${publicOrigin}/go/unknown/garden`,
      `${publicOrigin}/go/network/`,
      `${publicOrigin}/go/network/a/b`,
      `${publicOrigin}/go/network/%E0%A4%A`,
      `${publicOrigin}/go/__proto__/x`,
      `${publicOrigin}/go/constructor/x`,
      `${publicOrigin}/other/network/garden`,
      'https://networks.example.evil.example/go/network/garden',
      'https://evil.example/go/network/garden',
      'http://networks.example/go/network/garden',
      'https://networks.example:8443/go/network/garden',
      'https://networks.example@evil.example/go/network/garden',
      'javascript:alert(1)',
      'not an address',
      '',
      7,
      undefined,
    ]) {
      it(`nothing at ${JSON.stringify(url)}`, async () => assert.deepEqual(await link(url), nothing));
    }

    it('with an apology where it breaks', async () => {
      assert.deepEqual(await link(`${publicOrigin}/go/secret/x`), { composeExtension: { type: 'message', text: en.sorry('REF-1') } });
      assert.doesNotMatch(JSON.stringify(served.logged), /Casey/);
    });
  });

  it('tells somebody whom Teams does not name that it cannot help', async () => {
    const visitor = { from: { id: '29:visitor', name: 'Visitor' } };
    assert.deepEqual((await served.post({ ...recorded('query'), ...visitor })).body, {
      composeExtension: { type: 'message', text: en.whoAreYou },
    });
    assert.deepEqual((await served.post({ ...recorded('fetch-task'), ...visitor })).body, {
      task: { type: 'message', value: en.whoAreYou },
    });
  });
});

describe('what Teams asks and nobody offers', () => {
  let served: DoorServer;
  before(async () => {
    served = await serveDoor(smallFeatures().features);
  });
  after(() => served.stop());

  const asked = async (name: string, fields: object = {}) => served.post({ ...recorded(name), id: freshId(), ...fields });

  it('feedback is answered with an empty object, and nothing is kept of it', async () => {
    const { status, text } = await asked('feedback');
    assert.deepEqual([status, text], [200, '{}']);
    assert.deepEqual(served.connector.calls, []);
    assert.deepEqual(served.logged, []);
  });

  it('a dialog says where to go', async () => {
    for (const fields of [{}, { name: 'task/submit' }, { name: 'message/fetchTask' }]) {
      assert.deepEqual((await asked('dialog-from-card', fields)).body, { task: { type: 'message', value: en.notOffered } });
    }
    const welsh = await asked('dialog-from-card', { locale: 'cy-GB' });
    assert.deepEqual(welsh.body, { task: { type: 'message', value: doorText.cy.notOffered } });
  });

  it('a search while typing finds nothing', async () => {
    const { body } = await asked('typeahead');
    assert.deepEqual(body, { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results: [] } });
  });

  it('anything else gets 200 and nothing', async () => {
    for (const name of ['signin/verifyState', 'fileConsent/invoke', 'something/new', '', undefined, 7]) {
      const { status, text } = await asked('feedback', { name });
      assert.deepEqual([status, text], [200, '{}'], String(name));
    }
    const other = await asked('query', { name: 'composeExtension/anonymousQueryLink' });
    assert.deepEqual(other.body, { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } });
    for (const name of ['reaction', 'message-edited', 'event-unknown', 'channel-renamed', 'members-added-team', 'upgrade-personal']) {
      const { status, text } = await asked(name);
      assert.deepEqual([status, text], [200, ''], name);
    }
    const { status } = await asked('reaction', { type: 'something/new' });
    assert.equal(status, 200);
    assert.deepEqual(served.connector.calls, []);
  });
});
