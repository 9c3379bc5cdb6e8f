import type { Audience, Wish } from '../../feature.ts';
import type { MembershipsStore } from './memberships.store.ts';

/** The members of a network, as somebody to write to. Nobody who left, or who still waits for a welcome, gets anything. */
export function networkAudience(memberships: Pick<MembershipsStore, 'pages' | 'counts' | 'of'>): Audience {
  return {
    pages: (tenant, network) => memberships.pages(tenant, network),
    size: async (tenant, network) => (await memberships.counts(tenant, network)).members,
    wishes: async (tenant, network, people) => {
      const found = await Promise.all(people.map(async id => [id, await memberships.of({ tenant, id }, network)] as const));
      return new Map(
        found.flatMap(([id, kept]): [string, Wish][] => (kept?.standing === 'in' ? [[id, { news: kept.news, isNamed: false }]] : [])),
      );
    },
  };
}
