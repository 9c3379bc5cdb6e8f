import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { clearUp, temporaryFolder } from '../support/bot-process.ts';
import { wentThroughFrontDoor } from '../support/front-door.ts';
import { startParts, type PartsRun } from '../support/parts-run.ts';
import type { PlaygroundClient } from '../support/playground.ts';

const shiftedBy = (days: number) => ({
  CLOCK_SHIFT_DAYS: String(days),
  NODE_OPTIONS: `--import ${new URL('../support/clock-shift.ts', import.meta.url).href}`,
});
const aMonth = 32;
const moreThanTwoYears = 24 * 31 + aMonth;

describe('Work that comes due', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const priya = castMemberMeant('constable');
  let run: PartsRun;
  let chat: PlaygroundClient;
  before(async () => {
    run = await startParts(folder);
    chat = await run.seat(priya);
  });
  after(async () => {
    await run.end();
    await clearUp();
  });

  async function logs(expected: RegExp): Promise<string[]> {
    for (let waited = 0; waited < 600; waited += 1) {
      const found = [...run.log().matchAll(expected)].map(([line]) => line);
      if (found.length > 0) return found;
      await pause(50);
    }
    assert.fail(`the bot did not log ${expected}:\n${run.log()}`);
  }

  it('is shown to an administrator, and to nobody else', async () => {
    const helen = await run.seat(castMemberMeant('administrator'));
    await helen.says('help');
    let { words } = await helen.says('due work');
    // The first turn waits three seconds for a tenant's first day; a busy machine may take longer for it.
    for (let waited = 0; waited < 100 && !words.includes('welcome/'); waited += 1) {
      await pause(100);
      ({ words } = await helen.says('due work'));
    }
    assert.match(words, /welcome\/forget-languages/);
    assert.doesNotMatch((await chat.says('due work')).words, /welcome\/forget-languages/);
  });

  it('forgets, two years later, a language choice that nobody used, after a stop of all that time', async () => {
    assert.match((await chat.says('cymraeg')).words, /Byddaf yn siarad Cymraeg/);
    assert.match((await chat.says('what is positive action')).words, /Ffynhonnell:/);
    await run.end();

    // A month later the choice stands: the run that came due meanwhile is made up for once, and finds nothing that old.
    run = await startParts(folder, shiftedBy(aMonth));
    await logs(/"event":"due\.ran","kind":"welcome\/forget-languages"/g);
    await logs(/"event":"due\.ran","kind":"delivery\/sweep"/g);
    wentThroughFrontDoor({ kind: 'due', name: 'delivery/sweep' });
    await run.end();

    run = await startParts(folder, shiftedBy(moreThanTwoYears));
    const ran = await logs(/"event":"due\.ran","kind":"welcome\/forget-languages"/g);
    wentThroughFrontDoor({ kind: 'due', name: 'welcome/forget-languages' });
    await pause(1_000);
    assert.equal(ran.length, 1, 'every missed month together is made up for once');
    chat = await run.seat(priya);
    assert.match((await chat.says('what is positive action')).words, /Source:/);
  });
});
