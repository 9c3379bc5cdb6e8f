import { LRUCache } from 'lru-cache';
import type { Shown } from '../../cards/card.ts';
import type { Message } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { Force } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Delivery } from '../ledger/delivery.ts';

/** To whom it is shown, as far as that makes a difference. */
export type Reader = { language: Language; force: Force; isNamed: boolean };

/** What somebody is sent: undefined when there is nothing left to say. */
export type Draw = (broadcast: Broadcast, delivery: Pick<Delivery, 'to' | 'via'>, reader: Reader, now: Date) => Promise<Shown | undefined>;

/** Tells who has it now. */
export type Reached = (broadcast: Broadcast, deliveries: readonly Pick<Delivery, 'to'>[]) => Promise<void>;

export const openReached =
  (messages: (kind: string) => Message | undefined): Reached =>
  async ({ tenant, kind, about }, deliveries) => {
    const people = deliveries.flatMap(({ to }) => (to.kind === 'person' ? [{ tenant, id: to.id }] : []));
    if (people.length > 0) await messages(kind)?.reached?.({ tenant, about }, people);
  };

// What is drawn may speak of the time of day, so it is drawn anew now and then.
const keepMs = 60_000;

/** Draws each announcement once for all who read it alike. */
export function openDrawing(messages: (kind: string) => Message | undefined): Draw {
  const drawn = new LRUCache<string, Promise<Shown | undefined>>({ max: 500, ttl: keepMs });

  return async (broadcast, { to, via: part }, { language, force, isNamed }, now) => {
    const { tenant, id, kind, about, version, isRecalled, audience } = broadcast;
    const message = messages(kind);
    if (!message) throw new Error(`nobody draws the announcement "${kind}"`);
    const via = audience[part] ?? audience[0];
    if (!via) throw new Error('an announcement without an audience cannot be drawn');
    const asked = { tenant, force, about, version, isRecalled, language, isNamed, via, now };
    if (message.isPersonal) return message.draw(to.kind === 'person' ? { ...asked, person: { tenant, id: to.id } } : asked);
    const key = JSON.stringify([tenant, id, version, isRecalled, language, isNamed, force.name, via]);
    const known = drawn.get(key);
    if (known) return known;
    const drawing = message.draw(asked);
    drawn.set(key, drawing);
    // What failed is drawn anew by whoever asks next.
    drawing.catch(() => drawn.delete(key));
    return drawing;
  };
}
