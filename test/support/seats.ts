import assert from 'node:assert/strict';
import { castMemberMeant, type CastMember, type Part } from '../../bot/local/sample/cast.ts';
import { languages, type Language } from '../../bot/language/language.ts';
import { doorText } from '../../bot/teams/door.text.ts';
import { clearUp, temporaryFolder } from './bot-process.ts';
import { startParts, type PartsRun } from './parts-run.ts';
import type { PlaygroundClient, Shown } from './playground.ts';

/** A running product for a describe block, with these people at a Playground each. */
export type Seats = {
  /** Somebody's own Playground. */
  of(part: Part): PlaygroundClient;
  named(part: Part): CastMember;
  /** Everybody goes on in this language. */
  speak(language: Language): Promise<void>;
  /** The same storage and people so many days later. */
  later(days: number): Promise<PartsRun>;
};

export function seatsHere(parts: readonly Part[]): Seats {
  const folder = temporaryFolder();
  const seated = new Map<Part, PlaygroundClient>();
  let run: PartsRun | undefined;

  async function begin(environment: Record<string, string> = {}): Promise<PartsRun> {
    run = await startParts(folder, environment);
    for (const part of parts) seated.set(part, await run.seat(castMemberMeant(part)));
    return run;
  }
  before('start the product', async function () {
    this.timeout(90_000);
    await begin();
  });
  after('end the product', async function () {
    this.timeout(60_000);
    await run?.end();
    await clearUp();
  });

  const of = (part: Part): PlaygroundClient => {
    const found = seated.get(part);
    assert.ok(found, `nobody sits at the Playground of the ${part}`);
    return found;
  };
  return {
    of,
    named: castMemberMeant,
    async speak(language) {
      await Promise.all(parts.map(part => of(part).says({ en: 'english', cy: 'cymraeg' }[language])));
    },
    async later(days) {
      await run?.end();
      const clockShift = new URL('clock-shift.ts', import.meta.url).href;
      return begin({ CLOCK_SHIFT_DAYS: String(days), NODE_OPTIONS: `--import ${clockShift}` });
    },
  };
}

/** Asserts that all of this can be read there. */
export function reads(shown: Shown, ...texts: readonly string[]): Shown {
  for (const text of texts) assert.ok(shown.words.includes(text), `“${text}” in:\n${shown.words}`);
  return shown;
}

export function doesNotRead(shown: Shown, ...texts: readonly string[]): Shown {
  for (const text of texts) assert.ok(!shown.words.includes(text), `not “${text}” in:\n${shown.words}`);
  return shown;
}

/** The buttons of one person's card where another's card stands: what a forger would press. */
export const movedTo = ({ id, conversation }: Shown, card: Shown): Shown => ({ ...card, id, conversation });

/** Asserts that the bot has one line for all of these in a channel, whoever asks, and that it is the one that sends people to their own chat. */
export async function isForOnesOwnChat(clients: readonly PlaygroundClient[], asked: readonly string[]): Promise<void> {
  const line = languages.map(language => doorText[language].privateHere);
  for (const client of clients) {
    for (const text of asked) {
      const { words, card } = await client.says(text, 'channel');
      assert.equal(words, line.join('\n\n'), text);
      assert.equal(card, undefined, text);
    }
  }
}
