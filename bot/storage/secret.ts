import { hkdfSync } from 'node:crypto';

/** A 256-bit key for one purpose, from the root secret; keys of different purposes tell nothing about each other. */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  if (secret.length < 32) throw new Error('the root secret must have at least 32 bytes');
  if (!purpose) throw new Error('a key needs a purpose');
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32));
}
