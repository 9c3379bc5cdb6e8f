import type { HeldThing } from '../../feature.ts';
import type { Both, Language } from '../../language/language.ts';
import { dateInWords, momentInWords } from '../../language/wording.ts';
import { lineFor } from '../data-map.ts';
import type { DataMapLine } from '../../feature.ts';
import type { MyData } from '../privacy.contract.ts';

export type { DataMapLine, HeldThing };

/** Things of one kind, in the words of whoever holds them. */
export type Group = { what: Both<string>; things: readonly HeldThing[] };

export function groupsOf(things: readonly HeldThing[]): Group[] {
  const groups = Map.groupBy(things, thing => thing.what.en);
  return [...groups.values()].map(of => ({ what: (of[0] as HeldThing).what, things: of }));
}

/** A stored value as a reader knows it: times in words, and what is known by another name under that name. */
export function valueInWords(value: string | number | boolean, language: Language, known: ReadonlyMap<string, string>): string {
  if (typeof value !== 'string') return String(value);
  const named = known.get(value);
  if (named !== undefined) return named;
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return value;
  const date = new Date(value);
  return `${dateInWords(date, language)}, ${momentInWords(date, language).split(', ').at(-1)}`;
}

/** Puts parts onto pages in their order, as many as fit. One that is larger than a page stands alone. */
export function paged<T>(parts: readonly T[], sizeOf: (part: T) => number, most: number): T[][] {
  const pages: T[][] = [[]];
  let room = most;
  for (const part of parts) {
    const size = sizeOf(part);
    if (size > room && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([]);
      room = most;
    }
    pages.at(-1)?.push(part);
    room -= size;
  }
  return pages;
}

/** The whole of it, for the file and the page in the tab. */
export function myData(of: {
  things: readonly HeldThing[];
  map: readonly DataMapLine[];
  language: Language;
  force: string;
  now: Date;
  limits: readonly string[];
}): MyData {
  const { things, map, language, force, now, limits } = of;
  const properties = new Map(
    things.flatMap(({ table, fields }) => Object.keys(fields).map(property => [`${table} ${property}`, { table, property }])),
  );
  return {
    madeAt: now.toISOString(),
    force,
    held: things.map(({ table, what, fields }) => ({ table, what: what[language], fields })),
    explained: [...properties.values()].flatMap(({ table, property }) => {
      const line = lineFor(map, table, property);
      return line ? [{ table, property, purpose: line.purpose[language], life: line.life[language] }] : [];
    }),
    limits: [...limits],
  };
}
