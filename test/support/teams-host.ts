import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';

/** What the page told Teams, in order, such as `appInitialization.success`. */
export type Told = { func: string; args: unknown[] };

export type TeamsHost = {
  page: Page;
  /** The frame of our page inside Teams. */
  tab: Frame;
  told: Told[];
  /** Everything a content security policy stopped, in any frame. */
  violations: string[];
  /** Errors and warnings on the console. */
  complaints: string[];
  /** Requests to anywhere but Teams and our own server; none of them left the machine. */
  strayed: string[];
  changeTheme: (theme: string) => Promise<void>;
  /** From now on our API is reached as told; the page itself always is. */
  network: (state: Network) => void;
  close: () => Promise<void>;
};

export type Network = 'up' | 'noApi' | 'slowApi';

export type Opening = {
  /** Where our server really listens. */
  server: string;
  path?: string;
  theme?: string;
  locale?: string;
  /** What the link that opened the page asked to see. */
  place?: string;
  /** What Teams answers when the page asks who this is: a token, or an error's words by throwing. */
  token: () => Promise<string>;
  viewport?: { width: number; height: number };
  /** Another site in the place of Teams. */
  host?: string;
  /** As in a browser that does not know frame-ancestors. */
  ignoresFrameAncestors?: boolean;
  /** Nobody answers, though the site is the right one. */
  isSilent?: boolean;
};

/** Where the tab lives, as far as the browser knows. */
export const publicOrigin = 'https://bot.contoso.example';

/**
 * Opens the tab inside a stand-in for Teams at Teams' own address, so that the real origin check of teams-js runs and the real
 * frame-ancestors apply. Requests are answered here; nothing leaves the machine.
 */
export async function openInTeams(browser: Browser, opening: Opening): Promise<TeamsHost> {
  const { server, path = '/tab', theme = 'default', locale = 'en-gb', place, token, host = 'https://teams.microsoft.com' } = opening;
  const context = await browser.newContext({
    viewport: opening.viewport ?? { width: 1280, height: 900 },
    locale: 'en-GB',
    bypassCSP: false,
  });
  const watched = await watch(context);
  const told: Told[] = [];
  let network: Network = 'up';
  await context.exposeFunction('teamsHeard', (func: string, args: unknown[]) => void told.push({ func, args }));
  await context.exposeFunction('teamsToken', async () => {
    try {
      return [true, await token()];
    } catch (error) {
      return [false, (error as Error).message];
    }
  });

  await context.route('**/*', route => {
    const { hostname } = new URL(route.request().url());
    // The list of trusted hosts that teams-js asks for as it loads; without it, it uses its own.
    if (hostname !== 'res.cdn.office.net') watched.strayed.push(route.request().url());
    return route.abort();
  });
  await context.route(`${host}/_host`, route =>
    route.fulfill({
      contentType: 'text/html',
      body: hostPage({ address: publicOrigin + path, theme, locale, place, isSilent: opening.isSilent }),
    }),
  );
  await context.route(`${publicOrigin}/**`, async route => {
    if (route.request().url().includes('/api/')) {
      if (network === 'noApi') return route.abort('connectionrefused');
      if (network === 'slowApi') await new Promise(resolve => setTimeout(resolve, 1_000));
    }
    const answer = await route.fetch({ url: route.request().url().replace(publicOrigin, server), maxRedirects: 0 });
    const headers = answer.headers();
    if (opening.ignoresFrameAncestors) delete headers['content-security-policy'];
    return route.fulfill({ response: answer, headers });
  });

  const page = await context.newPage();
  // Time runs as usual until a test moves it on.
  await page.clock.install();
  await page.goto(`${host}/_host`, { waitUntil: 'load' });
  const frame = await page.waitForSelector('iframe');
  const tab = await frame.contentFrame();
  if (!tab) throw new Error('the stand-in for Teams has no frame');
  return {
    page,
    tab,
    told,
    ...watched,
    changeTheme: name => page.evaluate(next => (globalThis as unknown as { changeTheme(next: string): void }).changeTheme(next), name),
    network: state => void (network = state),
    close: () => context.close(),
  };
}

/** Listens for what no page of ours may cause. */
export async function watch(context: BrowserContext): Promise<Pick<TeamsHost, 'violations' | 'complaints' | 'strayed'>> {
  const violations: string[] = [];
  const complaints: string[] = [];
  await context.exposeFunction('policyStopped', (what: string) => void violations.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const { policyStopped } = globalThis as unknown as { policyStopped: (what: string) => void };
      policyStopped(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  context.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // What our own route above answers to the list of trusted hosts, and an API answer that is not 2xx.
    if (/net::ERR_FAILED|Failed to load resource/.test(message.text())) return;
    complaints.push(message.text());
  });
  context.on('weberror', error => complaints.push(error.error().message));
  return { violations, complaints, strayed: [] };
}

/** Teams' side of the messages between a client and a page in its frame, as teams-js 2 speaks them. */
function hostPage(told: { address: string; theme: string; locale: string; place?: string; isSilent?: boolean }): string {
  const context = {
    theme: told.theme,
    locale: told.locale,
    entityId: 'directory',
    subEntityId: told.place,
    frameContext: 'content',
    hostClientType: 'web',
    hostName: 'Teams',
  };
  const runtime = { apiVersion: 2, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } };
  const backgrounds = { default: '#f5f5f5', dark: '#1f1f1f', contrast: '#000', glass: 'linear-gradient(135deg, #2b3a55, #40304f)' };
  return `<!doctype html><html lang="en"><title>Teams</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style>
<body><script>
  const backgrounds = ${JSON.stringify(backgrounds)};
  const frame = document.createElement('iframe');
  frame.title = 'Staff Networks';
  const paint = theme => {
    document.body.style.background = backgrounds[theme] ?? '#fff';
    frame.style.colorScheme = theme === 'default' ? 'light' : 'dark';
  };
  const post = message => frame.contentWindow.postMessage(message, new URL(frame.src).origin);
  const answers = {
    initialize: () => ['content', 'web', ${JSON.stringify(JSON.stringify(runtime))}, '2.58.0'],
    getContext: () => [${JSON.stringify(context)}],
    'authentication.getAuthToken': () => window.teamsToken(),
  };
  window.addEventListener('message', async event => {
    if (event.source !== frame.contentWindow || ${Boolean(told.isSilent)}) return;
    const { id, uuidAsString, func, args } = event.data;
    await window.teamsHeard(func, args ?? []);
    if (answers[func]) post({ id, uuidAsString, args: await answers[func]() });
  });
  window.changeTheme = theme => { paint(theme); post({ func: 'themeChange', args: [theme] }); };
  paint(${JSON.stringify(told.theme)});
  frame.src = ${JSON.stringify(told.address)};
  document.body.append(frame);
</script></body></html>`;
}
