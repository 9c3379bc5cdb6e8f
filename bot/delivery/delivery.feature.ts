import { featureOf, type Feature, type Held } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { general, mapOf } from '../people/data-map.ts';
import type { People } from '../people/people.ts';
import { may } from '../people/roles.ts';
import { show } from '../teams/reply.ts';
import type { Force } from '../teams/turn.ts';
import { nextSweep } from './delivering.ts';
import type { WholeDelivery } from './delivery.ts';
import { digestPart } from './digest/digest.part.ts';
import { dueCard, type DueListed } from './due.card.ts';
import { everyoneAudience } from './everyone.ts';
import { progressPart } from './progress/progress.part.ts';
import { registerPart } from './register/register.part.ts';

export type DeliveryFeatureNeeds = {
  delivery: WholeDelivery;
  due: { list: (tenant: string) => Promise<DueListed[]> };
  people: People;
  /** How a network is called today; undefined for one that is gone. */
  networkName: (tenant: string, force: Force, id: string, language: Language) => Promise<string | undefined>;
  publicOrigin: string;
};

/** Sending one thing to many: the engine's own work, the digest, what organisers and administrators see of it. */
export function deliveryFeature(needs: DeliveryFeatureNeeds): Feature {
  const { delivery, people } = needs;
  const { engine, register, progress, waiting, messages } = delivery;
  return featureOf('delivery', [
    duePart(needs),
    {
      audiences: { everyone: everyoneAudience(people.addresses) },
      due: engine.due,
      standing: [{ kind: 'delivery/sweep', next: nextSweep }],
    },
    ...delivery.held.map(held => ({ held })),
    digestPart({ waiting, delivering: engine, messages }),
    progressPart(progress),
    registerPart({ ...needs, register }),
  ]);
}

/** What an operator can see of the work that waits for its time. */
function duePart({ due, people, delivery }: Pick<DeliveryFeatureNeeds, 'due' | 'people' | 'delivery'>): Partial<Feature> {
  return {
    commands: [
      {
        id: 'delivery/due',
        phrases: { en: ['due', 'what is due', 'due work'], cy: ['i ddod', 'beth sydd i ddod', 'gwaith i ddod'] },
        isPrivate: true,
        // To anybody else this is no command at all: unknown and forbidden look the same.
        run: async turn => {
          if (!may(await people.roles.of(turn.person), 'see due work')) return undefined;
          const { tenant } = turn.person;
          const [listed, stuck] = await Promise.all([due.list(tenant), delivery.stuck(tenant)]);
          return show(dueCard(turn.language, turn.force.name, { due: listed, stuck }, turn.now));
        },
      },
    ],
    held: dueHeld,
    samples: language => {
      const now = new Date('2026-06-02T17:00:00Z');
      const work = Array.from({ length: 14 }, (_, at) => ({
        kind: 'welcome/forget-languages',
        name: 'standing',
        dueAt: new Date(now.getTime() + (at - 1) * 86_400_000),
      }));
      const stuck = [{ name: 'news-8f2c', slices: 3 }];
      return {
        'due work': dueCard(language, 'Sussex Police', { due: work, stuck: [] }, now),
        'no due work': dueCard(language, 'Sussex Police', { due: [], stuck: [] }, now),
        'an announcement that does not get on': dueCard(language, 'Sussex Police', { due: work.slice(0, 1), stuck }, now),
      };
    },
  };
}

const run = general('To do what is due once, at its time', 'I wneud yr hyn sydd i ddod unwaith, ar ei amser');
const dueMap = mapOf(
  'due',
  { en: 'Until it is done, and a month more', cy: 'Nes ei wneud, a mis arall' },
  {
    version: run,
    dueAt: run,
    doneAt: run,
    payload: run,
    alarm: run,
    ringsAt: run,
    tries: run,
    heldAt: run,
    failedAt: run,
  },
);

// Nothing here is about a person: due work names tenants, kinds and times.
const dueHeld: Held = { map: dueMap, export: async () => [], erase: async () => undefined };
