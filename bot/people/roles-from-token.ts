import type { Role, RoleName } from './roles.ts';

/** Entra app roles, by the value the registration gives them, and what they stand for here. Any other value means nothing. */
const appRoles: Readonly<Record<string, RoleName>> = { Administrator: 'administrator', SurveyLauncher: 'launcher' };

/** The roles of the whole force that Entra can give. */
export const tokenRoles = ['administrator', 'launcher'] as const;
export type TokenRole = (typeof tokenRoles)[number];

/** When each was last seen in a token of the tab. */
export type SeenInToken = Partial<Record<TokenRole, Date>>;

const dayMs = 86_400_000;
const lapseAfterDays = 30;

export const rolesInToken = (values: readonly string[]): TokenRole[] =>
  tokenRoles.filter(role => values.some(value => Object.hasOwn(appRoles, value) && appRoles[value] === role));

/** App roles only grant: a token without one takes nothing away, but 30 days after the last token that had it, it has lapsed. */
export function grantedByToken(seen: SeenInToken, now: Date): Role[] {
  return tokenRoles.filter(role => isRecent(seen[role], now)).map(name => ({ name, network: '' }));
}

export const hasLapsedWhole = (seen: SeenInToken, now: Date): boolean => grantedByToken(seen, now).length === 0;

const isRecent = (seen: Date | undefined, now: Date): boolean =>
  seen !== undefined && now.getTime() - seen.getTime() < lapseAfterDays * dayMs;
