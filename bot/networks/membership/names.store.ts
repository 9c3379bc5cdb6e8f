import type { Person } from '../../people/person.ts';
import { partition, partsOf, row, rowJustAfter, rowsBeginning, type PartitionKey, type RowKey } from '../../storage/keys.ts';
import type { StoredRow, Table } from '../../storage/table.ts';
import { maySee, visibilities, visibleTo, type Membership, type Viewer, type Visibility } from './membership.ts';

type Named = Pick<Membership, 'visibility' | 'standing'> & { name?: string };

/** One line of a member list: a name, and nothing that tells member from ally or one choice of visibility from another. */
export type MemberLine = { person: Person; name: string };
export type MembersPage = { members: MemberLine[]; /** Hand it back for the next page. */ next?: string };
export type PageAsked = { size: number; after?: string; /** Only names one of whose words begins like this. */ search?: string };

/**
 * The index of members by name, apart for each choice of visibility so that no look ever reads past what its viewer may see.
 * It only proposes: a line is shown when the membership as it stands agrees, and a line that does not is taken out.
 */
export function openMemberNames(table: Table) {
  const listed = (tenant: string, network: string, visibility: Visibility) => partition(tenant, 'list', network, visibility);
  const findable = (tenant: string, network: string, visibility: Visibility) => partition(tenant, 'find', network, visibility);
  const asking = (tenant: string, network: string) => partition(tenant, 'asked', network);

  function rowsFor(person: Person, network: string, named: Named): { at: PartitionKey; key: RowKey }[] {
    if (!named.name) return [];
    if (named.standing === 'asked') return [{ at: asking(person.tenant, network), key: row(person.id) }];
    if (named.visibility === 'hidden') return [];
    const [first = '', ...turned] = sortedForms(named.name);
    return [
      { at: listed(person.tenant, network, named.visibility), key: row(first, person.id) },
      ...[first, ...turned].map(form => ({ at: findable(person.tenant, network, named.visibility), key: row(form, person.id) })),
    ];
  }

  async function add(person: Person, network: string, named: Named & { joinedAt?: Date }): Promise<void> {
    const fields = named.standing === 'asked' ? { name: named.name, askedAt: named.joinedAt } : { name: named.name };
    await Promise.all(rowsFor(person, network, named).map(({ at, key }) => table.put(at, key, fields)));
  }

  async function remove(person: Person, network: string, named: Named): Promise<void> {
    await Promise.all(rowsFor(person, network, named).map(({ at, key }) => table.remove(at, key)));
  }

  /** Takes out what `before` had and `after` has not. */
  async function removeStale(person: Person, network: string, before: Named, after: Named): Promise<void> {
    const stays = new Set(rowsFor(person, network, after).map(({ at, key }) => `${at} ${key}`));
    const goes = rowsFor(person, network, before).filter(({ at, key }) => !stays.has(`${at} ${key}`));
    await Promise.all(goes.map(({ at, key }) => table.remove(at, key)));
  }

  async function page(
    tenant: string,
    network: string,
    viewer: Viewer,
    { size, after, search }: PageAsked,
    stands: (person: Person) => Promise<Named | undefined>,
  ): Promise<MembersPage> {
    const members: MemberLine[] = [];
    const typed = search === undefined ? undefined : plain(search);
    const range = typed ? rowsBeginning(typed) : undefined;
    const places = visibleTo(viewer).map(visibility => (typed ? findable : listed)(tenant, network, visibility));
    let from = after === undefined ? range?.from : rowJustAfter(after);
    for (;;) {
      const wanted = size - members.length;
      const found = (
        await Promise.all(places.map(async at => (await table.list(at, { ...range, ...(from ? { from } : {}), limit: wanted + 1 })).rows))
      ).flat();
      found.sort((one, other) => (one.row < other.row ? -1 : 1));
      const next = found.slice(0, wanted);
      const checked = await Promise.all(next.map(one => agreed(tenant, viewer, one, stands)));
      for (const line of checked) if (line && !members.some(one => one.person.id === line.person.id)) members.push(line);
      const last = next.at(-1);
      const hasMore = found.length > wanted;
      if (!hasMore || members.length >= size || !last) return { members, ...(hasMore && last ? { next: last.row } : {}) };
      from = rowJustAfter(last.row);
    }
  }

  async function agreed(
    tenant: string,
    viewer: Viewer,
    found: StoredRow,
    stands: (person: Person) => Promise<Named | undefined>,
  ): Promise<MemberLine | undefined> {
    const person = { tenant, id: partsOf(found.row).at(-1) ?? '' };
    const membership = await stands(person);
    const name = found.fields['name'];
    const isRight =
      membership &&
      membership.standing === 'in' &&
      maySee(viewer, membership.visibility) &&
      typeof name === 'string' &&
      membership.name === name;
    return isRight ? { person, name } : undefined;
  }

  async function waiting(
    tenant: string,
    network: string,
    stands: (person: Person) => Promise<Named | undefined>,
  ): Promise<{ person: Person; name: string; askedAt: Date }[]> {
    const lines: { person: Person; name: string; askedAt: Date }[] = [];
    for await (const found of table.all(asking(tenant, network))) {
      const person = { tenant, id: partsOf(found.row).at(-1) ?? '' };
      const membership = await stands(person);
      if (membership?.standing === 'asked') {
        lines.push({ person, name: String(found.fields['name']), askedAt: found.fields['askedAt'] as Date });
      }
    }
    return lines.sort((one, other) => one.askedAt.getTime() - other.askedAt.getTime());
  }

  /** Takes out every line about a network that was deleted. */
  async function forgetNetwork(tenant: string, network: string): Promise<void> {
    const lists = visibilities.flatMap(visibility => [listed(tenant, network, visibility), findable(tenant, network, visibility)]);
    for (const at of [...lists, asking(tenant, network)]) {
      for await (const found of table.all(at)) await table.remove(found.partition, found.row);
    }
  }

  return { add, remove, removeStale, page, waiting, forgetNetwork };
}

const longestForm = 120;

/** The name as it sorts, and turned so that it is found from each of its words: "casey example", "example casey". */
function sortedForms(name: string): string[] {
  const words = plain(name).split(' ').filter(Boolean);
  return words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' ')).slice(0, 4);
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestForm);
