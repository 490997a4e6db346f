import { credentialKey, readDelegates } from '../../src/assemblies/delegates.js';

const members = new Map([
  ['union-a', 'm-a'],
  ['union-b', 'm-b'],
]);
const read = (
  rows: string,
  credentials: ReadonlySet<string> = new Set(),
  columns = 'organisation,name,email,role,lang',
) => {
  const result = readDelegates(`${columns}\n${rows}`, { members, credentials });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

test('a delegate by default, in English by default; addresses in small letters', () => {
  expect(read('union-a,Ada Quist,Ada@Example.ORG,,\n')).toMatchObject({
    delegates: [{ member: 'm-a', name: 'Ada Quist', email: 'ada@example.org', role: 'delegate', lang: 'en' }],
    faults: [],
  });
});

test.each([
  ['union-c,Ada,,,', 'organisation', 'delegate.organisation'],
  ['union-a,,,,', 'name', 'delegate.name'],
  ['union-a,Ad\0a,,,', 'name', 'delegate.name'],
  [`union-a,${'x'.repeat(201)},,,`, 'name', 'delegate.name'],
  ['union-a,Ada,ada.example.org,,', 'email', 'delegate.email'],
  ['union-a,Ada,,captain,', 'role', 'delegate.role'],
  ['union-a,Ada,,,de', 'lang', 'delegate.lang'],
  ['union-a,Ada,,,en,more', null, 'csv.surplus'],
])('%p has the fault %s: %s', (row, column, code) => {
  expect(read(`${row}\n`).faults).toEqual([expect.objectContaining({ line: 2, column, code })]);
});

test('somebody twice for the same member is a fault; for two members not', () => {
  const twice = 'union-a,Ada,ada@example.org,,\nunion-a,Ada Q,ADA@example.org,,\n';
  expect(read(twice).faults).toMatchObject([{ line: 3, column: 'email', code: 'delegate.repeated' }]);
  expect(read('union-a,Ada,,,\nunion-a,ada,,,\n').faults).toMatchObject([{ column: 'name' }]);
  expect(read('union-a,Ada,ada@example.org,,\nunion-b,Ada,ada@example.org,,\n').faults).toEqual([]);
});

test('the same file again makes nobody twice', () => {
  const credentials = new Set([
    credentialKey('m-a', { name: 'Ada', email: 'ada@example.org' }),
    credentialKey('m-b', { name: 'Bo', email: null }),
  ]);
  expect(
    read('union-a,Ada,ada@example.org,,\nunion-b,Bo,,,\n', credentials).faults.map(({ code }) => code),
  ).toEqual(['delegate.exists', 'delegate.exists']);
});

test.each([
  ['delegate', 'en'],
  ['alternate', 'fr'],
  ['observer', 'es'],
])('as %s, in %s', (role, lang) => {
  expect(read(`union-a,Ada,,${role},${lang}\n`)).toMatchObject({ faults: [], delegates: [{ role, lang }] });
});

test('what is wrong stands in the fault, and its place is taken by what is usual', () => {
  expect(read('union-c,Ada,,captain,de\n')).toMatchObject({
    delegates: [{ member: '', role: 'delegate', lang: 'en' }],
    faults: [{ value: 'union-c' }, { value: 'captain' }, { value: 'de' }],
  });
  // Of a member that is unknown nobody is repeated.
  expect(read('union-c,Ada,,,\nunion-c,Ada,,,\n').faults.map(({ code }) => code)).toEqual([
    ...['delegate.organisation', 'delegate.organisation'],
  ]);
});

test('a gender is a short word, or none', () => {
  const columns = 'organisation,name,gender';
  const gender = (text: string) => read(`union-a,Ada,${text}\n`, new Set(), columns);
  expect(gender('f')).toMatchObject({ delegates: [{ gender: 'f' }], faults: [] });
  expect(gender('')).toMatchObject({ delegates: [{ gender: null }], faults: [] });
  expect(gender('x'.repeat(40)).faults).toEqual([]);
  expect(gender('x'.repeat(41)).faults).toMatchObject([{ column: 'gender', code: 'delegate.gender' }]);
});

test('a file that is none is refused whole', () => {
  const none = { members, credentials: new Set<string>() };
  expect(readDelegates('organisation\nunion-a\n', none)).toMatchObject({
    refusal: { code: 'csv.missing_column', facts: { column: 'name' } },
  });
});

test('without an address somebody is known by the name, which is no address', () => {
  expect(credentialKey('m', { name: 'Ada', email: null })).not.toBe(
    credentialKey('m', { name: '', email: 'ada' }),
  );
});
