import assert from 'node:assert/strict';
import { judge, mostInASecond, secondsAbove, type Case } from './checker.ts';
import type { Observed } from './observer.ts';

const send = (conversation: string, at: number, over: Partial<Observed> = {}): Observed => ({
  at,
  since: at,
  stalledMs: 0,
  endedAt: at,
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
  crashes: [],
  inFlight: 20,
};

describe('the checker of deliveries', () => {
  it('finds nothing wrong where everybody got it once', () => {
    assert.deepEqual(judge(good), { lost: 0, duplicated: 0, mayBeDuplicated: 0, late: 0, overPace: 0, wronglyRetried: 0, isGood: true });
  });

  it('finds somebody of whom the ledger says "sent" and who has nothing', () => {
    assert.equal(judge({ ...good, observed: [send('a:1', 0)] }).lost, 1);
  });

  it('finds somebody who is in no row, or whose row still waits although nobody stopped it', () => {
    const secondIs = (state: 'pending' | 'claimed' | 'unsure') => [...good.settled.slice(0, 1), { conversation: 'a:2', state }];
    assert.equal(judge({ ...good, settled: good.settled.slice(0, 1) }).lost, 1);
    assert.equal(judge({ ...good, settled: secondIs('pending') }).lost, 1);
    assert.equal(judge({ ...good, settled: secondIs('pending'), isStopped: true }).lost, 0);
    assert.equal(judge({ ...good, settled: secondIs('claimed'), isStopped: true }).lost, 1);
    assert.equal(judge({ ...good, settled: secondIs('unsure') }).lost, 0);
  });

  it('finds somebody who got it twice, and forgives it only where the policy and an unclear answer allow it', () => {
    const observed = [...good.observed, send('a:1', 900)];
    assert.equal(judge({ ...good, observed }).isGood, false);
    assert.equal(judge({ ...good, observed, policy: 'reach everyone' }).isGood, false);
    const unclear = [send('a:1', 0, { status: 503 }), send('a:1', 900), send('a:2', 500)];
    assert.equal(judge({ ...good, observed: unclear, policy: 'reach everyone' }).isGood, true);
    assert.equal(judge({ ...good, observed: unclear }).isGood, false);
  });

  it('forgives what a process had in flight as it was lost, and no more than that', () => {
    const observed = [...good.observed, send('a:1', 40_000)];
    const lost = { ...good, observed, policy: 'reach everyone' } as const;
    assert.equal(judge({ ...lost, crashes: [600] }).isGood, true);
    assert.equal(judge({ ...lost, crashes: [600] }).mayBeDuplicated, 2);
    assert.equal(judge({ ...lost, crashes: [600], inFlight: 1 }).mayBeDuplicated, 1);
    // Long before it was lost, so it was written down.
    assert.equal(judge({ ...lost, crashes: [30_000] }).isGood, false);
    assert.equal(judge({ ...lost, crashes: [600], policy: 'never twice' }).isGood, false);
  });

  it('finds somebody who got it and for whom it was not', () => {
    assert.equal(judge({ ...good, observed: [...good.observed, send('a:3', 900)] }).duplicated, 1);
  });

  it('finds a send after an answer that forbids another, unless whoever heard it was lost', () => {
    const observed = [send('a:1', 0, { status: 403, isDelivered: false }), send('a:1', 40_000), send('a:2', 500)];
    assert.equal(judge({ ...good, observed }).wronglyRetried, 1);
    assert.equal(judge({ ...good, observed, crashes: [600] }).wronglyRetried, 1);
    assert.equal(judge({ ...good, observed, crashes: [600], policy: 'reach everyone' }).wronglyRetried, 0);
  });

  it('finds what comes while it is paused and after it was stopped', () => {
    assert.equal(judge({ ...good, silences: [{ from: 400, to: Infinity }] }).late, 1);
    assert.equal(judge({ ...good, silences: [{ from: 100, to: 400 }] }).late, 0);
  });

  it('finds every second with too many requests, of whatever kind', () => {
    const even = Array.from({ length: 200 }, (_, at) => send(`a:${at}`, at * 25));
    assert.equal(secondsAbove(even, 40), 0);
    assert.equal(mostInASecond(even), 40);
    assert.ok(secondsAbove([...even, send('a:more', 1010, { what: 'update' })], 40) > 0);
  });

  it('does not take for a rush what only came to be seen together', () => {
    const calm = Array.from({ length: 40 }, (_, at) => send(`a:${at}`, at * 25));
    // Kept from looking for 100 ms, the observer sees the last five at once, and then one more that is in time.
    const seen = [...calm.slice(0, 35), ...calm.slice(35).map(one => ({ ...one, at: 980, since: 870 }))];
    assert.equal(secondsAbove([...seen, send('a:next', 1005)], 40), 0);
    assert.equal(secondsAbove([...seen, send('a:next', 995)], 40), 1);
  });

  it('allows for a machine that let nobody run for a while, and only for so long', () => {
    const late = (by: number) => Array.from({ length: 41 }, (_, at) => send(`a:${at}`, at * 24, { stalledMs: by }));
    assert.equal(secondsAbove(late(0), 40), 1);
    assert.equal(secondsAbove(late(30), 40), 1);
    assert.equal(secondsAbove(late(50), 40), 0);
  });
});
