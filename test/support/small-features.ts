import { z } from 'zod';
import { actions, press, shown, words } from '../../bot/cards/pieces.ts';
import type { Shown } from '../../bot/cards/card.ts';
import { verb, type Feature } from '../../bot/feature.ts';
import { Refusal } from '../../bot/refusal.ts';
import { StorageUnavailable } from '../../bot/storage/table.ts';
import { notice, nothing, replace, say, show, type Reply } from '../../bot/teams/reply.ts';
import type { Press, Turn } from '../../bot/teams/turn.ts';

const nobody = { who: 'nobody' } as const;
const noInputs = z.strictObject({});

export const gardenCard = (turn: Pick<Turn, 'language'>, text = 'A garden network'): Shown =>
  shown(turn.language, 'Network', [words(text), actions(press('Join: Garden Network', 'garden/join', { about: 'garden', version: 'v1' }))]);

/** Two small features that answer in every way a feature can, and remember what they were given. */
export function smallFeatures() {
  const seen: { turns: Turn[]; presses: Press<unknown>[]; commands: [string, string][]; questions: string[]; submitted: unknown[] } = {
    turns: [],
    presses: [],
    commands: [],
    questions: [],
    submitted: [],
  };
  const told: { answer: (turn: Turn, text: string) => Promise<Reply | undefined>; press: (turn: Turn) => Promise<Reply> } = {
    answer: async (turn, text) => show(gardenCard(turn, text)),
    press: async turn => replace(gardenCard(turn, 'You have joined')),
  };

  const command = (id: string, en: string[], cy: string[], isPrivate = false, reply?: Reply) => ({
    id,
    phrases: { en, cy },
    isPrivate,
    run: async (turn: Turn, argument: string): Promise<Reply | undefined> => {
      seen.turns.push(turn);
      seen.commands.push([id, argument]);
      return reply ?? say(`${id} in ${turn.language}: ${argument}`);
    },
  });
  const pressed = (name: string, run: (turn: Turn) => Promise<Reply>) =>
    verb({
      verb: name,
      inputs: noInputs,
      learns: nobody,
      run: async (turn, press) => {
        seen.turns.push(turn);
        seen.presses.push(press);
        return run(turn);
      },
    });

  const garden: Feature = {
    name: 'garden',
    commands: [
      command('garden/list', ['networks', 'list networks'], ['rhwydweithiau']),
      command('garden/show', ['show…'], ['dangos…']),
      command('garden/show-all', ['show all'], ['dangos popeth']),
      command('garden/mine', ['my networks'], ['fy rhwydweithiau'], true),
      { ...command('garden/unsure', ['what is…'], []), run: async () => undefined },
      command('garden/radio', ['radio'], ['radio']),
    ],
    verbs: [
      pressed('garden/join', turn => told.press(turn)),
      pressed('garden/say', async () => say('Said.')),
      pressed('garden/notice', async () => notice('Noticed.')),
      pressed('garden/show', async turn => show(gardenCard(turn, 'Another card'))),
      pressed('garden/nothing', async () => nothing),
      pressed('garden/closed', async () => {
        throw new Refusal({ en: 'It is closed.', cy: 'Mae ar gau.' });
      }),
      pressed('garden/broken', async () => {
        throw new TypeError('Casey Morgan wrote: secret');
      }),
      pressed('garden/stored', async () => {
        throw new StorageUnavailable(new Error('503'));
      }),
      verb({
        verb: 'garden/note',
        inputs: z.object({ note: z.string().max(20) }),
        learns: nobody,
        run: async (_turn, press) => {
          seen.presses.push(press);
          return notice(`Noted: ${press.inputs.note}`);
        },
      }),
    ],
    search: async (turn, query) =>
      query.includes('rose') ? [{ id: 'rose', score: 5, title: 'Rose', subtitle: 'A flower', shown: gardenCard(turn, 'Rose') }] : [],
    actions: [
      {
        id: 'announce',
        open: async turn => ({
          kind: 'form',
          title: 'Announce',
          shown: shown(turn.language, 'Announce', [
            actions(press('Send', 'garden/announce', { about: 'garden', version: 'v1', sends: 'inputs' })),
          ]),
        }),
        submit: async (turn, values, pressed) => {
          seen.submitted.push(values, pressed);
          return { kind: 'insert', shown: gardenCard(turn, 'Announced') };
        },
      },
    ],
    links: { network: async (turn, id) => (id === 'garden' ? gardenCard(turn) : undefined) },
    arrivals: {
      installed: async turn => {
        seen.turns.push(turn);
        return say(`Hello ${turn.name}`);
      },
    },
  };

  const answers: Feature = {
    name: 'answers',
    commands: [command('answers/thanks', ['thanks'], ['diolch'])],
    search: async (turn, query) =>
      query.includes('rose') ? [{ id: 'tea', score: 9, title: 'Tea rose', subtitle: 'A tea', shown: gardenCard(turn, 'Tea rose') }] : [],
    answer: async (turn, text) => {
      seen.turns.push(turn);
      seen.questions.push(text);
      return told.answer(turn, text);
    },
  };

  return { features: [garden, answers], seen, told };
}
