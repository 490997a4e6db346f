import { checksOf, nextOf, type Check, type Prepared } from '../../src/assemblies/preparation.js';

const of = (figures: Prepared['figures'], minimumDays: number | null = null) =>
  checksOf({ figures, minimumDays });

test.each<[string, Prepared['figures'], number | null, Partial<Check>[]]>([
  ['one of what one is enough of', { sittings: { there: 1, of: null } }, null, [{ state: 'done' }]],
  ['none of it', { sittings: { there: 0, of: null } }, null, [{ state: 'missing' }]],
  ['all of many', { designated: { there: 46, of: 46 } }, null, [{ state: 'done', there: 46 }]],
  ['some of many', { designated: { there: 31, of: 46 } }, null, [{ state: 'begun', there: 31, of: 46 }]],
  ['none of many', { designated: { there: 0, of: 46 } }, null, [{ state: 'missing' }]],
  ['many where there are no members', { designated: { there: 0, of: 0 } }, null, [{ state: 'missing' }]],
  ['motions where there are none', { motions: { there: 0, of: 0 } }, null, []],
  ['addresses that some lack', { addresses: { there: 3, of: 4 } }, null, [{ state: 'optional' }]],
  [
    'a notice that the rules do not demand',
    { notice: { there: 0, of: null } },
    null,
    [{ state: 'optional' }],
  ],
  ['a notice that they demand', { notice: { there: 0, of: null } }, 30, [{ state: 'missing' }]],
  ['a notice that is issued', { notice: { there: 1, of: null } }, 30, [{ state: 'done' }]],
  ['what does not concern the assembly', {}, null, []],
])('%s', (_, figures, days, checks) => {
  expect(of(figures, days)).toMatchObject(checks);
  expect(of(figures, days)).toHaveLength(checks.length);
});

test('what comes next is the first in order that is missing or begun; what may stay as it is never', () => {
  const sittings = { there: 1, of: null };
  const addresses = { there: 0, of: 4 };
  expect(
    nextOf(of({ slips: { there: 1, of: 4 }, addresses, agenda: { there: 0, of: null }, sittings })),
  ).toBe('agenda');
  expect(nextOf(of({ sittings, addresses, slips: { there: 1, of: 4 } }))).toBe('slips');
  expect(nextOf(of({ sittings, addresses }))).toBeNull();
});
