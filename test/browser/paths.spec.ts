import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone } from './people.js';

const INSTRUMENT = 'fair-trade';

/** An instrument is founded with a path from a template, and its page tells what became of it. */
test.describe.serial('a path', () => {
  let secretary: Page;
  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  });
  test.afterAll(() => secretary.context().close());

  const stage = (number: number): Locator =>
    secretary.getByRole('group', { name: `Stage ${number}`, exact: true });
  const drawn = (): Locator => secretary.getByRole('list', { name: 'The path as drawn' });

  test('is begun from a template, drawn as it is written, and not founded while it has a fault', async () => {
    await secretary.goto('/assemblies/demo-2026/desk');
    await secretary.getByRole('tab', { name: 'Texts' }).click();
    await secretary.getByLabel('English', { exact: true }).first().waitFor();
    const template = secretary.getByRole('group', { name: 'Begin from' });
    await template.getByLabel('Begin from').selectOption({ label: 'Approval, then silence' });
    await template.getByLabel('Assembly').selectOption('demo-ga');
    await template.getByRole('button', { name: 'Use this path' }).click();
    await expect(drawn()).toContainText('2. silence procedure');
    await expect(drawn()).toContainText('When nobody objects in time → the text is approved');
    await expect(drawn()).toContainText('When rejected → 1. approved in principle');
    await expect(drawn()).toContainText('within 30 days');

    await stage(2).getByText('Majority, days, languages, what follows').click();
    const time = stage(2).getByLabel('Days until its time runs out');
    await time.fill('');
    await expect(stage(2)).toContainText('Silence needs a time after which it approves.');
    await expect(secretary.getByRole('button', { name: 'Found the instrument' })).toBeDisabled();
    await time.fill('20');
    await stage(2).getByLabel('When rejected').selectOption({ label: 'the text is rejected' });
    await expect(drawn()).toContainText('within 20 days');
    await expectAccessible(secretary);

    await secretary
      .getByRole('group', { name: 'Title of the instrument' })
      .getByRole('textbox')
      .first()
      .fill('Fair trade');
    await secretary.getByRole('button', { name: 'Found the instrument' }).click();
    await secretary.getByRole('link', { name: 'The instrument is there.' }).click();
    const path = secretary.getByRole('list', { name: 'Path of approval' });
    await expect(path.getByRole('listitem')).toContainText([
      /current.*approved in principle/s,
      /to come.*silence procedure/s,
    ]);
  });

  test('an exceeded mandate is seen at the instrument, by the body, on a phone', async ({ browser }) => {
    const post = async <T>(path: string, data: object): Promise<T> => {
      const answer = await secretary.request.post(`/api${path}`, { data });
      expect(answer.ok(), await answer.text()).toBe(true);
      return (await answer.json()) as T;
    };
    const freeze = (markdown: string) =>
      post(`/instruments/${INSTRUMENT}/versions`, { texts: [{ lang: 'en', markdown }], authentic: ['en'] });
    await freeze('# Fair trade\n\n1. Prices are told.\n');
    await post(`/instruments/${INSTRUMENT}/mandates`, {
      ...{ from: 'demo-ga', version: 1, date: '2026', source: 'Minutes', certainty: 'high' },
      terms: { to: 'cicopa-excom', text: 'Wording only.', editorialOnly: true },
    });
    await freeze('# Fair trade\n\n1. Prices may be told.\n');
    await secretary.reload();
    await secretary.getByRole('button', { name: 'Finish with a version' }).click();
    const dialog = secretary.getByRole('dialog');
    await expect(dialog.locator('ins').first()).toBeVisible();
    await dialog.getByLabel('Kind of change').selectOption({ label: 'of substance' });
    await dialog.getByLabel('Reason').fill('The committee saw no other way');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Finish with a version' }).click();
    await expect(secretary.getByTestId('mandate-exceeded')).toContainText('it has to be reported');

    const reader = await someone(browser, null, { viewport: PHONE, scheme: 'dark' });
    await reader.goto(`/instruments/${INSTRUMENT}`);
    const path = reader.getByRole('list', { name: 'Path of approval' });
    await expect(path).toContainText('Text finished under the mandate');
    await expect(path).toContainText('was changed in substance');
    await expect(path.getByRole('link', { name: 'Compared with version 1' }).first()).toHaveAttribute(
      'href',
      `/instruments/${INSTRUMENT}/compare/1/2`,
    );
    await expect(reader.getByRole('button', { name: 'Finish with a version' })).toBeHidden();
    await expectAccessible(reader);
    await go(reader, '/bodies/demo-ga');
    await expect(reader.getByTestId('mandate-exceeded')).toContainText('Fair trade');
    await expectAccessible(reader, { within: '[data-testid=mandate-exceeded]' });
    await reader.context().close();
  });

  test('what a source tells is entered, each fault at its field, and what it does not tell is unknown', async () => {
    await go(secretary, `/instruments/${INSTRUMENT}`);
    const path = secretary.getByRole('list', { name: 'Path of approval' });
    const dialog = secretary.getByRole('dialog');
    await secretary.getByRole('button', { name: 'Enter a mandate from a source' }).click();
    await dialog.getByLabel('Mandating body').selectOption('demo-ga');
    await dialog.getByLabel('Entrusted body').selectOption('cicopa-excom');
    await dialog.getByLabel('Within these limits').fill('The preamble only.');
    await dialog.getByLabel('Until').fill('soon');
    await dialog.getByLabel('Source').fill('Letter of the president');
    const enter = dialog.getByRole('button', { name: 'Enter in the record' });
    await enter.click();
    await expect(dialog.getByLabel('Until')).toHaveAccessibleDescription(/soon is not a date/);
    await dialog.getByLabel('Until').fill('');
    await enter.click();
    await expect(dialog).toBeHidden();
    await expect(path).toContainText('The preamble only.');

    await secretary.getByRole('button', { name: 'Report to the mandating body' }).click();
    await dialog.getByLabel('What is reported').fill('Prices may be told.');
    await dialog.getByRole('button', { name: 'Report to the mandating body' }).click();
    await expect(dialog).toBeHidden();

    await secretary.getByRole('button', { name: 'Enter “approved in principle” from a source' }).click();
    await dialog.getByLabel('Date').fill('last year');
    await dialog.getByLabel('For', { exact: true }).fill('forty');
    await dialog.getByLabel('Source').fill('Minutes, page 3');
    await dialog.getByLabel('Certainty').selectOption({ label: 'medium certainty' });
    await enter.click();
    await expect(dialog.getByLabel('For', { exact: true })).toHaveAccessibleDescription(
      'This cannot be used here.',
    );
    await dialog.getByLabel('For', { exact: true }).fill('40');
    await enter.click();
    await expect(dialog.getByLabel('Date')).toHaveAccessibleDescription(/last year is not a date/);
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog.getByLabel('Date').fill(new Date().toISOString().slice(0, 10));
    await enter.click();
    await expect(dialog).toBeHidden();
    const passed = path.getByRole('listitem').filter({ has: secretary.getByTitle('Minutes, page 3') });
    await expect(passed).toContainText('For: 40');
    await expect(passed).toContainText('Against: unknown');
    await expect(passed).toContainText('medium certainty');

    // Silence runs now, until a member objects.
    const silent = path.getByRole('listitem').filter({ hasText: 'silence procedure' });
    await expect(silent).toContainText('Approved if nobody objects by');
    await secretary.getByRole('button', { name: 'Object', exact: true }).click();
    await dialog.getByLabel('Reason').fill('Prices are secret here');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Object', exact: true }).click();
    await expect(secretary.getByTestId('silence-broken')).toContainText('Prices are secret here');
    await expect(silent).toContainText('it needs a vote');
    await expect(silent).not.toContainText('Approved if nobody objects');
    await secretary.getByRole('button', { name: /^Take back the objection/ }).click();
    await expect(secretary.getByTestId('silence-runs')).toBeVisible();
    await expectAccessible(secretary);
  });
});
