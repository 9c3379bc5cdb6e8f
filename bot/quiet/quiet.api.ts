import { z } from 'zod';
import type { Route } from '../feature.ts';
import type { People } from '../people/people.ts';
import { weekdays, type Quiet } from '../people/quiet.ts';
import { Refusal } from '../refusal.ts';
import type { Caller } from '../web/caller.ts';
import { standingInWords } from './quiet.card.ts';
import type { QuietAnswered, QuietShown } from './quiet.contract.ts';
import { quietText } from './quiet.text.ts';
import { presets, readQuiet, typedFrom, withPreset } from './typed.ts';

const typed = z.string().max(40);
const days = z.array(z.int().min(1).max(7)).max(7);
const asked = z.union([
  z.strictObject({ from: typed, to: typed, days, wholeDays: days, untilDate: typed, untilTime: typed }),
  z.strictObject({ preset: z.enum(presets) }),
  z.strictObject({ end: z.literal(true) }),
]);

/** The tab's way to one's own quiet hours: the same rules as the chat. */
export function quietRoutes({ preferences }: Pick<People, 'preferences'>): Route[] {
  async function keep({ person, language, now }: Caller, quiet: Quiet | undefined): Promise<QuietAnswered> {
    await preferences.chooseQuiet(person, quiet, now);
    return { kind: 'saved', quiet: shownFor({ language, now }, quiet) };
  }

  return [
    {
      method: 'get',
      path: '/quiet-hours',
      run: async (caller): Promise<QuietShown> => shownFor(caller, await preferences.quietOf(caller.person)),
    },
    {
      method: 'post',
      path: '/quiet-hours',
      run: async (caller, { body }): Promise<QuietAnswered> => {
        const read = asked.safeParse(body);
        if (!read.success) throw new Refusal({ en: quietText.en.unreadable, cy: quietText.cy.unreadable });
        if ('end' in read.data) return keep(caller, undefined);
        if ('preset' in read.data) return keep(caller, withPreset(await preferences.quietOf(caller.person), read.data.preset));
        const { days, wholeDays, ...rest } = read.data;
        const outcome = readQuiet({ ...rest, days: days.join(','), wholeDays: wholeDays.join(',') }, caller.now);
        if ('quiet' in outcome) return keep(caller, outcome.quiet);
        return { kind: 'wrong', problems: outcome.problems.map(problem => quietText[caller.language].problems[problem]) };
      },
    },
  ];
}

function shownFor({ language, now }: Pick<Caller, 'language' | 'now'>, quiet: Quiet | undefined): QuietShown {
  const text = quietText[language];
  const { days, wholeDays, ...times } = typedFrom(quiet);
  const numbers = (list: string) => list.split(',').flatMap(day => (day ? Number(day) : []));
  return {
    isSet: quiet !== undefined,
    words: standingInWords(quiet, language, now),
    times: { ...times, days: numbers(days), wholeDays: numbers(wholeDays) },
    presets: presets.map(preset => ({ preset, label: text.presets[preset] })),
    weekdays: weekdays.map(day => ({ day, label: text.weekdays[day - 1] ?? '' })),
    what: text.what,
  };
}
