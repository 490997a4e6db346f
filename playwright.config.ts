import { defineConfig } from '@playwright/test';
import { browser } from './bin/browser.mjs';

/** The browser tests run the product as users run it: `test/browser/house.ts` starts it. */
export default defineConfig({
  testDir: 'test/browser',
  // What is looked at by eye: `npm run look`.
  testIgnore: 'look/**',
  globalSetup: './test/browser/demonstration.setup.mjs',
  // The longest file by far is begun first: at the end its worker would be alone.
  projects: [
    { name: 'screens', testMatch: 'screens.spec.ts' },
    { name: 'stories', testIgnore: ['screens.spec.ts', 'look/**'] },
  ],
  workers: 3,
  // What passed only when it was tried again is named at the end of the run.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
