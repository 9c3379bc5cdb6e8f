import { z } from 'zod';
import { lineOf } from '../../../cards/typed.ts';
import { verb, type Feature } from '../../../feature.ts';
import { longestWording } from '../../../people/settings.ts';
import { replace, show, type Reply } from '../../../teams/reply.ts';
import type { Press, Turn } from '../../../teams/turn.ts';
import { drawnFor } from '../../drawn.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { administrationText } from '../administration.text.ts';
import { guarded } from '../guarded.part.ts';
import { settingsCard } from './settings.card.ts';

const nothingTyped = z.strictObject({});
const typed = z.string().max(8_000).optional();
const wordingTyped = z.strictObject({ en: typed, cy: typed });

/** What the force sets for itself, in an administrator's own chat. */
export function settingsPart({ people, may }: AdministrationNeeds): Partial<Feature> {
  const { forceSettings: settings } = people;

  async function card(turn: Turn, said?: string) {
    const { value, version, changedAt } = await settings.read(turn.person.tenant, 'lawfulBasis');
    return settingsCard(drawnFor(turn), { stands: value, version, changedAt, longest: longestWording, said });
  }

  async function save(turn: Turn, press: Press<z.infer<typeof wordingTyped>>): Promise<Reply> {
    const { tenant } = turn.person;
    const words = { en: lineOf(press.inputs.en ?? ''), cy: lineOf(press.inputs.cy ?? '') };
    const seen = Number(press.carried['seen']);
    const { done, settingsSaved } = administrationText[turn.language];
    const stands = await settings.read(tenant, 'lawfulBasis');
    if (stands.value.en === words.en && stands.value.cy === words.cy) return replace(await card(turn, done.same));
    const isLong = Math.max(words.en.length, words.cy.length) > longestWording;
    const outcome = isLong ? 'long' : await settings.set(tenant, 'lawfulBasis', words, { seen, now: turn.now });
    if (outcome === 'set') {
      await people.audit.write({ person: turn.person, act: 'setting changed', object: 'lawfulBasis', now: turn.now });
      return replace(await card(turn, settingsSaved));
    }
    const { value, version, changedAt } = await settings.read(tenant, 'lawfulBasis');
    // What is too long goes on from the version they began with, so that a change meanwhile is still noticed.
    const from = outcome === 'long' ? seen : version;
    return replace(
      settingsCard(drawnFor(turn), { stands: value, version: from, changedAt, longest: longestWording, typed: { ...words, why: outcome } }),
    );
  }

  return {
    commands: [
      {
        id: 'networks/settings',
        phrases: { en: ['force settings'], cy: ['gosodiadau’r heddlu', 'gosodiadau yr heddlu'] },
        isPrivate: true,
        run: async turn => ((await may(turn.person, 'change the force settings')) ? show(await card(turn)) : undefined),
      },
    ],
    verbs: [
      verb({
        verb: 'networks/settings',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'change the force settings', async turn => replace(await card(turn))),
      }),
      verb({
        verb: 'networks/settings-save',
        inputs: wordingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'change the force settings', save),
      }),
    ],
  };
}
