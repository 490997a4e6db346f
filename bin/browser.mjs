// Where the browser is that draws and tests the screens; undefined where there is none.
import { existsSync } from 'node:fs';

/** The shell first: the same engine without windows needs a quarter less of a processor. */
export const browser = [
  process.env.CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

export const NO_BROWSER =
  'No browser: install Chromium (Debian: apt-get install chromium-headless-shell) or name one in CHROMIUM, then run again.';
