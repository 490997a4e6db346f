import { readFileSync } from 'node:fs';
import type axe from 'axe-core';
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/seeds/demo.data.js';

/** Half as long as what `axe-core` has for `source`: every page that is loaded reads it. */
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** A colour as axe has it; `parseString` makes it another one. */
interface Colour {
  r: number;
  g: number;
  b: number;
  alpha: number;
  parseString(written: string): Colour;
}

/**
 * Spares axe two fifths of its time in a page: it reads a colour anew for each element, slowly, and writes out the element
 * of every result, also where nothing is wrong. What it finds stays the same.
 */
const prepareAxe = (): void => {
  const { axe: itself } = globalThis as unknown as { axe: typeof axe };
  itself.configure({ noHtml: true });
  const { Color } = (
    itself.commons as unknown as {
      color: { Color: new (red: number, green: number, blue: number) => Colour };
    }
  ).color;
  const read = Color.prototype.parseString;
  const known = new Map<string, Colour>();
  Color.prototype.parseString = function (this: Colour, written: string): Colour {
    const colour = known.get(written) ?? read.call(new Color(0, 0, 0), written);
    known.set(written, colour);
    return Object.assign(this, { r: colour.r, g: colour.g, b: colour.b, alpha: colour.alpha });
  };
};

export const PHONE = { width: 390, height: 844 };
/** A small phone, held upright. */
export const SMALL = { width: 360, height: 740 };
export const LAPTOP = { width: 1280, height: 800 };
export const PROJECTOR = { width: 1920, height: 1080 };

interface Device {
  readonly viewport: { width: number; height: number };
  readonly locale?: 'en' | 'fr' | 'es';
  readonly scheme?: 'light' | 'dark';
  /** Of the device's clock. */
  readonly zone?: string;
  /** Presses buttons that have just become others, too. */
  readonly hasty?: boolean;
  /** Waits for the button that it presses, and not until nothing on the page is about to become another. */
  readonly brisk?: boolean;
}

/** Somebody at a device of their own, signed in where an address is given; `set-up.spec.ts` uses the form. */
export async function someone(browser: Browser, email: string | null, device: Device): Promise<Page> {
  const context = await browser.newContext({
    viewport: device.viewport,
    locale: device.locale ?? 'en',
    colorScheme: device.scheme ?? 'light',
    reducedMotion: 'reduce',
    hasTouch: device.viewport === PHONE || device.viewport === SMALL,
    timezoneId: device.zone ?? 'UTC',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  if (!device.hasty) await pressesAgain(page);
  if (!device.hasty && !device.brisk) await unhurried(page);
  if (email === null) return page;
  const signed = await page.request.post('/api/session/password', {
    headers: { 'x-plenary': '1' },
    data: { email, password: DEMO_PASSWORD },
  });
  expect(signed.status()).toBe(200);
  return page;
}

/** A hand that presses again where a button became another under the finger, as people do (`ui/settling.ts`). */
async function pressesAgain(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const again = (event: Event): void => {
      const button = event.target instanceof Element && event.target.closest('[data-settling]');
      if (!(button instanceof HTMLElement)) return;
      const settled = new MutationObserver(() => {
        if ('settling' in button.dataset) return;
        settled.disconnect();
        button.click();
      });
      settled.observe(button, { attributeFilter: ['data-settling'] });
    };
    addEventListener('click', again, { capture: true });
  });
}

/** A hand that waits as soon as it sees that a button has just become another. */
const unhurried = (page: Page): Promise<void> =>
  page.addLocatorHandler(page.locator('[data-settling]').first(), async () => undefined);

/** Another screen of the same visitor or person, who has the client already and is signed in. */
export async function another(page: Page, viewport: Device['viewport']): Promise<Page> {
  const beside = await page.context().newPage();
  beside.on('pageerror', (error) => {
    throw error;
  });
  await beside.setViewportSize(viewport);
  await pressesAgain(beside);
  await unhurried(beside);
  return beside;
}

/**
 * Goes to a screen as by the house's own links: the client stays loaded. The screen is built anew, also where another part of
 * the same one is asked, and stands when this ends. Behind a link that is pressed the screen before may still stand for a moment:
 * what is there on both is looked for only after the heading of the new one, or met on the old one.
 */
export async function go(page: Page, address: string): Promise<void> {
  if (page.url() === 'about:blank') {
    await page.goto(address);
    return;
  }
  const { pathname } = new URL(page.url());
  const again = new URL(address, page.url()).pathname === pathname;
  for (const to of again ? ['/no/such/screen', address] : [address]) {
    await page.evaluate((path) => {
      for (const heading of document.querySelectorAll('h1')) heading.dataset['before'] = '';
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, to);
    await expect(page.locator('h1[data-before]')).toHaveCount(0);
    await page.locator('h1').first().waitFor({ state: 'attached' });
  }
}

/** How a page is looked at: only in a part that is new on it, or only for some of what axe looks for. */
interface Look {
  /** A CSS selector; axe fails where nothing is found by it. */
  readonly within?: string;
  /** The contrast of its colours, the dearest of all rules by far, or everything else. */
  readonly only?: 'contrast' | 'structure';
}

/**
 * No screen is done while axe finds a violation, or while it scrolls sideways. `screens.spec.ts` looks at all of each screen;
 * a state of one that is seen elsewhere, where it comes up, and once.
 */
export async function expectAccessible(page: Page, { within, only }: Look = {}): Promise<void> {
  // Of a screen that is still on its way nothing can be said.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await expect(page.locator('.mantine-Loader-root:visible')).toHaveCount(0);
  // Once a page; nothing of ours stands in a frame.
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(AXE);
    await page.evaluate(prepareAxe);
  }
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    // Style sheets are read anew only for a rule that is off.
    preload: { assets: ['media'] },
    selectors: false,
    elementRef: true,
    ...(only === 'contrast' && { runOnly: { type: 'rule', values: ['color-contrast'] } }),
    ...(only === 'structure' && { rules: { 'color-contrast': { enabled: false } } }),
  };
  const violations = await page.evaluate(
    async ([part, how]) => {
      const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(part ?? document, how);
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.element?.outerHTML} ${nodes[0]?.any[0]?.message ?? ''}`,
      );
    },
    [within, options] as const,
  );
  expect(violations).toEqual([]);
  // Screen readers count the items of a list, also those that say nothing, and stop at a paragraph without words.
  const hollow = await page.evaluate(
    (part) =>
      [...(part ? document.querySelector(part)! : document).querySelectorAll('li, p')]
        .filter((item) => item.textContent.trim() === '' && !item.querySelector('img, svg, input, button'))
        .map((item) => item.parentElement?.outerHTML.slice(0, 200)),
    within,
  );
  expect(hollow, 'items of lists and paragraphs without words').toEqual([]);
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll, 'the page scrolls sideways').toBeLessThanOrEqual(client);
}

/** Makes a device another one: what stands on its page stays there. Its language is chosen in the page's own list. */
export async function turn(page: Page, { viewport, locale, scheme = 'light' }: Device): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: scheme });
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', scheme);
  if (locale === undefined) return;
  await page.getByRole('banner').getByRole('combobox').selectOption(locale);
  await expect(html).toHaveAttribute('lang', locale);
}

/**
 * Presses a button that has come up under the finger, as people do: where the press fell into the second in which it is dead,
 * they press again. What it brings is `shown`, and the button goes with it.
 */
export async function pressUntil(button: Locator, shown: Locator): Promise<void> {
  await expect(async () => {
    if ((await shown.count()) === 0) await button.click({ timeout: 5_000 });
    await expect(shown.first()).toBeVisible({ timeout: 3_000 });
  }).toPass();
}

/** Presses a button of the chair that says first what will be true, and then again where it asks. */
export async function asked(within: Page | Locator, name: string): Promise<void> {
  const page = 'page' in within ? within.page() : within;
  const button = within.getByRole('button', { name, exact: true });
  // Where it has just come up, or is about to move, it is seen to be dead for a second: then the hand waits.
  await expect(button).toBeVisible();
  await settled(page);
  await button.click();
  const sure = page.getByRole('dialog').getByRole('button', { name, exact: true });
  await expect(sure).toBeVisible();
  await settled(page);
  await sure.click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Until nothing on a page is about to become another; seen in the frame in which it is so, where an expectation looks once a second. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('[data-settling]') === null);
};

/** Opens the poll on a motion, within its card where there are several. */
export const openPoll = (chair: Page | Locator): Promise<void> => asked(chair, 'Open the poll');

/** Closes the poll that is at the head of the chair's desk. */
export const closePoll = (chair: Page | Locator): Promise<void> => asked(chair, 'Close the poll');

export const declareResult = (chair: Page | Locator): Promise<void> => asked(chair, 'Declare the result');
export const closeNominations = (chair: Page | Locator): Promise<void> =>
  asked(chair, 'Close the nominations');
export const openBallot = (chair: Page | Locator): Promise<void> => asked(chair, 'Open the ballot');
