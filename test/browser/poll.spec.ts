import { expect, type Page } from '@playwright/test';
import type { FloorView } from '../../src/live/live.contract.js';
import type { HandView } from '../../src/polls/polls.contract.js';
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

/** One poll on five screens at once: nobody reloads, and everybody sees the same. */
test.describe.serial('a poll from opening to declaration', () => {
  let chair: Page;
  let hall: Page;
  let proxies: Page;
  let second: Page;
  let third: Page;

  test.beforeAll(async ({ browser }) => {
    chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    hall = await someone(browser, null, { viewport: PROJECTOR });
    proxies = await someone(browser, 'delegate1@demo.example', { viewport: PHONE });
    second = await someone(browser, 'delegate2@demo.example', { viewport: PHONE, scheme: 'dark' });
    third = await someone(browser, 'delegate3@demo.example', {
      ...{ viewport: PHONE, locale: 'fr', zone: 'Asia/Tokyo' },
    });
    await chair.goto(`${ASSEMBLY}/chair`);
    await hall.goto(`${ASSEMBLY}/hall`);
    for (const phone of [proxies, second, third]) await phone.goto(`${ASSEMBLY}/floor`);
  });

  test.afterAll(async () => {
    for (const page of [chair, hall, proxies, second, third]) await page.context().close();
  });

  test('before the poll the phones say that none is open', async () => {
    await expect(proxies.getByText('No poll is open.')).toBeVisible();
    await expect(third.getByText('Aucun scrutin', { exact: false })).toBeVisible();
  });

  test('the desk records a delegate as gone and as back: the phone says so at once', async ({ browser }) => {
    const secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    const floor = (await (await second.request.get(`/api${ASSEMBLY}/floor`)).json()) as FloorView;
    const { credentials } = (await (await secretary.request.get(`/api${ASSEMBLY}/credentials`)).json()) as {
      credentials: { id: string; member: string }[];
    };
    const own = credentials.filter((one) => one.member === floor.speaksFor[0]!.member).map((one) => one.id);
    const record = (present: boolean) =>
      secretary.request.post(`/api${ASSEMBLY}/presence`, { data: { credentials: own, present } });
    const missing = second.getByText('You are not recorded as present.', { exact: false });
    await expect(missing).toHaveCount(0);
    expect((await record(false)).ok()).toBe(true);
    await expect(missing).toBeVisible();
    await expectAccessible(second, { within: '[data-testid=presence]' });
    expect((await record(true)).ok()).toBe(true);
    await expect(missing).toHaveCount(0);
    await secretary.context().close();
  });

  test('the chair opens a poll; it appears on every phone and in the hall', async () => {
    await openPoll(chair);
    for (const phone of [proxies, second, third]) {
      await expect(phone.getByTestId('current-poll')).toHaveAttribute('data-state', 'open');
    }
    await expect(third.getByRole('button', { name: 'Pour', exact: true })).toBeVisible();
    await expect(hall.getByText('Voting is open')).toBeVisible();
    for (const page of [chair, hall, proxies, second]) await expectAccessible(page);
  });

  test('who holds proxies votes the same for all in two taps, and over what is in only when asked to', async () => {
    const lines = proxies.locator('[data-testid^=entitlement]');
    const mexico = lines.filter({ hasText: 'Mexico' });
    const box = proxies.getByLabel('Vote the same for all 3 members I represent');
    const forAll = proxies.getByRole('group', { name: /^Vote of all/ });
    await expect(box).toBeChecked();
    await forAll.getByRole('button', { name: 'Abstain', exact: true }).tap();
    await expect(forAll.getByRole('button', { name: /^Cast 3 votes: Abstain/ })).toBeVisible();
    await box.uncheck();
    await mexico.getByRole('button', { name: 'For', exact: true }).tap();
    await mexico.getByRole('button', { name: /^Cast vote: For/ }).tap();
    await expect(proxies.getByTestId('receipt')).toHaveCount(1);
    // Once one is cast they stand one by one, whatever was loaded when; the button says how many it casts and changes.
    for (const again of [false, true]) {
      if (again) await proxies.reload();
      await expect(lines).toHaveCount(3);
      await expect(box).not.toBeChecked();
      await expect(forAll).toHaveCount(0);
    }
    await box.check();
    await forAll.getByRole('button', { name: 'Against', exact: true }).tap();
    await expect(forAll.getByRole('button', { name: /^Cast 3 votes: Against \(changes 1\)/ })).toBeVisible();
    await forAll.getByRole('button', { name: 'For', exact: true }).tap();
    await forAll.getByRole('button', { name: /^Cast 2 votes: For – / }).tap();
    await expect(proxies.getByTestId('receipt')).toHaveCount(3);
    // The button that did it is gone: the keyboard is still at the ballot.
    await expect(proxies.getByTestId('current-poll').locator(':focus')).toHaveCount(1);
    await proxies.reload();
    await expect(lines).toHaveCount(3);
    await expect(box).not.toBeChecked();
    await box.check();
    await forAll.getByRole('button', { name: 'Abstain', exact: true }).tap();
    await expect(forAll.getByRole('button', { name: /^Cast 3 votes: Abstain \(changes 3\)/ })).toBeVisible();
    await expectAccessible(proxies, { within: '[data-testid=current-poll]' });
    await box.uncheck();
  });

  test('votes that differ are never voted over as one, also after a reload', async () => {
    const mexico = proxies.locator('[data-testid^=entitlement]').filter({ hasText: 'Mexico' });
    await mexico.getByRole('button', { name: 'Abstain', exact: true }).tap();
    await mexico.getByRole('button', { name: /^Change vote to: Abstain/ }).tap();
    await expect(mexico.getByTestId('receipt')).toContainText('Voted: Abstain');
    await expect(mexico.getByTestId('receipt')).toContainText('vote no. 2');
    for (const again of [false, true]) {
      if (again) await proxies.reload();
      await expect(proxies.getByTestId('receipt').filter({ hasText: 'Voted: For' })).toHaveCount(2);
      await expect(proxies.getByLabel(/^Vote the same/)).toHaveCount(0);
      await expect(proxies.getByRole('group', { name: /^Vote of/ })).toHaveCount(3);
    }
    await expectAccessible(proxies, { within: '[data-testid=current-poll]' });
  });

  test('a vote given while the connection is gone is sent until it is acknowledged, also after a reload', async () => {
    await third.context().setOffline(true);
    await third.getByRole('button', { name: 'Pour', exact: true }).tap();
    await third.getByRole('button', { name: /Pour/ }).last().tap();
    await expect(third.getByTestId('connection')).not.toBeEmpty();
    await expectAccessible(third);
    await expect(third.getByTestId('receipt')).toHaveCount(0);
    await third.context().setOffline(false);
    await expect(third.getByTestId('receipt')).toContainText('Pour');
    const receipt = await third.getByTestId('receipt').innerText();
    await third.reload();
    await expect(third.getByTestId('receipt')).toHaveText(receipt, { useInnerText: true });
    await expect(third.getByTestId('connection')).toBeEmpty();
  });

  test('the hall shows the turnout and never a running result', async () => {
    await second.getByRole('button', { name: 'Against', exact: true }).tap();
    await second.getByRole('button', { name: /^Cast vote: Against/ }).tap();
    await expect(second.getByTestId('receipt')).toContainText('Against');
    await expect(hall.getByTestId('turnout')).toContainText('5');
    await expect(hall.getByText('Against', { exact: true })).toHaveCount(0);
    await expect(chair.getByText('Against', { exact: true })).toHaveCount(0);
  });

  test('the chair suspends with a reason and resumes; every vote stands', async () => {
    await chair.getByRole('button', { name: /^Suspend/ }).click();
    await chair.getByRole('dialog').getByRole('textbox').fill('The lights went out');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await chair.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
    await expect(second.getByText('The lights went out')).toBeVisible();
    await expect(hall.getByText('Voting is suspended')).toBeVisible();
    await expectAccessible(chair, { within: '[data-testid=poll-suspended]' });
    await expectAccessible(hall, { within: '[data-testid=hall-poll]' });
    await expectAccessible(second, { within: '[data-testid=current-poll]' });
    await chair.getByRole('button', { name: 'Resume the poll' }).click();
    await expect(hall.getByText('Voting is open')).toBeVisible();
    await expect(second.getByTestId('receipt')).toContainText('Against');
  });

  test('the chair announces the closing: a countdown runs on every screen', async () => {
    await chair.getByRole('button', { name: 'Close in 30 s' }).click();
    for (const page of [chair, hall, proxies, second, third]) {
      await expect(page.getByTestId('countdown')).toContainText(/\d+ s/);
    }
    await expectAccessible(hall, { within: '[data-testid=hall-poll]' });
  });

  test('the chair closes and declares; every screen follows', async () => {
    await closePoll(chair);
    await expect(second.getByText('Closed: the result will be declared')).toBeVisible();
    await expect(hall.getByText('Adopted')).toHaveCount(0);
    await declareResult(chair);
    await expect(hall.getByText('Adopted')).toBeVisible();
    // As words, as a chart and as arithmetic.
    await expect(hall.getByText(/5 for, 2 against, 2 abstentions/)).toBeVisible();
    const bars = hall.getByTestId('result').locator('dl > div');
    await expect(bars).toHaveText([/For\s*5/, /Against\s*2/, /Abstain\s*2/]);
    const widths = await bars
      .locator('[aria-hidden] > div')
      .evaluateAll((fills) => fills.map((fill) => fill.getBoundingClientRect().width));
    expect(widths[0]! / widths[1]!).toBeCloseTo(5 / 2, 1);
    await expect(hall.getByTestId('result').getByRole('listitem').last()).toHaveText(
      '2/3 of the votes for and against (7) is 4 2/3; 5 for: holds',
    );
    await expect(second.getByText('Decision 1', { exact: false })).toBeVisible();
    await expect(third.getByText('Adopté', { exact: false }).first()).toBeVisible();
    for (const page of [chair, hall, second]) await expectAccessible(page);
  });

  test('the instrument’s stage has advanced, and everybody finds the own receipt in the record', async () => {
    const receipt = third.getByTestId('receipt');
    const told = await receipt.innerText();
    const entry = /entrée (\d+) du registre/.exec(told)![1]!;
    const leaf = (await receipt.getByRole('button').innerText()).replace('…', '');
    const reader = await third.context().newPage();
    await reader.goto('/instruments/demo-charter');
    const principle = reader.getByRole('listitem').filter({ hasText: 'sur le principe' });
    await expect(principle).toContainText('approuvé');
    await expect(principle).toContainText('Pour : 5 voix (3 membres)');
    await expect(reader.getByRole('listitem').filter({ hasText: 'dans sa forme finale' })).toContainText(
      'en cours',
    );
    await expectAccessible(reader);
    await third.getByRole('link', { name: 'Le scrutin entier, avec liste et registre' }).click();
    await expect(third).toHaveURL(/\/polls\//);
    await expect(third.getByRole('heading', { level: 2, name: 'Dans le registre' })).toBeVisible();
    // By the clock of the place, whatever that of the phone shows.
    const polled = await third.request.get(`/api${new URL(third.url()).pathname}`);
    const { poll } = (await polled.json()) as { poll: { id: string; openedAt: string } };
    const hand = await third.request.get(`/api/polls/${poll.id}/hand`);
    const [own] = ((await hand.json()) as HandView).entitlements;
    const cast = new Intl.DateTimeFormat('fr', {
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Europe/Zurich' },
    }).format(new Date(own!.receipt!.at));
    expect(told).toContain(`entrée ${entry} du registre, ${cast}`);
    const there = new Intl.DateTimeFormat('fr', {
      ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Zurich' },
    })
      .format(new Date(poll.openedAt))
      .replace(/^1 /, '1er ');
    const opened = third.locator('dl > div', { has: third.getByText('Ouvert', { exact: true }) });
    await expect(opened.locator('dd')).toHaveText(there);
    await expect(third.getByTestId('entered')).toContainText(
      '1 a été remplacée par un vote ultérieur du même membre',
    );
    await expect(
      third.getByText('par procuration, par le délégué de', { exact: false }).first(),
    ).toBeVisible();
    await expect(third.getByText('La présidence a ouvert un scrutin', { exact: false })).toBeVisible();
    await expectAccessible(third);
    await go(third, `/record/${entry}`);
    await expect(third.getByTestId('told')).toContainText('Un délégué a exprimé un vote : Pour');
    await expect(third.getByTestId('told').getByRole('link', { name: /^Scrutin 1/ })).toBeVisible();
    await expect(third.getByText(leaf).first()).toBeVisible();
    await reader.close();
  });
});
