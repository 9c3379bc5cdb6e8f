import { DateTime } from 'luxon';
import { nextDaily } from '../../delivery/due.ts';
import type { Feature } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import type { Turn } from '../../teams/turn.ts';
import type { Officer } from '../directory/directory.card.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import { givingPart } from './giving.part.ts';
import { openGranting } from './granting.ts';
import { holdersPart } from './holders.part.ts';
import { ownRolesPart } from './own-roles.part.ts';
import { roleRoutes } from './roles.api.ts';
import { openRolesReader } from './roles.reader.ts';
import { rolesSamples } from './roles.samples.ts';

export type RolesPartNeeds = {
  directoryOf: DirectoryOf;
  people: Pick<People, 'acts' | 'audit' | 'roles' | 'names'>;
  isGuest: (turn: Turn) => Promise<boolean>;
};

export type RolesPart = Partial<Feature> & {
  /** Whoever accepted a role that a network's page shows, by name. */
  officers: (tenant: string, network: string, language: Language) => Promise<Officer[]>;
};

// A name nobody has used the app under for two years is forgotten (data map: names).
const keepUnusedNamesForMonths = 24;

/** Roles: who holds them, offering, accepting, handing over, ending, and asking for a right; in chat and for the tab. */
export function rolesPart(needs: RolesPartNeeds): RolesPart {
  const granting = openGranting(needs.people);
  const reader = openRolesReader({ ...needs, granting });
  const own = ownRolesPart(needs, granting, reader);
  const giving = givingPart(needs, granting, reader);
  const holders = holdersPart(needs, granting, reader);
  return {
    officers: reader.officers,
    commands: [...own.commands, ...giving.commands],
    verbs: [...own.verbs, ...giving.verbs, ...holders.verbs],
    routes: roleRoutes(needs, granting, reader),
    due: {
      'roles/tidy': async run => {
        await needs.people.roles.tidy(run.tenant);
        const before = DateTime.fromJSDate(run.now).minus({ months: keepUnusedNamesForMonths }).toJSDate();
        await needs.people.names.forgetUnused(run.tenant, before);
        return { again: nextTidying(run.now) };
      },
    },
    standing: [{ kind: 'roles/tidy', next: nextTidying }],
    samples: rolesSamples,
  };
}

/** Each night at 03:20, UK time: a quiet hour. Nothing that is over counted until then; it only takes up room. */
const nextTidying = (after: Date): Date => nextDaily(after, { hour: 3, minute: 20 });
