const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a Host header names this machine itself. A page elsewhere can point its own name at 127.0.0.1
 * and so reach a local run through somebody's browser; the header still says the page's name.
 */
export const isLoopbackHost = (host: string | undefined): boolean => host !== undefined && loopback.test(host);
