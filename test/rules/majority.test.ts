import fc from 'fast-check';
import { quorumState } from '../../src/rules/quorum.js';
import { canonical } from '../../src/basics/canonical.js';
import { templates } from '../../src/rules/templates.js';
import type { Guard, Majority, Requirement, Rule } from '../../src/rules/ruleset.js';
import { decideOutcome } from '../../src/rules/majority.js';
import type { RollEntry } from '../../src/rules/tally/yes-no.js';
import { rollWeights } from '../../src/rules/weights.js';

let serial = 0;
const entries = (count: number, choice: RollEntry['choice'], rest: Partial<RollEntry> = {}): RollEntry[] =>
  Array.from({ length: count }, () => ({
    member: `m${serial++}`,
    class: 'full',
    region: null,
    chamber: null,
    weight: 1n,
    represented: true,
    attending: true,
    choice,
    ...rest,
  }));

/** A roll of so many for, against, abstaining and silent. */
const roll = (
  [inFavour, against, abstain = 0, silent = 0]: readonly number[],
  rest: Partial<RollEntry> = {},
): RollEntry[] => [
  ...entries(inFavour!, 'for', rest),
  ...entries(against!, 'against', rest),
  ...entries(abstain, 'abstain', rest),
  ...entries(silent, null, rest),
];

const by = (rule: Rule, rest: Partial<Requirement> = {}): Requirement => ({
  group: { kind: 'all' },
  counted: 'weight',
  rule,
  ...rest,
});

const majority = (
  requirements: Requirement[],
  tie: Majority['tie'] = 'rejected',
  guards: Guard[] = [],
): Majority => ({ requirements, guards, tie });

const simple: Rule = { kind: 'simple' };
const twoThirds = (base: 'cast' | 'represented'): Rule => ({ kind: 'fraction', share: '2/3', base });
const moreThanHalf: Rule = { kind: 'more_than_half', base: 'entitled' };
const halfTurnout: Guard = { kind: 'turnout', share: '1/2', base: 'attending', counted: 'weight' };
const inBothChambers = [
  by(simple, { group: { kind: 'chamber', of: 'a' } }),
  by(simple, { group: { kind: 'chamber', of: 'b' } }),
];
const producersAndFewAgainst = [
  by(twoThirds('cast'), { group: { kind: 'class', of: ['producer'] } }),
  by({ kind: 'against_at_most', share: '1/4', base: 'cast' }),
];
const chambers = [...roll([30, 40], { chamber: 'a' }), ...roll([200, 50], { chamber: 'b' })];

/** 30 full members (10 for, 20 against) and 12 associates for, with the weights that the capped roll gives them. */
function cappedRoll(rules: Parameters<typeof rollWeights>[1]) {
  const voters = [...roll([10, 20]), ...roll([12, 0], { class: 'associate' })];
  const { unit, weights } = rollWeights(
    voters.map((voter) => ({
      id: voter.member,
      class: voter.class,
      country: null,
      paidUp: true,
      votes: null,
    })),
    rules,
  );
  return { unit, entries: voters.map((voter) => ({ ...voter, weight: weights.get(voter.member) ?? 0n })) };
}

type Input = Parameters<typeof decideOutcome>[0];
const vote = (requirements: Majority, voters: readonly RollEntry[], rest: Partial<Input> = {}): Input => ({
  majority: requirements,
  unit: 1n,
  entries: voters,
  ...rest,
});

describe('the table of majorities', () => {
  const castingVote = majority([by(simple)], 'casting_vote');
  const guarded = majority([by(simple)], 'rejected', [halfTurnout]);
  const uncapped = { votes: { perMember: { full: '1', associate: '1' } }, duesRequired: true };

  test.each<[string, Input, string, string]>([
    ['40/12/8 simple', vote(majority([by(simple)]), roll([40, 12, 8])), 'adopted', 'majority.simple'],
    ['30/30/0 simple', vote(majority([by(simple)]), roll([30, 30])), 'rejected', 'tie.rejected'],
    [
      '30/30/0, the chair for',
      vote(castingVote, roll([30, 30]), { castingVote: 'for' }),
      'adopted',
      'tie.casting_vote',
    ],
    [
      '30/30/0, the chair against',
      vote(castingVote, roll([30, 30]), { castingVote: 'against' }),
      'rejected',
      'tie.casting_vote',
    ],
    [
      '30/30/0, the chair not yet heard',
      vote(castingVote, roll([30, 30])),
      'tie',
      'tie.casting_vote_awaited',
    ],
    [
      '30/30/0, second vote',
      vote(majority([by(simple)], 'second_vote'), roll([30, 30])),
      'tie',
      'tie.second_vote',
    ],
    [
      '60/30 by 2/3 of C',
      vote(majority([by(twoThirds('cast'))]), roll([60, 30])),
      'adopted',
      'majority.fraction',
    ],
    [
      '59/30 by 2/3 of C',
      vote(majority([by(twoThirds('cast'))]), roll([59, 30])),
      'rejected',
      'majority.fraction',
    ],
    [
      '59/10/21 by 2/3 of P = 90',
      vote(majority([by(twoThirds('represented'))]), roll([59, 10, 21])),
      'rejected',
      'majority.fraction',
    ],
    [
      '60/0/30 by 2/3 of P = 90',
      vote(majority([by(twoThirds('represented'))]), roll([60, 0, 30])),
      'adopted',
      'majority.fraction',
    ],
    [
      '313 for, more than half of E = 626',
      vote(majority([by(moreThanHalf)]), roll([313, 3, 10, 300])),
      'rejected',
      'majority.more_than_half',
    ],
    [
      '314 for, more than half of E = 626',
      vote(majority([by(moreThanHalf)]), roll([314, 2, 10, 300])),
      'adopted',
      'majority.more_than_half',
    ],
    ['29/0/31 of 60, half must vote', vote(guarded, roll([29, 0, 31])), 'void', 'guard.turnout'],
    ['30/0/30 of 60, half must vote', vote(guarded, roll([30, 0, 30])), 'adopted', 'majority.simple'],
    [
      'chambers 30-40 and 200-50, both',
      vote(majority(inBothChambers), chambers),
      'rejected',
      'majority.simple',
    ],
    [
      'chambers 30-40 and 200-50, pooled',
      vote(majority([by(simple)]), chambers),
      'adopted',
      'majority.simple',
    ],
    [
      'P-members 20-10, others 10-0',
      vote(majority(producersAndFewAgainst), [...roll([20, 10], { class: 'producer' }), ...roll([10, 0])]),
      'adopted',
      'majority.against_at_most',
    ],
    [
      'P-members 20-10, others 5-0',
      vote(majority(producersAndFewAgainst), [...roll([20, 10], { class: 'producer' }), ...roll([5, 0])]),
      'rejected',
      'majority.against_at_most',
    ],
    [
      'the previous question by 2/3, 20-10',
      vote(templates.roberts.majorities['two-thirds']!, roll([20, 10])),
      'adopted',
      'majority.fraction',
    ],
    [
      'the previous question by 2/3, 19-10',
      vote(templates.roberts.majorities['two-thirds']!, roll([19, 10])),
      'rejected',
      'majority.fraction',
    ],
    [
      'associates capped, 20-20',
      vote(majority([by(simple)], 'second_vote'), [], cappedRoll(templates.cicopa)),
      'tie',
      'tie.second_vote',
    ],
    [
      'associates uncapped, 22-20',
      vote(majority([by(simple)], 'second_vote'), [], cappedRoll(uncapped)),
      'adopted',
      'majority.simple',
    ],
  ])('%s', (_, input, outcome, lastStep) => {
    const decided = decideOutcome(input);
    expect(decided.outcome).toBe(outcome);
    expect(decided.steps.at(-1)?.code).toBe(lastStep);
  });

  test.each<[string, Rule]>([
    ['simple', simple],
    ['2/3 of C', twoThirds('cast')],
    ['2/3 of P', twoThirds('represented')],
    ['more than half of E', moreThanHalf],
    ['against at most 1/4', { kind: 'against_at_most', share: '1/4', base: 'cast' }],
    ['unanimous', { kind: 'unanimous' }],
  ])('0/0/60 by %s is rejected: no decisive votes', (_, rule) => {
    const lax: Guard = { kind: 'abstentions_at_most', share: '1', base: 'attending', counted: 'weight' };
    const decided = decideOutcome(vote(majority([by(rule)], 'rejected', [lax]), roll([0, 0, 60])));
    expect(decided.outcome).toBe('rejected');
    expect(decided.steps.at(-1)).toEqual({ code: 'outcome.no_decisive_votes', facts: { abstain: '60' } });
    expect(
      decideOutcome(vote(majority([by(rule)], 'rejected', [halfTurnout]), roll([0, 0, 60]))).outcome,
    ).toBe('void');
  });
});

describe('steps that people can read', () => {
  test('60 for, 30 against: 2/3 of 90 is 60, reached', () => {
    const { steps } = decideOutcome(vote(majority([by(twoThirds('cast'))]), roll([60, 30])));
    expect(steps).toEqual([
      {
        code: 'tally.count',
        facts: {
          group: 'all',
          of: [],
          for: '60',
          against: '30',
          abstain: '0',
          membersFor: '60',
          membersAgainst: '30',
          membersAbstain: '0',
        },
      },
      {
        code: 'majority.fraction',
        facts: {
          group: 'all',
          of: [],
          counted: 'weight',
          for: '60',
          against: '30',
          abstain: '0',
          share: '2/3',
          base: 'cast',
          baseCount: '90',
          threshold: '60',
          holds: true,
        },
      },
    ]);
  });

  test('a threshold is never rounded, and weights are shown in votes', () => {
    const { steps } = decideOutcome(vote(majority([by(twoThirds('cast'))]), roll([59, 30]), { unit: 6n }));
    expect(steps.at(-1)?.facts).toMatchObject({
      for: '59/6',
      baseCount: '89/6',
      threshold: '89/9',
      holds: false,
    });
  });

  test('guards name their base', () => {
    const { steps } = decideOutcome(
      vote(majority([by(simple)], 'rejected', [halfTurnout]), roll([29, 0, 31])),
    );
    expect(steps.at(-1)).toEqual({
      code: 'guard.turnout',
      facts: {
        counted: 'weight',
        share: '1/2',
        base: 'attending',
        baseCount: '60',
        threshold: '30',
        cast: '29',
        holds: false,
      },
    });
  });

  test('each group that the majority names is counted once', () => {
    const twice = majority([
      ...inBothChambers,
      by({ kind: 'unanimous' }, { group: { kind: 'chamber', of: 'a' } }),
    ]);
    const counts = decideOutcome(vote(twice, chambers)).steps.filter(({ code }) => code === 'tally.count');
    expect(counts.map(({ facts }) => [facts['of'], facts['for'], facts['against']])).toEqual([
      [[], '230', '90'],
      [['a'], '30', '40'],
      [['b'], '200', '50'],
    ]);
  });
});

describe('the order of evaluation', () => {
  const quorumAt = (present: number) =>
    quorumState({
      quorum: templates.cicopa.quorum,
      members: Array.from({ length: 39 }, (_, i) => ({
        id: `q${i}`,
        class: 'full',
        paidUp: true,
        weight: 1n,
      })),
      unit: 1n,
      presentOrRepresented: new Set(Array.from({ length: present }, (_, i) => `q${i}`)),
    });

  test('without a quorum the poll is void, whatever the votes', () => {
    const unquorate = vote(majority([by(simple)]), roll([19, 0]), { quorum: quorumAt(19) });
    expect(decideOutcome(unquorate)).toMatchObject({ outcome: 'void' });
    expect(decideOutcome(unquorate).steps.at(-1)).toMatchObject({
      code: 'quorum.members',
      facts: { holds: false },
    });
    expect(decideOutcome({ ...unquorate, quorum: quorumAt(20) }).outcome).toBe('adopted');
  });

  test('too many abstentions make it void before the votes are looked at', () => {
    const guard: Guard = {
      kind: 'abstentions_at_most',
      share: '1/2',
      base: 'cast_and_abstentions',
      counted: 'members',
    };
    const guarded = majority([by(simple)], 'rejected', [guard]);
    expect(decideOutcome(vote(guarded, roll([20, 10, 30]))).outcome).toBe('adopted');
    expect(decideOutcome(vote(guarded, roll([20, 10, 31]))).outcome).toBe('void');
    expect(decideOutcome(vote(guarded, roll([0, 0, 5]))).outcome).toBe('void');
  });

  test('nobody for is not called a lack of decisive votes when there were votes against', () => {
    const decided = decideOutcome(
      vote(majority([by({ kind: 'against_at_most', share: '1/4', base: 'entitled' })]), roll([0, 1, 0, 59])),
    );
    expect(decided.outcome).toBe('rejected');
    expect(decided.steps.at(-1)).toEqual({ code: 'outcome.none_for', facts: { against: '1', abstain: '0' } });
  });

  test('a requirement that fails is stronger than a tie', () => {
    const both = majority([by(simple), by({ kind: 'fraction', share: '2/3', base: 'cast' })], 'casting_vote');
    expect(decideOutcome(vote(both, roll([30, 30]), { castingVote: 'for' })).outcome).toBe('rejected');
  });

  test('a casting vote changes nothing where there is no tie', () => {
    const input = vote(majority([by(simple)], 'casting_vote'), roll([31, 30]));
    expect(decideOutcome({ ...input, castingVote: 'against' })).toEqual(decideOutcome(input));
  });
});

describe('rules one by one', () => {
  const dual = majority([by(simple, { counted: 'both' })]);
  const one = (rule: Rule) => majority([by(rule)]);

  test.each<[string, Majority, RollEntry[], string]>([
    ['dual, by votes only', dual, [...roll([1, 0], { weight: 10n }), ...roll([0, 2])], 'rejected'],
    ['dual, by members only', dual, [...roll([0, 1], { weight: 10n }), ...roll([2, 0])], 'rejected'],
    ['dual, both', dual, [...roll([1, 0], { weight: 10n }), ...roll([2, 2])], 'adopted'],
    ['unanimous with abstentions', one({ kind: 'unanimous' }), roll([1, 0, 9]), 'adopted'],
    ['one against unanimity', one({ kind: 'unanimous' }), roll([99, 1]), 'rejected'],
    [
      'half of C and abstentions',
      one({ kind: 'more_than_half', base: 'cast_and_abstentions' }),
      roll([30, 0, 30]),
      'rejected',
    ],
    ['one more', one({ kind: 'more_than_half', base: 'cast_and_abstentions' }), roll([31, 0, 30]), 'adopted'],
    [
      'a quarter against',
      one({ kind: 'against_at_most', share: '25%', base: 'cast' }),
      roll([30, 10]),
      'adopted',
    ],
    [
      'represented only counts the represented',
      one(twoThirds('represented')),
      [...roll([6, 0, 3]), ...roll([0, 0, 0, 50], { represented: false })],
      'adopted',
    ],
    [
      'regions are pooled',
      majority([by(simple, { group: { kind: 'region', of: ['africa', 'europe'] } })]),
      [...roll([1, 3], { region: 'africa' }), ...roll([5, 0], { region: 'europe' }), ...roll([0, 9])],
      'adopted',
    ],
    [
      'weight 0 counts nowhere',
      one(moreThanHalf),
      [...roll([2, 1]), ...roll([0, 5, 0, 9], { weight: 0n })],
      'adopted',
    ],
    [
      'weight 0 is no member either',
      majority([by(simple, { counted: 'members' })]),
      [...roll([2, 1]), ...roll([0, 5], { weight: 0n })],
      'adopted',
    ],
  ])('%s', (_, rules, voters, outcome) => {
    expect(decideOutcome(vote(rules, voters)).outcome).toBe(outcome);
  });

  // Weight 2 each: C = 6, with abstentions 8, represented 10, attending 12, entitled 14 votes; by members half of that.
  const spread = [
    ...roll([2, 1, 1], { weight: 2n }),
    ...entries(1, null, { weight: 2n }),
    ...entries(1, null, { weight: 2n, represented: false }),
    ...entries(1, null, { weight: 2n, represented: false, attending: false }),
  ];

  test.each([
    ['cast', '6', '3'],
    ['cast_and_abstentions', '8', '4'],
    ['represented', '10', '5'],
    ['attending', '12', '6'],
    ['entitled', '14', '7'],
  ] as const)('the base %s is %s votes, %s members', (base, votes, members) => {
    const dualThird = majority([by({ kind: 'fraction', share: '1/3', base }, { counted: 'both' })]);
    const [byVotes, byMembers] = decideOutcome(vote(dualThird, spread)).steps.slice(-2);
    expect(byVotes?.facts).toMatchObject({ counted: 'weight', base, baseCount: votes, for: '4' });
    expect(byMembers?.facts).toMatchObject({ counted: 'members', base, baseCount: members, for: '2' });
  });

  test('a guard is counted by votes or by members, as it says', () => {
    const voters = [...roll([1, 0], { weight: 9n }), ...roll([0, 0, 0, 3])];
    const guarded = (counted: Guard['counted']) =>
      majority([by(simple)], 'rejected', [{ ...halfTurnout, counted }]);
    expect(decideOutcome(vote(guarded('weight'), voters)).outcome).toBe('adopted');
    expect(decideOutcome(vote(guarded('members'), voters)).outcome).toBe('void');
  });

  test('a chamber in which nobody voted has not agreed by two thirds', () => {
    const inEach = majority(
      ['a', 'b'].map((of) => by(twoThirds('cast'), { group: { kind: 'chamber', of } })),
    );
    const decided = decideOutcome(
      vote(inEach, [...roll([9, 0], { chamber: 'a' }), ...roll([0, 0, 4], { chamber: 'b' })]),
    );
    expect(decided.outcome).toBe('rejected');
    expect(decided.steps.at(-1)).toMatchObject({
      code: 'majority.base_empty',
      facts: { group: 'chamber', of: ['b'] },
    });
  });

  test('a recount is read from JSON: the steps are plain data', () => {
    const { steps } = decideOutcome(vote(dual, roll([3, 2])));
    expect(JSON.parse(canonical(steps.map(({ code, facts }) => ({ code, facts }))))).toEqual(steps);
  });
});

describe('laws', () => {
  const base = fc.constantFrom('cast', 'cast_and_abstentions', 'represented', 'entitled', 'attending');
  const share = fc.constantFrom('1/4', '1/3', '1/2', '2/3', '75%', '1');
  /** A kind that is added has to stand here, or it does not compile. */
  const rulesByKind: { readonly [K in Rule['kind']]: fc.Arbitrary<Rule> } = {
    simple: fc.constant({ kind: 'simple' }),
    unanimous: fc.constant({ kind: 'unanimous' }),
    fraction: fc.record({ kind: fc.constant('fraction'), share, base }),
    more_than_half: fc.record({ kind: fc.constant('more_than_half'), base }),
    against_at_most: fc.record({ kind: fc.constant('against_at_most'), share, base }),
  };
  const rule = fc.oneof(...Object.values(rulesByKind));
  const requirement: fc.Arbitrary<Requirement> = fc.record({
    group: fc.constantFrom<Requirement['group']>(
      { kind: 'all' },
      { kind: 'class', of: ['p', 'q'] },
      { kind: 'region', of: ['africa'] },
      { kind: 'chamber', of: 'a' },
    ),
    counted: fc.constantFrom('weight', 'members', 'both'),
    rule,
  });
  const guard: fc.Arbitrary<Guard> = fc.record({
    kind: fc.constantFrom('turnout', 'abstentions_at_most'),
    share,
    base: fc.constantFrom('attending', 'represented', 'entitled'),
    counted: fc.constantFrom('weight', 'members'),
  });
  const rules: fc.Arbitrary<Majority> = fc.record({
    requirements: fc.array(requirement, { minLength: 1, maxLength: 3 }),
    guards: fc.array(guard, { maxLength: 1 }),
    tie: fc.constantFrom('rejected', 'second_vote', 'casting_vote'),
  });
  const voters: fc.Arbitrary<RollEntry[]> = fc.array(
    fc.record({
      member: fc.uuid(),
      class: fc.constantFrom('p', 'q', 'r'),
      region: fc.constantFrom('africa', 'europe', null),
      chamber: fc.constantFrom('a', 'b', null),
      weight: fc.bigInt({ min: 0n, max: 8n }),
      represented: fc.boolean(),
      attending: fc.boolean(),
      choice: fc.constantFrom('for', 'for', 'against', 'abstain', null),
    }),
    { maxLength: 12 },
  );
  const shuffled = voters.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );

  test('the order of ballots is irrelevant', () => {
    fc.assert(
      fc.property(rules, shuffled, (of, [all, other]) => {
        expect(decideOutcome(vote(of, other))).toEqual(decideOutcome(vote(of, all)));
      }),
      { numRuns: 500 },
    );
  });

  test('scaling all weights keeps the outcome, and with the unit also every number', () => {
    fc.assert(
      fc.property(rules, voters, fc.bigInt({ min: 1n, max: 10n ** 20n }), (of, all, k) => {
        const decided = decideOutcome(vote(of, all));
        const larger = all.map((entry) => ({ ...entry, weight: entry.weight * k }));
        expect(decideOutcome(vote(of, larger)).outcome).toBe(decided.outcome);
        expect(decideOutcome(vote(of, larger, { unit: k })).steps).toEqual(decided.steps);
      }),
      { numRuns: 500 },
    );
  });

  test('one who turns from against to for never turns an adoption into a rejection', () => {
    fc.assert(
      fc.property(rules, voters, fc.nat(), (of, all, pick) => {
        const against = all.filter(({ choice }) => choice === 'against');
        const turned = against[pick % Math.max(against.length, 1)];
        fc.pre(turned !== undefined && decideOutcome(vote(of, all)).outcome === 'adopted');
        const after = all.map((entry) => (entry === turned ? { ...entry, choice: 'for' as const } : entry));
        expect(decideOutcome(vote(of, after)).outcome).toBe('adopted');
      }),
      { numRuns: 200 },
    );
  });

  test('nothing is adopted without a vote for it', () => {
    fc.assert(
      fc.property(rules, voters, (of, all) => {
        const none = all.map((entry) => (entry.choice === 'for' ? { ...entry, choice: null } : entry));
        expect(decideOutcome(vote(of, none, { castingVote: 'for' })).outcome).not.toBe('adopted');
      }),
    );
  });

  test('by heads and by votes agree where every member has one vote', () => {
    fc.assert(
      fc.property(rules, voters, (of, all) => {
        const single = all.map((entry) => ({ ...entry, weight: 1n }));
        const way = (counted: 'weight' | 'members'): Majority => ({
          ...of,
          requirements: of.requirements.map((one) => ({ ...one, counted })),
          guards: of.guards.map((one) => ({ ...one, counted })),
        });
        expect(decideOutcome(vote(way('members'), single)).outcome).toBe(
          decideOutcome(vote(way('weight'), single)).outcome,
        );
      }),
    );
  });
});
