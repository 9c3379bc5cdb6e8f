import assert from 'node:assert/strict';
import { goToTab } from '../../bot/web/go.ts';
import { ask, serve } from './serving.ts';

const screens = { network: 'directory' };
const inTeams = goToTab({
  mode: 'production',
  publicOrigin: 'https://networks.example',
  teamsApp: '2f6b9f0e-0000-4000-8000-000000000000',
  screens,
});
const locally = goToTab({ mode: 'local', publicOrigin: 'http://localhost:3978', teamsApp: 'x', screens });

describe('A link to one of our own things', () => {
  it('opens the tab inside Teams at that thing', () => {
    const address = new URL(inTeams('network', 'race-equality-network') ?? '');
    assert.equal(address.origin, 'https://teams.microsoft.com');
    assert.equal(address.pathname, '/l/entity/2f6b9f0e-0000-4000-8000-000000000000/directory');
    assert.deepEqual(JSON.parse(address.searchParams.get('context') ?? ''), { subEntityId: 'network/race-equality-network' });
    assert.equal(address.searchParams.get('webUrl'), 'https://networks.example/tab/directory');
  });
  it('does not show in its label what it is about', () => {
    assert.equal(new URL(inTeams('network', 'menopause-group') ?? '').searchParams.get('label'), 'Staff Networks');
  });
  it('opens the page itself in a local run', () => {
    assert.equal(locally('network', 'one'), 'http://localhost:3978/tab/directory#network/one');
  });
  it('may be to a screen as such, which only Teams can open', () => {
    assert.equal(new URL(inTeams('tab', 'directory') ?? '').searchParams.get('context'), null);
    assert.equal(locally('tab', 'directory'), undefined);
    assert.equal(inTeams('tab', 'nowhere'), undefined);
  });
  for (const [kind, id] of [
    ['person', 'one'],
    ['constructor', 'one'],
    ['network', ''],
    ['network', '../../evil'],
    ['network', '//evil.example'],
    ['network', 'one two'],
    ['network', 'a"b'],
    ['network', 'x'.repeat(101)],
    ['network', '<b>'],
  ] as const) {
    it(`is none of ours: ${kind}/${id.slice(0, 20)}`, () => {
      assert.equal(inTeams(kind, id), undefined);
      assert.equal(locally(kind, id), undefined);
    });
  }

  it('is followed over HTTP, and looks the same whether the thing exists or not', async () => {
    const serving = await serve([], { goTo: inTeams });
    const [one, other, wrong] = await Promise.all(
      ['/go/network/real-one', '/go/network/never-was', '/go/network/a%2F..%2Fb'].map(path => ask({ port: serving.port, path })),
    );
    await serving.stop();
    assert.deepEqual([one?.status, other?.status, wrong?.status], [302, 302, 404]);
    assert.equal(String(one?.headers['location']).replace('real-one', 'never-was'), other?.headers['location']);
  });
});
