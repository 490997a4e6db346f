import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, pressUntil, someone } from './people.js';

const RULES = '/bodies/demo-ga/rules';

/** The secretariat writes the next version of the rules without code: template, fault, trial, comparison, version. */
test.describe.serial('the rules of a body', () => {
  let secretary: Page;
  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  });
  test.afterAll(() => secretary.context().close());

  const imagine = async (votes: Readonly<Record<string, string>>): Promise<void> => {
    const group = secretary.getByRole('group', { name: 'All', exact: true });
    for (const [name, value] of Object.entries(votes)) {
      await group.getByRole('textbox', { name, exact: true }).fill(value);
    }
  };

  test('are read by everybody in sentences, and written by the secretariat alone', async ({ browser }) => {
    const phone = await someone(browser, null, { viewport: PHONE });
    await phone.goto('/bodies/demo-ga');
    // Every chapter is there, each behind its heading, and not the majorities alone.
    const chapters = phone.locator('details > summary');
    await expect(chapters).toContainText(['Quorum', 'Majorities', 'Proxies', 'Languages']);
    const proxies = phone.locator('details').filter({ hasText: 'Proxies' }).last();
    await expect(proxies.getByRole('listitem').first()).toBeHidden();
    await proxies.locator('summary').click();
    await expect(proxies.getByRole('listitem').first()).toBeVisible();
    await phone.getByRole('link', { name: 'Read or write the rules' }).click();
    const first = phone.getByTestId('rules-1');
    await expect(first).toContainText('In force');
    await expect(first).toContainText('59 of 90 is not enough, 60 is.');
    await expect(phone.getByRole('button', { name: 'Write the next version' })).toHaveCount(0);
    await expectAccessible(phone);
    await go(phone, `${RULES}?write`);
    await expect(phone.getByText('Name of the rules')).toHaveCount(0);
    await phone.context().close();
  });

  test('begin from a template; a fault is told at its field as it is typed, and stands in the way', async () => {
    await secretary.goto(RULES);
    await secretary.getByRole('button', { name: 'Write the next version' }).click();
    await secretary
      .getByLabel('Begin from')
      .selectOption({ label: 'Like the ICA: votes by size, a country at most 25' });
    await secretary.getByRole('button', { name: 'Take this' }).click();
    await expect(secretary.getByLabel('At most so many votes a country')).toHaveValue('25');

    const laws = secretary.getByTestId('majorities.by-laws');
    await expect(laws).toContainText('59 of 90 is not enough, 60 is.');
    await laws.getByLabel('Share').fill('3/2');
    await expect(laws.getByText('3/2 must be above 0 and at most 1.')).toBeVisible();
    await expect(laws.getByLabel('Share')).toHaveAttribute('aria-invalid', 'true');
    await laws.getByLabel('Share').fill('3/4');
    await expect(laws).toContainText('67 of 90 is not enough, 68 is.');
    await laws.getByLabel('Share').fill('two thirds');
    await expect(laws.getByText('Write a share as 2/3')).toBeVisible();
    await expect(secretary.getByRole('button', { name: 'See what changes' })).toBeDisabled();
    await expect(secretary.getByText('1 thing to mend first')).toBeVisible();
    await expect(secretary.getByTestId('trial')).toContainText('mend them');
    await expectAccessible(secretary);
    // What was written so far is kept in the tab.
    await secretary.reload();
    await expect(laws.getByLabel('Share')).toHaveValue('two thirds');
    await laws.getByLabel('Share').fill('2/3');
    await expect(secretary.getByText('to mend first')).toHaveCount(0);
  });

  test('a contradiction is told where it is: a class that the rules no longer list', async () => {
    await secretary.getByRole('button', { name: 'Remove full', exact: true }).click();
    await expect(secretary.getByText('The class full is not listed.').first()).toBeVisible();
    await expect(secretary.getByRole('button', { name: 'See what changes' })).toBeDisabled();
    await secretary.getByRole('textbox', { name: 'New class' }).fill('Pleno');
    await secretary.getByRole('button', { name: 'Add: New class' }).click();
    await expect(secretary.getByText('The class full is not listed.')).toHaveCount(0);
    await expect(secretary.getByLabel('Votes of each member of class full')).toHaveValue('1');
  });

  test('are tried out by what decides polls: 59-10-21 of 90 rejected, 60-0-30 adopted', async () => {
    const trial = secretary.getByTestId('trial');
    await secretary.getByLabel('Majority to try').selectOption({ label: 'Majority for the by-laws' });
    await imagine({ For: '59', Against: '10', Abstain: '21', Represented: '90', 'Present in person': '90' });
    await expect(secretary.getByText('90 is more than 80.')).toBeVisible();
    await imagine({ Entitled: '90' });
    await expect(trial).toContainText('Rejected');
    await expect(trial).toContainText('2/3 of those represented (90) is 60; 59 for:');
    await imagine({ For: '60', Against: '0', Abstain: '30' });
    await expect(trial).toContainText('Adopted');
    await imagine({ Entitled: '200' });
    await expect(trial).toContainText('Without this quorum the poll could not be opened.');
    await expectAccessible(secretary, { within: '[data-testid=trial]' });
  });

  test('are enacted as a version of their own after a look at what changes', async () => {
    await secretary.getByLabel('Name of the rules').fill('Standing orders by size');
    await secretary.getByLabel('In force from').fill('2026-02-01');
    await secretary.getByRole('button', { name: 'See what changes' }).click();
    const proxies = secretary.getByTestId('change-proxies');
    await expect(proxies).toContainText('one person may hold 2, not 3');
    await expect(proxies).toContainText('one person may hold 1, not 2');
    await expect(secretary.getByTestId('change-languages')).toHaveCount(0);
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Back to the form' }).click();
    await expect(secretary.getByLabel('Name of the rules')).toHaveValue('Standing orders by size');
    await secretary.getByRole('button', { name: 'See what changes' }).click();
    await pressUntil(
      secretary.getByRole('button', { name: 'Enact version 2' }),
      secretary.getByTestId('rules-2'),
    );
    await expect(secretary.getByRole('status')).toContainText('Version 2 is enacted.');
    const second = secretary.getByTestId('rules-2');
    await expect(second).toContainText('In force');
    await expect(second).toContainText('1 February 2026');
    await expect(secretary.getByTestId('rules-1')).toContainText('Earlier version');
    await expectAccessible(secretary);
  });

  test('are handed on as a file, and read back: what is wrong in it is told with its line', async () => {
    const second = secretary.getByTestId('rules-2');
    const asFile = second.getByText('As a file');
    if (!(await asFile.isVisible())) await second.locator('summary').first().click();
    const download = secretary.waitForEvent('download');
    await asFile.click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('demo-ga-2.rules.json');
    const text = await readFile(await file.path(), 'utf8');

    await secretary.getByRole('button', { name: 'Write the next version' }).click();
    const choice = secretary.locator('input[type=file]');
    const give = (words: string) =>
      choice.setInputFiles({
        ...{ name: 'rules.json', mimeType: 'application/json' },
        buffer: Buffer.from(words),
      });
    await give(text.replace('"changeOfVote"', '"changeOfVotes": true,\n  "changeOfVote"'));
    const line = text.slice(0, text.indexOf('"changeOfVote"')).split('\n').length;
    await expect(secretary.getByRole('alert').last()).toContainText(
      `Line ${line} of the file: There is no such field in the rules: changeOfVotes.`,
    );
    await expectAccessible(secretary);
    await give(text.replace('"maxPerHolder": 1', '"maxPerHolder": 4'));
    await expect(secretary.getByText('The file is in the form below.')).toBeVisible();
    await secretary.getByRole('button', { name: 'See what changes' }).click();
    await expect(secretary.getByTestId('change-proxies')).toContainText('4');
    await expectAccessible(secretary);
  });
});
