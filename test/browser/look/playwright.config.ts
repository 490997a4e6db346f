import { defineConfig } from '@playwright/test';
import base from '../../../playwright.config.js';

/** `npm run look`: how screens and their parts look. What is drawn differs between machines, so none of it is in `npm test`. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  globalSetup: '../demonstration.setup.mjs',
  projects: [{ name: 'look' }],
  retries: 0,
  // Pictures of the parts as they were last looked at and found right; `npm run look -- --update-snapshots` draws them anew.
  snapshotPathTemplate: '{testDir}/parts/{arg}{ext}',
});
