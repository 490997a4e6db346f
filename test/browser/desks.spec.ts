import { expect, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/seeds/demo.data.js';
import { test } from './house.js';
import { expectAccessible, go, LAPTOP, PHONE, someone } from './people.js';

const ASSEMBLY = '/assemblies/demo-2026';

test.describe.serial('the desks', () => {
  let visitor: Page;
  let secretary: Page;
  test.beforeAll(async ({ browser }) => {
    visitor = await someone(browser, null, { viewport: PHONE });
    secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
  });
  test.afterAll(() => Promise.all([visitor, secretary].map((page) => page?.context().close())));

  const signIn = async (email: string): Promise<void> => {
    await visitor.getByRole('banner').getByRole('link', { name: 'Sign in' }).tap();
    await visitor.getByLabel('E-mail').fill(email);
    await visitor.getByRole('textbox', { name: /^Password/ }).fill(DEMO_PASSWORD);
    const form = visitor.locator('form', { has: visitor.getByLabel('E-mail') });
    await form.getByRole('button', { name: 'Sign in' }).tap();
  };
  const signOut = async (): Promise<void> => {
    await visitor.getByRole('button', { name: /^Account of/ }).tap();
    await visitor.getByRole('menuitem', { name: 'Sign out', exact: true }).tap();
    await expect(visitor.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  };

  test('are drawn for nobody who does not work there; what is open to the reader is said instead', async () => {
    await visitor.goto(`${ASSEMBLY}/chair`);
    for (const [desk, words] of [
      ['chair', 'The chair’s desk is for whoever holds the chair here.'],
      ['desk', 'The secretariat’s desk is for the secretariat'],
      ['tellers', 'The tellers’ desk is for the tellers'],
    ] as const) {
      await go(visitor, `${ASSEMBLY}/${desk}`);
      const gate = visitor.getByTestId('only-for');
      await expect(gate).toContainText(words);
      await expect(gate.getByRole('link', { name: 'The page of the assembly' })).toBeVisible();
      await expect(visitor.getByRole('main').getByRole('button')).toHaveCount(0);
    }
    await expectAccessible(visitor);
  });

  test('are where a sign-in leads, from the page of an assembly and from nowhere', async () => {
    await go(visitor, ASSEMBLY);
    await signIn('delegate1@demo.example');
    await expect(visitor).toHaveURL(`${ASSEMBLY}/floor`);
    await go(visitor, `${ASSEMBLY}/desk`);
    const gate = visitor.getByTestId('only-for');
    await expect(gate.getByRole('link')).toHaveText(['Floor', 'The page of the assembly']);
    await signOut();
    await go(visitor, '/');
    await signIn('chair@demo.example');
    await expect(visitor).toHaveURL(`${ASSEMBLY}/chair`);
    await signOut();
    // Whoever reads elsewhere comes back there.
    await go(visitor, '/bodies');
    await signIn('auditor@demo.example');
    await expect(visitor).toHaveURL('/bodies');
  });

  test('keep what is typed through a change of tab and a reload, and are empty once it is sent', async () => {
    await secretary.goto(`${ASSEMBLY}/desk`);
    const name = secretary.getByLabel('Name of the sitting');
    await name.fill('The second morning');
    await secretary.getByLabel('Title of the item (English)').fill('Any other business');
    await secretary.getByRole('tab', { name: 'Door' }).click();
    await secretary.getByRole('tab', { name: 'Agenda' }).click();
    await expect(name).toHaveValue('The second morning');
    await secretary.reload();
    await expect(name).toHaveValue('The second morning');
    await expect(secretary.getByLabel('Title of the item (English)')).toHaveValue('Any other business');
    await secretary.getByRole('button', { name: 'Plan a sitting' }).click();
    await expect(secretary.getByText('The second morning').first()).toBeVisible();
    await expect(name).toHaveValue('');
    await secretary.reload();
    await expect(name).toHaveValue('');
    await expect(secretary.getByLabel('Title of the item (English)')).toHaveValue('Any other business');
  });

  test('register people in the language of whoever registers them, and in another where that is said', async ({
    browser,
  }) => {
    const page = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP, locale: 'es' });
    await page.goto(`${ASSEMBLY}/desk`);
    await page.getByRole('tab', { name: 'Designaciones' }).click();
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Designar', exact: true }) });
    const designate = async (name: string): Promise<unknown> => {
      await form.getByLabel('Miembro').selectOption({ index: 1 });
      await form.getByLabel('Nombre').fill(name);
      const [asked] = await Promise.all([
        page.waitForRequest(/credentials\/designate$/),
        form.getByRole('button', { name: 'Designar', exact: true }).click(),
      ]);
      await expect(page.getByRole('status').filter({ hasText: name })).toBeVisible();
      return asked.postDataJSON();
    };
    const language = form.getByLabel('Idioma');
    await expect(language).toHaveValue('es');
    expect(await designate('Sol Prieto')).toMatchObject({ lang: 'es' });
    await language.selectOption('fr');
    expect(await designate('Luc Morel')).toMatchObject({ lang: 'fr' });
    await page.getByRole('tab', { name: 'Miembros y delegados' }).click();
    await page.getByLabel('O pegue las filas').last().fill('organisation,name\nNobody,Ana\n');
    const [asked] = await Promise.all([
      page.waitForRequest(/delegates\/import$/),
      page.getByRole('button', { name: 'Vista previa' }).last().click(),
    ]);
    expect(asked.postDataJSON()).toMatchObject({ lang: 'es' });
    await page.context().close();
  });

  test('say of a refusal that it is an old one once something else has happened', async () => {
    await secretary.getByLabel('Name of the sitting').fill('Backwards');
    await secretary.getByLabel('Planned from').fill('2026-12-02T10:00');
    await secretary.getByLabel('Planned until').fill('2026-12-02T09:00');
    await secretary.getByRole('button', { name: 'Plan a sitting' }).click();
    const refused = secretary.getByRole('alert').filter({ hasText: 'end before it begins' });
    await expect(refused).toContainText('Not possible');
    await secretary.getByRole('button', { name: 'Add the item' }).click();
    await expect(refused).toContainText('Something has changed since');
    await expect(secretary.getByLabel('Name of the sitting')).toHaveValue('Backwards');
  });

  test('print slips that name the federation and lead to the hall', async () => {
    await secretary.getByRole('tab', { name: 'Slips' }).click();
    await secretary.getByRole('checkbox').nth(1).check();
    await secretary.getByRole('button', { name: /^Issue 1 slip/ }).click();
    const slip = secretary.getByTestId('slip').first();
    await expect(slip).toContainText('Demonstration');
    await expect(slip).toContainText('Demonstration Assembly 2026');
  });

  test('whoever is signed out in the middle signs in beside, and loses nothing that was typed', async ({
    browser,
  }) => {
    await secretary.getByRole('tab', { name: 'Agenda' }).click();
    await secretary.getByLabel('Name of the sitting').fill('An evening');
    await secretary.getByLabel('Planned from').fill('2026-12-02T18:00');
    await secretary.getByLabel('Planned until').fill('2026-12-02T20:00');
    const elsewhere = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    await elsewhere.request.post('/api/session/end', {
      headers: { 'x-plenary': '1' },
      data: { everywhere: true },
    });
    await elsewhere.context().close();
    await secretary.getByRole('button', { name: 'Plan a sitting' }).click();
    await expect(secretary.getByTestId('session-ended')).toContainText('You are no longer signed in');
    await expectAccessible(secretary, { within: '[data-testid=session-ended]' });
    const [door] = await Promise.all([
      secretary.context().waitForEvent('page'),
      secretary.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await door.getByLabel('E-mail').fill('secretariat@demo.example');
    await door.getByRole('textbox', { name: /^Password/ }).fill(DEMO_PASSWORD);
    await door.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(door.getByLabel('Name of the sitting')).toBeVisible();
    await door.close();
    await expect(secretary.getByTestId('session-ended')).toBeHidden();
    await expect(secretary.getByLabel('Planned until')).toHaveValue('2026-12-02T20:00');
    await secretary.getByRole('button', { name: 'Plan a sitting' }).click();
    await expect(secretary.getByText('An evening').first()).toBeVisible();
  });

  test('the chair is told that a motion is of another item than the current one, and takes that up with the same press', async ({
    browser,
  }) => {
    const chair = await someone(browser, 'chair@demo.example', { viewport: LAPTOP });
    await chair.goto(`${ASSEMBLY}/chair`);
    const agenda = chair.getByTestId('agenda-desk');
    await agenda.getByRole('button', { name: 'Take up the next item' }).click();
    const now = agenda.locator('span').filter({ hasText: /^\d/ }).first();
    await expect(now).toHaveText('1.1 Welcome and quorum');
    const motion = chair.getByTestId('motion-1');
    await motion.getByRole('button', { name: 'Open the poll', exact: true }).click();
    const dialog = chair.getByRole('dialog');
    const other = dialog.getByTestId('item-first');
    await expect(other).toContainText('belongs to another item: 2.3 Approval in principle');
    await expect(other).toContainText('1.1 Welcome and quorum');
    await expectAccessible(chair, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Open the poll', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(now).toHaveText('2.3 Approval in principle');
    await expect(chair.getByRole('button', { name: 'Close the poll' })).toBeVisible();
    await go(chair, `${ASSEMBLY}/floor`);
    await expect(chair.getByTestId('current-item')).toContainText('2.3 Approval in principle');
    await chair.context().close();
  });

  test('say how many members must support a motion, and the desk records one whose delegate stands up', async ({
    browser,
  }) => {
    const member = await secretary.request.get('/api/assemblies/demo-2026/credentials');
    const { credentials } = (await member.json()) as {
      credentials: { member: string; present: boolean; role: string; organisation: { name: string } }[];
    };
    const [mover] = credentials;
    const second = credentials.find((one) => one.present && one.member !== mover!.member)!;
    const sent = await secretary.request.post('/api/assemblies/demo-2026/motions', {
      headers: { 'x-plenary': '1' },
      data: {
        titles: { en: 'More light' },
        about: { kind: 'text', text: 'More light.' },
        member: mover!.member,
      },
    });
    expect(sent.status()).toBe(200);
    const { label } = (await sent.json()) as { label: string };
    const desk = await someone(browser, 'secretariat@demo.example', { viewport: PHONE });
    const card = desk.getByTestId(`motion-${label}`);
    const dialog = desk.getByRole('dialog');
    const begin = async (): Promise<void> => {
      await desk.goto(`${ASSEMBLY}/desk?tab=motions`);
      await expect(card).toContainText('Supporting members: 0 of the 1');
      await card.getByRole('button', { name: /^More/ }).tap();
      await desk.getByRole('menuitem', { name: 'Record a seconder' }).tap();
    };
    // As long as the hall is empty it is said why there is nobody to choose.
    await desk.route(`**/api${ASSEMBLY}/credentials`, async (route) => {
      const all = (await (await route.fetch()).json()) as { credentials: { present: boolean }[] };
      const gone = all.credentials.map((one) => ({ ...one, present: false }));
      await route.fulfill({ json: { ...all, credentials: gone } });
    });
    await begin();
    await expect(dialog).toContainText('No delegate of another member is here yet.');
    await desk.unroute(`**/api${ASSEMBLY}/credentials`);
    await begin();
    await dialog.getByRole('combobox').selectOption({ label: second.organisation.name });
    await expectAccessible(desk, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Record a seconder' }).tap();
    await expect(card).toContainText('Supporting members: 1 of the 1');
    await expect(card).toContainText(`seconded by ${second.organisation.name}`);
    await desk.context().close();
  });

  test('correct a slip in a motion: the wording stands, and whoever reads it sees what was wrong', async ({
    browser,
  }) => {
    const sent = await secretary.request.post('/api/assemblies/demo-2026/motions', {
      headers: { 'x-plenary': '1' },
      data: {
        titles: { en: 'Less nosie', es: 'Menos ruido' },
        about: { kind: 'text', text: 'There shall be less noise.' },
      },
    });
    const { label } = (await sent.json()) as { label: string };
    const desk = await someone(browser, 'secretariat@demo.example', { viewport: PHONE, scheme: 'dark' });
    await desk.goto(`${ASSEMBLY}/desk?tab=motions`);
    const card = desk.getByTestId(`motion-${label}`);
    await card.getByRole('button', { name: /^More/ }).tap();
    await desk.getByRole('menuitem', { name: 'Correct a slip' }).tap();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Two letters changed places');
    await dialog.getByRole('button', { name: 'Correct a slip' }).tap();
    await expect(dialog.getByRole('alert')).toContainText('Nothing is said otherwise than it stands.');
    await dialog.getByLabel('Title of the motion').fill('Less noise');
    await dialog.getByLabel('Majority').selectOption('two-thirds');
    await expectAccessible(desk, { within: '[role=dialog]' });
    await dialog.getByRole('button', { name: 'Correct a slip' }).tap();
    await expect(dialog).toHaveCount(0);
    await expect(card).toContainText('Less noise');
    await card.getByText('Corrected (English): Two letters changed places').tap();
    await expect(card.locator('del')).toHaveText(/nosie/);
    await expect(card.locator('ins')).toHaveText(/noise/);
    await expect(card).toContainText(/Majority corrected from “.+” to “.+”: Two letters changed places/);
    await expectAccessible(desk);
    await desk.context().close();
  });
});
