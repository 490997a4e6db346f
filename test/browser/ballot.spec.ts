import { expect, type Page } from '@playwright/test';
import type { FloorView } from '../../src/live/live.contract.js';
import { test } from './house.js';
import { expectAccessible, LAPTOP, PHONE, someone, turn } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';
const LYING = { width: 740, height: 360 };

/** The ballot as it is met: on a phone that lies, with letters twice as large, by a screen reader, by keys. */
test.describe.serial('the ballot', () => {
  let chair: Page;
  let phone: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    phone = await someone(browser, 'delegate2@demo.example', { viewport: LYING });
    await phone.goto(`${ASSEMBLY}/floor`);
  });
  test.afterAll(() => Promise.all([chair, phone].map((page) => page.context().close())));

  const send = async (path: string, data: object = {}): Promise<void> => {
    const answer = await chair.request.post(`/api${path}`, { headers: { 'x-plenary': '1' }, data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  };
  const floor = async (): Promise<FloorView> =>
    (await (await chair.request.get(`/api${ASSEMBLY}/floor`)).json()) as FloorView;
  const open = async (taken: object = {}): Promise<void> => {
    const { motions } = await floor();
    await send(`/motions/${motions.find(({ label }) => label === '1')!.id}/polls`, taken);
  };
  const annul = async (): Promise<void> => {
    const { polls } = await floor();
    await send(`/polls/${polls.find(({ state }) => state === 'open' || state === 'closed')!.id}/annul`, {
      reason: 'Once more',
    });
    await expect(phone.getByTestId('current-poll')).toHaveCount(0);
  };
  const choices = () => phone.locator('[data-testid=current-poll] button[data-choice]');

  test('a newly opened poll is said, and on a phone that lies its choices are in view', async () => {
    await expect(phone.getByTestId('told')).toBeEmpty();
    await expect(phone.getByText('No poll is open.')).toBeVisible();
    await open();
    await expect(phone.getByTestId('told')).toContainText('To approve the Charter');
    expect(await phone.getByTestId('told').getAttribute('role')).toBe('status');
    for (const again of [false, true]) {
      if (again) await phone.reload();
      await expect(choices()).toHaveCount(3);
      for (const choice of await choices().all()) await expect(choice).toBeInViewport({ ratio: 1 });
    }
    await choices().first().click();
    await expect(phone.getByRole('button', { name: /^Cast vote: For/ })).toBeInViewport({ ratio: 1 });
  });

  test('it says who will read the vote, and what becomes of one that is changed', async () => {
    await expect(phone.getByTestId('publicity')).toHaveText(
      'Your vote will be public with your member’s name once the result is declared. If you change it, only the last one is shown.',
    );
  });

  test('with letters twice as large nothing is cut off or broken into letters, in any language', async () => {
    for (const locale of ['en', 'fr', 'es'] as const) {
      for (const width of [320, 360]) {
        await turn(phone, { viewport: { width, height: 740 }, locale });
        await phone.addStyleTag({ content: 'html { font-size: 200% !important }' });
        await phone.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        await expect(phone.getByTestId('vote-call')).toBeVisible();
        const [page, ...parts] = await phone.evaluate(() =>
          [
            document.documentElement,
            ...document.querySelectorAll(
              'button[data-choice], [data-testid=vote-call] p, [data-testid=vote-call] button',
            ),
          ].map((one) => ({
            words: one.textContent.slice(0, 30),
            over: one.scrollWidth - one.clientWidth,
            tall: one.clientHeight / Number.parseFloat(getComputedStyle(one).fontSize),
          })),
        );
        expect([locale, width, page!.over]).toEqual([locale, width, 0]);
        expect(parts.length).toBeGreaterThanOrEqual(5);
        // The title of the call is cut with an ellipsis; a line a letter would be as tall as the word is long.
        for (const { words, tall } of parts) expect([words, tall < 6]).toEqual([words, true]);
        for (const choice of await choices().all()) {
          expect(await choice.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
          // A word of it is not broken: it is as tall as it has words at most.
          const [lines, words] = await choice
            .locator('span')
            .evaluate((one) => [
              one.getClientRects().length === 0
                ? 0
                : Math.round(one.clientHeight / Number.parseFloat(getComputedStyle(one).lineHeight)),
              one.textContent.split(' ').length,
            ]);
          expect(lines).toBeLessThanOrEqual(words!);
        }
      }
    }
    await turn(phone, { viewport: LYING, locale: 'en' });
    await phone.reload();
  });

  test('who votes by keys stays at the ballot', async () => {
    await expect(choices()).toHaveCount(3);
    await choices().first().press('Enter');
    for (const [place, key] of ['Tab', 'Tab', 'Tab', 'Enter'].entries()) {
      if (place === 3) await expect(phone.getByRole('button', { name: /^Cast vote: For/ })).toBeFocused();
      await phone.keyboard.press(key);
    }
    await expect(phone.getByTestId('receipt')).toContainText('Voted: For');
    await expect(phone.locator('[data-testid^=entitlement] :focus')).toHaveCount(1);
    await expectAccessible(phone, { within: '[data-testid=current-poll]' });
    await annul();
  });

  test('to vote one by one stays chosen through a reload; where it closes the keyboard stays', async ({
    browser,
  }) => {
    const holder = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
    const own = holder.locator('[data-testid=current-poll] button[data-choice]');
    await holder.goto(`${ASSEMBLY}/floor`);
    await open();
    await holder.getByRole('checkbox').uncheck();
    await expect(own).toHaveCount(9);
    await holder.reload();
    await expect(own).toHaveCount(9);
    await own.first().focus();
    const { polls } = await floor();
    await send(`/polls/${polls.find(({ state }) => state === 'open')!.id}/close`);
    await expect(holder.getByText('Closed: the result will be declared')).toBeVisible();
    await expect(holder.locator('[data-testid=current-poll] :focus')).toHaveCount(1);
    await holder.context().close();
    await annul();
  });

  test('of another way of voting it says what is true there', async () => {
    for (const [taken, words] of [
      [{ secrecy: 'confidential' }, 'Your vote will not be published with a name'],
      [
        { channel: 'hands' },
        'How many voted how will be public; whose hand or paper it was is not recorded.',
      ],
      [
        { channel: 'roll_call' },
        'Your vote will be public with your member’s name once the result is declared.',
      ],
      [{ form: 'consensus' }, 'An objection will be public with your member’s name'],
    ] as const) {
      await open(taken);
      await expect(phone.getByTestId('publicity')).toContainText(words);
      await annul();
    }
  });

  test('a vote does not leave the hand without a word', async ({ browser }) => {
    const holder = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
    const desk = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    const { credentials, proxies } = (await (
      await desk.request.get(`/api${ASSEMBLY}/credentials`)
    ).json()) as {
      credentials: { id: string; member: string; state: string; role: string; present: boolean }[];
      proxies: { grantor: { member: string; name: string }; holder: { name: string }; state: string }[];
    };
    // Of those who gave a proxy, one whose own delegate is accredited and not here yet.
    const able = ({ grantor: { member } }: (typeof proxies)[number]) =>
      credentials.find(
        (one) =>
          one.member === member && one.state === 'accredited' && one.role === 'delegate' && !one.present,
      );
    await holder.goto(`${ASSEMBLY}/floor`);
    await open();
    const held = holder.getByTestId('current-poll').getByRole('group');
    await expect(held.first()).toBeVisible();
    const names = await holder.getByTestId('current-poll').getByText(/proxy/i).count();
    expect(names).toBeGreaterThan(0);
    const given = proxies.find(
      (one) => one.state === 'registered' && able(one) && one.holder.name === proxies[0]!.holder.name,
    )!;
    const arrived = await desk.request.post(`/api${ASSEMBLY}/presence`, {
      headers: { 'x-plenary': '1' },
      data: { credentials: [able(given)!.id], present: true },
    });
    expect(arrived.ok(), await arrived.text()).toBe(true);
    await expect(
      holder.getByText(`The vote of ${given.grantor.name} is no longer in your hand`),
    ).toBeVisible();
    await annul();
    for (const page of [holder, desk]) await page.context().close();
  });
});
