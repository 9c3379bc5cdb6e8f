// Words in the built page that the server replaces in every response.

/** Where the nonce goes that lets Fluent's style elements through the content security policy. */
export const noncePlaceholder = '__NONCE__';

/** Where the address goes that opens the tab inside Teams; nothing in a local run, where there is no Teams. */
export const openInTeamsPlaceholder = '__OPEN_IN_TEAMS__';
