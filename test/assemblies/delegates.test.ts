import { credentialKey, readDelegates } from '../../src/assemblies/delegates.js';

const members = new Map([
  ['union-a', 'm-a'],
  ['union-b', 'm-b'],
]);
const read = (rows: string, credentials: ReadonlySet<string> = new Set()) => {
  const result = readDelegates(`organisation,name,email,role,lang\n${rows}`, { members, credentials });
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
