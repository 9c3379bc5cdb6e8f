/** How far a tenant's requests, or those to one conversation, have been handed out; times in milliseconds by the storage's clock. */
export type Pacing = {
  /** No slot is handed out before this (the theoretical arrival time of a generic cell rate algorithm). */
  tat: number;
  /** What part of the full pace held at `factorAt`, after Teams asked for less. */
  factor: number;
  factorAt: number;
};

/** `mostLateMs`: how late a slot may still be used. The room for it is taken out of the pace, so that no second sees too many. */
export type Limit = { perSecond: number; spreadMs: number; mostLateMs: number };

/**
 * All requests of a tenant. Two slots that are a second's worth apart lie `spreadMs` more than a second apart: half of that for
 * a sender that is late, half for the way to Teams and for what instances know wrongly about the storage's clock.
 */
export const requestsAt = (perSecond: number): Limit => ({ perSecond, spreadMs: 40, mostLateMs: 20 });

/** Messages to one channel or group chat: one a second at the most, though the tenant's own slot has to be waited for after it. */
export const toOnePlace: Limit = { perSecond: 1, spreadMs: 1000, mostLateMs: 900 };

const blockMs = 500;
/** Nothing is handed out further ahead, so that a slower pace is soon felt. */
const horizonMs = 1000;
const leastFactor = 1 / 16;
const growthPerSecond = 1 / 20;
const slowerAgainAfterMs = 1000;
/** Slots end within the horizon and the longest interval, 17 s; what lies further ahead was written before the clock was set back. */
const longestAheadMs = 60_000;

/** Which part of the full pace holds at a time: it grows back steadily after it was halved. */
export function factorAt({ factor, factorAt: since }: Pacing, at: number): number {
  return Math.min(1, factor + (Math.max(0, at - since) / 1000) * growthPerSecond);
}

/**
 * Up to `wanted` send times, none before `earliest`, all within half a second; or how long to wait before asking again.
 * In no second there are more than `perSecond` sends, whoever makes them, if each is at most `mostLateMs` late.
 */
export function slotsFrom(
  pacing: Pacing | undefined,
  { perSecond, spreadMs }: Limit,
  asked: { wanted: number; now: number; earliest: number },
): { slots: number[]; pacing: Pacing } | { waitMs: number } {
  const known = pacing ?? { tat: 0, factor: 1, factorAt: asked.now };
  const tat = known.tat > asked.now + longestAheadMs ? asked.now : known.tat;
  if (tat > asked.now + horizonMs) return { waitMs: tat - asked.now - horizonMs };
  const fullMs = (1000 + spreadMs) / perSecond;
  const first = Math.max(tat, asked.earliest);
  const slots: number[] = [];
  let next = first;
  while (slots.length < asked.wanted && (slots.length === 0 || next < first + blockMs)) {
    slots.push(next);
    next += fullMs / factorAt(known, next);
  }
  return { slots, pacing: { ...known, tat: next } };
}

/** After a 429: half the pace, for everybody, at most once a second. Undefined when somebody has seen to it just now. */
export function slowed(pacing: Pacing | undefined, now: number): Pacing | undefined {
  const known = pacing ?? { tat: 0, factor: 1, factorAt: -Infinity };
  const sinceMs = now - known.factorAt;
  if (pacing && known.factor < 1 && sinceMs >= 0 && sinceMs < slowerAgainAfterMs) return undefined;
  return { tat: known.tat, factor: Math.max(leastFactor, factorAt(known, now) / 2), factorAt: now };
}

export const isUsable = (slot: number, now: number, { mostLateMs }: Limit): boolean => now >= slot && now <= slot + mostLateMs;
