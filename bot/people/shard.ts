import { createHash } from 'node:crypto';

/** Sixteen partitions a tenant spread a rush of joiners; which one is a fixed function of the person. */
export const shards: readonly string[] = [...'0123456789abcdef'];

export function shardOf(personId: string): string {
  return createHash('sha256').update(personId).digest('hex').charAt(0);
}
