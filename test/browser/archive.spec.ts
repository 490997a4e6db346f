import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './house.js';
import { go, LAPTOP, PHONE, someone } from './people.js';

/** The archive as the public reads it: what is known, from where, and what nobody knows. */
test.describe.serial('the history', () => {
  let reader: Page;
  test.beforeAll(async ({ browser }) => {
    reader = await someone(browser, null, { viewport: LAPTOP });
  });
  test.afterAll(() => reader.context().close());

  /** The value that stands under a name. */
  const fact = (within: Locator | Page, name: string): Locator =>
    within
      .locator('dl > div')
      .filter({ has: reader.locator('dt').getByText(name, { exact: true }) })
      .locator('dd');
  const stage = (label: string): Locator => reader.getByRole('listitem').filter({ hasText: label }).first();

  test('the path of the Declaration: bodies, places and years; counts that nobody knows are unknown', async () => {
    await reader.goto('/');
    await reader.getByRole('link', { name: 'World Declaration on Worker Cooperatives' }).click();
    await expect(reader.getByTestId('course')).toHaveText(
      'Approved in principle in Oslo in 2003, finished by the Executive Committee in 2004, adopted by the ICA in Cartagena in 2005.',
    );
    const oslo = stage('approved in principle');
    await expect(oslo).toContainText('6 September 2003');
    await expect(oslo).toContainText('The day is of medium certainty');
    await expect(fact(oslo, 'Place')).toHaveText('Oslo, Norway');
    await expect(fact(oslo, 'For, against, abstentions')).toHaveText('unknown');
    const committee = stage('final draft approved');
    await expect(committee).toContainText('CICOPA · Executive Committee');
    await expect(fact(committee, 'Place')).toHaveText('unknown');
    const alliance = reader.getByRole('listitem').filter({ hasText: 'ICA · General Assembly' });
    await expect(fact(alliance, 'Result')).toHaveText('unanimous');
    await expect(fact(alliance, 'For, against, abstentions')).toHaveText('unknown');
    for (const one of [oslo, committee, alliance]) {
      await expect(one).toContainText('Entered from a source, not counted here:');
      const cited = one.getByRole('link', { name: /^Source: \d$/ });
      await expect(reader.locator((await cited.getAttribute('href'))!)).toContainText('Encyclopedia article');
      await expect(one).not.toContainText(/\b0\b/);
    }
    await expect(
      reader.getByText('CICOPA · General Assembly entrusts CICOPA · Executive Committee to finish the text.'),
    ).toBeVisible();
    await expect(fact(reader, 'Authentic languages')).toHaveText('English, Español');
    await expect(reader.getByRole('row', { name: /^Version 3/ })).toContainText(
      'The text is not known to us',
    );
  });

  test('the entries of the record behind it are listed, and each is checked in the browser', async () => {
    const entries = reader.getByRole('table', { name: 'Record' }).getByRole('row');
    // Founded, three versions, three stages, a mandate given and finished; and the head.
    await expect(entries).toHaveCount(10);
    const stage = entries
      .filter({ hasText: 'The house itself entered a stage of a text from a source' })
      .first();
    await stage.getByRole('link').first().click();
    await expect(reader.getByRole('heading', { level: 1 })).toContainText('Entry');
    // Things have names and lead to where they are; what is hashed is one tap deeper.
    const told = reader.getByTestId('told');
    await expect(told).toContainText('The house itself entered a stage of a text from a source');
    await expect(told.getByRole('link', { name: 'World Declaration on Worker Cooperatives' })).toBeVisible();
    await expect(fact(reader, 'Outcome')).toHaveText('approved');
    await expect(reader.getByText('ica-cartagena-2005').first()).toBeHidden();
    await reader.getByText('The exact content').click();
    await expect(reader.getByText('ica-cartagena-2005').first()).toBeVisible();
    // A mandate is told with both bodies, the text once.
    await reader.goBack();
    const mandate = entries.filter({ hasText: 'A body gave another a mandate on a text' });
    await expect(mandate.getByRole('link', { name: /General Assembly$/ })).toBeVisible();
    await mandate.getByRole('link', { name: /Executive Committee$/ }).click();
    await expect(reader.getByRole('heading', { level: 1 })).toContainText('Executive Committee');
  });

  test('a version stands on the line of all of them, each with where and when it was approved', async () => {
    await go(reader, '/instruments/world-declaration/versions/2');
    const line = reader.getByRole('list', { name: 'Versions' });
    await expect(line.getByRole('listitem')).toHaveText([
      'Version 1Oslo, Norway · 6 September 2003',
      'Version 217 February 2004',
      'Version 3Cartagena, Colombia · 23 September 2005',
    ]);
    await expect(line.locator('[aria-current=page]')).toHaveText('Version 2');
    await line.getByRole('link', { name: 'Version 3' }).click();
    await expect(reader.getByRole('heading', { level: 1 })).toContainText('Version 3');
  });

  test('the Standards: a consultation that no source dates, and no language known to be authentic', async () => {
    await go(reader, '/instruments/world-standards');
    const consultation = stage('consultation of the members');
    await expect(consultation).toContainText('unknown');
    await expect(consultation).toContainText('none dates it');
    await expect(fact(reader, 'Authentic languages')).toHaveText('unknown');
    await expect(fact(reader, 'Languages in which it is known')).toHaveText('English, Français, Español');
  });

  test('an assembly shows what it decided; a body who held office, and since when is unknown', async () => {
    await stage('approved in substance').getByRole('link', { name: 'General Assembly, Geneva 2009' }).click();
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('General Assembly, Geneva 2009');
    await expect(reader.getByText('approved in substance')).toBeVisible();
    await expect(fact(reader, 'Dates')).toHaveText('18 November 2009');
    await reader.getByRole('link', { name: 'CICOPA · General Assembly' }).click();
    const roelants = reader.getByRole('row', { name: /Bruno Roelants/ });
    await expect(roelants.getByRole('cell')).toContainText([
      'Bruno Roelants',
      'General Secretary',
      'unknown',
    ]);
    const mariscal = reader.getByRole('row', { name: /Manuel Mariscal/ });
    await expect(mariscal).toContainText('2011');
    await expect(mariscal).toContainText('medium certainty');
    await expect(reader.getByRole('heading', { name: 'Members', exact: true })).toBeVisible();
    await expect(reader.getByText('No member is recorded.')).toBeVisible();
  });

  test('an organisation: its figures, where it belongs, and what is not known of it', async () => {
    await reader.getByRole('link', { name: 'International Organisation of Industrial' }).click();
    await expect(fact(reader, 'People employed')).toHaveText('4,000,000');
    await expect(fact(reader, 'Founded')).toHaveText('unknown');
    await expect(fact(reader, 'Seat')).toHaveText('Brussels, Belgium');
    const above = reader
      .getByRole('table', { name: 'Belongs to' })
      .getByRole('row', { name: 'International Cooperative Alliance' });
    await expect(above.getByRole('cell').nth(1)).toHaveText('unknown');
    await reader.getByRole('link', { name: 'CICOPA Americas' }).click();
    await expect(fact(reader, 'Founded')).toHaveText('15 November 2011, Cancun, Mexico');
    await expect(reader.getByRole('link', { name: 'CICOPA Mercosur' })).toBeVisible();
  });

  test('what sources say in English is read in other languages where its words are usual ones', async ({
    browser,
  }) => {
    const phone = await someone(browser, null, { viewport: PHONE, locale: 'fr' });
    await phone.goto('/instruments/world-standards');
    await phone.getByRole('link', { name: 'General Assembly, Geneva 2009' }).first().click();
    await expect(phone.getByText('approbation sur le fond · approuvé', { exact: true })).toBeVisible();
    await phone.getByRole('link', { name: 'World Standards of Social Cooperatives' }).click();
    await expect(phone.getByText(/approuvé – approbation sur le fond/).first()).toBeVisible();
    await go(phone, '/instruments/world-declaration');
    await expect(phone.getByText('à l’unanimité', { exact: true })).toBeVisible();
    await go(phone, '/bodies/cicopa-ga');
    await expect(phone.getByText('Secrétaire général', { exact: true })).toBeVisible();
    await phone.context().close();
  });

  test('instruments stand by their titles in the reader’s language, accents and numbers in their order', async ({
    browser,
  }) => {
    const secretary = await someone(browser, 'secretariat@demo.example', { viewport: LAPTOP });
    for (const [instrument, en, fr] of [
      ['articles-10', 'Bylaws, article 10', 'Règlement, article 10'],
      ['articles-9', 'Bylaws, article 9', 'Règlement, article 9'],
      ['zeal', 'Zeal for equality', 'Égalité'],
    ] as const) {
      const founded = await secretary.request.post('/api/instruments', {
        headers: { 'x-plenary': '1' },
        data: {
          ...{ instrument, titles: { en, fr }, authenticLanguages: ['en'] },
          stages: [{ kind: 'final', label: 'in final form', body: 'demo-ga' }],
        },
      });
      expect(founded.ok(), await founded.text()).toBe(true);
    }
    await secretary.context().close();
    for (const [locale, order] of [
      [
        'en',
        [
          'Bylaws, article 9',
          'Bylaws, article 10',
          'World Declaration',
          'World Standards',
          'Zeal',
          'Charter',
        ],
      ],
      ['fr', ['Égalité', 'Règlement, article 9', 'Règlement, article 10', 'World', 'World', 'Charte']],
    ] as const) {
      const page = await someone(browser, null, { viewport: LAPTOP, locale });
      await page.goto('/');
      const titles = page
        .locator('section', {
          has: page.getByRole('heading', { level: 2, name: 'Instruments', exact: true }),
        })
        .getByRole('heading', { level: 3 });
      await expect(titles).toContainText([...order, '', '']);
      await page.context().close();
    }
  });

  test('unknown is said in the reader’s language', async ({ browser }) => {
    const phone = await someone(browser, null, { viewport: PHONE, locale: 'es' });
    await phone.goto('/assemblies/excom-2004');
    await expect(phone.locator('dl > div').filter({ hasText: 'Lugar' }).locator('dd')).toHaveText(
      'desconocido',
    );
    await phone.context().close();
  });
});
