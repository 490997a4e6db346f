import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone } from './people.js';

/** What was typed wrong in the register is mended where it stands. */
test.describe.serial('the register', () => {
  let secretary: Page;
  let stranger: Page;

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: PHONE });
    stranger = await someone(browser, null, { viewport: LAPTOP });
  });
  test.afterAll(async () => {
    for (const page of [secretary, stranger]) await page?.context().close();
  });

  const dialog = () => secretary.getByRole('dialog');
  /** There a dialog begins, not at the button that closes it, nor in the reason at its end. */
  const firstField = () => dialog().locator('form').locator('input, select, textarea').first();
  const deed = async (thing: string, name: string): Promise<void> => {
    await secretary.getByRole('button', { name: `More: ${thing}` }).tap();
    await secretary.getByRole('menuitem', { name }).tap();
    await expect(firstField()).toBeFocused();
  };
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

  test('a member is admitted with an organisation that is named in the form', async () => {
    await go(secretary, '/bodies/demo-ga');
    await secretary.getByRole('button', { name: 'Admit a member' }).tap();
    await expect(firstField()).toBeFocused();
    await expect(secretary.getByRole('listbox')).toHaveCount(0);
    await dialog().getByLabel('Name of the new organisation').fill('Weavers of the Coast');
    await dialog().getByLabel('Class').selectOption({ index: 1 });
    await dialog().getByRole('combobox', { name: 'Country' }).fill('norw');
    await secretary.getByRole('option', { name: 'Norway' }).tap();
    await dialog().getByLabel('Member since').fill('soon');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog().getByRole('button', { name: 'Admit a member' }).tap();
    await expect(dialog().getByText('Not recorded: not a date', { exact: false })).toBeVisible();
    await dialog().getByLabel('Member since').fill('1999');
    await dialog().getByLabel('Contact address').fill('office@weavers.example');
    await dialog().getByRole('button', { name: 'Admit a member' }).tap();
    await expect(secretary.getByRole('status')).toContainText('Weavers of the Coast is admitted.');
    await expect(row(secretary, 'Weavers of the Coast')).toContainText('Norway');
    await go(stranger, '/bodies/demo-ga');
    await expect(row(stranger, 'Weavers of the Coast')).toContainText('1999');
    await expect(stranger.getByRole('button', { name: 'Admit a member' })).toHaveCount(0);
    await expect(stranger.getByRole('button', { name: /^More/ })).toHaveCount(0);
  });

  test('what is changed stands in the history with what was before', async () => {
    await deed('Weavers of the Coast', 'Change what is recorded');
    await expect(dialog().getByLabel('Contact address')).toHaveValue('office@weavers.example');
    await dialog().getByRole('button', { name: 'Change what is recorded' }).tap();
    await expect(dialog().getByText('Nothing is said otherwise', { exact: false })).toBeVisible();
    await dialog().getByLabel('Member since').fill('2001-05');
    await dialog().getByLabel('Reason').fill('Their statutes say so');
    await dialog().getByRole('button', { name: 'Change what is recorded' }).tap();
    await expect(row(secretary, 'Weavers of the Coast')).toContainText('May 2001');
    await stranger.reload();
    const changed = stranger.getByTestId('changed-member.facts_changed');
    await expect(changed).toContainText('Weavers of the Coast');
    await expect(changed).toContainText('1999');
    await expect(changed).toContainText('Their statutes say so');
  });

  test('a membership ends on a date, and one admitted by mistake is struck', async () => {
    await deed('Weavers of the Coast', 'End the membership');
    await dialog().getByLabel('Member until').fill('1990');
    await dialog().getByLabel('Reason').fill('It was dissolved');
    await dialog().getByRole('button', { name: 'End the membership' }).tap();
    await expect(dialog().getByText('one before the membership began', { exact: false })).toBeVisible();
    await dialog().getByLabel('Member until').fill('2020');
    await dialog().getByRole('button', { name: 'End the membership' }).tap();
    await expect(row(secretary, 'Weavers of the Coast')).toContainText('until 2020');
    await deed('Weavers of the Coast', 'Strike: admitted by mistake');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog().getByLabel('Reason').fill('Entered twice');
    await dialog().getByRole('button', { name: 'Strike: admitted by mistake' }).tap();
    await expect(secretary.getByRole('button', { name: 'More: Weavers of the Coast' })).toHaveCount(0);
    await stranger.reload();
    await expect(stranger.getByRole('heading', { name: 'Struck: admitted by mistake' })).toBeVisible();
    await expect(row(stranger, 'Entered twice')).toContainText('Weavers of the Coast');
    await expectAccessible(stranger);
  });

  test('the name of a body is corrected with a reason', async () => {
    const heading = secretary.getByRole('heading', { level: 1 });
    const before = (await heading.innerText()).split(' · ').at(-1)!;
    await deed(before, 'Correct the name');
    await dialog().getByLabel('Name').fill('World Congress');
    await dialog().getByLabel('Reason').fill('It was typed wrong');
    await dialog().getByRole('button', { name: 'Correct the name' }).tap();
    await expect(heading).toContainText('World Congress');
    await expect(secretary.getByTestId('changed-body.corrected')).toContainText(before);
  });

  test('an organisation is corrected, and keeps its former name where it takes another', async () => {
    await go(secretary, '/organisations/weavers-of-the-coast');
    await deed('Weavers of the Coast', 'Correct what is recorded');
    await dialog().getByLabel('Founded').fill('long ago');
    await dialog().getByLabel('Reason').fill('It was left out');
    await dialog().getByRole('button', { name: 'Correct what is recorded' }).tap();
    await expect(dialog().getByText('long ago is not a date.')).toBeVisible();
    await dialog().getByLabel('Founded').fill('1899');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog().getByRole('button', { name: 'Correct what is recorded' }).tap();
    await expect(secretary.getByText('1899').first()).toBeVisible();
    await deed('Weavers of the Coast', 'Record a new name');
    await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill('Weavers United');
    await dialog().getByLabel('It has this name since').fill('2026');
    await dialog().getByRole('button', { name: 'Record a new name' }).tap();
    await expect(secretary.getByRole('heading', { level: 1 })).toHaveText('Weavers United');
    await expect(secretary.getByTestId('changed-organisation.renamed')).toContainText('Weavers of the Coast');
  });

  test('an affiliation ends, is corrected and struck on the page of either', async () => {
    await go(secretary, '/bodies');
    await secretary.getByRole('tab', { name: 'Record an affiliation' }).tap();
    await secretary.getByLabel('Organisation that belongs').selectOption({ label: 'Weavers United' });
    await secretary.getByLabel('Belongs to').selectOption('cicopa');
    await secretary.getByLabel('Since').fill('1979');
    await secretary.getByRole('button', { name: 'Record an affiliation' }).tap();
    await expect(secretary.getByRole('status')).toBeVisible();
    await go(secretary, '/organisations/cicopa');
    await deed('Weavers United', 'End the affiliation');
    await dialog().getByLabel('Until').fill('1970');
    await dialog().getByLabel('Reason').fill('It left');
    await dialog().getByRole('button', { name: 'End the affiliation' }).tap();
    await expect(dialog().getByText('The end lies before the beginning.')).toBeVisible();
    await dialog().getByLabel('Until').fill('1995');
    await dialog().getByRole('button', { name: 'End the affiliation' }).tap();
    await expect(row(secretary, 'Weavers United')).toContainText('1995');
    await deed('Weavers United', 'Correct the dates');
    await dialog().getByLabel('Since').fill('1980');
    await dialog().getByLabel('Reason').fill('The minutes say so');
    await dialog().getByRole('button', { name: 'Correct the dates' }).tap();
    await expect(row(secretary, 'Weavers United')).toContainText('1980');
    await deed('Weavers United', 'Strike: recorded by mistake');
    await dialog().getByLabel('Reason').fill('Another organisation was meant');
    await dialog().getByRole('button', { name: 'Strike: recorded by mistake' }).tap();
    await expect(row(secretary, 'Weavers United')).toHaveCount(0);
    await go(stranger, '/organisations/weavers-of-the-coast');
    for (const type of ['ended', 'corrected', 'struck'])
      await expect(stranger.getByTestId(`changed-affiliation.${type}`)).toBeVisible();
    await expectAccessible(stranger);
  });

  test('the desk of an assembly leads to the forms for one member and for an office', async () => {
    await go(secretary, '/assemblies/demo-2026/desk?tab=preparation');
    await secretary.getByRole('link', { name: 'Chair', exact: true }).tap();
    await expect(secretary.getByRole('tab', { name: 'Open an office' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await go(secretary, '/assemblies/demo-2026/desk?tab=imports');
    await secretary.getByRole('link', { name: 'One member alone', exact: false }).tap();
    await expect(secretary.getByRole('button', { name: 'Admit a member' })).toBeVisible();
  });
});
