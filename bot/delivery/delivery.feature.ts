import type { Feature } from '../feature.ts';
import { general, mapOf } from '../people/data-map.ts';
import type { People } from '../people/people.ts';
import { may } from '../people/roles.ts';
import { show } from '../teams/reply.ts';
import { dueCard, type DueListed } from './due.card.ts';

/** What an operator can see of the work that waits for its time. */
export function deliveryFeature(needs: {
  due: { list: (tenant: string) => Promise<DueListed[]> };
  people: Pick<People, 'roles'>;
}): Feature {
  return {
    name: 'delivery',
    commands: [
      {
        id: 'delivery/due',
        phrases: { en: ['due', 'what is due', 'due work'], cy: ['i ddod', 'beth sydd i ddod', 'gwaith i ddod'] },
        isPrivate: true,
        // To anybody else this is no command at all: unknown and forbidden look the same.
        run: async turn => {
          if (!may(await needs.people.roles.of(turn.person), 'see due work')) return undefined;
          return show(dueCard(turn.language, turn.force.name, await needs.due.list(turn.person.tenant), turn.now));
        },
      },
    ],
    // Nothing here is about a person: due work names tenants, kinds and times.
    held: { map: dueMap, export: async () => [], erase: async () => undefined },
    samples: language => {
      const now = new Date('2026-06-02T17:00:00Z');
      const work = Array.from({ length: 14 }, (_, at) => ({
        kind: 'welcome/forget-languages',
        name: 'standing',
        dueAt: new Date(now.getTime() + (at - 1) * 86_400_000),
      }));
      return { 'due work': dueCard(language, 'Sussex Police', work, now), 'no due work': dueCard(language, 'Sussex Police', [], now) };
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
