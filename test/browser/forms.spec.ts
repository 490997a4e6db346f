import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { declareResult, expectAccessible, LAPTOP, openPoll, PHONE, PROJECTOR, someone } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

/** Votes that are not simply pressed on a phone: tried out, seen, agreed, on paper, called. Nobody reloads. */
test.describe.serial('other ways of voting', () => {
  let chair: Page;
  let hall: Page;
  let phone: Page;
  let one: Page;
  let two: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    hall = await someone(browser, null, { viewport: PROJECTOR });
    phone = await someone(browser, 'delegate2@demo.example', { viewport: PHONE });
    one = await someone(browser, 'teller1@demo.example', { viewport: LAPTOP });
    two = await someone(browser, 'teller2@demo.example', { viewport: PHONE, scheme: 'dark' });
    await chair.goto(`${ASSEMBLY}/chair`);
    await hall.goto(`${ASSEMBLY}/hall`);
    await phone.goto(`${ASSEMBLY}/floor`);
    await one.goto(`${ASSEMBLY}/tellers`);
    await two.goto(`${ASSEMBLY}/tellers`);
  });

  test.afterAll(async () => {
    for (const page of [chair, hall, phone, one, two]) await page.context().close();
  });

  const TITLE = 'To meet next in Nairobi';
  const motion = () => chair.locator('[data-testid^=motion-]').filter({ hasText: TITLE });

  async function otherwise(form: string, channel?: string): Promise<void> {
    await motion()
      .getByRole('button', { name: /^Vote in another way/ })
      .click();
    const dialog = chair.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'How it is decided' }).click();
    await chair.getByRole('option', { name: form, exact: true }).click();
    if (channel !== undefined) {
      await dialog.getByRole('combobox', { name: 'How votes are given' }).click();
      await chair.getByRole('option', { name: channel, exact: true }).click();
    }
    await expectAccessible(chair, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Open the poll' }).click();
    await expect(dialog).toBeHidden();
    await expect(phone.getByTestId('current-poll')).toHaveAttribute('data-state', 'open');
  }

  test('a rehearsal comes to every screen, and says that it decides nothing', async () => {
    await chair.getByRole('button', { name: 'Rehearse a vote' }).click();
    await expect(phone.getByText('It has no number and decides nothing.', { exact: false })).toBeVisible();
    await phone.getByRole('button', { name: 'For', exact: true }).tap();
    await phone.getByRole('button', { name: /^Cast vote: For/ }).tap();
    await expect(phone.getByTestId('receipt')).toBeVisible();
    await expect(hall.getByText('Rehearsal').first()).toBeVisible();
    await expectAccessible(chair, { within: '[data-testid=rehearsal]' });
    await expectAccessible(hall, { within: '[data-testid=hall-poll]' });
    await expectAccessible(phone, { within: '[data-testid=current-poll]' });
    // It decides nothing, so that nothing is asked.
    await chair.getByRole('button', { name: 'Close the poll' }).click();
    await chair.getByRole('button', { name: 'Declare the result' }).click();
    await expect(hall.getByText('Adopted')).toBeVisible();
  });

  test('on sight: a delegate demands a count, and the chair counts', async () => {
    await chair.getByRole('button', { name: 'Motion about the meeting' }).click();
    const form = chair.getByRole('dialog');
    await form.getByLabel('What is moved').selectOption('Something else');
    await form.getByLabel('In words').fill(TITLE);
    await form.getByRole('button', { name: /^Submit|^Move/ }).click();
    await expect(form).toBeHidden();
    await otherwise('On sight or by acclamation');
    await expectAccessible(phone, { within: '[data-testid=current-poll]' });
    await phone.getByRole('button', { name: 'Demand a count' }).tap();
    await expect(chair.getByText('A count was demanded').first()).toBeVisible();
    await expectAccessible(chair);
    await chair.getByRole('button', { name: 'Annul and count the votes' }).click();
    await expect(chair.getByRole('dialog')).toContainText('members may vote; nobody else can be added.');
    await chair.getByRole('dialog').getByRole('button', { name: 'Annul and count the votes' }).click();
    await expect(phone.getByRole('button', { name: 'For', exact: true })).toBeVisible();
    await motion()
      .getByRole('button', { name: /^Annul/ })
      .click();
    await chair.getByRole('dialog').getByRole('textbox').fill('We try something else');
    await chair.getByRole('dialog').getByRole('button', { name: 'Annul' }).click();
    await expect(motion().getByRole('button', { name: 'Open the poll' })).toBeVisible();
  });

  test('consensus: a delegate objects on the phone and takes it back', async () => {
    await otherwise('By consensus');
    await expect(phone.getByText('It is adopted unless a member objects.')).toBeVisible();
    await phone.getByRole('button', { name: 'I object', exact: true }).tap();
    await phone.getByRole('button', { name: /^Confirm: I object/ }).tap();
    await expect(phone.getByTestId('receipt')).toContainText('I object');
    await expectAccessible(phone, { within: '[data-testid=current-poll]' });
    await phone.getByRole('button', { name: 'I take my objection back', exact: true }).tap();
    await phone.getByRole('button', { name: /^Confirm: I take/ }).tap();
    await expect(phone.getByTestId('receipt')).toContainText('I take my objection back');
    await motion()
      .getByRole('button', { name: /^Annul/ })
      .click();
    await chair.getByRole('dialog').getByRole('textbox').fill('We count');
    await chair.getByRole('dialog').getByRole('button', { name: 'Annul' }).click();
    await expect(motion().getByRole('button', { name: 'Open the poll' })).toBeVisible();
  });

  test('a member of two votes votes on paper; two tellers who differ count again until they agree', async () => {
    await openPoll(motion());
    await expect(one.getByText('Who votes otherwise')).toBeVisible();
    await expectAccessible(one);
    await one.getByRole('combobox', { name: 'Member' }).click();
    const name = await phone.locator('[data-testid^=entitlement]').first().locator('p').first().innerText();
    await one.getByRole('option', { name }).click();
    await one.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(phone.getByText('You vote on paper.')).toBeVisible();
    for (const page of [one, two]) await expect(page.getByTestId('count-paper')).toBeVisible();
    await expectAccessible(two);
    const enter = async (page: Page, field: string): Promise<void> => {
      const count = page.getByTestId('count-paper');
      for (const label of ['For', 'Against']) await count.getByLabel(label, { exact: true }).fill('0');
      await count.getByLabel(field, { exact: true }).fill('1');
      await count.getByRole('button', { name: /^Enter my count/ }).click();
    };
    await enter(one, 'For');
    await expect(one.getByText('Entered; another teller counts too')).toBeVisible();
    await enter(two, 'Against');
    await expect(one.getByText('The counts differ')).toBeVisible();
    await expectAccessible(one, { within: '[data-testid=count-paper]' });
    await chair.getByRole('button', { name: 'Close the poll' }).click();
    await chair.getByRole('dialog').getByRole('button', { name: 'Close the poll' }).click();
    await expect(chair.getByText('Two tellers have not yet agreed on the count of: On paper.')).toBeVisible();
    await enter(two, 'For');
    await expect(one.getByText('Two tellers agree')).toBeVisible();
    await chair.getByRole('dialog').getByRole('button', { name: 'Close the poll' }).click();
    await declareResult(chair);
    await expect(hall.getByText(/2 for, 0 against, 0 abstentions/)).toBeVisible();
  });
});
