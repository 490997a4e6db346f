import { readFile } from 'node:fs/promises';
import { expect, type Download, type Page } from '@playwright/test';
import { test } from './house.js';
import { another, expectAccessible, go, LAPTOP, PHONE, pressUntil, someone, turn } from './people.js';

const HERE = '/assemblies/harbour-assembly';
const DAY_MS = 86_400_000;
const FIRST_DAY = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

/** A body of its own: from its rules by way of the notice to votes by figures, dues at the door and the next assembly. */
test.describe.serial('convening', () => {
  let secretary: Page;

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    const founded = await secretary.request.post('/api/bodies', {
      headers: { 'x-plenary': '1' },
      data: { body: 'harbour-ga', organisation: 'demo-01', name: 'Harbour Assembly' },
    });
    expect(founded.ok()).toBe(true);
  });
  test.afterAll(() => secretary.context().close());

  /** On a laptop, and as narrow as a phone in the dark. */
  async function accessible(): Promise<void> {
    await expectAccessible(secretary);
    await turn(secretary, { viewport: PHONE, scheme: 'dark' });
    await expectAccessible(secretary);
    await turn(secretary, { viewport: LAPTOP });
  }

  const section = (title: string) => secretary.locator('section').filter({ hasText: title }).last();
  const proof = (number: number) => secretary.getByTestId(`notice-${number}`);

  async function bringIn(title: string, csv: string, added: number): Promise<void> {
    const part = section(title);
    await part.getByLabel('Or paste the rows').fill(csv);
    await part.getByRole('button', { name: 'Preview' }).click();
    await part.getByRole('button', { name: `Import ${added} row` }).click();
    await expect(part.getByRole('status').last()).toContainText(`${added} added`);
  }

  test('the rules ask for days of notice and give votes by bands; what is wrong is told at its field', async () => {
    await secretary.goto('/bodies/harbour-ga/rules?write');
    await secretary.getByLabel('A notice goes out some days before').check();
    await secretary.getByLabel('Proxies are allowed').uncheck();
    const days = secretary.getByLabel('Days at least');
    await days.fill('400');
    await expect(secretary.getByText('A whole number of days, from 1 to 365.').first()).toBeVisible();
    await days.fill('30');
    await secretary
      .getByRole('combobox', { name: 'Presence is recorded' })
      .selectOption('at a desk, or by the delegates at their seat');
    await expect(secretary.getByText('by saying at which seat they sit', { exact: false })).toBeVisible();
    await expect(secretary.getByText('lie at least 30 days.')).toBeVisible();
    await secretary.getByLabel('Votes by the size of a member').check();
    const table = secretary.getByRole('group', { name: 'Votes by the size of a member' });
    await table.getByRole('button', { name: 'Add a band' }).click();
    await table.getByLabel('From (2)').fill('many');
    await expect(table.getByText('A whole number, such as 0 or 1000.')).toBeVisible();
    await table.getByLabel('From (2)').fill('0');
    await expect(table.getByText('each begins above the one before')).toBeVisible();
    await expectAccessible(secretary);
    await table.getByLabel('From (2)').fill('1000');
    await table.getByLabel('Votes (2)').fill('5/2');
    await expect(secretary.getByText('0: 1; 1000: 5/2')).toBeVisible();
    await secretary.getByLabel('Name of the rules').fill('Harbour rules');
    await secretary.getByRole('button', { name: 'See what changes' }).click();
    await expect(secretary.getByTestId('change-convening')).toContainText('at least 30 days');
    await pressUntil(
      secretary.getByRole('button', { name: 'Enact version 1' }),
      secretary.getByTestId('rules-1'),
    );
    await expect(secretary.getByTestId('rules-1')).toContainText('lie at least 30 days');
  });

  test('members, addresses and figures come in from files; whose figure is missing is told', async () => {
    await go(secretary, '/desk');
    const body = secretary.getByRole('combobox', { name: 'Body' });
    await body.selectOption(
      await body.locator('option', { hasText: 'Harbour Assembly' }).getAttribute('value'),
    );
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Assembly');
    await secretary.getByLabel('Time zone').selectOption('Europe/Oslo');
    await secretary.getByLabel('Place').fill('Oslo');
    await secretary.getByLabel('First day').fill(FIRST_DAY);
    await secretary.getByRole('button', { name: 'Convene' }).click();
    await expect(secretary).toHaveURL(new RegExp(`${HERE}/desk`));
    await secretary.getByRole('tab', { name: 'Members and delegates' }).click();
    await bringIn(
      'Import members of the body',
      `organisation,name,class,paid_up_to\n${[
        ...['quay,Quay Cooperative,full,2099-12-31', 'crane,Crane Cooperative,full,2099-12-31'],
        'ferry,Ferry Cooperative,full,2020-12-31',
      ].join('\n')}`,
      3,
    );
    const contacts = section('Import addresses of members');
    await contacts.getByLabel('Or paste the rows').fill('organisation,email\nquay,nowhere\n');
    await contacts.getByRole('button', { name: 'Preview' }).click();
    await expect(contacts.getByText('not an e-mail address').first()).toBeVisible();
    await bringIn(
      'Import addresses of members',
      'organisation,email\nquay,office@quay.example\ncrane,office@crane.example\n',
      2,
    );
    const unknown = secretary.getByTestId('figures-unknown');
    await expect(unknown).toContainText('Crane Cooperative');
    await bringIn(
      'Import figures of members',
      'organisation,date,figure,source\nquay,2026-01-01,1200,Report 2025\n',
      1,
    );
    await expect(unknown).not.toContainText('Quay Cooperative');
    await expect(unknown).toContainText('Crane Cooperative');
    await accessible();
  });

  test('a notice is written in languages, late only with its reason, and seen before it goes out', async () => {
    await secretary.getByRole('tab', { name: 'Notice' }).click();
    await expect(secretary.getByText('1 member has no address', { exact: false })).toBeVisible();
    await expect(secretary.getByText('2 of 3 members have an address')).toBeVisible();
    await secretary.getByRole('button', { name: 'Begin from a draft' }).click();
    await expect(secretary.getByLabel('Subject (English)')).toHaveValue('Notice of Harbour Assembly');
    await secretary.getByText('Français', { exact: true }).last().click();
    await secretary.getByLabel('Subject (Français)').fill('Convocation');
    await secretary.getByText('Español', { exact: true }).last().click();
    await secretary.getByLabel('Subject (Español)').fill('Convocatoria');
    await accessible();
    await secretary.getByRole('button', { name: 'See what goes out' }).click();
    // The browser itself asks for the reason.
    await expect(secretary.getByTestId('message')).toHaveCount(0);
    await secretary.getByLabel('Reason of the urgency').fill('A court order');
    await secretary.getByRole('button', { name: 'See what goes out' }).click();
    const message = secretary.getByTestId('message');
    await expect(message).toContainText('Notice of Harbour Assembly · Convocation · Convocatoria');
    await expect(message).toContainText('vous êtes convoqués');
    await expect(message).toContainText('{link}');
    await expectAccessible(secretary, { within: '[data-testid=message]' });
    await secretary.getByRole('button', { name: 'Issue to 3 members' }).click();
    await expect(secretary.getByRole('status').filter({ hasText: 'Issued as no. 1' })).toContainText(
      'messages 2, members without an address 1',
    );
    // The record does not say of a member that it was sent what it was not.
    const record = await another(secretary, LAPTOP);
    await record.goto('/record');
    await expect(record.getByText('sent no notice to a member', { exact: false })).toHaveCount(1);
    await expect(record.getByText('addressed a notice to a member', { exact: false })).toHaveCount(2);
    await record.close();
  });

  test('its proof is a table and a file; what was handed over by hand is recorded', async () => {
    await expect(proof(1)).toContainText('A court order');
    await expect(proof(1)).toContainText('waits · 2');
    const mbox = secretary.waitForEvent('download');
    await proof(1).getByRole('link', { name: 'Messages that wait (mbox)' }).click();
    expect((await textOf(await mbox)).match(/^From /gm)).toHaveLength(2);
    await proof(1).getByLabel('Select Crane Cooperative').check();
    await proof(1).getByLabel('Answer').fill('By courier');
    await proof(1).getByRole('button', { name: 'Record for 1' }).click();
    const row = proof(1).getByRole('row', { name: /Crane Cooperative/ });
    await expect(row).toContainText('By courier');
    await expect(row).toContainText('sent');
    await expect(proof(1).getByRole('row', { name: /Ferry Cooperative/ })).toContainText('no address');
    const csv = secretary.waitForEvent('download');
    await proof(1).getByRole('link', { name: 'Proof (CSV)' }).click();
    expect(await textOf(await csv)).toContain('Crane Cooperative,sent,');
    await accessible();
  });

  test('a reminder needs no days, and goes to those who have designated nobody', async () => {
    await secretary.getByText('Reminder', { exact: true }).click();
    await expect(secretary.getByText('Too late under the rules')).toHaveCount(0);
    await secretary.getByRole('button', { name: 'Begin from a draft' }).click();
    await secretary.getByRole('button', { name: 'See what goes out' }).click();
    await secretary.getByRole('button', { name: 'Issue to 3 members' }).click();
    await expect(proof(2)).toContainText('Reminder no. 2');
  });

  test('dues paid at the door give a member its votes', async () => {
    await secretary.getByRole('tab', { name: 'Door' }).click();
    const dues = section('Dues at the door');
    await dues.getByLabel('Member in arrears').selectOption({ label: 'Ferry Cooperative' });
    await dues.getByLabel('Paid up to').fill('2021-12-31');
    await dues.getByLabel('Receipt or how it was paid').fill('Receipt 17');
    await dues.getByRole('button', { name: 'Record the payment' }).click();
    await expect(dues.getByText('Dues must be paid up to', { exact: false })).toBeVisible();
    await accessible();
    await dues.getByLabel('Paid up to').fill('2099-12-31');
    await dues.getByRole('button', { name: 'Record the payment' }).click();
    await expect(dues.getByRole('status')).toContainText('Ferry Cooperative has paid');
    await expect(dues.getByText('No member is in arrears.')).toBeVisible();
  });

  test('a delegate at the own seat says so on the phone; the quorum over time shows what it came from', async ({
    browser,
  }) => {
    const send = async (path: string, data: object) => {
      const answer = await secretary.request.post(`/api${path}`, { headers: { 'x-plenary': '1' }, data });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as Record<string, unknown>;
    };
    const here = '/assemblies/harbour-assembly';
    const read = await secretary.request.get(`/api${here}/designations`);
    const { members } = (await read.json()) as { members: { member: string; name: string }[] };
    const { member } = members.find(({ name }) => name === 'Crane Cooperative')!;
    const { credential } = await send(`${here}/credentials/designate`, { member, name: 'Sara Seated' });
    await send(`${here}/credentials/accredit`, { credentials: [credential] });
    await send(`${here}/credentials/seats`, { seats: [{ credential, seat: 'B 12', badge: null }] });
    const desk = await secretary.request.get(`/api${here}/credentials`);
    const { credentials } = (await desk.json()) as { credentials: { id: string; person: { id: string } }[] };
    const { person } = credentials.find(({ id }) => id === credential)!;
    const { slips } = await send(`${here}/slips`, { people: [person.id] });
    const [{ code }] = slips as [{ code: string }];
    const delegate = await someone(browser, null, { viewport: PHONE, locale: 'es' });
    await delegate.goto(`/slip#${code}`);
    await expect(delegate).not.toHaveURL(/slip/);
    await delegate.goto(`${HERE}/floor?seat=A%201`);
    const presence = delegate.getByTestId('presence');
    await presence.getByRole('button', { name: 'Estoy presente' }).tap();
    await expect(presence).toContainText('A 1 no es su asiento.');
    await expectAccessible(delegate, { within: '[data-testid=presence]' });
    await presence.getByRole('textbox').fill('b 12');
    await presence.getByRole('button', { name: 'Estoy presente' }).tap();
    await expect(presence).toContainText('Usted está presente.');
    await presence.getByRole('button', { name: 'Me retiro' }).tap();
    await delegate.getByRole('dialog').getByRole('button', { name: 'Me retiro' }).tap();
    await expect(presence.getByRole('textbox')).toBeVisible();
    await delegate.context().close();
    await go(secretary, HERE);
    const series = secretary.getByTestId('quorum-series');
    await series.locator('summary').click();
    await expect(series.getByRole('img')).toBeVisible();
    await expect(series.getByRole('row').nth(1)).toContainText('Delegate left');
    await expect(series.getByRole('row').nth(2)).toContainText('Delegate entered');
    await expectAccessible(secretary, { within: '[data-testid=quorum-series]' });
    await series.getByRole('row').nth(2).getByRole('link', { name: 'Delegate entered' }).click();
    await expect(secretary.getByTestId('leaf-check')).toHaveAttribute('data-matches', 'true');
    await expect(secretary.getByTestId('told')).toContainText('recorded that a delegate came in');
  });

  test('the next assembly is prepared from this one', async () => {
    await go(secretary, HERE);
    await secretary.getByRole('link', { name: 'Prepare the next assembly' }).click();
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Assembly');
    await secretary.getByLabel('First day').fill('2090-05-01');
    await secretary.getByRole('button', { name: 'Prepare', exact: true }).click();
    await expect(secretary.getByRole('alert')).toContainText(
      'There is an assembly of this short name already.',
    );
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Assembly 2090');
    await secretary.getByRole('button', { name: 'Prepare', exact: true }).click();
    await expect(secretary.getByRole('status')).toContainText('It is convened.');
    await expectAccessible(secretary);
    await secretary.getByRole('link', { name: 'To its desk' }).click();
    await expect(secretary.getByRole('link', { name: 'Harbour Assembly 2090' })).toBeVisible();
  });

  test('the chair is told before the first sitting what notice the rules demand, and that none or a late one was issued', async () => {
    const headers = { 'x-plenary': '1' };
    const session = (await (await secretary.request.get('/api/session')).json()) as {
      person: { id: string };
    };
    const granted = await secretary.request.post('/api/offices', {
      headers,
      data: { person: session.person.id, office: 'chair', body: 'harbour-ga' },
    });
    expect(granted.ok()).toBe(true);
    for (const [assembly, said] of [
      ['harbour-assembly-2090', 'None was issued here.'],
      ['harbour-assembly', 'The earliest was issued 10 days before it.'],
    ] as const) {
      const planned = await secretary.request.post(`/api/assemblies/${assembly}/sittings`, {
        headers,
        data: { name: null, plannedFrom: null },
      });
      expect(planned.ok()).toBe(true);
      await go(secretary, `/assemblies/${assembly}/chair`);
      const missing = secretary.getByTestId('notice-missing');
      await expect(missing).toContainText('The rules demand a notice 30 days before the first day.');
      await expect(missing).toContainText(said);
      await expectAccessible(secretary);
    }
    // Days before, it is asked first: what is opened has begun for good.
    const asks = secretary.getByRole('dialog');
    await secretary.getByRole('button', { name: 'Open the sitting' }).first().click();
    await expect(asks).toContainText('Today is none of the days of this assembly');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await asks.getByRole('button', { name: 'Cancel' }).click();
    await expect(secretary.getByTestId('notice-missing')).toBeVisible();
    await secretary.getByRole('button', { name: 'Open the sitting' }).first().click();
    await asks.getByRole('button', { name: 'Open the sitting' }).click();
    await expect(secretary.getByTestId('notice-missing')).toHaveCount(0);
  });

  test('where assemblies are convened, the desks of the reader are listed', async () => {
    await go(secretary, '/desk');
    await secretary.getByRole('link', { name: 'Harbour Assembly 2090' }).click();
    await expect(secretary).toHaveURL(/harbour-assembly-2090\/desk/);
  });

  test('where the rules allow no proxies there is no form for one', async () => {
    await go(secretary, `${HERE}/desk?tab=credentials`);
    await expect(secretary.getByText('The rules allow no proxies.')).toBeVisible();
    await expect(secretary.getByLabel('Represented member')).toHaveCount(0);
  });
});
