import type { Held } from '../../feature.ts';
import type { Person } from '../../people/person.ts';
import { shardOf, shards } from '../../people/shard.ts';
import type { Movement } from '../../people/suppress.ts';
import { openCrowd } from '../../storage/crowd.ts';
import { partition, partsOf, row, rowAfter, type PartitionKey } from '../../storage/keys.ts';
import type { Change, Table } from '../../storage/table.ts';
import { monthOf, type Counts } from './counts.ts';
import { fieldsOf, keptOf, wantedIn, type Kept, type Wanted } from './kept.store.ts';
import { membershipsMap } from './memberships.map.ts';
import { isConfirmationDue, type Viewer } from './membership.ts';
import { openMemberNames, type MembersPage, type PageAsked } from './names.store.ts';

const name = 'memberships';
const tries = 30;
// Whoever leaves gets nothing a minute later.
const freshForMs = 20_000;

export type MembershipsStore = ReturnType<typeof openMemberships>;

/**
 * Who is in which network. One row is the whole truth of one membership: it stands in its network's partitions only, so that no
 * row, query or index anywhere lists the networks of a person. "My networks" asks each network about that one person.
 * Beside the members of a shard stand its counts, changed in the same transaction: figures are kept, never scanned.
 */
export function openMemberships(table: Table) {
  const names = openMemberNames(table);
  const place = (tenant: string, network: string, shard: string) => partition(tenant, 'members', network, shard);
  const placeOf = (person: Person, network: string) => place(person.tenant, network, shardOf(person.id));
  const memberRow = (person: Person) => row('member', person.id);
  const countRow = row('count');
  const members = { from: row('member'), before: rowAfter('member') };
  const crowd = openCrowd(table, { valueOf: ({ fields }) => wantedIn(fields), range: members, freshForMs });
  const monthRow = (month: string) => row('month', month);
  // Every network that ever had a member, so that nothing held about a person is missed when a network is no longer listed.
  const joinedOnce = (tenant: string) => partition(tenant, 'networks joined');
  const noted = new Map<string, Promise<unknown>>();

  async function of(person: Person, network: string): Promise<Kept | undefined> {
    const found = await table.find(placeOf(person, network), memberRow(person));
    return found && keptOf(found);
  }

  /** What those of these people want who are in a network, as it was half a minute ago at most: for sending to many. */
  async function wantedBy(tenant: string, network: string, ids: readonly string[]): Promise<Map<string, Wanted>> {
    const wanted = new Map<string, Wanted>();
    for (const [shard, some] of Map.groupBy(ids, id => shardOf(id))) {
      const rowOf = (id: string) => memberRow({ tenant, id });
      const rows = await crowd.of(place(tenant, network, shard), some.map(rowOf)); // prettier-ignore
      for (const id of some) {
        const found = rows.get(rowOf(id));
        if (found) wanted.set(id, found);
      }
    }
    return wanted;
  }

  /** A transaction, after which nothing older is believed here. */
  async function written(at: PartitionKey, changes: Change[]): ReturnType<Table['together']> {
    try {
      return await table.together(at, changes);
    } finally {
      crowd.changed(at, changes.map(change => change.row)); // prettier-ignore
    }
  }

  async function everJoined(tenant: string): Promise<string[]> {
    const networks: string[] = [];
    for await (const found of table.all(joinedOnce(tenant))) networks.push(...partsOf(found.row));
    return networks;
  }

  async function mine(person: Person): Promise<Map<string, Kept>> {
    const networks = await everJoined(person.tenant);
    const found = await Promise.all(networks.map(async network => [network, await of(person, network)] as const));
    return new Map(found.flatMap(([network, kept]) => (kept ? [[network, kept] as const] : [])));
  }

  async function join(person: Person, network: string, kept: Kept): Promise<'joined' | 'already'> {
    await noteNetwork(person.tenant, network);
    // The name index is written first: it is checked against the membership at every look, so a row too many shows nobody.
    await names.add(person, network, kept);
    const outcome = await settled(placeOf(person, network), async () => {
      const at = placeOf(person, network);
      if (await table.find(at, memberRow(person))) return 'already';
      const counting = kept.standing === 'in' ? await counted(at, kept.joinedAt, { members: 1, joined: 1, left: 0 }) : [];
      const { done } = await written(at, [{ do: 'insert', row: memberRow(person), fields: fieldsOf(kept) }, ...counting]);
      return done ? 'joined' : undefined;
    });
    if (outcome === 'already') await keepNamesRight(person, network, kept);
    return outcome;
  }

  async function leave(person: Person, network: string, now: Date): Promise<'left' | 'notIn'> {
    const gone = await settled(placeOf(person, network), async () => {
      const at = placeOf(person, network);
      const found = await table.find(at, memberRow(person));
      if (!found) return 'notIn';
      const kept = keptOf(found);
      const counting = kept.standing === 'in' ? await counted(at, now, { members: -1, joined: 0, left: 1 }) : [];
      const { done } = await written(at, [{ do: 'remove', row: memberRow(person), etag: found.etag }, ...counting]);
      return done ? kept : undefined;
    });
    if (gone === 'notIn') return gone;
    await names.remove(person, network, gone);
    return 'left';
  }

  /** Changes what the member chose; `standing` may go from asked to in. Answers how it stands afterwards. */
  async function change(person: Person, network: string, changed: Partial<Kept>, now: Date): Promise<Kept | 'notIn'> {
    const outcome = await settled(placeOf(person, network), async () => {
      const at = placeOf(person, network);
      const found = await table.find(at, memberRow(person));
      if (!found) return 'notIn';
      const before = keptOf(found);
      const after = { ...before, ...changed };
      await names.add(person, network, after);
      const entered = before.standing === 'asked' && after.standing === 'in';
      const counting = entered ? await counted(at, now, { members: 1, joined: 1, left: 0 }) : [];
      const { done } = await written(at, [
        { do: 'replace', row: memberRow(person), fields: fieldsOf(after), etag: found.etag },
        ...counting,
      ]);
      return done ? { before, after } : undefined;
    });
    if (outcome === 'notIn') return outcome;
    await names.removeStale(person, network, outcome.before, outcome.after);
    return outcome.after;
  }

  /** How many are in a network, and who came and went by month. Counts, for freezing only: nobody is shown a live one. */
  async function counts(tenant: string, network: string): Promise<Counts> {
    const sum: Counts = { members: 0, months: [] };
    const months = new Map<string, Movement>();
    for (const shard of shards) {
      const at = place(tenant, network, shard);
      sum.members += Number((await table.find(at, countRow))?.fields['members'] ?? 0);
      for await (const found of table.all(at, { from: row('month'), before: rowAfter('month') })) {
        const [, month = ''] = partsOf(found.row);
        const before = months.get(month) ?? { month, joined: 0, left: 0 };
        months.set(month, {
          month,
          joined: before.joined + Number(found.fields['joined']),
          left: before.left + Number(found.fields['left']),
        });
      }
    }
    sum.months = [...months.values()].sort((one, other) => one.month.localeCompare(other.month));
    return sum;
  }

  /** Everyone who is in a network, hidden ones too, a page at a time: for sending to, never for showing. */
  const pages = (tenant: string, network: string): AsyncIterable<Person[]> => pagesWhere(tenant, network, () => true);

  /** Those in a network whose yearly "still in?" is due, a page at a time: for asking them, one by one and in their own chat. */
  const dueForConfirmation = (tenant: string, network: string, now: Date): AsyncIterable<Person[]> =>
    pagesWhere(tenant, network, kept => isConfirmationDue(kept, now));

  async function* pagesWhere(tenant: string, network: string, isMeant: (kept: Kept) => boolean): AsyncIterable<Person[]> {
    for (const shard of shards) {
      let after: string | undefined;
      do {
        const page = await table.list(place(tenant, network, shard), {
          ...members,
          ...(after ? { after } : {}),
        });
        const meant = page.rows.filter(found => {
          const kept = keptOf(found);
          return kept.standing === 'in' && isMeant(kept);
        });
        if (meant.length > 0) yield meant.map(found => ({ tenant, id: partsOf(found.row)[1] ?? '' }));
        after = page.next;
      } while (after);
    }
  }

  /** Members by name, as far as they chose to be seen by such a viewer; each is checked against the membership as it stands. */
  const visiblePage = (tenant: string, network: string, viewer: Viewer, asked: PageAsked): Promise<MembersPage> =>
    names.page(tenant, network, viewer, asked, person => of(person, network));

  /** Who waits for a welcome, by name. */
  const waiting = (tenant: string, network: string): Promise<{ person: Person; name: string; askedAt: Date }[]> =>
    names.waiting(tenant, network, person => of(person, network));

  /** Once for each network in the life of this process, however many join at the same moment. */
  async function noteNetwork(tenant: string, network: string): Promise<void> {
    const mark = `${tenant}|${network}`;
    const noting = noted.get(mark) ?? table.insert(joinedOnce(tenant), row(network), {});
    noted.set(mark, noting);
    try {
      await noting;
    } catch (error) {
      noted.delete(mark);
      throw error;
    }
  }

  async function keepNamesRight(person: Person, network: string, tried: Kept): Promise<void> {
    const stands = await of(person, network);
    if (stands) await names.removeStale(person, network, tried, stands);
  }

  async function counted(at: PartitionKey, now: Date, by: { members: number; joined: number; left: number }): Promise<Change[]> {
    const month = monthRow(monthOf(now));
    const [count, moved] = await Promise.all([table.find(at, countRow), table.find(at, month)]);
    const members = Number(count?.fields['members'] ?? 0) + by.members;
    const joined = Number(moved?.fields['joined'] ?? 0) + by.joined;
    const left = Number(moved?.fields['left'] ?? 0) + by.left;
    return [
      count
        ? { do: 'replace', row: countRow, fields: { members }, etag: count.etag }
        : { do: 'insert', row: countRow, fields: { members } },
      moved
        ? { do: 'replace', row: month, fields: { joined, left }, etag: moved.etag }
        : { do: 'insert', row: month, fields: { joined, left } },
    ];
  }

  /** Takes out what is left about a network that was deleted, once its members are gone: counts, lines of lists, that it was ever joined. */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    for (const shard of shards) {
      for await (const found of table.all(place(tenant, network, shard))) await table.remove(found.partition, found.row);
    }
    await names.forgetNetwork(tenant, network);
    // Last, because erasing a person looks only where this says that somebody joined.
    await table.remove(joinedOnce(tenant), row(network));
    noted.delete(`${tenant}|${network}`);
  }

  const held: Held = {
    map: membershipsMap,
    export: async person =>
      [...(await mine(person))].map(([network, { news, joinedAt, confirmedAt, ...kept }]) => ({
        table: name,
        what: { en: 'A network you are in', cy: 'Rhwydwaith rydych yn aelod ohono' },
        fields: { network, ...kept, ...news, joinedAt: joinedAt.toISOString(), confirmedAt: confirmedAt.toISOString() },
      })),
    erase: async (person, now) => {
      for (const network of await everJoined(person.tenant)) await leave(person, network, now);
    },
  };

  return {
    of,
    mine,
    wantedBy,
    join,
    leave,
    change,
    counts,
    pages,
    pagesWhere,
    dueForConfirmation,
    visiblePage,
    waiting,
    everJoined,
    forgetNetwork,
    held,
  };
}

// Changes of one part of a network follow one another within this process; only other instances can still be in the way.
const lastOf = new Map<PartitionKey, Promise<unknown>>();

/** Carries out a change with what stands then, and again if another instance wrote to the same part meanwhile. */
async function settled<Answer>(at: PartitionKey, act: () => Promise<Answer | undefined>): Promise<Answer> {
  const before = lastOf.get(at);
  const mine = (async () => {
    // What became of the one before is told to whoever asked for it.
    await before?.catch(() => undefined);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const answer = await act();
      if (answer !== undefined) return answer;
    }
    throw new Error('too many changes to one part of a network at once');
  })();
  lastOf.set(at, mine);
  try {
    return await mine;
  } finally {
    if (lastOf.get(at) === mine) lastOf.delete(at);
  }
}
