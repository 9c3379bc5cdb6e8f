import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { deriveKey } from '../../bot/storage/secret.ts';

describe('keys derived from the root secret', () => {
  it('are the same for the same purpose and differ between purposes and secrets', () => {
    const secret = randomBytes(32);
    assert.deepEqual(deriveKey(secret, 'cards'), deriveKey(secret, 'cards'));
    assert.notDeepEqual(deriveKey(secret, 'cards'), deriveKey(secret, 'audit'));
    assert.notDeepEqual(deriveKey(secret, 'cards'), deriveKey(randomBytes(32), 'cards'));
    assert.equal(deriveKey(secret, 'cards').length, 32);
  });

  it('are those of HKDF-SHA256, so that another program can make them', () => {
    const secret = Buffer.alloc(32, 7);
    assert.equal(deriveKey(secret, 'cards').toString('hex'), 'dac63a0c6ceb03fe17ed55c90317675ab2950139bc585b81af9da3901601a4bc');
  });

  it('are refused from a secret that is too short, or for no purpose', () => {
    assert.throws(() => deriveKey(randomBytes(31), 'cards'), /at least 32 bytes/);
    assert.throws(() => deriveKey(randomBytes(32), ''), /needs a purpose/);
  });
});
