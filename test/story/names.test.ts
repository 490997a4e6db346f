import fc from 'fast-check';
import { folded } from '../../src/basics/folded.js';
import { byName } from '../../src/basics/order.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { ORDERED, SEARCHED } from '../basics/spelled.js';
import { register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Names stand in the order of readers, and are found whatever the case and the accents of either. */
let house: TestHouse;
let secretary: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
});
afterAll(() => house.close());

test('members stand in the order of readers, however their names begin', async () => {
  await secretary.do(bodyRoutes.registerOrganisation, { organisation: 'fed', name: 'Federation' });
  await secretary.do(bodyRoutes.foundBody, { body: 'fed-ga', organisation: 'fed', name: 'Assembly' });
  await secretary.do(bodyRoutes.adoptRuleSet, {
    ...{ body: 'fed-ga', name: 'Orders', inForceFrom: null, data: DEMO_RULES as never },
  });
  const names = [
    ...['Zebra Cooperative', 'École des Artisans', 'alpha coop', 'Ökostrom eG', 'Beta Coop'],
    ...['Ñandú Cooperativa', 'Łódź Spółdzielnia', 'Norte', 'Øst', 'eclair', 'Eclat'],
  ];
  const csv = ['name,class', ...names.map((name) => `${name},full`)].join('\n');
  await secretary.do(bodyRoutes.importMembers, { body: 'fed-ga', preview: false, csv });
  const { members } = await secretary.do(bodyRoutes.body, { body: 'fed-ga' });
  expect(members.map(({ name }) => name)).toEqual([
    ...['alpha coop', 'Beta Coop', 'eclair', 'Eclat', 'École des Artisans', 'Łódź Spółdzielnia'],
    ...['Ñandú Cooperativa', 'Norte', 'Ökostrom eG', 'Øst', 'Zebra Cooperative'],
  ]);
});

test('people are found without case and accents by name and by address, and stand in order', async () => {
  for (const name of ['Renée Marchand', 'Éric Dupond', 'Tomás Núñez', 'ÖZGE ÇELIK', 'Zoë Abel', 'A_B 100%'])
    await secretary.do(peopleRoutes.registerPerson, { name, email: null });
  await secretary.do(peopleRoutes.registerPerson, { name: 'Émile Ax', email: 'Emil.A@coop.example' });
  const found = async (search: string) =>
    (await secretary.do(peopleRoutes.people, { search })).people.map(({ name }) => name);
  for (const [search, name] of [
    ...[['renee', 'Renée Marchand'] as const, ['RENÉE', 'Renée Marchand'] as const],
    ...[['éric', 'Éric Dupond'] as const, ['özge', 'ÖZGE ÇELIK'] as const, ['nunez', 'Tomás Núñez'] as const],
    ...[['0%', 'A_B 100%'] as const, ['a_b', 'A_B 100%'] as const, ['émil.a@COOP', 'Émile Ax'] as const],
  ])
    expect([search, await found(search)]).toEqual([search, [name]]);
  // Over the end of a name into an address nothing is found.
  for (const search of ['a%b', 'ax emil']) expect([search, await found(search)]).toEqual([search, []]);
  expect((await found('')).filter((name) => name !== 'secretary')).toEqual([
    ...['A_B 100%', 'Émile Ax', 'Éric Dupond', 'ÖZGE ÇELIK', 'Renée Marchand', 'Tomás Núñez', 'Zoë Abel'],
  ]);
});

test('the database has the order of the house', async () => {
  const sorted: { name: string }[] = await house.source.query(
    'SELECT name FROM unnest($1::text[]) AS t (name) ORDER BY name COLLATE names',
    [ORDERED.toReversed()],
  );
  expect(sorted.map(({ name }) => name)).toEqual(ORDERED);
});

test('the database finds what the house finds', async () => {
  const found: { found: boolean }[] = await house.source.query(
    `SELECT strpos(folded(one ->> 0), folded(one ->> 1)) > 0 AS found
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t (one, place) ORDER BY place`,
    [JSON.stringify(SEARCHED)],
  );
  expect(found.map((row) => row.found)).toEqual(SEARCHED.map((one) => one[2]));
});

test('the database folds and orders any text as the house does', async () => {
  const letters = fc.constantFrom(
    ...'aÀéÎõüÑçŁøÆœßẞþÐđħŧŋıİĸſəɛƆžǅΩΣςйЁ‘’ʻ′‐‑–\u0301\u0323\u00a0\u2003\ufeff \t.-_7१',
  );
  const texts = fc.sample(fc.string({ unit: letters, maxLength: 12 }), { numRuns: 2000, seed: 2019 });
  const rows: { folded: string }[] = await house.source.query(
    'SELECT folded(text) FROM unnest($1::text[]) WITH ORDINALITY AS t (text, place) ORDER BY place',
    [texts],
  );
  expect(rows.map((row) => row.folded)).toEqual(texts.map(folded));
  // In NFC, as names come in. Where quotation marks and letters with two accents stand among each other is another in
  // each version of Unicode's order.
  const plain = texts.map((text) => text.replace(/[\u0323‘’]/g, '').normalize('NFC'));
  const sorted: { text: string }[] = await house.source.query(
    'SELECT text FROM unnest($1::text[]) AS t (text) ORDER BY text COLLATE names',
    [plain],
  );
  expect(sorted.map(({ text }) => text)).toEqual(plain.toSorted(byName));
});
