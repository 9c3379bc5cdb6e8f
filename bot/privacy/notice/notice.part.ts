import { z } from 'zod';
import { verb, type Feature } from '../../feature.ts';
import type { People } from '../../people/people.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { asSet, kindsIn } from '../data-map.ts';
import { drawnFor } from '../mine/mine.part.ts';
import type { DataMapLine } from '../mine/mine.ts';
import { noticeCard } from './notice.card.ts';

export type NoticeNeeds = { people: Pick<People, 'forceSettings'>; map: () => readonly DataMapLine[] };

/** The privacy notice: the same for everybody, wherever it is asked for. */
export function noticePart({ people, map }: NoticeNeeds): Partial<Feature> {
  async function notice(turn: Turn) {
    const retention = await people.forceSettings.retention(turn.person.tenant);
    return noticeCard(drawnFor(turn), kindsIn(asSet(map(), retention)), turn.scope !== 'personal', retention.leaverMonths);
  }

  return {
    commands: [
      {
        id: 'privacy/notice',
        phrases: {
          en: ['privacy notice', 'privacy', 'what is kept about me', 'what do you keep'],
          cy: ['hysbysiad preifatrwydd', 'preifatrwydd', 'beth a gedwir amdanaf'],
        },
        isPrivate: false,
        run: async turn => show(await notice(turn)),
      },
    ],
    verbs: [
      verb({
        verb: 'privacy/notice',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: async turn => replace(await notice(turn)),
      }),
    ],
  };
}
