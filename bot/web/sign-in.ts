import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { chooseLanguage, type Language } from '../language/language.ts';
import type { Person } from '../people/person.ts';
import type { Settings } from '../settings.ts';
import type { Force } from '../teams/turn.ts';
import type { Caller } from './caller.ts';

/** The token was not good. The reason is for the log: a code, never anything out of the token. */
export class NotSignedIn extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`The tab token was refused: ${reason}.`);
    this.name = 'NotSignedIn';
    this.reason = reason;
  }
}

/** The issuer's keys could not be had, so nothing is known about the token. */
export class KeysUnavailable extends Error {
  constructor(cause: unknown) {
    super('The signing keys could not be read.', { cause });
    this.name = 'KeysUnavailable';
  }
}

/** Reads the Authorization header of a request; rises as NotSignedIn or KeysUnavailable. `locale` is what the page or browser asks for. */
export type SignIn = (authorization: string | undefined, locale?: string) => Promise<Caller>;

export type SignInNeeds = {
  settings: Pick<Settings, 'mode' | 'tab' | 'tenants'>;
  forceOf: (tenant: string) => Force | Promise<Force>;
  /** The language this person chose here, if they did. */
  languageOf: (person: Person) => Language | undefined | Promise<Language | undefined>;
  now: () => Date;
};

const entraIssuer = 'https://login.microsoftonline.com/{tid}/v2.0';
const entraKeys = 'https://login.microsoftonline.com/{tid}/discovery/v2.0/keys';
const clockToleranceSeconds = 60;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The only way to become a `Caller`: a token of the tab's own registration, signed for a tenant we serve, about a person. */
export function openSignIn({ settings, forceOf, languageOf, now }: SignInNeeds): SignIn {
  const { mode, tab, tenants } = settings;
  const keySets = new Map<string, JWTVerifyGetKey>();

  // Kept for ten minutes; an unknown key id makes it read once more, at most once in 30 s however many such tokens come.
  function keysOf(tenant: string): JWTVerifyGetKey {
    const address = (tab.keysUrl ?? entraKeys).replace('{tid}', tenant);
    const keys = keySets.get(address) ?? createRemoteJWKSet(new URL(address));
    keySets.set(address, keys);
    return keys;
  }

  async function verified(token: string): Promise<JWTPayload> {
    const tenant = tenantClaimed(token);
    if (mode === 'production' && !tenants.includes(tenant)) throw new NotSignedIn('tenant');
    try {
      const { payload } = await jwtVerify(token, keysOf(tenant), {
        algorithms: ['RS256'],
        issuer: (tab.issuer ?? entraIssuer).replace('{tid}', tenant),
        audience: tab.clientId,
        requiredClaims: ['exp', 'nbf', 'tid', 'oid'],
        clockTolerance: clockToleranceSeconds,
        currentDate: now(),
      });
      return payload;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  return async (authorization, locale) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (!token) throw new NotSignedIn('no token');
    const person = personIn(await verified(token));
    const [force, chosen] = await Promise.all([forceOf(person.tenant), languageOf({ tenant: person.tenant, id: person.id })]);
    return {
      person: { tenant: person.tenant, id: person.id },
      name: person.name,
      force,
      appRoles: person.appRoles,
      guest: person.guest,
      language: chooseLanguage({ chosen, welsh: force.welsh, locale }),
      now: now(),
    };
  };
}

/** Read before anything is verified, only to know whose keys and which issuer the token must match. */
function tenantClaimed(token: string): string {
  let tenant: unknown;
  try {
    tenant = decodeJwt(token)['tid'];
  } catch (error) {
    throw refusalOf(error);
  }
  if (typeof tenant !== 'string' || !guid.test(tenant)) throw new NotSignedIn('tenant');
  return tenant;
}

function personIn(claims: JWTPayload): { tenant: string; id: string; name: string; appRoles: string[]; guest: boolean } {
  const { tid: tenant, oid, ver, scp, idtyp, roles } = claims;
  if (ver !== '2.0') throw new NotSignedIn('version');
  // A program's own token has no scope; `idtyp` says so openly where the registration asks for that claim.
  if (idtyp === 'app' || typeof scp !== 'string' || !scp.split(' ').includes('access_as_user')) throw new NotSignedIn('scope');
  if (typeof tenant !== 'string' || typeof oid !== 'string' || !guid.test(oid.toLowerCase())) throw new NotSignedIn('person');
  return {
    tenant,
    id: oid.toLowerCase(),
    name: typeof claims['name'] === 'string' ? claims['name'].slice(0, 200) : '',
    appRoles: Array.isArray(roles) ? roles.filter(role => typeof role === 'string') : [],
    guest: isGuest(claims, tenant),
  };
}

/** `acct` is there when the registration asks for it; `idp` names the home of an account that is not of this tenant. */
function isGuest({ acct, idp }: JWTPayload, tenant: string): boolean {
  return Number(acct) === 1 || (typeof idp === 'string' && !idp.includes(tenant));
}

function refusalOf(error: unknown): Error {
  const isAboutKeys = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError);
  // jose has no class of its own for a key address that answers with an error page.
  if (isAboutKeys || error.code === 'ERR_JOSE_GENERIC') return new KeysUnavailable(error);
  return new NotSignedIn(error instanceof errors.JWTClaimValidationFailed ? `claim ${error.claim}` : error.code);
}
