/**
 * A preload: everything this process asks the clock is later (or earlier) by CLOCK_SHIFT_DAYS. Timers run as ever.
 * The product knows nothing of it.
 */
const shiftMs = Number(process.env.CLOCK_SHIFT_DAYS ?? 0) * 86_400_000;
const RealDate = globalThis.Date;

class ShiftedDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(RealDate.now() + shiftMs);
    // Any other form means what it always meant, such as (year, month, day).
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + shiftMs;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

export const clockShift = new URL(import.meta.url).href;
