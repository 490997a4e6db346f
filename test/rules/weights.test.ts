import fc from 'fast-check';
import { compare, format, fraction, parseChecked } from '../../src/basics/fraction.js';
import { templates } from '../../src/rules/templates.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { rollWeights } from '../../src/rules/weights.js';
import type { RollWeights, WeighedMember } from '../../src/rules/weights.js';

const member = (id: string, rest: Partial<WeighedMember> = {}): WeighedMember => ({
  id,
  class: 'full',
  country: null,
  paidUp: true,
  votes: null,
  ...rest,
});

const several = (count: number, prefix: string, rest: Partial<WeighedMember> = {}) =>
  Array.from({ length: count }, (_, i) => member(`${prefix}${i}`, rest));

const votesOf = ({ unit, weights }: RollWeights, id: string) => format(fraction(weights.get(id) ?? 0n, unit));

const sumOf = ({ weights }: RollWeights, some: readonly WeighedMember[]) =>
  some.reduce((sum, { id }) => sum + (weights.get(id) ?? 0n), 0n);

test('30 full members and 12 associates capped at 25 % of the votes castable: each associate has 5/6', () => {
  const roll = rollWeights(
    [...several(30, 'f'), ...several(12, 'a', { class: 'associate' })],
    templates.cicopa,
  );
  expect(roll.unit).toBe(6n);
  expect(votesOf(roll, 'f0')).toBe('1');
  expect(votesOf(roll, 'a0')).toBe('5/6');
  expect(roll.steps).toEqual([
    {
      code: 'weights.class_capped',
      facts: { class: 'associate', share: '25%', votes: '12', others: '30', cap: '10', factor: '5/6' },
    },
    { code: 'weights.total', facts: { members: '42', votes: '40', unit: '6' } },
  ]);
});

test('a class below its cap keeps its votes', () => {
  const roll = rollWeights(
    [...several(30, 'f'), ...several(10, 'a', { class: 'associate' })],
    templates.cicopa,
  );
  expect(roll.unit).toBe(1n);
  expect(roll.steps.map(({ code }) => code)).toEqual(['weights.total']);
});

test('who has no vote is not on the roll, and counts for no cap', () => {
  const members = [
    ...several(3, 'f'),
    member('late', { paidUp: false, votes: fraction(100n) }),
    member('observer', { class: 'observer', votes: fraction(9n) }),
    member('stranger', { class: 'guest' }),
    ...several(2, 'a', { class: 'associate' }),
  ];
  const roll = rollWeights(members, templates.cicopa);
  expect([...roll.weights.keys()]).toEqual(['f0', 'f1', 'f2', 'a0', 'a1']);
  expect(votesOf(roll, 'a0')).toBe('1/2');
  const lax = rollWeights(members, { ...templates.cicopa, duesRequired: false });
  expect(votesOf(lax, 'late')).toBe('100');
});

test('a class capped by a share of all has no vote without others', () => {
  const roll = rollWeights(several(5, 'a', { class: 'associate' }), templates.cicopa);
  expect(roll.weights.size).toBe(0);
  expect(roll.unit).toBe(1n);
});

test('the country cap comes first, and counts before the class cap', () => {
  const rules: Pick<RuleSet, 'votes' | 'duesRequired'> = {
    duesRequired: true,
    votes: { ...templates.cicopa.votes, countryCap: { votes: '6' } },
  };
  const roll = rollWeights(
    [
      member('it1', { country: 'it', votes: fraction(10n) }),
      member('it2', { country: 'it', votes: fraction(2n) }),
      member('fr1', { country: 'fr', votes: fraction(3n) }),
      member('none', { votes: fraction(9n) }),
      ...several(7, 'a', { class: 'associate' }),
    ],
    rules,
  );
  // Italy: 12 votes become 6. The others: 6 + 3 + 9 = 18, so the associates have 6 of 24 (they would have 7).
  expect(['it1', 'it2', 'fr1', 'none', 'a0'].map((id) => votesOf(roll, id))).toEqual([
    '5',
    '1',
    '3',
    '9',
    '6/7',
  ]);
  expect(roll.unit).toBe(7n);
  expect(roll.steps.map(({ code }) => code)).toEqual([
    'weights.country_capped',
    'weights.class_capped',
    'weights.total',
  ]);
});

test('a country is one under its cap, however registers of before wrote it', () => {
  const spelt = ['FR', 'France', 'france ', 'Francia', 'Atlantis', 'atlantis'];
  const roll = rollWeights(
    spelt.map((country) => member(country, { country, votes: fraction(3n) })),
    { duesRequired: false, votes: { perMember: { full: '1' }, countryCap: { votes: '4' } } },
  );
  expect(spelt.map((country) => votesOf(roll, country))).toEqual(['1', '1', '1', '1', '2', '2']);
  expect(roll.steps.map(({ facts }) => facts['country'])).toEqual(['FR', 'atlantis', undefined]);
});

test('caps hold exactly, proportions are kept, and the unit is the smallest', () => {
  const members = fc.array(
    fc.record({
      class: fc.constantFrom('full', 'associate', 'observer'),
      country: fc.constantFrom('it', 'fr', 'jp', null),
      paidUp: fc.constantFrom(true, true, false),
      votes: fc.option(
        fc
          .tuple(fc.bigInt({ min: 1n, max: 60n }), fc.bigInt({ min: 1n, max: 6n }))
          .map(([n, d]) => fraction(n, d)),
      ),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(members, fc.constantFrom('1/4', '1/3', '2/5'), (rows, share) => {
      const all = rows.map((row, i) => member(`m${i}`, row));
      const roll = rollWeights(all, {
        duesRequired: true,
        votes: {
          ...templates.cicopa.votes,
          classCap: { class: 'associate', share },
          countryCap: { votes: '25' },
        },
      });

      for (const country of ['it', 'fr', 'jp']) {
        const held = sumOf(
          roll,
          all.filter((one) => one.country === country),
        );
        expect(held <= 25n * roll.unit).toBe(true);
      }
      const { n, d } = parseChecked(share);
      const associates = sumOf(
        roll,
        all.filter((one) => one.class === 'associate'),
      );
      const total = sumOf(roll, all);
      expect(associates * d <= n * total).toBe(true);
      if (roll.steps.some(({ code }) => code === 'weights.class_capped'))
        expect(associates * d).toBe(n * total);

      // Members of one country and class keep their proportions.
      const peers = all.filter((one) => one.class === 'full' && one.country === 'it' && one.paidUp);
      for (const one of peers.slice(1)) {
        const [a, b] = [peers[0]!, one];
        const before = (of: WeighedMember) => of.votes ?? fraction(1n);
        expect(
          compare(
            fraction(roll.weights.get(a.id)! * before(b).n, before(b).d),
            fraction(roll.weights.get(b.id)! * before(a).n, before(a).d),
          ),
        ).toBe(0);
      }
      for (let prime = 2n; prime <= 7n; prime++)
        if (roll.unit % prime === 0n)
          expect([...roll.weights.values()].every((weight) => weight % prime === 0n)).toBe(false);
      for (const weight of roll.weights.values()) expect(weight > 0n).toBe(true);
    }),
  );
});

test('without caps, weight is conserved', () => {
  const votes = fc.array(
    fc
      .tuple(fc.bigInt({ min: 0n, max: 1000n }), fc.bigInt({ min: 1n, max: 12n }))
      .map(([n, d]) => fraction(n, d)),
  );
  fc.assert(
    fc.property(votes, (rows) => {
      const members = rows.map((own, i) => member(`m${i}`, { votes: own }));
      const roll = rollWeights(members, templates.ica);
      for (const one of members) expect(votesOf(roll, one.id)).toBe(format(one.votes!));
    }),
  );
});
