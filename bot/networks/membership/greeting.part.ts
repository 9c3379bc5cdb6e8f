import { z } from 'zod';
import { verb, type Feature } from '../../feature.ts';
import type { Person } from '../../people/person.ts';
import type { Guarded } from '../../people/roles.ts';
import { privately } from '../../teams/privately.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { networkIn } from '../directory/directory.part.ts';
import { gardening } from '../directory/directory.samples.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import { drawnFor } from '../drawn.ts';
import { waitingCard, type WaitingLine } from './greeting.card.ts';
import type { Greeting } from './greeting.ts';
import type { MembershipsStore } from './memberships.store.ts';

export type GreetingNeeds = {
  directoryOf: DirectoryOf;
  memberships: MembershipsStore;
  greeting: Greeting;
  may: (person: Person, act: Guarded, network: string) => Promise<boolean>;
};

/** New members, in the chat of those who welcome them: chair, secretary and committee. */
export function greetingPart({ directoryOf, memberships, greeting, may }: GreetingNeeds): Partial<Feature> {
  async function welcomedBy(turn: Turn) {
    const { networks } = await directoryOf(turn.person.tenant, turn.force);
    const allowed = await Promise.all(networks.map(network => may(turn.person, 'welcome new members', network.id)));
    return networks.filter((_, at) => allowed[at]);
  }

  async function waiting(turn: Turn): Promise<WaitingLine[]> {
    const lines = await Promise.all(
      (await welcomedBy(turn)).map(async network =>
        (await memberships.waiting(turn.person.tenant, network.id)).map(({ person, name, askedAt }) => ({
          id: person.id,
          name,
          network,
          askedAt,
        })),
      ),
    );
    return lines.flat().sort((one, other) => one.askedAt.getTime() - other.askedAt.getTime());
  }

  return {
    commands: [
      {
        id: 'networks/waiting',
        phrases: { en: ['new members', 'who is waiting'], cy: ['aelodau newydd', 'pwy sy’n aros'] },
        isPrivate: true,
        // To whoever welcomes nobody this is no command at all.
        run: async turn => ((await welcomedBy(turn)).length > 0 ? show(waitingCard(drawnFor(turn), await waiting(turn))) : undefined),
      },
    ],
    verbs: [
      verb({
        verb: 'networks/welcome',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => {
          const network = networkIn(await directoryOf(turn.person.tenant, turn.force), press.about);
          const isAllowed = await may(turn.person, 'welcome new members', network.id);
          const id = press.carried['member'] ?? '';
          const outcome = isAllowed ? await greeting.welcome({ by: turn.person, id, network: network.id, now: turn.now }) : 'gone';
          return replace(waitingCard(drawnFor(turn), await waiting(turn), outcome));
        }),
      }),
    ],
    samples: language => {
      const drawn = { language, force: 'Sussex Police', version: 'sample' };
      const line = { id: 'x', name: 'Casey Example', network: gardening, askedAt: new Date('2026-05-29T10:00:00Z') };
      return {
        'new members': waitingCard(
          drawn,
          Array.from({ length: 7 }, () => line),
        ),
        'new members, one welcomed': waitingCard(drawn, [line], 'welcomed'),
        'new members, withdrawn': waitingCard(drawn, [], 'gone'),
      };
    },
  };
}
