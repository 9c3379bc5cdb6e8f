import { z } from 'zod';
import { verb, type Feature, type HeldThing } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import { privately } from '../../teams/privately.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Force, Turn } from '../../teams/turn.ts';
import { networksIn } from '../audit/objects.ts';
import { asSet, kindsIn } from '../data-map.ts';
import type { MyData } from '../privacy.contract.ts';
import { mineCard, mineFoldedCard, type Drawn } from './mine.card.ts';
import { myData, type DataMapLine } from './mine.ts';
import { mineText } from './mine.text.ts';

const nothingTyped = z.strictObject({});

export type MineNeeds = {
  people: Pick<People, 'audit' | 'forceSettings'>;
  /** Everything that is held about somebody, by every feature. */
  everything: (person: Person) => Promise<HeldThing[]>;
  map: () => readonly DataMapLine[];
  networkName: NetworkName;
};

/** What a network is called; undefined for anything that is not one. */
export type NetworkName = (tenant: string, force: Force, id: string, language: Language) => Promise<string | undefined>;

/** What is held about oneself: folded until asked for, and folded again; the whole of it as a file. */
export function minePart(needs: MineNeeds): Partial<Feature> {
  const kinds = () => kindsIn(needs.map());

  /** Looking is an act like any other, and stands in the log before what it shows is read: so it is in there too. */
  async function looked(person: Person, act: string, now: Date): Promise<HeldThing[]> {
    await needs.people.audit.write({ person, act, object: '-', now });
    return needs.everything(person);
  }

  async function mine(turn: Turn, page: number) {
    const things = await looked(turn.person, 'own data seen', turn.now);
    const objects = things.flatMap(({ fields }) => [fields['network'], fields['object']]).filter(id => typeof id === 'string');
    const names = await namesOf(needs.networkName, turn, networksIn(objects));
    return mineCard(drawnFor(turn), { things, map: needs.map(), names, page });
  }

  return {
    commands: [
      {
        id: 'privacy/mine',
        phrases: {
          en: ['my data', 'show my data', 'what do you hold about me', 'what do you know about me'],
          cy: ['fy nata', 'dangos fy nata', 'beth ydych chi’n ei gadw amdanaf'],
        },
        isPrivate: true,
        run: async turn => show(mineFoldedCard(drawnFor(turn), kinds())),
      },
    ],
    verbs: [
      verb({
        verb: 'privacy/mine',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(mineFoldedCard(drawnFor(turn), kinds()))),
      }),
      verb({
        verb: 'privacy/show',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => replace(await mine(turn, Number(press.about)))),
      }),
      verb({
        verb: 'privacy/hide',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately(async turn => replace(mineFoldedCard(drawnFor(turn), kinds(), true))),
      }),
    ],
    routes: [
      {
        method: 'get',
        path: '/privacy/mine',
        run: async (caller): Promise<MyData> =>
          myData({
            things: await looked(caller.person, 'own data taken', caller.now),
            map: asSet(needs.map(), await needs.people.forceSettings.retention(caller.person.tenant)),
            language: caller.language,
            force: caller.force.name,
            now: caller.now,
            limits: mineText[caller.language].limits,
          }),
      },
    ],
  };
}

/** The names of those of these ids that are networks, for somebody who reads of them. */
export async function namesOf(
  networkName: NetworkName,
  { person, force, language }: Turn,
  ids: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of ids) {
    const name = await networkName(person.tenant, force, id, language);
    if (name !== undefined) names.set(id, name);
  }
  return names;
}

export const drawnFor = (turn: Turn): Drawn => ({ language: turn.language, version: turn.id });
