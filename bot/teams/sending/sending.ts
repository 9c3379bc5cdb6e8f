import type { Sent } from '../courier.ts';
import { objectIn, textIn } from '../entry/read.ts';

/** How a send ended that was answered with an error, or with nothing. What is no failure of sending rises again. */
export function failure(error: unknown): Unsent {
  const { name, statusCode: status, code: networkCode } = (objectIn(error) ?? {}) as { name?: string; statusCode?: number; code?: unknown };
  if (noToken.test(name ?? '')) return { kind: 'later', afterSeconds: afterNoToken };
  if (!isTransport(error)) throw error;
  if (status === undefined) {
    return neverLeft.has(String(networkCode)) ? { kind: 'later', afterSeconds: afterNoConnection } : { kind: 'unsure', after: 'silence' };
  }
  if (status === 429 || status === 412) return { kind: 'later', afterSeconds: retryAfter(error) ?? afterBusy };
  // Nothing was begun: whoever answers does not offer it at all, as the deleting of a message is not offered everywhere.
  if (status === notOffered) return { kind: 'refused', code: codeOf(error) || String(status) };
  if (status >= 500) return { kind: 'unsure', after: busy.has(status) ? 'busy' : 'error' };
  const code = codeOf(error);
  const reason = unreachable.find(([name]) => name.test(code))?.[1];
  return reason ? { kind: 'unreachable', reason } : { kind: 'refused', code: code || String(status) };
}

/** Whether the connector answered with an error or did not answer; anything else is a fault of our own. */
export function isTransport(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return name === 'RestError' || name === 'AbortError';
}

export type Unsent = Exclude<Sent, { kind: 'sent' }>;

const afterNoConnection = 5;
const afterNoToken = 30;
const afterBusy = 2;

const notOffered = 501;
const busy = new Set([502, 503, 504]);

// With these the connection was never made, so nothing can have arrived. After a broken one nobody knows.
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

// MSAL and the Azure identity library: without a token of our own the message was not sent.
const noToken =
  /^(?:AuthError|ServerError|ClientAuthError|ClientConfigurationError|InteractionRequiredAuthError|NetworkError|CredentialUnavailableError|AuthenticationError|AuthenticationRequiredError)$/;

const unreachable: [RegExp, Extract<Sent, { kind: 'unreachable' }>['reason']][] = [
  [/^BotNotInConversationRoster$/i, 'uninstalled'],
  [/^ForbiddenOperationException$/i, 'uninstalled'],
  [/^(?:ConversationBlockedByUser|MessageWritesBlocked|209)$/i, 'blocked'],
  [/^(?:BotDisabledByAdmin|NotEnoughPermissions)$/i, 'disabled'],
  [/^ConversationNotFound$/i, 'gone'],
];

/** Teams puts its code in one of three places. */
function codeOf(error: unknown): string {
  const { code, response } = error as { code?: unknown; response?: { bodyAsText?: unknown } };
  if (textIn(code)) return String(code);
  const body = textIn(response?.bodyAsText) ?? '';
  return /"(?:subCode|errorCode|code)\\?"\s*:\s*\\?"?(\w+)/.exec(body)?.[1] ?? '';
}

/** The seconds that `Retry-After` asks for, given as seconds or as a date. */
function retryAfter(error: unknown): number | undefined {
  const { response } = error as { response?: { headers?: { get(name: string): string | undefined } } };
  const value = response?.headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** Only these answers may be followed by another try. */
const mayTryAgain = new Set([412, 429, 502, 503, 504]);
const tries = 3;
const firstPauseMs = 2_000;
const longestPauseMs = 20_000;

/** Sends an answer to somebody who is waiting: three tries, each pause longer and a little random, `Retry-After` obeyed. */
export async function patiently<T>(send: () => Promise<T>, pause: (ms: number) => Promise<void> = wait): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const { statusCode } = (objectIn(error) ?? {}) as { statusCode?: number };
      if (attempt >= tries || !statusCode || !mayTryAgain.has(statusCode)) throw error;
      const asked = retryAfter(error);
      if (asked !== undefined && asked * 1000 > longestPauseMs) throw error;
      const backOff = firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
      await pause(asked === undefined ? backOff : asked * 1000 + Math.random() * 250);
    }
  }
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
