import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { PHONE, someone } from './people.js';

const FOLDER = 'docs/pictures';
/** The pictures that README shows, by their names. */
const SHOWN = [...readFileSync('README.md', 'utf8').matchAll(/docs\/pictures\/([\w-]+)\.png/g)].map(
  ([, name]) => name!,
);
const LAPTOP = { width: 1280, height: 860 };
const PROJECTOR = { width: 1600, height: 900 };
const HALL = '/assemblies/demo-2026';

/** The way of README's five minutes, with its pictures; `npm run pictures` draws them anew. */
test('the pictures of README are of screens that are there, and all of them are made', async ({
  browser,
}) => {
  const made: string[] = [];
  const picture = async (page: Page, name: string): Promise<void> => {
    await expect(page.locator('.mantine-Loader-root:visible')).toHaveCount(0);
    await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
    await page.screenshot(
      process.env['PICTURES'] ? { path: join(FOLDER, `${name}.png`), animations: 'disabled' } : {},
    );
    made.push(name);
  };

  const reader = await someone(browser, null, { viewport: LAPTOP });
  await reader.goto('/instruments/world-standards');
  await expect(reader.getByRole('listitem').filter({ hasText: '2011' }).first()).toBeVisible();
  await picture(reader, 'path');
  await reader.goto('/instruments/demo-charter/compare/1/2');
  await expect(reader.locator('ins').first()).toBeVisible();
  await picture(reader, 'compare');

  const chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
  const confirm = async (name: string): Promise<void> => {
    await chair.getByRole('button', { name }).first().click();
    await chair.getByRole('dialog').getByRole('button', { name }).click();
  };
  await chair.goto(`${HALL}/chair`);
  await confirm('Open the poll');
  const holder = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
  await holder.goto(`${HALL}/floor`);
  await holder.getByRole('button', { name: 'For', exact: true }).click();
  await expect(holder.getByRole('button', { name: /^Cast 3 votes/ })).toBeVisible();
  await picture(holder, 'floor');
  await holder.getByRole('button', { name: /^Cast 3 votes/ }).click();
  await expect(holder.getByTestId('receipt').first()).toBeVisible();
  const other = await someone(browser, 'delegate2@demo.example', { viewport: PHONE, scheme: 'dark' });
  await other.goto(`${HALL}/floor`);
  await other.getByRole('button', { name: 'Against', exact: true }).click();
  await other.getByRole('button', { name: /^Cast vote/ }).click();
  await expect(other.getByTestId('receipt')).toBeVisible();
  await picture(other, 'receipt');

  const hall = await someone(browser, null, { viewport: PROJECTOR, scheme: 'dark' });
  await hall.goto(`${HALL}/hall`);
  await confirm('Close the poll');
  await expect(chair.getByText('Only you see this count')).toBeVisible();
  await picture(chair, 'chair');
  await confirm('Declare the result');
  await expect(hall.getByTestId('result')).toBeVisible();
  await picture(hall, 'hall');

  expect(made.toSorted()).toEqual(SHOWN.toSorted());
  expect(readdirSync(FOLDER).toSorted()).toEqual(made.map((name) => `${name}.png`).toSorted());
  await Promise.all([reader, chair, holder, other, hall].map((page) => page.context().close()));
});
