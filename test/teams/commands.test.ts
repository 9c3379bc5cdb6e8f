import assert from 'node:assert/strict';
import type { Feature } from '../../bot/feature.ts';
import { commandIndex } from '../../bot/teams/turns/commands.ts';

const command = (id: string, en: string[], cy: string[] = []) => ({
  id,
  phrases: { en, cy },
  isPrivate: false,
  run: async () => undefined,
});
const features: Feature[] = [
  {
    name: 'first',
    commands: [command('list', ['networks', 'list networks'], ['rhwydweithiau']), command('join', ['join…'], ['ymuno â…'])],
  },
  {
    name: 'second',
    commands: [command('join-all', ['join all…']), command('other-list', ['networks']), command('radio', ['radio'], ['radio'])],
  },
];
const meant = (text: string) => commandIndex(features)(text).map(({ command, argument, spoken }) => [command.id, argument, spoken]);

describe('a command', () => {
  it('is known in any case of letters, with anything at the end that ends a sentence', () => {
    for (const text of ['networks', 'Networks', 'NETWORKS', 'networks?', 'networks!', 'networks.', 'networks …', 'Networks ?!']) {
      assert.deepEqual(meant(text)[0], ['list', '', 'en'], text);
    }
  });

  it('is known in Welsh, and then Welsh is spoken', () => {
    assert.deepEqual(meant('Rhwydweithiau!'), [['list', '', 'cy']]);
    assert.deepEqual(meant('Ymuno â Rhwydwaith yr Ardd.'), [['join', 'Rhwydwaith yr Ardd', 'cy']]);
  });

  it('says nothing about the language where both have the same word', () => assert.deepEqual(meant('radio'), [['radio', '', undefined]]));

  it('takes the rest of the line as it was typed', () => {
    assert.deepEqual(meant("join Women's Network (East)?"), [['join', "Women's Network (East)", 'en']]);
    assert.deepEqual(meant('join'), [['join', '', 'en']]);
  });

  it('is the one with the longest phrase, then the one of the first feature', () => {
    assert.deepEqual(
      meant('join all networks').map(([id]) => id),
      ['join-all', 'join'],
    );
    assert.deepEqual(
      meant('networks').map(([id]) => id),
      ['list', 'other-list'],
    );
  });

  it('is not known from a part of the line, unless it takes the rest', () => {
    assert.deepEqual(meant('networks are good'), []);
    assert.deepEqual(meant('which networks'), []);
    assert.deepEqual(meant('joint working'), []);
  });

  it('is found in spite of the apostrophe a phone makes', () => {
    const index = commandIndex([{ name: 'x', commands: [command('on', ["what's on"])] }]);
    for (const text of ["what's on", 'What’s on?', 'what`s on']) assert.equal(index(text)[0]?.command.id, 'on', text);
  });

  it('is found quickly in a long line', () => {
    const line = 'join '.repeat(400).trim();
    assert.equal(meant(line).length, 1);
  });
});
