import { z } from 'zod';
import { verb, type DataMapLine, type Feature, type HeldThing } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import { Refusal } from '../../refusal.ts';
import { privately } from '../../teams/privately.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Force, Turn } from '../../teams/turn.ts';
import { kindsIn } from '../data-map.ts';
import { kindInWords } from '../kinds.text.ts';
import { drawnFor } from '../mine/mine.part.ts';
import type { Consequences, Erased } from '../privacy.contract.ts';
import { eraseCard, erasedCard } from './erasing.card.ts';
import { erasingText } from './erasing.text.ts';
import { isFresh, kindsGoing, lastIn, type Erase } from './erasing.ts';

const nothingTyped = z.strictObject({});
const confirmed = z.strictObject({ confirm: z.literal('erase everything') });

// Rows of the audit log stay under their pseudonym.
const staying = new Set(['audit']);

export type ErasingPartNeeds = {
  people: Pick<People, 'forceSettings' | 'roles'>;
  everything: (person: Person) => Promise<HeldThing[]>;
  erase: Erase;
  map: () => readonly DataMapLine[];
  networkName: (tenant: string, force: Force, id: string, language: Language) => Promise<string | undefined>;
};

/** Erasing oneself: what it means first, then a press of its own. */
export function erasingPart({ people, everything, erase, map, networkName }: ErasingPartNeeds): Partial<Feature> {
  async function consequences(of: { person: Person; force: Force; language: Language }): Promise<Consequences> {
    const { person, force, language } = of;
    const last = await lastIn(await people.roles.heldBy(person), role => people.roles.isLast(person, role));
    const names = last.chairOf.map(async id => (await networkName(person.tenant, force, id, language)) ?? id);
    return {
      goes: kindsGoing(await everything(person)).map(what => what[language]),
      stays: erasingText[language].staying((await people.forceSettings.retention(person.tenant)).auditMonths),
      lastChairOf: await Promise.all(names),
      lastAdministrator: last.administrator,
    };
  }

  /** The card names the kinds there may be, the same for everybody: it stays in the chat until a button is pressed. */
  async function ask(turn: Turn, again = false) {
    const goes = kindsIn(map())
      .filter(({ table }) => !staying.has(table))
      .map(kind => kindInWords(kind, turn.language));
    return eraseCard(drawnFor(turn), { ...(await consequences(turn)), goes }, turn.now, again);
  }

  return {
    commands: [
      {
        id: 'privacy/erase',
        phrases: {
          en: ['erase me', 'erase my data', 'delete me', 'delete my data', 'forget me'],
          cy: ['dileu fi', 'dileu fy nata', 'anghofiwch fi'],
        },
        isPrivate: true,
        run: async turn => show(await ask(turn)),
      },
    ],
    verbs: [
      verb({
        verb: 'privacy/erase-ask',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(await ask(turn))),
      }),
      verb({
        verb: 'privacy/keep',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(erasedCard(drawnFor(turn), 'kept'))),
      }),
      verb({
        verb: 'privacy/erase',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => {
          if (!isFresh(press.carried['askedAt'], turn.now)) return replace(await ask(turn, true));
          return replace(erasedCard(drawnFor(turn), await erase(turn.person, 'everything erased', turn.now)));
        }),
      }),
    ],
    routes: [
      { method: 'get', path: '/privacy/erase', run: (caller): Promise<Consequences> => consequences(caller) },
      {
        method: 'post',
        path: '/privacy/erase',
        run: async (caller, asked): Promise<Erased> => {
          if (!confirmed.safeParse(asked.body).success)
            throw new Refusal({ en: erasingText.en.confirmNeeded, cy: erasingText.cy.confirmNeeded });
          return { outcome: await erase(caller.person, 'everything erased', caller.now) };
        },
      },
    ],
  };
}
