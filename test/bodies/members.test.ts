import { isDay, readMembers } from '../../src/bodies/members.js';

const HEAD = 'organisation,name,class,country,region,votes,paid_up_to\n';
const rules = { classes: ['full', 'associate'], regions: ['north', 'south'], chambers: [] };
const read = (
  rows: string,
  known: Parameters<typeof readMembers>[1] = { organisations: new Set(), rules },
) => {
  const result = readMembers(HEAD + rows, known);
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
    readMembers(file, { organisations: new Set(), rules: { ...rules, chambers: listed } });
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
  ['Union A,Union A,full,,,,', 'organisation', 'member.organisation'],
  [',Union A,full,,,,', 'organisation', 'member.organisation'],
  ['there,Union A,full,,,,', 'organisation', 'member.exists'],
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
  const known = { organisations: new Set(['there']), rules };
  expect(read(`${row}\n`, known).faults).toEqual([expect.objectContaining({ line: 2, column, code })]);
});

test.each([
  ['a byte order mark', (text: string) => `\ufeff${text}`],
  ['semicolons', (text: string) => text.replaceAll(',', ';')],
  ['tabs', (text: string) => text.replaceAll(',', '\t')],
  ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
])('a file with %s is the same file', (_, saved) => {
  const file = `${HEAD}union-a,Union A,full,Norway,north,2,2026-12-31\nUNION B,B,full,,,x,\n`;
  const known = { organisations: new Set<string>(), rules };
  const plain = readMembers(file, known);
  expect(plain).toMatchObject({ ok: true, value: { faults: { length: 2 } } });
  expect(readMembers(saved(file), known)).toEqual(plain);
});

test('every fault of a file is told, by line', () => {
  const { faults } = read('a-union,A,full,,,,\na-union,A,full,,,,\nB,,king,,,,\n');
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [3, 'member.repeated'],
    [4, 'member.organisation'],
    [4, 'member.name'],
    [4, 'member.class'],
  ]);
});

test('a body without rules takes any class, but no empty one', () => {
  const known = { organisations: new Set<string>(), rules: null };
  expect(read('union-a,A,guild,,west,,\n', known).faults).toEqual([]);
  expect(read('union-a,A,,,,,\n', known).faults).toHaveLength(1);
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
