import type { Held } from '../../feature.ts';
import { mapOf, personal } from '../../people/data-map.ts';
import type { Person } from '../../people/person.ts';
import { shardOf, shards } from '../../people/shard.ts';
import { partition, row } from '../../storage/keys.ts';
import type { StoredRow, Table } from '../../storage/table.ts';
import type { Membership } from './membership.ts';

const name = 'memberships';

export type MembershipsStore = ReturnType<typeof openMemberships>;

/**
 * Who is in which network. One row is the whole truth of one membership: it stands in its network's partitions only, so that no
 * row, query or index anywhere lists the networks of a person. "My networks" asks each network about that one person.
 */
export function openMemberships(table: Table) {
  const place = (tenant: string, network: string, shard: string) => partition(tenant, 'members', network, shard);
  const keyOf = (person: Person, network: string) => [place(person.tenant, network, shardOf(person.id)), row(person.id)] as const;
  // Every network that ever had a member, so that nothing held about a person is missed when a network is no longer listed.
  const joinedOnce = (tenant: string) => partition(tenant, 'networks joined');
  const noted = new Set<string>();

  async function of(person: Person, network: string): Promise<Membership | undefined> {
    const found = await table.find(...keyOf(person, network));
    return found && membershipOf(found);
  }

  async function everJoined(tenant: string): Promise<string[]> {
    const networks: string[] = [];
    for await (const found of table.all(joinedOnce(tenant))) networks.push(found.row);
    return networks;
  }

  async function mine(person: Person): Promise<Map<string, Membership>> {
    const networks = await everJoined(person.tenant);
    const found = await Promise.all(networks.map(async network => [network, await of(person, network)] as const));
    return new Map(found.flatMap(([network, membership]) => (membership ? [[network, membership] as const] : [])));
  }

  async function join(person: Person, network: string, membership: Membership): Promise<'joined' | 'already'> {
    const mark = `${person.tenant}|${network}`;
    if (!noted.has(mark)) {
      await table.insert(joinedOnce(person.tenant), row(network), {});
      noted.add(mark);
    }
    return (await table.insert(...keyOf(person, network), { ...membership })) === 'inserted' ? 'joined' : 'already';
  }

  async function leave(person: Person, network: string): Promise<'left' | 'notIn'> {
    return (await table.remove(...keyOf(person, network))) === 'removed' ? 'left' : 'notIn';
  }

  /** Everyone in a network, a page at a time, for sending to. Never for showing. */
  async function* pages(tenant: string, network: string): AsyncIterable<Person[]> {
    for (const shard of shards) {
      let after: string | undefined;
      do {
        const page = await table.list(place(tenant, network, shard), after ? { after } : {});
        if (page.rows.length > 0) yield page.rows.map(found => ({ tenant, id: found.row }));
        after = page.next;
      } while (after);
    }
  }

  const held: Held = {
    map: mapOf(
      name,
      { en: 'Until you leave the network', cy: 'Nes i chi adael y rhwydwaith' },
      {
        joinedAt: personal('When you joined', 'Pryd y gwnaethoch ymuno'),
        consent: personal('Which wording you agreed to', 'Pa eiriad y cytunoch ag ef'),
        visibility: personal('Who may see that you are a member', 'Pwy all weld eich bod yn aelod'),
      },
    ),
    export: async person =>
      [...(await mine(person))].map(([network, membership]) => ({
        table: name,
        what: { en: 'A network you are in', cy: 'Rhwydwaith rydych yn aelod ohono' },
        fields: { network, joinedAt: membership.joinedAt.toISOString(), consent: membership.consent, visibility: membership.visibility },
      })),
    erase: async person => {
      for (const network of await everJoined(person.tenant)) await leave(person, network);
    },
  };

  return { of, mine, join, leave, pages, held };
}

function membershipOf({ fields }: StoredRow): Membership {
  return { joinedAt: fields['joinedAt'] as Date, consent: String(fields['consent']), visibility: 'officers' };
}
