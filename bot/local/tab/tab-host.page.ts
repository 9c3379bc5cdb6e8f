import { players } from '../sample/cast.ts';

export type Seat = { as: string; theme: string; locale: string };

const themes = { default: 'Light', dark: 'Dark', contrast: 'High contrast', glass: 'Glass' };
const locales = { 'en-gb': 'English', 'cy-gb': 'Cymraeg' };
const backgrounds = { default: '#f5f5f5', dark: '#1f1f1f', contrast: '#000', glass: 'linear-gradient(135deg, #2b3a55, #40304f)' };

/** What the page was asked for, with the usual in the place of what is unknown. */
export function seatOf(query: URLSearchParams, isKnown: (name: string) => boolean): Seat {
  const [as = '', theme = '', locale = ''] = ['as', 'theme', 'locale'].map(name => query.get(name) ?? '');
  return {
    as: isKnown(as) ? as : 'constable',
    theme: theme in themes ? theme : 'default',
    locale: locale in locales ? locale : 'en-gb',
  };
}

/**
 * A page that stands for Teams in a local run: it frames the tab, tells it theme and language, and hands out tokens of the sample cast.
 * It speaks Teams' side of the messages of teams-js 2.
 */
export function tabHostPage(seat: Seat, nonce: string): string {
  const context = {
    theme: seat.theme,
    locale: seat.locale,
    entityId: 'directory',
    frameContext: 'content',
    hostClientType: 'web',
    hostName: 'Teams',
  };
  const runtime = JSON.stringify({ apiVersion: 2, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } });
  const people = Object.fromEntries(players.map(({ part, name }) => [part, `${name} (${part})`]));
  return `<!doctype html>
<html lang="en">
<title>Staff Networks: the tab, in place of Teams</title>
<style nonce="${nonce}">
  html, body { margin: 0; height: 100%; font: 14px system-ui, sans-serif; }
  body { display: grid; grid-template-rows: auto 1fr; background: ${backgrounds[seat.theme as keyof typeof backgrounds]}; }
  form { display: flex; flex-wrap: wrap; gap: 16px; padding: 8px 16px; background: #eee; color: #222; }
  iframe { border: 0; width: 100%; height: 100%; color-scheme: ${seat.theme === 'default' ? 'light' : 'dark'}; }
</style>
<form>
  <span>In place of Teams, on this machine only</span>
  ${choice('Person', 'as', people, seat.as)}
  ${choice('Theme', 'theme', themes, seat.theme)}
  ${choice('Language', 'locale', locales, seat.locale)}
  <noscript><button>Show</button></noscript>
</form>
<iframe title="Staff Networks" src="/tab"></iframe>
<script nonce="${nonce}">
  document.querySelector('form').addEventListener('change', event => event.currentTarget.submit());
  const frame = document.querySelector('iframe');
  const token = async () => {
    const answer = await fetch('/token', { method: 'POST', body: ${asScript(seat.as)} });
    return answer.ok ? [true, await answer.text()] : [false, 'No token was given.'];
  };
  const answers = {
    initialize: () => ['content', 'web', ${asScript(runtime)}, '2.58.0'],
    getContext: () => [${asScript(context)}],
    'authentication.getAuthToken': token,
  };
  addEventListener('message', async event => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    const { id, uuidAsString, func } = event.data;
    if (answers[func]) frame.contentWindow.postMessage({ id, uuidAsString, args: await answers[func]() }, location.origin);
  });
</script>
</html>`;
}

function choice(label: string, name: string, offered: Record<string, string>, chosen: string): string {
  const options = Object.entries(offered).map(
    ([value, title]) => `<option value="${value}"${value === chosen ? ' selected' : ''}>${title}</option>`,
  );
  // One of the forty has a name that is not among the six parts.
  if (!(chosen in offered)) options.push(`<option selected>${asText(chosen)}</option>`);
  return `<label>${label} <select name="${name}">${options.join('')}</select></label>`;
}

const asScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
const asText = (value: string): string => value.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
