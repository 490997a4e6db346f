// Draws the README's pictures from the running product, on a data folder of its own: `npm run pictures`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browser as executablePath } from './browser.mjs';
import { DEMO_PASSWORD } from '../dist/seeds/demo.data.js';

const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1280, height: 860 };
const PROJECTOR = { width: 1600, height: 900 };

const folder = mkdtempSync(join(tmpdir(), 'plenary-pictures-'));
const house = spawn(process.execPath, ['dist/cli.js', 'serve'], {
  env: { ...process.env, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const URL = await new Promise((open) =>
  house.stdout.on('data', (text) => {
    const printed = /http:\/\/localhost:\d+/.exec(String(text));
    if (printed) open(printed[0]);
  }),
);
const HALL = `${URL}/assemblies/demo-2026`;

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu'],
});

async function someone(email, viewport, colorScheme = 'light') {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en', reducedMotion: 'reduce' });
  if (email) {
    const headers = { origin: URL };
    await context.request.post(`${URL}/api/session/password`, {
      data: { email, password: DEMO_PASSWORD },
      headers,
    });
  }
  return context.newPage();
}

async function picture(page, name) {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `docs/pictures/${name}.png` });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

try {
  const reader = await someone(null, LAPTOP);
  await reader.goto(`${URL}/instruments/world-standards`);
  await reader.getByRole('heading', { level: 1 }).waitFor();
  await picture(reader, 'path');
  await reader.goto(`${URL}/instruments/demo-charter/compare/1/2`);
  await reader.getByRole('heading', { level: 1 }).waitFor();
  await picture(reader, 'compare');

  const chair = await someone('chair@demo.example', LAPTOP);
  await chair.goto(`${HALL}/chair`);
  await chair.getByRole('button', { name: 'Open the poll' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: 'Open the poll' }).click();
  const phone = await someone('delegate1@demo.example', PHONE);
  await phone.goto(`${HALL}/floor`);
  await phone.getByRole('button', { name: 'For', exact: true }).click();
  await picture(phone, 'floor');
  await phone.getByRole('button', { name: /^Cast 3 votes/ }).click();
  await phone.getByTestId('receipt').first().waitFor();
  const other = await someone('delegate2@demo.example', PHONE, 'dark');
  await other.goto(`${HALL}/floor`);
  await other.getByRole('button', { name: 'Against', exact: true }).click();
  await other.getByRole('button', { name: /^Cast vote/ }).click();
  await other.getByTestId('receipt').waitFor();
  await picture(other, 'receipt');
  const hall = await someone(null, PROJECTOR, 'dark');
  await hall.goto(`${HALL}/hall`);
  await chair.getByRole('button', { name: 'Close the poll' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: 'Close the poll' }).click();
  await chair.getByText('Only you see this count').waitFor();
  await picture(chair, 'chair');
  await chair.getByRole('button', { name: 'Declare the result' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: 'Declare the result' }).click();
  await hall.getByTestId('result').waitFor();
  await picture(hall, 'hall');
} finally {
  await browser.close();
  house.kill('SIGTERM');
  await new Promise((gone) => house.once('exit', gone));
  rmSync(folder, { recursive: true, force: true });
}
