import { expect } from '@playwright/test';
import { test } from '../house.js';
import { LAPTOP, PHONE, someone } from '../people.js';

for (const [locale, viewport, scheme] of [
  ['en', LAPTOP, 'light'],
  ['en', LAPTOP, 'dark'],
  ['fr', PHONE, 'light'],
  ['es', PHONE, 'dark'],
] as const) {
  const name = `${locale}-${viewport.width}-${scheme}`;
  test(`the parts of the screens look as they did: ${name}`, async ({ browser }) => {
    const page = await someone(browser, null, { viewport, locale, scheme });
    await page.goto('/ui');
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(12);
    for (const fold of await page.locator('details').all()) await fold.locator('summary').click();
    await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
    await expect(page).toHaveScreenshot(`${name}.png`, { fullPage: true, maxDiffPixelRatio: 0.002 });
    await page.context().close();
  });
}
