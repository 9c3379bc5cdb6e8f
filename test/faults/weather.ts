import type { Observed, Treatment } from './observer.ts';
import { between, pick, seededRandom } from './random.ts';

/** How the service treats what it is asked, in shares from 0 to 1. It is told to a process of its own, so it is nothing but values. */
export type Weather = {
  seed: number;
  /** Before it answers, always. */
  latencyMs?: number;
  /** Conversations that are over for good: each answers the same to every request. */
  gone?: number;
  /** Everything is refused for a while, with a Retry-After, and then again after a while. */
  storm?: { everyMs: number; forMs: number; retryAfterSeconds: number };
  /** 5xx, half of them although the message arrived. */
  troubled?: number;
  /** An answer after 20 s; the message arrives at once. */
  slow?: number;
  /** The connection breaks once the whole request was read, half of the time although the message arrived. */
  reset?: number;
};

type Asked = { what: Observed['what']; conversation: string; at: number };

/** Answers that mean "never again", as Teams gives them. */
const ends: readonly { status: number; code: string }[] = [
  { status: 403, code: 'BotNotInConversationRoster' },
  { status: 403, code: 'ConversationBlockedByUser' },
  { status: 403, code: 'ForbiddenOperationException' },
  { status: 403, code: 'BotDisabledByAdmin' },
  { status: 404, code: 'ConversationNotFound' },
  { status: 400, code: 'BadSyntax' },
  { status: 401, code: 'Unauthorized' },
  { status: 413, code: 'MessageSizeTooBig' },
];
const slowMs = 20_000;

/** What the weather makes of each request. */
export function treatingBy(weather: Weather): (asked: Asked) => Treatment | undefined {
  const random = seededRandom(weather.seed);
  const { latencyMs = 0, gone = 0, storm, troubled = 0, slow = 0, reset = 0 } = weather;
  let began: number | undefined;

  return ({ what, conversation, at }) => {
    began ??= at;
    const afterMs = latencyMs === 0 ? 0 : between(random, latencyMs / 2, latencyMs * 1.5);
    const fate = seededRandom(weather.seed ^ hashOf(conversation));
    if (what === 'send' && fate() < gone) return { kind: 'answer', ...pick(fate, ends), afterMs };
    if (storm && (at - began) % storm.everyMs > storm.everyMs - storm.forMs) {
      const headers = { 'retry-after': String(storm.retryAfterSeconds) };
      return { kind: 'answer', status: 429, code: 'Throttled', headers, afterMs };
    }
    const drawn = random();
    const isDelivered = random() < 0.5;
    if (drawn < troubled) return { kind: 'answer', status: pick(random, [500, 502, 503, 504]), isDelivered, afterMs };
    if (drawn < troubled + slow) return { kind: 'answer', status: what === 'update' || what === 'remove' ? 200 : 201, afterMs: slowMs };
    if (drawn < troubled + slow + reset) return { kind: 'reset', isDelivered };
    return afterMs === 0 ? undefined : { kind: 'answer', status: what === 'update' || what === 'remove' ? 200 : 201, afterMs };
  };
}

function hashOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return hash;
}
