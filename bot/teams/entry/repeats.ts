/**
 * Remembers activity ids for a while. Teams sends an activity again when its answer was slow to come, often seconds later and usually to
 * the same instance. Acts with an effect do not rely on this (people/acts.store.ts).
 */
export function openRepeats(most = 5_000, forMs = 600_000) {
  // A Map keeps the order of insertion, so the oldest are always at its front.
  const seen = new Map<string, number>();
  return {
    /** True the first time within the while. */
    isFirst(key: string, now: number): boolean {
      const before = seen.get(key);
      if (before !== undefined && now - before < forMs) return false;
      seen.delete(key);
      seen.set(key, now);
      if (seen.size > most) for (const oldest of seen.keys()) if (seen.delete(oldest)) break;
      return true;
    },
    forget(key: string): void {
      seen.delete(key);
    },
  };
}
