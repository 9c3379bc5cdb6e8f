import { createHash } from 'node:crypto';

/** One line of the audit log. It names people by a keyed pseudonym and holds no content. */
export type AuditEntry = {
  sequence: number;
  at: Date;
  /** Pseudonym of the person who acted. */
  actor: string;
  /** What was done, such as `network joined`. */
  act: string;
  /** What it was done to: a network's id, a broadcast's id. Never a person. */
  object: string;
  /** Hash of the entry before; empty for the first. */
  previous: string;
};

export function hashOf(entry: AuditEntry): string {
  const { sequence, at, actor, act, object, previous } = entry;
  return createHash('sha256')
    .update(JSON.stringify([sequence, at.toISOString(), actor, act, object, previous]))
    .digest('hex');
}

/** Whether every entry follows from the one before it; `brokenAt` is the first sequence that does not. */
export function verifyChain(entries: readonly (AuditEntry & { hash: string })[]): { whole: true } | { whole: false; brokenAt: number } {
  let previous = '';
  let expected = 1;
  for (const entry of entries) {
    if (entry.sequence !== expected || entry.previous !== previous || hashOf(entry) !== entry.hash)
      return { whole: false, brokenAt: expected };
    previous = entry.hash;
    expected += 1;
  }
  return { whole: true };
}
