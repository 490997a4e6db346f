import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { another, expectAccessible, go, LAPTOP, PHONE, PROJECTOR, someone, turn } from './people.js';

const HERE = '/assemblies/demo-2026';

/** The secretariat makes the agenda on a phone and by keyboard; the chair takes its items up; everybody sees it. */
test.describe.serial('the agenda', () => {
  let secretary: Page;
  let chair: Page;
  let reader: Page;

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: PHONE });
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    reader = await someone(browser, null, { viewport: PHONE });
  });
  test.afterAll(() => Promise.all([secretary, chair, reader].map((page) => page.context().close())));

  const names = () =>
    secretary
      .locator('li[data-testid^="item-"] > :first-child > :first-child > span:first-child')
      .allTextContents();

  /** What is done with an item stands behind one button. */
  async function choose(item: string | RegExp, act: string): Promise<void> {
    const name = typeof item === 'string' ? `More: ${item}` : item;
    await secretary.getByRole('button', { name }).tap();
    await secretary.getByRole('menuitem', { name: act, exact: true }).tap();
  }

  test('a reader sees the tree with kinds, minutes and expected times, unknown where nobody planned', async () => {
    await reader.goto(HERE);
    const line = (name: string) => reader.getByRole('listitem').filter({ hasText: name }).last();
    await expect(line('2.1 Presentation of the draft')).toContainText('for information');
    await expect(line('2.1 Presentation of the draft')).toContainText('30 min');
    await expect(line('2.1 Presentation of the draft')).toContainText('expected');
    await expect(line('5. Closing')).toContainText('time not known');
    await expect(line('5. Closing')).not.toContainText('expected');
  });

  test('an item is added under another and moved in, out, up and down by keyboard', async () => {
    await secretary.goto(`${HERE}/desk?tab=agenda`);
    await choose('4. Any other business', 'Add under it');
    const dialog = secretary.getByRole('dialog');
    await dialog.getByLabel('Title of the item (English)').fill('Next assembly');
    await dialog.getByLabel('Kind').selectOption({ label: 'for discussion' });
    await dialog.getByLabel('Planned minutes').fill('20');
    await dialog.getByLabel('Presented by').fill('The Board');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Add the item' }).tap();
    await expect(secretary.getByTestId('item-4.1')).toContainText('Next assembly');
    await expect(secretary.getByTestId('item-4.1')).toContainText('20 min · The Board');
    await secretary.getByRole('button', { name: 'Move one level out: 4.1 Next assembly' }).focus();
    await secretary.keyboard.press('Enter');
    await expect(secretary.getByTestId('item-5')).toContainText('Next assembly');
    // It cannot go further out: the focus is on another step of the same item.
    await expect(secretary.locator(':focus')).toHaveAccessibleName('Move up: 5. Next assembly');
    await secretary.keyboard.press('Enter');
    await expect(secretary.getByTestId('item-4')).toContainText('Next assembly');
    await expect(secretary.locator(':focus')).toHaveAccessibleName('Move up: 4. Next assembly');
    await secretary.getByRole('button', { name: 'Move down: 4. Next assembly' }).press('Enter');
    await secretary
      .getByRole('button', { name: 'Move under the item above: 5. Next assembly' })
      .press('Enter');
    await expect(secretary.getByTestId('item-4.1')).toContainText('Next assembly');
    expect((await names()).slice(-3)).toEqual(['4. Any other business', '4.1 Next assembly', '5. Closing']);
  });

  test('a sitting that has not opened is corrected and cancelled; a paper is titled, renamed and withdrawn', async () => {
    await secretary.getByLabel('Name of the sitting').fill('A long evning');
    await secretary.getByRole('button', { name: 'Plan a sitting' }).tap();
    await choose(/^More: Sitting \d+: A long evning/, 'Correct name and times');
    const dialog = secretary.getByRole('dialog');
    await dialog.getByLabel('Name of the sitting').fill('A long evening');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Save' }).tap();
    await choose(/^More: Sitting \d+: A long evening/, 'Cancel the sitting');
    await dialog.getByLabel('Reason').fill('The hall is taken');
    await dialog.getByRole('button', { name: 'Cancel the sitting' }).tap();
    await expect(secretary.getByText('The hall is taken')).toBeVisible();
    await expect(secretary.getByRole('button', { name: /A long evening/ })).toHaveCount(0);

    const file = {
      name: 'scan_0042.PDF',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF'),
    };
    await secretary.getByLabel('Attach a PDF: 1. Opening').setInputFiles(file);
    const title = dialog.getByLabel('Title');
    await expect(title).toHaveValue('scan_0042');
    await title.fill('Order of the day');
    await dialog.getByRole('button', { name: 'Attach a PDF' }).tap();
    await choose('Order of the day', 'Rename');
    await title.fill('Order of the days');
    await dialog.getByRole('button', { name: 'Rename' }).tap();
    await choose('Order of the days', 'Withdraw');
    await dialog.getByLabel('Reason').fill('There is a newer one');
    await dialog.getByRole('button', { name: 'Withdraw' }).tap();
    await expect(secretary.getByTestId('item-1')).toContainText('Withdrawn: There is a newer one');
    await expectAccessible(secretary);
    await go(reader, HERE);
    const read = reader.getByRole('listitem').filter({ hasText: 'Opening' });
    await expect(read).toContainText('Order of the days');
    await expect(read).toContainText('Withdrawn: There is a newer one');
    await expect(reader.getByText('cancelled', { exact: true })).toBeVisible();
  });

  test('an item is edited in a form and withdrawn with a reason; its number stays', async () => {
    await choose('4.1 Next assembly', 'Edit');
    const dialog = secretary.getByRole('dialog');
    await expect(dialog.getByLabel('Planned minutes')).toHaveValue('20');
    await dialog.getByLabel('Title of the item (English)').fill('Place of the next assembly');
    await dialog.getByRole('button', { name: 'Save' }).tap();
    await expect(dialog).toBeHidden();
    await expect(secretary.getByTestId('item-4.1')).toContainText('4.1 Place of the next assembly');
    await choose(/^More: 3.1/, 'Withdraw');
    await dialog.getByLabel('Reason').fill('Not yet audited');
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).tap();
    await expect(dialog.getByRole('alert')).toContainText('Motions on it are not over');
    await dialog.getByRole('button', { name: 'Close' }).tap();
    await choose(/^More: 4.1/, 'Withdraw');
    await dialog.getByLabel('Reason').fill('Next year');
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).tap();
    await expect(secretary.getByTestId('item-4.1')).toContainText('Next year');
    await expect(secretary.getByTestId('item-4.1').getByRole('button')).toHaveCount(0);
    await expectAccessible(secretary);
    await turn(secretary, { viewport: PHONE, scheme: 'dark' });
    await expectAccessible(secretary, { only: 'contrast' });
    await turn(secretary, { viewport: PHONE });
  });

  test('the chair takes up the next item and goes on; floor and hall follow', async () => {
    const hall = await another(reader, PROJECTOR);
    await hall.goto(`${HERE}/hall`);
    await go(reader, `${HERE}/floor`);
    await chair.goto(`${HERE}/chair`);
    const desk = chair.getByTestId('agenda-desk');
    await expect(desk).toContainText('1.1 Welcome and quorum');
    await desk.getByRole('button', { name: 'Take up the next item' }).click();
    await expect(reader.getByTestId('current-item')).toHaveText('Now: 1.1 Welcome and quorum');
    await expect(hall.getByTestId('hall-item')).toHaveText('1.1 Welcome and quorum');
    await expectAccessible(chair, { within: '[data-testid=agenda-desk]' });
    await expectAccessible(reader, { within: '[data-testid=current-item]' });
    await expectAccessible(hall, { within: '[data-testid=hall-item]' });
    await desk.getByRole('button', { name: 'Finish, take up the next' }).click();
    await expect(reader.getByTestId('current-item')).toHaveText('Now: 1.2 Adoption of the agenda');
    await desk.getByLabel('Another item').selectOption({ label: '2.3 Approval in principle' });
    await desk.getByRole('button', { name: 'Take it up' }).click();
    await expect(hall.getByTestId('hall-item')).toHaveText('2.3 Approval in principle');
    await desk.getByRole('button', { name: 'Leave for later' }).click();
    await expect(reader.getByTestId('current-item')).toBeHidden();
    await expect(hall.getByTestId('hall-item')).toBeHidden();
    await hall.close();
  });

  test('the agenda shows what was dealt with, when, and what is left', async () => {
    const desk = chair.getByTestId('agenda-desk');
    await desk.getByRole('button', { name: 'Take up the next item' }).click();
    await expect(desk.getByRole('button', { name: 'Finish, take up the next' })).toBeVisible();
    await go(reader, HERE);
    const line = (name: string) => reader.getByRole('listitem').filter({ hasText: name }).last();
    await expect(line('1.1 Welcome and quorum')).toContainText('dealt with');
    await expect(line('1.1 Welcome and quorum')).toContainText('began');
    await expect(line('1.2 Adoption of the agenda')).toContainText('left for later');
    await expect(line('2.2 General debate')).toContainText('expected');
    await expect(line('2.1 Presentation of the draft')).toHaveAttribute('aria-current', 'step');
    await expectAccessible(reader);
    await turn(reader, { viewport: LAPTOP, scheme: 'dark' });
    await expectAccessible(reader);
  });

  test('the desk opens the assembly as the public sees it: nothing internal, and nothing is done there', async () => {
    await go(secretary, `${HERE}/desk?tab=agenda`);
    await secretary.getByLabel('Title of the item (English)').fill('Salaries');
    await secretary.getByLabel('Internal: not shown to the public').check();
    await secretary.getByRole('button', { name: 'Add the item' }).tap();
    await expect(secretary.getByText('Salaries').first()).toBeVisible();
    const opened = secretary.context().waitForEvent('page');
    await secretary.getByRole('link', { name: 'As the public sees it' }).tap();
    const shown = await opened;
    await expect(shown.getByTestId('as-public')).toBeVisible();
    await expect(shown.getByText('5. Closing')).toBeVisible();
    await expect(shown.getByText('Salaries')).toHaveCount(0);
    await expect(shown.getByRole('link', { name: /desk/i })).toHaveCount(0);
    await expectAccessible(shown);
    await shown.goto('/sign-in');
    await shown.getByLabel('E-mail').fill('chair@demo.example');
    await shown.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await shown.getByRole('button', { name: 'Sign in', exact: true }).tap();
    await expect(shown.getByRole('alert').last()).toContainText('Nothing is done in the public’s view.');
    await go(shown, HERE);
    await shown.getByRole('button', { name: 'Back to my own view' }).tap();
    await shown.getByRole('button', { name: /^More: Demonstration/ }).tap();
    await shown.getByRole('menuitem', { name: 'Correct the assembly' }).tap();
    const dialog = shown.getByRole('dialog');
    await dialog.getByLabel('First day').fill('2020-12-30');
    await dialog.getByLabel('Reason').fill('Another hall');
    await dialog.getByRole('button', { name: 'Correct the assembly' }).tap();
    await expect(dialog.getByRole('alert')).toContainText('The assembly has sat');
    await expectAccessible(shown, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Close' }).tap();
    await shown.getByRole('button', { name: /^More: Demonstration/ }).tap();
    await shown.getByRole('menuitem', { name: 'Correct the assembly' }).tap();
    await dialog.getByLabel('Place').fill('Small hall');
    await dialog.getByLabel('Reason').fill('Another hall');
    await dialog.getByRole('button', { name: 'Correct the assembly' }).tap();
    await expect(dialog).toHaveCount(0);
    await expect(shown.getByText('Small hall').first()).toBeVisible();
    await expect(shown.getByTestId('changed-assembly.corrected')).toBeVisible();
    await expect(shown.getByText('Salaries')).toBeVisible();
    await expect(shown.getByTestId('as-public')).toHaveCount(0);
    await shown.close();
  });
});
