import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './house.js';
import {
  closeNominations,
  closePoll,
  declareResult,
  expectAccessible,
  go,
  LAPTOP,
  openBallot,
  PHONE,
  PROJECTOR,
  someone,
} from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

let secretary: Page;
let chair: Page;
let one: Page;

test.beforeAll(async ({ browser }) => {
  secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
  one = await someone(browser, 'delegate2@demo.example', { viewport: PHONE });
});
test.afterAll(() => Promise.all([secretary, chair, one].map((page) => page.context().close())));

/** An election from its call to its declaration, each at a device of their own. */
test.describe.serial('an election', () => {
  let hall: Page;
  let two: Page;

  test.beforeAll(async ({ browser }) => {
    hall = await someone(browser, null, { viewport: PROJECTOR });
    two = await someone(browser, 'delegate3@demo.example', { viewport: PHONE, locale: 'fr', scheme: 'dark' });
    for (const page of [secretary, chair, one, two]) await page.goto(`${ASSEMBLY}/elections`);
    await hall.goto(`${ASSEMBLY}/hall`);
  });

  test.afterAll(() => Promise.all([hall, two].map((page) => page.context().close())));

  const names: string[] = [];

  test('is called by the secretariat', async () => {
    await secretary.getByRole('button', { name: 'Call an election' }).click();
    const form = secretary.getByRole('dialog');
    await form.getByLabel('What is elected (English)').fill('Board');
    await form.getByLabel('What is elected (Français)').fill('Conseil');
    await form.getByLabel('What is elected (Español)').fill('Junta');
    await form.getByLabel('Seats', { exact: true }).fill('2');
    await form.getByRole('combobox', { name: 'Method' }).click();
    await secretary.getByRole('option', { name: /single transferable vote/ }).click();
    await form.getByRole('button', { name: 'Add a quota' }).click();
    await form.getByRole('combobox', { name: 'By' }).click();
    await secretary.getByRole('option', { name: 'region' }).click();
    const region = form.getByRole('combobox', { name: 'Of' });
    await expect(region).toHaveValue('Africa');
    await region.click();
    await expect(secretary.getByRole('option', { name: 'Asia-Pacific' })).toBeVisible();
    await secretary.getByRole('option', { name: 'Europe' }).click();
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await form.getByRole('button', { name: 'Remove', exact: true }).click();
    await form.getByRole('button', { name: 'Call an election' }).click();
    await expect(form).toBeHidden();
    for (const page of [secretary, chair, one]) await expect(page.getByTestId('election-1')).toBeVisible();
  });

  test('people are nominated, accept on their phones and say what they want', async () => {
    for (const phone of [one, two]) {
      await phone.getByRole('combobox').last().click();
      const option = phone.getByRole('listbox').getByRole('option').nth(names.length);
      names.push((await option.innerText()).replace(/ \(.*/, ''));
      await option.click();
      await phone.getByRole('button', { name: phone === one ? 'Nominate' : 'Proposer', exact: true }).tap();
      await expect(phone.getByTestId('candidate').filter({ hasText: names.at(-1)! })).toBeVisible();
    }
    // Where its member is: in the reader's words, and no code.
    await expect(two.getByTestId('candidate').first()).toContainText(
      /Europe|Afrique|Amériques|Asie-Pacifique/,
    );
    await secretary.getByRole('textbox', { name: 'or somebody else, by name' }).fill('Rosa Weiss');
    await secretary.getByRole('button', { name: 'Nominate', exact: true }).click();
    names.push('Rosa Weiss');
    for (const name of names) {
      const card = secretary.getByTestId('candidate').filter({ hasText: name });
      await card.getByRole('button', { name: /^Accepts/ }).click();
      const dialog = secretary.getByRole('dialog');
      await dialog.getByRole('textbox').fill('By letter');
      await dialog.getByRole('button', { name: 'Accepts' }).click();
      await expect(card.getByText('stands', { exact: true })).toBeVisible();
    }
    await expectAccessible(secretary);
    await expectAccessible(two);
  });

  test('the chair closes the nominations and opens the ballot; ranks follow the order of tapping', async () => {
    await closeNominations(chair);
    await openBallot(chair);
    await expect(chair.getByRole('button', { name: 'Open the ballot' })).toHaveCount(0);
    for (const phone of [one, two]) await go(phone, `${ASSEMBLY}/floor`);
    for (const name of [names[2]!, names[0]!]) await one.getByRole('button', { name }).first().tap();
    await expectAccessible(one, { within: '[data-testid=current-poll]' });
    await one
      .getByRole('button', { name: /^Cast this ballot/ })
      .first()
      .tap();
    await expect(one.getByTestId('receipt').first()).toContainText(`1. ${names[2]}`);
    await two.getByRole('button', { name: names[2]! }).first().tap();
    await two
      .getByRole('button', { name: /^Voter ce bulletin/ })
      .first()
      .tap();
    await expect(two.getByTestId('receipt').first()).toContainText(names[2]!);
    await expect(hall.getByRole('heading', { name: 'Board' })).toBeVisible();
    for (const phone of [one, two]) await expectAccessible(phone, { within: '[data-testid=current-poll]' });
  });

  test('who holds proxies fills in one paper for all at first; after one is cast, only when asked to', async ({
    browser,
  }) => {
    const holder = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
    await holder.goto(`${ASSEMBLY}/floor`);
    const papers = holder.locator('[data-testid^=entitlement]');
    const box = holder.getByLabel(/^Vote the same/);
    await holder.getByRole('button', { name: names[2]! }).tap();
    await expect(holder.getByRole('button', { name: /^Cast 3 such ballots/ })).toBeVisible();
    await box.uncheck();
    const mexico = papers.filter({ hasText: 'Mexico' });
    await mexico.getByRole('button', { name: names[2]! }).tap();
    await mexico.getByRole('button', { name: /^Cast this ballot/ }).tap();
    await expect(mexico.getByTestId('receipt')).toBeVisible();
    await expect(mexico.locator(':focus')).toHaveCount(1);
    for (const again of [false, true]) {
      if (again) await holder.reload();
      await expect(papers).toHaveCount(3);
      await expect(box).not.toBeChecked();
    }
    await box.check();
    await holder.getByRole('button', { name: names[2]! }).tap();
    await holder.getByRole('button', { name: /^Cast 2 such ballots/ }).tap();
    await expect(holder.getByTestId('receipt')).toHaveCount(3);
    await mexico.getByRole('button', { name: /^Fill in again/ }).tap();
    await mexico.getByRole('button', { name: names[0]! }).tap();
    await expect(mexico.getByRole('button', { name: /^Change to this ballot/ })).toBeVisible();
    await expectAccessible(holder, { within: '[data-testid=current-poll]' });
    await holder.context().close();
    await expectAccessible(hall, { within: '[data-testid=hall-poll]' });
  });

  test('the chair closes and declares; who is elected stands on every screen, with every stage', async () => {
    await go(chair, `${ASSEMBLY}/chair`);
    const desk = chair.getByTestId('election-poll');
    await closePoll(chair);
    await expect(desk.getByTestId('contest-count')).toBeVisible();
    await expectAccessible(chair, { within: '[data-testid=election-poll]' });
    await declareResult(desk);
    await expect(hall.getByText('Elected', { exact: true })).toBeVisible();
    await expectAccessible(hall, { within: '[data-testid=hall-poll]' });
    await secretary.reload();
    await expect(
      secretary.getByTestId('candidate').filter({ hasText: 'Rosa Weiss' }).getByText('elected in round 1'),
    ).toBeVisible();
    await secretary.getByRole('link', { name: /The latest ballot/ }).click();
    await expect(secretary.getByTestId('contest-count')).toContainText('Stage 1');
    await expectAccessible(secretary);
  });

  test('every stage is a chart of its own; all of the count is there to take away', async () => {
    const count = secretary.getByTestId('contest-count');
    const stage = count.getByTestId('stage');
    await expect(stage.getByRole('button', { name: 'Next stage' })).toBeDisabled();
    while (await stage.getByRole('button', { name: 'Stage before' }).isEnabled())
      await stage.getByRole('button', { name: 'Stage before' }).click();
    await expect(stage.getByRole('status')).toContainText('First preferences');
    await expectAccessible(secretary, { within: '[data-testid=stage]' });
    const taken = async (name: string): Promise<string> => {
      const download = secretary.waitForEvent('download');
      await count.getByRole('link', { name }).click();
      return readFile(await (await download).path(), 'utf8');
    };
    expect(await taken('The count as a table (CSV)')).toContain('Rosa Weiss');
    const json = JSON.parse(await taken('The count as JSON')) as { elected: string[] };
    expect(json.elected).toContain('Rosa Weiss');
    expect(await taken('The ballots (BLT)')).toContain('"Rosa Weiss"');
  });

  test('a candidate has a page with what it says, and the ballot’s order its seed', async () => {
    await go(secretary, `${ASSEMBLY}/elections`);
    await expect(secretary.getByText('The order of the ballot was drawn', { exact: false })).toBeVisible();
    await secretary.getByRole('link', { name: 'Rosa Weiss' }).click();
    await expect(secretary.getByRole('heading', { name: 'Rosa Weiss' })).toBeVisible();
    await expect(
      secretary.getByRole('cell', { name: /recorded a nomination in an election/ }).first(),
    ).toBeVisible();
    await expectAccessible(secretary);
  });
});

/** A ballot that is all of paper, a quota that the count misses, and papers that are counted once more. */
test.describe.serial('an election on paper', () => {
  let first: Page;
  let second: Page;

  test.beforeAll(async ({ browser }) => {
    first = await someone(browser, 'teller1@demo.example', { viewport: LAPTOP });
    second = await someone(browser, 'teller2@demo.example', { viewport: PHONE, scheme: 'dark' });
    const send = async (path: string, data: object) => {
      const answer = await secretary.request.post(`/api${path}`, { headers: { 'x-plenary': '1' }, data });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as Record<string, string>;
    };
    const { election } = await send(`${ASSEMBLY}/elections`, {
      ...{ titles: { en: 'Auditors', fr: 'Auditeurs', es: 'Auditores' }, seats: 1, method: 'plurality' },
      ...{ rounds: ['plurality'], order: 'alphabetical' },
      quotas: [{ kind: 'gender', of: 'woman', atLeast: 1 }],
    });
    for (const [name, gender] of [
      ['Adam Abel', 'man'],
      ['Berta Bloch', 'woman'],
      ['Carl Cohen', 'man'],
    ]) {
      const { person } = await send('/people', { name });
      const { candidate } = await send(`/elections/${election}/candidates`, { person, gender });
      await send(`/candidates/${candidate}/answer`, { accept: true, told: 'By letter' });
    }
    for (const page of [first, second]) await page.goto(`${ASSEMBLY}/tellers`);
    await go(chair, `${ASSEMBLY}/elections`);
    await go(one, `${ASSEMBLY}/floor`);
  });
  test.afterAll(() => Promise.all([first, second].map((page) => page.context().close())));

  const ours = () => chair.locator('section').filter({ hasText: 'Auditors' }).first();
  async function counted(papers: readonly (readonly [string, string])[]): Promise<void> {
    for (const page of [first, second]) {
      const count = page.getByTestId('count-paper');
      for (const old of await count.getByRole('button', { name: 'Remove' }).all()) await old.click();
      for (const [paper, times] of papers) {
        await count.getByLabel('A paper').first().fill(paper);
        await count.getByLabel('How many').first().fill(times);
        await count.getByRole('button', { name: 'Add', exact: true }).first().click();
      }
      await count.getByRole('button', { name: /^Enter my count/ }).click();
    }
    await expect(first.getByText('Two tellers agree')).toBeVisible();
  }

  test('is opened all on paper: tellers count papers by their numbers, and every screen counts down', async () => {
    await closeNominations(ours());
    await ours().getByRole('combobox', { name: 'How votes are given' }).click();
    await chair.getByRole('option', { name: 'On paper' }).click();
    await expectAccessible(chair, { within: '[data-testid^=election-]' });
    await openBallot(ours());
    await expect(one.getByText('You vote on paper.').first()).toBeVisible();
    await first.getByTestId('count-paper').getByLabel('A paper').first().fill('1 2');
    await expect(first.getByText('No such ballot')).toBeVisible();
    await expectAccessible(first, { within: '[data-testid=count-paper]' });
    await counted([
      ['1', '2'],
      ['2', '1'],
    ]);
    await go(chair, `${ASSEMBLY}/chair`);
    await chair.getByRole('button', { name: /^Close in/ }).click();
    for (const page of [first, second, one, chair]) await expect(page.getByTestId('countdown')).toBeVisible();
    await expectAccessible(second);
  });

  test('misses a quota: a person rules, as was proposed or otherwise, with the reason', async () => {
    const desk = chair.getByTestId('election-poll');
    await closePoll(desk);
    await declareResult(desk);
    await expect(desk.getByRole('checkbox', { name: 'Berta Bloch' })).toBeChecked();
    await expect(desk.getByRole('checkbox', { name: 'Adam Abel' })).not.toBeChecked();
    await desk.getByRole('checkbox', { name: 'Carl Cohen' }).check();
    await expect(desk.getByRole('button', { name: 'Declare so' })).toBeDisabled();
    await desk.getByRole('checkbox', { name: 'Carl Cohen' }).uncheck();
    await desk.getByRole('textbox', { name: 'Reason' }).fill('By-law 12: one woman');
    await expectAccessible(chair, { within: '[data-testid=election-poll]' });
    await desk.getByRole('button', { name: 'Declare so' }).click();
    await expect(desk).toBeHidden();
    await go(chair, `${ASSEMBLY}/elections`);
    await expect(
      ours().getByTestId('candidate').filter({ hasText: 'Berta Bloch' }).getByText('elected in round 1'),
    ).toBeVisible();
  });

  test('is recounted after it was declared: what it decided is taken back, and decided anew', async () => {
    await ours()
      .getByRole('link', { name: /The latest ballot/ })
      .click();
    await chair.getByRole('button', { name: /^Recount/ }).click();
    await chair.getByRole('dialog').getByRole('textbox').fill('Two papers stuck together');
    await chair
      .getByRole('dialog')
      .getByRole('button', { name: /^Recount/ })
      .click();
    await expect(chair.getByRole('dialog')).toBeHidden();
    await expect(first.getByTestId('count-paper')).toBeVisible();
    await first.reload();
    await second.reload();
    await counted([['2', '3']]);
    await go(chair, `${ASSEMBLY}/chair`);
    const desk = chair.getByTestId('election-poll');
    await desk.getByRole('button', { name: 'Close the recount' }).click();
    await declareResult(desk);
    await expect(desk).toBeHidden();
    await go(chair, `${ASSEMBLY}/elections`);
    await ours()
      .getByRole('link', { name: /The latest ballot/ })
      .click();
    await expect(chair.getByText('Two papers stuck together', { exact: false })).toBeVisible();
    await expectAccessible(chair);
  });
});
