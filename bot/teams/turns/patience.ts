/** The value, or `otherwise` when it fails or takes longer than `ms`. A value that is there already costs no timer. */
export async function inTime<T>(value: T | Promise<T>, ms: number, otherwise: T, failed: (error: unknown) => void): Promise<T> {
  if (!(value instanceof Promise)) return value;
  const settled = value.catch((error: unknown) => {
    failed(error);
    return otherwise;
  });
  const result = await within(settled, ms);
  return result === tooLate ? otherwise : result;
}

export const tooLate = Symbol('too late');

/** What the promise gives, or `tooLate` after `ms`; the work goes on all the same. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | typeof tooLate> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof tooLate>(resolve => {
    timer = setTimeout(resolve, ms, tooLate);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
