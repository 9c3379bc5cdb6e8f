import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doorText } from '../../bot/teams/door.text.ts';
import { privately } from '../../bot/teams/privately.ts';
import { say } from '../../bot/teams/reply.ts';
import { aPerson, aTurn } from '../support/people.ts';

describe('A press that is between one person and the bot', () => {
  it('works in their own chat', async () => {
    const run = privately(async (turn, about: string) => say(`${about} for ${turn.person.id}`));
    const person = aPerson();
    assert.deepEqual(await run(aTurn(person), 'all'), say(`all for ${person.id}`));
  });

  it('says one line in a channel or group chat, the same for everybody, and does nothing', async () => {
    let done = 0;
    const run = privately(async () => say(String((done += 1))));
    for (const language of ['en', 'cy'] as const) {
      for (const scope of ['channel', 'group'] as const) {
        for (const person of [aPerson(), aPerson()]) {
          const reply = await run(aTurn(person, { scope, language }), 'all');
          assert.deepEqual(reply, { kind: 'notice', text: doorText[language].privately });
        }
      }
    }
    assert.equal(done, 0);
  });

  it('has this line in one place, so that no feature answers in words of its own', () => {
    const texts = readdirSync('bot', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
    for (const line of [doorText.en.privately, doorText.cy.privately]) {
      const saying = texts.filter(file => readFileSync(join('bot', file), 'utf8').includes(line));
      assert.deepEqual(
        saying.map(file => file.replaceAll('\\', '/')),
        ['teams/door.text.ts'],
      );
    }
  });
});
