import { isDay, readMembers, type MemberKnown } from '../../src/bodies/members.js';
import { countsOf } from '../../src/bodies/rows.js';

const HEAD = 'organisation,name,class,country,region,votes,paid_up_to\n';
const rules = { classes: ['full', 'associate'], regions: ['north', 'south'], chambers: [] };
type Known = Parameters<typeof readMembers>[1];
const NOBODY: Known = { organisations: [], members: new Map(), rules };
const read = (rows: string, known: Known = NOBODY, head = HEAD) => {
  const result = readMembers(head + rows, known);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

test('a good row', () => {
  expect(read('union-a, Union A ,full,Norway,north,5/2,2026-12-31\n')).toMatchObject({
    members: [
      {
        organisation: 'union-a',
        name: 'Union A',
        class: 'full',
        country: 'NO',
        region: 'north',
        votes: '5/2',
        paidUpTo: '2026-12-31',
      },
    ],
    faults: [],
  });
});

test('a chamber is one of those that the rules list; where they list none, any word', () => {
  const file = 'organisation,name,class,chamber\nunion-a,A,full,upper\nunion-b,B,full,\n';
  const chambers = (listed: string[]) =>
    readMembers(file, { ...NOBODY, rules: { ...rules, chambers: listed } });
  expect(chambers(['upper', 'lower'])).toMatchObject({
    value: { members: [{ chamber: 'upper' }, { chamber: null }], faults: [] },
  });
  expect(chambers(['lower'])).toMatchObject({
    value: { faults: [{ line: 2, column: 'chamber', code: 'member.chamber', value: 'upper' }] },
  });
  expect(chambers([])).toMatchObject({ value: { faults: [] } });
});

test('no votes means what the rules give to the class, and is no 1 of ours', () => {
  expect(read('union-a,Union A,full,,,,\n').members[0]).toMatchObject({ votes: null, paidUpTo: null });
});

test.each([
  ['Union X,Union A,full,,,,', 'organisation', 'member.organisation'],
  ['there,Union A,full,,,,', 'name', 'member.other_name'],
  ['union-a,Uni\uFFFDn,full,,,,', 'name', 'csv.garbled'],
  ['TWINS,,full,,,,', 'organisation', 'organisation.several'],
  ['union-a,,full,,,,', 'name', 'member.name'],
  [`union-a,${'x'.repeat(201)},full,,,,`, 'name', 'member.name'],
  ['union-a,Uni\0on,full,,,,', 'name', 'member.name'],
  ['union-a,Uni\u0007on,full,,,,', 'name', 'member.name'],
  ['union-a,Union A,observer,,,,', 'class', 'member.class'],
  ['union-a,Union A,,,,,', 'class', 'member.class'],
  [`union-a,Union A,full,${'x'.repeat(81)},,,`, 'country', 'member.country'],
  ['union-a,Union A,full,Atlantis,,,', 'country', 'member.country'],
  ['union-a,Union A,full,XX,,,', 'country', 'member.country'],
  ['union-a,Union A,full,Norway,west,,', 'region', 'member.region'],
  [`union-a,Union A,full,,,${'1'.repeat(13)},`, 'votes', 'member.votes'],
  ['union-a,Union A,full,,,-1,', 'votes', 'member.votes'],
  ['union-a,Union A,full,,,one,', 'votes', 'member.votes'],
  ['union-a,Union A,full,,,50%,', 'votes', 'member.votes'],
  ['union-a,Union A,full,,,1/0,', 'votes', 'member.votes'],
  ['union-a,Union A,full,,,,2026-02-29', 'paid_up_to', 'member.paid_up_to'],
  ['union-a,Union A,full,,,,2100-02-29', 'paid_up_to', 'member.paid_up_to'],
  ['union-a,Union A,full,,,,2026-13-01', 'paid_up_to', 'member.paid_up_to'],
  ['union-a,Union A,full,,,,31/12/2026', 'paid_up_to', 'member.paid_up_to'],
  ['union-a,Union A,full,,,,2026-12-31,more', null, 'csv.surplus'],
])('%p has the fault %s: %s', (row, column, code) => {
  const organisations = [
    { id: 'there', name: 'There' },
    { id: 'twin-1', name: 'Twins' },
    { id: 'twin-2', name: 'twins' },
  ];
  const known = { ...NOBODY, organisations };
  expect(read(`${row}\n`, known).faults).toEqual([expect.objectContaining({ line: 2, column, code })]);
});

test.each([
  ['a byte order mark', (text: string) => `\ufeff${text}`],
  ['semicolons', (text: string) => text.replaceAll(',', ';')],
  ['tabs', (text: string) => text.replaceAll(',', '\t')],
  ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
])('a file with %s is the same file', (_, saved) => {
  const file = `${HEAD}union-a,Union A,full,Norway,north,2,2026-12-31\nUNION B,B,full,,,x,\n`;
  const known = NOBODY;
  const plain = readMembers(file, known);
  expect(plain).toMatchObject({ ok: true, value: { faults: { length: 2 } } });
  expect(readMembers(saved(file), known)).toEqual(plain);
});

test('every fault of a file is told, by line', () => {
  const { faults } = read('a-union,A,full,,,,\na-union,A,full,,,,\nB,C,king,,,,\nc-union,,full,,,,\n');
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [3, 'member.repeated'],
    [4, 'member.organisation'],
    [4, 'member.class'],
    [5, 'member.name'],
  ]);
});

test('a body without rules takes any class, but no empty one', () => {
  const known = { ...NOBODY, rules: null };
  expect(read('union-a,A,guild,,west,,\n', known).faults).toEqual([]);
  expect(read('union-a,A,,,,,\n', known).faults).toHaveLength(1);
  // Its rules will have the usual classes by their codes.
  expect(read('union-a,A,Pleno,,,,\nunion-b,B,guild,,,,\n', known).members).toMatchObject([
    { class: 'full' },
    { class: 'guild' },
  ]);
});

test('a leap day is a day', () => {
  expect(read('union-a,A,full,,,,2028-02-29\n').faults).toEqual([]);
});

test('a country is one, however it is written: its code or its name in three languages', () => {
  for (const [said, code] of [
    ...[
      ['FR', 'FR'],
      ['fr', 'FR'],
      ['France', 'FR'],
      ['FRANCE', 'FR'],
      ['france', 'FR'],
      ['Francia', 'FR'],
    ],
    ...[
      ['Côte d’Ivoire', 'CI'],
      ["Cote d'Ivoire", 'CI'],
      ['Corea del Sur', 'KR'],
      ['Corée du Sud', 'KR'],
    ],
  ] as [string, string][])
    expect([said, read(`union-a,A,full,"${said}",,,\n`).members[0]!.country]).toEqual([said, code]);
});

test.each([
  ...[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((days, month) => [2026, month + 1, days] as const),
  ...([
    [2024, 2, 29],
    [2000, 2, 29],
    [2400, 2, 29],
    [1900, 2, 28],
    [2100, 2, 28],
  ] as const),
])('the month %s-%s has %s days', (year, month, days) => {
  const day = (of: number): string =>
    `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
  expect([0, 1, days, days + 1].map((of) => isDay(day(of)))).toEqual([false, true, true, false]);
});

test.each(['2026-13-01', '2026-00-01', '2026-1-1', '2026-01-01T00', 'x2026-01-01'])(
  '%s is no day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

describe('a later file', () => {
  const there: MemberKnown = {
    ...{ id: 'm-1', class: 'full', votes: '5/2', country: 'Norway', region: 'north', chamber: null },
    ...{ paidUpTo: '2025-12-31', from: '2019', to: null },
  };
  const known: Known = {
    organisations: [
      { id: 'o-z', name: 'Zebra Cooperative', short: 'Zebra' },
      { id: 'o-e', name: 'École des Artisans' },
    ],
    members: new Map([['o-z', there]]),
    rules,
  };
  const of = (file: string) => read(file, known, '');

  test.each([
    ['organisation,name,class\no-z,Zebra Cooperative,full'],
    ['organisation\nZebra Cooperative'],
    ['organisation\nZEBRA'],
    ['name\nzébra   cooperative'],
    ['organisation,votes,country\no-z,10/4,NO'],
    ['organisation,paid_up_to,from\no-z,,'],
  ])('that says nothing else leaves the member as it is: %j', (file) => {
    const { rows, members, changes, faults } = of(file);
    expect([faults, members, changes]).toEqual([[], [], []]);
    expect(rows).toMatchObject([
      { state: 'unchanged', changes: [], organisation: { id: 'o-z', name: 'Zebra Cooperative' } },
    ]);
  });

  test('changes what it says otherwise, with what was before', () => {
    const { rows, changes, faults } = of(
      'Organisation;À jour de cotisation jusqu’au;Voix;Catégorie;Membre jusqu’au\nZebra Cooperative;2026-12-31;3;associé;2030',
    );
    expect(faults).toEqual([]);
    expect(changes).toEqual([
      {
        ...{ member: 'm-1', organisation: 'o-z' },
        facts: { class: 'associate', votes: '3', paidUpTo: '2026-12-31', to: '2030' },
        was: { class: 'full', votes: '5/2', paidUpTo: '2025-12-31', to: null },
      },
    ]);
    expect(rows[0]).toMatchObject({ line: 2, state: 'changed' });
    expect(rows[0]!.changes).toContainEqual({
      ...{ column: 'paid_up_to', before: '2025-12-31', after: '2026-12-31' },
    });
  });

  test('must not end a membership before it began, whichever of the two it says', () => {
    expect(of('organisation,to\no-z,2018').faults).toMatchObject([{ code: 'member.to' }]);
    const ended = { ...known, members: new Map([['o-z', { ...there, to: '2020' }]]) };
    expect(read('organisation,from\no-z,2021', ended, '').faults).toMatchObject([{ code: 'member.from' }]);
  });

  test('admits an organisation that is known by its name, and gives a new one a code of its own', () => {
    const { members, remarks, rows } = of(
      [
        'name,class',
        ...[
          'ecole des artisans,full',
          'Łódź Spółdzielnia,full',
          'O-E,full',
          '東京,full',
          'Œuvre – Straße,full',
        ],
      ].join('\n'),
    );
    expect(members.map(({ organisation, fresh }) => [organisation, fresh])).toEqual([
      ['o-e', false],
      ['lodz-spoldzielnia', true],
      ...[['organisation-1', true]],
      ['oeuvre-strasse', true],
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'new', 'faulty', 'new', 'new']);
    expect(remarks).toEqual([]);
    const taken = of('name,class\nO Z,full');
    expect(taken.rows[0]!.organisation).toEqual({ id: 'o-z', name: 'Zebra Cooperative' });
  });

  test('that has a known name under another code says so', () => {
    expect(of('organisation,name,class\no-zz,Zebra Cooperative,full')).toMatchObject({
      faults: [],
      members: [{ organisation: 'o-zz', fresh: true }],
      remarks: [{ line: 2, code: 'member.name_known', facts: { organisation: 'o-z' } }],
    });
  });

  test('counts its rows however many faults there are', () => {
    const { rows } = of('organisation,class\no-z,full\no-e,full\no-q,full\n');
    expect(countsOf(rows)).toEqual({ added: 1, changed: 0, unchanged: 1, faulty: 1 });
  });
});

test('a row that ends early is told, and is no fault', () => {
  const { faults, remarks } = read('union-a,Union A,full\n');
  expect([faults, remarks]).toEqual([[], [{ line: 2, column: 'country', code: 'csv.missing', value: null }]]);
});

test('a file that names nobody is refused', () => {
  expect(readMembers('class,country\nfull,NO\n', NOBODY)).toMatchObject({
    refusal: { code: 'csv.missing_column', facts: { column: 'organisation' } },
  });
});
