import assert from 'node:assert/strict';
import { castMemberMeant } from '../../bot/local/sample/cast.ts';
import { clearUp, startLocalRun, type LocalRun } from '../support/bot-process.ts';
import { openPlayground, type PlaygroundClient } from '../support/playground.ts';

describe('An adviser in a force where Welsh comes first', function () {
  this.timeout(120_000);
  let run: LocalRun | undefined;
  let rhiannon: PlaygroundClient;
  before(async () => {
    run = await startLocalRun({ HOME_FORCE: 'Gwent Police', PLAYGROUND_AS: 'adviser' });
    rhiannon = await openPlayground(run.playgroundPort, castMemberMeant('adviser'));
  });
  after(() => {
    rhiannon?.close();
    return clearUp(run);
  });

  it('is welcomed in Welsh first, with the English below', async () => {
    await rhiannon.installs();
    const { words } = await rhiannon.next();
    const [welsh, english] = [words.indexOf('Holwch fi am rwydweithiau staff'), words.indexOf('Ask me about staff networks')];
    assert.ok(welsh >= 0 && english > welsh, words);
  });

  it('is spoken to in Welsh without asking for it', async () => {
    assert.match((await rhiannon.says('help')).words, /Beth allwch chi ei wneud yma/);
    const mine = await rhiannon.presses(await rhiannon.says('fy rhwydweithiau'), 'Dangos fy rhwydweithiau yma');
    assert.match(mine.words, /Rhwydwaith Clywed yn Dda/);
  });

  it('asks in Welsh what a term means and is answered in Welsh, with the source', async () => {
    const answer = await rhiannon.says('beth yw gweithredu cadarnhaol');
    assert.match(answer.words, /Gweithredu cadarnhaol/);
    assert.match(answer.words, /Ffynhonnell:/);
  });

  it('joins and leaves in Welsh', async () => {
    const consent = await rhiannon.says('ymuno â Cylch y Gofalwyr');
    const joined = await rhiannon.presses(consent, /^Ymuno/);
    assert.match(joined.words, /^Wedi’i wneud\. Mae eich dewisiadau yn y tab/);
    const mine = async () => rhiannon.presses(await rhiannon.says('fy rhwydweithiau'), 'Dangos fy rhwydweithiau yma');
    assert.match((await mine()).words, /Cylch y Gofalwyr/);
    await rhiannon.presses(await rhiannon.says('gadael Cylch y Gofalwyr'), /^Gadael/);
    assert.doesNotMatch((await mine()).words, /Cylch y Gofalwyr/);
  });

  it('may choose English', async () => {
    await rhiannon.says('saesneg');
    assert.match((await rhiannon.says('help')).words, /What you can do here/);
  });
});
