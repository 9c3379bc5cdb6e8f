import { createHash } from 'node:crypto';
import { z } from 'zod';
import { verb, type Feature } from '../../feature.ts';
import { system, type AuditEntry } from '../../people/audit.ts';
import type { People } from '../../people/people.ts';
import { may } from '../../people/roles.ts';
import { Refusal } from '../../refusal.ts';
import { privately } from '../../teams/privately.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import { drawnFor, namesOf, type NetworkName } from '../mine/mine.part.ts';
import { privacyText } from '../privacy.text.ts';
import { auditLogCard } from './audit-log.card.ts';
import { networksIn } from './objects.ts';

const perPage = 12;
/** Further back than this nobody looks in a chat. */
const mostPages = 40;

export type AuditLogNeeds = { people: Pick<People, 'audit' | 'roles'>; networkName: NetworkName };

/** The audit log, for administrators: what was done lately, by pseudonym, and whether the chains are whole. */
export function auditLogPart({ people, networkName }: AuditLogNeeds): Partial<Feature> {
  const mayLook = async (turn: Turn) => may(await people.roles.of(turn.person), 'see the audit log');

  async function log(turn: Turn, asked: number) {
    const { person, now } = turn;
    const page = Math.min(Math.max(1, Number.isFinite(asked) ? Math.trunc(asked) : 1), mostPages);
    await people.audit.write({ person, act: 'audit log seen', object: '-', now });
    const [{ whole, entries: count }, latest] = await Promise.all([
      people.audit.verify(person.tenant),
      people.audit.latest(person.tenant, page * perPage + 1),
    ]);
    const entries = latest.slice((page - 1) * perPage, page * perPage).map(entry => ({ ...entry, actor: shownActor(entry) }));
    const names = await namesOf(networkName, turn, networksIn(entries.map(({ object }) => object)));
    const hasOlder = latest.length > page * perPage && page < mostPages;
    return auditLogCard(drawnFor(turn), { whole, count, entries, names, page, hasOlder });
  }

  return {
    commands: [
      {
        id: 'privacy/audit',
        phrases: { en: ['audit', 'audit log', 'show the audit log'], cy: ['cofnod archwilio', 'archwilio'] },
        isPrivate: true,
        // To anybody else this is no command at all.
        run: async turn => ((await mayLook(turn)) ? show(await log(turn, 1)) : undefined),
      },
    ],
    verbs: [
      verb({
        verb: 'privacy/audit',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => {
          if (!(await mayLook(turn))) throw new Refusal({ en: privacyText.en.unknown, cy: privacyText.cy.unknown });
          return replace(await log(turn, Number(press.about)));
        }),
      }),
    ],
  };
}

/**
 * Who acted, told apart within one network only: the same pseudonym beside two networks would put them together, and whoever knows
 * when a colleague pressed a button would learn both.
 */
function shownActor({ actor, object }: Pick<AuditEntry, 'actor' | 'object'>): string {
  return actor === system ? actor : createHash('sha256').update(`${actor}|${object}`).digest('hex');
}
