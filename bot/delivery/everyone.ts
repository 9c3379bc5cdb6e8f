import type { Audience } from '../feature.ts';
import type { AddressesStore } from '../people/addresses.store.ts';

/** Everybody who has the app and can be written to. It comes from no network, so there is nothing that its messages may not name. */
export function everyoneAudience(addresses: Pick<AddressesStore, 'everybody' | 'whereIs'>): Audience {
  return {
    pages: tenant => addresses.everybody(tenant),
    size: async tenant => {
      let size = 0;
      for await (const page of addresses.everybody(tenant)) size += page.length;
      return size;
    },
    wishes: async (tenant, _id, people) => {
      const found = await Promise.all(people.map(async id => [id, (await addresses.whereIs(tenant, { person: id })).kind] as const));
      return new Map(found.flatMap(([id, kind]) => (kind === 'here' ? [[id, { isNamed: true }] as const] : [])));
    },
  };
}
