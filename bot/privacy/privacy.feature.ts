import { featureOf, type DataMapLine, type Feature, type Held, type HeldThing } from '../feature.ts';
import type { Language } from '../language/language.ts';
import type { People } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import type { Force } from '../teams/turn.ts';
import { auditLogPart } from './audit/audit-log.part.ts';
import { erasingPart } from './erasing/erasing.part.ts';
import { openErasing } from './erasing/erasing.ts';
import { minePart } from './mine/mine.part.ts';
import { noticePart } from './notice/notice.part.ts';
import { pagesPart } from './pages/pages.part.ts';
import { privacySamples } from './privacy.samples.ts';
import { retentionPart, type Retain } from './retention/retention.part.ts';

export type PrivacyNeeds = {
  people: Pick<People, 'acts' | 'addresses' | 'audit' | 'forceSettings' | 'preferences' | 'roles'>;
  /** Everybody who holds anything about people: every feature, and the stores they share. */
  held: () => readonly Held[];
  /** Every line of the data map, also of what is held about nobody. */
  map: () => readonly DataMapLine[];
  networkName: (tenant: string, force: Force, id: string, language: Language) => Promise<string | undefined>;
  /** What other parts let go of at night. */
  retain?: readonly Retain[];
};

/** One's own data, erasing it, what is kept about people at all, for how long, and the log of what was done. */
export function privacyFeature({ people, held, map, networkName, retain = [] }: PrivacyNeeds): Feature {
  const erase = openErasing({ held, audit: people.audit });

  async function everything(person: Person): Promise<HeldThing[]> {
    return (await Promise.all(held().map(one => one.export(person)))).flat();
  }

  return featureOf('privacy', [
    minePart({ people, everything, map, networkName }),
    erasingPart({ people, everything, erase, map, networkName }),
    noticePart({ people, map }),
    pagesPart({ map }),
    auditLogPart({ people, networkName }),
    retentionPart({ people, erase, retain }),
    { samples: language => privacySamples(language, map()) },
  ]);
}
