import { AsyncLocalStorage } from 'node:async_hooks';

const muted = new AsyncLocalStorage<boolean>();
let listening = false;

/**
 * Runs something without what it prints to `console.error`. For each token it refuses, the SDK prints the error with its stack, or the
 * public key, so anybody could fill the log. Only what runs in here is silent, and it says all it has to say in what it throws.
 */
export function withoutItsConsole<T>(run: () => Promise<T>): Promise<T> {
  if (!listening) {
    listening = true;
    const print = console.error;
    console.error = (...words: unknown[]) => {
      if (!muted.getStore()) print.apply(console, words);
    };
  }
  return muted.run(true, run);
}
