/** Where Teams runs, as Microsoft's tab requirements list it. Nothing else may frame a page. */
export const teamsHosts: readonly string[] = ['https://teams.microsoft.com', 'https://*.teams.microsoft.com', 'https://*.cloud.microsoft'];

/** The list of hosts that teams-js reads when it loads. */
const teamsJsList = 'https://res.cdn.office.net/teams-js/';

/** On every response. An X-Frame-Options would overrule frame-ancestors in Teams' web views, so there is none. */
export function headersForAll(mode: 'local' | 'production'): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    ...(mode === 'production' ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/**
 * The policy of a page. Scripts come from our own files only. Fluent makes empty style elements and fills them rule by rule,
 * so styles need a nonce and never 'unsafe-inline'.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    `connect-src 'self' ${teamsJsList}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${teamsHosts.join(' ')}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}
