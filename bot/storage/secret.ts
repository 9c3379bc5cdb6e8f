import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one purpose (HKDF-SHA256), so that one root secret serves all and no key tells another. */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32));
}
