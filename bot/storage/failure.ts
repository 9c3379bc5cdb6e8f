/** What Azure's clients throw, in the terms that matter here. Anything unknown is our own fault and stays as it is. */
export type Failure =
  /** Azure answered with a clear no; a second try would hear the same. */
  | { kind: 'refused'; status: number; code: string; index?: number }
  /** No answer, or "not now". `again` says whether Azure allows another try; after one, nobody knows whether a write was done. */
  | { kind: 'outage'; code: string; again: boolean; afterMs?: number };

/** The storage said no for a reason that the caller did not foresee. Carries no key, address or content, so it may be logged. */
export class StorageRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`The storage refused: ${status} ${code}.`);
    this.name = 'StorageRefused';
    this.status = status;
    this.code = code;
  }
}

// Azure asks for another try after 500 (InternalError, OperationTimedOut) and 503 (ServerBusy); 502 and 504 come from what
// stands between, 429 from throttling. 408 is not among its answers: what sends it then is not the storage.
const againStatuses = new Set([429, 500, 502, 503, 504]);

const againNetworkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'REQUEST_SEND_ERROR',
  // An answer that was cut off in the middle.
  'PARSE_ERROR',
]);

// A table or queue that is being deleted answers 409 for a while, which must not read as "the row is already there".
const outageCodes = new Set(['TableBeingDeleted', 'QueueBeingDeleted', 'AccountIsDisabled', 'OperationTimedOut', 'ServerBusy']);

/** The machine's identity gave no token; @azure/identity has had its own tries by then. */
export class NoToken extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoToken';
  }
}

export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'AbortError') return { kind: 'outage', code: 'TooSlow', again: true };
  if (error instanceof NoToken) return { kind: 'outage', code: `NoToken: ${error.message}`, again: false };
  if (error.name !== 'RestError') return undefined;
  const rest = error as RestShape;
  const status = rest.statusCode;
  const code = rest.code ?? rest.details?.errorCode ?? rest.details?.odataError?.code ?? 'Unknown';
  if (status === undefined) return { kind: 'outage', code, again: againNetworkCodes.has(code) };
  if (againStatuses.has(status)) return { kind: 'outage', code: `${status} ${code}`, again: true, afterMs: retryAfter(rest) };
  if (status >= 500 || status === 408 || outageCodes.has(code)) return { kind: 'outage', code: `${status} ${code}`, again: false };
  // A transaction's answer names the failing change before the words: "2:The specified entity already exists."
  const index = /^(\d+):/.exec(error.message)?.[1];
  return { kind: 'refused', status, code, index: index === undefined ? undefined : Number(index) };
}

/** The parts of the clients' RestError that are read; tables give the code in `details`, queues and transactions directly. */
type RestShape = Error & {
  statusCode?: number;
  code?: string;
  details?: { errorCode?: string; odataError?: { code?: string } };
  response?: { headers?: { get(name: string): string | undefined } };
};

function retryAfter(error: RestShape): number | undefined {
  const seconds = Number(error.response?.headers?.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
