import type { Feature } from '../../feature.ts';
import { commandIndex } from './commands.ts';
import { doorText } from '../door.text.ts';
import { say, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import type { Doing } from './turn-errors.ts';

// What a person has to say fits in far less, and nobody wants an answer to the beginning of what they said.
const longestText = 2_000;

/** Finds the answer to what somebody typed: the commands of all features first, then whoever answers free text. */
export function wordsReader(features: readonly Feature[]) {
  const meantBy = commandIndex(features);

  return async function answerTo(turn: Turn, text: string, doing: Doing): Promise<Reply> {
    if (!text) return say(doorText[turn.language].empty);
    if (text.length > longestText) return say(doorText[turn.language].tooLong);
    for (const { feature, command, argument, spoken } of meantBy(text)) {
      if (command.isPrivate && turn.scope !== 'personal') return say(privateHere(turn));
      const spokenTo = spoken === 'cy' ? { ...turn, language: spoken } : turn;
      Object.assign(doing, { feature, act: command.id, language: spokenTo.language });
      const reply = await command.run(spokenTo, argument);
      if (reply) return reply;
    }
    doing.language = turn.language;
    for (const feature of features) {
      if (!feature.answer) continue;
      Object.assign(doing, { feature: feature.name, act: 'answer' });
      const reply = await feature.answer(turn, text);
      if (reply) return reply;
    }
    return say(doorText[turn.language].noAnswer);
  };
}

/** The same line for everybody in the channel, whatever their own language is. */
function privateHere({ force }: Turn): string {
  const { en, cy } = { en: doorText.en.privateHere, cy: doorText.cy.privateHere };
  if (force.welsh === 'off') return en;
  return force.welsh === 'required' ? `${cy}\n\n${en}` : `${en}\n\n${cy}`;
}
