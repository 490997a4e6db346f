import { expect, type Page } from '@playwright/test';
import { asDocx } from '../instruments/formats.js';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone, turn } from './people.js';

const DESK = '/assemblies/autumn-assembly/desk';
const TABS = [
  'preparation',
  'agenda',
  'imports',
  'notice',
  'designations',
  'credentials',
  'door',
  'report',
  'slips',
  'motions',
  'texts',
] as const;

/** The secretariat prepares an assembly from nothing to a tabled motion, and a delegate comes in by a slip. */
test.describe.serial('the secretariat’s desk', () => {
  let secretary: Page;
  let phone: Page;
  let slip: string;

  test.beforeAll(async ({ browser }) => {
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  });
  test.afterAll(() => Promise.all([secretary, phone].map((page) => page?.context().close())));

  test('convenes an assembly under the newest rules', async () => {
    await secretary.goto('/desk');
    await secretary.getByRole('textbox', { name: 'Name', exact: true }).fill('Autumn Assembly');
    await expect(secretary.getByLabel('Short name for addresses')).toHaveValue('autumn-assembly');
    await secretary.getByLabel('Place').fill('Montevideo');
    await secretary.getByLabel('Time zone').selectOption('America/Montevideo');
    await expect(secretary.getByText(/^There it is now/)).toBeVisible();
    await secretary.getByLabel('First day').fill('2026-12-01');
    await secretary.getByRole('button', { name: 'Convene' }).click();
    await expect(secretary).toHaveURL(new RegExp(DESK));
  });

  test('is told what is there and what is missing, and led to what comes next', async () => {
    const check = (name: string) => secretary.getByTestId(`check-${name}`);
    await expect(check('rules')).toHaveAttribute('data-state', 'done');
    await expect(check('designated')).toContainText('0 of 44 members have designated delegates.');
    await expect(secretary.getByTestId('next')).toContainText(
      'No sitting has a time on the days of the assembly yet.',
    );
    await expectAccessible(secretary);
    await secretary.getByTestId('next').getByRole('link', { name: 'Plan a sitting' }).click();
    await expect(secretary).toHaveURL(/tab=agenda/);
  });

  test('plans a sitting by the clock of the place, and puts an item with a paper on the agenda', async () => {
    await secretary.getByLabel('Name of the sitting').fill('Opening');
    await secretary.getByLabel('Planned from').fill('2026-11-01T09:00');
    await secretary.getByRole('button', { name: 'Plan a sitting' }).click();
    const outside = secretary.getByText('Outside the days of the assembly');
    await expect(outside).toBeVisible();
    const prepared = async () => {
      const answer = await secretary.request.get('/api/assemblies/autumn-assembly/preparation');
      const { checks } = (await answer.json()) as { checks: { check: string; state: string }[] };
      return checks.find(({ check }) => check === 'sittings')?.state;
    };
    expect(await prepared()).toBe('missing');
    await secretary.getByRole('button', { name: 'More: Sitting 1: Opening' }).click();
    await secretary.getByRole('menuitem', { name: 'Correct name and times' }).click();
    await secretary.getByRole('dialog').getByLabel('Planned from').fill('2026-12-01T09:00');
    await secretary.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(secretary.getByText('1 Dec 2026, 09:00')).toBeVisible();
    await expect(outside).toHaveCount(0);
    expect(await prepared()).toBe('done');
    await secretary.getByLabel('Title of the item (English)').fill('Accounts');
    await secretary.getByRole('button', { name: 'Add the item' }).click();
    await expect(secretary.getByText('1. Accounts')).toBeVisible();
    const paper = secretary.locator('input[type=file]').first();
    const attach = secretary.getByRole('dialog').getByRole('button', { name: 'Attach a PDF' });
    await paper.setInputFiles({ name: 'accounts.txt', mimeType: 'text/plain', buffer: Buffer.from('12') });
    await attach.click();
    await expect(secretary.getByRole('alert')).toContainText('PDF');
    await paper.setInputFiles({
      name: 'accounts.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    });
    await attach.click();
    await expect(secretary.getByRole('link', { name: 'accounts (PDF, 1 kB)' })).toBeVisible();
    await expectAccessible(secretary, { within: '[role=tabpanel]' });
  });

  test('imports delegates: every fault by line first, then all at once', async () => {
    await secretary.getByRole('tab', { name: 'Members and delegates' }).click();
    const delegates = secretary
      .locator('section')
      .filter({ hasText: 'Import delegates to this assembly' })
      .last();
    const rows = (role: string): string =>
      `organisation,name,email,role,lang\ndemo-01,Mara Quist,mara@example.org,${role},es\ndemo-02,Ólafur Béró,,delegate,en\n`;
    await delegates.getByLabel('Or paste the rows').fill(rows('captain'));
    await delegates.getByRole('button', { name: 'Preview' }).click();
    await expect(delegates.getByRole('alert')).toContainText('1 fault');
    await expect(delegates.getByRole('cell', { name: 'captain' }).first()).toBeVisible();
    await expectAccessible(secretary, { within: '[role=tabpanel]' });
    await delegates.getByLabel('Or paste the rows').fill(rows('delegate'));
    await delegates.getByRole('button', { name: 'Preview' }).click();
    await expect(delegates.getByRole('status')).toContainText('2 added, 0 changed, 0 unchanged');
    await delegates.getByRole('button', { name: 'Import 2 rows' }).click();
    await expect(delegates.getByRole('status')).toContainText('2 added');
    // The same file again has nothing to bring in.
    await delegates.getByRole('button', { name: 'Preview' }).click();
    await expect(delegates.getByRole('status')).toContainText('0 added, 0 changed, 2 unchanged');
    await expect(delegates.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  });

  test('reads a file as it was saved, says how, and offers a template', async () => {
    const members = secretary.locator('section').filter({ hasText: 'Import members of the body' }).last();
    const template = members.getByRole('link', { name: 'Download a template' });
    await expect(template).toHaveAttribute('href', /Organisation%2CName%2CClass/);
    await members.getByLabel('Choose a CSV file').setInputFiles({
      name: 'members.csv',
      mimeType: 'text/csv',
      // Written by a spreadsheet that knows no UTF-8.
      buffer: Buffer.from('Organisation;Nom\r\n\r\n\xc9cole M\xfcller;\r\n', 'latin1'),
    });
    await expect(members.getByRole('status')).toContainText('Windows-1252');
    await members.getByRole('button', { name: 'Preview' }).click();
    await expect(members.getByRole('cell', { name: 'École Müller (ecole-muller)' })).toBeVisible();
    await expect(members.getByRole('row', { name: /^3 faulty/ })).toBeVisible();
    await expectAccessible(secretary, { within: '[role=tabpanel]' });
  });

  test('accredits, checks in, and issues slips, of which a new one revokes the old', async ({ browser }) => {
    await secretary.getByRole('tab', { name: 'Credentials' }).click();
    // Whoever sends nobody gives a proxy all the same: every member may, and it is said why there is no holder yet.
    await expect(secretary.getByLabel('Represented member').getByRole('option')).toHaveCount(47);
    const unheld = secretary.getByText('Only an accredited delegate can hold a proxy', { exact: false });
    await expect(unheld).toBeVisible();
    // Without accents and in capitals, as somebody types who is in a hurry.
    await secretary.getByLabel('Search').fill('OLAFUR bero');
    await expect(secretary.getByLabel('Select Ólafur Béró')).toBeVisible();
    await expect(secretary.getByLabel('Select Mara Quist')).toHaveCount(0);
    await secretary.getByLabel('Search').fill('');
    await secretary.getByLabel('Select all 2 shown').check();
    await secretary.getByRole('button', { name: 'Accredit (2)' }).click();
    await expect(secretary.getByText('accredited', { exact: true })).toHaveCount(2);
    await expect(unheld).toHaveCount(0);
    await secretary.getByRole('tab', { name: 'Slips' }).click();
    await secretary.getByRole('button', { name: 'Select those without one (2)' }).click();
    await secretary.getByRole('button', { name: 'Issue 2 slips' }).click();
    await expect(secretary.locator('main').getByTestId('slip')).toHaveCount(2);
    await expectAccessible(secretary);
    const code = (): Promise<string> =>
      secretary
        .locator('main')
        .getByTestId('slip')
        .filter({ hasText: 'Mara Quist' })
        .getByTestId('slip-code')
        .innerText();
    const lost = await code();
    await secretary.getByLabel('Select Mara Quist').check();
    await secretary.getByRole('button', { name: 'Issue 1 slip' }).click();
    await expect(secretary.locator('main').getByTestId('slip')).toHaveCount(1);
    slip = await code();
    phone = await someone(browser, null, { viewport: PHONE });
    await phone.goto(`/slip#${lost}`);
    await expect(phone.getByRole('alert')).toBeVisible();
    await expectAccessible(phone, { within: 'main' });
  });

  test('a delegate comes in by the slip’s code, in the own language, and declares to be here', async () => {
    await phone.goto('about:blank');
    await phone.goto(`/slip#${slip}`);
    await expect(phone).toHaveURL(/autumn-assembly\/floor/);
    expect(phone.url()).not.toContain(slip);
    await phone.getByRole('button', { name: 'Estoy presente' }).tap();
    await expect(phone.getByRole('button', { name: 'Me retiro' })).toBeVisible();
    await expectAccessible(phone, { within: '[data-testid=presence]' });
  });

  test('a member sends a second delegate: both are told who of them votes, and the desk may change it', async () => {
    const own = async () => {
      const reply = await secretary.request.get('/api/assemblies/autumn-assembly/credentials');
      const { credentials } = (await reply.json()) as {
        credentials: { id: string; member: string; person: { name: string } }[];
      };
      return (name: string) => credentials.find(({ person }) => person.name === name)!;
    };
    const send = async (path: string, data: object) => {
      const reply = await secretary.request.post(`/api/assemblies/autumn-assembly/${path}`, { data });
      expect(reply.ok()).toBe(true);
    };
    const { member } = (await own())('Mara Quist');
    await send('credentials/designate', { member, name: 'Ada Second' });
    const credentials = [(await own())('Ada Second').id];
    await send('credentials/accredit', { credentials });
    await send('presence', { credentials, present: true });
    const turns = phone.getByTestId('turns');
    await expect(turns).toHaveText(/^Usted vota por .*\. Ada Second vota en su ausencia\.$/);
    await secretary.reload();
    await secretary.getByRole('tab', { name: 'Credentials' }).click();
    const row = secretary.getByRole('row').filter({ hasText: 'Ada Second' });
    await expect(row).toContainText('Votes as no. 2 of 2');
    await row.getByRole('button', { name: 'More: Ada Second' }).click();
    await secretary.getByRole('menuitem', { name: 'Let vote first' }).click();
    const dialog = secretary.getByRole('dialog', { name: 'Let vote first' });
    await expect(dialog).toContainText('Ada Second comes first');
    await expectAccessible(secretary, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Let vote first' }).click();
    await expect(row).toContainText('Votes as no. 1 of 2');
    await expect(row).toContainText('present, votes');
    await expect(turns).toHaveText(/^Ada Second vota por .*\. Usted vota cuando se haya ido Ada Second\.$/);
    await expectAccessible(phone, { within: '[data-testid=turns]' });
  });

  test('founds an instrument and freezes a text from Markdown, seen before it is frozen', async () => {
    // The first reading of the list is on its way while the act is done: what it brings is from before.
    let founded = (): void => undefined;
    const whenFounded = new Promise<void>((done) => (founded = done));
    let readings = 0;
    await secretary.route(
      ({ pathname }) => pathname === '/api/instruments',
      async (route) => {
        if (route.request().method() !== 'GET' || ++readings > 1) return route.continue();
        const response = await route.fetch();
        await whenFounded;
        await route.fulfill({ response }).catch(() => undefined);
      },
    );
    await secretary.getByRole('tab', { name: 'Texts' }).click();
    await secretary.getByLabel('Title of the instrument (English)').fill('Harbour Statement');
    await secretary.getByRole('button', { name: 'Found the instrument' }).click();
    await expect(secretary.getByRole('link', { name: 'The instrument is there.' })).toBeVisible();
    founded();
    await secretary.getByLabel('Instrument').first().selectOption({ label: 'Harbour Statement' });
    await secretary
      .getByLabel('Text in Markdown (English)')
      .fill(
        '# Harbour Statement\n\n1. Ports are open.\n\n2. Work is *fair*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
      );
    await secretary
      .getByLabel('Text in Markdown (Français)')
      .fill('# Déclaration du port\n\n1. Les ports sont ouverts.\n\n2. Le travail est *juste*.\n');
    await secretary
      .getByLabel('Text in Markdown (Español)')
      .fill('# Declaración del puerto\n\n1. Los puertos están abiertos.\n\n2. El trabajo es *justo*.\n');
    await secretary.getByRole('button', { name: 'Preview' }).click();
    await expect(secretary.getByText('3 things do not come in')).toBeVisible();
    await expect(secretary.getByText('Ports are open.').last()).toBeVisible();
    await expectAccessible(secretary);
    await secretary.getByRole('button', { name: 'Freeze this version' }).click();
    await expect(secretary.getByRole('status').filter({ hasText: 'Frozen as version 1' })).toBeVisible();
  });

  test('reads files of a word processor and of Akoma Ntoso, and says in words why it does not read others', async () => {
    const choose = (buffer: Uint8Array, name: string, label = 'File (Français)'): Promise<void> =>
      secretary
        .getByLabel(label)
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) });
    const preview = secretary.getByRole('button', { name: 'Preview' });
    await choose(Buffer.from('%PDF-1.7'), 'texte.docx');
    await preview.click();
    await expect(secretary.getByRole('alert')).toContainText('This kind of file (pdf) cannot be read');
    await choose(
      asDocx('# Déclaration du port\n\n1. Les ports sont ouverts.\n\n2. Le travail est libre.\n'),
      'texte.docx',
    );
    await preview.click();
    await secretary.getByRole('radiogroup', { name: 'Languages' }).getByText('Français').click();
    await expect(secretary.getByText('Le travail est libre.')).toBeVisible();
    await expect(secretary.getByText('3 clauses; their fingerprint would be')).toBeVisible();
    const version = await secretary.request.get('/api/instruments/harbour-statement/versions/1/akn');
    await choose(await version.body(), 'harbour.xml', 'File with all languages (Akoma Ntoso)');
    await preview.click();
    await expect(secretary.getByText('The whole text comes in; nothing is dropped.')).toBeVisible();
    await secretary.getByRole('button', { name: 'Freeze this version' }).click();
    await expect(secretary.getByText('Nothing changed since version 1')).toBeVisible();
  });

  test('shows lines of the source beside what is made of them wherever numbers differ, in each language, before anything is frozen', async () => {
    await secretary.getByRole('button', { name: 'harbour.xml: leave out' }).click();
    await secretary.getByRole('button', { name: 'texte.docx: leave out' }).click();
    await secretary
      .getByLabel('Text in Markdown (English)')
      .fill(
        '# Harbour Statement\n\n1. Ports are open until 31 December\n2025. They close then.\n\n3. Work is *fair*.\n\n- by day\n  - in fog\n',
      );
    for (const other of ['Français', 'Español'])
      await secretary.getByLabel(`Text in Markdown (${other})`).fill('');
    const freeze = secretary.getByRole('button', { name: 'Freeze this version' });
    await expect(freeze).toBeHidden();
    await secretary.getByRole('button', { name: 'Preview' }).click();
    const differing = secretary
      .getByRole('alert')
      .filter({ hasText: '3 clauses will be numbered otherwise than in your text' });
    await expect(differing).toContainText(
      'English, line 6 of your text3. Work is *fair*.Will be published as2 Work is fair.',
    );
    await expect(differing).toContainText('line 8 of your text- by dayWill be published as(a) by day');
    await expect(differing).toContainText('line 9 of your text- in fogWill be published as(i) in fog');
    await expect(
      secretary.getByRole('alert').filter({ hasText: '1 line begins like a clause and was read as words' }),
    ).toContainText(
      '2025. They close then.Will be published as1 Ports are open until 31 December 2025. They close then.',
    );
    await expect(freeze).toBeVisible();
    await expectAccessible(secretary);
    const [source, reading] = [differing.getByText('3. Work is'), differing.getByText('2 Work is')];
    const places = async () => [(await source.boundingBox())!, (await reading.boundingBox())!] as const;
    const [left, right] = await places();
    expect([left.y, left.x < right.x]).toEqual([right.y, true]);
    await secretary.setViewportSize(PHONE);
    const [above, below] = await places();
    expect([above.x, above.y < below.y]).toEqual([below.x, true]);
    await expectAccessible(secretary);
    await secretary.setViewportSize(LAPTOP);
  });

  test('tables a motion on a stage of it once the languages that the rules demand are there', async () => {
    await secretary.getByRole('tab', { name: 'Motions' }).click();
    await secretary.getByLabel('Title of the motion (English)').fill('To approve the accounts');
    await secretary
      .getByRole('textbox', { name: 'Text of the motion', exact: true })
      .fill('The accounts are **approved**, as [the report](https://accounts.example/2026) says.');
    await secretary.getByLabel('Text of the motion (Français)').fill('Les comptes sont **approuvés**.');
    await secretary.getByRole('button', { name: 'Submit the motion' }).click();
    const first = secretary.getByTestId('motion-1');
    // Emphasis and links are read, not shown as signs.
    await expect(first.locator('strong')).toHaveText('approved');
    await expect(first.getByRole('link', { name: 'the report' })).toHaveAttribute(
      ...['href', 'https://accounts.example/2026'],
    );
    await first.getByRole('button', { name: 'Table' }).click();
    await expect(first.getByRole('alert')).toContainText('Français and Español');
    await secretary.getByLabel('Title of the motion (English)').fill('To approve the Harbour Statement');
    await secretary.getByLabel('Title of the motion (Français)').fill('Approuver la Déclaration du port');
    await secretary.getByLabel('Title of the motion (Español)').fill('Aprobar la Declaración del puerto');
    await secretary.getByText('A stage of an instrument').click();
    await secretary.getByLabel('Instrument', { exact: true }).selectOption({ label: 'Harbour Statement' });
    await secretary.getByRole('button', { name: 'Submit the motion' }).click();
    const motion = secretary.getByTestId('motion-2');
    await expect(motion).toContainText('submitted');
    await expect(motion).toContainText('Version 1');
    await motion.getByRole('button', { name: 'Table' }).click();
    await expect(motion).toContainText('tabled');
    await expectAccessible(secretary);
  });

  test('the chair’s poll without a quorum is refused, with the arithmetic', async ({ browser }) => {
    const chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    // Not by the button, which asks on any other day than those of the assembly.
    const read = await chair.request.get('/api/assemblies/autumn-assembly');
    const [sitting] = ((await read.json()) as { sittings: { id: string }[] }).sittings;
    const opened = await chair.request.post(`/api/assemblies/autumn-assembly/sittings/${sitting!.id}/open`, {
      headers: { 'x-plenary': '1' },
      data: {},
    });
    expect(opened.ok()).toBe(true);
    await chair.goto('/assemblies/autumn-assembly/chair');
    await chair.getByRole('button', { name: 'Open the debate' }).click();
    await chair.getByRole('button', { name: 'Close the debate' }).click();
    await chair.getByRole('button', { name: 'Open the poll' }).click();
    await chair.getByRole('dialog').getByRole('button', { name: 'Open the poll' }).click();
    await expect(chair.getByRole('alert')).toContainText(/1 .*19|19.* 1/);
    await expectAccessible(chair, { within: '[role=alert]' });
    await chair.context().close();
  });

  test('its tabs are accessible on a phone in the dark; lists and forms on a laptop, too', async () => {
    test.slow();
    await turn(secretary, { viewport: PHONE, locale: 'fr', scheme: 'dark' });
    for (const tab of TABS) {
      await go(secretary, `/assemblies/demo-2026/desk?tab=${tab}`);
      await expect(secretary.getByRole('tabpanel')).toBeVisible();
      await expectAccessible(secretary);
    }
    await turn(secretary, { viewport: LAPTOP, locale: 'es' });
    for (const tab of ['credentials', 'motions']) {
      await go(secretary, `/assemblies/demo-2026/desk?tab=${tab}`);
      await expect(secretary.getByRole('tabpanel')).toBeVisible();
      await expectAccessible(secretary);
    }
  });

  test('asks once who moves a motion: a member by a person, or no member in the name of somebody', async () => {
    await turn(secretary, { viewport: LAPTOP, locale: 'en' });
    await go(secretary, '/assemblies/demo-2026/desk?tab=motions');
    const form = secretary.locator('form', {
      has: secretary.getByRole('button', { name: 'Submit the motion' }),
    });
    const mover = form.getByLabel('Moved by');
    await expect(mover).toHaveCount(1);
    await form.getByLabel('In whose name').fill('The Board');
    await mover.selectOption({ index: 1 });
    await expect(form.getByLabel('In whose name')).toHaveCount(0);
    await expect(form.getByLabel('Person who speaks for it')).toHaveValue('');
    await mover.selectOption({ index: 0 });
    await expect(form.getByLabel('In whose name')).toHaveValue('');
  });
});
