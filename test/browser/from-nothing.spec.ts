import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { mailServer, read, type MailServer } from '../story/mail-server.js';
import { emptyHouse, test, type House } from './house.js';
import { another, asked, LAPTOP, PROJECTOR, settled, SMALL, someone } from './people.js';

const FEDERATION = 'Federación de Cooperativas del Sur';
const BODY = `${FEDERATION} · Asamblea General`;
const SINGLY = ['Alba', 'Brisa'] as const;
const BY_FILE = [
  ...['Cauce', 'Delta', 'Estero', 'Faro', 'Gaviota'],
  ...['Huerta', 'Isla', 'Junco', 'Litoral', 'Molino'],
] as const;
/** Those who come to the hall, each with a phone. */
const DELEGATES = ['Ana Alba', 'Bruno Brisa', 'Delegada Faro'] as const;
const PAPER = Buffer.from('%PDF-1.4\n%%EOF\n');
const FIRST_DAY = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

const csv = (...rows: readonly string[]): string => rows.join('\n');

/**
 * A secretary who has never seen the product, in Spanish and through the screens alone: from the link that the start printed to
 * a decision that the hall and the public read. Then another decision, by the keyboard alone.
 */
test.describe.serial('from nothing to a decision, in Spanish', () => {
  let house: House;
  let mail: MailServer;
  let secretary: Page;
  let chair: Page;
  let hall: Page;
  const phones: Page[] = [];
  /** By name, as they stand on the slips. */
  const codes = new Map<string, string>();

  test.beforeAll(async ({ browser }) => {
    [house, mail, secretary] = await Promise.all([
      emptyHouse(/http:\/\/localhost:\d+\/setup#\S+/),
      mailServer(),
      someone(browser, null, { viewport: LAPTOP, locale: 'es', brisk: true }),
    ]);
  });
  test.afterAll(async () => {
    for (const page of [secretary, chair, hall, ...phones]) await page?.context().close();
    await mail.close();
    await house.stop();
  });

  /** The link in the newest letter to an address, on this machine. */
  async function linkTo(address: string): Promise<string> {
    const letters = () => mail.taken.filter(({ to }) => to === address);
    await expect.poll(() => letters().length).toBeGreaterThan(0);
    const { pathname, hash } = new URL(/https?:\S+#\S+/.exec(read(letters().at(-1)!))![0]);
    return new URL(`${pathname}${hash}`, house.printed).href;
  }

  const part = (title: string): Locator =>
    secretary
      .locator('section')
      .filter({ hasText: title })
      .filter({ has: secretary.locator('textarea') })
      .last();

  async function bringIn(title: string, rows: string, count: number): Promise<void> {
    await part(title).getByLabel('O pegue las filas').fill(rows);
    await part(title).getByRole('button', { name: 'Vista previa' }).click();
    await part(title)
      .getByRole('button', { name: `Importar ${count} filas` })
      .click();
    await expect(part(title).getByRole('status')).toContainText(`Filas importadas: ${count} añadidas`);
  }

  const menu = async (entry: string): Promise<void> => {
    await secretary.getByRole('banner').getByRole('button', { name: 'Cuenta de Marta Giménez' }).click();
    await secretary.getByRole('menuitem', { name: entry }).click();
  };
  const step = (name: string): Locator => secretary.getByTestId('first-steps').getByRole('link', { name });
  const tab = (name: string): Promise<void> => secretary.getByRole('tab', { name }).click();
  const check = (name: string): Locator => secretary.getByTestId(`check-${name}`);

  test('the printed link leads to an account, and the first steps to a body under rules of its own', async () => {
    await secretary.goto(house.printed);
    await secretary.getByLabel('Nombre').fill('Marta Giménez');
    await secretary.getByLabel('Correo electrónico').fill('marta@fed.example');
    await secretary.getByRole('textbox', { name: /^Contraseña/ }).fill('una frase bien larga');
    await secretary.getByRole('button', { name: 'Crear la cuenta' }).click();

    let form = secretary.getByRole('tabpanel', { name: 'Inscribir una organización' });
    await form.getByRole('textbox', { name: 'Nombre', exact: true }).fill(FEDERATION);
    // It leads to where one is: what is typed stays.
    await step('Inscribir la organización').click();
    await expect(secretary).toHaveURL(/task=register/);
    await form.getByLabel('Sigla').fill('FCS');
    await form.getByLabel('País', { exact: true }).selectOption('Uruguay');
    await form.getByRole('button', { name: 'Inscribir una organización' }).click();
    await expect(form.getByRole('status')).toContainText(`${FEDERATION} está inscrita.`);
    await step('Fundar un órgano').click();
    form = secretary.getByRole('tabpanel', { name: 'Fundar un órgano' });
    await form.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Asamblea General');
    await form.getByRole('button', { name: 'Fundar un órgano' }).click();
    await expect(form.getByRole('status')).toContainText('Órgano fundado: Asamblea General.');

    await step('Dar al órgano su reglamento').click();
    await secretary.getByLabel('Partir de').selectOption({ index: 0 });
    await secretary.getByRole('button', { name: 'Tomar esto' }).click();
    await secretary.getByLabel('Solo los miembros con cuotas al día tienen voto').uncheck();
    const quorum = secretary
      .locator('section')
      .filter({ has: secretary.getByRole('heading', { name: 'Quórum' }) });
    await quorum.getByLabel('Parte').fill('1/4');
    await secretary.getByLabel('Días como mínimo').fill('15');
    // What is not theirs goes: the focus stays in its part of the form.
    await secretary.getByRole('button', { name: 'Quitar francés' }).click();
    await secretary.getByRole('button', { name: 'Quitar inglés' }).click();
    await secretary
      .getByRole('combobox', { name: 'La presencia se registra' })
      .selectOption('por los propios delegados');
    await secretary.getByLabel('Nombre del reglamento').fill('Reglamento de la asamblea');
    await secretary.getByRole('button', { name: 'Ver qué cambia' }).click();
    await expect(secretary.getByText('Es el primer reglamento de este órgano.')).toBeVisible();
    await expect(secretary.getByText('Antes de admitirse, un texto debe existir en español.')).toBeVisible();
    await secretary.getByRole('button', { name: 'Promulgar la versión 1' }).click();
    await expect(secretary.getByTestId('rules-1')).toContainText('al menos 1/4 de los miembros');
    await expect(secretary.getByRole('status')).toContainText('La versión 1 está promulgada. Lo siguiente:');
  });

  test('twelve members come in one by one and from a file; a wrong weight is corrected with its reason', async () => {
    await secretary.getByRole('link', { name: 'Incorporar a los miembros del órgano' }).click();
    for (const name of SINGLY) {
      await secretary.getByRole('button', { name: 'Admitir a un miembro' }).click();
      const form = secretary.getByRole('dialog');
      await form.getByLabel('Nombre de la nueva organización').fill(`Cooperativa ${name}`);
      await form.getByLabel('Clase').selectOption('pleno');
      await form.getByRole('combobox', { name: 'País' }).fill('peru');
      await secretary.getByRole('option', { name: 'Perú' }).click();
      await form.getByLabel('Región').selectOption('Américas');
      await form.getByLabel('Dirección de contacto').fill(`${name.toLowerCase()}@fed.example`);
      await form.getByRole('button', { name: 'Admitir a un miembro' }).click();
      await expect(secretary.getByRole('status')).toHaveText(`Admisión registrada: Cooperativa ${name}.`);
      await expect(secretary.getByRole('button', { name: 'Admitir a un miembro' })).toBeFocused();
    }
    await secretary.getByRole('button', { name: 'Importar miembros de un archivo' }).click();
    await bringIn(
      'Importar miembros del órgano',
      csv(
        'Organización;Clase;País;Región;Votos;Miembro desde',
        ...BY_FILE.map(
          (name) => `Cooperativa ${name};pleno;España;Europa;${name === 'Faro' ? '30' : ''};2019`,
        ),
      ),
      BY_FILE.length,
    );
    await expect(secretary.getByRole('heading', { name: 'Miembros (12)' })).toBeVisible();
    const more = secretary.getByRole('button', { name: 'Más: Cooperativa Faro' });
    await more.click();
    await secretary.getByRole('menuitem', { name: 'Modificar los datos' }).click();
    const form = secretary.getByRole('dialog');
    await form.getByLabel('Votos').fill('3');
    await form.getByLabel('Motivo').fill('Un cero de más en el archivo');
    await form.getByRole('button', { name: 'Modificar los datos' }).click();
    await expect(form).toBeHidden();
    await expect(more).toBeFocused();
    await expect(secretary.getByRole('row').filter({ has: more })).toContainText('España');
    await expect(
      secretary.getByRole('row').filter({ has: more }).getByText('3', { exact: true }),
    ).toBeVisible();
  });

  test('the house sends mail; a chair and two tellers get their offices, and the chair an account', async ({
    browser,
  }) => {
    await menu('Ajustes de la casa');
    await secretary.getByRole('textbox', { name: 'Servidor de correo' }).fill('localhost');
    await secretary.getByLabel('Cifrado').selectOption('Solo si el servidor lo ofrece (red propia)');
    await secretary.getByLabel('Puerto').fill(String(mail.port));
    await secretary.getByLabel('Dirección del remitente').fill('secretaria@fed.example');
    await secretary.getByRole('button', { name: 'Enviar por este servidor' }).click();
    await expect(secretary.getByRole('status')).toContainText('Desde ahora la casa envía por este servidor.');

    await menu('Órganos y organizaciones');
    await tab('Conferir un cargo');
    const form = secretary.getByRole('tabpanel', { name: 'Conferir un cargo' });
    for (const [name, office] of [
      ['Rosa Romero', 'presidencia'],
      ['Tito Torres', 'escrutador'],
      ['Tina Tapia', 'escrutador'],
    ] as const) {
      await form.getByRole('textbox', { name: 'Nombre' }).fill(name);
      await form.getByLabel('Correo electrónico').fill(`${name.split(' ')[0]!.toLowerCase()}@fed.example`);
      await form.getByRole('combobox', { name: 'Cargo' }).selectOption(office);
      await form.getByRole('combobox', { name: 'Dónde' }).selectOption(BODY);
      await form.getByRole('button', { name: 'Conferir un cargo' }).click();
      await expect(form.getByText(`Cargo conferido: ${name}.`)).toBeVisible();
    }
    await expect(form.getByRole('row', { name: /escrutador/ })).toHaveCount(2);

    chair = await someone(browser, null, { viewport: LAPTOP, locale: 'es', brisk: true });
    await chair.goto(await linkTo('rosa@fed.example'));
    await chair.locator('input[type=password]').fill('otra frase bien larga');
    await chair.getByRole('button', { name: 'Guardar la contraseña y entrar' }).click();
    await expect(chair.getByRole('button', { name: 'Cuenta de Rosa Romero' })).toBeVisible();
  });

  test('an assembly is convened: what is missing is told, and done one after the other', async () => {
    await menu('Convocar una asamblea');
    await secretary.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Asamblea anual');
    await secretary.getByLabel('Lugar').fill('Montevideo');
    await secretary.getByLabel('Huso horario').selectOption('America/Montevideo');
    await secretary.getByLabel('Primer día').fill(FIRST_DAY);
    await secretary.getByRole('button', { name: 'Convocar' }).click();
    for (const missing of ['sittings', 'agenda', 'notice', 'designated'])
      await expect(check(missing)).toHaveAttribute('data-state', 'missing');
    for (const done of ['rules', 'members', 'chair'])
      await expect(check(done)).toHaveAttribute('data-state', 'done');

    await secretary.getByTestId('next').getByRole('link', { name: 'Planificar una sesión' }).click();
    for (const [name, from, until] of [
      ['Apertura', '09:00', '13:00'],
      ['Tarde', '15:00', '18:00'],
    ] as const) {
      await secretary.getByLabel('Nombre de la sesión').fill(name);
      await secretary.getByLabel('Prevista desde').fill(`${FIRST_DAY}T${from}`);
      await secretary.getByLabel('Prevista hasta').fill(`${FIRST_DAY}T${until}`);
      await secretary.getByRole('button', { name: 'Planificar una sesión' }).click();
      await expect(secretary.getByText(name, { exact: true })).toBeVisible();
    }
    for (const [at, title] of ['Informe de gestión', 'Presupuesto', 'Ruegos y preguntas'].entries()) {
      await secretary.getByLabel('Título del punto (Español)').fill(title);
      await secretary.getByRole('button', { name: 'Añadir el punto' }).click();
      await expect(secretary.getByText(`${at + 1}. ${title}`)).toBeVisible();
    }
    await secretary
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'informe_v7.pdf', mimeType: 'application/pdf', buffer: PAPER });
    const paper = secretary.getByRole('dialog');
    await paper.getByLabel('Título').fill('Informe de 2026');
    await paper.getByRole('button', { name: 'Adjuntar un PDF' }).click();
    await expect(secretary.getByRole('link', { name: 'Informe de 2026 (PDF, 1 kB)' })).toBeVisible();
  });

  test('the notice goes out in their language alone; delegates are named by link, by form and from a file', async ({
    browser,
  }) => {
    await tab('Miembros y delegados');
    await part('Importar direcciones de los miembros')
      .getByLabel('O pegue las filas')
      .fill(
        csv(
          'Organización;Correo electrónico',
          ...BY_FILE.map((name) => `Cooperativa ${name};${name.toLowerCase()}@fed.example`),
        ),
      );
    await part('Importar direcciones de los miembros').getByRole('button', { name: 'Vista previa' }).click();
    await part('Importar direcciones de los miembros')
      .getByRole('button', { name: `Importar ${BY_FILE.length} filas` })
      .click();
    await expect(part('Importar direcciones de los miembros').getByRole('status')).toContainText(
      'Filas importadas',
    );
    await tab('Convocatoria');
    await secretary.getByRole('button', { name: 'Empezar con un modelo' }).click();
    await secretary.getByRole('button', { name: 'Ver lo que sale' }).click();
    const message = secretary.getByTestId('message');
    await expect(message).toContainText('quedan convocados a la siguiente asamblea: Asamblea anual.');
    await expect(message).not.toContainText('Dear members');
    await secretary.getByRole('button', { name: 'Emitir a 12 miembros' }).click();
    await expect(secretary.getByRole('status').filter({ hasText: 'Emitida con el n.º 1' })).toBeVisible();

    const member = await someone(browser, null, { viewport: SMALL, locale: 'es', brisk: true });
    await member.goto(await linkTo('brisa@fed.example'));
    await member.getByLabel('Nombre').fill('Bruno Brisa');
    await member.getByRole('button', { name: 'Enviar la designación' }).tap();
    await expect(member.getByRole('status')).toContainText('Se designó a 1 persona.');
    await member.context().close();

    await tab('Designaciones');
    const form = secretary.locator('form', {
      has: secretary.getByRole('button', { name: 'Designar', exact: true }),
    });
    await form.getByRole('combobox', { name: 'Miembro' }).selectOption('Cooperativa Alba');
    await form.getByLabel('Nombre').fill('Ana Alba');
    await form.getByRole('button', { name: 'Designar', exact: true }).click();
    await expect(secretary.getByText('Ana Alba queda inscrito', { exact: false })).toBeVisible();
    await tab('Miembros y delegados');
    await bringIn(
      'Importar delegados a esta asamblea',
      csv(
        'Organización;Nombre;Función',
        ...BY_FILE.map((name) => `Cooperativa ${name};Delegada ${name};delegado`),
      ),
      BY_FILE.length,
    );
  });

  test('they are accredited and get their slips: nothing is missing any more', async () => {
    await tab('Credenciales');
    await secretary.getByLabel('Elegir las 12 filas mostradas').check();
    await secretary.getByRole('button', { name: 'Acreditar (12)' }).click();
    await expect(secretary.getByText('acreditada', { exact: true })).toHaveCount(12);
    await tab('Hojas de acceso');
    await secretary.getByRole('button', { name: 'Elegir a quienes no tienen (12)' }).click();
    await secretary.getByRole('button', { name: 'Emitir 12 hojas' }).click();
    await expect(secretary.locator('main').getByTestId('slip')).toHaveCount(12);
    // On paper there are the slips and nothing else, and each of them has its code.
    await secretary.emulateMedia({ media: 'print' });
    const printed = secretary.getByTestId('slip').filter({ visible: true });
    await expect(printed).toHaveCount(12);
    for (const name of DELEGATES) {
      const code = printed.filter({ hasText: name }).getByTestId('slip-code');
      await expect(code).toBeVisible();
      codes.set(name, await code.innerText());
    }
    await expect(secretary.getByRole('tab').first()).toBeHidden();
    await secretary.emulateMedia({ media: 'screen' });
    await tab('Preparación');
    await expect(secretary.getByText('Todo está: se puede abrir la sesión.')).toBeVisible();
    await expect(secretary.locator('[data-state=missing], [data-state=begun]')).toHaveCount(0);
  });

  const motionForm = (): Locator =>
    secretary.locator('form', { has: secretary.getByRole('button', { name: 'Presentar la moción' }) });
  const ballot = (phone: Page): Locator => phone.getByTestId('current-poll');
  const motion = (page: Page, title: string): Locator =>
    page.locator('[data-testid^=motion-]').filter({ hasText: title });
  const home = (): string => new URL('/', house.printed).href;

  async function comesIn(browser: Browser, name: string): Promise<Page> {
    const phone = await someone(browser, null, { viewport: SMALL, locale: 'es', brisk: true });
    await phone.goto(home());
    await phone.getByRole('banner').getByRole('link', { name: 'Iniciar sesión' }).tap();
    await phone.getByLabel('Código de la hoja').fill(codes.get(name)!);
    await phone.getByRole('button', { name: 'Iniciar sesión con el código' }).tap();
    await phone.getByRole('button', { name: 'Estoy presente' }).tap();
    await expect(phone.getByText('Usted está presente.')).toBeVisible();
    return phone;
  }

  async function tables(title: string, item: string): Promise<void> {
    await tab('Mociones');
    const form = motionForm();
    await form.getByLabel('Título de la moción (Español)').fill(title);
    await form.getByRole('textbox', { name: 'Texto de la moción', exact: true }).fill('Se aprueba.');
    await form.getByLabel('Punto del orden del día').selectOption(item);
    await form.getByRole('button', { name: 'Presentar la moción' }).click();
    await motion(secretary, title).getByRole('button', { name: 'Admitir' }).click();
    await expect(motion(secretary, title)).toContainText('admitida');
  }

  async function opensHall(browser: Browser): Promise<void> {
    hall = await someone(browser, null, { viewport: PROJECTOR, locale: 'es', brisk: true });
    await hall.goto(home());
    await hall.getByRole('link', { name: 'Asamblea anual' }).first().click();
    await hall.getByRole('link', { name: 'Pantalla de la sala' }).click();
  }

  async function opensSitting(): Promise<void> {
    await chair.getByRole('button', { name: 'Cuenta de Rosa Romero' }).click();
    await chair.getByRole('menuitem', { name: 'Asamblea anual' }).click();
    const open = (which: string) =>
      chair.getByRole('button', { name: `Abrir la sesión: ${which}`, exact: true });
    await expect(open('Sesión 2: Tarde')).toBeVisible();
    await open('Sesión 1: Apertura').click();
    // Weeks before, the house asks.
    const sure = chair.getByRole('dialog').getByRole('button', { name: 'Abrir la sesión', exact: true });
    await expect(sure).toBeVisible();
    await settled(chair);
    await sure.click();
    await expect(chair.getByTestId('sitting-1')).toContainText('abierta');
  }

  test('a motion is tabled, debated with its item, voted on three phones, and declared on every screen', async ({
    browser,
  }) => {
    await Promise.all([
      tables('Aprobar el presupuesto', '2. Presupuesto'),
      ...DELEGATES.map(async (name, at) => {
        phones[at] = await comesIn(browser, name);
      }),
      opensHall(browser),
      opensSitting(),
    ]);
    await chair.getByRole('button', { name: 'Abrir el debate' }).click();
    const dialog = chair.getByRole('dialog');
    await expect(dialog.getByTestId('item-first')).toContainText(
      'La moción pertenece a otro punto: 2. Presupuesto',
    );
    await dialog.getByRole('button', { name: 'Abrir el debate' }).click();
    await chair.getByRole('button', { name: 'Cerrar el debate' }).click();
    await asked(chair, 'Abrir la votación');
    for (const phone of phones) await expect(ballot(phone)).toHaveAttribute('data-state', 'open');
    await expect(hall.getByText('La votación está abierta')).toBeVisible();
    await expect(hall.getByTestId('hall-item')).toHaveText('2. Presupuesto');

    await Promise.all(
      ['A favor', 'En contra', 'A favor'].map(async (choice, at) => {
        const phone = phones[at]!;
        await phone.getByRole('button', { name: choice, exact: true }).tap();
        await phone.getByRole('button', { name: `Votar: ${choice}` }).tap();
        await expect(phone.getByTestId('receipt')).toContainText(choice);
      }),
    );
    await asked(chair, 'Cerrar la votación');
    await asked(chair, 'Proclamar el resultado');
    await expect(hall.getByTestId('result')).toContainText('Aprobado');
    await expect(hall.getByText('4 a favor, 1 en contra, 0 abstenciones.')).toBeVisible();
    for (const phone of phones) await expect(phone.getByTestId('result').first()).toContainText('Aprobado');

    const reader = await another(hall, SMALL);
    await reader.goto(home());
    await reader.getByRole('link', { name: 'Asamblea anual' }).first().click();
    await expect(reader.getByRole('main')).toContainText('Decisión 1');
    await expect(reader.getByRole('main')).toContainText('aprobada');
    await expect(reader.getByRole('link', { name: 'Informe de 2026 (PDF, 1 kB)' })).toBeVisible();
    await reader.close();
  });

  /** Something has the focus, and is seen to have it: nobody has to begin at the top of the page again. */
  const expectFocus = (page: Page): Promise<void> =>
    expect(page.locator(':focus-visible:not(body)')).toHaveCount(1);

  const hasFocus = (what: Locator): Promise<boolean> =>
    what.evaluate((one) => one === document.activeElement);

  /** Goes to something by one key, which is pressed as often as it takes. */
  async function reach(
    what: Locator,
    key: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowRight' = 'Tab',
  ): Promise<void> {
    await expect(what).toBeVisible();
    for (let presses = 0; presses < 150 && !(await hasFocus(what)); presses++)
      await what.page().keyboard.press(key);
    await expect(what).toBeFocused();
    await expectFocus(what.page());
  }

  async function press(what: Locator, back?: 'Shift+Tab'): Promise<void> {
    await reach(what, back);
    await settled(what.page());
    await what.page().keyboard.press('Enter');
  }

  async function write(what: Locator, text: string): Promise<void> {
    await reach(what);
    await what.page().keyboard.type(text);
  }

  async function menuByKeys(entry: string): Promise<void> {
    await press(secretary.getByRole('button', { name: 'Cuenta de Marta Giménez' }), 'Shift+Tab');
    await reach(secretary.getByRole('menuitem', { name: entry }), 'ArrowDown');
    await secretary.keyboard.press('Enter');
    // Whoever comes to a page begins at its heading.
    await expect(secretary.getByRole('heading', { level: 1, name: entry })).toBeFocused();
  }

  async function tabByKeys(name: string): Promise<void> {
    await reach(secretary.getByRole('tab', { selected: true }));
    await reach(secretary.getByRole('tab', { name }), 'ArrowRight');
    await expect(secretary.getByRole('tabpanel', { name })).toBeVisible();
  }

  /** Presses what says first what will be true, and then again where it asks; what comes after it has the focus. */
  async function askedByKeys(page: Page, name: string): Promise<void> {
    await press(page.getByRole('button', { name, exact: true }));
    const sure = page.getByRole('dialog').getByRole('button', { name, exact: true });
    await expect(sure).toBeFocused();
    await press(sure);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expectFocus(page);
  }

  /** A dialog keeps the focus, and gives it back to the button that asked for it. */
  async function leavesByKeys(page: Page, name: string): Promise<void> {
    const asks = page.getByRole('button', { name, exact: true });
    await press(asks);
    const dialog = page.getByRole('dialog');
    const sure = dialog.getByRole('button', { name, exact: true });
    for (const next of [
      sure,
      dialog.getByRole('button', { name: 'Cancelar' }),
      dialog.getByLabel('Cerrar'),
      sure,
    ]) {
      await expect(next).toBeFocused();
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(asks).toBeFocused();
  }

  async function tablesByKeys(title: string): Promise<void> {
    await write(motionForm().getByLabel('Título de la moción (Español)'), title);
    await write(motionForm().getByRole('textbox', { name: 'Texto de la moción', exact: true }), 'A Salto.');
    await press(motionForm().getByRole('button', { name: 'Presentar la moción' }));
    await expect(motion(secretary, title)).toContainText('presentada');
    await expectFocus(secretary);
    await press(motion(secretary, title).getByRole('button', { name: 'Admitir' }), 'Shift+Tab');
    await expect(motion(secretary, title)).toContainText('admitida');
    await expectFocus(secretary);
  }

  /** The chair and a delegate. */
  async function votesByKeys(phone: Page): Promise<void> {
    await press(chair.getByRole('button', { name: 'Abrir el debate' }));
    await press(chair.getByRole('button', { name: 'Cerrar el debate' }));
    await leavesByKeys(chair, 'Abrir la votación');
    await askedByKeys(chair, 'Abrir la votación');
    await expect(ballot(phone)).toHaveAttribute('data-state', 'open');
    await press(phone.getByRole('button', { name: 'En contra', exact: true }));
    await press(phone.getByRole('button', { name: 'Votar: En contra' }));
    await expect(phone.getByTestId('receipt')).toContainText('En contra');
    await expectFocus(phone);
    await askedByKeys(chair, 'Cerrar la votación');
    await askedByKeys(chair, 'Proclamar el resultado');
  }

  /** An organisation, a person with an office, an assembly and the first item of its agenda. */
  async function preparesByKeys(): Promise<void> {
    await menuByKeys('Órganos y organizaciones');
    let form = secretary.getByRole('tabpanel', { name: 'Inscribir una organización' });
    await write(form.getByRole('textbox', { name: 'Nombre', exact: true }), 'Norte');
    await press(form.getByRole('button', { name: 'Inscribir una organización' }));
    await expect(form.getByRole('status')).toContainText('Norte está inscrita.');
    await expectFocus(secretary);

    await reach(secretary.getByRole('tab', { selected: true }), 'Shift+Tab');
    await tabByKeys('Conferir un cargo');
    form = secretary.getByRole('tabpanel', { name: 'Conferir un cargo' });
    await write(form.getByRole('textbox', { name: 'Nombre' }), 'Sol Sosa');
    await write(form.getByLabel('Correo electrónico'), 'sol@fed.example');
    await press(form.getByRole('button', { name: 'Conferir un cargo' }));
    await expect(form.getByText('Cargo conferido: Sol Sosa.')).toBeVisible();
    await expectFocus(secretary);

    await menuByKeys('Convocar una asamblea');
    await write(secretary.getByRole('textbox', { name: 'Nombre', exact: true }), 'Otra');
    await write(secretary.getByLabel('Lugar'), 'Salto');
    // Read alike whichever comes first, the day or the month.
    await write(secretary.getByLabel('Primer día'), '11112030');
    await press(secretary.getByRole('button', { name: 'Convocar' }));
    await expect(secretary.getByRole('heading', { level: 1, name: 'Secretaría' })).toBeFocused();
    await tabByKeys('Orden del día');
    await write(secretary.getByLabel('Título del punto (Español)'), 'Apertura');
    await press(secretary.getByRole('button', { name: 'Añadir el punto' }));
    await expect(secretary.getByText('1. Apertura')).toBeVisible();
    await expectFocus(secretary);
  }

  test('another is tabled, voted and declared by the keyboard alone, and another assembly is prepared so', async () => {
    await tablesByKeys('La sede');
    await Promise.all([votesByKeys(phones[0]!), preparesByKeys()]);
    await expect(hall.getByTestId('result')).toContainText('Rechazado');
  });
});
