import { existsSync } from 'node:fs';
import { join } from 'node:path';

const { CHROMIUM_PATH, ProgramFiles, LOCALAPPDATA } = process.env;

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...[ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA]
    .filter(folder => folder !== undefined)
    .flatMap(folder => [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]),
];

/** The Chromium of this machine: CHROMIUM_PATH, or where it usually is. Undefined where there is none. */
export function browserPath(): string | undefined {
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
  return usualPlaces.find(existsSync);
}

export const howToInstallBrowser =
  'No Chromium was found, so the browser journeys did not run. Install one (Debian or Ubuntu: sudo apt-get install chromium) or set CHROMIUM_PATH.';

/** For a headless Chromium that may run as root in a container and calls nobody by itself. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
