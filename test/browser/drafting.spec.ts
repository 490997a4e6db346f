import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone, turn } from './people.js';

const INSTRUMENT = 'demo-charter';

/** The secretariat at a laptop and the chair at a phone write one text; a reader sees nothing of it before it is tabled. */
test.describe.serial('a draft', () => {
  let secretary: Page;
  let chair: Page;
  let reader: Page;
  let address: string;

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    chair = await someone(browser, 'chair@demo.example', { viewport: PHONE });
    reader = await someone(browser, 'delegate1@demo.example', { viewport: LAPTOP });
  });
  test.afterAll(() => Promise.all([secretary, chair, reader].map((page) => page.context().close())));

  const text = (page: Page): Locator => page.getByRole('textbox', { name: /^Spring draft/ });
  const line = (page: Page, words: string): Locator => text(page).locator('p').filter({ hasText: words });
  /** Each line with its number, where it has one. */
  const lines = (page: Page): Promise<string[]> =>
    text(page)
      .locator('[data-clause]')
      .evaluateAll((all) =>
        all.map((one) =>
          [one.querySelector('button')!.textContent, one.querySelector('p')!.textContent]
            .filter((part) => part !== '·')
            .join(' '),
        ),
      );
  const saved = (page: Page) =>
    expect(page.getByTestId('draft-phase')).toHaveAttribute('data-phase', 'saved');
  /** Puts the cursor at an end of a line, also of one that takes several on the screen. */
  async function cursor(page: Page, words: string, end: 'first' | 'last'): Promise<void> {
    await line(page, words).click();
    await line(page, words).evaluate((element, to) => {
      const selection = element.ownerDocument.getSelection()!;
      selection.selectAllChildren(element);
      if (to === 'first') selection.collapseToStart();
      else selection.collapseToEnd();
    }, end);
    await seen(page);
  }
  /** The browser tells of a selection when it next draws, which may be after the next key of a test. */
  const seen = (page: Page): Promise<unknown> =>
    page.evaluate(() => document.dispatchEvent(new Event('selectionchange')));
  const behind = (page: Page, words: string): Promise<void> => cursor(page, words, 'last');

  test('begins from a version, and is written by keyboard alone', async () => {
    await secretary.goto('/drafts');
    await secretary.getByLabel('Instrument').selectOption({ label: 'Charter of fair work' });
    await secretary.getByLabel('Name of the draft').fill('Spring draft');
    await secretary.getByRole('button', { name: 'Begin a draft' }).click();
    await expect(secretary).toHaveURL(/\/drafts\/[0-9a-f-]{36}$/);
    address = secretary.url();
    await expect(text(secretary)).toBeVisible();
    await behind(secretary, 'Pay is set openly');
    await secretary.keyboard.press('Enter');
    await secretary.keyboard.type('Nobody is paid in secret.');
    expect((await lines(secretary)).slice(4, 8)).toEqual([
      '1 Every person who works in a member enterprise has a voice in its decisions.',
      '2 Pay is set openly, and the highest is at most six times the lowest.',
      '3 Nobody is paid in secret.',
      '4 A member enterprise keeps a part of its surplus in common:',
    ]);
    // In and out, up and down, with what stands beneath.
    await secretary.keyboard.press('Tab');
    expect((await lines(secretary))[6]).toBe('3 Nobody is paid in secret.');
    await expect(text(secretary).locator('[data-clause]').nth(6)).toHaveCSS('--depth', '2');
    await secretary.keyboard.press('Shift+Tab');
    await behind(secretary, 'A member enterprise keeps');
    await secretary.keyboard.press('Alt+ArrowUp');
    expect((await lines(secretary)).slice(6, 11)).toEqual([
      '3 A member enterprise keeps a part of its surplus in common:',
      '(a) for training,',
      '(b) for hard times,',
      '(c) for new enterprises.',
      '4 Nobody is paid in secret.',
    ]);
    // The first half stays the clause that it was; joined again, it is that clause.
    const id = await line(secretary, 'Nobody is paid').locator('..').getAttribute('data-clause');
    await behind(secretary, 'Nobody is paid');
    for (let back = 0; back < 'in secret.'.length; back++) await secretary.keyboard.press('ArrowLeft');
    await seen(secretary);
    await secretary.keyboard.press('Enter');
    expect((await lines(secretary)).slice(10, 12)).toEqual(['4 Nobody is paid ', '5 in secret.']);
    await secretary.keyboard.press('Backspace');
    await expect(line(secretary, 'Nobody is paid in secret.').locator('..')).toHaveAttribute(
      'data-clause',
      id!,
    );
    await secretary.keyboard.press('Control+z');
    expect(await lines(secretary)).toContain('5 in secret.');
    await secretary.keyboard.press('Control+y');
    expect(await lines(secretary)).toContain('4 Nobody is paid in secret.');
    await saved(secretary);
    await secretary.reload();
    await expect(line(secretary, 'Nobody is paid in secret.')).toBeVisible();
  });

  test('Escape, then Tab, leaves the text', async () => {
    await behind(secretary, 'Nobody is paid');
    await secretary.keyboard.press('Escape');
    await secretary.keyboard.press('Tab');
    await expect(text(secretary)).not.toBeFocused();
    await expect(secretary.locator(':focus')).toBeVisible();
  });

  test('emphasis and https links come into the text; what is pasted is cleaned, and what was dropped is told', async () => {
    await cursor(secretary, 'Nobody is paid', 'first');
    for (let sign = 0; sign < 'Nobody'.length; sign++) await secretary.keyboard.press('Shift+ArrowRight');
    await seen(secretary);
    await secretary.getByRole('button', { name: 'Strong' }).click();
    await expect(line(secretary, 'Nobody').locator('strong')).toHaveText('Nobody');
    await secretary.getByRole('button', { name: 'Link' }).click();
    const dialog = secretary.getByRole('dialog');
    await dialog.getByLabel('Address').fill('http://example.org/pay');
    await dialog.getByRole('button', { name: 'Link', exact: true }).click();
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Address').fill('https://example.org/pay');
    await dialog.getByRole('button', { name: 'Link', exact: true }).click();
    await expect(line(secretary, 'Nobody').locator('a')).toHaveAttribute('href', 'https://example.org/pay');
    await behind(secretary, 'The charter is reviewed');
    await paste(
      secretary,
      '<h2>Article 9. Reports</h2><p>They are <i>public</i> <img src="x.png">.</p><ul><li onclick="x()">in print,</li><li><a href="http://e.org">online</a>.</li></ul><script>alert(1)</script>',
    );
    await expect(secretary.getByText('What was pasted came in without:')).toBeVisible();
    await expect(secretary.getByTestId('clause-editor')).toContainText(
      'image (1), script (2), address of a link (its words stay) (1)',
    );
    expect((await lines(secretary)).slice(-4)).toEqual([
      '7 Reports',
      'They are public .',
      '(a) in print,',
      '(b) online.',
    ]);
    await expect(line(secretary, 'They are public').locator('em')).toHaveText('public');
    await expectAccessible(secretary);
    await saved(secretary);
  });

  /** As the browser hands over what was copied elsewhere. */
  const paste = (page: Page, html: string): Promise<void> =>
    text(page).evaluate((element, given) => {
      const data = new DataTransfer();
      data.setData('text/html', given);
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, html);

  test('is there for nobody who does not write in it', async () => {
    await reader.goto(address);
    await expect(reader.getByRole('alert')).toContainText(
      'There is nothing like this, or it is not open to you.',
    );
    await go(reader, '/drafts');
    await expect(reader.getByText('There are no drafts.')).toBeVisible();
    await go(reader, `/instruments/${INSTRUMENT}`);
    await expect(reader.getByRole('link', { name: 'Version 2' }).first()).toBeVisible();
    await expect(reader.getByText('Spring draft')).toHaveCount(0);
  });

  test('is written by two, who see where the other writes and what', async () => {
    await secretary.getByLabel('Invite a writer').fill('Ingrid');
    await secretary.getByRole('button', { name: 'Invite Ingrid Halvorsen' }).click();
    await expect(secretary.getByRole('button', { name: 'Let Ingrid Halvorsen go' })).toBeVisible();
    await go(chair, '/drafts');
    await chair.getByRole('link', { name: 'Spring draft' }).tap();
    await expect(text(chair)).toBeVisible();
    await cursor(chair, 'for training', 'last');
    await chair.keyboard.type(' and for schools');
    await expect(line(secretary, 'for training, and for schools')).toBeVisible();
    await expect(secretary.getByText('Ingrid Halvorsen writes here')).toBeVisible();
    await behind(secretary, 'for hard times');
    await secretary.keyboard.type(' of every kind');
    await expect(line(chair, 'for hard times, of every kind')).toBeVisible();
    await saved(chair);
    await saved(secretary);
  });

  test('a clause is changed, moved and deleted by thumb', async () => {
    await line(chair, 'in print').locator('..').getByRole('button').tap();
    const dialog = chair.getByRole('dialog');
    await expect(dialog).toContainText('(a) in print,');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Down' }).tap();
    await expect(dialog).toContainText('(b) in print,');
    await dialog.getByLabel('Kind of clause').selectOption({ label: 'Paragraph' });
    await dialog.getByRole('button', { name: 'Close' }).tap();
    expect((await lines(chair)).slice(-2)).toEqual(['(a) online.', 'in print,']);
    await line(chair, 'They are public').locator('..').getByRole('button').tap();
    await dialog.getByRole('button', { name: 'Delete, with what stands beneath' }).tap();
    await expect(dialog).toBeHidden();
    expect((await lines(chair)).slice(-1)).toEqual(['7 Reports']);
    await chair.getByRole('button', { name: 'Undo' }).tap();
    expect((await lines(chair)).slice(-2)).toEqual(['(a) online.', 'in print,']);
    await saved(chair);
    await expect(line(secretary, 'in print').locator('..')).toHaveAttribute('data-kind', 'paragraph');
  });

  test('without a network what is typed stays in the browser, over a reload, and is saved when it comes back', async () => {
    const phase = chair.getByTestId('draft-phase');
    await chair.context().setOffline(true);
    await behind(chair, 'for training');
    await chair.keyboard.type(' of the young');
    await expect(phase).toHaveAttribute('data-phase', 'away');
    await chair.keyboard.press('Enter');
    await chair.keyboard.type('for rest,');
    await expectAccessible(chair);
    // The network is back, the house is not: the page is loaded anew, and nothing that was typed has gone.
    await chair.route('**/api/drafts/*/save', (route) => route.abort());
    await chair.context().setOffline(false);
    await chair.reload();
    await expect(line(chair, 'for training, and for schools of the young')).toBeVisible();
    await expect(line(chair, 'for rest,')).toBeVisible();
    await expect(phase).toHaveAttribute('data-phase', 'away');
    await expect(line(secretary, 'for rest,')).toHaveCount(0);
    // Meanwhile somebody goes on elsewhere in the text.
    await behind(secretary, 'for new enterprises');
    await secretary.keyboard.type(' Always.');
    await saved(secretary);
    await chair.unroute('**/api/drafts/*/save');
    await saved(chair);
    await expect(line(chair, 'for new enterprises. Always.')).toBeVisible();
    await expect(line(secretary, 'for rest,')).toBeVisible();
    expect(
      await chair.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.draft.'))),
    ).toEqual([]);
  });

  test('where both changed the same words, each wording is shown and the writer decides', async () => {
    await chair.route('**/api/drafts/*/save', (route) => route.abort());
    await behind(secretary, 'Each member reports');
    await secretary.keyboard.type(' In public.');
    await saved(secretary);
    await behind(chair, 'Each member reports');
    await chair.keyboard.type(' In writing.');
    await expect(chair.getByTestId('draft-phase')).toHaveAttribute('data-phase', 'away');
    await chair.unroute('**/api/drafts/*/save');
    await chair.getByRole('button', { name: 'Look and decide' }).tap();
    const dialog = chair.getByRole('dialog');
    await expect(dialog).toContainText(
      'Each member reports every two years on how it keeps this charter. In public.',
    );
    await expect(dialog.getByLabel('Yours; change it as you like')).toHaveValue(
      'Each member reports every two years on how it keeps this charter. In writing.',
    );
    await expectAccessible(chair, { within: '[role=dialog]' });
    await dialog
      .getByLabel('Yours; change it as you like')
      .fill('Each member reports in public and in writing.');
    await dialog.getByRole('button', { name: 'Put this into the text' }).tap();
    await expect(dialog).toBeHidden();
    await saved(chair);
    await expect(line(secretary, 'Each member reports in public and in writing.')).toBeVisible();
  });

  test('revisions are kept under a name, compared and restored', async () => {
    await secretary.getByRole('button', { name: 'Named revisions' }).click();
    await secretary.getByLabel('Name of the revision').fill('After the chair');
    await secretary.getByRole('button', { name: 'Keep this revision' }).click();
    await expect(
      secretary.getByRole('region', { name: 'Named revisions' }).getByText('After the chair'),
    ).toBeVisible();
    await secretary.getByRole('button', { name: 'Differences' }).click();
    const panel = secretary.getByLabel('Compare with');
    await expect(panel).toBeVisible();
    await expect(secretary.getByText(/^added: \d+$/)).toBeVisible();
    await panel.selectOption({ label: 'After the chair' });
    await expect(secretary.getByText('Nothing differs in English.')).toBeVisible();
    await behind(secretary, 'The charter is reviewed');
    await secretary.keyboard.type(' Or sooner.');
    await expect(secretary.getByText('changed: 1')).toBeVisible();
    await saved(secretary);
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Restore: After the chair' }).click();
    await expect(line(secretary, 'Or sooner')).toHaveCount(0);
    await expect(line(chair, 'Or sooner')).toHaveCount(0);
  });

  test('in another language the new clauses wait for their words, and without them nothing is tabled', async () => {
    await secretary.getByRole('button', { name: 'Table or abandon' }).click();
    await saved(secretary);
    await secretary.getByRole('button', { name: 'Table it' }).click();
    await expect(secretary.getByText(/clauses have no words yet/)).toBeVisible();
    for (const [chip, lang] of [
      ['Français', 'fr'],
      ['Español', 'es'],
    ] as const) {
      await secretary.locator('main').locator('label').getByText(chip, { exact: true }).first().click();
      const other = secretary.locator(`[role="textbox"][lang="${lang}"]`);
      const empty = other.locator('p').filter({ hasText: /^$/ });
      await expect(other.locator('p').first()).not.toBeEmpty();
      for (let left = await empty.count(); left > 0; left--) {
        await empty.first().click();
        await secretary.keyboard.type(`Texte ${left}`);
      }
      await expect(empty).toHaveCount(0);
    }
    await expectAccessible(secretary);
    await saved(secretary);
    await secretary.getByRole('button', { name: 'Table it' }).click();
    await secretary.getByRole('link', { name: 'It became version 3.' }).click();
    await expect(secretary.getByRole('heading', { level: 1 })).toContainText('Version 3');
    await expect(secretary.getByText('Each member reports in public and in writing.')).toBeVisible();
    await secretary.getByRole('button', { name: 'Show' }).click();
    const origin = secretary.getByRole('table', { name: 'Where each clause comes from' });
    await expect(origin).toContainText('Version 3: changed');
    await expectAccessible(secretary);
    await expect(chair.getByText('It became version 3.')).toBeVisible();
  });

  test('a corrigendum is announced at the instrument, and a delegate objects', async () => {
    await go(secretary, '/drafts');
    await secretary.getByLabel('Instrument').selectOption({ label: 'Charter of fair work' });
    await secretary.getByLabel('Name of the draft').fill('Spring draft corrected');
    await secretary.getByLabel('Kind').selectOption({ label: 'Corrigendum' });
    await secretary.getByRole('button', { name: 'Begin a draft' }).click();
    await expect(text(secretary)).toBeVisible();
    await behind(secretary, 'The charter is reviewed');
    await secretary.keyboard.press('Backspace');
    await secretary.keyboard.type(', not later.');
    await saved(secretary);
    await secretary.getByRole('button', { name: 'Table or abandon' }).click();
    await secretary.getByLabel('Reason').fill('A slip of the pen');
    await secretary.getByLabel('Members may object until').fill('2099-01-31T12:00');
    await secretary.getByRole('button', { name: 'Table it' }).click();
    await expect(secretary.getByText('It became version 4.')).toBeVisible();
    await go(reader, `/instruments/${INSTRUMENT}`);
    const card = reader.getByTestId('corrigendum-4');
    await expect(card).toContainText('Version 4 corrects version 3');
    await expect(card).toContainText('announced');
    await card.getByRole('button', { name: 'Object' }).click();
    const dialog = reader.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('It changes the meaning');
    await expectAccessible(reader, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Object' }).click();
    await expect(card).toContainText('objected to');
    await expect(card).toContainText('objects: It changes the meaning');
    await expectAccessible(reader, { within: '[data-testid=corrigendum-4]' });
  });

  test('its screens are accessible in the dark, with every part unfolded, on a phone and on a laptop', async () => {
    await turn(secretary, { viewport: PHONE, locale: 'fr', scheme: 'dark' });
    await go(secretary, '/drafts');
    await expect(secretary.getByRole('table')).toBeVisible();
    await expectAccessible(secretary);
    await secretary.locator('form select').first().selectOption(INSTRUMENT);
    await secretary.locator('form input:not([type=file])').first().fill('Spring draft again');
    await secretary.locator('form button[type=submit]').click();
    await expect(secretary.locator('[role="textbox"]')).toBeVisible();
    for (const part of await secretary.locator('[class*="Accordion-control"]').all())
      if ((await part.getAttribute('aria-expanded')) === 'false') await part.click();
    await expectAccessible(secretary);
    await turn(secretary, { viewport: LAPTOP, locale: 'es', scheme: 'dark' });
    await expectAccessible(secretary, { only: 'structure' });
    await go(secretary, `/instruments/${INSTRUMENT}`);
    await expect(secretary.getByTestId('corrigendum-4')).toBeVisible();
    await expectAccessible(secretary);
    await turn(secretary, { viewport: PHONE, locale: 'fr', scheme: 'dark' });
    await expectAccessible(secretary, { only: 'structure' });
  });
});
