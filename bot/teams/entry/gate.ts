import type { Settings } from '../../settings.ts';
import { isLoopbackHost } from '../../web/host.ts';
import { objectIn, textIn, type Raw } from './read.ts';

// Everything here is decided before the SDK sees the request. The archived SDK believes more than it should: an activity without a
// serviceUrl skips the comparison with the token, tokens of other issuers take branches of their own, and each unsigned token
// with a new tenant makes its list of trusted issuers longer.

export const largestBody = 256 * 1024;
const longestToken = 8 * 1024;

export type GateRules = Pick<Settings, 'mode' | 'tenants' | 'serviceHosts' | 'localTenant'> & {
  /** Who signs the channel's tokens. */
  issuer: string;
};

export type Arriving = {
  headers: Record<string, string | string[] | undefined>;
  /** Names and values in turn, as Node keeps them: here a header that was sent twice can still be seen. */
  rawHeaders?: readonly string[];
  body?: unknown;
};

/** `tenant` is in lower case. `authorization` is empty in local mode. */
export type Admitted = { activity: Raw; tenant: string; authorization: string };
/** `why` is for the log; the sender learns the status only. */
export type TurnedAway = { status: 400 | 401 | 403 | 413; why: string };

export function examine(request: Arriving, rules: GateRules): Admitted | TurnedAway {
  const local = rules.mode === 'local';
  if (local && !isLoopbackHost(textIn(request.headers['host']))) return { status: 403, why: 'host' };
  if (Number(request.headers['content-length']) > largestBody) return { status: 413, why: 'size' };
  const activity = objectIn(request.body);
  if (!activity || !textIn(activity['type'])) return { status: 400, why: 'shape' };
  const authorization = local ? '' : channelToken(request, rules.issuer);
  if (authorization === undefined) return { status: 401, why: 'token' };
  if (!textIn(objectIn(activity['conversation'])?.['id'])) return { status: 400, why: 'conversation' };
  if (activity['channelId'] !== 'msteams') return { status: 403, why: 'channel' };
  const serviceUrl = textIn(activity['serviceUrl']);
  if (!serviceUrl || !mayServe(serviceUrl, rules)) return { status: 403, why: 'service address' };
  const tenant = tenantOf(activity) ?? (local && namesNoTenant(activity) ? rules.localTenant?.toLowerCase() : undefined);
  if (!tenant) return { status: 403, why: 'tenant missing' };
  if (!local && !rules.tenants.some(allowed => allowed.toLowerCase() === tenant)) return { status: 403, why: 'tenant' };
  return { activity, tenant, authorization };
}

// Plain letters only: no user, no port, no query, nothing that two URL readers could read differently.
const secureAddress = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?:\/[\w.~-]*)*$/i;
const loopbackAddress = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:\/[\w.~-]*)*$/i;

/** Whether we may send to this service address: https to a host of the list, or, in local mode, this machine itself. */
export function mayServe(serviceUrl: string, rules: Pick<GateRules, 'mode' | 'serviceHosts'>): boolean {
  if (rules.mode === 'local' && loopbackAddress.test(serviceUrl)) return true;
  const host = secureAddress.exec(serviceUrl)?.[1]?.toLowerCase();
  return host !== undefined && rules.serviceHosts.some(allowed => allowed.toLowerCase() === host);
}

/** The bearer token, if there is exactly one and it says it comes from the channel. Whether that is true, the SDK finds out. */
function channelToken({ headers, rawHeaders = [] }: Arriving, issuer: string): string | undefined {
  let times = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'authorization') times += 1;
  const header = textIn(headers['authorization']);
  if (times > 1 || !header || header.length > longestToken) return undefined;
  const [, head, payload] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(header) ?? [];
  if (!head || !payload) return undefined;
  const isSigned = /^RS(?:256|384|512)$/.test(String(partOf(head)?.['alg']));
  return isSigned && partOf(payload)?.['iss'] === issuer ? header : undefined;
}

function partOf(encoded: string): Raw | undefined {
  try {
    return objectIn(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const tenantsNamed = (activity: Raw): unknown[] =>
  [objectIn(activity['conversation'])?.['tenantId'], objectIn(objectIn(activity['channelData'])?.['tenant'])?.['id']].filter(
    tenant => tenant !== undefined && tenant !== null,
  );

const namesNoTenant = (activity: Raw): boolean => tenantsNamed(activity).length === 0;

/** The tenant, if one is named and all that are named are the same. */
function tenantOf(activity: Raw): string | undefined {
  const [first, ...others] = tenantsNamed(activity).map(tenant => textIn(tenant)?.toLowerCase());
  return others.every(other => other === first) ? first : undefined;
}
