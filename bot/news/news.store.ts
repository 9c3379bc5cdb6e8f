import { LRUCache } from 'lru-cache';
import type { Held, HeldThing } from '../feature.ts';
import type { Person } from '../people/person.ts';
import { partition, partsOf, row, rowAfter, sortable, sortableDown } from '../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../storage/table.ts';
import { newsMap, table as name } from './news.map.ts';
import { nextVersion, type News, type Note, type Whom, type Words } from './news.ts';

/** What was read, to change only that. */
export type Kept = { news: News; stored: StoredRow };

export type NewsStore = ReturnType<typeof openNews>;

/**
 * News: one row says how a piece stands, and one beside it holds each version with who wrote it and when. A list by author stands
 * apart and only points; it is for the author alone.
 */
export function openNews(table: Table) {
  const all = (tenant: string) => partition(tenant, name);
  const byAuthor = (tenant: string) => partition(tenant, 'authors');
  const headRow = (id: string) => row(id);
  const versionRow = (id: string, version: number) => row(id, sortable(version));
  const pointer = ({ author = '', createdAt, id }: News) => row(author, sortableDown(createdAt.getTime()), id);
  // What was sent does not change any more, and is read for every slice of those who get it.
  const sent = new LRUCache<string, Words>({ max: 500 });

  /** Keeps a new piece, unless this one was begun before. */
  async function begin(news: News, words: Words): Promise<void> {
    // The list comes first: a line that points to nothing shows nothing.
    await table.put(byAuthor(news.tenant), pointer(news), { createdAt: news.createdAt });
    await table.together(all(news.tenant), [
      { do: 'insert', row: headRow(news.id), fields: fieldsOf(news) },
      { do: 'insert', row: versionRow(news.id, nextVersion(news)), fields: wordsFields(words, news.author, news.createdAt) },
    ]);
  }

  async function find(tenant: string, id: string): Promise<Kept | undefined> {
    if (!id) return undefined;
    const stored = await table.find(all(tenant), headRow(id));
    return stored && stored.fields['state'] !== undefined ? { news: newsOf(tenant, stored), stored } : undefined;
  }

  async function words(tenant: string, id: string, version: number): Promise<Words | undefined> {
    const found = await table.find(all(tenant), versionRow(id, version));
    return found && wordsOf(found);
  }

  /** The words of a version that was sent, remembered: they never change. */
  async function sentWords(tenant: string, id: string, version: number): Promise<Words | undefined> {
    const key = [tenant, id, version].join('|');
    const known = sent.get(key);
    if (known) return known;
    const found = await words(tenant, id, version);
    if (found) sent.set(key, found);
    return found;
  }

  /** Changes how it stands, and with it what its next version says, if nobody changed it since it was read. */
  async function save({ stored }: Kept, news: News, written?: { words: Words; by: Person; version: number }): Promise<'saved' | 'changed'> {
    const { done } = await table.together(all(news.tenant), [
      { do: 'replace', row: headRow(news.id), fields: fieldsOf(news), etag: stored.etag },
      ...(written
        ? [
            {
              do: 'put' as const,
              row: versionRow(news.id, written.version),
              fields: wordsFields(written.words, written.by.id, news.changedAt),
            },
          ]
        : []),
    ]);
    return done ? 'saved' : 'changed';
  }

  /** What somebody began, the newest first. */
  async function of(person: Person, most: number): Promise<News[]> {
    const found: News[] = [];
    for await (const one of pointersOf(person)) {
      const kept = await find(person.tenant, partsOf(one.row)[2] ?? '');
      if (kept?.news.author === person.id) found.push(kept.news);
      if (found.length >= most) break;
    }
    return found;
  }

  const pointersOf = (person: Person) => table.all(byAuthor(person.tenant), { from: row(person.id), before: rowAfter(person.id) });

  /** Takes a piece away with all its versions. */
  async function remove(news: News): Promise<void> {
    for await (const found of table.all(all(news.tenant), { from: row(news.id), before: rowAfter(news.id) }))
      await table.remove(found.partition, found.row);
    if (news.author) await table.remove(byAuthor(news.tenant), pointer(news));
  }

  /** Takes away what nobody changed since: drafts from before one time, what was sent from before another. */
  async function forget(tenant: string, before: { drafts: Date; sent: Date }): Promise<void> {
    const over: News[] = [];
    for await (const stored of table.all(all(tenant))) {
      if (stored.fields['state'] === undefined) continue;
      const news = newsOf(tenant, stored);
      if (news.changedAt < (news.state === 'sent' ? before.sent : before.drafts)) over.push(news);
    }
    for (const news of over) await remove(news);
  }

  async function* rowsNaming(person: Person): AsyncGenerator<StoredRow> {
    for await (const stored of table.all(all(person.tenant)))
      if (stored.fields['author'] === person.id || stored.fields['approver'] === person.id) yield stored;
  }

  const held: Held = {
    map: newsMap,
    export: async person => {
      const things: HeldThing[] = [];
      for await (const { row: key, fields } of rowsNaming(person)) things.push(exported(partsOf(key), fields, person));
      return things;
    },
    erase: async person => {
      const mine: StoredRow[] = [];
      for await (const stored of rowsNaming(person)) mine.push(stored);
      const drafts = mine.filter(
        ({ fields }) => fields['author'] === person.id && fields['state'] !== undefined && fields['state'] !== 'sent',
      );
      for (const stored of drafts) await remove(newsOf(person.tenant, stored));
      const gone = new Set(drafts.map(({ row: key }) => partsOf(key)[0]));
      // What was sent is the network's: it stays, and nobody's name is at it any more.
      for (const { partition: at, row: key, fields } of mine) {
        if (gone.has(partsOf(key)[0])) continue;
        const { author, approver, ...rest } = fields;
        const others = { author: author === person.id ? undefined : author, approver: approver === person.id ? undefined : approver };
        await table.put(at, key, { ...rest, ...others });
      }
      const pointers: StoredRow[] = [];
      for await (const found of pointersOf(person)) pointers.push(found);
      for (const found of pointers) await table.remove(found.partition, found.row);
    },
  };

  return { begin, find, words, sentWords, save, of, remove, forget, held };
}

function exported([id = '', version]: string[], fields: Fields, person: Person): HeldThing {
  const isMine = fields['author'] === person.id;
  const what =
    version !== undefined
      ? { en: 'News you wrote', cy: 'Newyddion a ysgrifennwyd gennych' }
      : isMine
        ? { en: 'A piece of news you began', cy: 'Darn o newyddion a ddechreuwyd gennych' }
        : { en: 'News you agreed to', cy: 'Newyddion y cytunoch iddynt' };
  const told = Object.entries(fields).flatMap(([property, value]) =>
    value === undefined || property === 'author' || property === 'approver'
      ? []
      : [[property, value instanceof Date ? value.toISOString() : typeof value === 'bigint' ? String(value) : value] as const],
  );
  return { table: name, what, fields: { id, ...Object.fromEntries(told) } };
}

function fieldsOf(news: News): Fields {
  const { network, state, version, isWriting, saves, whom, at, confirmed, askedAt, approver, note, author, createdAt, changedAt } = news;
  const place = whom?.kind === 'place' ? { place: whom.conversation, placeName: whom.name } : {};
  const confirming = confirmed ? { confirmedWords: confirmed.words, confirmedAt: confirmed.at } : {};
  return {
    ...{ network, state, version, isWriting, saves, whom: whom?.kind, at, askedAt, approver, note, author, createdAt, changedAt },
    ...place,
    ...confirming,
  };
}

function newsOf(tenant: string, { row: key, fields }: StoredRow): News {
  const { state, confirmedAt, at, askedAt, approver, note, author } = fields;
  const whom = whomOf(fields);
  return {
    tenant,
    id: partsOf(key)[0] ?? '',
    network: String(fields['network'] ?? ''),
    state: state === 'sent' || state === 'waiting' ? state : 'draft',
    version: Number(fields['version']),
    isWriting: fields['isWriting'] === true,
    saves: Number(fields['saves']),
    ...(whom ? { whom } : {}),
    ...(at instanceof Date ? { at } : {}),
    ...(confirmedAt instanceof Date ? { confirmed: { words: String(fields['confirmedWords']), at: confirmedAt } } : {}),
    ...(askedAt instanceof Date ? { askedAt } : {}),
    ...(typeof approver === 'string' ? { approver } : {}),
    ...(note === 'refused' || note === 'lapsed' ? { note: note satisfies Note } : {}),
    ...(typeof author === 'string' ? { author } : {}),
    createdAt: fields['createdAt'] as Date,
    changedAt: fields['changedAt'] as Date,
  };
}

function whomOf({ whom, place, placeName }: Fields): Whom | undefined {
  if (whom === 'network' || whom === 'everyone') return { kind: whom };
  return whom === 'place' ? { kind: whom, conversation: String(place), name: String(placeName ?? '') } : undefined;
}

const wordsFields = ({ en, cy, link }: Words, author: string | undefined, writtenAt: Date): Fields => ({
  ...{ enTitle: en.title, enText: en.text, cyTitle: cy.title, cyText: cy.text, link, author, writtenAt },
});

function wordsOf({ fields }: StoredRow): Words {
  const text = (property: string) => String(fields[property] ?? '');
  return {
    en: { title: text('enTitle'), text: text('enText') },
    cy: { title: text('cyTitle'), text: text('cyText') },
    link: text('link'),
  };
}
