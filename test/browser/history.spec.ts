import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone } from './people.js';

/** A secretary enters what happened long ago, on a phone, in Spanish; whoever reads sees it and its doubts. */
test.describe.serial('the past, typed', () => {
  let secretary: Page;
  let stranger: Page;
  const dialog = () => secretary.getByRole('dialog');
  const enter = (within: Page | ReturnType<typeof dialog>) =>
    within.getByRole('button', { name: 'Inscribir en el registro' }).tap();

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: PHONE, locale: 'es' });
    stranger = await someone(browser, null, { viewport: LAPTOP, locale: 'es' });
  });
  test.afterAll(async () => {
    for (const page of [secretary, stranger]) await page?.context().close();
  });

  test('an assembly, its date read back in words', async () => {
    await go(secretary, '/bodies/demo-ga');
    await secretary.getByRole('link', { name: 'Introducir una asamblea del pasado' }).tap();
    const body = secretary.getByRole('combobox', { name: 'Órgano' });
    await expect(body).toHaveValue('demo-ga');
    await secretary.getByLabel('Nombre').fill('Asamblea de Montevideo');
    await secretary.getByLabel('Lugar').fill('Montevideo, Uruguay');
    const date = secretary.getByLabel('Fechas');
    await date.fill('1985/..');
    await secretary.getByLabel('Fuente').fill('Actas, página 3');
    await secretary.getByLabel('Certeza').selectOption({ label: 'certeza media' });
    await enter(secretary);
    await expect(date).toHaveAccessibleDescription(/1985\/\.\. no es una fecha/);
    await date.fill('1985-05?');
    await expect(date).toHaveAccessibleDescription(/Es decir: mayo de 1985 \(fecha incierta\)\./);
    await expectAccessible(secretary);
    await enter(secretary);
    await expect(secretary.getByRole('status')).toContainText('Asamblea de Montevideo');
    await go(stranger, '/assemblies/asamblea-de-montevideo');
    await expect(stranger.getByRole('main')).toContainText('certeza media');
    await expect(stranger.getByRole('main')).toContainText('Actas, página 3');
  });

  test('a term of office is entered and struck again', async () => {
    await go(secretary, '/bodies/demo-ga');
    await secretary.getByRole('button', { name: 'Introducir un mandato' }).tap();
    // Who is known is searched in the whole house; nobody else is named anew.
    const holder = dialog().getByRole('combobox', { name: 'Persona' });
    await holder.fill('moyo');
    await secretary.getByRole('option', { name: /^Sekai Moyo/ }).tap();
    await expect(dialog().getByLabel('Nombre de la persona')).toHaveCount(0);
    await dialog().getByLabel('Borrar').tap();
    await dialog().getByLabel('Nombre de la persona').fill('Rosa Antigua');
    await dialog().getByLabel('Cargo').fill('Presidenta');
    await dialog().getByLabel('Desde').fill('1985');
    await dialog().getByLabel('Hasta').fill('1984');
    await dialog().getByLabel('Fuente').fill('Actas, página 4');
    await enter(dialog());
    await expect(dialog().getByLabel('Hasta')).toHaveAccessibleDescription(/anterior al comienzo/);
    await dialog().getByLabel('Hasta').fill('1989~');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await enter(dialog());
    await expect(dialog()).toBeHidden();
    await go(stranger, '/bodies/demo-ga');
    await expect(stranger.getByRole('row').filter({ hasText: 'Rosa Antigua' })).toContainText('1985');

    await secretary.getByRole('button', { name: /^Más: Rosa Antigua/ }).tap();
    await secretary.getByRole('menuitem', { name: 'Anular: inscrito por error' }).tap();
    await dialog().getByLabel('Motivo').fill('Era otra persona');
    await dialog().getByRole('button', { name: 'Anular: inscrito por error' }).tap();
    await expect(dialog()).toBeHidden();
    await expect(secretary.getByRole('table', { name: 'Anulados: inscritos por error' })).toContainText(
      'Era otra persona',
    );
    await expectAccessible(secretary);
    await stranger.reload();
    await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(stranger.getByRole('table', { name: 'Anulados: inscritos por error' })).toBeHidden();
    await expect(stranger.getByRole('row').filter({ hasText: 'Rosa Antigua' })).toBeHidden();
  });

  test('an instrument with what is known of it, a version without text, a stage from a source', async () => {
    await go(secretary, '/desk?task=texts');
    await secretary.getByLabel('Título del instrumento (Español)').fill('Carta de Montevideo');
    // Whoever reads in Spanish does not found a text that is authentic in English without noticing.
    await expect(secretary.getByRole('checkbox', { name: 'Español', exact: true })).toBeChecked();
    await expect(secretary.getByRole('checkbox', { name: 'English', exact: true })).not.toBeChecked();
    await secretary.getByLabel('Un instrumento del pasado').check();
    const found = secretary.getByRole('group', { name: 'Un instrumento del pasado' });
    await found.getByLabel('Fuente').fill('Boletín 11');
    await found.getByLabel('Partes del texto').fill('Preámbulo\nI. Principios');
    await secretary.getByRole('combobox', { name: 'Órgano' }).first().selectOption('demo-ga');
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Crear el instrumento' }).tap();
    await secretary.getByRole('link', { name: 'El instrumento está creado.' }).tap();
    await expect(secretary.getByTestId('course')).toHaveText('Todavía no se ha decidido nada.');

    await secretary.getByRole('button', { name: 'Introducir una versión cuyo texto no se conoce' }).tap();
    await dialog().getByLabel('Título de la versión (Español)').fill('Carta de Montevideo');
    await enter(dialog());
    await expect(dialog()).toBeHidden();
    await secretary.getByRole('button', { name: /^Introducir «.*» según una fuente/ }).tap();
    await dialog().getByLabel('Asamblea').selectOption({ label: 'Asamblea de Montevideo' });
    await dialog().getByLabel('Fecha').fill('1985-05?');
    await dialog().getByLabel('Versión').selectOption('1');
    await dialog().getByLabel('Fuente').fill('Actas, página 5');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await enter(dialog());
    await expect(dialog()).toBeHidden();
    const course = /^Texto aprobado en principio en Montevideo probablemente en 1985\.$/;
    await expect(secretary.getByTestId('course')).toHaveText(course);
    await go(stranger, '/instruments/carta-de-montevideo');
    await expect(stranger.getByTestId('course')).toHaveText(course);
    await expect(stranger.getByRole('main')).toContainText('I. Principios');
    await expectAccessible(secretary);

    const strike = secretary.getByRole('button', { name: /^Anular: introducida por error/ });
    await strike.tap();
    await dialog().getByLabel('Motivo').fill('Era otra carta');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog().getByRole('button', { name: 'Anular: introducida por error' }).tap();
    await expect(dialog()).toBeHidden();
    await expect(strike).toHaveCount(0);
    await expect(secretary.getByTestId('course')).toHaveText('Todavía no se ha decidido nada.');
    const struck = secretary.getByRole('listitem').filter({ hasText: 'Era otra carta' });
    await struck.getByText('Lo que se introdujo').tap();
    await expect(struck.getByRole('link', { name: /^Fuente/ })).toHaveAttribute('title', 'Actas, página 5');
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Más: Carta de Montevideo' }).tap();
    await secretary.getByRole('menuitem', { name: 'Corregir el instrumento' }).tap();
    await dialog().getByLabel('Título del instrumento (Français)').fill('Charte de Montevideo');
    await dialog().getByLabel('Fuente').fill('Boletín 12');
    await dialog().getByLabel('Motivo').fill('El boletín era otro');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog().getByRole('button', { name: 'Corregir el instrumento' }).tap();
    await expect(dialog()).toBeHidden();
    await expect(secretary.getByRole('main')).toContainText('Charte de Montevideo');
    await stranger.reload();
    await expect(stranger.getByRole('main')).toContainText('Boletín 12');
    await expect(stranger.getByText('Era otra carta')).toBeVisible();
  });
});
