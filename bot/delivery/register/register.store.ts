import type { Held } from '../../feature.ts';
import { general, lifeSetBy, mapOf, personal } from '../../people/data-map.ts';
import type { Person } from '../../people/person.ts';
import { partition, partsOf, row, sortable } from '../../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../../storage/table.ts';
import type { Entry } from './register.ts';

const name = 'register';

export type RegisterStore = ReturnType<typeof openRegister>;

/** Every announcement as it was sent. Entries are only ever added; the same act of the same version is entered once. */
export function openRegister(table: Table) {
  const place = (tenant: string) => partition(tenant, name);

  async function enter(tenant: string, entry: Entry): Promise<void> {
    const { broadcast, version, act } = entry;
    await table.insert(place(tenant), row(broadcast, sortable(version), act), fieldsOf(entry));
  }

  async function all(tenant: string): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const found of table.all(place(tenant))) entries.push(entryOf(found));
    return entries;
  }

  /** Forgets what was entered before a time. Answers how many entries went. */
  async function dropOlder(tenant: string, before: Date): Promise<number> {
    let gone = 0;
    for await (const found of table.all(place(tenant))) {
      if (entryOf(found).at >= before) continue;
      if ((await table.remove(found.partition, found.row, found.etag)) === 'removed') gone += 1;
    }
    return gone;
  }

  async function* naming(person: Person): AsyncIterable<StoredRow> {
    for await (const found of table.all(place(person.tenant))) {
      if (found.fields['author'] === person.id || found.fields['approver'] === person.id) yield found;
    }
  }

  const held: Held = {
    map,
    export: async person => {
      const things = [];
      for await (const found of naming(person)) {
        const { act, at, words, author } = entryOf(found);
        const isAuthor = author === person.id;
        things.push({
          table: name,
          what: isAuthor
            ? { en: 'An announcement you sent', cy: 'Cyhoeddiad a anfonwyd gennych' }
            : { en: 'An announcement you agreed to', cy: 'Cyhoeddiad y cytunoch iddo' },
          fields: { act, at: at.toISOString(), title: (words.en ?? words.cy)?.title ?? '' },
        });
      }
      return things;
    },
    // What was said to many people stays on record; who said it does not.
    erase: async person => {
      for await (const found of naming(person)) {
        const { author, approver, ...rest } = found.fields;
        await table.put(found.partition, found.row, {
          ...rest,
          ...(author === person.id ? {} : { author }),
          ...(approver === person.id ? {} : { approver }),
        });
      }
    },
  };

  return { enter, all, dropOlder, held };
}

function fieldsOf({ kind, at, audience, words, confirmed, author, approver }: Entry): Fields {
  return {
    kind,
    at,
    audience: JSON.stringify(audience),
    words: JSON.stringify(words),
    confirmed: confirmed && JSON.stringify(confirmed),
    author,
    approver,
  };
}

function entryOf({ row: key, fields }: StoredRow): Entry {
  const [broadcast = '', version = '', act = ''] = partsOf(key);
  const text = (property: string): string | undefined => (typeof fields[property] === 'string' ? fields[property] : undefined);
  return {
    broadcast,
    version: Number(version),
    act: act as Entry['act'],
    kind: text('kind') ?? '',
    at: fields['at'] as Date,
    audience: JSON.parse(text('audience') ?? '[]') as Entry['audience'],
    words: JSON.parse(text('words') ?? '{}') as Entry['words'],
    confirmed: text('confirmed') === undefined ? undefined : (JSON.parse(text('confirmed') ?? '') as Entry['confirmed']),
    author: text('author'),
    approver: text('approver'),
  };
}

const toAccount = (en: string, cy: string) => general(en, cy);
const map = mapOf(name, lifeSetBy('registerMonths'), {
  kind: toAccount('What kind of announcement it was', 'Pa fath o gyhoeddiad ydoedd'),
  at: toAccount('When it was sent', 'Pryd yr anfonwyd ef'),
  audience: toAccount('Which networks or channels it went to', 'At ba rwydweithiau neu sianeli yr aeth'),
  words: toAccount('What was said in the force’s name', 'Beth a ddywedwyd yn enw’r heddlu'),
  confirmed: toAccount('That it takes no side in a public dispute', 'Nad yw’n cymryd ochr mewn dadl gyhoeddus'),
  author: personal('Who answers for it', 'Pwy sy’n atebol amdano'),
  approver: personal('Who agreed to it', 'Pwy a gytunodd iddo'),
});
