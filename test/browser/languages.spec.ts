import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone } from './people.js';

const CODE = '/instruments/demo-code';

/** A text in three languages, of which one is behind: read side by side, compared, and brought up to date. */
test.describe.serial('a text and its translation', () => {
  let reader: Page;
  let secretary: Page;
  test.beforeAll(async ({ browser }) => {
    reader = await someone(browser, null, { viewport: LAPTOP });
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: PHONE });
  });
  test.afterAll(() => Promise.all([reader, secretary].map((page) => page.context().close())));

  const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });

  test('two languages stand side by side, clause by clause; what is stale says so; the address keeps the choice', async () => {
    await reader.goto(CODE);
    await expect(reader.getByText('1 clause is stale.')).toBeVisible();
    await reader
      .getByRole('row', { name: /^Version 2/ })
      .getByRole('link', { name: 'Español' })
      .click();
    await expect(reader.getByRole('columnheader')).toHaveText(['Number', 'Español', 'English']);
    await expect(row(reader, 'six weeks')).toContainText('cuatro semanas antes de la reunión.stale');
    await expect(row(reader, 'Each member may')).toContainText('Cada miembro puede inscribir');
    await expect(reader.getByText('stale: the source has changed')).toHaveCount(1);
    await reader.getByLabel('Beside it').selectOption({ label: 'Français' });
    await expect(row(reader, 'six semaines')).toContainText('cuatro semanas');
    await expect(reader).toHaveURL(/lang=es&beside=fr/);
    await reader.reload();
    await expect(row(reader, 'six semaines')).toContainText('cuatro semanas');
    await expectAccessible(reader);
  });

  test('two versions are compared: what moved is told from where to where, what is only renumbered did not change', async () => {
    await go(reader, `${CODE}/compare/1/2?lang=en`);
    await expect(reader.getByTestId('summary')).toHaveText('1 clause changed, 1 moved, and 1 renumbered');
    await reader.keyboard.press('Alt+ArrowDown');
    const focused = reader.locator('[data-stop]:focus');
    await expect(focused).toHaveAccessibleName('Change 1 of 2: Article 1, changed');
    await expect(focused.locator('del')).toContainText('four');
    await expect(focused.locator('ins').first()).toContainText('six');
    await reader.keyboard.press('Alt+ArrowDown');
    await expect(focused).toHaveAccessibleName('Change 2 of 2: Article 3, moved');
    await expect(focused).toContainText('was Article 4');
    await reader.keyboard.press('Alt+ArrowUp');
    await expect(focused).toHaveAccessibleName('Change 1 of 2: Article 1, changed');
    await expect(reader.getByText('moved away')).toBeVisible();
    await reader.getByRole('button', { name: '1 unchanged clause · renumbered: 3 is now 4' }).click();
    await expect(reader.getByText('Everybody speaks once').first()).toBeVisible();
    await reader.getByText('Inline', { exact: true }).click();
    await expect(reader).toHaveURL(/view=inline/);
    await expect(focused.or(reader.locator('[data-stop="c3"]'))).toContainText('four');
    await expectAccessible(reader);
    // In a language that is behind the change does not show, and that is said.
    await reader.getByLabel('Language of the text').selectOption({ label: 'Español' });
    await expect(reader.getByText('Español is behind in 1 clause')).toBeVisible();
    await expect(reader.getByText('stale: the source has changed')).toBeVisible();
    await reader.reload();
    await expect(reader.getByLabel('Language of the text')).toHaveValue('es');
  });

  test('a clause that became one of another kind is the same clause, and says what it was', async () => {
    const post = async (path: string, data: object): Promise<void> => {
      const answer = await secretary.request.post(`/api${path}`, { headers: { 'x-plenary': '1' }, data });
      expect(answer.status()).toBe(200);
    };
    await post('/instruments', {
      ...{ instrument: 'kinds', titles: { en: 'Kinds' }, authenticLanguages: ['en'] },
      stages: [{ kind: 'final', label: 'in final form', body: 'demo-ga' }],
    });
    for (const markdown of [
      '# Kinds\n\n1. Ports are open.\n\n2. Work is fair.',
      '# Kinds\n\n1. Ports are open.\n\n   Work is fair.',
      '# Kinds\n\n1. Ports are open.\n\n- Work is fair.',
    ])
      await post('/instruments/kinds/versions', {
        ...{ texts: [{ lang: 'en', markdown }], authentic: ['en'], parent: null, reason: null },
      });
    await go(reader, '/instruments/kinds/compare/1/2');
    await expect(reader.getByTestId('summary')).toHaveText('1 clause changed and 1 moved');
    await expect(reader.locator('[data-stop]')).toContainText('was Article 2');
    await go(reader, '/instruments/kinds/compare/2/3');
    await expect(reader.getByTestId('summary')).toHaveText('1 clause changed');
    await expect(reader.locator('[data-stop]')).toContainText('was Paragraph “Work is fair.”');
  });

  test('the secretariat brings the stale clause up to date by thumb, and publishes it with a reason', async () => {
    await secretary.goto(`${CODE}/versions/2`);
    await secretary.getByRole('link', { name: 'Translate: Español' }).tap();
    await expect(secretary.getByTestId('translated')).toHaveText('6 of 7 clauses done; 1 stale, 0 missing');
    const clause = secretary.getByRole('group', { name: /^Article 1/ });
    await expect(clause.locator('ins').first()).toContainText('six');
    const field = clause.getByRole('textbox');
    await expect(field).toHaveText(/cuatro semanas/);
    const kept = secretary.waitForResponse((one) => one.request().method() === 'POST');
    await field.fill('Los documentos se envían a cada miembro seis semanas antes de la reunión.');
    await kept;
    await expect(clause.getByText('Saved')).toBeVisible();
    // Kept, and still to be finished.
    await secretary.reload();
    await expect(field).toHaveText(/seis semanas/);
    await clause.getByRole('button', { name: 'Done, and the next one' }).tap();
    await expect(secretary.getByTestId('translated')).toHaveText('7 of 7 clauses done; 0 stale, 0 missing');
    await secretary.getByLabel('Reason').fill('It had not followed the English');
    await secretary.getByRole('button', { name: 'Publish' }).tap();
    await secretary.getByRole('link', { name: 'Revision 2' }).tap();
    await expect(row(secretary, 'six weeks')).toContainText('seis semanas');
    await secretary.getByRole('button', { name: 'History: Español' }).tap();
    await expect(secretary.getByText('It had not followed the English')).toBeVisible();
    await expectAccessible(secretary);
    await reader.goto(`${CODE}/versions/2?lang=es&beside=none`);
    await expect(reader.getByRole('heading', { name: 'En la sala' })).toBeVisible();
    await expect(reader.getByText('seis semanas antes')).toBeVisible();
    await expect(reader.getByText('stale: the source has changed')).toHaveCount(0);
  });

  test('each clause has an address that leads to it, in one language and in two side by side', async () => {
    const last = reader.locator('[id^="c"]:has(a[aria-label])').last();
    const id = (await last.getAttribute('id'))!;
    for (const beside of ['none', 'en']) {
      // Another page first: within one, the browser itself would look for the clause.
      await reader.goto('about:blank');
      await reader.goto(`${CODE}/versions/2?lang=es&beside=${beside}#${id}`);
      await expect(reader.locator(`#${id}[data-target]`)).toBeInViewport();
    }
    await reader.locator('#c2').getByRole('link').focus();
    await reader.keyboard.press('Enter');
    await expect(reader).toHaveURL(/beside=en#c2$/);
    await expect(reader.locator('#c2[data-target]')).toBeInViewport();
    await expectAccessible(reader);
  });
});
