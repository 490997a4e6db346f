import { expect, type Page } from '@playwright/test';
import type { FloorView } from '../../src/live/live.contract.js';
import { test } from './house.js';
import { closePoll, declareResult, expectAccessible, go, LAPTOP, someone } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

/** No second press does what the first one did not mean, and what cannot be taken back says first what will be true. */
test.describe.serial('at the desks', () => {
  let chair: Page;
  let secretary: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP, hasty: true });
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP, hasty: true });
  });
  test.afterAll(() => Promise.all([chair, secretary].map((page) => page.context().close())));

  const motion = () => chair.getByTestId('motion-1');
  const button = (name: string) => motion().getByRole('button', { name, exact: true });
  const dialog = () => chair.getByRole('dialog');
  const floor = async (): Promise<FloorView> =>
    (await (await chair.request.get(`/api${ASSEMBLY}/floor`)).json()) as FloorView;
  const state = async () => (await floor()).motions.find(({ label }) => label === '1')?.state;

  /** The page's clock stands still, and goes on by little until what was asked for is there. */
  async function comes(page: Page, there: () => Promise<boolean>): Promise<void> {
    await expect
      .poll(async () => {
        await page.clock.runFor(10);
        return there();
      })
      .toBe(true);
  }

  test('a button that takes the place of another is dead for a second, for fingers and for keys', async () => {
    await chair.clock.install();
    await chair.goto(`${ASSEMBLY}/chair`);
    await expect(button('Back to the debate')).toBeVisible();
    await chair.clock.pauseAt(new Date(Date.now() + 60_000));
    await expect(button('Back to the debate')).toBeEnabled();
    await button('Back to the debate').click();
    await comes(chair, () => button('Close the debate').isVisible());
    await expect(dialog()).toHaveCount(0);
    await expect(button('Close the debate')).toBeDisabled();
    await expect(button('Close the debate')).toHaveAttribute('data-settling');
    await button('Close the debate').click({ force: true });
    // The press that did nothing begins the second anew.
    await chair.clock.runFor(900);
    await button('Close the debate').press('Enter');
    await chair.clock.runFor(900);
    await button('Close the debate').press(' ');
    await chair.clock.runFor(900);
    await expect(button('Close the debate')).toBeDisabled();
    expect(await state()).toBe('debate');
    await chair.clock.runFor(200);
    await expect(button('Close the debate')).toBeEnabled();
    await button('Close the debate').click();
    await comes(chair, () => button('Open the poll').isVisible());
    await expect(button('Open the poll')).toBeDisabled();
    expect(await state()).toBe('ready');
  });

  test('a question is not answered by the key that asked it', async () => {
    await chair.clock.runFor(1_100);
    await button('Open the poll').press('Enter');
    await comes(
      chair,
      async () => (await dialog().isVisible()) && (await dialog().innerText()).includes('may vote'),
    );
    const open = dialog().getByRole('button', { name: 'Open the poll' });
    await comes(chair, () => open.evaluate((one) => one === document.activeElement));
    await expect(open).toBeDisabled();
    await chair.keyboard.press('Enter');
    await chair.clock.runFor(500);
    await expect(dialog()).toBeVisible();
    expect((await floor()).polls).toEqual([]);
    await chair.clock.resume();
    await expect(open).toBeEnabled();
  });

  test('a poll is opened, closed and declared after a sentence each; the numbers are those of then', async () => {
    await expect(dialog()).toContainText(
      /^Open the poll\d+ members may vote; nobody else can be added\. \d+ of them are represented now\./,
    );
    await expectAccessible(chair, { within: '[role=dialog]' });
    const [, members, represented] = /(\d+) members.*?(\d+) of them/.exec(await dialog().innerText())!;
    await dialog().getByRole('button', { name: 'Open the poll' }).click();
    await expect(dialog()).toBeHidden();
    const [poll] = (await floor()).polls;
    expect([poll!.entitled.members, poll!.represented.members].map(String)).toEqual([members, represented]);
    await button('Close the poll').click();
    await expect(dialog()).toContainText(`${represented} members that are represented have not voted.`);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await button('Close in 30 s').click();
    // Who had a last chance is cut off by nobody; still nothing can be changed after it.
    await button('Close the poll').click();
    await expect(dialog()).toContainText('Nobody can vote or change a vote any more.');
    await dialog().getByRole('button', { name: 'Close the poll' }).click();
    await button('Declare the result').click();
    await expect(dialog()).toContainText(
      'The result will be public: rejected. Who voted how will be public too.',
    );
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect((await floor()).polls[0]!.state).toBe('closed');
    await declareResult(chair);
    await expect(chair.getByTestId('declared')).toContainText('Rejected');
  });

  test('a decision is named by the number that it gets', async ({ browser }) => {
    const delegate = await someone(browser, 'delegate1@demo.example', { viewport: LAPTOP, hasty: true });
    const { motions } = await floor();
    const next = motions.find(({ label }) => label === '2')!;
    const send = async (page: Page, path: string, data: object = {}) => {
      const answer = await page.request.post(`/api${path}`, { headers: { 'x-plenary': '1' }, data });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as { poll: string };
    };
    if (next.state !== 'ready') await send(chair, `/motions/${next.id}/ready`);
    const { poll } = await send(chair, `/motions/${next.id}/polls`);
    const hand = (await (await delegate.request.get(`/api/polls/${poll}/hand`)).json()) as {
      entitlements: { entitlement: number }[];
    };
    for (const { entitlement } of hand.entitlements)
      await send(delegate, `/polls/${poll}/ballots`, {
        ...{ ballot: crypto.randomUUID(), entitlement, choice: 'for', replaces: 0 },
      });
    await closePoll(chair);
    await chair.getByTestId('motion-2').getByRole('button', { name: 'Declare the result' }).click();
    await expect(dialog()).toContainText('The result will be public: adopted, decision 1.');
    await dialog().getByRole('button', { name: 'Declare the result' }).click();
    await expect(chair.getByTestId('declared')).toContainText('Decision 1');
    await delegate.context().close();
  });

  test('a hall is not emptied by one press; one who leaves is', async () => {
    await go(secretary, `${ASSEMBLY}/desk`);
    await secretary.getByRole('tab', { name: 'Credentials' }).click();
    const present = async (): Promise<number> =>
      (
        (await (await secretary.request.get(`/api${ASSEMBLY}/credentials`)).json()) as {
          credentials: { present: boolean }[];
        }
      ).credentials.filter((one) => one.present).length;
    const before = await present();
    expect(before).toBeGreaterThan(2);
    await secretary.getByLabel(/^Select all/).check();
    await secretary.getByRole('button', { name: `Check out (${before})` }).click();
    const asks = secretary.getByRole('dialog');
    await expect(asks).toContainText(`${before} delegates are recorded as gone.`);
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await asks.getByRole('button', { name: 'Cancel' }).click();
    expect(await present()).toBe(before);
    await secretary.getByLabel(/^Select all/).uncheck();
    const here = secretary.getByRole('row').filter({ hasText: 'present' }).first();
    await here.getByRole('checkbox').check();
    await secretary.getByRole('button', { name: 'Check out (1)' }).click();
    await expect(asks).toHaveCount(0);
    await expect.poll(present).toBe(before - 1);
  });
});
