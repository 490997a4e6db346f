import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './house.js';
import {
  closePoll,
  declareResult,
  go,
  LAPTOP,
  openPoll,
  PHONE,
  pressUntil,
  PROJECTOR,
  someone,
} from './people.js';

const HERE = '/assemblies/quay-assembly';
const DESK = `${HERE}/desk`;

/**
 * The main job on seven screens at once: a secretary brings members and delegates in from files; the chair, three phones,
 * the hall and an auditor follow one vote from its opening to the declared decision. Nobody reloads but where it says so.
 */
test.describe.serial('an assembly from its files to a decision', () => {
  let secretary: Page;
  let chair: Page;
  let hall: Page;
  let auditor: Page;
  const phones: Page[] = [];
  /** The first delegate's receipt. */
  let given: string;

  const send = async (path: string, data: object): Promise<Record<string, string>> => {
    const answer = await secretary.request.post(`/api${path}`, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Record<string, string>;
  };

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    await send('/bodies', { body: 'quay-ga', organisation: 'demo-01', name: 'Quay Assembly' });
    const people: [name: string, office: string][] = [
      ['Ines Chair', 'chair'],
      ['Otto Auditor', 'auditor'],
    ];
    for (const [name, office] of people) {
      const email = `${office}@quay.example`;
      const { person } = await send('/people', { name, email, password: 'a long enough word' });
      await send('/offices', { person, office, body: 'quay-ga' });
    }
  });
  test.afterAll(async () => {
    for (const page of [secretary, chair, hall, auditor, ...phones]) await page?.context().close();
  });

  const section = (title: string) => secretary.locator('section').filter({ hasText: title }).last();
  const ballot = (phone: Page) => phone.getByTestId('current-poll');
  const receipt = (phone: Page) => phone.getByTestId('receipt');

  async function official(browser: Browser, office: string, path: string): Promise<Page> {
    const page = await someone(browser, null, { viewport: LAPTOP });
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(`${office}@quay.example`);
    await page.locator('input[type=password]').fill('a long enough word');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await go(page, path);
    return page;
  }

  async function bringIn(title: string, csv: string, added: number): Promise<void> {
    const part = section(title);
    await part.getByLabel('Or paste the rows').fill(csv);
    await part.getByRole('button', { name: 'Preview' }).click();
    await part.getByRole('button', { name: `Import ${added} row` }).click();
    await expect(part.getByRole('status').last()).toContainText(`${added} added`);
  }

  test('rules are enacted, the assembly is convened, members and delegates come in from files', async () => {
    await secretary.goto('/bodies/quay-ga/rules?write');
    await secretary
      .getByRole('combobox', { name: 'Presence is recorded' })
      .selectOption('by the delegates themselves');
    await secretary.getByLabel('Name of the rules').fill('Quay rules');
    await secretary.getByRole('button', { name: 'See what changes' }).click();
    await pressUntil(
      secretary.getByRole('button', { name: 'Enact version 1' }),
      secretary.getByTestId('rules-1'),
    );
    await expect(secretary.getByTestId('rules-1')).toContainText('In force');
    await go(secretary, '/desk');
    const body = secretary.getByRole('combobox', { name: 'Body' });
    await body.selectOption(await body.locator('option', { hasText: 'Quay Assembly' }).getAttribute('value'));
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill('Quay Assembly');
    await secretary.getByLabel('Time zone').selectOption('Europe/Oslo');
    // Today and tomorrow as they are there: the sitting is opened on a day of the assembly, also around midnight.
    const dayIn = (hours: number): string => {
      const then = new Date(Date.now() + hours * 3_600_000);
      return new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Oslo' }).format(then);
    };
    await secretary.getByLabel('First day').fill(dayIn(0));
    await secretary.getByLabel('Last day').fill(dayIn(24));
    await secretary.getByRole('button', { name: 'Convene' }).click();
    await expect(secretary).toHaveURL(new RegExp(DESK));
    await secretary.getByTestId('next').getByRole('link', { name: 'Plan a sitting' }).click();
    await secretary.getByRole('button', { name: 'Plan a sitting' }).click();
    await secretary.getByRole('tab', { name: 'Members and delegates' }).click();
    await bringIn(
      'Import members of the body',
      `organisation,name,class,paid_up_to\n${[
        ...['pier,Pier Cooperative,full,2099-12-31', 'dock,Dock Cooperative,full,2099-12-31'],
        'mole,Mole Cooperative,full,2099-12-31',
      ].join('\n')}`,
      3,
    );
    await bringIn(
      'Import delegates to this assembly',
      'organisation,name,lang\npier,Ana Pier,en\ndock,Bo Dock,fr\nmole,Cy Mole,es\n',
      3,
    );
    await secretary.getByRole('tab', { name: 'Credentials' }).click();
    await secretary.getByLabel('Select all 3 shown').check();
    await secretary.getByRole('button', { name: 'Accredit (3)' }).click();
    await expect(secretary.getByText('accredited', { exact: true })).toHaveCount(3);
  });

  test('three delegates come in by their slips, each in the own language, and are there', async ({
    browser,
  }) => {
    await secretary.getByRole('tab', { name: 'Slips' }).click();
    await secretary.getByRole('button', { name: 'Select those without one (3)' }).click();
    await secretary.getByRole('button', { name: 'Issue 3 slips' }).click();
    for (const [name, arrives] of [
      ['Ana Pier', 'I am present'],
      ['Bo Dock', 'Je suis présent'],
      ['Cy Mole', 'Estoy presente'],
    ] as const) {
      const slip = secretary.locator('main').getByTestId('slip').filter({ hasText: name });
      const phone = await someone(browser, null, { viewport: PHONE });
      phones.push(phone);
      await phone.goto(`/slip#${await slip.getByTestId('slip-code').innerText()}`);
      await expect(phone).toHaveURL(/quay-assembly\/floor/);
      await phone.getByRole('button', { name: arrives }).tap();
      await expect(phone.getByRole('button', { name: arrives })).toHaveCount(0);
    }
  });

  test('a motion is submitted and tabled, and the chair opens its poll on every screen', async ({
    browser,
  }) => {
    await secretary.getByRole('tab', { name: 'Motions' }).click();
    for (const [lang, title, text] of [
      ['English', 'To open the quay', 'The quay is open.'],
      ['Français', 'Ouvrir le quai', 'Le quai est ouvert.'],
      ['Español', 'Abrir el muelle', 'El muelle está abierto.'],
    ] as const) {
      await secretary.getByLabel(`Title of the motion (${lang})`).fill(title);
      const translated = lang === 'English' ? '' : ` (${lang})`;
      const name = `Text of the motion${translated}`;
      await secretary.getByRole('textbox', { name, exact: true }).fill(text);
    }
    await secretary.getByRole('button', { name: 'Submit the motion' }).click();
    await secretary.getByTestId('motion-1').getByRole('button', { name: 'Table' }).click();
    await expect(secretary.getByTestId('motion-1')).toContainText('tabled');

    chair = await official(browser, 'chair', `${HERE}/chair`);
    auditor = await official(browser, 'auditor', `${HERE}`);
    hall = await someone(browser, null, { viewport: PROJECTOR });
    await hall.goto(`${HERE}/hall`);
    await chair.getByRole('button', { name: 'Open the sitting' }).click();
    await chair.getByRole('button', { name: 'Open the debate' }).click();
    await chair.getByRole('button', { name: 'Close the debate' }).click();
    await openPoll(chair);
    for (const phone of phones) await expect(ballot(phone)).toHaveAttribute('data-state', 'open');
    await expect(hall.getByText('Voting is open')).toBeVisible();
  });

  test('one votes and reloads, one votes without a network, one changes the language while choosing', async () => {
    const [ana, bo, cy] = phones as [Page, Page, Page];
    await ana.getByRole('button', { name: 'For', exact: true }).tap();
    await ana.getByRole('button', { name: /^Cast vote: For/ }).tap();
    await expect(receipt(ana)).toBeVisible();
    given = await receipt(ana).innerText();
    await ana.reload();
    await expect(receipt(ana)).toHaveText(given, { useInnerText: true });

    await bo.context().setOffline(true);
    await bo.getByRole('button', { name: 'Pour', exact: true }).tap();
    await bo.getByRole('button', { name: /^Voter : Pour/ }).tap();
    await expect(bo.getByTestId('connection')).not.toBeEmpty();
    await expect(receipt(bo)).toHaveCount(0);
    await bo.context().setOffline(false);
    await expect(receipt(bo)).toContainText('Pour');

    await cy.getByRole('button', { name: 'En contra', exact: true }).tap();
    await cy.getByRole('combobox', { name: 'Idioma' }).selectOption('en');
    await expect(cy.getByRole('button', { name: /^Cast vote: Against/ })).toBeVisible();
    await cy.getByRole('button', { name: /^Cast vote: Against/ }).tap();
    await expect(receipt(cy)).toContainText('Against');
    await expect(hall.getByTestId('turnout')).toContainText('3');
    await expect(hall.getByText('Against', { exact: true })).toHaveCount(0);
  });

  test('while it is open the auditor sees that three votes are in, and not what they say', async () => {
    const { polls } = (await (await auditor.request.get(`/api${HERE}/polls`)).json()) as {
      polls: { id: string }[];
    };
    await go(auditor, `/record?subject=poll:${polls[0]!.id}`);
    await expect(auditor.getByRole('heading', { level: 1 })).toBeVisible();
    const { entries } = (await (
      await auditor.request.get(`/api/record?subject=poll:${polls[0]!.id}`)
    ).json()) as { entries: { type: string; bytes: string | null }[] };
    const casts = entries.filter(({ type }) => type === 'poll.cast');
    expect(casts.map(({ bytes }) => bytes)).toEqual([null, null, null]);
  });

  test('the chair closes and declares: every screen has the decision, and the auditor every vote', async () => {
    await closePoll(chair);
    await declareResult(chair);
    await expect(hall.getByTestId('result')).toContainText('Adopted');
    await expect(hall.getByText(/2 for, 1 against, 0 abstentions/)).toBeVisible();
    for (const phone of phones) {
      await expect(phone.getByTestId('result').first()).toBeVisible();
    }
    await expect(phones[0]!.getByText('Decision 1', { exact: false })).toBeVisible();
    await phones[0]!.getByRole('link', { name: 'The whole poll, with roll and record' }).tap();
    await expect(phones[0]!).toHaveURL(/\/polls\//);
    await go(auditor, phones[0]!.url());
    await expect(auditor.getByRole('row').filter({ hasText: 'Mole Cooperative' })).toContainText('Against');
    const entry = /record entry (\d+)/.exec(given)![1]!;
    await go(auditor, `/record/${entry}`);
    await expect(auditor.getByTestId('leaf-check')).toHaveAttribute('data-matches', 'true');
  });
});
