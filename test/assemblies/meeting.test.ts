import fc from 'fast-check';
import type { AssemblyCorrected } from '../../src/assemblies/assemblies.contract.js';
import {
  PAPER_LIMIT,
  checkPaper,
  convene,
  correctAssembly,
  dayIn,
  heldOn,
  momentIn,
  nearestFirst,
  outsideDays,
} from '../../src/assemblies/meeting.js';

const command = {
  assembly: 'oslo-2003',
  body: 'ga',
  name: 'Oslo 2003',
  place: 'Oslo',
  from: '2026-05-01',
  to: null,
  timeZone: 'Europe/Oslo',
  ruleSet: 'r1',
  open: true,
};
const state = { exists: false, rules: { body: 'ga', inForceFrom: null as string | null } };
const rules = (inForceFrom: string) => ({ rules: { body: 'ga', inForceFrom } });

test.each([
  [{}, {}, null],
  [{ exists: true }, {}, 'assembly.exists'],
  [{ rules: { body: 'other', inForceFrom: null } }, {}, 'ruleset.unknown'],
  [{ rules: null }, {}, 'ruleset.unknown'],
  [rules('2026-05-02'), {}, 'ruleset.not_yet'],
  [rules('2026-05-01'), {}, null],
  [rules('2026-05'), {}, null],
  [rules('2026-06~'), {}, 'ruleset.not_yet'],
  [rules('2026-06'), { from: '2026' }, null],
  [rules('2003-01-01'), { from: '2003-09-06' }, null],
  [rules('2010'), { from: '2003-09-06' }, 'ruleset.not_yet'],
  [{}, { from: '2026-02-30' }, 'date.malformed'],
  [{}, { to: 'soon' }, 'date.malformed'],
  [{}, { to: '2026-04-30' }, 'date.ends_before'],
  [{}, { to: '2026-05-03' }, null],
  [{}, { to: '2026-05-01' }, null],
  [{}, { to: '2026-05' }, null],
  [{}, { to: '2026-04' }, 'date.ends_before'],
  [{}, { from: '2003~', to: '2003' }, null],
  [{}, { from: '2003~', to: '2002~' }, 'date.ends_before'],
  [{}, { from: '2003-09-06', to: '../2003' }, null],
  [{}, { timeZone: 'Europe/Atlantis' }, 'assembly.time_zone'],
  [{ rules: null }, { ruleSet: null, timeZone: null, from: null, historical: true }, null],
])('convening with %j and %j: %s', (there, said, code) => {
  const result = convene({ ...state, ...there }, { ...command, ...said });
  expect(result.ok ? null : result.refusal.code).toBe(code);
});

test.each([
  ['2026-11-24T02:00:00Z', 'America/Cancun', '2026-11-23'],
  ['2026-11-23T23:30:00Z', 'Europe/Oslo', '2026-11-24'],
  ['2026-11-23T23:30:00Z', null, '2026-11-23'],
])('at %s it is in %s the day %s', (at, zone, day) => {
  expect(dayIn(at, zone)).toBe(day);
});

test.each([
  // What is already the next day at the place, or not yet.
  ['2026-11-23T23:30:00Z', '2026-11-24', '2026-11-25', false],
  ['2026-11-23T22:30:00Z', '2026-11-24', '2026-11-25', true],
  ['2026-11-25T22:30:00Z', '2026-11-24', '2026-11-25', false],
  ['2026-12-24T09:00:00Z', '2026-11-24', '2026-11-25', true],
  ['2026-11-25T09:00:00Z', '2026-11-24', null, true],
  // Of a month nothing more is known.
  ['2026-11-25T09:00:00Z', '2026-11', null, false],
  ['2026-12-25T09:00:00Z', '2026-11', null, true],
  // How sure a date is moves no bound.
  ['2026-11-25T09:00:00Z', '2026-11~', null, false],
  ['2026-11-25T09:00:00Z', '2026?', null, false],
  ['2026-12-25T09:00:00Z', null, null, false],
])('%s is outside of %s to %s in Zurich: %s', (at, from, to, outside) => {
  expect(outsideDays(at, { from, to, timeZone: 'Europe/Zurich' })).toBe(outside);
});

test.each([
  ['2026-11-24T09:00', 'Europe/Zurich', '2026-11-24T08:00:00.000Z'],
  ['2026-07-24T09:00', 'America/Cancun', '2026-07-24T14:00:00.000Z'],
  // The hour that the clocks skip in spring means the hour after it.
  ['2026-03-29T02:30', 'Europe/Zurich', '2026-03-29T01:30:00.000Z'],
  ['2026-11-24T00:10', 'Pacific/Auckland', '2026-11-23T11:10:00.000Z'],
])('%s by the clock of %s is %s', (local, zone, at) => {
  expect(momentIn(local, zone)).toBe(at);
});

test('what the clock of a place shows is found again', () => {
  const zones = fc.constantFrom(
    'Europe/Oslo',
    'America/Cancun',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'UTC',
  );
  const hours = fc.integer({ min: 400_000, max: 600_000 });
  fc.assert(
    fc.property(zones, hours, (zone, hour) => {
      const at = new Date(hour * 3_600_000).toISOString();
      const shown = new Intl.DateTimeFormat('sv', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(new Date(at));
      const found = momentIn(shown.replace(' ', 'T'), zone);
      // An hour that comes twice is one of the two.
      expect(Math.abs(Date.parse(found) - Date.parse(at))).toBeLessThanOrEqual(3_600_000);
      expect(dayIn(found, zone)).toBe(shown.slice(0, 10));
    }),
  );
});

test('a paper is a PDF of at most 10 MB', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  expect(checkPaper(bytes('%PDF-1.7 rest'))).toMatchObject({ ok: true });
  expect(checkPaper(bytes('PK\u0003\u0004'))).toMatchObject({ refusal: { code: 'paper.not_pdf' } });
  expect(checkPaper(bytes(''))).toMatchObject({ refusal: { code: 'paper.not_pdf' } });
  expect(checkPaper(new Uint8Array(PAPER_LIMIT + 1))).toMatchObject({ refusal: { code: 'paper.too_large' } });
});

test.each([
  [{ from: '2026-12-20', to: '2026-12-21' }, '2026-12-20/2026-12-21'],
  [{ from: '2026-12-20', to: '2026-12-20' }, '2026-12-20'],
  [{ from: '2011', to: null }, '2011'],
  [{ from: null, to: '2011' }, null],
])('the dates of %j are %s', (dates, told) => {
  expect(heldOn(dates)).toBe(told);
});

test('what sits comes first, then what comes next, then what is past, the latest first', () => {
  const on = (id: string, from: string | null, to: string | null = null, sits = false) => ({
    ...{ id, from, to, sits },
  });
  const all = [
    on('past', '2003-09-06'),
    on('next year', '2027'),
    on('unknown', null),
    on('long past', '1980?'),
    on('sits', '2026-11-23', '2026-11-25', true),
    on('goes on', '2026-11-22', '2026-11-26'),
    on('in december', '2026-12-01'),
  ];
  expect(all.toSorted(nearestFirst('2026-11-24')).map(({ id }) => id)).toEqual([
    ...['sits', 'goes on', 'in december', 'next year', 'unknown', 'past', 'long past'],
  ]);
});

describe('an assembly is corrected', () => {
  const was: AssemblyCorrected = {
    ...{
      name: 'Olso 2026',
      place: 'Oslo',
      from: '2026-05-01',
      to: null,
      timeZone: 'Europe/Oslo',
      ruleSet: 'rules 2',
      open: true,
    },
    ...{ source: null, certainty: 'high', note: null },
  };
  const past: AssemblyCorrected = {
    ...{ ...was, from: '2003-09', timeZone: null, ruleSet: null, source: 'Minutes' },
  };
  const rules = { body: 'ga', inForceFrom: '2026-01-01' };
  const today = { today: '2026-12-01' };
  const correct = (
    state: Partial<Parameters<typeof correctAssembly>[0]>,
    facts: Parameters<typeof correctAssembly>[1]['facts'],
  ) =>
    correctAssembly(
      { was, body: 'ga', rules, historical: false, hasSat: false, ...state },
      { assembly: 'oslo', facts, reason: 'a slip' },
      today,
    );

  test('what is said otherwise is recorded, with what was there before', () => {
    expect(correct({}, { name: 'Oslo 2026', place: 'Oslo', to: '2026-05-02', open: false })).toMatchObject({
      value: [
        {
          type: 'assembly.corrected',
          data: {
            facts: { name: 'Oslo 2026', to: '2026-05-02', open: false },
            was: { name: 'Olso 2026', to: null, open: true },
            reason: 'a slip',
          },
        },
      ],
    });
  });

  test.each([
    ['nothing', {}, { name: 'Olso 2026' }, 'assembly.unchanged'],
    ['no first day', {}, { from: null }, 'assembly.date_needed'],
    ['days in the wrong order', {}, { to: '2026-04-30' }, 'date.ends_before'],
    ['no day', {}, { from: '2026-13-01' }, 'date.malformed'],
    ['no place with a clock', {}, { timeZone: 'Oslo' }, 'assembly.time_zone'],
    ['a source of one that is convened', {}, { source: 'Minutes' }, 'assembly.not_of_it'],
    ['the day of one that has sat', { hasSat: true }, { from: '2026-05-02' }, 'assembly.has_sat'],
    ['that one that has sat is closed', { hasSat: true }, { open: false }, 'assembly.has_sat'],
    ['the rules of one that has sat', { hasSat: true }, { ruleSet: 'rules 1' }, 'assembly.has_sat'],
    ['rules that there are not', { rules: null }, { ruleSet: 'rules 9' }, 'ruleset.unknown'],
    [
      'rules of another body',
      { rules: { body: 'board', inForceFrom: null } },
      { ruleSet: 'rules 9' },
      'ruleset.unknown',
    ],
    [
      'rules that come later',
      { rules: { body: 'ga', inForceFrom: '2026-06-01' } },
      { ruleSet: 'rules 3' },
      'ruleset.not_yet',
    ],
    ['a day before its rules', {}, { from: '2025-12-31' }, 'ruleset.not_yet'],
    ['rules in the past', { was: past, historical: true }, { ruleSet: 'rules 1' }, 'assembly.not_of_it'],
    [
      'the clock of the past',
      { was: past, historical: true },
      { timeZone: 'Europe/Oslo' },
      'assembly.not_of_it',
    ],
    ['the past to come', { was: past, historical: true }, { from: '2027' }, 'assembly.not_past'],
  ] as const)('never to %s', (_name, state, facts, code) => {
    expect(correct(state, facts)).toMatchObject({ refusal: { code } });
  });

  test.each([
    ['the name of one that has sat', { hasSat: true }, { name: 'Oslo 2026' }],
    ['its rules before it sits', {}, { ruleSet: 'rules 1' }],
    ['its rules and its day together', {}, { ruleSet: 'rules 1', from: '2026-02-01' }],
    ['its name, whatever its rules', { rules: null }, { name: 'Oslo 2026' }],
    [
      'the days and the source of the past',
      { was: past, historical: true },
      { from: '2003-09-05', source: 'Report' },
    ],
    ['that nobody knows when it was', { was: past, historical: true }, { from: null }],
  ] as const)('in %s', (_name, state, facts) => {
    expect(correct(state, facts)).toMatchObject({ value: [{ data: { facts } }] });
  });
});
