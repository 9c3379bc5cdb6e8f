import { z } from 'zod';
import { verb, type Feature } from '../feature.ts';
import type { People } from '../people/people.ts';
import { Refusal } from '../refusal.ts';
import { privately } from '../teams/privately.ts';
import { answerUnder, replace, show } from '../teams/reply.ts';
import type { Turn } from '../teams/turn.ts';
import { quietRoutes } from './quiet.api.ts';
import { quietCard, quietForm, type Drawn } from './quiet.card.ts';
import { quietSamples } from './quiet.samples.ts';
import { quietText } from './quiet.text.ts';
import { presets, readQuiet, typedFrom, withPreset, type Typed } from './typed.ts';

const nothingTyped = z.strictObject({});
// A client leaves out what is empty.
const typed = z.string().max(40).default('');
const form = z.strictObject({ from: typed, to: typed, days: typed, wholeDays: typed, untilDate: typed, untilTime: typed });
const preset = z.enum(presets);

/** Quiet hours: what can wait waits until somebody is awake and off leave. They are kept with the preferences (data map there). */
export function quietFeature({ preferences }: Pick<People, 'preferences'>): Feature {
  const stands = async (turn: Turn) => quietCard(drawnFor(turn), await preferences.quietOf(turn.person));

  async function choosePreset(turn: Turn, about: string) {
    const chosen = preset.safeParse(about);
    if (!chosen.success) throw new Refusal({ en: quietText.en.unreadable, cy: quietText.cy.unreadable });
    const quiet = withPreset(await preferences.quietOf(turn.person), chosen.data);
    await preferences.chooseQuiet(turn.person, quiet, turn.now);
    return quietCard(drawnFor(turn), quiet, 'saved');
  }

  async function save(turn: Turn, inputs: Typed) {
    const read = readQuiet(inputs, turn.now);
    if ('problems' in read) return quietForm(drawnFor(turn), inputs, read.problems);
    await preferences.chooseQuiet(turn.person, read.quiet, turn.now);
    return quietCard(drawnFor(turn), read.quiet, 'saved');
  }

  return {
    name: 'quiet',
    commands: [
      {
        id: 'quiet/hours',
        phrases: { en: ['quiet hours', 'my quiet hours', 'set quiet hours'], cy: ['oriau tawel', 'fy oriau tawel', 'gosod oriau tawel'] },
        isPrivate: true,
        run: async turn => show(await stands(turn)),
      },
    ],
    verbs: [
      verb({
        verb: 'quiet/show',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => answerUnder(press, await stands(turn))),
      }),
      verb({
        verb: 'quiet/preset',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => replace(await choosePreset(turn, press.about))),
      }),
      verb({
        verb: 'quiet/form',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(quietForm(drawnFor(turn), typedFrom(await preferences.quietOf(turn.person))))),
      }),
      verb({
        verb: 'quiet/save',
        inputs: form,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => replace(await save(turn, press.inputs))),
      }),
      verb({
        verb: 'quiet/end',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => {
          await preferences.chooseQuiet(turn.person, undefined, turn.now);
          return replace(quietCard(drawnFor(turn), undefined, 'ended'));
        }),
      }),
    ],
    routes: quietRoutes({ preferences }),
    samples: quietSamples,
  };
}

const drawnFor = ({ language, id, now }: Turn): Drawn => ({ language, version: id, now });
