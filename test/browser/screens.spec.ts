import { readFileSync } from 'node:fs';
import { expect, type Browser, type Page } from '@playwright/test';
import { ADDRESSES, placeOf } from './addresses.js';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone, turn } from './people.js';

/** The screens as the client's list of them has it; one that is added there is missing here until it has an address. */
const SCREENS = [
  ...readFileSync('client/src/house/screens.tsx', 'utf8').matchAll(/<Route (?:(index)|path="([^"]+)")/g),
].map(([, index, path]) => (index ? '/' : path!));

/** Nobody stands in an election of the demonstration: `elections.spec.ts` looks at this one. */
const ELSEWHERE = ['/candidates/:candidate'];

test('every screen of the client has an address here', () => {
  expect(SCREENS.length).toBeGreaterThan(20);
  expect([...Object.keys(ADDRESSES), ...ELSEWHERE].toSorted()).toEqual(SCREENS.toSorted());
});

test('a picture without words and faint words are violations, so the check can fail', async ({ browser }) => {
  const page = await someone(browser, null, { viewport: LAPTOP });
  await page.goto('/sign-in');
  await expectAccessible(page);
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('img')));
  await expect(expectAccessible(page)).rejects.toThrow('image-alt: <img>');
  await page.evaluate(() => (document.querySelector('h1')!.style.color = '#bbb'));
  await expect(expectAccessible(page, { only: 'contrast' })).rejects.toThrow('color-contrast: <h1');
  await page.context().close();
});

test('a screen is asked for at once and drawn when it is there, without a pause', async ({ browser }) => {
  const page = await someone(browser, null, { viewport: PHONE });
  // No timer ends: what would be held on the page for a moment stays for good.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  let speak = (): void => undefined;
  const silence = new Promise<void>((spoken) => (speak = spoken));
  await page.route(/\/assets\/en-/, async (route) => {
    await silence;
    await route.continue();
  });
  const script = page.waitForRequest(/\/assets\/sign-in-/);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await script;
  speak();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await go(page, '/slip');
  await page.context().close();
});

test('what a page loads comes compressed, over plain http too, and is no more than it was', async ({
  browser,
}) => {
  const page = await someone(browser, null, { viewport: PHONE });
  await page.goto('/assemblies/demo-2026/floor');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const loaded = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.includes('/assets/'))
      .map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize })),
  );
  const sum = (kind: RegExp): number =>
    loaded.filter(({ name }) => kind.test(name)).reduce((all, { size }) => all + size, 0);
  // Bytes: 420 kB of scripts, a third of what they are, and the one face that every screen is set in.
  expect(sum(/\.js$/)).toBeGreaterThan(100_000);
  expect(sum(/\.js$/)).toBeLessThan(430_000);
  expect(sum(/\.woff2$/)).toBeLessThan(60_000);

  const { name } = loaded.find((one) => one.name.endsWith('.js'))!;
  const as = (encoding: string) => page.request.get(name, { headers: { 'accept-encoding': encoding } });
  const plain = await as('identity');
  expect(plain.headers()['content-encoding']).toBeUndefined();
  for (const encoding of ['gzip', 'br']) {
    const come = await as(encoding);
    expect(come.headers()).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    expect(come.headers()['cache-control']).toContain('immutable');
    expect(come.headers()['content-type']).toMatch(/^text\/javascript; charset=utf-8$/i);
    expect(await come.body()).toEqual(await plain.body());
  }
  expect((await page.request.get('/assets/none.js')).status()).toBe(404);
  await page.context().close();
});

/** What stands above everything is the widest on a narrow phone: who is signed out has a long button there. */
async function expectNarrow(page: Page): Promise<void> {
  await expect(page.locator('.mantine-Loader-root:visible')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 740 });
    // On a page that was wide, what is drawn otherwise on a narrow one is so a moment later.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} at ${width}`)
      .toBeLessThanOrEqual(width);
  }
}

/** Who looks at the screens, each with one page, and the device as it was last. */
const visitors = new Map<string | null, { page: Page; locale: string }>();
test.afterAll(() => Promise.all([...visitors.values()].map(({ page }) => page.context().close())));

for (const [locale, viewport, scheme] of [
  ['es', LAPTOP, 'light'],
  ['fr', PHONE, 'dark'],
] as const) {
  test.describe(`in ${locale}, ${viewport.width} wide, ${scheme}`, () => {
    const visitor = async (browser: Browser, who: string | null): Promise<Page> => {
      const device = { viewport, locale, scheme };
      const known = visitors.get(who);
      const page = known?.page ?? (await someone(browser, who && `${who}@demo.example`, device));
      if (known && known.locale !== locale) await turn(page, device);
      visitors.set(who, { page, locale });
      return page;
    };

    for (const [screen, [who, address]] of Object.entries(ADDRESSES)) {
      test(`${screen} has no accessibility violation and asks no other host`, async ({
        browser,
        baseURL,
      }) => {
        const page = await visitor(browser, who);
        const hosts = new Set<string>();
        const heard = (request: { url: () => string }) => hosts.add(new URL(request.url()).host);
        page.on('request', heard);
        await go(page, await placeOf(address, page, () => visitor(browser, 'chair')));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // Whoever can be anybody here is told so, wherever they are.
        await expect(page.getByTestId('demonstration')).toBeVisible();
        await expectAccessible(page);
        await expectNarrow(page);
        await page.setViewportSize(viewport);
        // Screen readers count them.
        await expect(page.locator('li:empty')).toHaveCount(0);
        page.off('request', heard);
        hosts.delete(new URL(baseURL!).host);
        expect([...hosts]).toEqual([]);
      });
    }
  });
}

test('no screen is wider than a narrow phone in en, signed in or not', async ({ browser }) => {
  test.setTimeout(120_000);
  for (const who of [null, 'secretariat'] as const) {
    const page = await someone(browser, who && `${who}@demo.example`, { viewport: PHONE, locale: 'en' });
    for (const [asked, address] of Object.values(ADDRESSES)) {
      if (asked !== who || /POLL|DRAFT|ROUND|AMEND|PERSON/.test(address)) continue;
      await go(page, address);
      await expectNarrow(page);
    }
    await page.context().close();
  }
});
