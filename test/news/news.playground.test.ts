import assert from 'node:assert/strict';
import { progressText } from '../../bot/delivery/progress/progress.text.ts';
import { sampleNetworks } from '../../bot/local/sample/sample-networks.ts';
import { newsText } from '../../bot/news/news.text.ts';
import { respite } from '../../bot/news/news.samples.ts';
import { writingText } from '../../bot/news/writing.text.ts';
import type { PlaygroundClient, Shown } from '../support/playground.ts';
import { doesNotRead, isForOnesOwnChat, reads, seatsHere } from '../support/seats.ts';
import { atOnce, typed } from './office.ts';

const text = writingText.en;
const progress = progressText.en;
const carers = sampleNetworks[0]?.words.en.short ?? '';
const corrected = 'Two weekends of respite in June';

describe('News, in the running product', function () {
  this.timeout(90_000);
  const seats = seatsHere(['chair', 'constable', 'adviser']);
  const [marcus, priya, rhiannon] = (['chair', 'constable', 'adviser'] as const).map(part => () => seats.of(part)) as [
    () => PlaygroundClient,
    () => PlaygroundClient,
    () => PlaygroundClient,
  ];
  let card: Shown;

  async function writes(whom: Record<string, string>): Promise<Shown> {
    const form = reads(await marcus().says('write news'), text.wordsHeading, carers);
    const reach = await marcus().presses(form, text.wordsNext, { typed });
    const check = await marcus().presses(reach, text.whomNext, { typed: whom });
    return marcus().presses(check, text.confirm);
  }

  /** Waits for something that says this, among what comes. */
  async function gets(who: PlaygroundClient, words: string, where?: 'channel'): Promise<Shown> {
    for (;;) {
      const shown = await who.next(where);
      if (shown.words.includes(words)) return shown;
    }
  }

  /** Refreshes until it is over. */
  async function ends(standing: string): Promise<Shown> {
    for (let tries = 0; tries < 300; tries += 1) {
      card = await marcus().presses(card, progress.refresh);
      if (card.words.includes(standing)) return card;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`it never said “${standing}”: ${card.words}`);
  }

  it('is written, previewed and sent to the personal chats of members, each in their language', async () => {
    for (const who of [priya(), rhiannon()]) {
      const consent = await who.says(`join ${carers}`);
      await who.presses(consent, /^(Join|Ymuno)/, { typed: { visibility: 'hidden', belonging: 'ally' } });
    }
    const preview = reads(await writes(atOnce), respite.en.title, respite.cy.title, newsText.en.neutral, text.lockScreen);
    doesNotRead(preview, 'Priya', 'Rhiannon');
    card = reads(await marcus().presses(preview, /^Send to /), text.done.sent);
    const got = doesNotRead(reads(await gets(priya(), respite.en.title), newsText.en.kind), carers, respite.cy.title);
    assert.ok(got.buttons.length > 0, 'with the way to change or stop');
    await gets(rhiannon(), respite.en.title);
    doesNotRead(reads(await ends(progress.states.sent), progress.people(40)), 'Priya');
  });

  it('brings the organiser’s card up to date by itself when it is over', async () => {
    const isUpdated = () =>
      marcus()
        .seen()
        .some(({ id, words }) => id === card.id && words.includes(progress.states.sent));
    for (let tries = 0; !isUpdated() && tries < 300; tries += 1) await new Promise(resolve => setTimeout(resolve, 100));
    assert.ok(isUpdated());
  });

  it('is sent again where nobody knows, and to nobody else', async () => {
    const asks = reads(await marcus().presses(card, progress.resend), ...progress.asks.resend.means);
    card = reads(await marcus().presses(asks, progress.asks.resend.yes), progress.done.resend);
    await ends(progress.states.sent);
    assert.equal(
      priya()
        .seen()
        .filter(({ words }) => words.includes(respite.en.title)).length,
      1,
    );
  });

  it('is corrected in the chats of those who have it', async () => {
    const form = await marcus().presses(card, text.correct);
    const check = await marcus().presses(form, text.wordsNextCorrection, { typed: { ...typed, enTitle: corrected, cyTitle: corrected } });
    const preview = reads(await marcus().presses(check, text.confirm), corrected, newsText.en.corrected);
    card = reads(await marcus().presses(preview, text.sendCorrection), text.done.corrected);
    reads(await gets(priya(), corrected), newsText.en.corrected);
  });

  it('is taken back; where Teams would not delete it, a line says so in its place', async () => {
    await ends(progress.states.sent);
    const asks = reads(await marcus().presses(card, progress.recall), progress.asks.recall.heading, ...progress.asks.recall.means);
    card = reads(await marcus().presses(asks, progress.asks.recall.yes), progress.done.recall);
    // The Playground deletes nothing, as some clients of Teams do not.
    doesNotRead(await gets(priya(), newsText.en.withdrawn), corrected);
    reads(await ends(progress.states.recalled), progress.replaced);
  });

  it('is posted in a channel that its author is in, in both languages and by the network’s name', async () => {
    await marcus().says('help', 'channel');
    const preview = await writes({ ...atOnce, whom: `place ${marcus().seen('channel').at(-1)?.conversation.split(';')[0]}` });
    card = reads(await marcus().presses(reads(preview, 'Channel “Briefing”'), /^Post in/), text.done.posted);
    reads(await gets(marcus(), respite.en.title, 'channel'), respite.cy.title, carers);
    reads(await ends(progress.place.yes));
  });

  it('is nothing for a channel: there everybody gets the same line', async () => {
    await isForOnesOwnChat([marcus(), priya()], ['write news', 'my news', 'ysgrifennu newyddion']);
  });
});
