import { expect } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone } from './people.js';

/** The secretariat mends what it knows of people: registered, corrected, merged, found again. */
test('a person who was typed wrong and registered twice is mended by the screens', async ({ browser }) => {
  const secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  await go(secretary, '/people');
  const register = secretary.getByRole('button', { name: 'Register a person' });
  for (const [name, email] of [
    ['Zoé Marchand', ''],
    ['Marchnad Zoe', 'zoe@far.example'],
  ] as const) {
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await secretary.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await register.click();
    await expect(secretary.getByRole('status').filter({ hasText: `${name} is registered` })).toBeVisible();
  }
  await secretary.getByRole('searchbox', { name: 'Search' }).fill('marchnad');
  const table = secretary.getByRole('table', { name: 'All people' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.getByRole('link', { name: 'Marchnad Zoe' }).click();
  await expect(secretary.getByRole('heading', { level: 1, name: 'Marchnad Zoe' })).toBeVisible();

  const more = secretary.getByRole('button', { name: /^More/ }).first();
  await more.click();
  await secretary.getByRole('menuitem', { name: 'Correct' }).click();
  const dialog = secretary.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Marchand Zoe');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Letters mixed up');
  await expectAccessible(secretary, { within: '[role=dialog]' });
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect(secretary.getByRole('heading', { level: 1, name: 'Marchand Zoe' })).toBeVisible();

  // Now both have the same name, and the house says so.
  await go(secretary, '/people');
  const doubles = secretary.getByRole('listitem').filter({ hasText: 'Zoé Marchand' });
  await expect(doubles).toContainText('Marchand Zoe, zoe@far.example');
  await doubles.getByRole('link', { name: 'Marchand Zoe' }).click();
  await secretary.getByRole('heading', { level: 1, name: 'Marchand Zoe' }).waitFor();
  await more.click();
  await secretary.getByRole('menuitem', { name: 'Merge into another' }).click();
  await dialog.getByRole('combobox', { name: 'The same as' }).fill('Zoé');
  await secretary.getByRole('option', { name: 'Zoé Marchand' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Registered twice');
  await dialog.getByRole('button', { name: 'Merge into another' }).click();
  await secretary.getByRole('alert').getByRole('link', { name: 'Zoé Marchand' }).click();
  await expect(secretary.getByRole('heading', { level: 1, name: 'Zoé Marchand' })).toBeVisible();
  await expect(secretary.getByText('zoe@far.example')).toBeVisible();
  await secretary.context().close();
});

test('the front page leads to one’s own desk and to whatever is looked for', async ({ browser }) => {
  const delegate = await someone(browser, 'delegate1@demo.example', { viewport: PHONE, locale: 'es' });
  await go(delegate, '/');
  await expect(delegate.getByRole('heading', { name: 'Su asamblea' })).toBeVisible();
  await delegate.getByRole('searchbox', { name: 'Buscar' }).fill('STANDARDS social');
  await delegate.getByRole('button', { name: 'Buscar' }).tap();
  const found = delegate.locator('section').filter({ hasText: 'Instrumentos' });
  await expect(found.getByRole('link')).not.toHaveCount(0);
  await delegate.getByRole('searchbox', { name: 'Palabras' }).fill('s');
  await expect(delegate.getByText('Escriba al menos dos letras.')).toBeVisible();
  await delegate.getByRole('searchbox', { name: 'Palabras' }).fill('social');
  await expect(found.getByRole('link')).not.toHaveCount(0);
  // Who may know people is told of them, and nobody else.
  await expect(delegate.getByRole('heading', { name: 'Personas' })).toHaveCount(0);
  await go(delegate, '/');
  await delegate.getByRole('link', { name: 'A la sala' }).tap();
  await expect(delegate).toHaveURL(/\/floor$/);
  await delegate.context().close();
  const guest = await someone(browser, null, { viewport: PHONE, locale: 'es' });
  await go(guest, '/');
  await expect(guest.getByRole('heading', { name: 'Su asamblea' })).toHaveCount(0);
  await expect(guest.getByRole('heading', { level: 3, name: '2003' })).toBeVisible();
  await guest.context().close();
});
