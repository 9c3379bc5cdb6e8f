import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as acts from '../../bot/delivery/acts.ts';
import { mayBecome, type Broadcast, type BroadcastState } from '../../bot/delivery/broadcast.ts';

const now = new Date('2027-06-01T12:00:00Z');
const later = new Date('2027-06-03T09:00:00Z');

const draft: Broadcast = {
  tenant: 'force-one',
  id: 'party',
  kind: 'news',
  about: 'n-1',
  audience: [{ kind: 'network', id: 'race' }],
  policy: 'never twice',
  mayWait: true,
  state: 'draft',
  version: 1,
  isRecalled: false,
  isStopped: false,
  slices: 0,
  isPlanned: false,
  pass: 0,
  deadline: later,
  createdAt: now,
};
const approved: Broadcast = { ...draft, state: 'approved' };
const expanding: Broadcast = { ...draft, state: 'expanding', startedAt: now };
const sending: Broadcast = { ...expanding, state: 'sending', isPlanned: true, slices: 16, pass: 1 };
const paused: Broadcast = { ...sending, state: 'paused' };
const done: Broadcast = { ...sending, state: 'done', endedAt: now };
const neverSent: Broadcast = { ...draft, state: 'cancelled', isStopped: true, endedAt: now };
const stopped: Broadcast = { ...sending, state: 'cancelled', isStopped: true, endedAt: now };

/** What somebody would see of it afterwards. */
const after = (before: Broadcast, decision: acts.Decision | undefined) =>
  typeof decision === 'object' ? { ...before, ...decision } : (decision ?? before);

describe('an announcement', () => {
  it('is sent once it was approved, and not before', () => {
    assert.equal(acts.started(draft, now, {}), 'not now');
    const ready = after(draft, acts.approved(draft)) as Broadcast;
    const begun = after(ready, acts.started(ready, now, {})) as Broadcast;
    assert.deepEqual([begun.state, begun.startedAt], ['expanding', now]);
    assert.equal(begun.deadline.getTime() - now.getTime(), 7 * 24 * 60 * 60_000);
  });

  it('is started once: every later press finds it as it is', () => {
    for (const begun of [expanding, sending, paused, done]) assert.equal(acts.started(begun, now, {}), 'already');
    assert.equal(acts.started(neverSent, now, {}), 'not now');
    for (const one of [approved, expanding, sending, done]) assert.equal(acts.approved(one), 'already');
  });

  it('waits for the time it was given, which may be changed until then', () => {
    const waiting = after(approved, acts.started(approved, now, { at: later })) as Broadcast;
    assert.deepEqual([waiting.state, waiting.startsAt], ['approved', later]);
    assert.ok(waiting.deadline > later);
    assert.equal(acts.started(waiting, now, { at: later }), 'already');
    assert.equal(acts.cameDue(waiting, now), undefined);
    assert.equal(acts.cameDue(waiting, later)?.state, 'expanding');
    const sooner = new Date(now.getTime() + 60_000);
    assert.equal((after(waiting, acts.started(waiting, now, { at: sooner })) as Broadcast).startsAt, sooner);
    const atOnce = after(waiting, acts.started(waiting, now, {})) as Broadcast;
    assert.deepEqual([atOnce.state, atOnce.startsAt], ['expanding', undefined]);
    assert.equal(acts.cameDue(after(waiting, acts.cancelled(waiting, now)) as Broadcast, later), undefined);
  });

  it('is given until the time that was asked for', () => {
    assert.equal((acts.started(approved, now, { deadline: later }) as acts.Change).deadline, later);
  });

  it('is paused and resumed while it is under way, and goes on where it was', () => {
    const inPlanning = after(expanding, acts.paused(expanding)) as Broadcast;
    assert.equal(inPlanning.state, 'paused');
    assert.equal((after(inPlanning, acts.resumed(inPlanning)) as Broadcast).state, 'expanding');
    const resumed = after(paused, acts.resumed(paused)) as Broadcast;
    assert.deepEqual([resumed.state, resumed.pass], ['sending', 2]);
    for (const one of [draft, approved, done, stopped]) {
      assert.equal(acts.paused(one), 'not now');
      assert.equal(acts.resumed(one), 'not now');
    }
    assert.equal(acts.paused(paused), 'already');
    assert.equal(acts.resumed(sending), 'already');
  });

  it('that is paused while it is planned waits with its plan', () => {
    const inPlanning = after(expanding, acts.paused(expanding)) as Broadcast;
    const ready = after(inPlanning, acts.planned(inPlanning)) as Broadcast;
    assert.deepEqual([ready.state, ready.isPlanned], ['paused', true]);
    assert.equal((after(ready, acts.resumed(ready)) as Broadcast).state, 'sending');
  });

  it('is over at once when it is stopped before anybody has it', () => {
    for (const early of [draft, approved, expanding]) {
      const over = after(early, acts.cancelled(early, now)) as Broadcast;
      assert.deepEqual([over.state, over.isStopped, over.endedAt], ['cancelled', true, now]);
      assert.equal(acts.corrected(over, 2), 'not now');
      assert.equal(acts.recalled(over, now), 'not now');
    }
  });

  it('that is stopped later is cancelled as soon as it is known who has it', () => {
    for (const under of [sending, paused]) {
      const ending = after(under, acts.cancelled(under, now)) as Broadcast;
      assert.deepEqual([ending.state, ending.isStopped, ending.pass], ['sending', true, 2]);
      assert.equal(acts.cancelled(ending, now), 'already');
      assert.equal(acts.paused(ending), 'not now');
      assert.equal((after(ending, acts.ended(ending, 2, now)) as Broadcast).state, 'cancelled');
    }
    assert.equal(acts.cancelled(done, now), 'not now');
  });

  it('is corrected for those who have it, also when it is over or was stopped', () => {
    for (const sent of [sending, done, stopped]) {
      const corrected = after(sent, acts.corrected(sent, 2)) as Broadcast;
      assert.deepEqual([corrected.state, corrected.version, corrected.pass], ['sending', 2, 2]);
    }
    for (const unsent of [draft, approved, expanding, paused]) {
      const corrected = after(unsent, acts.corrected(unsent, 2)) as Broadcast;
      assert.deepEqual([corrected.state, corrected.version, corrected.pass], [unsent.state, 2, unsent.pass]);
    }
    assert.equal(acts.corrected({ ...sending, version: 3 }, 3), 'already');
    assert.equal(acts.corrected({ ...sending, isRecalled: true }, 2), 'not now');
  });

  it('is taken back from those who have it, also while it is paused', () => {
    for (const sent of [sending, paused, done, stopped]) {
      const back = after(sent, acts.recalled(sent, now)) as Broadcast;
      assert.deepEqual([back.state, back.isRecalled, back.pass], ['sending', true, 2]);
      assert.equal(acts.recalled(back, now), 'already');
    }
    assert.equal((after(expanding, acts.recalled(expanding, now)) as Broadcast).state, 'cancelled');
    for (const unsent of [draft, approved]) assert.equal(acts.recalled(unsent, now), 'not now');
  });

  it('is sent again to those who may not have it, for a day at least, unless it was stopped or taken back', () => {
    const at = new Date('2027-06-09T12:00:00Z');
    const again = after(done, acts.resent(done, at)) as Broadcast;
    assert.deepEqual([again.state, again.pass, again.resendAt], ['sending', 2, at]);
    assert.equal(again.deadline.getTime() - at.getTime(), 24 * 60 * 60_000);
    for (const not of [draft, expanding, stopped, { ...done, isRecalled: true }]) assert.equal(acts.resent(not, at), 'not now');
  });

  it('cannot be changed once nobody knows any more who has it', () => {
    const forgotten: Broadcast = { ...done, isForgotten: true };
    assert.equal(acts.corrected(forgotten, 2), 'not now');
    assert.equal(acts.recalled(forgotten, now), 'not now');
    assert.equal(acts.resent(forgotten, now), 'not now');
  });

  it('ends in the pass that was seen to be done, and in no later one', () => {
    assert.equal(acts.ended(sending, 1, now)?.state, 'done');
    assert.equal(acts.ended({ ...sending, pass: 2 }, 1, now), undefined);
    assert.equal(acts.ended(paused, 1, now), undefined);
  });

  it('never makes a step that its states do not know, whatever is pressed in whatever order', () => {
    const presses: ((one: Broadcast) => acts.Decision | undefined)[] = [
      acts.approved,
      one => acts.started(one, now, {}),
      one => acts.started(one, now, { at: later }),
      one => acts.cameDue(one, later),
      acts.planned,
      acts.paused,
      acts.resumed,
      one => acts.cancelled(one, now),
      one => acts.corrected(one, one.version + 1),
      one => acts.recalled(one, now),
      one => acts.resent(one, now),
      one => acts.ended(one, one.pass, now),
    ];
    const reached = new Set<BroadcastState>();
    fc.assert(
      fc.property(fc.array(fc.nat({ max: presses.length - 1 }), { maxLength: 25 }), pressed => {
        let one = draft;
        for (const press of pressed) {
          const decision = presses[press]?.(one);
          if (typeof decision !== 'object') continue;
          const next = { ...one, ...decision };
          assert.ok(next.state === one.state || mayBecome(one.state, next.state), `${one.state} to ${next.state}`);
          assert.ok(next.pass >= one.pass && next.version >= one.version);
          assert.ok(!one.isStopped || next.isStopped, 'what was stopped stays stopped');
          assert.ok(!one.isRecalled || next.isRecalled, 'what was taken back stays so');
          if (next.state === 'sending' && one.state !== 'sending') assert.ok(next.pass > one.pass && next.isPlanned);
          reached.add(next.state);
          one = next;
        }
      }),
      // The shortest ways to the states that chance might miss.
      { numRuns: 2000, examples: [[[0, 1, 4, 11]], [[0, 1, 4, 5]], [[0, 1, 7]]] },
    );
    assert.deepEqual([...reached].sort(), ['approved', 'cancelled', 'done', 'draft', 'expanding', 'paused', 'sending']);
  });
});
