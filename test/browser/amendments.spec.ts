import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, pressUntil, PROJECTOR, someone } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

/** A delegate amends a text of the demonstration by editing it; others see what it changes, where it meets, what is proposed. */
test.describe.serial('an amendment to a text', () => {
  let mover: Page;
  let reader: Page;
  let secretary: Page;
  let chair: Page;
  let address = '';
  let own = '';

  test.beforeAll(async ({ browser }) => {
    mover = await someone(browser, 'delegate3@demo.example', { viewport: LAPTOP });
    reader = await someone(browser, 'delegate2@demo.example', {
      viewport: PHONE,
      locale: 'fr',
      scheme: 'dark',
    });
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP, scheme: 'dark' });
    chair = await someone(browser, 'chair@demo.example', { viewport: PROJECTOR });
  });
  test.afterAll(() => Promise.all([mover, reader, secretary, chair].map((page) => page.context().close())));

  const text = (page: Page, language: string): Locator =>
    page.getByRole('textbox', { name: new RegExp(`, ${language}$`) });
  /** Chooses words of the text, or puts the cursor behind them. */
  async function choose(page: Page, language: string, words: string, { behind = false } = {}): Promise<void> {
    const line = text(page, language).locator('p').filter({ hasText: words });
    await line.click();
    await line.evaluate(
      (element, [chosen, after]) => {
        const node = element.firstChild!;
        const from = node.textContent!.indexOf(chosen as string);
        const range = element.ownerDocument.createRange();
        range.setStart(node, after ? from + (chosen as string).length : from);
        range.setEnd(node, from + (chosen as string).length);
        const selection = element.ownerDocument.getSelection()!;
        selection.removeAllRanges();
        selection.addRange(range);
      },
      [words, behind] as const,
    );
    // The browser tells of a selection when it next draws, which may be after the next key of a test.
    await page.evaluate(() => document.dispatchEvent(new Event('selectionchange')));
  }

  test('is written in the text itself; what it will say on paper and where it meets others is there at once', async () => {
    await mover.goto(`${ASSEMBLY}/floor`);
    await mover.getByRole('button', { name: 'More: Motion 5' }).click();
    await mover.getByRole('menuitem', { name: 'Amend by editing the text' }).click();
    const writing = mover.getByRole('heading', { level: 1, name: 'Amend: Motion 5' });
    await expect(writing).toBeVisible();
    address = mover.url().replace(/\/amend$/, '');
    await choose(mover, 'English', 'thirty');
    await mover.keyboard.type('twenty');
    await choose(mover, 'English', 'General Assembly.', { behind: true });
    await mover.keyboard.press('Enter');
    await mover.keyboard.type('Nobody is named in it.');
    const paper = mover.getByTestId('instructions');
    await expect(paper).toContainText('In article 2, replace “thirty” by “twenty”.');
    await expect(paper).toContainText('After article 4, insert a new article: “Nobody is named in it.”');
    const meets = mover.getByTestId('meeting-points');
    await expect(meets).toContainText('5-A1 and 5-A4 change the same words: article 2.');
    await expect(meets.locator('ins').getByText('sixty')).toBeVisible();
    await expectAccessible(mover);
    // Nothing typed is lost with the page, and the floor knows of it.
    await mover.goto(`${ASSEMBLY}/floor`);
    // The floor has lists like this one, too.
    await pressUntil(mover.getByTestId('begun').getByRole('link', { name: 'Continue' }), writing);
    await expect(paper).toContainText('“twenty”');
    await expect(mover.getByLabel('Title of the amendment (English)')).toHaveValue('On article 2');
    await mover.getByLabel('Title of the amendment (English)').fill('Twenty days, no names');
    await mover.getByLabel('Reason').fill('It is quick, and discreet.');
    await mover.getByRole('button', { name: 'Submit the amendment' }).click();
    await expect(mover.getByText('Amendment 5-A4 is submitted.')).toBeVisible();
  });

  test('is seen in the text, in the list and on paper', async () => {
    const inText = mover.getByTestId('in-context');
    await expect(inText.getByRole('group').locator('ins')).toHaveText([/ten/, /sixty/, /twenty/]);
    await expect(inText.locator('[data-by="5-A4"]')).toContainText('Nobody is named in it.');
    await expectAccessible(mover);
    await mover.getByRole('radiogroup').first().getByText('As a list').click();
    const row = mover.getByRole('row').filter({ hasText: '5-A4' }).last();
    await expect(row).toContainText('not worded yet');
    await expect(row).toContainText('5-A2 and 5-A4 change the same words');
    await mover.getByRole('radiogroup').first().getByText('On paper').click();
    const paper = mover.getByTestId('paper').locator('article').filter({ hasText: '5-A4' });
    await expect(paper).toContainText('In article 2, replace “thirty” by “twenty”.');
    await expect(paper).toContainText('Reason: It is quick, and discreet.');
    await expectAccessible(mover, { within: '[data-testid=paper]' });

    await reader.goto(`${address}/amendments`);
    await expect(reader.getByText(/^Pas encore rédigés en Français.*5-A4/)).toBeVisible();
    await expectAccessible(reader);
  });

  test('is worded in the other languages by its mover', async () => {
    await go(mover, `${ASSEMBLY}/floor`);
    // What each amendment changes is read apart; until it is there, the cards beneath move.
    for (const label of ['5-A1', '5-A2', '5-A3', '5-A4'])
      await expect(mover.getByTestId(`amends-${label}`).getByTestId('instructions')).toBeVisible();
    await mover.getByRole('button', { name: 'More: Amendment 5-A4' }).click();
    await mover.getByRole('menuitem', { name: 'Add the missing wordings' }).click();
    await expect(mover).toHaveURL(/\/wordings$/);
    own = mover.url().replace(/\/wordings$/, '');
    await mover.getByRole('tab', { name: /Français/ }).click();
    await mover.getByRole('button', { name: 'Word it in Français' }).click();
    // What is inserted waits for its words.
    await expect(mover.getByRole('button', { name: 'Enter these wordings' })).toBeDisabled();
    await choose(mover, 'Français', 'trente');
    await mover.keyboard.type('vingt');
    await text(mover, 'Français').locator('[data-clause="n1"] p').click();
    await mover.keyboard.type('Personne n’y est nommé.');
    await expectAccessible(mover);
    await mover.getByRole('button', { name: 'Enter these wordings' }).click();
    await expect(mover.getByText('The wordings of 5-A4 are entered.')).toBeVisible();
    await reader.reload();
    await expect(reader.getByTestId('in-context').locator('[data-by="5-A4"]')).toContainText('Personne');
  });

  test('gets a proposed procedure with a wording of its own; the chair sees what excludes what', async () => {
    await secretary.goto(`${own}/procedure`);
    await secretary.getByText('Adopt as modified').click();
    await choose(secretary, 'English', 'twenty');
    await secretary.keyboard.type('fifteen');
    await secretary.getByLabel('Reason').fill('The middle between both.');
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Propose', exact: true }).click();
    await expect(secretary.getByTestId('proposals')).toContainText(
      'Adopt as modified: The middle between both.',
    );
    // To be voted on, it is moved as an amendment to the amendment.
    await secretary.getByRole('button', { name: 'Submit it as an amendment to 5-A4' }).click();
    await expect(secretary.getByText('Amendment 5-A4.1 is submitted.')).toBeVisible();
    await expect(secretary.getByTestId('in-context').locator('ins')).toHaveText(/fifteen/);
    await go(secretary, `${own}/procedure`);
    await secretary.getByText('Reject', { exact: true }).click();
    await secretary.getByLabel('Reason').fill('Its mover agrees with the first.');
    await secretary.getByRole('button', { name: 'Propose', exact: true }).click();
    const history = secretary.getByTestId('proposals');
    await expect(history).toContainText('stands');
    await expect(history).toContainText('superseded');
    await expect(history).toContainText('“fifteen”');

    await chair.goto(`${ASSEMBLY}/chair`);
    const card = chair.getByTestId('motion-5-A4');
    await expect(card).toContainText('Reject: Its mover agrees with the first.');
    await chair.getByRole('button', { name: 'More: Motion 5' }).click();
    await chair.getByRole('menuitem', { name: 'Set the order of voting' }).click();
    const form = chair.getByRole('dialog');
    await form.getByRole('button', { name: /^Propose/ }).click();
    await expect(form).toContainText('If 5-A1 is adopted, these cannot stand as they are: 5-A2, 5-A4.');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await form.getByRole('button', { name: 'Set the order of voting' }).click();
    await expect(form).toBeHidden();
    await go(mover, `${address}/amendments?view=paper`);
    await expect(mover.getByText('In the order of voting.')).toBeVisible();
  });
});
