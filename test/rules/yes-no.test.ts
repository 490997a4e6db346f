import fc from 'fast-check';
import { tallyYesNo } from '../../src/rules/tally/yes-no.js';
import type { RollEntry } from '../../src/rules/tally/yes-no.js';

const entry = (member: string, rest: Partial<RollEntry>): RollEntry => ({
  member,
  class: 'full',
  region: null,
  chamber: null,
  weight: 1n,
  represented: true,
  attending: true,
  choice: null,
  ...rest,
});

const roll = [
  entry('a', { weight: 6n, choice: 'for', region: 'africa', chamber: 'north' }),
  entry('b', { weight: 6n, choice: 'against', region: 'europe', chamber: 'south' }),
  entry('c', { weight: 5n, choice: 'for', class: 'associate', region: 'europe', chamber: 'south' }),
  entry('d', { weight: 5n, choice: 'abstain', class: 'associate' }),
  entry('e', { weight: 6n, region: 'africa' }),
  entry('f', { weight: 0n, choice: 'for', region: 'africa', chamber: 'north' }),
];

test('totals by weight and by members, overall and by group', () => {
  const tally = tallyYesNo({
    unit: 6n,
    entries: roll,
    groups: [
      { kind: 'class', of: ['associate'] },
      { kind: 'region', of: ['africa', 'europe'] },
      { kind: 'chamber', of: 'south' },
    ],
  });
  expect(tally.overall).toEqual({
    weight: { for: 11n, against: 6n, abstain: 5n },
    members: { for: 2n, against: 1n, abstain: 1n },
  });
  expect(tally.groups.map(({ totals }) => totals)).toEqual([
    { weight: { for: 5n, against: 0n, abstain: 5n }, members: { for: 1n, against: 0n, abstain: 1n } },
    { weight: { for: 11n, against: 6n, abstain: 0n }, members: { for: 2n, against: 1n, abstain: 0n } },
    { weight: { for: 5n, against: 6n, abstain: 0n }, members: { for: 1n, against: 1n, abstain: 0n } },
  ]);
  expect(tally.steps.slice(0, 2)).toEqual([
    {
      code: 'tally.count',
      facts: {
        group: 'all',
        of: [],
        for: '11/6',
        against: '1',
        abstain: '5/6',
        membersFor: '2',
        membersAgainst: '1',
        membersAbstain: '1',
      },
    },
    {
      code: 'tally.count',
      facts: {
        group: 'class',
        of: ['associate'],
        for: '5/6',
        against: '0',
        abstain: '5/6',
        membersFor: '1',
        membersAgainst: '0',
        membersAbstain: '1',
      },
    },
  ]);
});

test('weight is conserved: every cast weight is in one total, in the whole and over a partition', () => {
  const entries = fc.array(
    fc.record({
      weight: fc.bigInt({ min: 0n, max: 1_000_000n }),
      choice: fc.constantFrom('for', 'against', 'abstain', null),
      class: fc.constantFrom('p', 'q', 'r'),
    }),
  );
  fc.assert(
    fc.property(entries, (rows) => {
      const cast = rows.map((row, i) => entry(`m${i}`, row));
      const tally = tallyYesNo({
        unit: 7n,
        entries: cast,
        groups: ['p', 'q', 'r'].map((name) => ({ kind: 'class' as const, of: [name] })),
      });
      const total = (sums: Readonly<Record<string, bigint>>) =>
        Object.values(sums).reduce((a, b) => a + b, 0n);
      const expected = cast.reduce((sum, { weight, choice }) => (choice ? sum + weight : sum), 0n);
      expect(total(tally.overall.weight)).toBe(expected);
      expect(tally.groups.reduce((sum, { totals }) => sum + total(totals.weight), 0n)).toBe(expected);
      expect(tallyYesNo({ unit: 7n, entries: cast.toReversed(), groups: [] }).overall).toEqual(tally.overall);
    }),
  );
});
