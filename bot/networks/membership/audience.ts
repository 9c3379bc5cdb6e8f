import type { Audience, Wish } from '../../feature.ts';
import type { MembershipsStore } from './memberships.store.ts';

export type NetworkAudienceNeeds = {
  memberships: Pick<MembershipsStore, 'pages' | 'counts' | 'wantedBy'>;
  /** Whether a network is sensitive, as every one is of which nobody said otherwise. */
  isSensitive: (tenant: string, network: string) => Promise<boolean>;
};

/** The members of a network, as somebody to write to. Nobody who left, or who still waits for a welcome, gets anything. */
export function networkAudience({ memberships, isSensitive }: NetworkAudienceNeeds): Audience {
  return {
    pages: (tenant, network) => memberships.pages(tenant, network),
    size: async (tenant, network) => (await memberships.counts(tenant, network)).members,
    wishes: async (tenant, network, people) => {
      const [wanted, sensitive] = await Promise.all([memberships.wantedBy(tenant, network, people), isSensitive(tenant, network)]);
      return new Map(
        [...wanted].flatMap(([id, { standing, news, isNamed }]): [string, Wish][] =>
          standing === 'in' ? [[id, { news, isNamed: isNamed === true || !sensitive }]] : [],
        ),
      );
    },
  };
}
