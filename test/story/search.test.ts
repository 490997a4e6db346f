import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { recordRoutes as routes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** The search over names, for readers who may see different things. */
let house: TestHouse;
let secretary: Visitor;
let reader: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
  reader = house.visitor();
  await hall(house, 'far');
  const item = (internal: boolean, en: string) =>
    secretary.do(assemblyRoutes.addItem, {
      ...{ assembly: 'far-2026', titles: { en, fr: 'Énergie' }, internal },
    });
  await item(false, 'Zephyr power');
  await item(true, 'Zephyr budget');
  await secretary.do(instrumentRoutes.found, {
    ...{
      instrument: 'zephyr',
      titles: { en: 'Zephyr Charter', es: 'Carta del Céfiro' },
      authenticLanguages: ['en'],
    },
    stages: [{ key: 'final', kind: 'final', label: 'final', body: 'far-ga' }],
  });
  for (const text of ['The lantern at the harbour.', 'Lanterns at the **hárbour**.'])
    await secretary.do(instrumentRoutes.freezeVersion, {
      instrument: 'zephyr',
      texts: [{ lang: 'en', markdown: `# Zephyr Charter\n\n${text}` }],
    });
  const { motion } = await secretary.do(motionRoutes.submit, {
    ...{ assembly: 'far-2026', titles: { en: 'Lamps' }, majority: 'ordinary' },
    about: { kind: 'text', text: 'A lantern for all.', lang: 'en' },
  });
  await secretary.do(motionRoutes.translate, { motion, lang: 'es', text: 'Linternas para todos.' });
});
afterAll(() => house.close());

const find = async (who: Visitor, text: string): Promise<string[]> => {
  const { found, names } = await who.do(routes.search, { text });
  return found.map(({ noun, id }) => {
    const { titles, name, number } = names[`${noun}:${id}`]!;
    return [noun, name ?? titles!['en'], number].filter(Boolean).join(' ');
  });
};

test.each<[string, string[]]>([
  ['zephyr', ['item Zephyr power', 'instrument Zephyr Charter']],
  ['POWER zephyr', ['item Zephyr power']],
  ['energie zephyr', ['item Zephyr power']],
  ['cefiro carta', ['instrument Zephyr Charter']],
  ['zephyr nothing', []],
  ['   ', []],
  ['%', []],
])('%j finds what everybody may see, whatever its case, accents and order', async (text, wanted) => {
  expect(await find(reader, text)).toEqual(wanted);
});

test('whoever holds an office there finds what is internal, too', async () => {
  expect(await find(secretary, 'zephyr budget')).toEqual(['item Zephyr budget']);
  expect(await find(reader, 'zephyr budget')).toEqual([]);
});

test.each<[string, string[]]>([
  ['lanterns harbour', ['version Zephyr Charter 2']],
  ['LANTERN', ['version Zephyr Charter 2', 'motion Lamps']],
  ['linternas', ['motion Lamps']],
  ['anterns', []],
  ["lantern's \\ ' & | !", []],
])(
  'the texts of versions and motions are found by the beginnings of their words: %j',
  async (text, wanted) => {
    expect(await find(reader, text)).toEqual(wanted);
  },
);

test('assemblies, bodies and organisations are found by their names', async () => {
  expect(await find(reader, 'far')).toEqual(expect.arrayContaining([expect.stringMatching(/^assembly far/)]));
  const nouns = (await find(reader, 'far')).map((one) => one.split(' ')[0]);
  expect(new Set(nouns)).toEqual(new Set(['organisation', 'body', 'assembly']));
});

test('a closed assembly is found by nobody outside', async () => {
  await house.source.query(`UPDATE assembly SET open = false WHERE id = 'far-2026'`);
  expect(await find(reader, 'zephyr power')).toEqual([]);
  expect((await find(reader, 'far')).filter((one) => one.startsWith('assembly'))).toEqual([]);
  expect(await find(secretary, 'zephyr power')).toEqual(['item Zephyr power']);
  await house.source.query(`UPDATE assembly SET open = true WHERE id = 'far-2026'`);
});
