import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { emptyHouse, test, type House } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone, turn } from './people.js';

/** From an empty house to a body under rules, by one secretary in the browser. */
test.describe.serial('an empty house', () => {
  let house: House;
  let link: string;
  let secretary: Page;
  let late: Page;

  test.beforeAll(async ({ browser }) => {
    house = await emptyHouse(/http:\/\/localhost:\d+\/setup#\S+/);
    link = house.printed;
    secretary = await someone(browser, null, { viewport: PHONE });
  });
  test.afterAll(async () => {
    for (const page of [secretary, late]) await page?.context().close();
    await house.stop();
  });
  const at = (path: string): string => new URL(path, link).href;

  test('is set up by the link that its start printed', async () => {
    await secretary.goto(at('/sign-in'));
    await expect(secretary.getByText('Plenary is not set up here yet.', { exact: false })).toBeVisible();
    await secretary.goto(link);
    await expect(secretary).toHaveURL(at('/setup'));
    await expect(secretary.getByLabel('Name')).toBeVisible();
    await expectAccessible(secretary);
    const code = await secretary.getByLabel('Code from the terminal').inputValue();
    await secretary.getByLabel('Code from the terminal').fill('AAAA-AAAA-AAAA');
    await secretary.getByLabel('Name').fill('Ada First');
    await secretary.getByLabel('E-mail').fill('ada@example.org');
    await secretary.getByRole('textbox', { name: /^Password/ }).fill('a long enough password');
    await secretary.getByRole('button', { name: 'Make the account' }).tap();
    await expect(secretary.getByText('This is not the code that the terminal shows.')).toBeVisible();
    await secretary.getByLabel('Code from the terminal').fill(code);
    await secretary.getByRole('button', { name: 'Make the account' }).tap();
    await expect(secretary).toHaveURL(at('/bodies'));
    await expect(secretary.getByText('What the secretariat does here')).toBeVisible();
    const steps = secretary.getByTestId('first-steps');
    await expect(steps.getByRole('listitem')).toHaveCount(5);
    await expect(steps.locator('[data-done]')).toHaveCount(0);
    await expect(steps.getByRole('link')).toHaveText(['Register the organisation']);
    await expect(secretary.getByRole('button', { name: 'Register an organisation' })).toBeVisible();
    await turn(secretary, { viewport: PHONE, locale: 'fr' });
    await expect(secretary.getByRole('button', { name: 'Compte d’Ada First' })).toBeVisible();
    await turn(secretary, { viewport: PHONE, locale: 'en' });
    await expectAccessible(secretary);
  });

  test('is not set up again', async ({ browser }) => {
    late = await someone(browser, null, { viewport: LAPTOP });
    await late.goto(link);
    await expect(late.getByText('The set-up is done already.')).toBeVisible();
    await go(late, at('/bodies'));
    await expect(late.getByText('There is no body yet.')).toBeVisible();
    await expect(late.getByText('What the secretariat does here')).toHaveCount(0);
  });

  test('gets organisations, refused at the field where one is there already', async () => {
    const register = async (name: string): Promise<void> => {
      await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await secretary.getByRole('button', { name: 'Register an organisation' }).tap();
    };
    await register('World Federation');
    await expect(secretary.getByRole('status')).toContainText('World Federation is registered.');
    await register('World federation');
    await expect(secretary.getByLabel('Short name for addresses')).toHaveAttribute('aria-invalid', 'true');
    await expect(secretary.getByText('There is an organisation of this short name already.')).toBeVisible();
    await secretary.getByLabel('Belongs to').selectOption({ label: 'World Federation' });
    await secretary.getByLabel('Since').fill('soon');
    await register('Union of Unions');
    await expect(secretary.getByText('soon is not a date.')).toBeVisible();
    await expectAccessible(secretary);
    await secretary.getByLabel('Since').fill('1979-03');
    await register('Union of Unions');
    await expect(secretary.getByText('World Federation, since March 1979')).toBeVisible();
    // Without a network an act fails, and is not done later by itself.
    await secretary.context().setOffline(true);
    await register('Late Union');
    await expect(secretary.getByText('The server does not answer.', { exact: false })).toBeVisible();
    await secretary.context().setOffline(false);
    await expect(secretary.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Late Union');
    await register('Late Union');
    await expect(secretary.getByRole('status')).toContainText('Late Union is registered.');
    await secretary.getByRole('tab', { name: 'Record an affiliation' }).tap();
    await secretary.getByLabel('Organisation that belongs').selectOption({ label: 'World Federation' });
    await secretary.getByLabel('Belongs to').selectOption({ label: 'Union of Unions' });
    await secretary.getByRole('button', { name: 'Record an affiliation' }).tap();
    await expect(secretary.getByText('It would belong to itself')).toBeVisible();
    await expectAccessible(secretary, { within: '[role=tabpanel]' });
  });

  test('gets a chair with an account, in a body that is founded', async () => {
    const steps = secretary.getByTestId('first-steps');
    await expect(steps.locator('[data-done]')).toHaveText([/^Register the organisation/]);
    await steps.getByRole('link', { name: 'Found a body' }).tap();
    await secretary
      .getByRole('combobox', { name: 'Organisation' })
      .selectOption({ label: 'Union of Unions' });
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill('General Assembly');
    // Pressed twice before an answer comes, it is asked for once.
    let asked = 0;
    let answer = (): void => undefined;
    const pressed = new Promise<void>((resolve) => (answer = resolve));
    await secretary.route('**/api/bodies', async (route) => {
      if (route.request().method() === 'POST') asked++;
      await pressed;
      await route.continue();
    });
    await secretary.getByRole('button', { name: 'Found a body' }).dblclick();
    answer();
    await expect(secretary.getByRole('status')).toContainText('General Assembly is founded.');
    await secretary.unroute('**/api/bodies');
    expect(asked).toBe(1);
    await secretary.getByRole('tab', { name: 'Open an office' }).tap();
    await secretary.getByRole('textbox', { name: 'Name' }).fill('Bo Chair');
    await secretary.getByLabel('E-mail').fill('ada@example.org');
    await secretary.getByRole('combobox', { name: 'Office' }).selectOption({ label: 'chair' });
    await secretary
      .getByRole('combobox', { name: 'Where' })
      .selectOption({ label: 'Union of Unions · General Assembly' });
    await secretary.getByRole('button', { name: 'Open an office' }).tap();
    await expect(secretary.getByText('Another person has this e-mail already.')).toBeVisible();
    await secretary.getByLabel('E-mail').fill('bo@example.org');
    await secretary.getByRole('button', { name: 'Open an office' }).tap();
    await expect(secretary.getByText('The office is open: Bo Chair.')).toBeVisible();
    await expectAccessible(secretary, { within: '[role=tabpanel]' });
    // Nobody chooses a password for somebody else: the link is handed on, and good once.
    const link = await secretary.getByTestId('account-link').locator('pre').innerText();
    const chair = late;
    const claim = async (password: string): Promise<void> => {
      await chair.goto('about:blank');
      await chair.goto(at(`/account${new URL(link).hash}`));
      await expect(chair).toHaveURL(at('/account'));
      await chair.locator('input[type=password]').fill(password);
      await chair.getByRole('button', { name: 'Set the password and sign in' }).click();
    };
    await claim('another long password');
    await expect(chair.getByRole('button', { name: 'Account of Bo Chair' })).toBeVisible();
    await claim('one more long password');
    await expect(
      chair.getByText('This link was used, replaced, or is too old.', { exact: false }),
    ).toBeVisible();
    await expectAccessible(chair);
  });

  test('gets a member before it has rules', async () => {
    await go(secretary, at('/bodies'));
    await secretary.getByRole('link', { name: 'General Assembly', exact: true }).tap();
    await secretary.getByRole('button', { name: 'Admit a member' }).tap();
    const form = secretary.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Organisation' }).fill('world');
    await secretary.getByRole('option', { name: 'World Federation' }).tap();
    await form.getByRole('combobox', { name: 'Class' }).fill('guild');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await form.getByRole('button', { name: 'Admit a member' }).tap();
    await expect(secretary.getByRole('status')).toContainText('World Federation is admitted.');
    await expect(secretary.getByTestId('outside-rules')).toHaveCount(0);
  });

  test('gets its first rules from a template, and can convene', async () => {
    await go(secretary, at('/desk'));
    await expect(secretary.getByText('No body has rules yet.')).toBeVisible();
    await go(secretary, at('/bodies'));
    await secretary.getByRole('link', { name: 'no rules yet' }).tap();
    await secretary.getByRole('button', { name: 'Write the rules' }).tap();
    await secretary.getByLabel('Begin from').selectOption({ label: 'Two chambers that must both agree' });
    await secretary.getByRole('button', { name: 'Take this' }).tap();
    await secretary.getByLabel('Name of the rules').fill('Standing orders');
    const chambers = secretary.getByRole('group', { name: /^Chamber/ });
    await expect(chambers).toHaveCount(2);
    await secretary.getByRole('button', { name: 'See what changes' }).tap();
    await expect(secretary.getByText('These are the first rules of this body.')).toBeVisible();
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Enact version 1' }).tap();
    await expect(secretary.getByTestId('rules-1')).toContainText('In force');
    await go(secretary, at('/bodies'));
    await secretary.getByRole('link', { name: 'General Assembly', exact: true }).tap();
    // Its class is none of the rules', which nobody would see otherwise before a vote.
    await expect(secretary.getByTestId('outside-rules')).toContainText('World Federation: guild');
    await go(secretary, at('/desk'));
    await expect(secretary.getByRole('combobox', { name: 'Rules' })).toContainText('Standing orders');
  });

  test('is taken as one file by its secretariat, which the record tells', async () => {
    await go(secretary, at('/settings'));
    await secretary.getByRole('button', { name: 'Download the house' }).tap();
    const dialog = secretary.getByRole('dialog');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    const download = secretary.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download the house' }).tap();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.tar\.gz$/);
    const archive = gunzipSync(await readFile(await file.path()));
    // A tar begins with the name of its first file.
    expect(archive.subarray(0, archive.indexOf(0)).toString()).toMatch(/manifest\.json$/);
    expect(archive.includes('World Federation')).toBe(true);
    await expect(secretary.getByRole('status')).toContainText('The download begins.');
    await expectAccessible(secretary);
    await go(secretary, at('/record'));
    await expect(secretary.getByText('took the archive of the whole house')).toBeVisible();
  });
});
