import { faultsOf, checkRuleSet, type RuleSet } from '../../src/rules/ruleset.js';
import {
  figureAt,
  readContacts,
  readFigures,
  readPlaces,
  votesByTable,
  type Registered,
} from '../../src/bodies/register.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { format } from '../../src/basics/fraction.js';

const one = (letter: string, more: Partial<Registered> = {}): Registered => ({
  ...{ id: `union-${letter}`, name: `Únion ${letter.toUpperCase()}`, short: null, member: `m-${letter}` },
  ...{ contact: null, country: null, region: null, chamber: null, figures: [] },
  ...more,
});
const members = [one('a'), one('b')];
let count = 0;
const id = (): string => `id-${++count}`;
const figures = (csv: string) => readFigures(csv, { members, body: 'ga', id });

test('figures come with their day and their source', () => {
  const read = figures('organisation,date,figure,source\nunion-a,2026-01-01,1200,Annual report');
  expect(read).toMatchObject({
    value: {
      faults: [],
      events: [
        {
          type: 'member.figure_recorded',
          data: { member: 'm-a', on: '2026-01-01', figure: '1200', source: 'Annual report' },
        },
      ],
    },
  });
});

test.each([
  ['union-x,2026-01-01,1,S', 'register.organisation'],
  ['union-a,2026-02-29,1,S', 'register.date'],
  ['union-a,2026-01-01,,S', 'register.figure'],
  ['union-a,2026-01-01,1.5,S', 'register.figure'],
  ['union-a,2026-01-01,-1,S', 'register.figure'],
  ['union-a,2026-01-01,1,', 'register.source'],
  ['union-a,2026-01-01,1,S,more', 'csv.surplus'],
  ['union-a,2026-01-01,1,S\nunion-a,2026-01-01,2,S', 'register.repeated'],
])('%s has the fault %s', (rows, code) => {
  const read = figures(`organisation,date,figure,source\n${rows}`);
  expect(read.ok && read.value.faults.map((one) => one.code)).toEqual([code]);
});

test('a contact address is personal: the record sees a commitment', () => {
  const read = readContacts('organisation,email\nunion-a,Office@A.example\nunion-b,nobody', {
    members,
    body: 'ga',
  });
  expect(read).toMatchObject({
    value: {
      events: [{ data: { member: 'm-a' }, personal: { contact: 'office@a.example' } }],
      faults: [{ line: 3, code: 'register.email' }],
    },
  });
});

test.each([
  ['2026-11-23', '900'],
  ['2026-01-01', '1200'],
  ['2025-12-31', '100'],
  ['2024-12-31', null],
  // As much of the cut-off as is known.
  ['2025', '100'],
  ['2026', '900'],
])('at the cut-off %s the figure is %s', (cutOff, figure) => {
  const known = [
    { on: '2025-06-30', figure: '100' },
    { on: '2026-01-01', figure: '1100' },
    { on: '2026-07-01', figure: '900' },
    // A correction comes later.
    { on: '2026-01-01', figure: '1200' },
  ];
  expect(figureAt(known, cutOff)?.figure ?? null).toBe(figure);
});

const table = {
  classes: ['full'],
  bands: [
    { from: '0', votes: '1' },
    { from: '1000', votes: '5/2' },
    { from: '123456789012345', votes: '4' },
  ],
};

test.each([
  ['0', '1'],
  ['999', '1'],
  ['1000', '5/2'],
  ['123456789012344', '5/2'],
  ['123456789012345', '4'],
])('a figure of %s gives exactly %s votes', (figure, votes) => {
  expect(format(votesByTable(table, BigInt(figure)))).toBe(votes);
});

const withTable = (more: Partial<typeof table>): RuleSet => ({
  ...DEMO_RULES,
  votes: { ...DEMO_RULES.votes, table: { ...table, ...more } },
});
const faults = (rules: RuleSet) => faultsOf(rules).map(({ code, facts }) => [code, facts['at']]);

test('a table begins at 0, rises, and is of classes that vote', () => {
  expect(checkRuleSet(withTable({}))).toMatchObject({ ok: true });
  const bands = (...from: string[]) => withTable({ bands: from.map((one) => ({ from: one, votes: '1' })) });
  const unordered = (index: number) => [['rules.bands_unordered', `votes.table.bands.${index}.from`]];
  expect(faults(bands('1', '10'))).toEqual(unordered(0));
  expect(faults(bands('0', '10', '10'))).toEqual(unordered(2));
  expect(faults(bands('0', '10', '9'))).toEqual(unordered(2));
  expect(faults(bands('0', 'ten', '9'))).toEqual([['rules.malformed', 'votes.table.bands.1.from']]);
  expect(faults(bands())).toEqual([['rules.malformed', 'votes.table.bands']]);
  expect(faults(withTable({ classes: ['guests'] }))).toEqual([
    ['rules.unknown_class', 'votes.table.classes'],
  ]);
  const halfBand = withTable({ bands: [{ from: '0', votes: 'half' }] });
  expect(faults(halfBand)).toEqual([['rules.malformed', 'votes.table.bands.0.votes']]);
});

test('days of notice are whole, at least one, at most a year', () => {
  const days = (minimumDays: number): RuleSet => ({ ...DEMO_RULES, convening: { minimumDays } });
  expect(checkRuleSet(days(30))).toMatchObject({ ok: true });
  for (const wrong of [0, 1.5, 366]) {
    expect(faults(days(wrong))).toEqual([['rules.malformed', 'convening.minimumDays']]);
    expect(checkRuleSet(days(wrong))).toMatchObject({ ok: false });
  }
});

test('where members belong is set for those that are there, and what stands empty stays as it is', () => {
  const rules = { regions: ['north'], chambers: ['upper', 'lower'] };
  const read = (csv: string) => readPlaces(csv, { members, body: 'ga', rules });
  const good = read('organisation,chamber,country\nunion-a,upper,Norway\nunion-b,lower,\n');
  expect(good).toMatchObject({ value: { faults: [] } });
  expect(good.ok && good.value.events.map(({ data }) => data)).toEqual([
    { member: 'm-a', country: 'NO', chamber: 'upper' },
    { member: 'm-b', chamber: 'lower' },
  ]);
  const bad = read(
    'organisation,country,region,chamber\nunion-c,,,\nunion-a,Atlantis,south,middle\nunion-a,,,\n',
  );
  expect(bad.ok && bad.value.faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'register.organisation'],
    [3, 'member.country'],
    [3, 'member.region'],
    [3, 'member.chamber'],
    [4, 'register.repeated'],
  ]);
});

describe('a later file', () => {
  const known = [
    one('a', {
      ...{ contact: 'office@a.example', country: 'NO', chamber: 'upper' },
      figures: [
        { on: '2026-01-01', figure: '1', source: 'Old' },
        { on: '2026-01-01', figure: '1200', source: 'Report' },
      ],
    }),
    one('b'),
  ];
  const rules = { regions: [], chambers: [] };
  const told = (read: ReturnType<typeof readFigures>) => {
    if (!read.ok) throw new Error(read.refusal.code);
    const { rows, events } = read.value;
    return [rows.map(({ state, changes }) => [state, changes]), events.length];
  };

  test('of figures is held against the last of each day', () => {
    const csv = [
      'Organización;Fecha;Cifra;Fuente',
      ...['UNION A;2026-01-01;1200;Report', 'union-b;2026-01-01;5;Report'],
    ];
    expect(told(readFigures(csv.join('\n'), { members: known, body: 'ga', id }))).toEqual([
      [
        ['unchanged', []],
        [
          'new',
          [
            { column: 'figure', before: null, after: '5' },
            { column: 'source', before: null, after: 'Report' },
          ],
        ],
      ],
      1,
    ]);
    const other = 'organisation,date,figure,source\nunion-a,2026-01-01,1300,Report';
    expect(told(readFigures(other, { members: known, body: 'ga', id }))).toEqual([
      [['changed', [{ column: 'figure', before: '1200', after: '1300' }]]],
      1,
    ]);
  });

  test('of addresses and of places changes what it says otherwise alone', () => {
    const contacts = 'organisation,email\nunion-a,OFFICE@a.example\nunion-b,b@b.example';
    expect(told(readContacts(contacts, { members: known, body: 'ga' }))).toEqual([
      [
        ['unchanged', []],
        ['new', [{ column: 'email', before: null, after: 'b@b.example' }]],
      ],
      1,
    ]);
    const places = 'organisation,country,chamber\nunion-a,,lower\nunion-b,,';
    expect(told(readPlaces(places, { members: known, body: 'ga', rules }))).toEqual([
      [
        ['changed', [{ column: 'chamber', before: 'upper', after: 'lower' }]],
        ['unchanged', []],
      ],
      1,
    ]);
  });

  test('that names several by one name asks which', () => {
    const both = [...known, { ...one('c'), name: 'Únion A' }];
    const read = readContacts('organisation,email\nÚnion A,x@y.example', { members: both, body: 'ga' });
    expect(read).toMatchObject({ value: { faults: [{ line: 2, code: 'organisation.several' }] } });
  });
});
