import { failureOf, StorageRefused, type Failure } from './failure.ts';
import { StorageUnavailable } from './table.ts';

/** One try of a request. */
export type Try = {
  /** Ends the request when this try has had its time. */
  signal: AbortSignal;
  /** An earlier try got no clear answer, so a write may stand already. */
  mayBeDone: boolean;
};

export type Patience = <Answer>(
  request: (attempt: Try) => Promise<Answer>,
  /** Makes an answer of a refusal that the caller foresaw; undefined lets it rise. */
  foreseen?: (refused: Extract<Failure, { kind: 'refused' }>, attempt: Try) => Answer | undefined | Promise<Answer | undefined>,
) => Promise<Answer>;

const triesAtMost = 5;
const firstPauseMs = 80;
const longestPauseMs = 800;
const tickMs = 50;

/**
 * Tries a request again, with full jitter, until `totalMs` is used up; then `StorageUnavailable` rises.
 *
 * The clients' own retries are switched off and this stands in their place: theirs differ from each other (the queue's knows no
 * jitter, no Retry-After and no 502; the tables' tries 408 again and waits out a Retry-After of any length), and neither tells
 * that an earlier try may have been carried out, which a conditional write has to know.
 */
export function patience(totalMs: number): Patience {
  // A connection that died without a word must not use up all the time: half of it leaves room for a second one.
  const tryMs = Math.ceil(totalMs / 2);
  return async (request, foreseen) => {
    const time = experiencedTime();
    let mayBeDone = false;
    try {
      for (let tries = 1; ; tries += 1) {
        const attempt: Try = { signal: time.signalAfter(Math.min(tryMs, totalMs - time.passedMs())), mayBeDone };
        try {
          return await request(attempt);
        } catch (error) {
          const failure = failureOf(error);
          if (!failure) throw error;
          if (failure.kind === 'refused') {
            const answer = await foreseen?.(failure, attempt);
            if (answer !== undefined) return answer;
            throw new StorageRefused(failure.status, failure.code);
          }
          const pause = Math.max(failure.afterMs ?? 0, Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries));
          if (!failure.again || tries >= triesAtMost || time.passedMs() + pause >= totalMs) throw unavailable(failure.code);
          mayBeDone = true;
          await new Promise(resolve => setTimeout(resolve, pause));
        }
      }
    } finally {
      time.end();
    }
  };
}

/**
 * Time as this process lives through it: one tick after another. While the process gets no turn (a busy machine, a long
 * computation, a frozen container) hardly any passes, so that answers which lie unread are not taken for silence.
 */
function experiencedTime() {
  let passed = 0;
  let abortAt = Infinity;
  let controller = new AbortController();
  const tick = () => {
    passed += tickMs;
    if (passed >= abortAt) controller.abort();
    timer = setTimeout(tick, tickMs);
  };
  let timer = setTimeout(tick, tickMs);
  return {
    passedMs: () => passed,
    signalAfter(ms: number): AbortSignal {
      controller = new AbortController();
      abortAt = passed + Math.max(tickMs, ms);
      return controller.signal;
    },
    end: () => clearTimeout(timer),
  };
}

/** Only the code goes along: the client's own error holds the address of the row, and with it keys. */
export function unavailable(code: string): StorageUnavailable {
  return new StorageUnavailable(new Error(code));
}
