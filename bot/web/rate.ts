import { LRUCache } from 'lru-cache';

export type Allowance = {
  /** How many may come at once. */
  burst: number;
  /** How many come back each second. */
  perSecond: number;
};

/** Enough for somebody quick, too little for a script: 20 at once, then one a second. */
export const usualAllowance: Allowance = { burst: 20, perSecond: 1 };

// A forgotten bucket is a full one, so losing the oldest of so many harms nobody.
const remembered = 50_000;

/** One bucket of requests per key, in this instance's memory. Answers 0 when this one may pass, else the seconds to wait. */
export function rateLimit(allowance: Allowance = usualAllowance): (key: string, now: Date) => number {
  const buckets = new LRUCache<string, { left: number; at: number }>({ max: remembered });
  return (key, now) => {
    const at = now.getTime();
    const before = buckets.get(key) ?? { left: allowance.burst, at };
    const refilled = (Math.max(0, at - before.at) / 1000) * allowance.perSecond;
    const left = Math.min(allowance.burst, before.left + refilled);
    const passes = left >= 1;
    buckets.set(key, { left: passes ? left - 1 : left, at });
    return passes ? 0 : Math.ceil((1 - left) / allowance.perSecond);
  };
}
