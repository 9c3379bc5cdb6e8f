import { DateTime } from 'luxon';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { verb, type Audience, type DigestLine, type Drawing, type Feature, type Message } from '../../feature.ts';
import { timeZone } from '../../language/wording.ts';
import type { Person } from '../../people/person.ts';
import { privately } from '../../teams/privately.ts';
import { notice, show, type Reply } from '../../teams/reply.ts';
import type { Turn } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import { nextDaily } from '../due.ts';
import type { Delivering } from '../engine.ts';
import { digestKind } from '../wishes/wish.ts';
import { digestCard } from './digest.card.ts';
import { digestSamples } from './digest.samples.ts';
import { digestText } from './digest.text.ts';
import type { Item, WaitingForDigest } from './waiting.ts';

export type DigestNeeds = {
  waiting: WaitingForDigest;
  delivering: Pick<Delivering, 'announce' | 'approve' | 'start'>;
  /** Who draws what, by kind. */
  messages: (kind: string) => Message | undefined;
};

const kindOfRun = 'delivery/digest';
/** What is above this comes with the next one: a card has an end. */
const mostLines = 12;

/** What waited for people because they chose so, or had enough messages: once a day, for each of them in one message. */
export function digestPart({ waiting, delivering, messages }: DigestNeeds): Partial<Feature> {
  // Whoever draws a digest also sends it, and then hears that it arrived.
  const shown = new LRUCache<string, readonly Broadcast[]>({ max: 5_000 });
  const keyOf = ({ tenant, about }: Pick<Drawing, 'tenant' | 'about'>, person: Person) => [tenant, about, person.id].join('|');

  const audience: Audience = {
    pages: tenant => waiting.pages(tenant),
    size: tenant => waiting.size(tenant),
    // Whether something is left for them is found as it is drawn.
    wishes: async (_tenant, _id, people) => new Map(people.map(id => [id, { isNamed: true }])),
  };

  async function draw(asked: Drawing) {
    const { person } = asked;
    if (!person || asked.isRecalled) return undefined;
    const items = await waiting.itemsOf(person);
    const lines = [];
    const of: Broadcast[] = [];
    for (const item of items.slice(0, mostLines)) {
      const line = await lineOf(item, { ...asked, person });
      if (!line) continue;
      lines.push({ ...line, broadcast: item.of.id });
      of.push(item.of);
    }
    if (lines.length === 0) return undefined;
    shown.set(keyOf(asked, person), of);
    return digestCard(asked.language, { lines, left: Math.max(0, items.length - mostLines), about: asked.about });
  }

  async function reached(what: Pick<Drawing, 'tenant' | 'about'>, readers: readonly Person[]): Promise<void> {
    const byBroadcast = new Map<string, { of: Broadcast; people: Person[] }>();
    for (const person of readers) {
      for (const one of shown.get(keyOf(what, person)) ?? []) {
        const entry = byBroadcast.get(one.id) ?? { of: one, people: [] };
        byBroadcast.set(one.id, entry);
        entry.people.push(person);
      }
    }
    for (const { of, people } of byBroadcast.values()) await waiting.shownTo(people, of);
  }

  async function lineOf(item: Item, asked: Drawing & { person: Person }): Promise<DigestLine | undefined> {
    const message = messages(item.of.kind);
    const drawing = drawingOf(item, asked, message);
    if (!message || !drawing) return undefined;
    if (message.line) return message.line(drawing);
    const whole = await message.draw(drawing);
    return whole && { title: whole.summary, detail: '' };
  }

  /** All of one thing, for somebody it was sent to. */
  async function read(turn: Turn, broadcast: string): Promise<Reply> {
    const over = notice(digestText[turn.language].over);
    const item = await waiting.itemFor(turn.person, broadcast);
    const message = item && messages(item.of.kind);
    const drawing = item && drawingOf(item, { ...turn, tenant: turn.person.tenant }, message);
    const whole = drawing && (await message?.draw(drawing));
    return whole ? show(whole) : over;
  }

  /** Every day; nobody gets a digest of nothing. */
  async function make(tenant: string, now: Date): Promise<void> {
    await waiting.tidy(tenant);
    if ((await waiting.size(tenant)) === 0) return;
    const day = DateTime.fromJSDate(now, { zone: timeZone }).toISODate() ?? '';
    const of = await delivering.announce({
      tenant,
      id: `${digestKind}-${day}`,
      kind: digestKind,
      about: day,
      audience: [{ kind: digestKind, id: day }],
      policy: 'reach everyone',
      mayWait: true,
    });
    await delivering.approve(of);
    // Whom it has not reached when the next one comes, that one reaches.
    await delivering.start(of, { deadline: nextDigest(now) });
  }

  return {
    audiences: { [digestKind]: audience },
    messages: { [digestKind]: { draw, reached, isPersonal: true } },
    due: {
      [kindOfRun]: async ({ tenant, now }) => {
        await make(tenant, now);
        return { again: nextDigest(now) };
      },
    },
    standing: [{ kind: kindOfRun, next: nextDigest }],
    verbs: [
      verb({
        verb: 'delivery/read',
        inputs: z.strictObject({ broadcast: z.string().max(200).optional() }),
        learns: { who: 'nobody' },
        run: privately((turn, press) => read(turn, press.inputs.broadcast ?? press.about)),
      }),
    ],
    samples: digestSamples,
  };
}

/** Every day at 08:00, UK time. */
export const nextDigest = (after: Date): Date => nextDaily(after, { hour: 8, minute: 0 });

function drawingOf(
  { of, delivery, isNamed }: Item,
  { tenant, force, language, person, now }: Pick<Drawing, 'tenant' | 'force' | 'language' | 'now'> & { person: Person },
  message: Message | undefined,
): Drawing | undefined {
  const via = of.audience[delivery.via];
  const { about, version, isRecalled } = of;
  const asked = via && { tenant, force, about, version, isRecalled, language, isNamed, via, now };
  return asked && message?.isPersonal ? { ...asked, person } : asked;
}
