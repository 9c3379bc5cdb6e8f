import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Policy } from '../../../bot/delivery/broadcast.ts';
import {
  afterChange,
  afterLate,
  afterSend,
  claimed,
  mostAttempts,
  todo,
  type Delivery,
  type Sending,
} from '../../../bot/delivery/ledger/delivery.ts';
import type { Sent } from '../../../bot/teams/courier.ts';

const now = new Date('2027-06-01T12:00:00Z');
const after = (ms: number, from = now) => new Date(from.getTime() + ms);
const day = 24 * 60 * 60_000;

const waiting: Delivery = { to: { kind: 'person', id: 'p' }, via: 0, state: 'pending', attempts: 0, version: 0 };
const lease = { by: 'one#1', until: after(25_000) };
const inHand = claimed(waiting, lease);
const sent: Delivery = { ...waiting, state: 'sent', activity: 'a1', version: 1 };
const open = { version: 1, isRecalled: false, isStopped: false };
const sending = (policy: Policy = 'never twice', told: Partial<Sending> = {}): Sending => ({
  policy,
  version: 1,
  deadline: after(7 * day),
  now,
  random: () => 1,
  ...told,
});
const silence: Sent = { kind: 'unsure', after: 'silence' };

describe('what is to be done about a recipient', () => {
  it('is to send, once nothing puts it off any more', () => {
    assert.equal(todo(waiting, open, now), 'send');
    const later = { ...waiting, notBefore: after(1) };
    assert.deepEqual(todo(later, open, now), { waitUntil: after(1) });
    assert.equal(todo(later, open, after(1)), 'send');
  });

  it('is nothing while somebody is sending, and to find out what became of it when their time is over', () => {
    assert.deepEqual(todo(inHand, open, now), { waitUntil: lease.until });
    assert.equal(todo(inHand, open, lease.until), 'recover');
    assert.equal(todo(inHand, { ...open, isStopped: true }, lease.until), 'recover');
  });

  it('is nothing for whoever has not got it when it was stopped or taken back', () => {
    assert.equal(todo(waiting, { ...open, isStopped: true }, now), 'nothing');
    assert.equal(todo(waiting, { ...open, isRecalled: true }, now), 'nothing');
  });

  it('is to correct what is behind, also after it was stopped, and to take back what was recalled', () => {
    assert.equal(todo(sent, open, now), 'nothing');
    assert.equal(todo(sent, { ...open, version: 2 }, now), 'correct');
    assert.equal(todo(sent, { ...open, version: 2, isStopped: true }, now), 'correct');
    assert.equal(todo(sent, { ...open, version: 2, isRecalled: true }, now), 'recall');
    assert.equal(todo({ ...sent, recalled: 'no' }, { ...open, version: 2, isRecalled: true }, now), 'nothing');
    assert.deepEqual(todo({ ...sent, notBefore: after(1) }, { ...open, version: 2 }, now), { waitUntil: after(1) });
  });

  it('is not the same correction again that Teams would not show, but the next one', () => {
    const missed = { ...sent, missed: 2 };
    assert.equal(todo(missed, { ...open, version: 2 }, now), 'nothing');
    assert.equal(todo(missed, { ...open, version: 3 }, now), 'correct');
    assert.equal(todo(missed, { ...open, version: 2, isRecalled: true }, now), 'recall');
  });

  it('is nothing for whoever is unsure, unless they were so when the organiser wished it sent again', () => {
    const unsure: Delivery = { ...waiting, state: 'unsure', unsureAt: now };
    assert.equal(todo(unsure, open, after(day)), 'nothing');
    assert.equal(todo(unsure, { ...open, resendAt: after(1) }, after(day)), 'send');
    assert.equal(todo(unsure, { ...open, resendAt: now }, after(day)), 'nothing');
    assert.equal(todo(unsure, { ...open, resendAt: after(1), isStopped: true }, after(day)), 'nothing');
  });

  it('is nothing any more for who failed, cannot be reached, does not want it or gets it with the digest', () => {
    for (const state of ['failed', 'undeliverable', 'skipped', 'digest'] as const)
      assert.equal(todo({ ...waiting, state }, { ...open, version: 2, resendAt: after(1) }, after(day)), 'nothing', state);
  });
});

describe('after a send', () => {
  it('whoever got it has this version, and nothing speaks of trying any more', () => {
    const stands = afterSend({ ...inHand, reason: 'busy', unsureAt: now }, { kind: 'sent', activity: 'a1' }, sending());
    assert.deepEqual(JSON.parse(JSON.stringify(stands)), sent);
  });

  it('put off by Teams, it waits as long as Teams asked, and longer each time', () => {
    const later = (attempts: number, afterSeconds: number, random = 1) =>
      afterSend({ ...inHand, attempts }, { kind: 'later', afterSeconds }, sending('never twice', { random: () => random }));
    assert.equal(later(1, 7).state, 'pending');
    assert.deepEqual(later(1, 7).notBefore, after(7_000));
    assert.deepEqual([1, 2, 3, 4].map(attempts => later(attempts, 0).notBefore), [2, 4, 8, 16].map(s => after(s * 1000))); // prettier-ignore
    assert.deepEqual(later(3, 0, 0.25).notBefore, after(2_000));
    assert.equal(later(1, 7).lease, undefined);
  });

  it('has failed when it was put off too often, or beyond the time it is of use', () => {
    const later: Sent = { kind: 'later', afterSeconds: 5 };
    assert.equal(afterSend({ ...inHand, attempts: mostAttempts - 1 }, later, sending()).state, 'pending');
    const given = afterSend({ ...inHand, attempts: mostAttempts }, later, sending());
    assert.deepEqual([given.state, given.reason], ['failed', 'putOffTooOften']);
    assert.equal(afterSend(inHand, later, sending('never twice', { deadline: after(4_999) })).state, 'failed');
  });

  it('is refused for good, or cannot be reached, with the reason', () => {
    const refused = afterSend(inHand, { kind: 'refused', code: 'MessageSizeTooBig' }, sending());
    assert.deepEqual([refused.state, refused.reason], ['failed', 'MessageSizeTooBig']);
    const gone = afterSend(inHand, { kind: 'unreachable', reason: 'blocked' }, sending());
    assert.deepEqual([gone.state, gone.reason], ['undeliverable', 'blocked']);
  });

  it('of which nobody knows how it ended, "never twice" leaves it at that', () => {
    for (const after of ['busy', 'error', 'silence'] as const) {
      const stands = afterSend(inHand, { kind: 'unsure', after }, sending());
      assert.deepEqual([stands.state, stands.reason, stands.unsureAt], ['unsure', after, now]);
    }
  });

  it('of which nobody knows how it ended, "reach everyone" tries again: after busy, and once after silence', () => {
    const tried = (delivery: Delivery, after: 'busy' | 'error' | 'silence') =>
      afterSend(delivery, { kind: 'unsure', after }, sending('reach everyone'));
    assert.equal(tried(inHand, 'busy').state, 'pending');
    assert.equal(tried(claimed(tried(inHand, 'busy'), lease), 'busy').state, 'pending');
    assert.equal(tried(inHand, 'silence').state, 'pending');
    assert.equal(tried(claimed(tried(inHand, 'silence'), lease), 'silence').state, 'unsure');
    assert.equal(tried(inHand, 'error').state, 'unsure', 'an answer of 500 allows no other try');
  });

  it('does not say it failed when an earlier try may have arrived', () => {
    const busy = afterSend({ ...inHand, attempts: mostAttempts - 1 }, { kind: 'unsure', after: 'busy' }, sending('reach everyone'));
    const over = afterSend(claimed(busy, lease), { kind: 'later', afterSeconds: 1 }, sending('reach everyone'));
    assert.deepEqual([over.state, over.unsureAt], ['unsure', now]);
  });
});

describe('an outcome that comes late', () => {
  const arrived: Sent = { kind: 'sent', activity: 'a1' };
  const recovered = (policy: Policy) => afterSend(inHand, silence, sending(policy, { now: lease.until }));

  it('is written while the claim is still its own', () => {
    assert.equal(afterLate(inHand, inHand, arrived, sending())?.state, 'sent');
    assert.equal(afterLate(inHand, inHand, silence, sending())?.state, 'unsure');
  });

  it('says that somebody has it where others only knew that nobody knows', () => {
    assert.equal(afterLate(recovered('never twice'), inHand, arrived, sending())?.state, 'sent');
    assert.equal(afterLate(recovered('reach everyone'), inHand, arrived, sending('reach everyone'))?.state, 'sent');
  });

  it('says that it did not arrive after all', () => {
    assert.equal(afterLate(recovered('never twice'), inHand, { kind: 'later', afterSeconds: 1 }, sending())?.state, 'pending');
    assert.equal(afterLate(recovered('never twice'), inHand, { kind: 'unreachable', reason: 'gone' }, sending())?.state, 'undeliverable');
  });

  it('says nothing once somebody else is sending, has sent, or when it knows nothing itself', () => {
    const other = claimed(recovered('reach everyone'), { by: 'two#1', until: after(60_000) });
    assert.equal(afterLate(other, inHand, arrived, sending('reach everyone')), undefined);
    assert.equal(afterLate(afterSend(other, { kind: 'sent', activity: 'a2' }, sending()), inHand, arrived, sending()), undefined);
    assert.equal(afterLate(recovered('never twice'), inHand, silence, sending()), undefined);
    assert.equal(afterLate(recovered('reach everyone'), inHand, { kind: 'later', afterSeconds: 1 }, sending()), undefined);
  });
});

describe('after a correction or recall', () => {
  const change = (how: 'correct' | 'recall' | 'replace', ended: Sent, delivery = sent) =>
    afterChange(delivery, ended, how, sending('never twice', { version: 2 }));
  const ok: Sent = { kind: 'sent', activity: 'a1' };

  it('they have the new version, or no message any more, or a line in its place', () => {
    assert.equal(change('correct', ok).version, 2);
    assert.equal(change('recall', ok).recalled, 'yes');
    assert.equal(change('recall', ok).version, 1);
    assert.equal(change('replace', ok).recalled, 'replaced');
  });

  it('Teams would not: it is not tried again, and they keep the version they have', () => {
    const kept = change('correct', { kind: 'refused', code: 'x' });
    assert.deepEqual([kept.version, kept.missed, kept.reason], [1, 2, 'x']);
    assert.equal(change('replace', { kind: 'unreachable', reason: 'gone' }).recalled, 'no');
  });

  it('what is put off or unsure is tried again, eight times in all', () => {
    let delivery = sent;
    for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
      delivery = change('correct', attempt % 2 ? silence : { kind: 'later', afterSeconds: 1 }, delivery);
      assert.deepEqual([delivery.attempts, delivery.missed], [attempt, undefined]);
      assert.ok(delivery.notBefore);
    }
    const over = change('correct', silence, delivery);
    assert.deepEqual([over.attempts, over.missed, over.notBefore], [0, 2, undefined]);
  });
});

describe('a recipient, whatever happens', () => {
  const outcomes: Sent[] = [
    { kind: 'sent', activity: 'a1' },
    { kind: 'later', afterSeconds: 0 },
    { kind: 'later', afterSeconds: 3 },
    { kind: 'refused', code: 'x' },
    { kind: 'unreachable', reason: 'blocked' },
    { kind: 'unsure', after: 'busy' },
    { kind: 'unsure', after: 'error' },
    silence,
  ];
  type Event =
    | { do: 'look'; waitMs: number }
    | { do: 'end'; how: Sent }
    | { do: 'lose' }
    | { do: 'give back' }
    | { do: 'late'; how: Sent }
    | { do: 'correct' };
  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.record({ do: fc.constant('look' as const), waitMs: fc.constantFrom(0, 1_000, 30_000, 400_000) }),
    fc.record({ do: fc.constantFrom('end' as const, 'late' as const), how: fc.constantFrom(...outcomes) }),
    fc.record({ do: fc.constantFrom('lose' as const, 'give back' as const, 'correct' as const) }),
  );
  const events = fc.array(event, { maxLength: 80 });

  /** Lives through events as a row does; tells of every send that was begun, and whether it may have arrived. */
  function live(policy: Policy, happening: readonly Event[], each: (before: Delivery, afterwards: Delivery) => void) {
    let [delivery, clock, claims, version] = [waiting, now, 0, 1];
    let before: Delivery | undefined;
    let lost: Delivery | undefined;
    const begun: { mayHaveArrived: boolean }[] = [];
    const go = (next: Delivery) => {
      each(delivery, next);
      delivery = next;
    };
    for (const one of happening) {
      const how = sending(policy, { now: clock, version, deadline: after(day) });
      switch (one.do) {
        case 'look': {
          clock = after(one.waitMs, clock);
          const what = todo(delivery, { ...open, version }, clock);
          if (what === 'send') {
            before = delivery;
            claims += 1;
            go(claimed(delivery, { by: `#${claims}`, until: after(25_000, clock) }));
            begun.push({ mayHaveArrived: true });
          } else if (what === 'recover') {
            lost = delivery;
            go(afterSend(delivery, silence, how));
          } else if (what === 'correct') go(afterChange(delivery, { kind: 'refused', code: 'x' }, 'correct', how));
          break;
        }
        case 'end':
          if (delivery.state !== 'claimed') break;
          if (one.how.kind !== 'sent' && one.how.kind !== 'unsure') begun.pop();
          go(afterSend(delivery, one.how, how));
          break;
        case 'give back':
          if (delivery.state !== 'claimed' || !before) break;
          begun.pop();
          go(before);
          break;
        case 'lose':
          clock = after(25_000, clock);
          break;
        case 'late': {
          const next = lost && afterLate(delivery, lost, one.how, how);
          if (!next) break;
          // What it knows now of that send: it arrived, or it did not.
          if (one.how.kind !== 'sent' && one.how.kind !== 'unsure') begun.pop();
          go(next);
          break;
        }
        case 'correct':
          version += 1;
      }
    }
    return { delivery, begun };
  }

  it('is never sent twice by itself under "never twice"', () => {
    fc.assert(
      fc.property(events, happening => {
        const { begun } = live('never twice', happening, () => undefined);
        assert.ok(begun.length <= 1, `${begun.length} sends that may have arrived`);
      }),
      { numRuns: 2000 },
    );
  });

  it('that failed or cannot be reached never goes back', () => {
    for (const policy of ['never twice', 'reach everyone'] as const)
      fc.assert(
        fc.property(events, happening => {
          live(policy, happening, (before, afterwards) => {
            if (before.state === 'failed' || before.state === 'undeliverable') assert.deepEqual(afterwards, before);
            if (before.state === 'sent') assert.equal(afterwards.state, 'sent');
          });
        }),
        { numRuns: 1000 },
      );
  });

  it('is tried at most eight times, and with "reach everyone" once more after a silence at the most', () => {
    for (const policy of ['never twice', 'reach everyone'] as const)
      fc.assert(
        fc.property(events, happening => {
          let silences = 0;
          const { delivery } = live(policy, happening, (before, afterwards) => {
            assert.ok(afterwards.attempts <= mostAttempts);
            if (before.state === 'claimed' && afterwards.state === 'pending' && afterwards.wasUnsure && !before.wasUnsure) silences += 1;
          });
          assert.ok(silences <= 1);
          assert.ok(delivery.attempts <= mostAttempts);
        }),
        { numRuns: 1000 },
      );
  });

  it('comes to an end: whoever keeps looking has nothing left to do', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outcomes), { minLength: 20, maxLength: 20 }), fc.boolean(), (ends, everyone) => {
        const looking = ends.flatMap((how): Event[] => [
          { do: 'look', waitMs: 400_000 },
          { do: 'end', how },
        ]);
        const { delivery } = live(everyone ? 'reach everyone' : 'never twice', looking, () => undefined);
        assert.equal(todo(delivery, open, after(365 * day)), 'nothing');
      }),
    );
  });
});
