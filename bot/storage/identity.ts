import type { AccessToken, TokenCredential } from '@azure/identity';
import { NoToken } from './failure.ts';

/** How long a question to the identity endpoint may hang before another one is put. */
const patienceMs = 30_000;

/** The managed identity of the machine this runs on. */
export function managedIdentity(clientId: string | undefined): TokenCredential {
  let loaded: Promise<TokenCredential> | undefined;
  // @azure/identity takes a quarter of a second to load, which a local run can do without.
  const load = async (): Promise<TokenCredential> => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  };
  const asked = new Map<string, Promise<AccessToken | null>>();

  return {
    // The credential does not end when its request is aborted: where the endpoint is silent, it waits for ever. So everybody
    // who needs a token waits for one question, each only as long as their own request may take.
    getToken(scopes, options = {}) {
      const { abortSignal, ...lasting } = options;
      const key = String(scopes);
      let answer = asked.get(key);
      if (!answer) {
        const question = (loaded ??= load())
          .then(credential => credential.getToken(scopes, lasting))
          .catch((error: unknown) => {
            throw new NoToken(error instanceof Error ? error.name : 'unknown');
          });
        const forget = () => {
          if (asked.get(key) === question) asked.delete(key);
        };
        const timer = setTimeout(forget, patienceMs).unref();
        void question.then(forget, forget).finally(() => clearTimeout(timer));
        asked.set(key, question);
        answer = question;
      }
      return untilAborted(answer, abortSignal);
    },
  };
}

type Signal = {
  aborted: boolean;
  addEventListener(event: 'abort', listener: () => void): void;
  removeEventListener(event: 'abort', listener: () => void): void;
};

async function untilAborted<Answer>(answer: Promise<Answer>, signal: Signal | undefined): Promise<Answer> {
  if (!signal) return answer;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new DOMException('No token came in time.', 'AbortError'));
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
