import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ADDRESSES, placeOf } from '../addresses.js';
import { test } from '../house.js';
import { go, someone } from '../people.js';

/** A phone, a small laptop, a projector of today and one of yesterday. */
const SIZES = [
  { width: 360, height: 740 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
];
const FOLDER = '.look';

/** Pictures of every screen to be looked at, as `.look/SCREEN-WIDTH-SCHEME.png`. */
for (const [scheme, locale] of [
  ['light', 'fr'],
  ['dark', 'es'],
] as const)
  test(`every screen is drawn, ${scheme}`, async ({ browser }) => {
    test.setTimeout(600_000);
    const visitors = new Map<string | null, Page>();
    const visitor = async (who: string | null): Promise<Page> => {
      const page =
        visitors.get(who) ??
        (await someone(browser, who && `${who}@demo.example`, { viewport: SIZES[0]!, locale, scheme }));
      visitors.set(who, page);
      return page;
    };
    for (const [screen, [who, address]] of Object.entries(ADDRESSES)) {
      const page = await visitor(who);
      await go(page, await placeOf(address, page, () => visitor('chair')));
      await expect(page.locator('.mantine-Loader-root:visible')).toHaveCount(0);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const name = screen.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'home';
        await page.screenshot({
          path: join(FOLDER, `${name}-${size.width}-${scheme}.png`),
          animations: 'disabled',
        });
      }
    }
    await Promise.all([...visitors.values()].map((page) => page.context().close()));
  });
