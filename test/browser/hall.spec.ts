import { expect, type Page } from '@playwright/test';
import type { FloorView } from '../../src/live/live.contract.js';
import { test } from './house.js';
import {
  closePoll,
  declareResult,
  expectAccessible,
  go,
  LAPTOP,
  openPoll,
  PHONE,
  PROJECTOR,
  someone,
} from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';
const SMALL_PROJECTOR = { width: 1366, height: 768 };

const OLD_PROJECTOR = { width: 1024, height: 768 };
const UPRIGHT = { width: 1080, height: 1920 };

/** What is cut off, and on a projector what is too small for somebody 30 m away. */
const faultsOnWall = (main: Element, { share, aside }: { share: number; aside: number }): string[] => {
  const screen = main.getBoundingClientRect();
  const faults = [...main.querySelectorAll('p, h1, li, dl, span')]
    .filter((one) => {
      const { right, bottom } = one.getBoundingClientRect();
      return right > screen.right + 1 || bottom > screen.bottom + 1;
    })
    .map((one) => `cut off: ${one.textContent}`);
  if (document.documentElement.scrollHeight !== innerHeight) faults.push('scrolls');
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? '';
    const around = texts.currentNode.parentElement;
    if (text === '' || !around) continue;
    const least = around.closest('header, [data-testid=demonstration]') ? aside : share;
    const size = Number.parseFloat(getComputedStyle(around).fontSize) / innerHeight;
    if (size < least) faults.push(`${(size * 100).toFixed(2)} % high: ${text}`);
  }
  return faults;
};

/** Nothing of the wall may be cut off on any screen, and on a projector everything is read from the back row. */
async function expectFits(hall: Page): Promise<void> {
  for (const screen of [PROJECTOR, OLD_PROJECTOR, UPRIGHT, SMALL_PROJECTOR]) {
    await hall.setViewportSize(screen);
    const sizes = screen === PROJECTOR ? { share: 0.022, aside: 0.0199 } : { share: 0, aside: 0 };
    await expect.poll(() => hall.locator('main').evaluate(faultsOnWall, sizes)).toEqual([]);
  }
}

/** What the people in the hall see of one another: the wall, the phones, the chair's desk. Nobody reloads. */
test.describe.serial('in the hall', () => {
  let chair: Page;
  let hall: Page;
  let first: Page;
  let second: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    hall = await someone(browser, null, { viewport: SMALL_PROJECTOR });
    first = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
    second = await someone(browser, 'delegate3@demo.example', { viewport: PHONE, locale: 'fr' });
    await chair.goto(`${ASSEMBLY}/chair`);
    await hall.goto(`${ASSEMBLY}/hall`);
    for (const phone of [first, second]) await phone.goto(`${ASSEMBLY}/floor`);
  });

  test.afterAll(async () => {
    for (const page of [chair, hall, first, second]) await page.context().close();
  });

  const motion = () => chair.getByTestId('motion-1');
  const moved = async (words: string): Promise<void> => {
    const dialog = chair.getByRole('dialog');
    await chair.getByRole('button', { name: 'Motion about the meeting' }).click();
    await dialog.getByLabel('What is moved').selectOption('Something else');
    await dialog.getByLabel('In words').fill(words);
    await dialog.getByRole('button', { name: /^Submit|^Move/ }).click();
    await expect(dialog).toBeHidden();
    const motion = chair.locator('[data-testid^=motion-]').filter({ hasText: words });
    await openPoll(motion);
  };

  test('a called quorum stands on the wall until it is answered', async () => {
    await chair.getByRole('button', { name: 'Call the quorum' }).click();
    const call = hall.getByTestId('hall-quorum-call');
    await expect(call).toContainText('Confirm on your phone that you are here');
    await expect(call.getByRole('timer')).toContainText(/\d+ seconds? left/);
    await expectFits(hall);
    await expectAccessible(hall, { within: '[data-testid=hall-quorum-call]' });
    await first.getByRole('button', { name: 'I am here' }).tap();
    await expect(first.getByText('You have confirmed that you are here.')).toBeVisible();
    // Who did not confirm is not struck from the hall by one press.
    await chair.getByRole('button', { name: 'Close; who did not confirm is absent' }).click();
    await expect(chair.getByRole('dialog')).toContainText('Everybody else is recorded as absent');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await chair.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await chair.getByRole('button', { name: 'Close; nobody is marked absent' }).click();
    await expect(call).toBeHidden();
    await expect(hall.getByRole('heading', { level: 1 })).toContainText('Charter of fair work');
  });

  test('the chair puts scenes on the wall and sees at the desk what stands there', async () => {
    const desk = chair.getByTestId('hall-desk');
    const scene = hall.getByTestId('hall-scene');
    await expect(desk.getByTestId('on-wall')).toContainText('Charter of fair work');
    await desk.getByRole('button', { name: 'Welcome' }).click();
    await expect(scene).toContainText(/Geneva, Switzerland · 23.+25 November 2026/);
    await expectFits(hall);
    await desk.getByRole('button', { name: 'Agenda' }).click();
    await expect(scene.getByRole('listitem')).toHaveCount(12);
    await expect(desk.getByTestId('on-wall')).toHaveText('Agenda');
    await expectFits(hall);
    await expectAccessible(hall);
    await desk.getByRole('button', { name: 'Pause', exact: true }).click();
    await desk.getByLabel('What is said in the pause').fill('Coffee is served upstairs.');
    await desk.getByLabel('Goes on at').fill('14:30');
    await expectAccessible(chair, { within: '[data-testid=hall-desk]' });
    await desk.getByRole('button', { name: 'Put the pause on the wall' }).click();
    await expect(scene).toContainText('Coffee is served upstairs.');
    await expect(scene).toContainText(/We go on .*14:30/);
    await expectFits(hall);
    await expectAccessible(hall);
    await desk.getByRole('button', { name: 'Back to the floor' }).click();
    await expect(scene).toBeHidden();
  });

  test('a wall says titles in a second language beneath those of its own', async () => {
    await chair.getByLabel('Second language on the wall').selectOption('Français');
    const link = chair.getByRole('link', { name: 'Hall screen' });
    await expect(link).toHaveAttribute('href', `${ASSEMBLY}/hall?with=fr`);
    await hall.goto(`${ASSEMBLY}/hall?with=fr`);
    await expect(hall.getByRole('heading', { level: 1 })).toContainText(
      'To approve the Charter of fair work',
    );
    await expect(hall.locator('main p[lang=fr]').first()).toContainText('Charte du travail équitable');
    await expectFits(hall);
    await hall.goto(`${ASSEMBLY}/hall`);
  });

  test('whoever does not see the ballot is called to it, on the floor and from any other page', async () => {
    await go(second, '/instruments/demo-charter');
    await first.getByRole('button', { name: 'Submit a motion' }).scrollIntoViewIfNeeded();
    await openPoll(motion());
    await expect(first.getByTestId('vote-call')).toContainText('Voting is open');
    await expect(second.getByTestId('vote-call')).toContainText('Le vote est ouvert');
    await expect(first).toHaveTitle(/Voting is open/);
    for (const phone of [first, second]) await expectAccessible(phone, { within: '[data-testid=vote-call]' });
    await first.getByRole('button', { name: 'Vote now' }).tap();
    await expect(first.getByRole('button', { name: 'For', exact: true })).toBeInViewport();
    await expect(first.getByTestId('vote-call')).toBeHidden();
    await second.getByRole('link', { name: 'Voter', exact: true }).tap();
    await second.getByRole('button', { name: 'Pour', exact: true }).tap();
    await second.getByRole('button', { name: /^Voter : Pour/ }).tap();
    await expect(second.getByTestId('receipt')).toBeVisible();
    await go(second, '/instruments/demo-charter');
    await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(second.getByTestId('vote-call')).toBeHidden();
    await go(second, `${ASSEMBLY}/floor`);
    await expectFits(hall);
  });

  test('the chair has the poll at the head of the desk, and is asked before members are cut off', async () => {
    const names = chair.getByRole('heading', { level: 3 });
    await expect(names.first()).toContainText('Charter of fair work');
    await chair.getByRole('button', { name: 'Close the poll' }).click();
    await expect(chair.getByRole('dialog')).toContainText('31 members that are represented have not voted');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await chair.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(first.getByTestId('current-poll')).toHaveAttribute('data-state', 'open');
    await closePoll(chair);
    await expect(first.getByText('Closed: the result will be declared')).toBeVisible();
    // The button that did it is gone: the keyboard is still at the poll.
    await expect(motion().locator(':focus')).toHaveCount(1);
    // No teller counted anything that could be counted anew.
    await expect(chair.getByRole('button', { name: 'Annul' })).toBeVisible();
    await expect(chair.getByRole('button', { name: /^Recount/ })).toHaveCount(0);
    await declareResult(chair);
    await expect(chair.getByTestId('declared')).toContainText('3 for, 0 against, 0 abstentions');
    await expect(chair.getByTestId('declared')).toBeFocused();
  });

  test('a result stands on the wall and first on every phone until the chair goes on', async () => {
    await expect(hall.getByTestId('result')).toContainText('Adopted');
    await expectFits(hall);
    await expect(first.getByTestId('told')).toContainText('Result on To approve the Charter');
    await expect(first.getByTestId('result')).toBeInViewport();
    await first.getByText('The rule and the arithmetic').tap();
    await expect(first.getByTestId('result')).toContainText(
      '2/3 of the votes for and against (3) is 2; 3 for:',
    );
    await expectAccessible(first, { within: '[data-testid=result]' });
    await chair.getByTestId('open-speakers').getByRole('button', { name: 'Open the speakers’ list' }).click();
    await expect(hall.getByTestId('result')).toBeHidden();
    await expect(hall.getByRole('heading', { level: 1 })).toContainText('accounts of 2025');
    await expect(hall.getByText('The assembly approves the accounts of 2025 as audited.')).toBeVisible();
    await expect(chair.getByTestId('declared')).toBeHidden();
  });

  test('whoever gets the floor is told so, and the debate fills the wall', async () => {
    await second.getByRole('button', { name: 'Parler contre' }).tap();
    // Whose request comes to the house first is first in the list.
    await expect(chair.getByTestId('waiting')).toHaveCount(1);
    await first.getByRole('button', { name: 'Speak for' }).tap();
    await expect(chair.getByTestId('waiting')).toHaveCount(2);
    await chair.getByRole('button', { name: /^Give the floor/ }).click();
    await expect(second.getByTestId('own-floor')).toContainText('Vous avez la parole');
    await expect(first.getByTestId('own-floor')).toBeHidden();
    await expect(hall.getByTestId('hall-speakers')).toContainText('Next:');
    await expectFits(hall);
    await expectAccessible(hall);
    for (const phone of [first, second]) await expectAccessible(phone, { within: '[data-testid=debate]' });
  });

  test('a vote over days and one in the hall stand side by side; the wall shows that of the hall', async () => {
    await chair.getByRole('button', { name: 'End the speech' }).click();
    await expect(second.getByTestId('own-floor')).toBeHidden();
    await chair.getByTestId('motion-2').getByRole('button', { name: 'Close the debate' }).click();
    await chair
      .getByTestId('motion-2')
      .getByRole('button', { name: /^Vote in another way/ })
      .click();
    const dialog = chair.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'How it is decided' }).click();
    await chair.getByRole('option', { name: 'By correspondence over days' }).click();
    await dialog.locator('input[type=datetime-local]').fill('2099-01-31T12:00');
    await expect(dialog).toContainText('Europe/Zurich');
    await dialog.getByRole('button', { name: 'Open the poll' }).click();
    await expect(first.getByTestId('current-poll')).toHaveCount(1);
    // Noon by the clocks of the hall, an hour ahead of this device's.
    const floor = await chair.request.get(`/api${ASSEMBLY}/floor`);
    expect(((await floor.json()) as FloorView).polls[0]).toMatchObject({ dueAt: '2099-01-31T11:00:00.000Z' });
    await expect(hall.getByTestId('hall-poll')).toBeHidden();
    await moved('To meet an hour earlier');
    await expect(first.getByTestId('current-poll')).toHaveCount(2);
    await expect(first.getByTestId('current-poll').first()).toContainText('To meet an hour earlier');
    await expect(hall.getByTestId('hall-poll')).toContainText('To meet an hour earlier');
    // A second one in the hall hides neither: they stand in the order in which they were opened.
    await moved('To dine together');
    for (const shown of [hall.getByTestId('hall-poll'), first.getByTestId('current-poll')]) {
      await expect(shown.nth(0)).toContainText('To meet an hour earlier');
      await expect(shown.nth(1)).toContainText('To dine together');
    }
    await expectFits(hall);
    for (const page of [hall, first]) await expectAccessible(page);
  });

  test('nobody leaves the hall by one press', async () => {
    await first.getByRole('button', { name: 'I am leaving' }).tap();
    await expect(first.getByRole('dialog')).toContainText('cannot vote');
    await expectAccessible(first, { within: '[role=dialog]' });
    await first.getByRole('dialog').getByRole('button', { name: 'Cancel' }).tap();
    await expect(first.getByText('You are present.')).toBeVisible();
    await first.getByRole('button', { name: 'I am leaving' }).tap();
    await first.getByRole('dialog').getByRole('button', { name: 'I am leaving' }).tap();
    await first.getByRole('button', { name: 'I am present' }).tap();
    await expect(first.getByText('You are present.')).toBeVisible();
  });

  test('that a poll was annulled, and why, is said on the wall and the phones until the chair goes on', async () => {
    const floor = (await (await chair.request.get(`/api${ASSEMBLY}/floor`)).json()) as FloorView;
    for (const { id } of floor.polls.filter(({ state, dueAt }) => state === 'open' && dueAt === null))
      await chair.request.post(`/api/polls/${id}/annul`, {
        headers: { 'x-plenary': '1' },
        data: { reason: 'The wrong list was shown' },
      });
    for (const shown of [hall.getByTestId('hall-poll'), first.getByTestId('annulled')]) {
      await expect(shown).toHaveCount(1);
      await expect(shown).toContainText('The vote is annulled');
      await expect(shown).toContainText('The wrong list was shown');
    }
    await expect(first.getByTestId('told')).toContainText('The vote is annulled');
    await expectFits(hall);
    for (const page of [hall, first]) await expectAccessible(page);
    await chair.request.post(`/api${ASSEMBLY}/rehearsals`, { headers: { 'x-plenary': '1' }, data: {} });
    await expect(hall.getByText('Rehearsal', { exact: true })).toHaveCount(1);
    await expect(first.getByTestId('annulled')).toBeHidden();
    await chair.getByTestId('rehearsal').getByRole('button', { name: 'Close the poll' }).click();
    await chair.getByTestId('rehearsal').getByRole('button', { name: 'Declare the result' }).click();
    await expect(hall.getByTestId('result')).toBeVisible();
  });

  test('a title of one long word is not cut off', async () => {
    const word = 'Genossenschaftsprüfung'.repeat(9);
    await moved(word);
    await expect(hall.getByTestId('hall-poll')).toContainText(word);
    await expectFits(hall);
    const card = chair.locator('[data-testid^=motion-]').filter({ hasText: word }).first();
    await closePoll(card);
    await declareResult(card);
    await expect(hall.getByTestId('result')).toBeVisible();
    await expectFits(hall);
    await expectAccessible(first);
  });
});
