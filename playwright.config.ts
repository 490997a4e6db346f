import { defineConfig } from '@playwright/test';

/** The browser tests run the product as users run it, on a port and a data folder of their own. */
export default defineConfig({
  testDir: 'test/browser',
  workers: 1,
  timeout: 90_000,
  use: {
    baseURL: 'http://localhost:3999',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
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
  webServer: {
    command: 'rm -rf .data/browser-test && exec node --enable-source-maps dist/cli.js serve',
    url: 'http://localhost:3999/api/health/ready',
    env: { PORT: '3999', DATA_DIR: '.data/browser-test', LOG_LEVEL: 'error' },
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
