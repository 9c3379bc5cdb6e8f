import assert from 'node:assert/strict';
import { judge, secondsAbove, type Case } from './checker.ts';
import type { Observed } from './observer.ts';

const send = (conversation: string, at: number, over: Partial<Observed> = {}): Observed => ({
  at,
  what: 'send',
  conversation,
  mark: 'mark-1',
  isDelivered: true,
  status: 201,
  ...over,
});

const good: Case = {
  mark: 'mark-1',
  policy: 'never twice',
  recipients: ['a:1', 'a:2'],
  settled: [
    { conversation: 'a:1', state: 'sent' },
    { conversation: 'a:2', state: 'sent' },
  ],
  observed: [send('a:1', 0), send('a:2', 500)],
  pace: 40,
  crashes: 0,
  inFlight: 20,
};

describe('the checker of deliveries', () => {
  it('finds nothing wrong where everybody got it once', () => {
    assert.deepEqual(judge(good), { lost: 0, duplicated: 0, mayBeDuplicated: 0, late: 0, overPace: 0, wronglyRetried: 0, isGood: true });
  });

  it('finds somebody of whom the ledger says "sent" and who has nothing', () => {
    assert.equal(judge({ ...good, observed: [send('a:1', 0)] }).lost, 1);
  });

  it('finds somebody who is in no row, or whose row still waits', () => {
    assert.equal(judge({ ...good, settled: good.settled.slice(0, 1) }).lost, 1);
    assert.equal(
      judge({
        ...good,
        settled: [
          { conversation: 'a:1', state: 'sent' },
          { conversation: 'a:2', state: 'pending' },
        ],
      }).lost,
      1,
    );
    assert.equal(
      judge({
        ...good,
        settled: [
          { conversation: 'a:1', state: 'sent' },
          { conversation: 'a:2', state: 'unsure' },
        ],
      }).lost,
      0,
    );
  });

  it('finds somebody who got it twice, and forgives it only where the policy and an unclear answer allow it', () => {
    const observed = [...good.observed, send('a:1', 900)];
    assert.equal(judge({ ...good, observed }).isGood, false);
    assert.equal(judge({ ...good, observed, policy: 'reach everyone' }).isGood, false);
    assert.equal(judge({ ...good, observed, policy: 'reach everyone', crashes: 1 }).isGood, true);
    const unclear = [send('a:1', 0, { status: 503 }), send('a:1', 900), send('a:2', 500)];
    assert.equal(judge({ ...good, observed: unclear, policy: 'reach everyone' }).isGood, true);
    assert.equal(judge({ ...good, observed: unclear }).isGood, false);
  });

  it('finds a send after an answer that forbids another', () => {
    const observed = [send('a:1', 0, { status: 403, isDelivered: false }), send('a:1', 900), send('a:2', 500)];
    assert.equal(judge({ ...good, observed }).wronglyRetried, 1);
  });

  it('finds what comes after it was stopped', () => {
    assert.equal(judge({ ...good, notAfter: 400 }).late, 1);
  });

  it('finds every second with too many requests, of whatever kind', () => {
    const even = Array.from({ length: 200 }, (_, at) => send(`a:${at}`, at * 25));
    assert.equal(secondsAbove(even, 40), 0);
    assert.ok(secondsAbove([...even, send('a:more', 1010, { what: 'update' })], 40) > 0);
  });
});
