const withinMs = 2_000;
const freshMs = 1_000;

/**
 * Asks whether everything is there, with a limit on how long that may take. Whoever asks again within a second
 * gets the same answer, so that nobody can use the route to load the storage.
 */
export function readiness(ready: () => Promise<boolean>): () => Promise<boolean> {
  let last: Promise<boolean> | undefined;
  return () => {
    if (!last) {
      last = withinTime(ready);
      void last.then(() => setTimeout(() => (last = undefined), freshMs).unref());
    }
    return last;
  };
}

async function withinTime(ready: () => Promise<boolean>): Promise<boolean> {
  let patience: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>(resolve => {
    patience = setTimeout(() => resolve(false), withinMs);
  });
  // Whatever the reason, a part that cannot be asked is not ready; it is the asker's business to say why.
  const asked = ready().catch(() => false);
  return Promise.race([asked, tooLong]).finally(() => clearTimeout(patience));
}
