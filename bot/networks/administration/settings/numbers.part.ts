import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { verb, type Feature } from '../../../feature.ts';
import type { Language } from '../../../language/language.ts';
import type { SettingName, SettingValue } from '../../../people/settings.ts';
import { replace, type Reply } from '../../../teams/reply.ts';
import type { Press, Turn } from '../../../teams/turn.ts';
import { drawnFor } from '../../drawn.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { administrationText } from '../administration.text.ts';
import { guarded } from '../guarded.part.ts';
import { numbersCard, type NumbersForm, type NumbersNamed } from './numbers.card.ts';
import type { NumberLine, Typed } from './numbers.ts';

export type NumbersSetting<Of extends SettingName, Wrong> = {
  setting: Of;
  /** The verb that shows it. */
  show: string;
  named: NumbersNamed;
  saved: Record<Language, string>;
  names: readonly string[];
  read: (typed: Typed) => { value: SettingValue<Of> } | { problems: Wrong[] };
  lines: (language: Language, stands: SettingValue<Of>, typed?: Typed, problems?: Wrong[]) => NumberLine[];
};

const typedInABox = z.string().max(40).optional();

/** A setting made of numbers, shown and saved in an administrator's own chat. */
export function numbersPart<Of extends SettingName, Wrong>(
  { people, may }: Pick<AdministrationNeeds, 'people' | 'may'>,
  { setting, show, named, saved, names, read, lines }: NumbersSetting<Of, Wrong>,
): Partial<Feature> {
  const { forceSettings: settings } = people;
  const inputs = z.strictObject(Object.fromEntries(names.map(name => [name, typedInABox])));
  const card = (turn: Turn, form: NumbersForm): Reply => replace(numbersCard(drawnFor(turn), named, form));

  async function form(turn: Turn, said?: string): Promise<Reply> {
    const { value, version, changedAt } = await settings.read(turn.person.tenant, setting);
    return card(turn, { lines: lines(turn.language, value), version, changedAt, said });
  }

  async function save(turn: Turn, press: Press<Typed>): Promise<Reply> {
    const { person, language, now } = turn;
    const seen = Number(press.carried['seen']);
    const stands = await settings.read(person.tenant, setting);
    const asked = read(press.inputs);
    if ('problems' in asked) {
      // What is wrong goes on from the version they began with, so that a change meanwhile is still noticed.
      const wrong = lines(language, stands.value, press.inputs, asked.problems);
      return card(turn, { lines: wrong, version: seen, changedAt: stands.changedAt });
    }
    if (isDeepStrictEqual(stands.value, asked.value)) return form(turn, administrationText[language].done.same);
    if ((await settings.set(person.tenant, setting, asked.value, { seen, now })) === 'set') {
      await people.audit.write({ person, act: 'setting changed', object: setting, now });
      return form(turn, saved[language]);
    }
    const { value, version, changedAt } = await settings.read(person.tenant, setting);
    return card(turn, { lines: lines(language, value, press.inputs), version, changedAt, wasChanged: true });
  }

  return {
    verbs: [
      verb({
        verb: show,
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: guarded(may, 'change the force settings', turn => form(turn)),
      }),
      verb({ verb: named.save, inputs, learns: { who: 'nobody' }, run: guarded(may, 'change the force settings', save) }),
    ],
  };
}
