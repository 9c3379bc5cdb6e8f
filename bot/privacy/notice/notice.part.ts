import { z } from 'zod';
import { verb, type Feature } from '../../feature.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { kindsIn } from '../data-map.ts';
import { drawnFor } from '../mine/mine.part.ts';
import type { DataMapLine } from '../mine/mine.ts';
import { leaverAfterMonths } from '../retention/retention.ts';
import { noticeCard } from './notice.card.ts';

/** The privacy notice: the same for everybody, wherever it is asked for. */
export function noticePart({ map }: { map: () => readonly DataMapLine[] }): Partial<Feature> {
  const notice = (turn: Turn) => noticeCard(drawnFor(turn), kindsIn(map()), turn.scope !== 'personal', leaverAfterMonths);
  return {
    commands: [
      {
        id: 'privacy/notice',
        phrases: {
          en: ['privacy notice', 'privacy', 'what is kept about me', 'what do you keep'],
          cy: ['hysbysiad preifatrwydd', 'preifatrwydd', 'beth a gedwir amdanaf'],
        },
        isPrivate: false,
        run: async turn => show(notice(turn)),
      },
    ],
    verbs: [
      verb({
        verb: 'privacy/notice',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: async turn => replace(notice(turn)),
      }),
    ],
  };
}
