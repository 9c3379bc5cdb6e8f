import assert from 'node:assert/strict';
import { heading, shown } from '../../bot/cards/pieces.ts';
import { cameBy, sentFooter, type CameBy } from '../../bot/cards/sent.ts';
import type { Feature } from '../../bot/feature.ts';
import { quietFeature } from '../../bot/quiet/quiet.feature.ts';
import { chatOf } from '../support/chatting.ts';
import { aPerson, peopleOver } from '../support/people.ts';
import { storageHere } from '../support/storage.ts';

describe('Under what comes by itself', () => {
  const { storage } = storageHere();
  const message = (by: CameBy) => shown('en', 'News from one of your networks', [heading('A fair'), sentFooter('en', by, '1')]);

  it('stands why it came, and one button that names no network', () => {
    const chess = JSON.stringify(message({ kind: 'network', id: 'chess-club' }).card);
    assert.ok(chess.includes('You asked for this in Staff Networks.') && chess.includes('Change or stop'));
    assert.equal(chess.split('chess-club').length, 2, 'only where the button says what it is about');
    assert.ok(JSON.stringify(sentFooter('cy', { kind: 'network', id: 'chess-club' }, '1')).includes('Newid neu stopio'));
  });

  it('stands nothing in a room, where nobody asked for anything', () => {
    assert.equal(cameBy({ kind: 'place', id: '19:room@thread.tacv2' }), undefined);
    assert.deepEqual(cameBy({ kind: 'everyone', id: '' }), { kind: 'everyone' });
  });

  it('leads to a message of its own: what came stays as it is', async () => {
    const incoming = (by: CameBy): Feature => ({
      name: 'incoming',
      commands: [
        {
          id: 'incoming/now',
          phrases: { en: ['now'], cy: ['nawr'] },
          isPrivate: true,
          run: async () => ({ kind: 'show', shown: message(by) }),
        },
      ],
    });
    const chat = chatOf([incoming({ kind: 'everyone' }), quietFeature(peopleOver(storage()))], aPerson());
    await chat.say('now');
    const answer = await chat.press('quiet/show');
    assert.equal(answer.kind, 'show');
    assert.ok(answer.text.includes('Quiet hours'));
  });
});
