import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { another, expectAccessible, go, LAPTOP, PHONE, PROJECTOR, someone } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

/** A debate with a speakers' list: asked for on phones, led from the chair's desk, with one clock on every screen. */
test.describe.serial('a debate', () => {
  let chair: Page;
  let first: Page;
  let second: Page;
  let hall: Page;
  let secretary: Page;
  let teller: Page;
  let visitor: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    first = await someone(browser, 'delegate2@demo.example', { viewport: PHONE });
    second = await someone(browser, 'delegate3@demo.example', {
      viewport: PHONE,
      locale: 'fr',
      scheme: 'dark',
    });
    hall = await someone(browser, null, { viewport: PROJECTOR });
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    teller = await someone(browser, 'teller1@demo.example', { viewport: PHONE });
    visitor = await another(hall, PHONE);
    await visitor.emulateMedia({ colorScheme: 'dark' });
    await secretary.goto(`${ASSEMBLY}/desk`);
    await teller.goto(`${ASSEMBLY}/tellers`);
    await visitor.goto(ASSEMBLY);
    await chair.goto(`${ASSEMBLY}/chair`);
    for (const phone of [first, second]) await phone.goto(`${ASSEMBLY}/floor`);
    await hall.goto(`${ASSEMBLY}/hall`);
  });

  test.afterAll(async () => {
    for (const page of [chair, first, second, hall, secretary, teller]) await page.context().close();
  });

  const desk = () => chair.getByTestId('speakers');
  const waiting = () => desk().getByTestId('waiting');

  test('is opened by the chair with its rules, and comes to the phones', async () => {
    const form = chair.getByTestId('open-speakers');
    await form.getByLabel('About').selectOption({ label: 'General debate' });
    await form.getByRole('combobox', { name: 'Order of turns' }).click();
    for (const rule of ['For and against in turn', 'First speeches first'])
      await chair.getByRole('option', { name: rule }).click();
    await chair.keyboard.press('Escape');
    await form.getByLabel('Minutes for each').fill('2');
    await expectAccessible(chair, { within: '[data-testid=open-speakers]' });
    await form.getByRole('button', { name: 'Open the speakers’ list' }).click();
    await expect(desk()).toContainText('2:00 min for each');
    await expect(desk()).toContainText('For and against in turn, First speeches first');
    await expect(first.getByTestId('debate')).toContainText('Nobody has the floor.');
    await expect(hall.getByTestId('hall-speakers')).toBeHidden();
  });

  test('gives turns to each side; whoever waits knows the place', async () => {
    await first.getByTestId('debate').getByRole('button', { name: 'Speak for' }).tap();
    await expect(first.getByTestId('own-request')).toContainText('You are number 1');
    await second.getByTestId('debate').getByRole('button', { name: 'Parler contre' }).tap();
    await expect(second.getByTestId('own-request')).toContainText('rang 2');
    await expect(waiting()).toHaveCount(2);
    await expect(hall.getByTestId('hall-speakers')).toContainText('Next:');
    for (const phone of [first, second]) await expectAccessible(phone, { within: '[data-testid=debate]' });
  });

  test('lets who asked by hand be put down, once', async () => {
    await desk().getByLabel('Asked by hand').fill('EMILE gagnon');
    await expect(chair.getByRole('listbox').getByRole('option')).toHaveCount(1);
    await chair.getByRole('option', { name: 'Émile Gagnon' }).click();
    await desk().getByLabel('As', { exact: true }).selectOption({ label: 'For' });
    await desk().getByRole('button', { name: 'Put down' }).click();
    await expect(waiting()).toHaveCount(3);
    // The other side comes between the two that are for it.
    await expect(waiting().nth(1)).toContainText('Against');
    await waiting().nth(2).getByRole('button', { name: 'Strike' }).click();
    const form = chair.getByRole('dialog');
    await form.getByLabel('Reason').fill('A mistake at the desk');
    await form.getByRole('button', { name: 'Strike' }).click();
    await expect(waiting()).toHaveCount(2);
  });

  test('runs one clock on every screen', async () => {
    await waiting().first().getByRole('button', { name: 'Give the floor' }).click();
    for (const page of [chair, first, second, hall])
      await expect(page.getByTestId('speech-clock').first()).toHaveText(/^[12]:\d\d$/);
    await expectAccessible(hall, { within: '[data-testid=hall-speakers]' });
  });

  test('shows who has the floor also where it is about something else', async () => {
    for (const page of [secretary, teller, visitor]) {
      await expect(page.getByTestId('has-the-floor').getByTestId('speech-clock')).toHaveText(/^[12]:\d\d$/);
      await expectAccessible(page, { within: '[data-testid=has-the-floor]' });
    }
  });

  test('stops the clock for a point of order, and it runs on', async () => {
    await second.getByTestId('debate').getByRole('button', { name: 'Rappel au règlement' }).tap();
    await expect(waiting().first()).toContainText('Point of order');
    await waiting().first().getByRole('button', { name: 'Give the floor' }).click();
    await expect(first.getByTestId('interrupted')).toContainText('interrupted, speaks on afterwards');
    const kept = await first.getByTestId('interrupted').getByTestId('speech-clock').textContent();
    await expectAccessible(chair, { within: '[data-testid=speakers]' });
    await expectAccessible(first, { within: '[data-testid=debate]' });
    expect(await first.getByTestId('interrupted').getByTestId('speech-clock').textContent()).toBe(kept);
    await desk().getByRole('button', { name: 'End the speech' }).click();
    await expect(first.getByTestId('interrupted')).toBeHidden();
    await desk().getByRole('button', { name: 'Stop the clock' }).click();
    await expect(hall.getByTestId('hall-speakers')).toContainText('The clock stands still.');
    // The secretariat leads the list beside the chair.
    await go(secretary, `${ASSEMBLY}/desk?tab=debate`);
    await expect(secretary.getByTestId('speakers')).toContainText('First speeches first');
    await expectAccessible(secretary);
    await secretary.getByTestId('speakers').getByRole('button', { name: 'One more minute' }).click();
    await expect(hall.getByTestId('speech-clock')).toHaveText(/^2:\d\d$/);
    await desk().getByRole('button', { name: 'End the speech' }).click();
    await expect(desk()).toContainText('Nobody has the floor.');
  });

  test('takes only replies and points of order when the list is closed', async () => {
    await desk().getByRole('button', { name: 'Close the list' }).click();
    const phone = first.getByTestId('debate');
    await expect(phone).toContainText('only a reply or a point of order');
    await expect(phone.getByRole('button', { name: 'Speak for' })).toBeHidden();
    await expect(phone.getByRole('button', { name: 'Reply' })).toBeVisible();
    await second.getByRole('button', { name: 'Retirer' }).tap();
    await expect(waiting()).toHaveCount(0);
  });

  test('an appeal against the chair waits until it is settled', async () => {
    await first.getByRole('button', { name: 'Appeal against a ruling' }).tap();
    const form = first.getByRole('dialog');
    await form.getByLabel('Which ruling').fill('That the list is closed');
    await expectAccessible(first, { within: '[role=dialog]' });
    await form.getByRole('button', { name: 'Appeal against a ruling' }).tap();
    await expect(first.getByTestId('own-appeal')).toContainText('That the list is closed');
    await chair.getByTestId('appeal').getByRole('button', { name: 'Ruling upheld' }).click();
    await expect(chair.getByTestId('appeal')).toBeHidden();
    await expect(first.getByTestId('own-appeal')).toBeHidden();
  });

  test('stays in the record when it has ended: who spoke, on which side, for how long', async () => {
    await desk().getByRole('button', { name: 'End the debate' }).click();
    await expect(first.getByTestId('debate')).toBeHidden();
    await go(hall, ASSEMBLY);
    const held = hall.getByTestId('debate-held').last();
    await expect(held.getByRole('row')).toHaveCount(3);
    await expect(held).toContainText('Point of order');
    await expect(hall.getByText('That the list is closed')).toBeVisible();
    await expectAccessible(hall);
  });
});
