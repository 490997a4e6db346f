import fc from 'fast-check';
import { boundsOf, edtfInWords, isBefore, isEdtf, latestFirst, parseEdtf } from '../../src/basics/edtf.js';

test.each([
  ['2003', true],
  ['2003-09', true],
  ['2003-09-06', true],
  ['2004-02-29', true],
  ['2003-02-29', false],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2003-13', false],
  ['2003-00', false],
  ['2003-04-31', false],
  ['2003~', true],
  ['2003-09?', true],
  ['2003-09-06%', true],
  ['2003/2005', true],
  ['2003-09-06/..', true],
  ['/2005', true],
  ['..', false],
  ['/', false],
  ['2003/2004/2005', false],
  ['3 September 2003', false],
  ['', false],
  ['2003-9-6', false],
  ['٢٠٠٣', false],
])('%p is a date of EDTF: %p', (text, good) => {
  expect(isEdtf(text)).toBe(good);
});

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026?', '2026-01-01', '2026-12-31'],
  ['2026-11~', '2026-11-01', '2026-11-30'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['0987-06-05%', '0987-06-05', '0987-06-05'],
  ['2026-11-23/2026-12', '2026-11-23', '2026-12-31'],
  ['../2026', null, '2026-12-31'],
  ['2026/', '2026-01-01', null],
  ['next year', null, null],
  [null, null, null],
])('%p is from %p to %p', (text, first, last) => {
  expect(boundsOf(text)).toEqual({ first, last });
});

test.each([
  ['2026', '2026-11-23', false],
  ['2026?', '2027', true],
  ['2026-05-01', '2026-05', false],
  ['2026-05', '2026-05-31', false],
  ['2026-05~', '2026-06-01?', true],
  // By their texts this one came first.
  ['2026?', '2026-12', false],
  ['2026-11-23/2027', '2027-06', false],
  ['2026-11-23/..', '2030', false],
  ['../2026', '2027-01-01', true],
  [null, '2026', false],
])('%p is over before %p: %p', (a, b, over) => {
  expect(isBefore(a, b)).toBe(over);
  if (over) expect(isBefore(b, a)).toBe(false);
});

test('the latest comes first by the days that dates may mean, and what has no first day last', () => {
  const dates = ['2026?', null, '2026-12', '2027~/..', '../2030', '2026-11-23', '2026-02?'];
  expect(dates.toSorted(latestFirst)).toEqual([
    '2027~/..',
    '2026-12',
    '2026-11-23',
    '2026-02?',
    '2026?',
    null,
    '../2030',
  ]);
});

test('an interval keeps what is open apart from what is unknown', () => {
  expect(parseEdtf('2003~/..')).toEqual({
    ok: true,
    value: {
      kind: 'interval',
      from: { year: 2003, month: null, day: null, qualifier: '~' },
      to: 'open',
    },
  });
  expect(parseEdtf('/2005')).toMatchObject({ value: { from: null, to: { year: 2005 } } });
  expect(parseEdtf('2003-02-30')).toEqual({
    ok: false,
    refusal: { code: 'date.malformed', facts: { date: '2003-02-30' } },
  });
});

test.each([
  ['2003-09-06', 'en', '6 September 2003'],
  ['2003-09-06', 'es', '6 de septiembre de 2003'],
  ['2003-09-01', 'fr', '1er septembre 2003'],
  ['2003-09-21', 'fr', '21 septembre 2003'],
  ['2003-09', 'es', 'septiembre de 2003'],
  ['2003-09', 'en', 'September 2003'],
  ['2003', 'en', '2003'],
  ['0033', 'en', '33'],
  ['2003~', 'fr', 'vers 2003'],
  ['2011?', 'en', '2011 (uncertain)'],
  ['2011-05%', 'es', 'hacia mayo de 2011 (fecha incierta)'],
  ['1947/..', 'es', '1947 – hasta hoy'],
  ['../1947', 'fr', 'ouvert – 1947'],
  ['/1947?', 'en', 'unknown – 1947 (uncertain)'],
  ['2003-09-05/2003-09-07', 'en', '5 September 2003 – 7 September 2003'],
  ['not a date', 'en', null],
  ['2003-02-30', 'en', null],
  ['', 'en', null],
] as const)('%s in %s is "%s"', (text, lang, words) => {
  expect(edtfInWords(text, lang)).toBe(words);
});

test('every day that a calendar knows is read back as it is', () => {
  const days = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, (date) => {
      const parsed = parseEdtf(date.toISOString().slice(0, 10));
      expect(parsed).toEqual({
        ok: true,
        value: {
          kind: 'date',
          date: {
            year: date.getUTCFullYear(),
            month: date.getUTCMonth() + 1,
            day: date.getUTCDate(),
            qualifier: null,
          },
        },
      });
    }),
  );
});
