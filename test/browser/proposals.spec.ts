import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import { closePoll, declareResult, expectAccessible, LAPTOP, openPoll, PHONE, someone } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

/** A delegate's motion on its way: seconded, amended, adjourned; each at a device of their own, nobody reloads. */
test.describe.serial('a motion from the floor', () => {
  let chair: Page;
  let mover: Page;
  let other: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    mover = await someone(browser, 'delegate2@demo.example', { viewport: PHONE });
    other = await someone(browser, 'delegate3@demo.example', {
      viewport: PHONE,
      locale: 'fr',
      scheme: 'dark',
    });
    await chair.goto(`${ASSEMBLY}/chair`);
    for (const phone of [mover, other]) await phone.goto(`${ASSEMBLY}/floor`);
  });

  test.afterAll(async () => {
    for (const page of [chair, mover, other]) await page.context().close();
  });

  /** Chooses one of the rarer acts on a motion. */
  async function choose(page: Page, name: RegExp, act: string): Promise<void> {
    await page.getByRole('button', { name }).click();
    await page.getByRole('menuitem', { name: act, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }

  let label = '';

  test('is submitted on a phone, and waits for a seconder', async () => {
    await mover.getByRole('button', { name: 'Submit a motion' }).click();
    const form = mover.getByRole('dialog');
    await expect(form.getByLabel('Language of the text')).toHaveValue('en');
    await form.getByLabel('Title of the motion (English)').fill('To open a solidarity fund');
    await form.getByLabel('Title of the motion (Français)').fill('Ouvrir un fonds de solidarité');
    await form.getByLabel('Title of the motion (Español)').fill('Abrir un fondo de solidaridad');
    await form.getByLabel('Text of the motion').fill('A fund is opened.');
    await expect(form.getByTestId('draft-saved')).toBeVisible();
    await expectAccessible(mover);
    // What is typed is kept, for its writer alone: at another device, too.
    await mover.reload();
    await expect(mover.getByTestId('draft')).toContainText('To open a solidarity fund');
    await expect(other.getByTestId('draft')).toBeHidden();
    await expectAccessible(mover, { within: '[data-testid=draft]' });
    await mover.getByTestId('draft').getByRole('button', { name: 'Continue' }).click();
    // The last saving is slow, and comes in after the motion itself.
    let release = (): void => undefined;
    const late = new Promise<void>((done) => (release = done));
    await mover.route(/motion-drafts\/[0-9a-f-]+$/, async (route) => {
      await late;
      await route.continue();
    });
    const saving = mover.waitForRequest(/motion-drafts\/[0-9a-f-]+$/);
    await form
      .getByLabel('Text of the motion')
      .fill('A fund is opened.\n\nIt is fed by one per cent of the dues.');
    await saving;
    await form.getByRole('button', { name: 'Submit the motion' }).click();
    await expect(form).toBeHidden();
    const gone = mover.waitForResponse(/motion-drafts\/[0-9a-f-]+\/discard$/);
    release();
    await gone;
    await mover.unroute(/motion-drafts\/[0-9a-f-]+$/);
    await Promise.all([mover.waitForResponse(/motion-drafts$/), mover.reload()]);
    await expect(mover.getByRole('button', { name: 'Submit a motion' })).toBeVisible();
    await expect(mover.getByTestId('draft')).toBeHidden();
    await chair.getByText('To open a solidarity fund').waitFor();
    const card = chair.locator('[data-testid^=motion-]').filter({ hasText: 'To open a solidarity fund' });
    label = (await card.getAttribute('data-testid'))!.slice('motion-'.length);
    await card.getByRole('button', { name: 'Table', exact: true }).click();
    await expect(card.getByRole('alert')).toContainText('Français and Español');
    const said = { Français: 'Un fonds est ouvert.', Español: 'Se abre un fondo.' };
    for (const [language, text] of Object.entries(said)) {
      await choose(chair, new RegExp(`Motion ${label}$`), 'Translate');
      const dialog = chair.getByRole('dialog');
      await expect(dialog.getByLabel('Into which language')).toContainText(`${language} (not there yet)`);
      await expect(dialog).toContainText('It is fed by one per cent of the dues.');
      await dialog.getByLabel(`Text of the motion (${language})`).fill(text);
      await expectAccessible(chair, { within: '[role=dialog]' });
      await dialog.getByRole('button', { name: 'Translate' }).click();
      await expect(dialog).toBeHidden();
    }
    await card.getByRole('button', { name: 'Table', exact: true }).click();
    await expect(card.getByRole('alert')).toContainText('0');
  });

  test('is seconded by another member, tabled and debated', async () => {
    await choose(other, new RegExp(`Motion ${label}$`), 'Appuyer');
    await expectAccessible(other, { within: '[role=dialog]' });
    await other.getByRole('dialog').getByRole('button', { name: 'Appuyer', exact: true }).click();
    const card = chair.getByTestId(`motion-${label}`);
    await expect(card).toContainText('seconded by');
    await card.getByRole('button', { name: 'Table', exact: true }).click();
    await card.getByRole('button', { name: 'Open the debate' }).click();
    await expect(mover.getByText('in debate').first()).toBeVisible();
    // Each reads it in the own language, and as it is moved where wanted.
    const read = other.locator('main');
    await expect(read.getByText('Un fonds est ouvert.')).toBeVisible();
    await expect(read.getByText('It is fed by one per cent of the dues.')).toBeHidden();
    // What comes into the debate moves up among the motions: the button is that of this text, wherever it stands.
    const own = read.locator('div', { has: other.getByText('Un fonds est ouvert.') }).last();
    await own.getByRole('button', { name: 'Voir le texte déposé' }).tap();
    await expect(read.getByText('It is fed by one per cent of the dues.')).toBeVisible();
    await expect(mover.getByText('It is fed by one per cent of the dues.')).toBeVisible();
    await expectAccessible(other, { within: 'main' });
  });

  test('is amended by editing its wording; the change is shown word by word', async () => {
    await choose(other, new RegExp(`Motion ${label}$`), 'Amender');
    const form = other.getByRole('dialog');
    await form
      .getByLabel('Le texte tel qu’il se lirait')
      .fill('A fund is opened.\n\nIt is fed by two per cent of the dues.');
    await form.getByRole('button', { name: 'Soumettre l’amendement' }).click();
    await expect(form).toBeHidden();
    const card = chair.getByTestId(`motion-${label}-A1`);
    await expect(card.locator('ins')).toContainText('two');
    await expect(card.locator('del')).toContainText('one');
    await expectAccessible(chair, { within: `[data-testid=motion-${label}-A1]` });
    await expectAccessible(mover);
  });

  test('is adjourned by the chair, with a date; the floor hears of it', async () => {
    await choose(chair, new RegExp(`More: Motion ${label}$`), 'Adjourn');
    const form = chair.getByRole('dialog');
    await form.getByLabel('Until').fill('2027-05');
    await form.getByLabel('Reason').fill('The Board reports first');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await form.getByRole('button', { name: 'Adjourn', exact: true }).click();
    await expect(form).toBeHidden();
    await expect(mover.getByText('until May 2027')).toBeVisible();
    await expect(mover.getByText('Reason: The Board reports first')).toBeVisible();
  });

  test('is divided; what is rejected leaves the wording before the final vote', async () => {
    await choose(chair, new RegExp(`More: Motion ${label}$`), 'Take up again');
    await chair.getByRole('dialog').getByRole('button', { name: 'Take up again' }).click();
    // It stands in another place of the desk from now on, and its buttons are new ones.
    await expect(mover.getByText('until May 2027')).toHaveCount(0);
    await expect(chair.getByText('until May 2027')).toHaveCount(0);
    await expect(chair.locator('[data-settling]')).toHaveCount(0);
    await choose(chair, new RegExp(`More: Amendment ${label}-A1$`), 'Rule inadmissible');
    const ruling = chair.getByRole('dialog');
    await ruling.getByLabel('Reason').fill('It says the same');
    await ruling.getByRole('button', { name: 'Rule inadmissible' }).click();
    const card = chair.getByTestId(`motion-${label}`);
    await card.getByRole('button', { name: 'Open the debate' }).click();
    await card.getByRole('button', { name: 'Close the debate' }).click();
    // What is ready stands elsewhere on the desk.
    await expect(card.getByRole('button', { name: 'Open the poll' })).toBeVisible();
    await choose(chair, new RegExp(`More: Motion ${label}$`), 'Divide');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await chair.getByRole('dialog').getByRole('button', { name: 'Divide' }).click();
    for (const [part, choice] of [
      ['a', 'For'],
      ['b', 'Against'],
    ] as const) {
      const own = chair.getByTestId(`motion-${label}${part}`);
      await openPoll(own);
      await mover.getByRole('button', { name: choice, exact: true }).first().tap();
      await mover.getByRole('button', { name: /^Cast vote/ }).tap();
      await closePoll(chair);
      await declareResult(chair);
    }
    await expect(card).toContainText(`The wording does not follow yet: ${label}b`);
    await choose(chair, new RegExp(`More: Motion ${label}$`), 'Enter the amended wording');
    const wording = chair.getByRole('dialog');
    await expect(wording.getByLabel('The wording as it would read')).toHaveValue('A fund is opened.');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await wording.getByRole('button', { name: 'Enter the amended wording' }).click();
    await expect(card).toContainText(`without the parts not adopted: ${label}b`);
  });
});
