import type { Audience } from '../feature.ts';
import type { Person } from '../people/person.ts';
import { shardOf, shards } from '../people/shard.ts';
import type { AudiencePart } from './broadcast.ts';
import type { Planned } from './ledger/ledger.store.ts';

/** Who offers each kind of audience. A `place` is none: it is one channel or group chat. */
export type Audiences = (kind: string) => Audience | undefined;

export function audienceOf(audiences: Audiences, { kind }: AudiencePart): Audience {
  const audience = audiences(kind);
  if (!audience) throw new Error(`nobody offers the audience "${kind}"`);
  return audience;
}

/** At most how many are in it: whoever is in two parts counts twice. */
export async function reachOf(audiences: Audiences, tenant: string, parts: readonly AudiencePart[]): Promise<number> {
  const sizes = parts.map(async part => (part.kind === 'place' ? 1 : audienceOf(audiences, part).size(tenant, part.id)));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * Everybody an audience has, each once, with the first part they are in. One shard of people at a time, from all parts together: so
 * whoever is in several is seen in them at the same time, and no more of a large audience is held at once than a sixteenth.
 */
export async function* recipientsOf(audiences: Audiences, tenant: string, parts: readonly AudiencePart[]): AsyncGenerator<Planned[]> {
  const places = parts.flatMap(({ kind, id }, via) =>
    kind === 'place' ? [{ to: { kind: 'place', conversation: id }, via } as const] : [],
  );
  if (places.length > 0) yield places;
  const readers = parts.flatMap((part, via) =>
    part.kind === 'place' ? [] : [{ via, upTo: inOrder(audienceOf(audiences, part).pages(tenant, part.id)) }],
  );
  for (const shard of shards) {
    const found = new Map<string, Planned>();
    for (const { via, upTo } of readers) {
      for (const { id } of await upTo(shard)) if (!found.has(id)) found.set(id, { to: { kind: 'person', id }, via });
    }
    if (found.size > 0) yield [...found.values()];
  }
}

/** Reads pages as far as the end of a shard. Somebody out of order comes with a later shard than theirs, which only costs time. */
function inOrder(pages: AsyncIterable<Person[]>): (shard: string) => Promise<Person[]> {
  const pagesLeft = pages[Symbol.asyncIterator]();
  let inHand: Person[] = [];
  let isOver = false;
  return async shard => {
    const given: Person[] = [];
    for (;;) {
      const next = inHand.findIndex(({ id }) => shardOf(id) > shard);
      given.push(...inHand.splice(0, next === -1 ? inHand.length : next));
      if (inHand.length > 0 || isOver) return given;
      const page = await pagesLeft.next();
      if (page.done) isOver = true;
      else inHand = [...page.value];
    }
  };
}
