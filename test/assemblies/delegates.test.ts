import {
  credentialKey,
  delegateRows,
  readDelegates,
  type CredentialKnown,
} from '../../src/assemblies/delegates.js';

const members = [
  { id: 'union-a', name: 'Únion A', member: 'm-a' },
  { id: 'union-b', name: 'Union B', member: 'm-b' },
];
type Known = Parameters<typeof readDelegates>[1];
const NOBODY: Known = { members, credentials: [], people: new Map(), apart: false, lang: 'en' };
const read = (rows: string, known: Partial<Known> = {}, columns = 'organisation,name,email,role,lang') => {
  const result = delegateRows(`${columns}\n${rows}`);
  if (!result.ok) throw new Error(result.refusal.code);
  return readDelegates(result.value, { ...NOBODY, ...known });
};
const credential = (more: Partial<CredentialKnown>): CredentialKnown => ({
  ...{ credential: 'c-1', member: 'm-a', person: 'p-1', name: 'Ada Quist', email: null, lang: 'en' },
  ...{ role: 'delegate', gender: null, state: 'submitted', beyond: false },
  ...more,
});

test('of whom the file says no language has that of whoever brings it in', () => {
  const rows = 'union-a,Ada Quist,,,\nunion-b,Bo Lind,,,fr\n';
  expect(read(rows, { lang: 'es' }).delegates.map(({ lang }) => lang)).toEqual(['es', 'fr']);
});

test('a delegate by default; addresses in small letters', () => {
  expect(read('union-a,Ada Quist,Ada@Example.ORG,,\n')).toMatchObject({
    delegates: [{ member: 'm-a', name: 'Ada Quist', email: 'ada@example.org', role: 'delegate', lang: 'en' }],
    faults: [],
  });
});

test('who is new and whose row gives no language gets that of whoever imports; who is known keeps theirs', () => {
  const rows = 'union-a,Ada,,,\nunion-a,Bo,,,fr\n';
  expect(read(rows, { lang: 'es' }).delegates.map(({ lang }) => lang)).toEqual(['es', 'fr']);
  const there = [credential({ name: 'Ada' })];
  expect(read('union-a,Ada,,,\n', { lang: 'es', credentials: there })).toMatchObject({
    ...{ delegates: [], changes: [] },
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
  const twice = 'union-a,Ada,ada@example.org,,\nunion-a,ÁDA,ADA@example.org,,\n';
  expect(read(twice).faults).toMatchObject([{ line: 3, column: 'email', code: 'delegate.repeated' }]);
  expect(read('union-a,Ada,,,\nunion-a,ada,,,\n').faults).toMatchObject([{ column: 'name' }]);
  for (const rows of ['union-a,Ada,,,\nunion-a,Ada,a@x.org,,\n', 'union-a,Ada,a@x.org,,\nunion-a,Ada,,,\n'])
    expect(read(rows).faults).toMatchObject([{ line: 3, code: 'delegate.repeated' }]);
  expect(read('union-a,Ada,a@x.org,,\nunion-a,Ada,b@x.org,,\n').delegates).toHaveLength(2);
  expect(read('union-a,Ada,ada@example.org,,\nunion-b,Ada,ada@example.org,,\n').faults).toEqual([]);
});

describe('one address', () => {
  const both = 'union-a,Elena Costa,office@x.org,,\nunion-b,Farid Haddad,Office@x.org,,\n';

  test('that the file gives to two names is a fault of both, with the other', () => {
    expect(read(both)).toMatchObject({
      delegates: [],
      faults: [
        { line: 2, code: 'delegate.shared_address', facts: { line: 3, name: 'Farid Haddad' } },
        { line: 3, code: 'delegate.shared_address', facts: { line: 2, name: 'Elena Costa' } },
      ],
    });
  });

  test('that is known under another name is a fault too', () => {
    const people = new Map([['office@x.org', { id: 'p', name: 'ELENA COSTA', lang: 'en' }]]);
    expect(read(both, { people })).toMatchObject({
      delegates: [{ name: 'Elena Costa', email: 'office@x.org' }],
      faults: [{ line: 3, code: 'delegate.other_name', facts: { name: 'ELENA COSTA' } }],
    });
  });

  test('where they are kept apart is nobody’s, and the same file again adds nobody', () => {
    const first = read(both, { apart: true });
    expect(first).toMatchObject({
      delegates: [{ email: null }, { email: null }],
      faults: [],
      remarks: [{ code: 'delegate.apart' }, { code: 'delegate.apart' }],
    });
    const credentials = first.delegates.map(({ member, name }, i) =>
      credential({ credential: `c-${i}`, person: `p-${i}`, member, name }),
    );
    expect(read(both, { apart: true, credentials }).rows).toMatchObject([
      { state: 'unchanged' },
      { state: 'unchanged' },
    ]);
  });
});

describe('a later file', () => {
  const credentials = [
    credential({ email: 'Ada@example.org', role: 'alternate', gender: 'f' }),
    credential({ credential: 'c-2', person: 'p-2', member: 'm-b', name: 'Bo' }),
  ];
  const columns = 'organisation,name,email,role,lang,gender';
  const of = (rows: string, known: Partial<Known> = {}) => read(rows, { credentials, ...known }, columns);

  test('makes nobody twice: not by the address, not by the name', () => {
    const rows = 'union-a,Ada Quist,ada@example.org,,,\nunion b,BO,,,,\nunion-b,Cy,,,,\n';
    expect(of(rows)).toMatchObject({
      rows: [{ state: 'unchanged' }, { state: 'unchanged' }, { state: 'new', line: 4 }],
      ...{ changes: [], faults: [], delegates: [{ name: 'Cy' }], lines: [4] },
    });
    // Left out, an address stays.
    expect(of('Únion A,ada quist,,,,\n').rows).toMatchObject([{ state: 'unchanged' }]);
  });

  test('changes what it says otherwise', () => {
    const { rows, changes } = of(
      'union-a,Ada Quist,ada@example.org,déléguée,Français,x\nunion-b,Bo,bo@x.org,,,\n',
    );
    expect(changes).toEqual([
      { credential: 'c-1', person: 'p-1', role: 'delegate', lang: 'fr', gender: 'x' },
      { credential: 'c-2', person: 'p-2', email: 'bo@x.org' },
    ]);
    expect(rows[0]!.changes).toContainEqual({ column: 'role', before: 'alternate', after: 'delegate' });
  });

  test('leaves to the desk what an accreditation stands on, and accounts that are not its own', () => {
    const accredited = credentials.map((one): CredentialKnown => ({ ...one, state: 'accredited' }));
    expect(of('union-a,Ada Quist,,observer,,\n', { credentials: accredited }).faults).toMatchObject([
      { code: 'delegate.role_stands', facts: { role: 'alternate' } },
    ]);
    const beyond = credentials.map((one) => ({ ...one, beyond: true }));
    expect(of('union-b,Bo,bo@x.org,,fr,\n', { credentials: beyond })).toMatchObject({
      ...{ changes: [], faults: [], rows: [{ state: 'unchanged' }] },
      remarks: [{ column: 'email', code: 'delegate.account_stays' }, { column: 'lang' }],
    });
    const refused = credentials.map((one): CredentialKnown => ({ ...one, state: 'refused' }));
    expect(of('union-b,Bo,,,,\n', { credentials: refused })).toMatchObject({
      ...{ rows: [{ state: 'unchanged' }], remarks: [{ code: 'delegate.refused' }] },
    });
  });

  test('cannot say of a namesake with another address whether it is the same person', () => {
    expect(of('union-a,Ada Quist,other@x.org,,,\n').faults).toMatchObject([
      { column: 'email', code: 'delegate.other_address' },
    ]);
    const people = new Map([['bo@x.org', { id: 'p-9', name: 'Bo', lang: 'en' }]]);
    expect(of('union-b,Bo,bo@x.org,,,\n', { people }).faults).toMatchObject([
      { column: 'email', code: 'delegate.other_address' },
    ]);
  });
});

test.each([
  ['delegate', 'en'],
  ['alternate', 'fr'],
  ['observer', 'es'],
])('as %s, in %s', (role, lang) => {
  expect(read(`union-a,Ada,,${role},${lang}\n`)).toMatchObject({ faults: [], delegates: [{ role, lang }] });
});

test('what is wrong stands in the fault', () => {
  expect(read('union-c,Ada,,captain,de\n')).toMatchObject({
    delegates: [],
    faults: [{ value: 'union-c' }, { value: 'captain' }, { value: 'de' }],
  });
  // Of a member that is unknown nobody is repeated.
  expect(read('union-c,Ada,,,\nunion-c,Ada,,,\n').faults.map(({ code }) => code)).toEqual([
    ...['delegate.organisation', 'delegate.organisation'],
  ]);
});

test('a gender is a short word, or none', () => {
  const columns = 'organisation,name,gender';
  const gender = (text: string) => read(`union-a,Ada,${text}\n`, {}, columns);
  expect(gender('f')).toMatchObject({ delegates: [{ gender: 'f' }], faults: [] });
  expect(gender('')).toMatchObject({ delegates: [{ gender: null }], faults: [] });
  expect(gender('x'.repeat(40)).faults).toEqual([]);
  expect(gender('x'.repeat(41)).faults).toMatchObject([{ column: 'gender', code: 'delegate.gender' }]);
});

test('a file that is none is refused whole', () => {
  expect(delegateRows('organisation\nunion-a\n')).toMatchObject({
    refusal: { code: 'csv.missing_column', facts: { column: 'name' } },
  });
});

test('without an address somebody is known by the name, which is no address', () => {
  expect(credentialKey('m', { name: 'Ada', email: null })).not.toBe(
    credentialKey('m', { name: '', email: 'ada' }),
  );
});
